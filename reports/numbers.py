"""The numbers of a report: one government (or unit), "all" and one entry per part of it.

Their structure is the contract of `report.json`; keys and roundings are fixed by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Count
from django.db.models.functions import Left

from core.models import Agency, Unit
from core.models.organisation import PATH_STEP
from core.sql import literal
from evaluations.models.competencies import MANDATORY
from evaluations.selectors import standing
from reports.domain import ip_asn
from reports.models import YearFact
from training.domain.quota import PNS_JP

WHOLE = "all"
PART_LENGTH = 2 * PATH_STEP  # of the path of a perangkat daerah, a part of the whole government
_FOUR = Decimal("0.0001")
_TIERS = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "jf", "pelaksana")


@dataclass(frozen=True)
class _Counts:
    """People by class: the condition of each class in SQL. Classes with nobody are left out if `sparse`."""

    name: str
    classes: dict[str, str]
    sparse: bool = True

    @cached_property
    def keys(self) -> list[str]:
        """In the order the database keeps the keys of stored JSON, so that a report and its copy in the archive agree."""
        return sorted(self.classes, key=_stored_order)

    @property
    def columns(self) -> list[str]:
        return [f"count(*) FILTER (WHERE {self.classes[key]})" for key in self.keys]


def _stored_order(key: str) -> tuple[int, str]:
    return len(key), key


def _bands() -> dict[str, str]:
    conditions, upper = {}, None
    for lower, name in ip_asn.BANDS:
        conditions[name] = f"ip_total >= {lower}" + (f" AND ip_total < {upper}" if upper else "")
        upper = lower
    return conditions


_STATUS = _Counts(
    "by_status",
    {"PNS": "status = 'pns'", "CPNS": "status = 'cpns'", "PPPK": "status IN ('pppk', 'pppk_pw')"},
)
_TIER = _Counts("by_tier", {tier: f"tier = '{tier}'" for tier in _TIERS})
_HISTOGRAM = _Counts(
    "jp_histogram",
    {
        "0": "jp = 0",
        "1-9": "jp > 0 AND jp < 10",
        "10-19": "jp >= 10 AND jp < 20",
        "20-39": "jp >= 20 AND jp < 40",
        ">=40": "jp >= 40",
    },
    sparse=False,
)
_PREDICATES = _Counts("predicates", {str(value): f"predicate = {value}" for value in range(1, 6)})
_BANDS = _Counts("ip_bands", _bands())
_ASSESSMENT = _Counts(
    "assessment",
    {state: f"assessment_state = '{state}'" for state in ("valid", "expired", "never")},
    sparse=False,
)
_ALL_COUNTS = (_STATUS, _TIER, _HISTOGRAM, _PREDICATES, _BANDS, _ASSESSMENT)
_DIMENSIONS = {
    "kinerja": "ip_performance",
    "disiplin": "ip_discipline",
    "kompetensi": "ip_competency",
    "kualifikasi": "ip_qualification",
}
# Sums and counts only: those of the whole are those of the parts added up, so every person is counted once.
_SUMS = {
    "headcount": "count(*)",
    "jp": "sum(jp)",
    "pns_meeting": f"count(*) FILTER (WHERE status IN ('pns', 'cpns') AND jp >= {PNS_JP})",
    "pns_total": "count(*) FILTER (WHERE status IN ('pns', 'cpns'))",
    "ip": "sum(ip_total)",
    "jpm": "coalesce(sum(jpm), 0)",
    "matched": "count(jpm)",
    **{name: f"sum({column})" for name, column in _DIMENSIONS.items()},
}

_COLUMNS = [*_SUMS.values(), *(column for counts in _ALL_COUNTS for column in counts.columns)]
_PART = "left(f.unit_path, %(length)s)"
_SCOPE = "f.is_active AND f.agency_id = %(agency)s AND f.year = %(year)s"
_UNDER = " AND f.unit_path LIKE %(path)s || '%%'"  # only where it excludes somebody: it is asked of every person
# A path that is too short is that of a person placed at the top unit itself, who belongs to no part of it.
AGGREGATES = f"""
SELECT u.name, x.* FROM (
    SELECT {_PART} AS part, {", ".join(_COLUMNS)} FROM reports_yearfact f WHERE {_SCOPE}{{under}} GROUP BY 1
) x LEFT JOIN core_unit u ON u.agency_id = %(agency)s AND u.path = x.part AND length(x.part) = %(length)s
"""
_DEMANDED = "coalesce(s.level, f.required_level)"  # the job's own standard goes before the default of its tier
# The facts name the newest whole assessment of each person; what it left open, older ones that still count fill in,
# as `evaluations.domain.methods.standing` says. The day is the one the facts were counted for.
_ON = """(SELECT least(make_date(%(year)s, 12, 31), (max(refreshed_at) AT TIME ZONE %(zone)s)::date)
    FROM reports_factsstate WHERE agency_id = %(agency)s AND year = %(year)s)"""
_MANDATORY = ", ".join(literal(group) for group in MANDATORY)  # technical ones differ from job to job
COMPETENCIES = f"""
WITH counted AS (
    SELECT f.employee_id, f.assessment_id, f.standard_id, f.required_level, {_PART} AS part
    FROM reports_yearfact f WHERE {_SCOPE}{{under}} AND f.assessment_state = 'valid'
), found AS (
    SELECT f.part, f.standard_id, f.required_level, l.competency_id, l.level
    FROM counted f JOIN evaluations_assessmentlevel l ON l.assessment_id = f.assessment_id
    UNION ALL SELECT * FROM (
        SELECT DISTINCT ON (f.employee_id, l.competency_id) f.part, f.standard_id, f.required_level, l.competency_id, l.level
        FROM counted f JOIN evaluations_assessment a ON a.employee_id = f.employee_id AND a.id <> f.assessment_id
        JOIN evaluations_assessmentlevel l ON l.assessment_id = a.id
        WHERE a.agency_id = %(agency)s AND a.method IN ({standing.WHOLE}) AND a.closed_at IS NULL
            AND a.assessed_on <= {_ON} AND {standing.VALID_UNTIL} > {_ON}
            AND NOT EXISTS (SELECT FROM evaluations_assessmentlevel x
                WHERE x.assessment_id = f.assessment_id AND x.competency_id = l.competency_id)
        ORDER BY f.employee_id, l.competency_id, a.assessed_on DESC, a.participant_id IS NULL, a.id DESC) filling
)
SELECT x.part, c.code, x.required, x.actual, x.people, x.meeting FROM (
    SELECT f.part, f.competency_id, sum({_DEMANDED}) AS required, sum(f.level) AS actual,
        count(*) AS people, count(*) FILTER (WHERE f.level >= {_DEMANDED}) AS meeting
    FROM found f
    LEFT JOIN evaluations_standardlevel s ON s.standard_id = f.standard_id AND s.competency_id = f.competency_id
    WHERE {_DEMANDED} IS NOT NULL
    GROUP BY 1, 2
) x JOIN evaluations_competency c ON c.id = x.competency_id AND c."group" IN ({_MANDATORY})
ORDER BY c."order"
"""


def collect(*, agency: Agency, unit: Unit | None, year: int) -> dict[str, Any]:
    """Numbers of the year from the facts: ``{"all": {...}, "<unit name>": {...}, ...}``.

    Args:
        unit: None for the whole government; its parts are then the perangkat daerah.
    """
    path = unit.path if unit else ""
    parameters: dict[str, str | int] = {
        "zone": agency.time_zone,
        "agency": agency.pk,
        "year": year,
        "path": path,
        "length": len(path) + PATH_STEP if unit else PART_LENGTH,
    }
    under = _UNDER if unit else ""
    with connection.cursor() as cursor:
        cursor.execute(AGGREGATES.format(under=under), parameters)
        rows = cursor.fetchall()
        cursor.execute(COMPETENCIES.format(under=under), parameters)
        competencies = _by_part(cursor.fetchall())
    return _assemble(rows, competencies)


def people_by_part(agency: Agency, year: int) -> dict[str, int]:
    """How many people are counted in each perangkat daerah, by its path; a shorter path is that of people in none."""
    facts = YearFact.objects.filter(agency=agency, year=year, is_active=True)
    parts = facts.annotate(part=Left("unit_path", PART_LENGTH)).values_list("part")
    return dict(parts.annotate(Count("pk")).order_by())


def _assemble(rows: list[tuple], competencies: dict[str, dict[str, list[int]]]) -> dict[str, Any]:
    """The whole first, then its parts by name; what has no name is no part."""
    whole = [sum(column) for column in zip(*(row[2:] for row in rows), strict=True)] or [0] * len(_COLUMNS)
    result = {WHOLE: _entry(whole, competencies.get(WHOLE, {}))}
    for name, part, *values in sorted(row for row in rows if row[0]):
        result[_free_name(name, result)] = _entry(values, competencies.get(part, {}))
    return result


def _free_name(name: str, taken: dict[str, Any]) -> str:
    """Two units may carry one name; each still gets its own entry."""
    number = 2
    free = name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def _entry(values: Sequence[Any], competencies: dict[str, list[int]]) -> dict[str, Any]:
    sums = dict(zip(_SUMS, values, strict=False))
    counted = _counted(values[len(_SUMS) :])
    people = sums["headcount"]
    return {
        "headcount": people,
        "by_status": counted["by_status"],
        "by_tier": counted["by_tier"],
        "jp_total": _plain(sums["jp"]),
        "jp_average": _mean(sums["jp"], people),
        "pns_meeting_20_jp": sums["pns_meeting"],
        "pns_total": sums["pns_total"],
        "jp_histogram": counted["jp_histogram"],
        "predicates": counted["predicates"],
        "ip_average": _mean(sums["ip"], people),
        # The four are rounded half up, all other means half to even; stored reports are made so.
        "ip_dimensions": {name: _mean(sums[name], people, ROUND_HALF_UP) for name in _DIMENSIONS},
        "ip_bands": counted["ip_bands"],
        "ip_band": ip_asn.band(sums["ip"] / people) if people else None,
        "assessment": counted["assessment"],
        "competencies": {
            code: _competency(*sums, assessed=counted["assessment"]["valid"]) for code, sums in competencies.items()
        },
        "jpm_average": _mean(sums["jpm"], sums["matched"]),
    }


def _counted(values: Sequence[int]) -> dict[str, dict[str, int]]:
    """The columns of `_ALL_COUNTS`, by their names."""
    remaining = iter(values)
    return {
        counts.name: {
            key: count for key, count in zip(counts.keys, remaining, strict=False) if count or not counts.sparse
        }
        for counts in _ALL_COUNTS
    }


def _by_part(rows: list[tuple]) -> dict[str, dict[str, list[int]]]:
    """Sums of the competencies of each path and of the whole; the rows come in the order of the dictionary."""
    result: dict[str, dict[str, list[int]]] = {}
    whole: dict[str, list[int]] = {}
    for part, code, *values in rows:
        result.setdefault(part, {})[code] = values
        whole[code] = [some + more for some, more in zip(whole.get(code, (0, 0, 0, 0)), values, strict=True)]
    result[WHOLE] = whole
    return result


def _competency(required: int, actual: int, people: int, meeting: int, *, assessed: int) -> dict[str, Any]:
    """The entry of a competency; ``people`` stands in it only where not everybody assessed was assessed in it."""
    entry = {"mean_required": _mean(required, people), "mean_actual": _mean(actual, people), "meeting": meeting}
    return entry if people == assessed else entry | {"people": people}


def _mean(total: Decimal | int, people: int, rounding: str = ROUND_HALF_EVEN) -> float | None:
    """The mean to four decimals; None of nobody."""
    return float((Decimal(total) / people).quantize(_FOUR, rounding)) if people else None


def _plain(value: Decimal | int) -> int | float:
    return int(value) if value == int(value) else float(value)
