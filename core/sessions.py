"""What a log-in session knows about itself: since when, when last used, and raised rights."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings

from core.domain.accounts import ELEVATED_FOR, SEEN_EVERY, Ended, SessionLimits, session_end
from core.second_factor import is_guarded

_STARTED, _SEEN, _ELEVATED = "started_at", "seen_at", "elevated_until"


def begin(session: Any, *, at: datetime) -> None:
    """Start the clocks of a session that has just been logged in; rights raised before do not carry over."""
    session[_STARTED] = session[_SEEN] = at.timestamp()
    session.pop(_ELEVATED, None)


def limits_of(user: Any) -> SessionLimits:
    """How long this person may stay; less alone when she sees the data of others."""
    minutes = settings.SESSION_IDLE_MINUTES_GUARDED if is_guarded(user) else settings.SESSION_IDLE_MINUTES
    return SessionLimits(longest=timedelta(hours=settings.SESSION_HOURS), idle=timedelta(minutes=minutes))


def end_of(session: Any, user: Any, *, at: datetime) -> Ended | None:
    """Whether the session is over, and why; one that knows nothing of itself begins now."""
    if _STARTED not in session:
        begin(session, at=at)
        return None
    return session_end(limits_of(user), started=_moment(session[_STARTED]), seen=_moment(session[_SEEN]), at=at)


def touch(session: Any, *, at: datetime) -> None:
    """Note that the session was used; at most one write a minute."""
    if at - _moment(session[_SEEN]) >= SEEN_EVERY:
        session[_SEEN] = at.timestamp()


def raise_rights(session: Any, *, at: datetime) -> datetime:
    """Let elevated permissions hold from now on for a while; until when."""
    until = at + ELEVATED_FOR
    session[_ELEVATED] = until.timestamp()
    return until


def lower_rights(session: Any) -> None:
    """End the raised rights before their time."""
    session.pop(_ELEVATED, None)


def elevated_until(session: Any, *, at: datetime) -> datetime | None:
    """Until when rights are raised; None when they are not."""
    until = session.get(_ELEVATED)
    return _moment(until) if until is not None and until > at.timestamp() else None


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
