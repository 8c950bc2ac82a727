"""Who fits: people by competencies and least levels, with the evidence of each level."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from core.models import Agency
from employees.models import Employee
from evaluations.domain import standards
from evaluations.domain.methods import PRECEDENCE
from evaluations.enums import Method
from evaluations.models import Assessment, AssessmentLevel, Competency, CurrentLevel, StandardLevel
from evaluations.selectors.demanded import rows_of, scoped
from evaluations.selectors.standing import OFFICIAL

MOST_WANTED = 6
_METHODS = dict(Method.choices)
_SHOWN = ("nip", "name", "title_front", "title_back", "position__name", "unit__name")
# The index `current_level_fits` alone answers this: agency, competency, level, and in it person and last day.
CURRENT = """
    SELECT employee_id, level FROM evaluations_currentlevel WHERE agency_id = %(agency)s
        AND competency_id = %(competency_{n})s AND level >= %(level_{n})s AND valid_until > %(on)s
"""
# What was last known of those for whom no result counts any more.
_LAST = f"""
    UNION ALL SELECT employee_id, level FROM (
        SELECT DISTINCT ON (a.employee_id) a.employee_id, l.level
        FROM evaluations_assessment a JOIN evaluations_assessmentlevel l ON l.assessment_id = a.id
        WHERE a.agency_id = %(agency)s AND l.competency_id = %(competency_{{n}})s AND a.assessed_on <= %(on)s
            AND a.closed_at IS NULL AND a.method IN ({OFFICIAL}) AND NOT EXISTS (
                SELECT FROM evaluations_currentlevel c WHERE c.employee_id = a.employee_id
                AND c.competency_id = %(competency_{{n}})s AND c.valid_until > %(on)s)
        ORDER BY a.employee_id, a.assessed_on DESC, a.id DESC
    ) last_{{n}} WHERE level >= %(level_{{n}})s
"""


@dataclass(frozen=True)
class Wanted:
    """A competency and the least level of it."""

    competency: Competency
    level: int


@dataclass(frozen=True)
class Proof:
    """A level with its evidence."""

    level: int
    method: str
    assessed_on: date
    valid_until: date
    is_valid: bool

    @property
    def last_day(self) -> date:
        """The last day on which it counts."""
        return standards.last_day(self.assessed_on)

    @property
    def method_name(self) -> str:
        return str(_METHODS.get(self.method, self.method))


@dataclass
class Fit:
    """Somebody who fits.

    Attributes:
        above: how many levels more than asked for, in all of them together.
        pairs: what is wanted, and its evidence.
    """

    pk: int
    above: int
    person: Employee | None = None
    pairs: list[tuple[Wanted, Proof | None]] = field(default_factory=list)


def offered(agency: Agency | None) -> list[Competency]:
    """Competencies one may ask for: the nine, then the technical ones."""
    return list(Competency.objects.of(agency).in_use())


def asked_about(agency: Agency | None) -> list[Competency]:
    """The same, and what was retired but is demanded by some standard: gaps in it are still counted."""
    demanded = StandardLevel.objects.filter(standard__agency=agency).values("competency")
    return list(Competency.objects.of(agency).filter(Q(retired_on=None) | Q(pk__in=demanded)))


def fitting(
    people: QuerySet[Employee], wanted: Sequence[Wanted], agency: Agency, *, on: date, most: int, expired: bool = False
) -> list[Fit]:
    """Those of the people who reach every level, the furthest above first; at most ``most``.

    Args:
        expired: also where only a result says so that no longer counts.
    """
    if not wanted:
        return []
    statement, parameters = fitting_sql(people, wanted, agency, on=on, most=most, expired=expired)
    return [Fit(pk, above) for pk, above in rows_of(statement, parameters)]


def fitting_sql(
    people: QuerySet[Employee], wanted: Sequence[Wanted], agency: Agency, *, on: date, most: int, expired: bool = False
) -> tuple[str, list[Any]]:
    """The statement of `fitting`, and its parameters."""
    parameters: dict[str, Any] = {"agency": agency.pk, "on": on, "most": most}
    joins, above = [], []
    for n, one in enumerate(wanted):
        parameters |= {f"competency_{n}": one.competency.pk, f"level_{n}": one.level}
        source = (CURRENT + (_LAST if expired else "")).format(n=n)
        joins.append(f"JOIN ({source}) l{n} ON l{n}.employee_id = e.id")
        above.append(f"l{n}.level - %(level_{n})s")
    statement = (
        f"SELECT e.id, {' + '.join(above)} AS above FROM (%(scope)s) e(id, name) {' '.join(joins)}"
        " ORDER BY above DESC, e.name, e.id LIMIT %(most)s"
    )
    return scoped(statement, parameters, people.values("pk", "name"))


def with_proofs(fits: Sequence[Fit], wanted: Sequence[Wanted], *, on: date, expired: bool = False) -> list[Fit]:
    """The same with the people and the evidence of their levels; three statements at most."""
    keys = [fit.pk for fit in fits]
    people = Employee.objects.filter(pk__in=keys).select_related("position", "unit").only(*_SHOWN).in_bulk()
    proofs = _current_proofs(keys, wanted, on)
    if expired:
        proofs = _last_proofs(keys, wanted, on) | proofs
    for fit in fits:
        fit.person = people[fit.pk]
        fit.pairs = [(one, proofs.get((fit.pk, one.competency.pk))) for one in wanted]
    return list(fits)


def _current_proofs(keys: list[int], wanted: Sequence[Wanted], on: date) -> dict[tuple[int, int], Proof]:
    asked = [one.competency for one in wanted]
    rows = CurrentLevel.objects.filter(employee__in=keys, competency__in=asked, valid_until__gt=on)
    values = rows.values_list(
        "employee", "competency", "level", "assessment__method", "assessed_on", "valid_until"
    )  # fmt: skip
    return {(person, competency): Proof(*rest, is_valid=True) for person, competency, *rest in values}


def _last_proofs(keys: list[int], wanted: Sequence[Wanted], on: date) -> dict[tuple[int, int], Proof]:
    known = Assessment.objects.in_force().filter(employee__in=keys, assessed_on__lte=on, method__in=PRECEDENCE)
    rows = AssessmentLevel.objects.filter(
        assessment__in=known, competency__in=[one.competency for one in wanted]
    ).order_by("assessment__assessed_on", "assessment")
    values = rows.values_list(
        "assessment__employee", "competency", "level", "assessment__method", "assessment__assessed_on"
    )  # fmt: skip
    return {
        (person, competency): Proof(level, method, day, standards.valid_until(day), is_valid=False)
        for person, competency, level, method, day in values
    }
