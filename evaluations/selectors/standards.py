"""What a job demands on a day: the stored standard, and the default of the tier where it is silent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from employees.models import Employee, Position
from evaluations.domain import standards as rules
from evaluations.domain.competencies import COMPETENCIES
from evaluations.enums import Importance
from evaluations.models import JobStandard

MANDATORY = tuple(competency.key for competency in COMPETENCIES)


@dataclass(frozen=True)
class Demand:
    """The levels a job demands.

    Attributes:
        levels: level 1-5 by code, the nine first.
        importance: by code, of those the stored standard names.
        standard: None where everything is the default of the tier.
    """

    levels: Mapping[str, int]
    importance: Mapping[str, str]
    standard: JobStandard | None

    @property
    def is_default(self) -> bool:
        return self.standard is None

    def importance_of(self, code: str) -> str:
        return self.importance.get(code, Importance.IMPORTANT)


def demand_of_job(position: Position | None, *, on: date, tier: str = "", level: str = "") -> Demand:
    """What the job demands on the day; tier and level are taken where there is no job.

    Two queries: the standard in force and its levels.
    """
    standard = JobStandard.objects.filter(position=position, valid_from__lte=on).first() if position else None
    rows = list(standard.levels.select_related("competency")) if standard else []
    stored = {row.competency.code: row.level for row in rows}
    tier, level = (position.tier, position.level) if position else (tier, level)
    return Demand(
        levels=rules.levels_of(stored, tier=tier, level=level, mandatory=MANDATORY),
        importance={row.competency.code: row.importance for row in rows},
        standard=standard,
    )


def demand_of(person: Employee, *, on: date) -> Demand:
    """What the person's job demands on the day."""
    return demand_of_job(person.position, on=on, tier=person.tier, level=person.level)
