"""Badges of the talent map and of succession."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from employees.tables import badge
from evaluations.domain import boxes, readiness
from evaluations.enums import ReadinessState

register = template.Library()
_TONES = {readiness.READY: "ok", readiness.DEVELOPING: "info", readiness.NOT_READY: "neutral"}


@register.simple_tag
def readiness_badge(state: str) -> SafeString:
    """A state of readiness in words and colour."""
    return badge(_TONES[state], str(ReadinessState(state).label))  # type: ignore[return-value]


@register.simple_tag
def box_badge(number: int) -> SafeString:
    """Number of a box in its colour."""
    return badge(boxes.tone(number), _("Kotak %(number)s") % {"number": number})  # type: ignore[return-value]


@register.filter
def named(names: Mapping[str, Any], code: str) -> str:
    """The name of a code; the code itself where it has none."""
    return str(names.get(code) or code)
