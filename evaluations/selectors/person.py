"""One person's competencies against her job, and her yearly performance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import F, Prefetch, QuerySet

from core.models import Agency
from employees.enums import Aspect
from employees.models import Employee
from evaluations.domain import gap, jpm, methods, standards
from evaluations.domain.competencies import CODES
from evaluations.enums import Importance, Method
from evaluations.models import (
    Assessment,
    AssessmentLevel,
    Competency,
    CompetencyVersion,
    CurrentLevel,
    LevelText,
    PerformanceResult,
)
from evaluations.selectors.standards import Demand, demand_of

HIGHEST_LEVEL = 5
_METHODS = dict(Method.choices)


@dataclass(frozen=True)
class Source:
    """Where a level comes from."""

    level: int
    method: str
    assessed_on: date
    valid_until: date
    name: str = ""
    evidence: str = ""

    @property
    def last_day(self) -> date:
        """The last day on which it counts."""
        return standards.last_day(self.assessed_on)

    @property
    def method_name(self) -> str:
        return str(_METHODS.get(self.method, self.method))


@dataclass(frozen=True)
class Meaning:
    """What a level means, in the words of the dictionary."""

    level: int
    text: str
    indicators: list[str]


@dataclass(frozen=True)
class CompetencyRow:
    """One competency of the person.

    Attributes:
        required, actual: levels 1-5; None when the job has no standard, or no result counts.
        source: of the level that counts.
        expired: the last result, where it has expired.
        present, wanted: meaning of the level reached and of the level required.
    """

    name: str
    group: str
    required: int | None
    actual: int | None
    code: str = ""
    importance: str = ""
    source: Source | None = None
    expired: Source | None = None
    present: Meaning | None = None
    wanted: Meaning | None = None

    @property
    def shortfall(self) -> int:
        """Levels that are missing; 0 when met or unknown."""
        return self.gap.shortage if self.gap else 0

    @property
    def surplus(self) -> int:
        return max(0, self.actual - self.required) if self.actual and self.required else 0

    @property
    def is_official(self) -> bool:
        """The level is one that the official match is drawn from: of the nine, by a whole assessment."""
        return self.source is not None and self.source.method in methods.WHOLE and self.code in CODES

    @property
    def gap(self) -> gap.Gap | None:
        """None where the job demands nothing."""
        return gap.Gap(self.code, self.required, self.actual) if self.required else None

    @property
    def kind(self) -> str:
        """``none``, ``low``, ``medium``, ``high``; ``expired``, ``unassessed``; ``free`` where nothing is demanded."""
        if self.actual is None and self.expired:
            return "expired"
        return self.gap.gap_class if self.gap else "free"

    @property
    def importance_name(self) -> str:
        return str(Importance(self.importance).label) if self.importance else ""

    @property
    def segments(self) -> list[str]:
        """What each of the five levels is: reached, beyond, missing, none."""
        return [self._segment(level) for level in range(1, HIGHEST_LEVEL + 1)]

    def _segment(self, level: int) -> str:
        if self.actual and level <= self.actual:
            return "beyond" if self.required and level > self.required else "reached"
        return "missing" if self.actual and level <= (self.required or 0) else "none"


@dataclass(frozen=True)
class CompetencyProfile:
    """What the job demands and what the person reaches.

    Attributes:
        rows: in the order of the dictionary.
        assessments: known on the day, newest first.
        compared_on: the oldest assessment of a level that is compared.
        changed_on: the standard in force began after it.
        moved_on: the person took up her job after it.
    """

    demand: Demand
    rows: list[CompetencyRow]
    assessments: list[Assessment] = field(default_factory=list)
    compared_on: date | None = None
    changed_on: date | None = None
    moved_on: date | None = None
    on: date = date.max

    @property
    def by_priority(self) -> list[CompetencyRow]:
        """By missing levels times importance, then the larger gap; then what was never assessed, then the rest."""
        return sorted(self.rows, key=_priority)

    @property
    def gaps(self) -> list[CompetencyRow]:
        """What is short, what to learn first in front."""
        return [row for row in self.by_priority if row.shortfall]

    @property
    def official(self) -> dict[str, int]:
        """The levels the official match is drawn from, by code."""
        return {row.code: row.actual for row in self.rows if row.is_official and row.actual is not None}

    @property
    def is_valid(self) -> bool:
        """An official result still counts: the person is assessed."""
        return bool(self.official)

    @property
    def is_expired(self) -> bool:
        """She was assessed, and it no longer counts."""
        return not self.is_valid and self._last is not None

    @property
    def _last(self) -> Assessment | None:
        """The newest whole assessment that measured one of the nine."""
        return next((one for one in self.assessments if _is_official(one)), None)

    @property
    def has_standard(self) -> bool:
        return bool(self.demand.levels)

    @property
    def sources(self) -> list[Source]:
        return [row.source for row in self.rows if row.source]

    @property
    def one_source(self) -> Source | None:
        """The one assessment that all levels come from; it need not stand in every row again."""
        known = {(one.method, one.assessed_on, one.valid_until, one.name, one.evidence) for one in self.sources}
        is_one = len(known) == 1 and self.is_valid and not any(row.expired for row in self.rows)
        return self.sources[0] if is_one else None

    @property
    def _assessed(self) -> list[date]:
        """Days of the official results that count, else of the last one that did."""
        counting = [row.source.assessed_on for row in self.rows if row.is_official and row.source]
        return counting or ([self._last.assessed_on] if self._last else [])

    @property
    def assessed_on(self) -> date | None:
        """The newest official result that counts, or else the newest at all."""
        return max(self._assessed, default=None)

    @property
    def valid_until(self) -> date | None:
        """The first day on which not all official results count any more, or on which the last one stopped."""
        return standards.valid_until(min(self._assessed)) if self._assessed else None

    @property
    def last_day(self) -> date | None:
        """The last day on which all official results count."""
        return standards.last_day(min(self._assessed)) if self._assessed else None

    @property
    def compared(self) -> list[CompetencyRow]:
        """The competencies of the official match: demanded, with an official result that counts."""
        return [row for row in self.rows if row.required and row.is_official]

    @property
    def beside(self) -> list[CompetencyRow]:
        """Demanded, with another result that counts: shown beside the match and never part of it."""
        return [row for row in self.rows if row.required and row.source and not row.is_official]

    @property
    def assessed(self) -> int:
        return len(self.compared)

    @property
    def met(self) -> int:
        return sum(not row.shortfall for row in self.compared)

    @property
    def reached_sum(self) -> int:
        return sum(row.actual or 0 for row in self.compared)

    @property
    def required_sum(self) -> int:
        return sum(row.required or 0 for row in self.compared)

    @property
    def jpm(self) -> Decimal | None:
        """Official job person match; None where there is nothing to compare."""
        if not jpm.is_comparable(self.demand.levels, self.official):
            return None
        return jpm.job_person_match(self.demand.levels, self.official)

    @property
    def category(self) -> str:
        return jpm.category(self.jpm, purpose="mapping") if self.jpm is not None else ""


def _is_official(one: Assessment) -> bool:
    return one.method in methods.WHOLE and any(result.competency.code in CODES for result in one.results.all())


def _priority(row: CompetencyRow) -> tuple[int, int, bool]:
    weight = gap.priority(row.gap, row.importance) if row.gap else 0
    return -weight, -row.shortfall, row.kind not in ("unassessed", "expired")


def competency_profile(
    person: Employee, *, on: date, past: bool = False, with_evidence: bool = False, with_meaning: bool = False
) -> CompetencyProfile | None:
    """The person's levels in force on the day against her job; None when nothing is demanded and nothing was measured.

    Args:
        past: the day is gone by: levels are worked out from all assessments, not read as they stand today.
        with_evidence: with what assessors wrote; confidential.
        with_meaning: with the dictionary's words for the levels of each gap.
    """
    results = Prefetch("results", AssessmentLevel.objects.select_related("competency"))
    known = Assessment.objects.in_force().filter(employee=person, assessed_on__lte=on, method__in=methods.PRECEDENCE)
    assessments = list(known.select_related("participant__round").prefetch_related(results))
    demand = demand_of(person, on=on)
    if not assessments and not demand.levels:
        return None
    counting = _standing(assessments, on) if past else _current(person, on)
    rows = _rows(person, demand, assessments, counting, on, with_evidence=with_evidence)
    if with_meaning:
        rows = _with_meaning(rows, person.agency, on)
    first = min((row.source.assessed_on for row in rows if row.source and row.required), default=None)
    return CompetencyProfile(
        demand, rows, assessments, on=on, compared_on=first,
        changed_on=_later(demand.standard.valid_from if demand.standard else None, first),
        moved_on=_moved_on(person, first),
    )  # fmt: skip


def _current(person: Employee, on: date) -> dict[str, int]:
    """Key of the assessment that counts, by competency, as it stands today."""
    rows = CurrentLevel.objects.filter(employee=person, valid_until__gt=on)
    return dict(rows.values_list("competency__code", "assessment"))


def _standing(assessments: Iterable[Assessment], on: date) -> dict[str, int]:
    """The same on another day, by the pure rule."""
    measured = [
        methods.Measured(
            one.pk,
            one.assessed_on,
            one.method,
            {r.competency.code: r.level for r in one.results.all()},
            is_own=one.participant_id is not None,
        )
        for one in assessments
    ]
    return {code: found.source for code, found in methods.standing(measured, on=on).items()}


def _rows(
    person: Employee,
    demand: Demand,
    assessments: list[Assessment],
    counting: Mapping[str, int],
    on: date,
    *,
    with_evidence: bool,
) -> list[CompetencyRow]:
    """A row for each competency that the job demands or that was measured, in the order of the dictionary."""
    last: dict[str, Source] = {}
    valid: dict[str, Source] = {}
    for one in assessments:
        for result in one.results.all():
            source = _source(one, result, with_evidence=with_evidence)
            if source.valid_until <= on:
                last.setdefault(result.competency.code, source)
            if counting.get(result.competency.code) == one.pk:
                valid[result.competency.code] = source
    rows = []
    wanted = {*demand.levels, *last, *valid}
    for competency in Competency.objects.of(person.agency).filter(code__in=wanted):
        code = competency.code
        source = valid.get(code)
        rows.append(
            CompetencyRow(
                competency.name, competency.get_group_display(), demand.levels.get(code),
                source.level if source else None, code,
                demand.importance_of(code) if code in demand.levels else "", source,
                None if source else last.get(code),
            )
        )  # fmt: skip
    return rows


def _source(one: Assessment, result: AssessmentLevel, *, with_evidence: bool) -> Source:
    name = str(one.participant.round) if one.participant else ""
    evidence = result.evidence if with_evidence else ""
    return Source(
        result.level, one.method, one.assessed_on, standards.valid_until(one.assessed_on), name, evidence
    )  # fmt: skip


def _with_meaning(rows: list[CompetencyRow], agency: Agency, on: date) -> list[CompetencyRow]:
    """The words of the dictionary's version in force, for the levels of each gap."""
    short = [row.code for row in rows if row.kind not in ("none", "free")]
    meant_by = Competency.objects.of(agency).filter(code__in=short)
    versions = CompetencyVersion.objects.filter(competency__in=meant_by, valid_from__lte=on)
    newest = versions.order_by("competency_id", "-number").distinct("competency_id")
    texts = LevelText.objects.filter(version__in=newest.values("pk")).annotate(code=F("version__competency__code"))
    meant = {(text.code, text.level): Meaning(text.level, text.meaning, text.indicators) for text in texts}
    return [
        CompetencyRow(**{
            **row.__dict__,
            "present": meant.get((row.code, row.actual or 0)), "wanted": meant.get((row.code, row.required or 0)),
        }) if row.code in short else row
        for row in rows
    ]  # fmt: skip


def _moved_on(person: Employee, assessed_on: date | None) -> date | None:
    """When the person took up another job than that of the assessment; None if she did not."""
    if assessed_on is None:
        return None
    moved = person.history.filter(aspect=Aspect.POSITION, until__gt=assessed_on).order_by("-until").first()
    return _later(person.position_since, assessed_on) or (moved.until if moved else None)


def _later(day: date | None, than: date | None) -> date | None:
    return day if day and than and day > than else None


def performance_of(person: Employee) -> QuerySet[PerformanceResult]:
    """Yearly results of the person, newest first."""
    return PerformanceResult.objects.filter(employee=person).order_by("-year")
