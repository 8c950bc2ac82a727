"""Whose account a person may act on: only one that is nowhere more than she may decide about."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.enums import Role
from core.models import Agency, RoleAssignment, User
from core.permissions import Permission, covers, has_permission, roles_of

# Whoever reads or runs a part of the agency; to take over such an account is to become more than HR.
STRONG = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.HR_AGENCY, Role.HR_UNIT, Role.LEADER})


def beyond_reach(by: Any, users: Iterable[User], permission: Permission) -> set[int]:
    """Keys of the accounts on which the person may not act.

    The permission must hold wherever the account has or will have a role, or a role given in one government
    would hand over an account of another. Strong accounts are for administrators, there as well. A role that is
    over makes nobody strong; where all are over, the governments in which they were still decide.
    """
    if by.is_superuser and by.is_active:
        return set()
    users = list(users)
    found = {user.pk for user in users if user.is_superuser}
    for role, is_over in _counting(users):
        enough = covers(by, permission, agency_id=role.agency_id, path=role.unit.path if role.unit else "")
        if not enough or (role.role in STRONG and not is_over and not _runs(by, role.agency_id)):
            found.add(role.user_id)
    return found


def _counting(users: Iterable[User]) -> Iterator[tuple[RoleAssignment, bool]]:
    """The roles that the accounts have or will have, else those they had; with whether they are over."""
    now = timezone.now()
    held: dict[int, list[tuple[RoleAssignment, bool]]] = {}
    rows = RoleAssignment.objects.filter(user__in=[user.pk for user in users])
    for role in rows.select_related("agency", "unit").order_by("pk"):
        held.setdefault(role.user_id, []).append((role, role.is_over(role.agency.date_at(now))))
    for roles in held.values():
        alive = [(role, is_over) for role, is_over in roles if not is_over]
        yield from alive or roles


def is_within_reach(by: Any, user: User, permission: Permission) -> bool:
    """Whether the person may act on the account; never on her own."""
    return by.pk != user.pk and not beyond_reach(by, [user], permission)


def why_beyond(by: Any, user: User) -> str:
    """Who handles an account that the person only looks at, and why it is not she."""
    if by.pk == user.pk:
        return _("Akun Anda sendiri diurus oleh orang lain yang berwenang.")
    if user.is_superuser:
        return _("Akun ini memiliki hak penuh atas aplikasi dan diurus oleh pengelola aplikasi.")
    roles = [role for role, _is_over in _counting([user])]
    strong = [role for role in roles if role.role in STRONG and not _runs(by, role.agency_id)]
    if any(not has_permission(by, Permission.ACCOUNT_VIEW, agency=role.agency) for role in roles):
        return _(
            "Pemilik akun ini memegang peran di instansi lain juga. Akun seperti itu diurus oleh administrator yang "
            "berwenang di semua instansi tersebut."
        )
    if strong:
        words = {"role": strong[0].get_role_display()}
        return (
            _("Pemilik akun ini memegang peran %(role)s. Akun dengan peran seperti itu diurus oleh administrator.")
            % words
        )
    return _("Anda dapat melihat akun ini; pengelola kepegawaian BKPSDM atau administrator yang mengurusnya.")


def home_of(user: User) -> Agency | None:
    """The government that an account belongs to while none of its roles is in force: by those it will have, or had."""
    return next((role.agency for role, _is_over in _counting([user])), None)


def takes_over(by: Any, user: User) -> bool:
    """Whether only an administrator may open the account to a new password, and could use it herself then.

    That is an account in use without an address to which the link could go, and one with a strong role.
    """
    is_strong = user.is_superuser or any(role.role in STRONG for role, is_over in _counting([user]) if not is_over)
    is_guarded = is_strong or (user.activated_at is not None and not user.email)
    return by.pk != user.pk and is_guarded and administers(by, user)


def administers(by: Any, user: User) -> bool:
    """Whether the person is administrator wherever the account has or will have a role, or where it last had one."""
    if by.is_superuser and by.is_active:
        return True
    agencies = {role.agency_id for role, _is_over in _counting([user])}
    return bool(agencies) and all(_runs(by, agency) for agency in agencies)


def _runs(by: Any, agency: int) -> bool:
    return any(role.role == Role.ADMINISTRATOR and role.agency_id == agency for role in roles_of(by))
