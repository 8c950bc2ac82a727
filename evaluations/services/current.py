"""Bringing the levels that count up to date, in two set-based statements (`evaluations.domain.methods`).

Tests hold the SQL against the pure function, person by person.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from core.models import Agency
from evaluations.models import Assessment, CurrentLevel
from evaluations.selectors.standing import standing

SLICE = 2_000  # people of one transaction of the night
_PICK = "CREATE TEMPORARY TABLE picked ON COMMIT DROP AS " + standing(
    "AND (%(people)s::bigint[] IS NULL OR a.employee_id = ANY(%(people)s))"
)
_FORGET = """
    DELETE FROM evaluations_currentlevel x
    WHERE x.agency_id = %(agency)s AND (%(people)s::bigint[] IS NULL OR x.employee_id = ANY(%(people)s))
        AND NOT EXISTS (SELECT FROM picked p WHERE p.employee_id = x.employee_id AND p.competency_id = x.competency_id)
"""
_KEEP = """
    INSERT INTO evaluations_currentlevel AS x
        (agency_id, employee_id, competency_id, level, assessment_id, assessed_on, valid_until)
    SELECT %(agency)s, p.employee_id, p.competency_id, p.level, p.assessment_id, p.assessed_on, p.valid_until
    FROM picked p ORDER BY p.employee_id
    ON CONFLICT (employee_id, competency_id) DO UPDATE SET agency_id = excluded.agency_id, level = excluded.level,
        assessment_id = excluded.assessment_id, assessed_on = excluded.assessed_on, valid_until = excluded.valid_until
    WHERE (x.agency_id, x.level, x.assessment_id, x.assessed_on, x.valid_until)
        <> (excluded.agency_id, excluded.level, excluded.assessment_id, excluded.assessed_on, excluded.valid_until)
"""


@transaction.atomic
def refresh_levels(*, agency: Agency, on: date, people: Sequence[int] | None = None) -> None:
    """Work out anew which levels count on the day.

    Args:
        people: keys of the people whose assessments changed; None for all of the agency.
    """
    arguments = {"agency": agency.pk, "on": on, "people": None if people is None else list(people)}
    with connection.cursor() as cursor:
        # One at a time: two of them would insert the same person's levels.
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext('levels'))", [agency.pk])
        cursor.execute("DROP TABLE IF EXISTS picked")
        cursor.execute(_PICK, arguments)
        cursor.execute(_FORGET, arguments)
        cursor.execute(_KEEP, arguments)
        if people is None:
            cursor.execute("ANALYZE evaluations_currentlevel")


def refresh_all(*, at: datetime) -> None:
    """Every night: what expired counts no more, and what stood behind it may count again.

    In slices of people: whoever concludes or imports meanwhile waits for one of them only.
    """
    for agency in Agency.objects.select_related("region").iterator():
        on, people = agency.date_at(at), _concerned(agency)
        for first in range(0, len(people), SLICE):
            refresh_levels(agency=agency, on=on, people=people[first : first + SLICE])
        if len(people) > SLICE:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE evaluations_currentlevel")


def _concerned(agency: Agency) -> list[int]:
    """Keys of everybody with a result in the agency, or a level that came from one."""
    assessed = Assessment.objects.filter(agency=agency).order_by().values_list("employee", flat=True)
    known = CurrentLevel.objects.filter(agency=agency).order_by().values_list("employee", flat=True)
    return sorted({*assessed.distinct(), *known.distinct()})
