"""One person's competencies against her job, and her yearly performance."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from employees.models import Employee
from evaluations.domain import standards
from evaluations.models import Assessment, Competency, PerformanceResult

HIGHEST_LEVEL = 5


@dataclass(frozen=True)
class CompetencyRow:
    """One competency of the person.

    Attributes:
        required, actual: levels 1-5; None when the job has no standard, or it was not assessed.
    """

    name: str
    group: str
    required: int | None
    actual: int | None

    @property
    def shortfall(self) -> int:
        """Levels that are missing; 0 when met or unknown."""
        return max(0, (self.required or 0) - self.actual) if self.actual else 0

    @property
    def surplus(self) -> int:
        return max(0, self.actual - self.required) if self.actual and self.required else 0

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
    """The latest assessment of a person against the levels her job demands."""

    assessed_on: date
    valid_until: date
    is_valid: bool
    rows: list[CompetencyRow]
    earlier: int

    @property
    def has_standard(self) -> bool:
        return any(row.required for row in self.rows)

    @property
    def assessed(self) -> int:
        return sum(row.actual is not None for row in self.rows)

    @property
    def met(self) -> int:
        return sum(row.actual is not None and not row.shortfall for row in self.rows)


def competency_profile(person: Employee, *, on: date) -> CompetencyProfile | None:
    """The profile of the latest assessment known on the day, or None when there is none."""
    assessments = list(Assessment.objects.filter(employee=person, assessed_on__lte=on))
    if not assessments:
        return None
    latest = assessments[0]
    required = standards.required_level(person.tier, person.level)
    rows = [
        CompetencyRow(
            competency.name,
            competency.get_group_display(),
            required,
            latest.levels.get(competency.code),
        )
        for competency in Competency.objects.exclude(group="technical")
    ]
    return CompetencyProfile(
        assessed_on=latest.assessed_on,
        valid_until=standards.valid_until(latest.assessed_on),
        is_valid=standards.is_valid(latest.assessed_on, on=on),
        rows=rows,
        earlier=len(assessments) - 1,
    )


def performance_of(person: Employee) -> QuerySet[PerformanceResult]:
    """Yearly results of the person, newest first."""
    return PerformanceResult.objects.filter(employee=person).order_by("-year")
