"""The numbers of a report: one government (or unit), "all" and one entry per part of it.

Their structure is the contract of `report.json`; keys and roundings are fixed by it.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.db import connection

from core.models import Agency, Unit
from core.models.organisation import PATH_STEP
from evaluations.models import Competency
from reports.domain import ip_asn

WHOLE = "all"
STATUS_NAMES = {"pns": "PNS", "cpns": "CPNS", "pppk": "PPPK", "pppk_pw": "PPPK"}
HISTOGRAM = (
    ("0", "jp = 0"),
    ("1-9", "jp > 0 AND jp < 10"),
    ("10-19", "jp >= 10 AND jp < 20"),
    ("20-39", "jp >= 20 AND jp < 40"),
    (">=40", "jp >= 40"),
)
PNS_MINIMUM_JP = 20  # PP 11/2017 jo. PP 17/2020 art. 203(4), as in training.domain.quota; part of the report's contract
_TIERS = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "jf", "pelaksana")


def _counted(column: str, values: Iterable[str | int]) -> str:
    """One JSON object of counts by value, without the zeros."""
    pairs = ", ".join(f"'{v}', nullif(count(*) FILTER (WHERE {column} = '{v}'), 0)" for v in values)
    return f"jsonb_strip_nulls(jsonb_build_object({pairs}))"


def _bands() -> str:
    pairs, upper = [], None
    for lower, name in ip_asn.BANDS:
        condition = f"ip_total >= {lower}" + (f" AND ip_total < {upper}" if upper else "")
        pairs.append(f"'{name}', nullif(count(*) FILTER (WHERE {condition}), 0)")
        upper = lower
    return f"jsonb_strip_nulls(jsonb_build_object({', '.join(pairs)}))"


_SCOPE = "f.is_active AND f.agency_id = %(agency)s AND f.year = %(year)s AND f.unit_path LIKE %(path)s || '%%'"
# A person placed at the top unit itself belongs to no part of it.
_PART = "CASE WHEN length(f.unit_path) >= %(length)s THEN left(f.unit_path, %(length)s) END"
AGGREGATES = f"""
SELECT part, grouping(part) AS is_whole, count(*) AS headcount,
    {_counted("status", STATUS_NAMES)} AS by_status,
    {_counted("tier", _TIERS)} AS by_tier,
    sum(jp) AS jp_total, avg(jp) AS jp_average,
    count(*) FILTER (WHERE status IN ('pns', 'cpns') AND jp >= {PNS_MINIMUM_JP}) AS pns_meeting_20_jp,
    count(*) FILTER (WHERE status IN ('pns', 'cpns')) AS pns_total,
    jsonb_build_object({", ".join(f"'{name}', count(*) FILTER (WHERE {where})" for name, where in HISTOGRAM)}) AS jp_histogram,
    {_counted("predicate", range(1, 6))} AS predicates,
    avg(ip_total) AS ip_average,
    jsonb_build_object('kualifikasi', round(avg(ip_qualification), 4), 'kompetensi', round(avg(ip_competency), 4),
        'kinerja', round(avg(ip_performance), 4), 'disiplin', round(avg(ip_discipline), 4)) AS ip_dimensions,
    {_bands()} AS ip_bands,
    jsonb_build_object('valid', count(*) FILTER (WHERE assessment_state = 'valid'),
        'expired', count(*) FILTER (WHERE assessment_state = 'expired'),
        'never', count(*) FILTER (WHERE assessment_state = 'never')) AS assessment,
    avg(jpm) AS jpm_average
FROM (SELECT f.*, {_PART} AS part FROM reports_yearfact f WHERE {_SCOPE}) f
GROUP BY GROUPING SETS ((), (part))
"""
COMPETENCIES = f"""
SELECT part, grouping(part) AS is_whole, competency_id, avg(required_level), avg(level),
    count(*) FILTER (WHERE level >= required_level)
FROM (SELECT {_PART} AS part, l.competency_id, f.required_level, l.level
      FROM reports_yearfact f JOIN evaluations_assessmentlevel l ON l.assessment_id = f.assessment_id
      WHERE {_SCOPE} AND f.assessment_state = 'valid' AND f.required_level IS NOT NULL) x
GROUP BY GROUPING SETS ((competency_id), (part, competency_id))
"""


def collect(*, agency: Agency, unit: Unit | None, year: int) -> dict[str, Any]:
    """Numbers of the year from the facts: ``{"all": {...}, "<unit name>": {...}, ...}``.

    Args:
        unit: None for the whole government; its parts are then the perangkat daerah.
    """
    path = unit.path if unit else ""
    parameters: dict[str, str | int] = {
        "agency": agency.pk,
        "year": year,
        "path": path,
        "length": len(path) + PATH_STEP if unit else 2 * PATH_STEP,
    }
    with connection.cursor() as cursor:
        cursor.execute(AGGREGATES, parameters)
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        cursor.execute(COMPETENCIES, parameters)
        competencies = _by_part(cursor.fetchall())
    return _assemble(agency, rows, competencies)


def _assemble(agency: Agency, rows: list[dict], competencies: dict) -> dict[str, Any]:
    paths = [row["part"] for row in rows if row["part"]]
    titles = dict(Unit.objects.filter(agency=agency, path__in=paths).values_list("path", "name"))
    result: dict[str, Any] = {}
    for row in rows:
        if row["is_whole"]:
            result[WHOLE] = _entry(row, competencies.get(None, {}))
    for row in sorted(rows, key=lambda row: titles.get(row["part"], "")):
        if row["part"] in titles:
            name = _free_name(titles[row["part"]], result)
            result[name] = _entry(row, competencies.get(row["part"], {}))
    return result


def _free_name(name: str, taken: dict[str, Any]) -> str:
    """Two units may carry one name; each still gets its own entry."""
    number = 2
    free = name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def _entry(row: dict[str, Any], competencies: dict[str, Any]) -> dict[str, Any]:
    by_status: dict[str, int] = {}
    for code, count in _loaded(row["by_status"]).items():
        by_status[STATUS_NAMES[code]] = by_status.get(STATUS_NAMES[code], 0) + count
    average = row["ip_average"]
    return {
        "headcount": row["headcount"],
        "by_status": by_status,
        "by_tier": _loaded(row["by_tier"]),
        "jp_total": _plain(row["jp_total"] or Decimal(0)),
        "jp_average": _four(row["jp_average"]),
        "pns_meeting_20_jp": row["pns_meeting_20_jp"],
        "pns_total": row["pns_total"],
        "jp_histogram": _loaded(row["jp_histogram"]),
        "predicates": _loaded(row["predicates"]),
        "ip_average": _four(average),
        "ip_dimensions": _loaded(row["ip_dimensions"]),
        "ip_bands": _loaded(row["ip_bands"]),
        "ip_band": ip_asn.band(average) if average is not None else None,
        "assessment": _loaded(row["assessment"]),
        "competencies": competencies,
        "jpm_average": _four(row["jpm_average"]),
    }


def _by_part(rows: list[tuple]) -> dict[str | None, dict[str, Any]]:
    codes = dict(Competency.objects.values_list("pk", "code"))
    order = {code: place for place, code in enumerate(codes.values())}
    result: dict[str | None, dict[str, Any]] = {}
    for part, is_whole, competency, required, actual, meeting in sorted(rows, key=lambda row: order[codes[row[2]]]):
        if part is None and not is_whole:
            continue
        result.setdefault(part, {})[codes[competency]] = {
            "mean_required": _four(required),
            "mean_actual": _four(actual),
            "meeting": meeting,
        }
    return result


def _loaded(value: Any) -> dict[str, Any]:
    import json

    return json.loads(value) if isinstance(value, str) else dict(value)


def _four(value: Decimal | None) -> float | None:
    """Rounded to four decimals."""
    if value is None:
        return None
    return float(Decimal(value).quantize(Decimal("0.0001"), rounding=ROUND_HALF_EVEN))


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
