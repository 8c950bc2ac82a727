"""Who may run and examine what of an assessment: the predicates that belong to `evaluations.models.scopes`."""

from typing import Any

from core.permissions import Permission, covers
from employees.models import Employee
from employees.permissions import is_own
from evaluations.models import AssessmentRound, Participant


def runs_round(user: Any, round_: AssessmentRound) -> bool:
    """HR of the agency and administrators."""
    return covers(user, Permission.ASSESSMENT_RUN, agency_id=round_.agency_id, path="")


def concludes(user: Any, participant: Participant) -> bool:
    """Who runs the round, never about herself."""
    return runs_round(user, participant.round) and not is_own(user, participant.employee)


def sees_results(user: Any, person: Employee) -> bool:
    """A person's results with what assessors wrote: those who run or examine assessments, never she herself."""
    return not is_own(user, person) and covers(user, Permission.ASSESSMENT_VIEW, agency_id=person.agency_id, path="")
