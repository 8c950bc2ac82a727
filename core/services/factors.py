"""Second factors that people set up or take off themselves."""

from datetime import datetime
from typing import Any

from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest

from core.enums import DecisionKind
from core.models import Agency, User
from core.reach import home_of
from core.second_factor import is_last_factor
from core.services.decisions import record_decision


@transaction.atomic
def record_added(*, factor: Authenticator, user: User, agency: Agency | None, at: datetime) -> None:
    """The first one ends the sessions that were begun without it."""
    if is_last_factor(factor):
        user.factor_since = at
        user.save(update_fields=["factor_since"])
    _record(DecisionKind.FACTOR_ADDED, factor, user, agency, at)


def record_removed(*, factor: Authenticator, user: User, agency: Agency | None, at: datetime) -> None:
    """The person has taken off a factor of her own."""
    _record(DecisionKind.FACTOR_REMOVED, factor, user, agency, at)


def note_shown_again(*, request: HttpRequest, factor: Authenticator | None) -> None:
    """The factor, the session and the log remember that it was used; a password has nothing to remember."""
    if factor is not None:
        post_authentication(request, factor, reauthenticated=True)


def _record(kind: DecisionKind, factor: Authenticator, user: Any, agency: Agency | None, at: datetime) -> None:
    agency = agency or home_of(user)
    record_decision(kind, subject=user, agency=agency, by=user, at=at, facts={"kinds": [factor.type]})
