"""A result counts only from an accredited provider, of a day of the round (R-AC-5); and the potential beside it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.domain.errors import DomainError
from core.tests.people import Cast
from employees.tests.staff import Staff, enter
from evaluations.enums import Method
from evaluations.models import Assessment, AssessmentRound
from evaluations.selectors import talent as maps
from evaluations.tests.rounds import TEXTS, TODAY, Ring, cast, invite, make_round, open_round, ring, staff  # noqa: F401
from evaluations.tests.test_talent import appraise

pytestmark = pytest.mark.django_db
SENTENCE = "Lengkapi nomor akreditasi yang berlaku sampai kegiatan selesai."


@pytest.mark.parametrize(
    ("about", "opens"),
    [
        ({"accreditation": "", "accredited_until": None}, False),
        ({"accredited_until": date(2026, 11, 29)}, False),
        ({"accredited_until": date(2026, 11, 30)}, True),
        ({"method": Method.FEEDBACK, "accreditation": "", "accredited_until": None}, True),
    ],
)
def test_a_round_opens_with_an_accreditation_that_lasts(staff: Staff, cast: Cast, about: dict, opens: bool) -> None:
    round = make_round(cast, **about)
    invite(round, staff.sari)
    if opens:
        assert open_round(round, cast.dewi).state == "open"
        return
    with pytest.raises(DomainError, match=SENTENCE) as error:
        open_round(round, cast.dewi)
    assert (error.value.code, AssessmentRound.objects.get().state) == ("unaccredited", "draft")


def test_the_page_says_what_is_missing(staff: Staff, cast: Cast) -> None:
    round = make_round(cast, accreditation="", accredited_until=None)
    invite(round, staff.sari)
    client = enter(cast.dewi)
    client.post(reverse("round_step", args=[round.pk]), {"to": "open"})
    text = client.get(reverse("round_detail", args=[round.pk])).content.decode()
    assert ("Kegiatan baru dapat dibuka setelah akreditasinya dilengkapi." in text, AssessmentRound.objects.get().state) == (
        True, "draft",
    )  # fmt: skip


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 11, 16), date(2026, 11, 22)])
def test_the_day_of_a_result_is_a_day_of_the_round(ring: Ring, day: date) -> None:
    AssessmentRound.objects.update(ends_on=date(2026, 11, 15))
    ring.enter(ring.one, 2, 2)
    with pytest.raises(DomainError) as error:
        ring.conclude(assessed_on=day)
    assert (error.value.code, Assessment.objects.count()) == ("day_range", 0)
    assert ring.conclude(assessed_on=date(2026, 11, 15)).assessed_on == date(2026, 11, 15)


def test_a_round_that_was_opened_without_accreditation_concludes_nothing(ring: Ring) -> None:
    AssessmentRound.objects.update(accredited_until=date(2026, 11, 20))
    ring.enter(ring.one, 2, 2)
    with pytest.raises(DomainError) as error:
        ring.conclude()
    assert error.value.code == "unaccredited"
    assert ring.conclude(assessed_on=date(2026, 11, 20)).pk == Assessment.objects.get().pk


def test_the_potential_is_typed_and_draws_the_axis(ring: Ring, cast: Cast, staff: Staff) -> None:
    ring.enter(ring.one, 1, 1)
    appraise(staff.sari, 1)
    address = reverse("conclusion_edit", args=[ring.participant.pk])
    given = {"assessed_on": TODAY.isoformat(), "seen": " ".join(map(str, ring.said()))} | TEXTS
    client = enter(cast.dewi)
    refused = client.post(address, given | {"potential": "101"})
    assert (refused.status_code, "potential" in refused.context["form"].errors) == (400, True)
    assert client.post(address, given | {"potential": "81.5"}).status_code == 302
    result = Assessment.objects.get()
    placed = maps.placed(maps.newest_chart(cast.surabaya, on=TODAY), [staff.sari.pk])[staff.sari.pk]
    assert (result.potential, placed.x, placed.source) == (Decimal("81.50"), Decimal("81.50"), "potential")
    word = "Nilai potensi: 81,50 dari 100."
    page = client.get(reverse("assessment_result", args=[result.pk])).content.decode()
    own = enter(cast.sari).get(reverse("assessment_own", args=[result.pk])).content.decode()
    assert (word in page, word in own) == (True, False)


def test_without_a_potential_the_axis_is_the_match(ring: Ring, cast: Cast, staff: Staff) -> None:
    ring.enter(ring.one, 1, 1)
    appraise(staff.sari, 1)
    ring.conclude()
    placed = maps.placed(maps.newest_chart(cast.surabaya, on=TODAY), [staff.sari.pk])[staff.sari.pk]
    assert (placed.x, placed.source) == (Decimal(100), "jpm")


@pytest.mark.parametrize("value", [Decimal(-1), Decimal(101)])
def test_a_potential_beyond_its_bounds_is_refused(ring: Ring, value: Decimal) -> None:
    ring.enter(ring.one, 1, 1)
    with pytest.raises(DomainError) as error:
        ring.conclude(potential=value)
    assert error.value.code == "potential_range"


def test_a_method_that_measures_no_potential_has_no_field_for_it(staff: Staff, cast: Cast) -> None:
    round = make_round(cast, Method.TECHNICAL)
    (sari,) = invite(round, staff.sari)
    open_round(round, cast.dewi)
    page = enter(cast.dewi).get(reverse("conclusion_edit", args=[sari.pk]))
    assert ("potential" in page.context["form"].fields) is False
