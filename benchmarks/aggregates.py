"""The numbers of a report, against the same aggregates as somebody would write them in SQL by hand."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import connection

from benchmarks import databases
from benchmarks.table import Line, in_turn, milliseconds
from core.models import Agency
from core.models.organisation import PATH_STEP
from reports.numbers import collect

MOST_TIMES_SQL = 1.5
WARM = 2
# One row for the government and one for each of the units right below its root.
_PEOPLE = """
SELECT left(unit_path, %(opd)s), count(*),
    count(*) FILTER (WHERE status = 'pns'), count(*) FILTER (WHERE status = 'cpns'),
    count(*) FILTER (WHERE status IN ('pppk', 'pppk_pw')),
    count(*) FILTER (WHERE tier = 'jpt_utama'), count(*) FILTER (WHERE tier = 'jpt_madya'),
    count(*) FILTER (WHERE tier = 'jpt_pratama'), count(*) FILTER (WHERE tier = 'administrator'),
    count(*) FILTER (WHERE tier = 'pengawas'), count(*) FILTER (WHERE tier = 'jf'),
    count(*) FILTER (WHERE tier = 'pelaksana'),
    sum(jp), avg(jp),
    count(*) FILTER (WHERE jp >= 20 AND status IN ('pns', 'cpns')), count(*) FILTER (WHERE status IN ('pns', 'cpns')),
    count(*) FILTER (WHERE jp = 0), count(*) FILTER (WHERE jp > 0 AND jp < 10),
    count(*) FILTER (WHERE jp >= 10 AND jp < 20), count(*) FILTER (WHERE jp >= 20 AND jp < 40),
    count(*) FILTER (WHERE jp >= 40),
    count(*) FILTER (WHERE predicate = 1), count(*) FILTER (WHERE predicate = 2),
    count(*) FILTER (WHERE predicate = 3), count(*) FILTER (WHERE predicate = 4),
    count(*) FILTER (WHERE predicate = 5),
    avg(ip_total), avg(ip_qualification), avg(ip_competency), avg(ip_performance), avg(ip_discipline),
    count(*) FILTER (WHERE ip_total >= 91), count(*) FILTER (WHERE ip_total >= 81 AND ip_total < 91),
    count(*) FILTER (WHERE ip_total >= 71 AND ip_total < 81), count(*) FILTER (WHERE ip_total >= 61 AND ip_total < 71),
    count(*) FILTER (WHERE ip_total < 61),
    count(*) FILTER (WHERE assessment_state = 'valid'), count(*) FILTER (WHERE assessment_state = 'expired'),
    count(*) FILTER (WHERE assessment_state = 'never'), avg(jpm)
FROM reports_yearfact
WHERE is_active AND agency_id = %(agency)s AND year = %(year)s
GROUP BY ROLLUP (left(unit_path, %(opd)s))
"""
# Per competency the newest whole result that is valid at the end of the year (docs/adr/0009).
_COMPETENCIES = """
SELECT left(x.unit_path, %(opd)s), x.competency_id, avg(x.required_level), avg(x.level),
    count(*) FILTER (WHERE x.level >= x.required_level)
FROM (
    SELECT DISTINCT ON (f.employee_id, l.competency_id) f.unit_path, f.required_level, l.competency_id, l.level
    FROM reports_yearfact f JOIN evaluations_assessment a ON a.employee_id = f.employee_id
    JOIN evaluations_assessmentlevel l ON l.assessment_id = a.id
    WHERE f.is_active AND f.agency_id = %(agency)s AND f.year = %(year)s AND f.required_level IS NOT NULL
        AND a.agency_id = %(agency)s AND a.closed_at IS NULL AND a.method = 'siasn'
        AND a.assessed_on <= make_date(%(year)s, 12, 31)
        AND a.assessed_on + interval '3 years' > make_date(%(year)s, 12, 31)
    ORDER BY f.employee_id, l.competency_id, a.assessed_on DESC, a.id DESC
) x
GROUP BY GROUPING SETS ((x.competency_id), (left(x.unit_path, %(opd)s), x.competency_id))
"""


def measure(sizes: Sequence[int], *, repeated: int) -> list[Line]:
    """Both in turn, at both sizes; the numbers must be the same."""
    lines = []
    for people in sizes:
        databases.use(people)
        agency = databases.agency()
        _compare(collect(agency=agency, unit=None, year=databases.YEAR), by_hand(agency))
        ours, raw = _timed(agency, repeated)
        lines.append(
            Line(
                f"aggregates of a report, {people:,} people",
                milliseconds(ours),
                f"SQL {milliseconds(raw)}",
                ours / raw,
                MOST_TIMES_SQL,
            )
        )
    return lines


def by_hand(agency: Agency) -> tuple[list[tuple], list[tuple]]:
    parameters = {"agency": agency.pk, "year": databases.YEAR, "opd": 2 * PATH_STEP}
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, parameters)
        people = cursor.fetchall()
        cursor.execute(_COMPETENCIES, parameters)
        return people, cursor.fetchall()


def _timed(agency: Agency, repeated: int) -> list[float]:
    actions = (lambda: collect(agency=agency, unit=None, year=databases.YEAR), lambda: by_hand(agency))
    in_turn(*actions, times=WARM)
    return in_turn(*actions, times=repeated)


def _compare(numbers: dict, by_hand: tuple[list[tuple], list[tuple]]) -> None:
    """That the two say the same, before their times are compared."""
    people, competencies = by_hand
    whole = next(row for row in people if row[0] is None)
    ours = numbers["all"]
    same = (
        whole[1] == ours["headcount"]
        and Decimal(str(ours["jp_total"])) == whole[12]
        and round(whole[26], 4) == Decimal(str(ours["ip_average"]))
        and sum(row[4] for row in competencies if row[0] is None)
        == sum(entry["meeting"] for entry in ours["competencies"].values())
    )
    if not same:
        raise RuntimeError("The SQL by hand and the product count differently")
