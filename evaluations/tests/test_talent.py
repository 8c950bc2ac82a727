"""The talent map: the SQL against the pure rule person by person, the lines, the confirmation and the pages."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pgtrigger
import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from core.domain.errors import DomainError
from core.enums import DecisionKind
from core.models import Agency, Decision, Region
from core.selectors import find_agency
from core.services.imports import import_file
from core.tests.people import Cast
from employees.demo.generator import MAMUJU, write_government
from employees.models import Employee, Position
from employees.tests.staff import Staff, cast, enter, make_person, staff  # noqa: F401
from evaluations.domain import methods, standards
from evaluations.domain import talent as rules
from evaluations.domain.competencies import COMPETENCIES
from evaluations.domain.jpm import is_comparable, job_person_match
from evaluations.domain.methods import WHOLE, Measured
from evaluations.domain.talent import Cutoffs
from evaluations.models import (
    Assessment,
    AssessmentLevel,
    Competency,
    JobStandard,
    PerformanceResult,
    StandardLevel,
    TalentMap,
    TalentPlacement,
    TalentSetting,
)
from evaluations.selectors import talent as selectors
from evaluations.selectors.standards import demand_of
from evaluations.services import talent as service

pytestmark = pytest.mark.django_db
NINE = [competency.key for competency in COMPETENCIES]
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TODAY = AT.date()
YEAR = 2025


def assess(person: Employee, levels: dict[str, int], *, on: date = date(2025, 3, 1), **about) -> Assessment:
    """As the services store it: levels by code, and a row for each that the dictionary knows."""
    made = Assessment.objects.create(agency=person.agency, employee=person, assessed_on=on, levels=levels, **about)
    known = Competency.objects.of(person.agency).filter(code__in=levels)
    AssessmentLevel.objects.bulk_create(
        AssessmentLevel(assessment=made, competency=one, level=levels[one.code]) for one in known
    )
    return made


def appraise(person: Employee, predicate: int, year: int = YEAR) -> None:
    PerformanceResult.objects.create(agency=person.agency, employee=person, year=year, predicate=predicate)


def draw_lines(agency: Agency, by, **about) -> TalentSetting:
    wanted = {"from_year": YEAR, "cutoffs": Cutoffs(), "legal_basis": "Perwali 12/2025", "at": AT} | about
    return service.set_cutoffs(agency=agency, by=by, **wanted)


def chart(agency: Agency, year: int = YEAR) -> selectors.Chart:
    return selectors.chart_of(agency, year, on=TODAY)


def confirm(agency: Agency, by, **about) -> TalentMap:
    wanted = {"year": YEAR, "decree": "800/17/2026", "decided_on": date(2026, 3, 2), "at": AT} | about
    wanted.setdefault("seen", selectors.seal(chart(agency, wanted["year"])))
    return service.confirm_map(agency=agency, by=by, **wanted)


@pytest.fixture
def city(staff: Staff, cast: Cast) -> Agency:
    """Sari stands in box 9, Budi in 5; Rina has no predicate, Dewi an expired result, Tono neither."""
    assess(staff.sari, dict.fromkeys(NINE, 1))
    appraise(staff.sari, 1)
    assess(staff.budi, dict.fromkeys(NINE, 2) | {"integritas": 1}, potential=Decimal("80.00"))
    appraise(staff.budi, 2)
    assess(staff.rina, dict.fromkeys(NINE, 1))
    assess(staff.dewi, dict.fromkeys(NINE, 1), on=date(2023, 11, 21))
    appraise(staff.dewi, 2)
    return cast.surabaya


# The SQL against the pure rule


def by_the_rule(person: Employee, year: int, cutoffs: Cutoffs) -> rules.Placement:
    """One person after another, as `domain.talent` and `domain.jpm` say."""
    wholes = Assessment.objects.filter(employee=person, method__in=WHOLE, assessed_on__lte=TODAY)
    newest = [one for one in wholes.order_by("-assessed_on", "-id") if one.levels.keys() & set(NINE)]
    valid = [one for one in wholes.order_by("-assessed_on", "-id") if standards.is_valid(one.assessed_on, on=TODAY)]
    result = person.performance.filter(year=year).first()
    required = demand_of(person, on=TODAY).levels
    measured = (Measured(one.pk, one.assessed_on, one.method, one.levels) for one in wholes)
    found = methods.official(methods.standing(measured, on=TODAY))
    potential = next((one.potential for one in valid if one.potential is not None), None)
    if potential is None and is_comparable(required, found):
        potential = job_person_match(required, found)
    missing = (rules.NO_STANDARD,)
    if not newest:
        missing = (rules.NO_ASSESSMENT,)
    elif not standards.is_valid(newest[0].assessed_on, on=TODAY):
        missing = (rules.EXPIRED,)
    predicate = result.predicate if result else None
    return rules.place(predicate=predicate, potential=potential, missing=missing, cutoffs=cutoffs)


@pytest.fixture
def government(tmp_path) -> Agency:
    Region.objects.create(code="76", name="SULAWESI BARAT", kind="province")
    Region.objects.create(code="76.02", name="KABUPATEN MAMUJU", kind="regency", parent_id="76")
    files = write_government(MAMUJU, tmp_path, people=150, seed=11, year=YEAR, layout="csv")
    for kind in ("unor", "pegawai", "skp22", "kompetensi"):
        import_file(kind=kind, path=files[kind], region="76.02", dry_run=False, at=timezone.now())
    agency = find_agency("76.02")
    _complicate(agency)
    return agency


def _complicate(agency: Agency) -> None:
    """Own standards old and coming, measured potentials, a technical test, self-ratings, leap days, no tier."""
    people = list(Employee.objects.filter(agency=agency).order_by("pk"))
    own = Competency.objects.create(agency=agency, code="L.01", name="Lokal", group="technical", order=99)
    codes = dict(Competency.objects.values_list("code", "pk"))
    for number, position in enumerate(Position.objects.filter(agency=agency).order_by("pk")[:40]):
        for day, level in (
            (date(2024, 1, 1), 1 + number % 5),
            (date(2026, 6, 1), 1 + number % 3),
            (date(2027, 1, 1), 5),
        ):
            standard = JobStandard.objects.create(agency=agency, position=position, valid_from=day, made_at=AT)
            for key in (codes[NINE[number % 9]], own.pk):
                StandardLevel.objects.create(standard=standard, competency_id=key, level=level)
    for person in people[:60:3]:
        with pgtrigger.ignore("evaluations.Assessment:append_only"):
            Assessment.objects.filter(employee=person).update(potential=Decimal(50 + person.pk % 50))
    for number, person in enumerate(people[60:100]):
        levels = {NINE[number % 9]: 1 + number % 5, "L.01": 3, "unknown": 5}
        method = ("penilaian_diri", "uji_teknis", "cact", "assessment_center")[number % 4]
        assess(person, levels, on=date(2024, 2, 29) + timedelta(days=number * 20), method=method)
    for person in people[100:110]:
        assess(person, {"L.01": 3}, on=date(2026, 1, 1))
    Employee.objects.filter(pk__in=[person.pk for person in people[105:115]]).update(position=None, tier="", level="")


@pytest.mark.parametrize("cutoffs", [Cutoffs(), Cutoffs(*map(Decimal, ("60", "80", "68.5", "77")))])
def test_every_person_stands_where_the_rule_puts_her(government: Agency, cutoffs: Cutoffs) -> None:
    drawn = selectors.Chart(government, YEAR, TODAY, cutoffs)
    placed = selectors.placed(drawn, None)
    active = list(Employee.objects.filter(agency=government, is_active=True).select_related("position"))
    wanted = {person.pk: by_the_rule(person, YEAR, cutoffs) for person in active}
    found = {pk: rules.Placement(one.box, one.x, one.y, one.missing) for pk, one in placed.items()}
    assert found == wanted
    assert {code for one in wanted.values() for code in one.missing} == set(selectors.REASON_CODES)
    counts = selectors.counts(drawn)
    assert (counts.people, counts.boxes) == (
        len(active), {n: sum(one.box == n for one in wanted.values()) for n in range(1, 10)},
    )  # fmt: skip
    assert counts.missing == {
        code: sum(code in one.missing for one in wanted.values()) for code in selectors.REASON_CODES
    }
    for number in (*range(10),):
        rows = selectors.in_box(Employee.objects.filter(agency=government), drawn, number)
        assert set(rows.values_list("pk", flat=True)) == {pk for pk, one in wanted.items() if (one.box or 0) == number}


def test_a_result_stops_counting_the_day_after_its_three_years(city: Agency, staff: Staff) -> None:
    days = (date(2028, 2, 29), date(2028, 3, 1))
    found = [selectors.placed(selectors.chart_of(city, YEAR, on=day), [staff.sari.pk])[staff.sari.pk] for day in days]
    assert [(one.box, one.missing) for one in found] == [(9, ()), (None, ("expired",))]


# The lines


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"cutoffs": Cutoffs(Decimal(90), Decimal(90))}, "not_in_order"),
        ({"cutoffs": Cutoffs(potential_medium=Decimal(95))}, "not_in_order"),
        ({"cutoffs": Cutoffs(potential_high=Decimal(101))}, "out_of_bounds"),
        ({"legal_basis": "  "}, "no_basis"),
    ],
)
def test_lines_that_are_refused(cast: Cast, change: dict, code: str) -> None:
    with pytest.raises(DomainError) as error:
        draw_lines(cast.surabaya, cast.dewi, **change)
    assert (error.value.code, TalentSetting.objects.count(), Decision.objects.count()) == (code, 0, 0)


def test_new_lines_are_another_row_and_leave_the_years_before(city: Agency, cast: Cast) -> None:
    draw_lines(city, cast.dewi)
    new = Cutoffs(potential_high=Decimal(95))
    draw_lines(city, cast.dewi, from_year=2026, cutoffs=new)
    assert [selectors.chart_of(city, year, on=TODAY).cutoffs for year in (2024, 2025, 2026, 2030)] == [
        Cutoffs(), Cutoffs(), new, new,
    ]  # fmt: skip
    newer = Cutoffs(potential_high=Decimal(97))
    draw_lines(city, cast.dewi, from_year=2026, cutoffs=newer)
    assert (chart(city, 2026).cutoffs, TalentSetting.objects.count()) == (newer, 3)
    decision = Decision.objects.filter(kind=DecisionKind.TALENT_CUTOFFS_SET).order_by("-pk").first()
    assert (decision.by, decision.reason, decision.facts["from_year"], decision.facts["before"]["potential_high"]) == (
        cast.dewi, "Perwali 12/2025", 2026, "95.00",
    )  # fmt: skip


def test_the_same_lines_again_are_no_decision(city: Agency, cast: Cast) -> None:
    draw_lines(city, cast.dewi)
    with pytest.raises(DomainError) as error:
        draw_lines(city, cast.dewi)
    assert (error.value.code, Decision.objects.count()) == ("unchanged", 1)


def test_lines_are_never_changed(city: Agency, cast: Cast) -> None:
    setting = draw_lines(city, cast.dewi)
    with pytest.raises(ProgrammingError), transaction.atomic():
        TalentSetting.objects.filter(pk=setting.pk).update(potential_high=99)


# The confirmation


def test_a_confirmed_map_is_frozen(city: Agency, staff: Staff, cast: Cast) -> None:
    draw_lines(city, cast.dewi)
    before = selectors.counts(chart(city))
    confirmed = confirm(city, cast.dewi)
    PerformanceResult.objects.all().delete()
    with pgtrigger.ignore("evaluations.Assessment:append_only"):
        Assessment.objects.filter(employee=staff.sari).update(assessed_on=date(2020, 1, 1))
    Employee.objects.filter(pk=staff.sari.pk).update(tier="administrator", unit=staff.office, is_active=False)
    after = selectors.chart_of(city, YEAR, on=date(2030, 1, 1))
    assert (after.confirmed, selectors.counts(after)) == (confirmed, before)
    assert before.boxes == dict.fromkeys(range(1, 10), 0) | {9: 1, 5: 1}
    assert (before.incomplete, before.missing) == (
        3, {"no_predicate": 2, "no_assessment": 1, "expired": 1, "no_standard": 0},
    )  # fmt: skip
    pelaksana = selectors.counts(after, selectors.Area(tier="pelaksana"))
    assert (pelaksana.people, pelaksana.boxes[9]) == (5, 1)
    decision = Decision.objects.get(kind=DecisionKind.TALENT_CONFIRMED)
    assert (decision.by, decision.reason, decision.facts["boxes"]["9"], decision.facts["incomplete"]) == (
        cast.dewi, "800/17/2026", 1, 3,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"decree": " "}, "no_decree"),
        ({"decided_on": date(2026, 11, 22)}, "in_the_future"),
        ({"decided_on": date(2024, 12, 31)}, "too_early"),
        ({"seen": "another map"}, "changed"),
        ({"year": 2026}, "nobody"),
    ],
)
def test_confirmations_that_are_refused(city: Agency, cast: Cast, change: dict, code: str) -> None:
    draw_lines(city, cast.dewi)
    with pytest.raises(DomainError) as error:
        confirm(city, cast.dewi, **{"decided_on": date(2026, 3, 2)} | change)
    assert (error.value.code, TalentMap.objects.count(), TalentPlacement.objects.count()) == (code, 0, 0)


def test_without_lines_of_its_own_an_agency_confirms_nothing(city: Agency, cast: Cast) -> None:
    with pytest.raises(DomainError) as error:
        confirm(city, cast.dewi)
    assert error.value.code == "no_setting"


def test_a_year_is_confirmed_once_and_its_lines_stay(city: Agency, cast: Cast) -> None:
    draw_lines(city, cast.dewi)
    confirm(city, cast.dewi)
    with pytest.raises(DomainError) as again:
        confirm(city, cast.dewi)
    with pytest.raises(DomainError) as late:
        draw_lines(city, cast.dewi, cutoffs=Cutoffs(potential_high=Decimal(95)))
    assert (again.value.code, late.value.code, TalentMap.objects.count()) == ("already_confirmed", "year_confirmed", 1)


def test_a_placement_is_never_changed(city: Agency, cast: Cast) -> None:
    draw_lines(city, cast.dewi)
    confirm(city, cast.dewi)
    with pytest.raises(ProgrammingError), transaction.atomic():
        TalentPlacement.objects.filter(box=9).update(box=8)
    with pytest.raises(IntegrityError), transaction.atomic():
        TalentPlacement.objects.create(map=TalentMap.objects.get(), employee=Employee.objects.last())
