"""Reads about the accounts of people: who has one, who has not yet used it."""

from datetime import date
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from core.domain.formatting import masked
from core.enums import DecisionKind
from core.models import Agency, Decision, Job, RoleAssignment, User
from core.permissions import Permission, agency_scope, covers, has_permission, part_scope
from core.reach import administers, is_within_reach
from core.selectors import decisions_on
from employees.models import Employee, EmployeeQuerySet
from employees.permissions import holds_for

LINKS_KIND = "account_links"
NONE, WAITING, ACTIVE, CLOSED = "none", "waiting", "active", "closed"
STATES = (
    (NONE, _("Belum punya akun")),
    (WAITING, _("Belum diaktifkan")),
    (ACTIVE, _("Aktif")),
    (CLOSED, _("Dinonaktifkan")),
)
_IN_STATE = {
    NONE: Q(user=None),
    WAITING: Q(user__isnull=False, user__is_active=True, user__activated_at=None),
    ACTIVE: Q(user__is_active=True, user__activated_at__isnull=False),
    CLOSED: Q(user__is_active=False),
}
_FIELDS = (
    "nip", "name", "title_front", "title_back", "is_active", "email", "email_official", "agency_id", "unit__name",
    "unit__path", "user__username", "user__name", "user__email", "user__is_active", "user__activated_at",
    "user__password", "user__is_superuser",
)  # fmt: skip
DECISIONS_SHOWN = 10
EMAIL_READERS = Permission.EMPLOYEE_PRIVATE


def account_people(
    user: Any, agency: Agency | None, permission: Permission = Permission.ACCOUNT_VIEW
) -> EmployeeQuerySet:
    """People of the agency inside the areas where the permission holds, with their units and accounts."""
    rows = Employee.objects.led_by(user, permission).filter(agency=agency)
    rows = rows.select_related("unit", "user").only(*_FIELDS)
    return rows.alias(sort_name=F("name"))


def in_state(rows: QuerySet, state: str) -> QuerySet:
    """Those whose account is in one of the `STATES`."""
    return rows.filter(_IN_STATE[state])


def state_of(user: User | None) -> str:
    """In which of the `STATES` the account is."""
    if user is None:
        return NONE
    if not user.is_active:
        return CLOSED
    return ACTIVE if user.activated_at else WAITING


def unready(rows: QuerySet) -> QuerySet:
    """People without an account, or with one that was never activated."""
    return rows.filter(_IN_STATE[NONE] | _IN_STATE[WAITING])


def other_accounts(user: Any, agency: Agency | None) -> QuerySet[User]:
    """Accounts with a role in the agency that belong to no civil servant: mentors, administrators."""
    scope = agency_scope(user, agency="roles__agency", permission=Permission.ACCOUNT_VIEW)
    return User.objects.filter(scope, roles__agency=agency, employee=None).order_by("name", "id").distinct()


def account_for(user: Any, pk: int) -> User:
    """An account the person may look at.

    Raises: Http404, also for accounts of other agencies.
    """
    return _account(user, pk, Permission.ACCOUNT_VIEW)


def managed_account_for(user: Any, pk: int) -> User:
    """An account the person may act on.

    Raises: Http404
    """
    return _account(user, pk, Permission.ACCOUNT_MANAGE)


def resettable_account_for(user: Any, pk: int) -> User:
    """An account whose second factor the person may take away.

    Raises: Http404
    """
    return _account(user, pk, Permission.ROLE_EDIT)


def managed_person_for(user: Any, pk: int) -> Employee:
    """A person for whom the user may make an account.

    Raises: Http404
    """
    people = Employee.objects.led_by(user, Permission.ACCOUNT_MANAGE)
    person = people.filter(pk=pk).select_related("agency", "unit", "user").first()
    if person is None:
        raise Http404
    return person


def _account(user: Any, pk: int, permission: Permission) -> User:
    people = Employee.objects.led_by(user, permission).filter(user=OuterRef("pk"))
    strangers = agency_scope(user, agency="roles__agency", permission=permission) & Q(employee=None)
    found = User.objects.filter(Exists(people) | strangers, pk=pk).select_related("employee__unit", "employee__agency")
    account = found.first()
    if account is None:
        raise Http404
    return account


def agency_of_account(user: Any, account: User, permission: Permission) -> Agency | None:
    """The government in which the person has the right over the account."""
    person = getattr(account, "employee", None)
    if person:
        return person.agency
    scope = agency_scope(user, agency="pk", permission=permission)
    return Agency.objects.filter(scope, roleassignment__user=account).order_by("name").first()


def may_act(user: Any, account: User, permission: Permission) -> bool:
    """Whether the person may do to the account what the permission allows."""
    agency = agency_of_account(user, account, permission)
    right = agency is not None and has_permission(user, permission, agency=agency)
    return right and is_within_reach(user, account, permission)


def address_of(user: Any, account: User) -> str:
    """The address as the person may see it: whole for its owner and for readers of private data, else its end."""
    person = getattr(account, "employee", None)
    if person:
        reads = holds_for(user, EMAIL_READERS, person)
    else:
        reads = agency_of_account(user, account, EMAIL_READERS) is not None
    return account.email if reads or user.pk == account.pk else masked(account.email)


def linking(user: Any, account: User) -> str:
    """How a new link would reach the owner: ``shown``, by ``mail`` only, for a ``reason``, or not (``""``)."""
    if account.activated_at is None:
        return "shown"
    if account.email:
        return "mail"
    return "reason" if administers(user, account) else ""


def factors_of(account: User) -> list[str]:
    """The second factors in words."""
    names = {"totp": _("Aplikasi autentikator"), "webauthn": _("Kunci keamanan"), "recovery_codes": _("Kode pemulihan")}
    kinds = Authenticator.objects.filter(user=account).order_by("type").values_list("type", flat=True)
    return [str(names[kind]) for kind in dict.fromkeys(kinds)]


def roles_of_account(user: Any, account: User, *, on: date) -> QuerySet[RoleAssignment]:
    """The roles of the account on the day, in governments whose accounts the person reads."""
    scope = part_scope(user, agency="agency", permission=Permission.ACCOUNT_VIEW)
    return account.roles.current(on=on).filter(scope).select_related("unit", "agency")


def decisions_about(user: Any, account: User) -> list[Decision]:
    """What was lately decided about the account where the person may look at it."""
    kinds = [kind for kind in DecisionKind if kind.startswith(("account_", "factor_"))]
    found = decisions_on(user, User, account.pk, permission=Permission.ACCOUNT_VIEW)
    return list(found.filter(kind__in=kinds)[:DECISIONS_SHOWN])


def links_job_for(user: Any, pk: UUID) -> Job:
    """The job whose file of links the person herself has asked for: it opens accounts, nobody else
    gets it, and she only while the right holds where they are.

    Raises: Http404
    """
    job = Job.objects.filter(pk=pk, kind=LINKS_KIND, requested_by=user.pk).first()
    if job is None or not covers(user, Permission.ACCOUNT_MANAGE, agency_id=job.arguments["agency"], path=""):
        raise Http404
    return job
