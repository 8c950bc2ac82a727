"""Tables of people with their competencies."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.domain.naming import unit_name
from core.language import number
from employees.models import Employee
from employees.tables import CLIP, hover
from evaluations.domain.competencies import COMPETENCIES
from evaluations.domain.gap import HIGH, LOW, MEDIUM, NONE, UNASSESSED, Gap
from evaluations.models import Competency
from evaluations.selectors.team import TeamLine

TONES = {NONE: "ok", LOW: "info", MEDIUM: "warn", HIGH: "bad", UNASSESSED: "neutral"}
_EMPTY = "–"
_NARROW = {"td": {"class": "num"}, "th": {"class": "num"}}


class TeamTable(tables.Table):
    """One line per person: nine steps between what she reaches and what her job demands, the match, the day.

    Attributes:
        lines: what stands in the cells, by key of the person; set once the page is known.
    """

    target = "#results"
    lines: dict[int, TeamLine]
    nine: dict[int, Competency]

    name = tables.Column(verbose_name=_("Nama"), order_by=("sort_name", "id"), attrs=CLIP)

    class Meta:
        order_by = "name"

    def __init__(self, *arguments: Any, nine: dict[int, Competency], **options: Any) -> None:
        self.nine, self.lines = nine, {}
        columns = [
            (one.key, tables.Column(verbose_name=one.code, orderable=False, attrs=_NARROW)) for one in COMPETENCIES
        ]
        columns += [
            ("jpm", tables.Column(verbose_name=_("JPM"), orderable=False, attrs=_NARROW)),
            ("last", tables.Column(verbose_name=_("Asesmen terakhir"), orderable=False)),
        ]
        super().__init__(*arguments, extra_columns=columns, **options)

    @classmethod
    def order_from(cls, asked: str) -> str:
        """By name, forwards or backwards."""
        return asked if asked in ("name", "-name") else "name"

    def cells(self, person: Employee) -> tuple[Any, ...]:
        """One row; drawn in one go."""
        line = self.lines.get(person.pk, TeamLine())
        steps = [step(line.gaps.get(pk), one.name, alone=not line.is_valid) for pk, one in self.nine.items()]
        match = number(line.jpm, 1) if line.jpm is not None else ""
        return (who(person, reverse("employee_competencies", args=[person.pk])), *steps, match, last(line))


def who(person: Employee, url: str) -> SafeString:
    """Name with the way to her competencies, and where she works."""
    unit = hover(unit_name(person.unit.name)) if person.unit else _EMPTY
    return format_html('<a href="{}">{}</a><span class="cell-sub">{}</span>', url, person.full_name, unit)


def step(gap: Gap | None, name: str, *, alone: bool = False) -> SafeString | str:
    """The step of one competency as a badge; colour, sign and words say the same.

    Args:
        alone: nothing counts in any competency; a phone leaves these lines out, and the last column says why.
    """
    if gap is None:
        return "" if alone else _EMPTY
    return format_html(
        '<span class="badge badge-tone-{}{}" title="{}">{}<span class="visually-hidden"> {}</span></span>',
        TONES[gap.gap_class], " of-none" if alone else "", in_words(gap, name), sign(gap), in_words(gap, name),
    )  # fmt: skip


def sign(gap: Gap) -> str:
    """``−2``, ``0``, ``+1``; a question mark for what was never assessed."""
    if gap.size is None:
        return "?"
    return f"−{-gap.size}" if gap.size < 0 else f"+{gap.size}" if gap.size else "0"


def in_words(gap: Gap, name: str) -> str:
    """What the step means."""
    words = {"name": name, "actual": gap.actual, "required": gap.required}
    if gap.actual is None:
        return gettext("%(name)s: belum ada hasil yang berlaku, dituntut level %(required)s") % words
    return gettext("%(name)s: level %(actual)s, dituntut level %(required)s") % words


def last(line: TeamLine) -> str:
    """Day of the newest assessment, and that it no longer counts."""
    if line.last_on is None:
        return gettext("belum pernah")
    day = date_format(line.last_on, "SHORT_DATE_FORMAT")
    return day if line.is_valid else gettext("%(day)s, kedaluwarsa") % {"day": day}
