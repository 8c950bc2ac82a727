"""Who may see the guarded parts of a person's record."""

from typing import Any

from core.permissions import Permission, covers
from employees.models import Employee


def sees_private(user: Any, employee: Employee) -> bool:
    """NIK, phone and address in full: HR of the agency, administrators, and the person herself."""
    return _covers(user, Permission.EMPLOYEE_PRIVATE, employee, own=employee.user_id == user.pk)


def sees_discipline(user: Any, employee: Employee) -> bool:
    """Punishments are confidential: HR of the agency, administrators and auditors."""
    return _covers(user, Permission.DISCIPLINE_VIEW, employee)


def _covers(user: Any, permission: Permission, employee: Employee, *, own: bool = False) -> bool:
    path = employee.unit.path if employee.unit else ""
    return covers(user, permission, agency_id=employee.agency_id, path=path, own=own)
