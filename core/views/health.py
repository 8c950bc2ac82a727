"""Is everything there? For supervisors and monitors: no session, no log-in, never an exception."""

import logging
from collections.abc import Callable
from typing import Any

import psycopg
import redis
from celery import current_app
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.access import public

log = logging.getLogger(__name__)
PATIENCE = 1.0  # seconds for each part


@require_safe
@never_cache
@public
def health(request: HttpRequest) -> HttpResponse:
    """``{"status", "database", "broker", "worker"}``, each "ok" or a word; 503 when one is not."""
    parts = {
        "database": _word(_ask_database),
        "broker": _word(_ask_broker),
    }
    # The workers are asked through the broker.
    parts["worker"] = _word(_ask_worker) if parts["broker"] == "ok" else "unreachable"
    healthy = all(word == "ok" for word in parts.values())
    body = {"status": "ok" if healthy else "unavailable"} | parts
    return JsonResponse(body, status=200 if healthy else 503)


def _word(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except Exception as error:  # whatever is wrong with the part, the answer must come
        log.warning("%s: %s", ask.__name__, error)
        return "unreachable"


def _ask_database() -> str:
    """On a connection of its own: one kept from earlier may be dead, and waiting on it has no limit."""
    parameters = connection.get_connection_params() | {"connect_timeout": 1, "autocommit": True}
    with psycopg.connect(**parameters) as own:
        own.execute("SET statement_timeout = 1000")
        own.execute("SELECT 1")
    return "ok"


def _ask_broker() -> str:
    url = str(settings.CELERY_BROKER_URL)
    with redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE) as broker:
        broker.ping()
    return "ok"


def _ask_worker() -> str:
    """Returns as soon as one worker answers."""
    try:
        answers = _ping()
    except redis.ConnectionError:
        answers = _ping()  # the broker is there: only the kept connection had died with the one before
    return "ok" if answers else "missing"


def _ping() -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = current_app.control.broadcast("ping", reply=True, limit=1, timeout=PATIENCE)
    return answers
