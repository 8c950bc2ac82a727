"""Which level of a person and competency counts, in SQL: the rules `standing` and `official` of `evaluations.domain.methods`.

For today the levels stand in `CurrentLevel`; for a day gone by they are worked out from all assessments. Every
statement takes ``%(agency)s`` and ``%(on)s``, the official ones the keys of the nine as ``%(nine)s``.
"""

from core import sql
from evaluations.domain import methods
from evaluations.domain.standards import VALID_YEARS
from evaluations.models.competencies import MANDATORY

OFFICIAL = ", ".join(sql.literal(method) for method in methods.PRECEDENCE)
WHOLE = ", ".join(sql.literal(method) for method in sorted(methods.WHOLE))
_YEARS = f"interval '{VALID_YEARS} years'"
# As `standards.valid_until`: a result of 29 February lasts until 1 March.
VALID_UNTIL = f"greatest((a.assessed_on + {_YEARS})::date, (a.assessed_on - 1 + {_YEARS})::date + 1)"
# The newest first; on one day a round of the office before a copy of it.
NEWEST = "assessed_on DESC, participant_id IS NULL, id DESC"
# The keys of the nine, for a statement that has no time to ask for them before.
NINE = (
    'ARRAY(SELECT id FROM evaluations_competency WHERE agency_id IS NULL AND "group" IN'
    f" ({', '.join(sql.literal(group) for group in MANDATORY)}))"
)
_COLUMNS = "employee_id, competency_id, level, assessment_id, assessed_on, valid_until"


def standing(people: str = "", *, methods_of: str = OFFICIAL) -> str:
    """The SELECT of the levels in force.

    The newest whole assessment of each person is taken as it is: only what it left open is looked for in older ones
    and in other sources, so that the cost grows with the people and not with all they were ever told.

    Args:
        people: a further condition on ``a``, an assessment.
        methods_of: only these methods.
    """
    return f"""
    WITH valid AS (
        SELECT a.id, a.employee_id, a.assessed_on, a.participant_id, a.method IN ({WHOLE}) AS is_whole,
            {sql.case("a.method", methods.PRECEDENCE)} AS place, {VALID_UNTIL} AS valid_until
        FROM evaluations_assessment a
        WHERE a.agency_id = %(agency)s AND a.assessed_on <= %(on)s AND a.method IN ({methods_of})
            AND a.closed_at IS NULL AND {VALID_UNTIL} > %(on)s {people}
    ), newest AS (
        SELECT DISTINCT ON (employee_id) * FROM valid WHERE is_whole ORDER BY employee_id, {NEWEST}
    ), further AS (
        SELECT * FROM valid v WHERE NOT EXISTS (SELECT FROM newest n WHERE n.id = v.id)
    ), filling AS (
        SELECT DISTINCT ON (f.employee_id, l.competency_id) f.employee_id, l.competency_id, l.level,
            f.id AS assessment_id, f.assessed_on, f.valid_until, f.is_whole
        FROM further f JOIN evaluations_assessmentlevel l ON l.assessment_id = f.id
        WHERE NOT EXISTS (SELECT FROM newest n JOIN evaluations_assessmentlevel x ON x.assessment_id = n.id
            WHERE n.employee_id = f.employee_id AND x.competency_id = l.competency_id)
        ORDER BY f.employee_id, l.competency_id, f.place, f.assessed_on DESC, f.participant_id IS NULL, f.id DESC
    )
    SELECT n.employee_id, l.competency_id, l.level, n.id AS assessment_id, n.assessed_on, n.valid_until, n.is_whole
    FROM newest n JOIN evaluations_assessmentlevel l ON l.assessment_id = n.id
    UNION ALL SELECT * FROM filling
"""


_TODAY = f"""
    SELECT {_COLUMNS}
    FROM evaluations_currentlevel WHERE agency_id = %(agency)s AND valid_until > %(on)s
"""
_OFFICIAL_TODAY = f"""
    SELECT c.employee_id, c.competency_id, c.level, c.assessment_id, c.assessed_on, c.valid_until
    FROM evaluations_currentlevel c JOIN evaluations_assessment a ON a.id = c.assessment_id AND a.method IN ({WHOLE})
    WHERE c.agency_id = %(agency)s AND c.competency_id = ANY(%(nine)s) AND c.valid_until > %(on)s
"""


def levels(*, past: bool, people: str = "") -> str:
    """The SELECT of the levels in force; ``past`` for another day than today.

    Args:
        people: a further condition on ``a``, an assessment; without effect for today.
    """
    return f"SELECT {_COLUMNS} FROM ({standing(people)}) standing" if past else _TODAY


def official_levels(*, past: bool, people: str = "") -> str:
    """Of these the ones that the official match is drawn from: of the nine, by whole assessments."""
    if not past:
        return _OFFICIAL_TODAY
    whole = standing(people, methods_of=WHOLE)
    return f"SELECT {_COLUMNS} FROM ({whole}) standing WHERE competency_id = ANY(%(nine)s)"


# Whole assessments known on the day that measured one of the nine, whether or not they still count.
EVER = f"""
    SELECT a.* FROM evaluations_assessment a
    WHERE a.agency_id = %(agency)s AND a.assessed_on <= %(on)s AND a.closed_at IS NULL
        AND a.method IN ({WHOLE}) AND EXISTS (
        SELECT FROM evaluations_assessmentlevel m WHERE m.assessment_id = a.id AND m.competency_id = ANY(%(nine)s))
"""
