"""Headers of every answer that no setting of Django covers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class HeadersMiddleware:
    """Nobody embeds our answers, and what was drawn for one person stays in no cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Whatever looked at the session varies by cookie; no need to ask for the person again.
        if "cookie" in response.headers.get("Vary", "").lower():
            response.headers["Cache-Control"] = "private, no-store"
        return response
