"""Start-up checks: no view without a word on who may open it."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error, register
from django.urls import URLPattern, URLResolver, get_resolver

# Views of libraries, which carry protection of their own (log-in pages, the admin site).
LIBRARIES = ("allauth.", "django.views.i18n")


def is_marked(view: Any) -> bool:
    """Whether the view names its access, or belongs to a library that guards itself."""
    home = getattr(view, "view_class", view)
    return hasattr(view, "access") or getattr(home, "__module__", "").startswith(LIBRARIES)


@register()
def every_view_names_its_access(app_configs: Any, **kwargs: Any) -> list[Error]:
    return [
        Error(
            f"{name_of(pattern.callback)} names no access.",
            hint="Add @requires(Permission.X), @signed_in or @public.",
            id="core.E001",
        )
        for pattern in patterns(get_resolver().url_patterns)
        if not is_marked(pattern.callback)
    ]


def name_of(view: Any) -> str:
    """Where to look for the view; a partial or another object without a name is shown as it is."""
    return f"{view.__module__}.{view.__qualname__}" if hasattr(view, "__qualname__") else repr(view)


def patterns(entries: list[Any]) -> Iterator[URLPattern]:
    """All URL patterns below the entries."""
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns)
        else:
            yield entry
