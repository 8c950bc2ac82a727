"""Every view says who may open it: `@requires(Permission.X)` or `@public`; silence stops start-up."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core.domain.errors import Denied
from core.fragments import current_page, go_to
from core.permissions import ELEVATED, Permission, has_permission
from core.sessions import elevated_until
from core.viewing import in_agency_of

View = Callable[..., HttpResponse]


def requires(
    permission: Permission, *, via: Callable[..., Any] | None = None, raised: Callable[[Any, Any], bool] | None = None
) -> Callable[[View], View]:
    """Let in people who hold the permission; with ``via`` also load the object they may see.

    A permission in `ELEVATED` holds only for the minutes after the person, also a superuser, has
    confirmed who she is; she is sent there and comes back.

    Args:
        via: access function ``(user, **url_arguments)`` that returns the object, which the view then receives
            instead of the URL's arguments, or raises Http404.
        raised: whether, for the person and this object, raised rights are asked for as well.
    Raises: TypeError at import time for what is no `Permission`; Denied, when the right is missing (page 403).
    """
    if not isinstance(permission, Permission):
        raise TypeError(f"{permission!r} is not a Permission")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **arguments: Any) -> HttpResponse:
            _refuse_without(request, permission)
            if permission in ELEVATED and _rests(request):
                return _ask_to_confirm(request)
            if via is None:
                return view(request, **arguments)
            found = via(request.user, **arguments)
            if raised is not None and _rests(request) and raised(request.user, found):
                return _ask_to_confirm(request)
            with in_agency_of(request, found):
                return view(request, found)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in(view: View) -> View:
    """Any person with an account may open it; it shows only what is hers."""
    view.access = "signed_in"  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anyone may open it, without logging in."""
    view.access = "public"  # type: ignore[attr-defined]
    return login_not_required(view)


def _refuse_without(request: HttpRequest, permission: Permission) -> None:
    if not has_permission(request.user, permission):
        raise Denied(_("Peran Anda tidak mencakup halaman ini."))


def _rests(request: HttpRequest) -> bool:
    """Whether the rights of an administrator are not raised at the moment."""
    return elevated_until(request.session, at=timezone.now()) is None


def _ask_to_confirm(request: HttpRequest) -> HttpResponse:
    """A form that was sent is not repeated by itself: the person returns to the page with the form, and is told."""
    if request.method == "POST":
        text = _(
            "Hak administrator tidak sedang aktif. Formulir yang baru Anda kirim belum diterima; kirim sekali lagi."
        )
        messages.warning(request, text)
    return go_to(request, f"{reverse('rights_raise')}?{urlencode({'next': current_page(request)})}")
