"""Reads about who holds which role: shaped for the pages "Peran"."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower
from django.http import Http404
from django.utils.translation import gettext as _

from core.domain.errors import Denied
from core.domain.naming import collapse
from core.domain.roles import has_begun
from core.models import Agency, RoleAssignment, User
from core.permissions import Permission, area_of

ACCOUNT_JOIN = " · "
_NOISE = str.maketrans("", "", " .\u00a0")


@dataclass(frozen=True)
class HeldRole:
    """An assignment as a list shows it.

    Attributes:
        state: "current", "coming" or "ended".
        editable: may be changed by the reader: not over, and not her own.
    """

    assignment: RoleAssignment
    state: str
    editable: bool


def assignments_of(user: Any, agency: Agency | None) -> QuerySet[RoleAssignment]:
    """All assignments of the agency, by person."""
    rows = (
        RoleAssignment.objects.visible_to(user)
        .filter(agency=agency)
        .select_related("user", "agency", "unit", "ended_by")
    )
    return rows.order_by("user__name", "user_id", "role", F("starts_on").asc(nulls_first=True), "id")


def held_roles(user: Any, rows: list[RoleAssignment], *, on: date) -> list[HeldRole]:
    """The rows with their state on the day and whether the reader may change them."""
    return [HeldRole(row, state_of(row, on), _is_editable(user, row, on)) for row in rows]


def state_of(row: RoleAssignment, on: date) -> str:
    """ "current", "coming" or "ended" on the day."""
    if row.is_over(on):
        return "ended"
    return "current" if has_begun(row.period, on) else "coming"


def _is_editable(user: Any, row: RoleAssignment, on: date) -> bool:
    return row.user_id != user.pk and state_of(row, on) != "ended" and may_edit(user, row.agency)


def may_edit(user: Any, agency: Agency | None) -> bool:
    """Whether the person may give and end roles in this agency."""
    return agency is not None and area_of(user, Permission.ROLE_EDIT, agency) == (True, None)


def role_for(user: Any, pk: int) -> RoleAssignment:
    """An assignment in an agency whose roles the person may read.

    Raises: Http404
    """
    found = (
        RoleAssignment.objects.visible_to(user)
        .select_related("user", "agency", "unit", "ended_by")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def role_to_edit(user: Any, pk: int) -> RoleAssignment:
    """An assignment the person may change: never one of her own.

    Raises: Http404, also where she may only read; Denied for her own.
    """
    found = role_for(user, pk)
    if not may_edit(user, found.agency):
        raise Http404
    if found.user_id == user.pk:
        raise Denied(_("Anda tidak dapat mengubah peran Anda sendiri. Mintalah administrator lain."))
    return found


def account_called(name: str) -> User | None:
    """The account somebody means who logs in: by its login name, else by its address; one question for either."""
    wanted = name.strip().lower()
    if not wanted:
        return None
    found = User.objects.alias(login=Lower("username"), address=Lower("email")).filter(
        Q(login=wanted) | Q(~Q(email=""), address=wanted)
    )
    return min(found, key=lambda user: user.username.lower() != wanted, default=None)


def account_by_address(address: str) -> User | None:
    """The account in use that has the address."""
    rows = User.objects.alias(address=Lower("email")).filter(~Q(email=""), address=address.strip().lower())
    return rows.filter(is_active=True).first()


def account_label(account: User) -> str:
    return f"{account}{ACCOUNT_JOIN}{account.username}"


def account_matching(text: str, prefix: str = "") -> Q:
    """Accounts whose name holds the text, or whose login name begins with it, however a NIP is grouped.

    Args:
        prefix: lookup from the filtered model to the account ("user__").
    """
    wanted = collapse(text.replace("\0", ""))
    login = wanted.translate(_NOISE) or wanted
    return Q(**{f"{prefix}name__icontains": wanted}) | Q(**{f"{prefix}username__istartswith": login})


def accounts_like(agency: Agency, text: str, *, limit: int = 10) -> list[User]:
    """Accounts of the agency whose name holds the text or whose login begins with it; none below two characters."""
    wanted = collapse(text.replace("\0", "").rpartition(ACCOUNT_JOIN)[2])
    if len(wanted) < 2:
        return []
    rows = accounts_of(agency).filter(account_matching(wanted), is_active=True)
    return list(rows.order_by("name", "id")[:limit])


def account_named(agency: Agency, text: str, *, lent: bool = False) -> User | None:
    """The account meant by a label, a whole login name (NIP), or a name that only one has in the agency.

    Args:
        lent: a whole login name also finds accounts from outside the agency: somebody lent, a mentor. Whoever
            typed it must not learn from the answer who that is.
    """
    wanted = collapse(text.replace("\0", "").rpartition(ACCOUNT_JOIN)[2])
    if not wanted:
        return None
    logins = {wanted, wanted.translate(_NOISE)}
    known = User.objects.all() if lent else accounts_of(agency)
    exact = known.filter(_any_case("username", logins)).first()
    if exact is not None:
        return exact
    named = list(accounts_of(agency).filter(name__iexact=wanted)[:2])
    return named[0] if len(named) == 1 else None


def _any_case(field: str, values: set[str]) -> Q:
    condition = Q()
    for value in values:
        condition |= Q(**{f"{field}__iexact": value})
    return condition


def accounts_of(agency: Agency) -> QuerySet[User]:
    """People who hold or held a role in the agency; everybody with an account there has one."""
    return User.objects.filter(pk__in=RoleAssignment.objects.filter(agency=agency).values("user"))
