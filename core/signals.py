"""What follows from logging in and from second factors: lines of the log "security", decisions, ended sessions.

The lines name the account by its key and the address of the person, never a login name, code or password.
"""

import logging
from typing import Any

from allauth.account import signals as account_signals
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth_signals
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.second_factor import FACTORS
from core.services import factors

log = logging.getLogger("security")


@receiver(post_save, sender=Authenticator)
def _factor_added(instance: Authenticator, created: bool, **_more: Any) -> None:
    """In the transaction that stores the factor; the session that set it up has shown it and goes on."""
    request = context.request
    user = getattr(request, "user", None)
    if not created or instance.type not in FACTORS or user is None or user.pk != instance.user_id:
        return
    factors.record_added(factor=instance, user=user, agency=_agency(request), at=timezone.now())
    update_session_auth_hash(request, user)
    record_authentication(request, user, "mfa", id=instance.pk, type=instance.type)


@receiver(factor_signals.authenticator_removed)
def _factor_removed(request: HttpRequest, user: Any, authenticator: Authenticator, **_more: Any) -> None:
    if authenticator.type in FACTORS:
        factors.record_removed(factor=authenticator, user=user, agency=_agency(request), at=timezone.now())
    _say("factor removed", request, user, authenticator.type)


@receiver(factor_signals.authenticator_added)
def _say_added(request: HttpRequest, user: Any, authenticator: Authenticator, **_more: Any) -> None:
    _say("factor added", request, user, authenticator.type)


@receiver(factor_signals.authenticator_reset)
def _say_renewed(request: HttpRequest, user: Any, authenticator: Authenticator, **_more: Any) -> None:
    _say("factor renewed", request, user, authenticator.type)


@receiver(factor_signals.authenticator_used)
def _say_used(request: HttpRequest, user: Any, authenticator: Authenticator, **_more: Any) -> None:
    _say("factor used", request, user, authenticator.type)


@receiver(factor_signals.authentication_failed)
def _say_wrong_factor(request: HttpRequest, user: Any, authenticator: Authenticator | None, **_more: Any) -> None:
    _say("factor wrong", request, user, authenticator.type if authenticator else "", level=logging.WARNING)


@receiver(auth_signals.user_logged_in)
def _say_logged_in(request: HttpRequest, user: Any, **_more: Any) -> None:
    _say("logged in", request, user)


@receiver(auth_signals.user_logged_out)
def _say_logged_out(request: HttpRequest, user: Any, **_more: Any) -> None:
    if user is not None:
        _say("logged out", request, user)


@receiver(auth_signals.user_login_failed)
def _say_failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any) -> None:
    """The same name gives the same mark, so that guessing shows; the name cannot be read from it."""
    name = str(credentials.get("username") or credentials.get("email") or "").strip().lower()
    mark = salted_hmac("core.signals", name, algorithm="sha256").hexdigest()[:16]
    log.warning("log-in failed name=%s from=%s", mark, _address(request))


@receiver([account_signals.password_changed, account_signals.password_set, account_signals.password_reset])
def _say_password(request: HttpRequest, user: Any, **_more: Any) -> None:
    _say("password chosen", request, user)


def _say(event: str, request: HttpRequest, user: Any, kind: str = "", level: int = logging.INFO) -> None:
    log.log(level, "%s account=%s from=%s%s", event, user.pk, _address(request), f" kind={kind}" if kind else "")


def _address(request: HttpRequest | None) -> str:
    try:
        return get_adapter().get_client_ip(request) if request and "REMOTE_ADDR" in request.META else "-"
    except PermissionDenied:
        return "-"


def _agency(request: HttpRequest) -> Any:
    return getattr(request, "agency", None)
