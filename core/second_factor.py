"""Who must prove herself twice when logging in, and whether she can."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from core.enums import Role
from core.permissions import roles_of

# They see or decide about the data of others (issue of access rights: HR, administrators, auditors).
GUARDED_ROLES = frozenset({Role.HR_UNIT, Role.HR_AGENCY, Role.ADMINISTRATOR, Role.AUDITOR})
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_guarded(user: Any) -> bool:
    """Whether the person's rights ask for a second factor."""
    return bool(user.is_superuser) or any(role.role in GUARDED_ROLES for role in roles_of(user))


def has_factor(user: Any, kind: str | None = None) -> bool:
    """Whether the person has set up an authenticator app or a security key; recovery codes alone are none."""
    kinds = FACTORS if kind is None else (kind,)
    return Authenticator.objects.filter(user=user.pk, type__in=kinds).exists()


def is_required(user: Any) -> bool:
    """Whether the person may do nothing without a second factor."""
    return not settings.SECOND_FACTOR_OPTIONAL and is_guarded(user)


def must_set_up(user: Any) -> bool:
    """Whether the person may do nothing before she has set up a second factor."""
    return is_required(user) and not has_factor(user)


def is_unproven(request: HttpRequest) -> bool:
    """Whether the account has a factor that this session never showed: it was begun with the password alone."""
    records = get_authentication_records(request, request.user)
    shown = any(record["method"] == "mfa" for record in records)
    return not shown and is_required(request.user) and has_factor(request.user)


def is_last_factor(authenticator: Authenticator) -> bool:
    """Whether the person would be left without any."""
    others = Authenticator.objects.filter(user=authenticator.user_id, type__in=FACTORS).exclude(pk=authenticator.pk)
    return authenticator.type in FACTORS and not others.exists()
