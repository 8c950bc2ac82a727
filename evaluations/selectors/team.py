"""People with their nine competencies: a team, or those behind a cell of the heat map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max, QuerySet
from django.db.models.expressions import RawSQL

from core.models import Agency
from core.permissions import Permission
from employees import selectors as people_selectors
from employees.models import Employee
from evaluations.domain import jpm
from evaluations.domain.gap import Gap
from evaluations.domain.methods import PRECEDENCE
from evaluations.models import Assessment
from evaluations.selectors.demanded import Area, people_with, rows_of, scoped
from evaluations.selectors.standing import levels

SHORT, MET, NONE = "short", "met", "none"
IN_SCOPE = "AND e.id IN (%(scope)s)"
_DEMANDED = """
, demanded AS (
    SELECT pe.id, n.id AS competency_id, coalesce(d.level, pe.fallback) AS required
    FROM people pe CROSS JOIN unnest(%(nine)s) n(id)
    LEFT JOIN evaluations_standardlevel d ON d.standard_id = pe.standard_id AND d.competency_id = n.id
    UNION ALL
    SELECT pe.id, d.competency_id, d.level FROM people pe
    JOIN evaluations_standardlevel d ON d.standard_id = pe.standard_id AND d.competency_id <> ALL(%(nine)s)
)
"""


@dataclass
class TeamLine:
    """One person of the list.

    Attributes:
        gaps: by key of the competency, those that her job demands.
        last_on: of her newest assessment, whether or not it still counts.
        is_valid: a result still counts.
    """

    gaps: dict[int, Gap] = field(default_factory=dict)
    last_on: date | None = None
    is_valid: bool = False

    @property
    def jpm(self) -> Decimal | None:
        """Job person match; None where there is nothing to compare."""
        required = {gap.competency: gap.required for gap in self.gaps.values()}
        actual = {gap.competency: gap.actual for gap in self.gaps.values() if gap.actual is not None}
        return jpm.job_person_match(required, actual) if jpm.is_comparable(required, actual) else None


def team(user: Any, agency: Agency | None, permission: Permission = Permission.COMPETENCY_VIEW) -> QuerySet[Employee]:
    """Active people of the agency whose competencies the reader may see, with what a list shows of them."""
    return people_selectors.people(user, agency, permission).active()


def of_keys(keys: list[int]) -> QuerySet[Employee]:
    """The people of these keys, which the caller has drawn from `team`."""
    return Employee.objects.filter(pk__in=keys)


def in_state(rows: QuerySet[Employee], area: Area, *, state: str, competency: int | None = None) -> QuerySet[Employee]:
    """Those of the people who are short of what their jobs demand, meet it, or have no result that counts.

    Args:
        competency: asked for; without it any is short, or all are met, or none has a result.
    """
    one = "AND competency_id = %(competency)s" if competency else ""
    if state == NONE:
        tail = f"SELECT pe.id FROM people pe WHERE NOT EXISTS (SELECT FROM gap g WHERE g.employee_id = pe.id {one})"
        if competency and competency not in area.nine:
            tail += (
                " AND EXISTS (SELECT FROM evaluations_standardlevel d"
                " WHERE d.standard_id = pe.standard_id AND d.competency_id = %(competency)s)"
            )
    else:
        having = "bool_or(level < required)" if state == SHORT else "bool_and(level >= required)"
        tail = f"SELECT employee_id FROM gap WHERE required IS NOT NULL {one} GROUP BY 1 HAVING {having}"
    scope = rows.values("pk")
    statement, values = scoped(
        people_with(area, IN_SCOPE) + tail, area.parameters | {"competency": competency}, scope
    )  # fmt: skip
    return rows.filter(pk__in=RawSQL(statement, values))  # noqa: S611 (texts of ours; values are parameters)


def lines_of(people: Sequence[Employee], area: Area) -> dict[int, TeamLine]:
    """What the jobs of these people demand and what counts of them; two statements for any number of people."""
    keys = [person.pk for person in people]
    found = {key: TeamLine() for key in keys}
    statement = people_with(area, "AND e.id = ANY(%(people)s)") + _DEMANDED + (
        f"SELECT d.id, d.competency_id, d.required, l.level FROM demanded d LEFT JOIN ({levels(past=area.past)}) l"
        " ON l.employee_id = d.id AND l.competency_id = d.competency_id WHERE d.required IS NOT NULL"
    )  # fmt: skip
    for person, competency, required, level in rows_of(statement, area.parameters | {"people": keys}):
        found[person].gaps[competency] = Gap(str(competency), required, level)
        found[person].is_valid = found[person].is_valid or level is not None
    for person, last in last_assessed(keys, on=area.on):
        found[person].last_on = last
    return found


def last_assessed(people: Iterable[int], *, on: date) -> QuerySet[Assessment, tuple[int, date]]:
    """Each person's newest assessment known on the day."""
    known = Assessment.objects.filter(employee__in=list(people), assessed_on__lte=on, method__in=PRECEDENCE)
    return known.order_by().values_list("employee").annotate(last=Max("assessed_on"))
