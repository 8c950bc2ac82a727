"""Pages for what goes wrong outside of any view; drawn without the database."""

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error as plain_server_error

from core.access import public
from core.context import theme_of
from core.tracing import request_id


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """503 when the database is away, else 500; says no more than it knows."""
    status = 503 if isinstance(sys.exc_info()[1], OperationalError) else 500
    try:
        page = render_to_string(f"errors/{status}.html", {"theme": theme_of(request), "request_id": request_id()})
    except Exception:  # the page itself may be what is broken
        return plain_server_error(request)
    return HttpResponse(page, status=status)
