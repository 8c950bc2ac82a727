"""Which result counts: the SQL says what the rule says, and a result ends with its third year."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pgtrigger
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.tests.people import Cast
from employees.models import Employee
from employees.tests.staff import make_person
from evaluations.domain import methods
from evaluations.domain.methods import Measured
from evaluations.enums import Method
from evaluations.models import Assessment, AssessmentLevel, Competency, CurrentLevel
from evaluations.selectors.person import competency_profile
from evaluations.services import current
from evaluations.services.current import refresh_levels
from evaluations.tests.rounds import invite, make_round

pytestmark = pytest.mark.django_db
CODES = ("integritas", "kerjasama", "komunikasi")
LEAP = date(2024, 2, 29)
days = st.dates(date(2023, 1, 1), date(2027, 12, 31)) | st.sampled_from([LEAP, LEAP + timedelta(1), date(2027, 2, 28)])
results = st.tuples(
    days, st.sampled_from(Method.values), st.dictionaries(st.sampled_from(CODES), st.integers(1, 5), min_size=1)
)


def store(person: Employee, found: list[tuple[date, str, dict[str, int]]]) -> list[Measured]:
    skills = {one.code: one for one in Competency.objects.filter(code__in=CODES)}
    measured = []
    for day, method, levels in found:
        row = Assessment.objects.create(
            agency=person.agency, employee=person, assessed_on=day, method=method, levels=levels
        )
        AssessmentLevel.objects.bulk_create(
            AssessmentLevel(assessment=row, competency=skills[code], level=level) for code, level in levels.items()
        )
        measured.append(Measured(row.pk, day, method, levels))
    return measured


def counted(person: Employee, on: date) -> dict[str, tuple[int, int]]:
    """What the table says after a refresh: level and source by competency."""
    refresh_levels(agency=person.agency, on=on, people=[person.pk])
    rows = CurrentLevel.objects.filter(employee=person)
    return {
        code: (level, source) for code, level, source in rows.values_list("competency__code", "level", "assessment")
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(results, max_size=8, unique_by=lambda one: one[:2]), on=days)
@example(found=[(LEAP, "cact", {"integritas": 3})], on=date(2027, 2, 28))
@example(found=[(LEAP, "cact", {"integritas": 3})], on=date(2027, 3, 1))
@example(
    found=[
        (date(2026, 1, 1), "umpan_balik_360", {"integritas": 5}), (date(2025, 1, 1), "siasn", {"kerjasama": 2}),
        (date(2024, 1, 1), "assessment_center", {"integritas": 1}), (date(2026, 2, 1), "penilaian_diri", {"komunikasi": 5}),
    ],
    on=date(2026, 11, 21),
)  # fmt: skip
def test_the_table_says_what_the_rule_says(cast: Cast, found: list, on: date) -> None:
    Employee.objects.filter(nip="199001012020010001").delete()
    person = make_person(cast.surabaya, "199001012020010001", "Orang")
    measured = store(person, found)
    wanted = methods.standing(measured, on=on)
    assert counted(person, on) == {code: (one.level, one.source) for code, one in wanted.items()}


@pytest.mark.parametrize(
    ("assessed_on", "last_day"),
    [(date(2023, 11, 21), date(2026, 11, 20)), (LEAP, date(2027, 2, 28)), (date(2025, 2, 28), date(2028, 2, 27))],
)
def test_a_result_stops_counting_the_day_after_its_three_years(cast: Cast, assessed_on: date, last_day: date) -> None:
    person = make_person(cast.surabaya, "199001012020010001", "Orang")
    store(person, [(assessed_on, "assessment_center", {"integritas": 3})])
    assert [len(counted(person, day)) for day in (assessed_on, last_day, last_day + timedelta(1))] == [1, 1, 0]


def test_the_office_s_own_round_goes_before_its_copy_of_the_same_day(cast: Cast) -> None:
    """SIASN hands the result back: the copy has no evidence."""
    person = make_person(cast.surabaya, "199001012020010001", "Orang")
    (participant,) = invite(make_round(cast), person)
    day = date(2026, 11, 1)
    own, copy = store(person, [(day, "assessment_center", {"integritas": 3}), (day, "siasn", {"integritas": 3})])
    assert counted(person, day) == {"integritas": (3, copy.key)}
    with pgtrigger.ignore("evaluations.Assessment:append_only"):
        Assessment.objects.filter(pk=own.key).update(participant=participant)
    rule = methods.standing([replace(own, is_own=True), copy], on=day)
    assert (counted(person, day), rule["integritas"].source) == ({"integritas": (3, own.key)}, own.key)
    person.refresh_from_db()
    past = competency_profile(person, on=day, past=True)
    assert {row.source.method for row in past.rows if row.source} == {"assessment_center"}


def test_what_stood_behind_counts_again_when_the_first_expires(cast: Cast) -> None:
    person = make_person(cast.surabaya, "199001012020010001", "Orang")
    old, other = store(
        person,
        [
            (date(2023, 1, 10), "assessment_center", {"integritas": 4}),
            (date(2025, 1, 1), "penilaian_atasan", {"integritas": 2}),
        ],
    )
    assert counted(person, date(2026, 1, 9)) == {"integritas": (4, old.key)}
    assert counted(person, date(2026, 1, 10)) == {"integritas": (2, other.key)}


def test_the_night_works_in_slices_and_reaches_everybody(cast: Cast, monkeypatch) -> None:
    people = [make_person(cast.surabaya, f"19900101201001200{n}", f"Orang {n}", cast.city) for n in range(1, 6)]
    for person in people:
        store(person, [(date(2026, 1, 1), Method.SIASN, {"integritas": 2})])
    gone, slices, whole = people[0], [], current.refresh_levels
    whole(agency=cast.surabaya, on=date(2026, 11, 21), people=[gone.pk])
    Assessment.objects.filter(employee=gone).delete()
    store(gone, [(date(2020, 1, 1), Method.SIASN, {"integritas": 5})])  # expired: what stood must go

    def noted(**about: Any) -> None:
        slices.append(len(about["people"]))
        whole(**about)

    monkeypatch.setattr(current, "SLICE", 2)
    monkeypatch.setattr(current, "refresh_levels", noted)
    current.refresh_all(at=datetime(2026, 11, 21, 3, tzinfo=UTC))
    assert (slices, sorted(CurrentLevel.objects.values_list("employee", flat=True))) == (
        [2, 2, 1], sorted(person.pk for person in people[1:]),
    )  # fmt: skip
