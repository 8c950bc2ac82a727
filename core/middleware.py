"""Who is asking (agency, time zone), and one place that turns failures into pages."""

import logging
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.checks import is_marked
from core.domain.errors import Denied, DomainError
from core.selectors import agency_of

log = logging.getLogger(__name__)
HEALTH = "/health/"
GetResponse = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Indonesian unless the person has chosen otherwise: office browsers often ask for English."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class PersonMiddleware:
    """Sets ``request.agency`` and the time zone of the person's region."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == HEALTH:
            request.user = AnonymousUser()  # the answer must come even where sessions cannot be read
            return self.get_response(request)
        agency = agency_of(request.user, request.session) if request.user.is_authenticated else None
        request.agency = agency  # type: ignore[attr-defined]
        with timezone.override(ZoneInfo(agency.time_zone) if agency else None):
            return self.get_response(request)


class ErrorPageMiddleware:
    """DomainError → 400, Denied → 403, database away → 503: a sentence, never a stack trace."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if is_marked(view):
            return None
        log.error("View %s names no access; denied", view)
        return _page(request, 403, _("Halaman ini belum diberi aturan akses."))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Denied):
            return _page(request, 403, error.reason)
        if isinstance(error, DomainError):
            return _page(request, 400, error.message)
        if isinstance(error, OperationalError):
            log.exception("Database not available")
            reason = _("Basis data sedang tidak dapat dihubungi. Coba lagi sebentar lagi.")
            return _page(request, 503, reason)
        return None


def _page(request: HttpRequest, status: int, reason: str) -> HttpResponse:
    return render(request, f"errors/{status}.html", {"reason": reason}, status=status)
