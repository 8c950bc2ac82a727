"""What every page needs: the sidebar, the agency, the theme."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from core.navigation import navigation
from core.permissions import Permission, has_permission, roles_of
from core.second_factor import must_set_up
from core.selectors import agencies_of
from core.sessions import elevated_until
from core.tracing import request_id

PROVIDER = "instansi"  # the identity provider's name in our addresses
THEMES = ("light", "dark", "auto")


def web_kit(request: HttpRequest) -> dict[str, Any]:
    kit = {"theme": theme_of(request), "request_id": request_id()}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return kit | {"identity_provider": identity_provider(request)}
    agency = getattr(request, "agency", None)
    return kit | {
        "account_mark": salted_hmac("core.account_mark", str(user.pk)).hexdigest()[:16],
        "navigation": navigation(user, request.path, agency),
        "agency": agency,
        "agencies": SimpleLazyObject(lambda: agencies_of(user)),
        "role_names": role_names(user),
        "must_set_up_factor": SimpleLazyObject(lambda: must_set_up(user)),
        "elevated_until": elevated_until(request.session, at=timezone.now()),
        "finds_people": has_permission(user, Permission.EMPLOYEE_VIEW, agency=agency),
    }


def identity_provider(request: HttpRequest) -> dict[str, str] | None:
    """Name and address of the government's own way to log in, if the office has one."""
    if not settings.OIDC_ISSUER:
        return None
    wanted = request.GET.get("next", "")
    url = reverse("openid_connect_login", args=[PROVIDER])
    return {"name": settings.OIDC_NAME, "url": f"{url}?{urlencode({'next': wanted})}" if wanted else url}


def theme_of(request: HttpRequest) -> str:
    """light, dark or auto (as the device says)."""
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in THEMES else "auto"


def role_names(user: Any) -> list[str]:
    """The person's roles in words, each once."""
    return list(dict.fromkeys(role.get_role_display() for role in roles_of(user)))
