"""Choices that a person makes for herself: the agency she works in, the theme, the language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import i18n
from django.views.decorators.http import require_POST

from core.access import public, signed_in
from core.context import THEMES
from core.domain.errors import DomainError
from core.selectors import agencies_of

YEAR = 365 * 24 * 60 * 60


@require_POST
@signed_in
def agency_choose(request: HttpRequest) -> HttpResponse:
    """Work in another of the person's agencies from now on; pages of the old one make no sense."""
    chosen = request.POST.get("agency", "")
    if chosen not in {str(agency.pk) for agency in agencies_of(request.user)}:
        raise DomainError("not_your_agency", _("Instansi itu tidak termasuk dalam peran Anda."))
    request.session["agency"] = int(chosen)
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
@public
def theme_choose(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the device says; for browsers without scripts."""
    theme = request.POST.get("theme", "")
    response = HttpResponseRedirect(next_address(request))  # an address, never the name of a page
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


@require_POST
@public
def language_choose(request: HttpRequest) -> HttpResponse:
    """Django's own view; also for people who have not logged in yet."""
    return i18n.set_language(request)


def next_address(request: HttpRequest) -> str:
    """Where the form asks to return to, if that is on this site; else home."""
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else "/"
