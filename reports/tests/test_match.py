"""The report counts assessments and matches as every page does."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from core.tests.people import Cast
from employees.models import Employee
from employees.tests.staff import Staff, cast, staff  # noqa: F401
from evaluations.domain import standards
from evaluations.enums import Method
from evaluations.models import PerformanceResult
from evaluations.selectors import gaps
from evaluations.selectors.person import competency_profile
from evaluations.tests.test_gaps import TODAY, area, demand
from evaluations.tests.test_gaps import library as library
from evaluations.tests.test_one_match import EARLY, MIXTURES, assess
from reports.domain.figures import read_unit
from reports.models import FactsState, YearFact
from reports.numbers import collect
from reports.services.facts import refresh, refresh_running_year

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def fact_of(person: Employee, year: int = TODAY.year) -> YearFact:
    refresh(agency=person.agency, year=year, at=timezone.now())
    return YearFact.objects.get(employee=person, year=year)


@pytest.mark.parametrize("mixture", MIXTURES)
def test_the_report_agrees_with_the_page_about_a_mixture_of_sources(staff: Staff, cast: Cast, mixture: str) -> None:
    demand(staff.sari.position, since=date(2020, 1, 1), komunikasi=3, **{"KES.01": 3})
    for level, method, only in MIXTURES[mixture]:
        assess(staff.sari, level, method=method, only=only)
    fact, profile = fact_of(staff.sari), competency_profile(staff.sari, on=TODAY)
    counted = sum(gaps.coverage(area(cast)).values(), gaps.Coverage())
    assert (fact.assessment_state == "valid", fact.jpm) == (profile.is_valid, profile.jpm)
    assert (counted.valid == 1, counted.jpm_average) == (profile.is_valid, profile.jpm)


def test_the_demand_is_that_of_the_job_and_not_of_the_person(staff: Staff, cast: Cast) -> None:
    Employee.objects.filter(pk=staff.sari.pk).update(tier="jpt_pratama")  # her record says otherwise than her job
    assess(staff.sari, 1)
    assert fact_of(staff.sari).jpm == competency_profile(staff.sari, on=TODAY).jpm == Decimal("100.00")


def test_a_competency_is_divided_by_those_assessed_in_it(staff: Staff, cast: Cast) -> None:
    """Sari in all nine, two days apart; Rina in one of them, met by nobody but her."""
    demand(staff.sari.position, since=date(2020, 1, 1), kerjasama=1, integritas=2)
    assess(staff.sari, 1)
    assess(staff.rina, 2, method=Method.CENTER, only=("integritas",))
    refresh(agency=cast.surabaya, year=TODAY.year, at=timezone.now())
    raw = collect(agency=cast.surabaya, unit=None, year=TODAY.year)["all"]
    shares = {row.competency.key: row.meeting_share for row in read_unit("all", "x", raw).competencies}
    ours = gaps.whole_of(gaps.heat_cells(area(cast)))
    assert shares == {one.code: ours[pk].share for pk, one in area(cast).nine.items()}
    assert raw["assessment"]["valid"] == 2
    assert (shares["kerjasama"], shares["integritas"]) == (100, 50)


def test_old_reports_divide_by_everybody_assessed() -> None:
    raw = {
        "assessment": {"valid": 4},
        "competencies": {
            "integritas": {"mean_actual": 2.0, "mean_required": 2.0, "meeting": 2},
            "kerjasama": {"mean_actual": 2.0, "mean_required": 2.0, "meeting": 2, "people": 2},
        },
    }
    found = {row.competency.key: row.meeting_share for row in read_unit("all", "x", raw).competencies}
    assert (found["integritas"], found["kerjasama"], found["komunikasi"]) == (50, 100, None)


def test_older_results_fill_in_what_the_newest_left_open(staff: Staff, cast: Cast) -> None:
    assess(staff.sari, 2, day=EARLY - timedelta(days=400))
    assess(staff.sari, 3, method=Method.CENTER, only=("integritas",))
    fact = fact_of(staff.sari)
    means = collect(agency=cast.surabaya, unit=None, year=TODAY.year)["all"]["competencies"]
    assert (fact.assessment_state, fact.jpm) == ("valid", Decimal("100.00"))
    assert (means["integritas"]["mean_actual"], means["kerjasama"]["mean_actual"], len(means)) == (3, 2, 9)


def test_the_running_year_is_judged_today_and_a_closed_one_on_its_last_day(staff: Staff, cast: Cast) -> None:
    """Counts for three days more: valid now, expired at the end of the year."""
    assess(staff.sari, 1, day=standards.oldest_valid(TODAY) + timedelta(days=3))
    counted = sum(gaps.coverage(area(cast)).values(), gaps.Coverage())
    assert (fact_of(staff.sari).assessment_state, counted.valid) == ("valid", 1)
    later = datetime(TODAY.year + 1, 2, 1, tzinfo=UTC)
    refresh(agency=cast.surabaya, year=TODAY.year, at=later)
    ends = standards.oldest_valid(TODAY) + timedelta(days=3)
    wanted = "valid" if standards.is_valid(ends, on=date(TODAY.year, 12, 31)) else "expired"
    assert YearFact.objects.get(employee=staff.sari, year=TODAY.year).assessment_state == wanted


def test_the_night_lets_results_of_the_running_year_expire(staff: Staff, cast: Cast) -> None:
    day = date(2023, 6, 2)
    assess(staff.sari, 1, day=day)
    evening, morning = (datetime(2026, 6, number, 3, tzinfo=UTC) for number in (1, 2))
    PerformanceResult.objects.create(agency=cast.surabaya, employee=staff.sari, year=2026, predicate=2)
    states = []
    for at in (evening, evening + timedelta(hours=1), morning):
        if not states:
            refresh(agency=cast.surabaya, year=2026, at=at)
        refresh_running_year(at=at)
        states.append((YearFact.objects.get(employee=staff.sari, year=2026).assessment_state,
                       FactsState.objects.get(agency=cast.surabaya, year=2026).refreshed_at == at))  # fmt: skip
    assert states == [("valid", True), ("valid", False), ("expired", True)]
