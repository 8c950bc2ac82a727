"""Who may do what to one enrolment; lists ask `Enrolment.objects.visible_to`."""

from typing import Any

from core.permissions import Permission, covers
from employees.models import Employee
from employees.permissions import holds_for, is_own
from training.models import Enrolment, Session


def runs(user: Any, session: Session) -> bool:
    """Whether she organises the session."""
    return covers(user, Permission.TRAINING_RUN, agency_id=session.agency_id, path="")


def endorses(user: Any, employee: Employee) -> bool:
    """Whether she decides as the superior; nobody about herself."""
    return holds_for(user, Permission.ENROLMENT_ENDORSE, employee) and not is_own(user, employee)


def decides(user: Any, enrolment: Enrolment) -> bool:
    """Whether she decides for the office; nobody about herself."""
    covered = covers(user, Permission.ENROLMENT_DECIDE, agency_id=enrolment.session.agency_id, path="")
    return covered and not is_own(user, enrolment.employee)
