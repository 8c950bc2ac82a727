"""Who may see the guarded parts of a person's record, and who decides about its mending."""

from dataclasses import dataclass
from typing import Any

from core.permissions import Permission, covers
from employees.domain import privacy, reference
from employees.domain.privacy import Shown
from employees.models import Employee
from employees.models.people import OWN
from employees.models.reach import reach_of


def shown_to(user: Any, employee: Employee) -> Shown:
    """How the restricted fields of the person are shown to the viewer: the one place that decides it.

    Whole to herself, HR of the agency and administrators; their ends to HR of the unit and auditors;
    not at all to everybody else, her superior included.
    """
    if _covers(user, Permission.EMPLOYEE_PRIVATE, employee, own=is_own(user, employee)):
        return Shown.FULL
    return Shown.MASKED if _covers(user, Permission.EMPLOYEE_MASKED, employee) else Shown.HIDDEN


@dataclass(frozen=True)
class Restricted:
    """The restricted fields of a person as one viewer sees them; "" where there is nothing to show."""

    shown: Shown
    nik: str
    phone: str
    email: str
    address: str
    birth_place: str
    birth_date: str

    @property
    def is_whole(self) -> bool:
        return self.shown is Shown.FULL

    @property
    def is_hidden(self) -> bool:
        return self.shown is Shown.HIDDEN


def restricted_of(user: Any, employee: Employee) -> Restricted:
    """NIK, telephone, private e-mail, address and birth of the person, masked for the viewer."""
    shown = shown_to(user, employee)
    return Restricted(shown, **{name: privacy.seen(getattr(employee, name), shown) for name in privacy.RESTRICTED})


def sees_discipline(user: Any, employee: Employee) -> bool:
    """Punishments are confidential: HR of the agency, administrators, auditors, and the person herself."""
    return _covers(user, Permission.DISCIPLINE_VIEW, employee, own=is_own(user, employee))


def legal_status_of(user: Any, employee: Employee) -> str:
    """The legal status in words, as far as the viewer may know of punishments."""
    code = employee.legal_status
    return reference.legal_status_name(code if sees_discipline(user, employee) else reference.open_legal_status(code))


def holds_for(user: Any, permission: Permission, employee: Employee) -> bool:
    """The predicate that belongs to `EmployeeQuerySet.visible_to`: does the permission hold for this person?"""
    return _covers(user, permission, employee, own=permission in OWN and user.is_active and is_own(user, employee))


def corrects_superior(user: Any, employee: Employee) -> bool:
    """HR of the person's unit or agency, but never the person herself."""
    return not is_own(user, employee) and _covers(user, Permission.SUPERIOR_EDIT, employee)


def decides_corrections(user: Any, employee: Employee, field: str) -> bool:
    """HR of the person's unit or agency, never the person herself; restricted fields need the right to see them."""
    if is_own(user, employee) or not _covers(user, Permission.CORRECTION_DECIDE, employee):
        return False
    return field not in privacy.RESTRICTED or _covers(user, Permission.EMPLOYEE_PRIVATE, employee)


def is_own(user: Any, employee: Employee) -> bool:
    """Whether the account is the person's."""
    return user.pk is not None and employee.user_id == user.pk


def _covers(user: Any, permission: Permission, employee: Employee, *, own: bool = False) -> bool:
    path = employee.unit.path if employee.unit else ""
    in_scope = covers(user, permission, agency_id=employee.agency_id, path=path, own=own)
    return in_scope or reach_of(user, permission).holds(employee.pk, path)
