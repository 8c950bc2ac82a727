"""From the job a person holds to the one she aims at, and how others came there."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from core.domain.naming import collapse
from core.models import Agency
from core.permissions import Permission
from core.units import LABEL_JOIN
from employees.domain.reference import LEVEL_ENDINGS
from employees.enums import Aspect, Education
from employees.models import Employee, EmployeeHistory, Position
from employees.selectors import jobs_named, own_record
from evaluations.domain import pathways
from evaluations.domain.gap import Gap, priority
from evaluations.domain.pathways import Spread
from evaluations.domain.readiness import Readiness
from evaluations.models import Competency, CompetencyVersion, LevelText
from evaluations.selectors.dictionary import library_of
from evaluations.selectors.jobs import job_meant
from evaluations.selectors.standards import Demand, demand_of_job
from evaluations.selectors.succession import Known, competencies_of, levels_of

_ENDING_OF = {level: ending for ending, level in LEVEL_ENDINGS.items()}


@dataclass(frozen=True)
class Step:
    """One competency on the way to the job.

    Attributes:
        text: what the level that the job demands means; None where the dictionary has none.
    """

    competency: Competency
    importance: str
    gap: Gap
    text: LevelText | None


@dataclass(frozen=True)
class Way:
    """A person before a target job."""

    target: Position
    demand: Demand
    readiness: Readiness
    steps: list[Step]

    @property
    def lacking(self) -> list[Step]:
        """What is missing, by priority, then what was never assessed."""
        short = [step for step in self.steps if step.gap.shortage]
        unknown = [step for step in self.steps if step.gap.actual is None]
        return sorted(short, key=lambda step: (-priority(step.gap, step.importance), -step.gap.shortage)) + unknown

    @property
    def met(self) -> list[Step]:
        return [step for step in self.steps if step.gap.is_met]

    @property
    def ranks(self) -> str:
        """Ranks of the functional level, "" where no rule names them."""
        return pathways.RANKS.get(self.target.level, "")


@dataclass(frozen=True)
class Origin:
    """So many people came from this job, and stayed in it for so long ("" for jobs nobody wrote down)."""

    job: str
    people: int
    years: float | None


@dataclass(frozen=True)
class Others:
    """Those who hold the job today, in groups of five and more; None where they are too few to tell anything.

    Attributes:
        elsewhere: people whose job before is held by too few of them to be named.
    """

    people: int
    origins: list[Origin]
    elsewhere: int
    years: float | None
    education: Spread

    @property
    def educations(self) -> list[tuple[str, int]]:
        """Levels of education in words with the number of people, from the most frequent."""
        words = dict(Education.choices)
        return [(str(words.get(group.name, group.name)) or "–", group.people) for group in self.education.groups]


def person_for(user: Any, pk: int) -> Employee:
    """A person whose competencies the user may see in her work; one's own way stands at an address of its own.

    Raises: Http404
    """
    people = Employee.objects.visible_to(user, Permission.COMPETENCY_VIEW).select_related(
        "unit__parent", "position", "agency"
    )
    person = people.filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def agency_of_way(user: Any, agency: Agency | None) -> Agency | None:
    """Whose jobs one may aim at: of the agency worked in where the person reads its standards, else of her own."""
    if found := library_of(user, agency):
        return found
    person = own_record(user)
    return person.agency if person else None


def jobs_like(agency: Agency | None, text: str, *, limit: int = 12) -> QuerySet[Position]:
    """Jobs of the agency with a word that begins with the text and that somebody holds; nothing below two characters."""
    wanted = collapse(text.replace("\0", "")).partition(LABEL_JOIN)[0]
    if agency is None or len(wanted) < 2:
        return Position.objects.none()
    held = Employee.objects.active().filter(position=OuterRef("pk"))
    return jobs_named(agency, wanted).filter(Exists(held)).order_by("name", "tier")[:limit]


def target_named(agency: Agency | None, text: str) -> Position | None:
    """The job meant by its number, its label or its name; None where there is none, or several of that name."""
    wanted = collapse(text.replace("\0", ""))
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
        return Position.objects.filter(agency=agency, pk=int(wanted)).select_related("agency").first()
    return job_meant(agency, wanted) if wanted and agency else None


def suggested(person: Employee) -> list[Position]:
    """Jobs that lie near: the next level of her functional job, and those that lead her unit and the one above."""
    names = [name for name in (_next_level(person.position), *_leading(person)) if name]
    condition = Q(pk__in=[])
    for name in names:
        condition |= Q(name__iexact=name)
    found = Position.objects.filter(condition, agency=person.agency_id).exclude(pk=person.position_id)
    order = [name.upper() for name in names]
    return sorted(found, key=lambda job: (order.index(job.name.upper()), job.pk))


def _next_level(job: Position | None) -> str:
    """``"Perawat Ahli Muda"`` → ``"Perawat Ahli Madya"``."""
    following = pathways.NEXT_LEVEL.get(job.level) if job else None
    ending = _ENDING_OF.get(job.level, "") if job else ""
    if job is None or following is None or not job.name.upper().endswith(f" {ending.upper()}"):
        return ""
    return f"{job.name[: -len(ending)]}{_ENDING_OF[following]}"


def _leading(person: Employee) -> tuple[str, ...]:
    unit = person.unit
    if unit is None:
        return ()
    return (unit.head_title, unit.parent.head_title if unit.parent else "")


def way_to(person: Employee, target: Position, *, on: date) -> Way:
    """What the person has and lacks for the job, competency by competency, with the meaning of each level."""
    demand = demand_of_job(target, on=on)
    found = levels_of([person.pk], on=on).get(person.pk, Known()).before(demand)
    competencies = competencies_of(demand, target.agency)
    texts = _texts(list(competencies.values()), demand, on)
    steps = [
        Step(competencies[gap.competency], demand.importance_of(gap.competency), gap, texts.get(gap.competency))
        for gap in found.gaps
        if gap.competency in competencies
    ]
    return Way(target, demand, found, steps)


def _texts(competencies: list[Competency], demand: Demand, on: date) -> dict[str, LevelText]:
    """The meaning of the demanded level of each competency, in the version in force."""
    versions = CompetencyVersion.objects.filter(competency__in=competencies, valid_from__lte=on)
    newest = versions.order_by("competency_id", "-number").distinct("competency_id").values("pk")
    texts = LevelText.objects.filter(version__in=newest).values_list("version__competency__code", "level", "pk")
    wanted = {pk: code for code, level, pk in texts if demand.levels.get(code) == level}
    return {wanted[text.pk]: text for text in LevelText.objects.filter(pk__in=wanted)}


def others_in(target: Position) -> Others | None:
    """How those who hold the job today came to it; None below five people, of whom one could be recognised."""
    holders = Employee.objects.active().filter(agency=target.agency_id, position__name__iexact=target.name)
    educations = dict(holders.order_by().values_list("pk", "education"))
    if len(educations) < pathways.SMALLEST:
        return None
    before = _job_before(list(educations), target)
    spread = pathways.disclosed(Counter(before.get(pk, _NOTHING)["value"] for pk in educations))
    origins = [Origin(group.name, group.people, _years(before, group.name)) for group in spread.groups]
    years = pathways.median_years((line["since"], line["until"]) for line in before.values())
    return Others(len(educations), origins, spread.others, years, pathways.disclosed(Counter(educations.values())))


_NOTHING: dict[str, Any] = {"value": "", "since": None, "until": None}


def _job_before(people: list[int], target: Position) -> dict[int, dict[str, Any]]:
    """The last other job of each person that is written down."""
    lines = EmployeeHistory.objects.filter(employee__in=people, aspect=Aspect.POSITION).exclude(
        value__iexact=target.name
    )
    newest = lines.order_by("employee_id", "-until", "-recorded_at", "-id").distinct("employee_id")
    return {line["employee"]: line for line in newest.values("employee", "value", "since", "until")}


def _years(before: dict[int, dict[str, Any]], job: str) -> float | None:
    return pathways.median_years((line["since"], line["until"]) for line in before.values() if line["value"] == job)
