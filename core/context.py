"""What every page needs: the sidebar, the agency, the theme."""

from typing import Any

from django.http import HttpRequest

from core.navigation import navigation


def web_kit(request: HttpRequest) -> dict[str, Any]:
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"theme": request.COOKIES.get("theme", "")}
    return {
        "navigation": navigation(request.user, request.path),
        "agency": getattr(request, "agency", None),
        "theme": request.COOKIES.get("theme", ""),
    }
