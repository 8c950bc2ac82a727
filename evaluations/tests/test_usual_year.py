"""Which year a talent map shows where none is named: the confirmed one, else the newest that is nearly whole."""

from datetime import date

import pytest

from core.tests.people import Cast
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401
from evaluations.selectors.talent import newest_chart, years_of
from evaluations.tests.test_succession import measure
from evaluations.tests.test_talent import NINE, TODAY, appraise, confirm, draw_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def appraised(staff: Staff) -> Staff:
    for person in (staff.sari, staff.rina, staff.tono):
        measure(person, dict.fromkeys(NINE, 4))
        for year in (2024, 2025):
            appraise(person, 1, year)
    return staff


def pool(cast: Cast, address: str = "/talenta/suksesi/") -> list[int]:
    return [post.pool for post, _leaving in enter(cast.dewi).get(address).context["posts"]]


def test_one_appraisal_of_a_new_year_empties_no_pool(appraised: Staff, cast: Cast) -> None:
    before = pool(cast)
    appraise(appraised.budi, 2, 2026)
    assert (years_of(cast.surabaya).usual, newest_chart(cast.surabaya, on=TODAY).year) == (2025, 2025)
    assert (pool(cast), max(before)) == (before, 3)


def test_half_of_the_best_year_is_enough(appraised: Staff, cast: Cast) -> None:
    for person in (appraised.sari, appraised.budi):
        appraise(person, 2, 2026)
    assert years_of(cast.surabaya).usual == 2026


def test_a_confirmed_year_goes_before_newer_ones(appraised: Staff, cast: Cast) -> None:
    draw_lines(cast.surabaya, cast.dewi, from_year=2024)
    confirm(cast.surabaya, cast.dewi, year=2024, decided_on=date(2025, 3, 2))
    years = years_of(cast.surabaya)
    assert (years.known, years.usual) == ([2025, 2024], 2024)
    page = enter(cast.dewi).get("/talenta/")
    assert page.context["chart"].year == 2024


def test_no_year_without_results(staff: Staff, cast: Cast) -> None:
    assert (years_of(cast.surabaya).usual, newest_chart(cast.surabaya, on=TODAY)) == (None, None)


def test_succession_may_be_asked_about_another_year(appraised: Staff, cast: Cast) -> None:
    appraise(appraised.budi, 2, 2026)
    assert max(pool(cast, "/talenta/suksesi/?year=2026")) == 0
    client, post = enter(cast.dewi), f"/talenta/suksesi/{appraised.village.pk}/"
    years = [client.get(f"{post}{query}").context["chart"].year for query in ("", "?year=2026", "?year=2024")]
    assert years == [2025, 2026, 2024]
    assert f'href="{post}?year=2024"' in client.get("/talenta/suksesi/?year=2024").content.decode()
