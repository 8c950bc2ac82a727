"""One address, two answers: the whole page, or the part of it that htmx swaps."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_part(request: HttpRequest, *, page: str, part: str, context: dict[str, Any]) -> HttpResponse:
    """Draw the part for htmx and the page for everybody else.

    The answer varies by header, so that "back" never shows a part as if it were the page.
    """
    wants_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, part if wants_part else page, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
