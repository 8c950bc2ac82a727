"""One address, two answers: the whole page, or the part of it that htmx swaps."""

from typing import Any
from urllib.parse import urlsplit

from django.core.files import File
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme


def render_part(
    request: HttpRequest, *, page: str, part: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Draw the part for htmx and the page for everybody else.

    The answer varies by header, so that "back" never shows a part as if it were the page.
    """
    wants_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, part if wants_part else page, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form, also an empty one; None where a page is only looked at."""
    return request.POST if request.method == "POST" else None


def private_file(file: File, *, name: str, kind: str) -> FileResponse:
    """A confidential document: always saved and never shown by the browser itself, nor kept by anything between.

    Args:
        kind: its media type.
    """
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """Send the browser to another page, also when it asked for a part of one."""
    if "HX-Request" not in request.headers:
        return redirect(url)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response


def current_page(request: HttpRequest) -> str:
    """The page the person is looking at: the one asked for, or the one whose part or form it is."""
    if "HX-Request" in request.headers:
        address = request.headers.get("HX-Current-URL", "")
    elif request.method in ("GET", "HEAD"):
        return request.get_full_path()
    else:
        address = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return "/"
    parts = urlsplit(address)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
