"""What every page needs: the sidebar, the agency, the theme."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.navigation import navigation
from core.permissions import Permission, has_permission, roles_of
from core.selectors import agencies_of

THEMES = ("light", "dark", "auto")


def web_kit(request: HttpRequest) -> dict[str, Any]:
    kit = {"theme": theme_of(request)}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return kit
    return kit | {
        "navigation": navigation(user, request.path),
        "agency": getattr(request, "agency", None),
        "agencies": SimpleLazyObject(lambda: agencies_of(user)),
        "role_names": role_names(user),
        "finds_people": has_permission(user, Permission.EMPLOYEE_VIEW),
    }


def theme_of(request: HttpRequest) -> str:
    """light, dark or auto (as the device says)."""
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in THEMES else "auto"


def role_names(user: Any) -> list[str]:
    """The person's roles in words, each once."""
    return list(dict.fromkeys(role.get_role_display() for role in roles_of(user)))
