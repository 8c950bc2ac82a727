"""What each role may do, and inside which scope.

One table answers both questions of access: "may this person do X?" (`has_permission`) and "on which
rows?" (`unit_scope`, `agency_scope`). Lists and single objects read the same table, so they agree.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from core.enums import Role

if TYPE_CHECKING:
    from core.models import RoleAssignment


class Permission(StrEnum):
    EMPLOYEE_VIEW = "employees.view"
    EMPLOYEE_EXPORT = "employees.export"
    EMPLOYEE_PRIVATE = "employees.private"
    EMPLOYEE_MASKED = "employees.masked"
    DISCIPLINE_VIEW = "discipline.view"
    UNIT_VIEW = "units.view"
    REGION_SUMMARY_VIEW = "region_summary.view"
    IMPORT_RUN = "imports.run"
    REPORT_VIEW = "reports.view"
    REPORT_RUN = "reports.run"
    SCHEDULE_EDIT = "schedules.edit"
    SELF_VIEW = "self.view"
    SUPERIOR_EDIT = "superiors.edit"
    CORRECTION_DECIDE = "corrections.decide"
    ACCOUNT_VIEW = "accounts.view"
    ACCOUNT_MANAGE = "accounts.manage"
    ROLE_VIEW = "roles.view"
    ROLE_EDIT = "roles.edit"
    TRAIL_VIEW = "trail.view"
    INCIDENT_VIEW = "incidents.view"
    INCIDENT_EDIT = "incidents.edit"
    RETENTION_RUN = "retention.run"
    LIBRARY_VIEW = "library.view"
    LIBRARY_EDIT = "library.edit"
    STANDARD_EDIT = "standards.edit"
    COMPETENCY_VIEW = "competencies.view"
    ASSESSMENT_VIEW = "assessments.view"
    ASSESSMENT_RUN = "assessments.run"
    ASSESSMENT_RATE = "assessments.rate"
    TALENT_VIEW = "talent.view"
    TALENT_CONFIRM = "talent.confirm"
    TRAINING_VIEW = "training.view"
    TRAINING_RUN = "training.run"
    ENROLMENT_VIEW = "enrolments.view"
    ENROLMENT_ENDORSE = "enrolments.endorse"
    ENROLMENT_DECIDE = "enrolments.decide"


# Held by administrators, in force only for the minutes after they have confirmed who they are.
ELEVATED = frozenset({Permission.ROLE_EDIT, Permission.RETENTION_RUN})


# What everybody on the staff may do; whom she may rate is written down person by person.
_STAFF = {Permission.SELF_VIEW, Permission.LIBRARY_VIEW, Permission.ASSESSMENT_RATE, Permission.TRAINING_VIEW}
_READ_PEOPLE = _STAFF | {
    Permission.EMPLOYEE_VIEW,
    Permission.UNIT_VIEW,
    Permission.COMPETENCY_VIEW,
    Permission.ENROLMENT_VIEW,
}
_READ_AGENCY = _READ_PEOPLE | {Permission.REGION_SUMMARY_VIEW, Permission.REPORT_VIEW, Permission.TALENT_VIEW}
_RUN_AGENCY = _READ_AGENCY | {
    Permission.EMPLOYEE_EXPORT,
    Permission.EMPLOYEE_PRIVATE,
    Permission.DISCIPLINE_VIEW,
    Permission.IMPORT_RUN,
    Permission.REPORT_RUN,
    Permission.SCHEDULE_EDIT,
    Permission.SUPERIOR_EDIT,
    Permission.CORRECTION_DECIDE,
    Permission.ACCOUNT_VIEW,
    Permission.ACCOUNT_MANAGE,
    Permission.ROLE_VIEW,
    Permission.INCIDENT_VIEW,
    Permission.INCIDENT_EDIT,
    Permission.LIBRARY_EDIT,
    Permission.STANDARD_EDIT,
    Permission.ASSESSMENT_VIEW,
    Permission.ASSESSMENT_RUN,
    Permission.TALENT_CONFIRM,
    Permission.TRAINING_RUN,
    Permission.ENROLMENT_DECIDE,
}
_AUDIT = (_READ_AGENCY - {Permission.ASSESSMENT_RATE}) | {
    Permission.ASSESSMENT_VIEW,
    Permission.EMPLOYEE_MASKED,
    Permission.DISCIPLINE_VIEW,
    Permission.ACCOUNT_VIEW,
    Permission.ROLE_VIEW,
    Permission.INCIDENT_VIEW,
    Permission.TRAIL_VIEW,
}
GRANTS: dict[str, frozenset[Permission]] = {
    Role.ASN: frozenset(_STAFF),
    Role.MANAGER: frozenset(_READ_PEOPLE | {Permission.ENROLMENT_ENDORSE}),
    Role.HR_UNIT: frozenset(
        _READ_PEOPLE
        | {
            Permission.EMPLOYEE_EXPORT,
            Permission.EMPLOYEE_MASKED,
            Permission.SUPERIOR_EDIT,
            Permission.CORRECTION_DECIDE,
            Permission.ACCOUNT_VIEW,
        }
    ),
    Role.HR_AGENCY: frozenset(_RUN_AGENCY),
    Role.LEADER: frozenset(_READ_AGENCY),
    Role.MENTOR: frozenset(),
    Role.ORGANISER: frozenset(
        _STAFF | {Permission.TRAINING_RUN, Permission.ENROLMENT_VIEW, Permission.ENROLMENT_DECIDE}
    ),
    Role.ASSESSOR: frozenset(_STAFF),
    Role.AUDITOR: frozenset(_AUDIT),
    Role.ADMINISTRATOR: frozenset(_RUN_AGENCY | _AUDIT | ELEVATED),
}


# Roles of one unit and what lies under it; a row without its unit gives nothing, not the whole agency.
UNIT_ROLES = (Role.HR_UNIT, Role.MANAGER)


def roles_of(user: Any) -> "list[RoleAssignment]":
    """The assignments in force today; one query per request and person.

    Today is the date in the agency of each role, whatever zone is active: the zone of a page is
    known only after the roles, and a task has none.
    """
    if not user.is_authenticated or not user.is_active:
        return []
    if not hasattr(user, "_current_roles"):
        now = timezone.now()
        held = getattr(user, "roles_read", None)  # by the log-in backend, together with the account
        if held is None:
            held = user.roles.select_related("agency", "unit")
        user._current_roles = [
            role
            for role in held
            if role.is_current(role.agency.date_at(now)) and (role.unit_id is not None or role.role not in UNIT_ROLES)
        ]
    return user._current_roles


def has_permission(user: Any, permission: Permission, *, agency: Any | None = None) -> bool:
    """Whether any role in force grants it, in whatever scope; with ``agency`` only roles held there count."""
    if user.is_superuser and user.is_active:
        return True
    return any(agency is None or role.agency_id == agency.pk for role in _granting(user, permission))


def areas_of(user: Any, permission: Permission, agency: Any) -> list[Any | None]:
    """The areas of the agency in which the permission holds: units, or None for the whole of it."""
    if user.is_superuser and user.is_active:
        return [None]
    return [role.unit for role in _granting(user, permission) if role.agency_id == agency.pk]


def area_of(user: Any, permission: Permission, agency: Any) -> tuple[bool, Any | None]:
    """The widest area of the agency in which the permission holds: (whether any, its unit or None for all)."""
    units = areas_of(user, permission, agency)
    if not units:
        return False, None
    return True, None if None in units else min(units, key=lambda unit: len(unit.path))


def agency_scope(user: Any, *, agency: str, permission: Permission) -> Q:
    """The filter that keeps rows of agencies in which the permission holds for the whole agency."""
    if user.is_superuser and user.is_active:
        return Q()
    whole = {role.agency_id for role in _granting(user, permission) if role.unit_id is None}
    return Q(**{f"{agency}__in": whole}) if whole else Q(pk__in=[])


def part_scope(user: Any, *, agency: str, permission: Permission) -> Q:
    """The filter that keeps rows of agencies in which the permission holds, be it only for a unit."""
    if user.is_superuser and user.is_active:
        return Q()
    return Q(**{f"{agency}__in": {role.agency_id for role in _granting(user, permission)}})


def unit_scope(
    user: Any,
    *,
    agency: str,
    path: str,
    permission: Permission = Permission.UNIT_VIEW,
    own: Q | None = None,
) -> Q:
    """The filter that keeps rows inside the person's scopes; matches nothing without a role.

    Args:
        agency, path: lookups from the filtered model to the agency and to the unit's path.
        own: additional rows that are always the person's (her own record).
    """
    if user.is_superuser and user.is_active:
        return Q()
    granting = list(_granting(user, permission))
    whole = {role.agency_id for role in granting if role.unit is None}
    scope = Q(**{f"{agency}__in": whole}) if whole else Q(pk__in=[])
    for role in granting:
        if role.unit is not None and role.unit.path and role.agency_id not in whole:
            scope |= Q(**{agency: role.agency_id, f"{path}__startswith": role.unit.path})
    return scope if own is None else scope | own


def covers(user: Any, permission: Permission, *, agency_id: int, path: str, own: bool = False) -> bool:
    """The predicate that belongs to `unit_scope`: is this one row inside the person's scopes?"""
    if user.is_superuser and user.is_active:
        return True
    return own or any(
        role.agency_id == agency_id
        and (role.unit is None or (bool(role.unit.path) and path.startswith(role.unit.path)))
        for role in _granting(user, permission)
    )


def _granting(user: Any, permission: Permission) -> "Iterator[RoleAssignment]":
    return (role for role in roles_of(user) if permission in GRANTS[role.role])
