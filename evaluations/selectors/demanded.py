"""People of an area with what their jobs demand, in SQL: the rule of `evaluations.selectors.standards.demand_of`.

Every question about gaps of many people is put to these relations, and every job person match is drawn by `JPM`, so
that person, team, unit, region, talent map, succession and report agree.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from core import sql
from core.models import Agency, Unit
from core.models.organisation import PATH_STEP
from employees.enums import FunctionalLevel, Tier
from employees.models import Employee
from evaluations.domain.jpm import HIGHEST
from evaluations.domain.standards import REQUIRED_BY_LEVEL, REQUIRED_BY_TIER
from evaluations.models import Competency
from evaluations.selectors.standing import levels, official_levels


def _default(of: str) -> str:
    return (
        f"CASE WHEN {of}.tier = 'jf' THEN {sql.case(f'{of}.level', REQUIRED_BY_LEVEL)}"
        f" ELSE {sql.case(f'{of}.tier', REQUIRED_BY_TIER)} END"
    )


# The match of one person: a group of rows with level and required (NULL where nothing is demanded), as
# `evaluations.domain.jpm.job_person_match`. NULL where there is nothing to compare.
JPM = (
    "CASE WHEN sum(required) > 0 THEN"  # least() would make the highest of nothing
    f" least(round(100.0 * sum(level) FILTER (WHERE required IS NOT NULL) / sum(required), 2), {HIGHEST}) END"
)
# What each job of the agency demands where its standard is silent, and the standard in force on the day.
# DISTINCT ON also keeps the database from working out the default anew for every level of every person.
JOB = f"""job AS (
        SELECT DISTINCT ON (p.id) p.id, {_default("p")} AS fallback, s.id AS standard_id
        FROM employees_position p LEFT JOIN evaluations_jobstandard s
            ON s.position_id = p.id AND s.valid_from <= %(on)s
        WHERE p.agency_id = %(agency)s ORDER BY p.id, s.valid_from DESC
    )"""
# The same of an employee ``e`` with her job ``j``, or of her own tier where she has none.
FALLBACK = f"CASE WHEN e.position_id IS NULL THEN {_default('e')} ELSE j.fallback END"


def against(found: str, *columns: str) -> str:
    """The SELECT of levels beside what the job demands, of the people of the relation ``people``.

    ``people`` has id, fallback and standard_id; ``required`` is NULL where the job does not demand the competency.

    Args:
        found: the SELECT of the levels (`evaluations.selectors.standing`).
        columns: further ones of ``people``.
    """
    more = "".join(f", pe.{column}" for column in columns)
    return f"""
        SELECT l.employee_id{more}, l.competency_id, l.level,
            coalesce(d.level, CASE WHEN l.competency_id = ANY(%(nine)s) THEN pe.fallback END) AS required
        FROM ({found}) l JOIN people pe ON pe.id = l.employee_id
        LEFT JOIN evaluations_standardlevel d ON d.standard_id = pe.standard_id AND d.competency_id = l.competency_id
    """


def matched(found: str) -> str:
    """The SELECT of the official match (employee_id, jpm) of each of the ``people`` with an official level in force.

    Args:
        found: the SELECT of the official levels.
    """
    return f"SELECT employee_id, {JPM} AS jpm FROM ({against(found)}) compared GROUP BY employee_id"


@dataclass(frozen=True)
class Area:
    """Whose gaps are asked for, and on which day.

    Attributes:
        unit: with everything below it; None for the whole agency.
        family: a tier, or a level of functional jobs; "" for everybody.
        past: the day is gone by: levels are worked out from all assessments.
    """

    agency: Agency
    on: date
    unit: Unit | None = None
    family: str = ""
    past: bool = False

    @cached_property
    def nine(self) -> dict[int, Competency]:
        """The competencies every job demands, by key, in the order of the dictionary."""
        return {competency.pk: competency for competency in Competency.objects.mandatory()}

    @property
    def part_length(self) -> int:
        """Characters of the path of a part: the units right below; the perangkat daerah below an agency."""
        return len(self.unit.path) + PATH_STEP if self.unit else 2 * PATH_STEP

    @property
    def parameters(self) -> dict[str, Any]:
        return {
            "agency": self.agency.pk, "on": self.on, "length": self.part_length, "family": self.family,
            "nine": list(self.nine),
            "path": f"{self.unit.path}%" if self.unit else "%",
        }  # fmt: skip

    @property
    def condition(self) -> str:
        """Further conditions on ``e`` and ``u``; only those that exclude somebody."""
        found = "AND u.path LIKE %(path)s" if self.unit else ""
        if self.family in FunctionalLevel.values:
            return f"{found} AND e.level = %(family)s"
        return f"{found} AND e.tier = %(family)s" if self.family in Tier.values else found


def people_with(area: Area, further: str = "") -> str:
    """Two relations to begin a statement with: ``people`` (id, part, fallback, standard_id) and ``gap``.

    ``gap`` has a row for each level in force: employee_id, part, competency_id, level, required (NULL where the job
    does not demand it).

    Args:
        further: a further condition on ``e``, an employee.
    """
    return f"""
    WITH {JOB}, people AS (
        SELECT e.id, left(coalesce(u.path, ''), %(length)s) AS part, j.standard_id, {FALLBACK} AS fallback
        FROM employees_employee e LEFT JOIN core_unit u ON u.id = e.unit_id LEFT JOIN job j ON j.id = e.position_id
        WHERE e.agency_id = %(agency)s AND e.is_active
            AND (e.appointed_on IS NULL OR e.appointed_on <= %(on)s) {area.condition} {further}
    ), gap AS ({against(levels(past=area.past, people=_of_people(area, further)), "part")})
    """


def official_of(area: Area, further: str = "") -> str:
    """The SELECT of the official levels of the ``people`` of the area, after `people_with`."""
    return official_levels(past=area.past, people=_of_people(area, further))


def _of_people(area: Area, further: str) -> str:
    """Keeps the past of everybody else out of the reckoning."""
    return "AND a.employee_id IN (SELECT id FROM people)" if area.condition or further else ""


def scoped(statement: str, parameters: Mapping[str, Any], people: QuerySet[Employee]) -> tuple[str, list[Any]]:
    """A statement with named parameters as one with positions, its ``%(scope)s`` being a SELECT of these people."""
    try:
        inner, inner_parameters = people.order_by().query.sql_with_params()
    except EmptyResultSet:  # Django knows that nobody is among them and makes no statement at all
        columns = len(people.query.values_select)
        inner, inner_parameters = f"SELECT {', '.join(['NULL::bigint'] * columns)} WHERE false", ()
    values: list[Any] = []

    def place(match: re.Match[str]) -> str:
        if match[1] != "scope":
            values.append(parameters[match[1]])
            return "%s"
        values.extend(inner_parameters)
        return str(inner)

    return re.sub(r"%\((\w+)\)s", place, statement), values


def rows_of(statement: str, parameters: Any) -> list[tuple]:
    """What the statement finds."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()
