"""Whose account a person may act on: only one that is nowhere more than she may decide about."""

from collections.abc import Iterable
from typing import Any

from core.enums import Role
from core.models import RoleAssignment, User
from core.permissions import Permission, covers, roles_of

# Whoever reads or runs a part of the agency; to take over such an account is to become more than HR.
STRONG = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.HR_AGENCY, Role.HR_UNIT, Role.LEADER})


def beyond_reach(by: Any, users: Iterable[User], permission: Permission) -> set[int]:
    """Keys of the accounts on which the person may not act.

    The permission must hold wherever the account has, had or will have a role, or a role given in one
    government would hand over an account of another. Strong accounts are for administrators, there as well.
    """
    if by.is_superuser and by.is_active:
        return set()
    users = list(users)
    found = {user.pk for user in users if user.is_superuser}
    held = RoleAssignment.objects.filter(user__in=[user.pk for user in users])
    for user, role, agency, path in held.values_list("user", "role", "agency", "unit__path"):
        enough = covers(by, permission, agency_id=agency, path=path or "")
        if not enough or (role in STRONG and not _runs(by, agency)):
            found.add(user)
    return found


def is_within_reach(by: Any, user: User, permission: Permission) -> bool:
    """Whether the person may act on the account; never on her own."""
    return by.pk != user.pk and not beyond_reach(by, [user], permission)


def administers(by: Any, user: User) -> bool:
    """Whether the person is administrator wherever the account has, had or will have a role."""
    if by.is_superuser and by.is_active:
        return True
    agencies = set(RoleAssignment.objects.filter(user=user).values_list("agency", flat=True))
    return bool(agencies) and all(_runs(by, agency) for agency in agencies)


def _runs(by: Any, agency: int) -> bool:
    return any(role.role == Role.ADMINISTRATOR and role.agency_id == agency for role in roles_of(by))
