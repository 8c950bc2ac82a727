"""Who is asking (agency, time zone), and one place that turns failures into pages."""

import logging
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import second_factor, sessions
from core.checks import is_marked
from core.domain.accounts import Ended
from core.domain.errors import Denied, DomainError
from core.fragments import current_page, go_to
from core.selectors import agency_of
from core.tracing import acting, ascribe

log = logging.getLogger(__name__)
HEALTH = "/health/"
AGENCY_FIELD = "for_agency"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
POLLED = "/pekerjaan/"  # progress bars ask by themselves: that is nobody being there
SECRET_BELOW = ("/akun/aktivasi/", "/akun/lupa/kunci/")  # who knows such an address may choose the password
# What a person needs to set up her second factor, and what harms nobody.
OPEN_WITHOUT_FACTOR = frozenset({
    "account_logout", "account_reauthenticate", "health", "mfa_activate_totp", "mfa_add_webauthn",
    "mfa_download_recovery_codes", "mfa_generate_recovery_codes", "mfa_index", "mfa_list_webauthn",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_view_recovery_codes", "set_language", "theme_choose",
})  # fmt: skip
GetResponse = Callable[[HttpRequest], HttpResponse]


class ActingMiddleware:
    """Everything the request writes is traced to it; its id stands in the answer, in logs and on error pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting(user=None, source="web", page=_page_of(request)) as marker:
            request.request_id = marker  # type: ignore[attr-defined]
            response = self.get_response(request)
        response.headers["X-Request-ID"] = str(marker)
        return response


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


class LoginMiddleware(LoginRequiredMiddleware):
    """Who is not logged in logs in first and comes back to the page she was on, never to where its form was sent."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:  # type: ignore[override]
        _say_unsent(request)
        return _go_to_login(request)


class PersonMiddleware:
    """Sets ``request.agency`` and the time zone of the person's region, and ascribes what follows to her."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == HEALTH:
            request.user = AnonymousUser()  # the answer must come even where sessions cannot be read
            return self.get_response(request)
        if request.user.is_authenticated:
            ascribe(request.user)
        agency = agency_of(request.user, request.session) if request.user.is_authenticated else None
        request.agency = agency  # type: ignore[attr-defined]
        with timezone.override(ZoneInfo(agency.time_zone) if agency else None):
            return self.get_response(request)


class SessionLimitMiddleware:
    """Ends sessions that have lasted or rested too long, says so, and brings the person back afterwards."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = timezone.now()
        ended = sessions.end_of(request.session, request.user, at=now)
        if ended is not None:
            return self._log_out(request, ended)
        if not request.path_info.startswith(POLLED):
            sessions.touch(request.session, at=now)
        return self.get_response(request)

    def _log_out(self, request: HttpRequest, ended: Ended) -> HttpResponse:
        logout(request)
        messages.warning(request, _ended(ended))
        _say_unsent(request)
        return _go_to_login(request)


class SecondFactorMiddleware:
    """People who see the data of others do nothing before they have set up a second factor and shown it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not request.user.is_authenticated:
            return None
        if second_factor.is_unproven(request):
            return self._log_in_again(request)
        if match and match.url_name in OPEN_WITHOUT_FACTOR:
            return None
        return go_to(request, reverse("mfa_index")) if second_factor.must_set_up(request.user) else None

    def _log_in_again(self, request: HttpRequest) -> HttpResponse:
        logout(request)
        messages.warning(request, _("Akun Anda kini memakai verifikasi dua langkah. Masuk lagi untuk melanjutkan."))
        _say_unsent(request)
        return _go_to_login(request)


def _page_of(request: HttpRequest) -> str:
    """The address as the trail keeps it: without the secret, where the address itself is the key."""
    return next((f"{start}…/" for start in SECRET_BELOW if request.path_info.startswith(start)), request.path)


def _go_to_login(request: HttpRequest) -> HttpResponse:
    return go_to(request, redirect_to_login(current_page(request)).url)


def _say_unsent(request: HttpRequest) -> None:
    if request.method not in SAFE_METHODS:
        text = _("Formulir yang baru Anda kirim belum diterima. Masuk lagi, lalu kirim sekali lagi dari halamannya.")
        messages.warning(request, text)


def _ended(ended: Ended) -> str:
    minutes = int(ended.limit.total_seconds() // 60)
    words = {"time": _("%(n)s jam") % {"n": minutes // 60} if minutes >= 120 else _("%(n)s menit") % {"n": minutes}}
    if ended.by_idleness:
        return _("Sesi Anda berakhir karena tidak dipakai selama %(time)s. Masuk lagi untuk melanjutkan.") % words
    return _("Sesi Anda berakhir setelah %(time)s. Masuk lagi untuk melanjutkan.") % words


class ErrorPageMiddleware:
    """DomainError → 400, Denied → 403, address of a form → 405, database away → 503: a sentence, never a stack trace."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method in SAFE_METHODS:
            page = _page(request, 405, "")
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if is_marked(view):
            return _refuse_stale_form(request)
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


def _refuse_stale_form(request: HttpRequest) -> HttpResponse | None:
    """A form drawn for one agency (`{% agency_field %}`) writes nothing after the person has moved to another."""
    drawn_for = request.POST.get(AGENCY_FIELD) if request.method == "POST" else None
    agency = getattr(request, "agency", None)
    if drawn_for is None or (agency and drawn_for == str(agency.pk)):
        return None
    reason = _(
        "Formulir ini dibuka untuk instansi lain, sedangkan Anda sekarang bekerja di %(agency)s. "
        "Tidak ada yang disimpan. Pilih instansinya lebih dulu, lalu buka formulirnya kembali."
    )
    return _page(request, 400, reason % {"agency": agency or "–"})


def _page(request: HttpRequest, status: int, reason: str) -> HttpResponse:
    return render(request, f"errors/{status}.html", {"reason": reason}, status=status)
