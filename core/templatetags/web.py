"""Filters and tags of the web kit, available in every template."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from html import escape
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core import language
from core.domain import formatting, naming
from core.domain.regions import zone_label
from core.permissions import Permission, covers

register = template.Library()
_SEPARATOR = re.compile(r"([/_-])(?=\w{4})")


@register.filter
def person_name(raw: str | None) -> str:
    return naming.person_name(raw or "")


@register.filter
def unit_name(raw: object) -> str:
    """Name of a unit (or of anything that names itself) in normal case."""
    return naming.unit_name(str(raw)) if raw else ""


@register.filter
def nip(digits: str | None) -> str:
    """``19860926 201505 1 001`` with spaces that do not break the line."""
    text = digits or ""
    if len(text) != 18:
        return text
    return "\u00a0".join((text[:8], text[8:14], text[14], text[15:]))


@register.filter
def identity(value: Any) -> Any:
    """A NIP or NIK in its groups, never cut at the end of a line; anything else as it is."""
    text = str(value)
    shown = formatting.grouped(text)
    return value if shown == text else format_html('<span class="nip">{}</span>', shown)


@register.filter
def number(value: Any, decimals: int | None = None) -> str:
    """``1.234,56``; nothing for None."""
    if value is None or value == "":
        return ""
    return language.number(value, decimals)


@register.filter
def percent(value: Any, decimals: int | None = None) -> str:
    """``47,5%`` of a number that already counts in hundredths; a dash for None."""
    if value is None or value == "":
        return "–"
    return f"{language.number(value, decimals)}%"


@register.filter
def moment(value: datetime | None) -> str:
    """``21 November 2026, 10.05 WITA``: in the reader's zone, and it says which."""
    return f"{date_format(timezone.localtime(value), 'DATETIME_FORMAT')}\u00a0{_zone()}" if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """``10.05 WITA``: the time of day without the date."""
    return f"{time_format(timezone.localtime(value), 'TIME_FORMAT')}\u00a0{_zone()}" if value else ""


@register.filter
def breakable(text: object) -> SafeString:
    """A file name or document number that may break after a separator, so that it never breaks inside a word."""
    return mark_safe(_SEPARATOR.sub(r"\1<wbr>", escape(str(text))))  # noqa: S308 (escaped first)


@register.filter
def masked(text: str | None) -> str:
    return formatting.masked(text or "")


@register.filter
def initials(name: object) -> str:
    return formatting.initials(str(name))


@register.filter
def chart_rows(data: Mapping[str, Any]) -> list[tuple[str, list[Any]]]:
    """The numbers of a chart as table rows: ``(label, [value of each series])``."""
    series = [entry["values"] for entry in data["series"]]
    return list(zip(data["labels"], (list(row) for row in zip(*series, strict=True)), strict=True))


@register.simple_tag(takes_context=True)
def table_head(context: template.Context, table: Any, /) -> SafeString:
    """The header cells of a django-tables2 table; who sorts keeps the filters and begins on the first page."""
    return mark_safe("".join(_head(context, column) for column in table.columns))  # noqa: S308 (each escapes)


def _head(context: template.Context, column: Any) -> SafeString:
    direction, css = _direction(column), column.attrs["th"].get("class", "")
    label: Any = column.header
    if column.orderable:
        mark = draw(icon=f"sort-{direction}") if direction else ""
        url = query(context, sort=column.order_by_alias.next, page=None)
        label = format_html('<a href="{}">{}{}</a>', url, label, mark)
    sorting = format_html(' aria-sort="{}"', direction) if direction else ""
    return format_html('<th scope="col" class="{}"{}>{}</th>', css, sorting, label)


@register.filter
def table_rows(table: Any) -> SafeString:
    """All rows at once: a template that draws cell by cell takes three times as long.

    A table with a method ``cells(record)`` draws its rows itself, without the introspection that
    django-tables2 does for every cell.
    """
    names = [column.name for column in table.columns]
    opening = [
        format_html('<td data-label="{}" class="{}">', c.header, c.attrs["td"].get("class", "")) for c in table.columns
    ]
    cells = getattr(table, "cells", None)
    lines = []
    for row in table.paginated_rows:
        values = cells(row.record) if cells else [row.get_cell(name) for name in names]
        drawn = zip(opening, values, strict=True)
        lines.append("".join(f"{tag}{_written(value)}</td>" for tag, value in drawn))
    return mark_safe("".join(f"<tr>{line}</tr>" for line in lines))  # noqa: S308 (escaped above)


def _direction(column: Any) -> str:
    if not column.is_ordered:
        return ""
    return "descending" if column.order_by_alias.is_descending else "ascending"


@register.simple_tag
def draw(*, icon: str, css: str = "") -> SafeString:
    """The component `<c-icon>` as a plain tag, a tenth of its time; for what stands on every page."""
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>', css, _sprite(), icon)


@register.simple_tag(takes_context=True)
def agency_field(context: template.Context, /) -> str:
    """For forms that act on the agency one works in: a tab left open must not write to another (core.middleware)."""
    agency = context.get("agency")
    return format_html('<input type="hidden" name="for_agency" value="{}">', agency.pk) if agency else ""


@register.simple_tag(takes_context=True)
def trail_url(context: template.Context, thing: Any, /) -> str:
    """Where the trail of a row of an agency stands; "" for those who may not read it."""
    if not covers(context["user"], Permission.TRAIL_VIEW, agency_id=thing.agency_id, path=""):
        return ""
    return reverse("trail_object", args=[thing._meta.label, thing.pk])


@register.simple_tag(takes_context=True)
def query(context: template.Context, /, **changes: Any) -> str:
    """The current address's parameters with some changed; None or "" removes one.

    ``{% query page=2 %}`` → ``?q=sari&page=2``.
    """
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}" if parameters else "?"


@register.simple_block_tag(takes_context=True)
def remember(context: template.Context, content: str, name: str) -> str:
    """Show the content and keep it under a name, so that a block's text can stand in two places."""
    context.dicts[0][name] = content
    return content


def _written(value: Any) -> str:
    """What Django's `conditional_escape` gives, without its look-out for lazy texts."""
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))


@cache
def _sprite() -> str:
    """Address of the icon sprite; it changes only with a new build."""
    return static("icons.svg")


def _zone() -> str:
    return zone_label(timezone.get_current_timezone_name())
