"""Who may see, run and rate what of an assessment: the predicates that belong to the scopes of the selectors."""

from typing import Any

from core.permissions import Permission, covers
from employees.permissions import is_own
from evaluations.models import Assessment, AssessmentRound, Participant, Rater


def sees_round(user: Any, round_: AssessmentRound) -> bool:
    """HR of the agency, administrators and auditors."""
    return covers(user, Permission.ASSESSMENT_VIEW, agency_id=round_.agency_id, path="")


def runs_round(user: Any, round_: AssessmentRound) -> bool:
    """HR of the agency and administrators."""
    return covers(user, Permission.ASSESSMENT_RUN, agency_id=round_.agency_id, path="")


def sees_participant(user: Any, participant: Participant) -> bool:
    """Who sees the round, but never the person herself: raters and the report stay hidden from her."""
    return sees_round(user, participant.round) and not is_own(user, participant.employee)


def concludes(user: Any, participant: Participant) -> bool:
    """Who runs the round, never about herself."""
    return runs_round(user, participant.round) and not is_own(user, participant.employee)


def rates(user: Any, rater: Rater) -> bool:
    """Only the one who was named, in her own row."""
    return user.pk is not None and rater.user_id == user.pk


def sees_report(user: Any, assessment: Assessment) -> bool:
    """The confidential report: who sees the round, never the person it is about."""
    covered = covers(user, Permission.ASSESSMENT_VIEW, agency_id=assessment.agency_id, path="")
    return covered and not is_own(user, assessment.employee)
