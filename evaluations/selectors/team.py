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
from evaluations.domain.methods import WHOLE
from evaluations.models import Assessment
from evaluations.selectors.demanded import Area, official_of, people_with, rows_of, scoped

SHORT, MET, NONE = "short", "met", "none"
IN_SCOPE = "AND e.id IN (%(scope)s)"
_OF_THESE = "AND e.id = ANY(%(people)s)"
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
        gaps: by key of the competency, those that her job demands; whatever counts, by precedence.
        official: of the nine the levels by a whole assessment that still counts, by key of the competency.
        last_on: of her newest whole assessment, whether or not it still counts.
    """

    gaps: dict[int, Gap] = field(default_factory=dict)
    official: dict[int, int] = field(default_factory=dict)
    last_on: date | None = None

    @property
    def is_valid(self) -> bool:
        """An official result still counts, whether or not the job demands anything."""
        return bool(self.official)

    @property
    def jpm(self) -> Decimal | None:
        """Official job person match; None where there is nothing to compare."""
        required = {key: gap.required for key, gap in self.gaps.items()}
        is_comparable = jpm.is_comparable(required, self.official)
        return jpm.job_person_match(required, self.official) if is_comparable else None


def team(user: Any, agency: Agency | None, permission: Permission = Permission.COMPETENCY_VIEW) -> QuerySet[Employee]:
    """Active people of the agency whose competencies the reader may see, with what a list shows of them."""
    return people_selectors.people(user, agency, permission).active()


def in_state(rows: QuerySet[Employee], area: Area, *, state: str, competency: int | None = None) -> QuerySet[Employee]:
    """Those of the people who are short of what their jobs demand, meet it, or have no result that counts.

    Without a competency the last are those who do not count as assessed: no official result.

    Args:
        competency: asked for; without it any is short, or all are met, or none has a result.
    """
    one = "AND competency_id = %(competency)s" if competency else ""
    if state == NONE:
        counting = "gap" if competency else f"({official_of(area, IN_SCOPE)})"
        tail = (
            f"SELECT pe.id FROM people pe WHERE NOT EXISTS (SELECT FROM {counting} g WHERE g.employee_id = pe.id {one})"
        )
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
    statement = people_with(area, _OF_THESE) + _DEMANDED + (
        "SELECT d.id, d.competency_id, d.required, g.level, o.level FROM demanded d"
        " LEFT JOIN gap g ON g.employee_id = d.id AND g.competency_id = d.competency_id"
        f" LEFT JOIN ({official_of(area, _OF_THESE)}) o ON o.employee_id = d.id AND o.competency_id = d.competency_id"
    )  # fmt: skip
    for person, competency, required, level, official in rows_of(statement, area.parameters | {"people": keys}):
        if required is not None:
            found[person].gaps[competency] = Gap(str(competency), required, level)
        if official is not None:
            found[person].official[competency] = official
    for person, last in last_assessed(keys, area):
        found[person].last_on = last
    return found


def last_assessed(people: Iterable[int], area: Area) -> QuerySet[Assessment, tuple[int, date]]:
    """Each person's newest whole assessment known on the day that measured one of the nine."""
    known = Assessment.objects.in_force().filter(
        employee__in=list(people), assessed_on__lte=area.on, method__in=WHOLE, results__competency__in=list(area.nine)
    )
    return known.order_by().values_list("employee").annotate(last=Max("assessed_on"))
