"""On whose behalf the program is acting: one context for web, tasks and commands.

Triggers copy it into every event of the trail; decisions and readings carry its request id.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import pghistory
from django.db import connection


@dataclass(frozen=True)
class Acting:
    """What an event says about its origin: the key of the account, the way in, the page, the request."""

    user: int | None
    source: str
    page: str
    request: str


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)


@contextmanager
def acting(*, user: Any | None, source: str, page: str = "") -> Iterator[UUID]:
    """Everything written inside is ascribed to the user and the source.

    Inside another one (a command that runs a job) the inner one counts until it ends.

    Args:
        source: how the program was entered: "web", "task <kind>", "command <name>".
        page: address without its parameters, for the web.
    """
    outer = _acting.get()
    marker = uuid4()
    token = _acting.set(Acting(user.pk if user is not None else None, source, page, str(marker)))
    try:
        with ExitStack() as stack:
            if outer is None:
                stack.enter_context(connection.execute_wrapper(_keep_percent_signs))
                stack.enter_context(pghistory.context())
            _tell_the_database()
            yield marker
    finally:
        _acting.reset(token)
        if outer is not None:
            _tell_the_database()


def ascribe(user: Any) -> None:
    """From now on the rest of this request is this person's: she has just said who she is."""
    if current := _acting.get():
        _acting.set(replace(current, user=user.pk))
        _tell_the_database()


def request_id() -> UUID | None:
    """The id that ties together all that one request, task or command wrote."""
    current = _acting.get()
    return UUID(current.request) if current else None


def source() -> str:
    """How the program was entered; empty outside of `acting`."""
    current = _acting.get()
    return current.source if current else ""


def user_key() -> int | None:
    """Key of the account on whose behalf the program acts; None for a schedule or a command."""
    current = _acting.get()
    return current.user if current else None


def _tell_the_database() -> None:
    """The context goes along with every statement that writes, also after a new transaction begins."""
    current = _acting.get()
    assert current is not None
    pghistory.context(**asdict(current))


def _keep_percent_signs(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    """The library adds parameters to statements that had none, in which % was no placeholder."""
    if params is None and isinstance(sql, str) and "%" in sql:
        sql, params = sql.replace("%", "%%"), ()
    return execute(sql, params, many, context)


class RequestId(logging.Filter):
    """Gives every line of the log the id of its request, task or command."""

    def filter(self, record: logging.LogRecord) -> bool:
        # Django writes down some answers after the request is over, but with the request at hand.
        request = getattr(record, "request", None)
        record.request_id = request_id() or getattr(request, "request_id", "-")
        return True
