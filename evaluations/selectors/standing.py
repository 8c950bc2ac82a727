"""Which level of a person and competency counts, in SQL: the rule of `evaluations.domain.methods.standing`.

For today it stands in `CurrentLevel`; for a day gone by it is worked out from all assessments.
"""

from core import sql
from evaluations.domain import methods
from evaluations.domain.standards import VALID_YEARS

OFFICIAL = ", ".join(sql.literal(method) for method in methods.PRECEDENCE)
_WHOLE = ", ".join(sql.literal(method) for method in sorted(methods.WHOLE))
_YEARS = f"interval '{VALID_YEARS} years'"
# As `standards.valid_until`: a result of 29 February lasts until 1 March.
VALID_UNTIL = f"greatest((a.assessed_on + {_YEARS})::date, (a.assessed_on - 1 + {_YEARS})::date + 1)"


def standing(people: str = "") -> str:
    """The SELECT of the levels in force on ``%(on)s`` in ``%(agency)s``.

    Args:
        people: a further condition on ``a``, an assessment.
    """
    return f"""
    WITH valid AS (
        SELECT a.id, a.employee_id, a.assessed_on, a.method, {VALID_UNTIL} AS valid_until
        FROM evaluations_assessment a
        WHERE a.agency_id = %(agency)s AND a.assessed_on <= %(on)s AND a.method IN ({OFFICIAL}) {people}
    ), whole AS (
        SELECT DISTINCT ON (employee_id) id, employee_id, assessed_on, valid_until FROM valid
        WHERE method IN ({_WHOLE}) AND valid_until > %(on)s ORDER BY employee_id, assessed_on DESC, id DESC
    ), other AS (
        SELECT id, employee_id, assessed_on, valid_until, {sql.case("method", methods.PRECEDENCE)} AS place FROM valid
        WHERE method NOT IN ({_WHOLE}) AND valid_until > %(on)s
    ), filling AS (
        SELECT DISTINCT ON (o.employee_id, l.competency_id) o.employee_id, l.competency_id, l.level,
            o.id AS assessment_id, o.assessed_on, o.valid_until
        FROM other o JOIN evaluations_assessmentlevel l ON l.assessment_id = o.id
        WHERE NOT EXISTS (SELECT FROM whole w JOIN evaluations_assessmentlevel x ON x.assessment_id = w.id
            WHERE w.employee_id = o.employee_id AND x.competency_id = l.competency_id)
        ORDER BY o.employee_id, l.competency_id, o.place, o.assessed_on DESC, o.id DESC
    )
    SELECT w.employee_id, l.competency_id, l.level, w.id AS assessment_id, w.assessed_on, w.valid_until
    FROM whole w JOIN evaluations_assessmentlevel l ON l.assessment_id = w.id
    UNION ALL SELECT * FROM filling
"""


_TODAY = """
    SELECT employee_id, competency_id, level, assessment_id, assessed_on, valid_until
    FROM evaluations_currentlevel WHERE agency_id = %(agency)s AND valid_until > %(on)s
"""


def levels(*, past: bool) -> str:
    """The SELECT of the levels in force on ``%(on)s``; ``past`` for another day than today."""
    return standing() if past else _TODAY
