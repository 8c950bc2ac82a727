"""The heat map of a region and "who fits", against the same questions as somebody would write them in SQL by hand."""

from datetime import date

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from benchmarks import databases
from benchmarks.table import Line, in_turn, milliseconds
from core.models import Agency, User
from core.models.organisation import PATH_STEP
from employees.models import Employee
from evaluations.domain.competencies import COMPETENCIES
from evaluations.models import Competency
from evaluations.selectors import fits, gaps
from evaluations.selectors.demanded import Area, rows_of
from evaluations.services.current import refresh_levels

MOST_TIMES_SQL = 2.0
JUDGED = 100_000  # of fewer people a page costs more than any question about them
WARM = 2
# The demand of a job by hand: its own standard, else the level of its tier.
_DEMAND = """
coalesce(d.level, CASE p.tier WHEN 'jpt_utama' THEN 5 WHEN 'jpt_madya' THEN 5 WHEN 'jpt_pratama' THEN 4
    WHEN 'administrator' THEN 3 WHEN 'pengawas' THEN 2 WHEN 'pelaksana' THEN 1 WHEN 'jf' THEN
    CASE p.level WHEN 'ahli_utama' THEN 5 WHEN 'ahli_madya' THEN 4 WHEN 'ahli_muda' THEN 3 WHEN 'ahli_pertama' THEN 2
        WHEN 'penyelia' THEN 3 WHEN 'mahir' THEN 2 WHEN 'terampil' THEN 1 WHEN 'pemula' THEN 1 END END)
"""
_MAP = f"""
SELECT left(u.path, %(opd)s), l.competency_id, count(*), count(*) FILTER (WHERE l.level >= {_DEMAND}),
    avg(l.level - {_DEMAND})
FROM evaluations_currentlevel l
JOIN employees_employee e ON e.id = l.employee_id JOIN core_unit u ON u.id = e.unit_id
JOIN employees_position p ON p.id = e.position_id
LEFT JOIN (SELECT DISTINCT ON (position_id) position_id, id FROM evaluations_jobstandard WHERE valid_from <= %(today)s
    ORDER BY position_id, valid_from DESC) s ON s.position_id = e.position_id
LEFT JOIN evaluations_standardlevel d ON d.standard_id = s.id AND d.competency_id = l.competency_id
WHERE l.agency_id = %(agency)s AND l.valid_until > %(today)s AND e.is_active
GROUP BY 1, 2
"""
_FITS = """
SELECT e.id, e.name, a.level + b.level + c.level - 9 AS above
FROM employees_employee e
JOIN evaluations_currentlevel a ON a.employee_id = e.id AND a.competency_id = %(a)s AND a.level >= 3
JOIN evaluations_currentlevel b ON b.employee_id = e.id AND b.competency_id = %(b)s AND b.level >= 3
JOIN evaluations_currentlevel c ON c.employee_id = e.id AND c.competency_id = %(c)s AND c.level >= 3
WHERE e.agency_id = %(agency)s AND a.agency_id = %(agency)s AND b.agency_id = %(agency)s AND c.agency_id = %(agency)s
    AND e.is_active AND a.valid_until > %(today)s AND b.valid_until > %(today)s
    AND c.valid_until > %(today)s
ORDER BY above DESC, e.name, e.id LIMIT 1001
"""
# The exports hold an assessment for part of the people: the others get one of their own, so that everybody has nine
# results. Levels lie around what jobs demand; the days are spread over two years.
_ASSESS = """
INSERT INTO evaluations_assessment (agency_id, employee_id, assessed_on, levels)
SELECT e.agency_id, e.id, %(today)s::date - (e.id %% 700)::int,
    (SELECT jsonb_object_agg(c.code, 1 + (e.id * 7 + c.id * 13) %% 4) FROM evaluations_competency c WHERE c.id = ANY(%(nine)s))
FROM employees_employee e
WHERE e.agency_id = %(agency)s AND NOT EXISTS (SELECT FROM evaluations_currentlevel x WHERE x.employee_id = e.id)
ON CONFLICT DO NOTHING
"""
_LEVELS = """
INSERT INTO evaluations_assessmentlevel (assessment_id, competency_id, level)
SELECT a.id, c.id, l.value::int FROM evaluations_assessment a CROSS JOIN LATERAL jsonb_each_text(a.levels) l
JOIN evaluations_competency c ON c.code = l.key AND c.id = ANY(%(nine)s)
WHERE a.agency_id = %(agency)s AND NOT EXISTS (SELECT FROM evaluations_assessmentlevel x WHERE x.assessment_id = a.id)
"""


def fill(agency: Agency, *, on: date) -> None:
    """Nine results that count on the day, for everybody."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL trail.set_based = 'on'")  # these are nobody's acts
        cursor.execute("SELECT array_agg(id) FROM evaluations_competency WHERE agency_id IS NULL AND code = ANY(%s)",
                       [[competency.key for competency in COMPETENCIES]])  # fmt: skip
        arguments = {"agency": agency.pk, "today": on, "nine": cursor.fetchone()[0]}
        cursor.execute(_ASSESS, arguments)
        cursor.execute(_LEVELS, arguments)
    refresh_levels(agency=agency, on=on)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def measure(people: int, *, repeated: int) -> list[Line]:
    """Page and statement in turn; what they say must be the same."""
    databases.use(people)
    agency = databases.agency()
    on = agency.date_at(timezone.now())
    fill(agency, on=on)
    client = Client()
    client.force_login(User.objects.get(username="dewi"), backend=settings.AUTHENTICATION_BACKENDS[-1])
    nine = list(Competency.objects.mandatory())[:3]
    parameters = {"agency": agency.pk, "today": on, "opd": 2 * PATH_STEP}
    parameters |= {letter: one.pk for letter, one in zip("abc", nine, strict=True)}
    search = "/kompetensi/cari/?" + "&".join(f"k{n}={one.pk}&n{n}=3" for n, one in enumerate(nine, start=1))
    _compare(agency, on, [fits.Wanted(one, 3) for one in nine], parameters)
    return [
        _line("heat map of a region", people, client, "/kompetensi/", _MAP, parameters, repeated),
        _line("who fits", people, client, search, _FITS, parameters, repeated),
    ]


def _line(what: str, people: int, client: Client, path: str, statement: str, parameters: dict, repeated: int) -> Line:
    def page() -> None:
        response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")

    actions = (page, lambda: rows_of(statement, parameters))
    in_turn(*actions, times=WARM)
    ours, raw = in_turn(*actions, times=repeated)
    target = MOST_TIMES_SQL if people >= JUDGED else None
    return Line(f"{what}, {people:,} people", milliseconds(ours), f"SQL {milliseconds(raw)}", ours / raw, target)


def _compare(agency: Agency, on: date, wanted: list[fits.Wanted], parameters: dict) -> None:
    """That page and statement say the same, before their times are compared; and that the index is used."""
    cells = gaps.heat_cells(Area(agency, on))
    ours = {(path, pk, cell.people, cell.meeting) for path, row in cells.items() for pk, cell in row.items()}
    people = Employee.objects.active().filter(agency=agency)
    found = fits.fitting(people, wanted, agency, on=on, most=1_001)
    by_hand = rows_of(_FITS, parameters)
    if ours != {row[:4] for row in rows_of(_MAP, parameters)} or [(fit.pk, fit.above) for fit in found] != [
        (pk, above) for pk, _name, above in by_hand
    ]:
        raise RuntimeError("The SQL by hand and the product count differently")
    statement, values = fits.fitting_sql(people, wanted, agency, on=on, most=1_001)
    plan = " ".join(line for (line,) in rows_of(f"EXPLAIN {statement}", values))
    if "current_level_fits" not in plan:
        raise RuntimeError("The search for who fits does not use its index")
