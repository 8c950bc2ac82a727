"""Every view says who may open it: `@requires(Permission.X)` or `@public`; silence stops start-up."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.domain.errors import Denied
from core.permissions import Permission, has_permission

View = Callable[..., HttpResponse]


def requires(permission: Permission, *, via: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """Let in people who hold the permission; with ``via`` also load the object they may see.

    Args:
        via: access function ``(user, **url_arguments)`` that returns the object or raises Http404.
            The view then receives the object instead of the URL's arguments.
    Raises:
        TypeError: at import time, when the permission is not a member of `Permission`.
        Denied: when the right is missing (shown as page 403).
    """
    if not isinstance(permission, Permission):
        raise TypeError(f"{permission!r} is not a Permission")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **arguments: Any) -> HttpResponse:
            if not has_permission(request.user, permission):
                raise Denied(_("Peran Anda tidak mencakup halaman ini."))
            if via is None:
                return view(request, **arguments)
            return view(request, via(request.user, **arguments))

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
