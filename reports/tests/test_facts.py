"""The set-based facts against the pure rules, person by person, on a generated government."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from core.models import Region
from core.selectors import find_agency
from core.services.imports import import_file
from core.tests.people import cast  # noqa: F401
from employees.demo.generator import MAMUJU, write_government
from employees.models import Discipline, Employee, Position
from evaluations.domain.jpm import is_comparable, job_person_match
from evaluations.domain.standards import is_valid
from evaluations.models import Assessment, Competency, JobStandard, StandardLevel
from evaluations.selectors.standards import demand_of
from reports.domain import ip_asn
from reports.models import FactsState, YearFact
from reports.numbers import collect
from reports.selectors import latest_year
from reports.services.facts import refresh, refresh_if_stale
from reports.tests.test_requests import add_person
from training.models import TrainingRecord

pytestmark = pytest.mark.django_db
YEAR = 2025
END = date(YEAR, 12, 31)


@pytest.fixture
def agency(tmp_path):
    Region.objects.create(code="76", name="SULAWESI BARAT", kind="province")
    Region.objects.create(code="76.02", name="KABUPATEN MAMUJU", kind="regency", parent_id="76")
    files = write_government(MAMUJU, tmp_path, people=150, seed=7, year=YEAR, layout="csv")
    for kind in ("unor", "pegawai", "kursus", "diklat", "skp22", "kompetensi", "hukdis"):
        import_file(kind=kind, path=files[kind], region="76.02", dry_run=False, at=timezone.now())
    agency = find_agency("76.02")
    refresh(agency=agency, year=YEAR, at=timezone.now())
    return agency


def evidence_of(employee: Employee) -> ip_asn.Evidence:
    courses = list(TrainingRecord.objects.filter(employee=employee, source="kursus", counted_on__lte=END))
    programmes = set(
        TrainingRecord.objects.filter(employee=employee, source="diklat", counted_on__lte=END).values_list(
            "programme", flat=True
        )
    )
    levels = set(Discipline.objects.filter(employee=employee, decided_on__lte=END).values_list("level", flat=True))
    job = employee.position.name if employee.position else ""
    predicate = employee.performance.filter(year=YEAR).first()
    return ip_asn.Evidence(
        tier=employee.tier,
        education=employee.education,
        leadership=ip_asn.PROGRAMME_OF_TIER.get(employee.tier, -1) in programmes,
        functional=any(c.form in ip_asn.FUNCTIONAL_FORMS for c in courses)
        or job.lower().startswith(tuple(start.lower() for start in ip_asn.FUNCTIONAL_DONE)),
        technical_jp=sum(
            (c.jp for c in courses if c.form in ip_asn.TECHNICAL_FORMS and c.counted_on.year == YEAR), Decimal(0)
        ),
        seminar=any(c.form in ip_asn.SEMINAR_FORMS and c.counted_on.year in (YEAR - 1, YEAR) for c in courses),
        predicate=predicate.predicate if predicate else None,
        discipline=next((level for level in "BSR" if level in levels), None),
    )


def test_the_index_equals_the_pure_rule_for_everybody(agency):
    facts = {fact.employee_id: fact for fact in YearFact.objects.filter(year=YEAR)}
    people = Employee.objects.select_related("position")
    assert len(facts) == people.count() == 150
    for employee in people:
        fact, pure = facts[employee.pk], ip_asn.index(evidence_of(employee))
        assert (fact.ip_qualification, fact.ip_competency, fact.ip_performance, fact.ip_discipline) == (
            pure.qualification, pure.competency, pure.performance, pure.discipline,
        )  # fmt: skip
        assert fact.ip_total == pure.total


@pytest.fixture
def standards(agency):
    """Every second job has a standard of its own: other levels for two of the nine, and a technical one."""
    technical = Competency.objects.create(code="KES.01", name="Surveilans", group="technical", order=50)
    codes = dict(Competency.objects.values_list("code", "pk"))
    for position in Position.objects.filter(agency=agency).order_by("pk")[::2]:
        for valid_from, level in ((date(YEAR - 3, 1, 1), 1), (date(YEAR, 6, 1), 4), (date(YEAR + 1, 1, 1), 5)):
            standard = JobStandard.objects.create(
                agency=agency, position=position, valid_from=valid_from, made_at=timezone.now()
            )
            for code in ("integritas", "komunikasi"):
                StandardLevel.objects.create(standard=standard, competency_id=codes[code], level=level)
            StandardLevel.objects.create(standard=standard, competency=technical, level=3)


def check_matches(agency) -> None:
    """State and match of every fact, by the pure rules from the newest assessment and the demand of the job."""
    refresh(agency=agency, year=YEAR, at=timezone.now())
    for fact in YearFact.objects.filter(year=YEAR).select_related("employee__position"):
        newest = (
            Assessment.objects.filter(employee=fact.employee, assessed_on__lte=END).order_by("-assessed_on").first()
        )
        if newest is None:
            expected = ("never", None)
        elif not is_valid(newest.assessed_on, on=END):
            expected = ("expired", None)
        else:
            levels = demand_of(fact.employee, on=END).levels
            match = job_person_match(levels, newest.levels) if is_comparable(levels, newest.levels) else None
            expected = ("valid", match)
        assert (fact.assessment_state, fact.jpm) == expected


def test_assessments_and_jpm_equal_the_pure_rule(agency):
    check_matches(agency)
    assert YearFact.objects.filter(year=YEAR, jpm__isnull=False).count() > 20


def test_the_standard_of_a_job_goes_before_the_default_of_its_tier(agency, standards):
    before = dict(YearFact.objects.filter(year=YEAR).values_list("employee", "jpm"))
    check_matches(agency)
    assert before != dict(YearFact.objects.filter(year=YEAR).values_list("employee", "jpm"))


def test_the_table_of_competencies_follows_the_standards(agency, standards):
    check_matches(agency)
    demanded, reached, meeting = [], [], 0
    for fact in YearFact.objects.filter(year=YEAR, is_active=True, assessment_state="valid").select_related(
        "assessment", "employee__position"
    ):
        required = demand_of(fact.employee, on=END).levels.get("integritas")
        actual = fact.assessment.levels.get("integritas")
        if required and actual:
            demanded.append(required)
            reached.append(actual)
            meeting += actual >= required
    row = collect(agency=agency, unit=None, year=YEAR)["all"]["competencies"]["integritas"]
    means = [round(sum(values) / len(values), 4) for values in (demanded, reached)]
    assert [row["mean_required"], row["mean_actual"], row["meeting"]] == [*means, meeting]


def test_the_eight_examples_of_the_rules_give_71_56(agency):
    numbers = collect(agency=agency, unit=None, year=YEAR)
    assert numbers["BADAN RISET DAN INOVASI DAERAH"]["ip_average"] == 71.5625
    assert numbers["BADAN RISET DAN INOVASI DAERAH"]["headcount"] == 8


def test_parts_add_up_to_the_whole(agency):
    numbers = collect(agency=agency, unit=None, year=YEAR)
    whole, parts = numbers.pop("all"), numbers.values()
    assert sum(part["headcount"] for part in parts) == whole["headcount"]
    assert sum(part["jp_total"] for part in parts) == pytest.approx(whole["jp_total"])


def test_counting_again_changes_nothing_and_an_import_makes_it_stale(agency, tmp_path):
    before = collect(agency=agency, unit=None, year=YEAR)
    refresh(agency=agency, year=YEAR, at=timezone.now())
    assert collect(agency=agency, unit=None, year=YEAR) == before
    assert FactsState.objects.get(agency=agency, year=YEAR).is_stale is False
    files = write_government(MAMUJU, tmp_path / "again", people=150, seed=7, year=YEAR, layout="csv")
    import_file(kind="kursus", path=files["kursus"], region="76.02", dry_run=False, at=timezone.now())
    assert FactsState.objects.get(agency=agency, year=YEAR).is_stale is True
    refresh_if_stale(agency=agency, year=YEAR, at=timezone.now())
    assert FactsState.objects.get(agency=agency, year=YEAR).is_stale is False


def test_the_newest_year_is_that_of_the_newest_appraisal(agency):
    assert latest_year(agency) == YEAR


def test_a_report_of_one_unit_counts_its_own_people_by_part(agency):
    unit = agency.units.get(name="KECAMATAN MAMUJU")
    numbers = collect(agency=agency, unit=unit, year=YEAR)
    whole = collect(agency=agency, unit=None, year=YEAR)
    assert numbers["all"] == whole["KECAMATAN MAMUJU"]
    assert {unit.agency.units.get(name=name).parent_id for name in numbers if name != "all"} <= {unit.pk}


def test_what_happens_later_changes_no_earlier_year(cast):
    """A punishment, a functional and a leadership training of March 2026; the index of 2025 knows none of them."""
    functional, leader = add_person(cast), add_person(cast, "198609262015051002")
    Employee.objects.filter(pk=functional.pk).update(tier="jf")
    Employee.objects.filter(pk=leader.pk).update(tier="pengawas")
    later, agency = date(2026, 3, 1), cast.surabaya
    Discipline.objects.create(agency=agency, employee=leader, level="B", decided_on=later)
    TrainingRecord.objects.create(
        agency=agency, employee=functional, source="kursus", record_key="1", name="Fungsional", jp=30, form=2,
        counted_on=later,
    )  # fmt: skip
    TrainingRecord.objects.create(
        agency=agency, employee=leader, source="diklat", record_key="1", name="PKP", jp=900, programme=2,
        counted_on=later,
    )  # fmt: skip
    found = {}
    for year in (2025, 2026):
        refresh(agency=agency, year=year, at=timezone.now())
        facts = YearFact.objects.filter(year=year).order_by("employee__nip")
        found[year] = list(facts.values_list("ip_functional", "ip_leadership", "ip_discipline"))
    assert found == {
        2025: [(False, False, 5), (False, False, 5)],
        2026: [(True, False, 5), (False, True, 1)],
    }


@pytest.mark.parametrize(
    ("appointed", "counted"), [(date(2025, 12, 31), 1), (date(2026, 1, 1), 0), (date(2010, 3, 1), 1), (None, 1)]
)
def test_nobody_is_counted_before_the_appointment(cast, appointed, counted):
    person = add_person(cast)
    Employee.objects.filter(pk=person.pk).update(appointed_on=appointed)
    refresh(agency=cast.surabaya, year=YEAR, at=timezone.now())
    assert YearFact.objects.filter(employee=person).count() == counted
    assert collect(agency=cast.surabaya, unit=None, year=YEAR)["all"]["headcount"] == counted
