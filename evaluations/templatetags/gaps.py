"""Cells of the heat map, drawn in one go: a map has some hundred of them."""

from datetime import date
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.domain.naming import unit_name
from core.language import number
from employees.tables import badge
from evaluations.domain.competencies import COMPETENCIES
from evaluations.domain.heat import Cell
from evaluations.models import Competency
from evaluations.selectors.fits import Fit, Proof
from evaluations.selectors.gaps import HeatMap, Part, Trend

register = template.Library()
_SHORT = {competency.key: competency.code for competency in COMPETENCIES}
_TONES = {"ok": " badge-tone-ok", "info": " badge-tone-info", "warn": " badge-tone-warn", "bad": " badge-tone-bad"}


@register.filter
def short_code(competency: Competency) -> str:
    """``INT`` for one of the nine; others have a short code of their own."""
    return _SHORT.get(competency.code, competency.code)


@register.simple_tag
def heat_cell(
    cell: Cell, column: Competency, show: str, part: Part | None = None, found: HeatMap | None = None
) -> SafeString:
    """One cell, coloured by the share; a link to the people below the level where the reader may see them."""
    text = figure(cell, show)
    if cell.share is not None and cell.short and part is not None and part.unit is not None and part.is_led and found:
        text = format_html('<a class="text-reset" href="{}">{}</a>', _people_url(part, column, found), text)
    if cell.tone in _TONES:
        text = format_html('<span class="badge{}">{}</span>', _TONES[cell.tone], text)
    words = _in_words(cell, column)
    return format_html('<td class="num" data-label="{}" title="{}">{}</td>', column.name, words, text)


def figure(cell: Cell, show: str) -> str:
    """The number of the cell that is asked for."""
    if cell.is_hidden:
        return "*"
    if cell.share is None or cell.gap is None:
        return "–"
    if show == "people":
        return number(cell.people)
    if show == "gap":
        return f"{'+' if cell.gap > 0 else '−' if cell.gap < 0 else ''}{number(abs(cell.gap), 2)}"
    return f"{number(cell.share, 0)}%"


def _in_words(cell: Cell, column: Competency) -> str:
    if cell.is_hidden:
        return _("Kurang dari 5 orang")
    words = {"name": column.name, "meeting": number(cell.meeting), "people": number(cell.people)}
    return _("%(name)s: %(meeting)s dari %(people)s orang memenuhi") % words if cell.people else ""


def _people_url(part: Part, column: Competency, found: HeatMap) -> str:
    asked = {"unit": part.unit.pk if part.unit else "", "competency": column.pk, "state": "short"}
    if found.area.family:
        asked["family"] = found.area.family
    return f"{reverse('competency_team')}?{urlencode(asked)}"


@register.simple_tag(takes_context=True)
def part_link(context: template.Context, part: Part, found: HeatMap) -> SafeString | str:
    """The unit's name, with the way into it: its own map, or its people where nothing lies below it."""
    if part.unit is None or not part.is_led:
        return part.name
    parameters = context["request"].GET.copy()
    parameters["unit"] = str(part.unit.pk)
    page = reverse("gap_map" if part.opens else "competency_team")
    kept = parameters.urlencode() if part.opens else urlencode({"unit": part.unit.pk})
    return format_html('<a href="{}?{}">{}</a>', page, kept, part.name)


@register.simple_tag
def trend_title(trend: Trend) -> str:
    """What moved most over the years, as a sentence."""
    if trend.first is None or trend.last is None:
        return _("Persen memenuhi per kompetensi")
    words = {
        "name": trend.name, "first": number(trend.first, 1), "last": number(trend.last, 1),
        "from": trend.years[0], "until": trend.years[-1],
    }  # fmt: skip
    if trend.change == 0:
        return _("Tidak ada kompetensi yang berubah antara %(from)s dan %(until)s") % words
    return (
        _("Perubahan terbesar: %(name)s, dari %(first)s%% memenuhi (%(from)s) menjadi %(last)s%% (%(until)s)") % words
    )


@register.simple_tag
def fit_rows(found: list[Fit]) -> SafeString:
    """The people who fit, each level with its evidence; all rows at once."""
    words = {"above": escape(_("Di atas")), "level": escape(_("Level")), "expired": badge("warn", _("kedaluwarsa"))}
    days: dict[date, str] = {}
    rows = "".join(_fit_row(fit, words, days) for fit in found)
    return mark_safe(rows)  # noqa: S308 (every part escaped)


def _fit_row(fit: Fit, words: dict[str, str], days: dict[date, str]) -> str:
    person = fit.person
    job = person.position.name if person and person.position else "–"
    unit = unit_name(person.unit.name) if person and person.unit else "–"
    head = format_html(
        '<tr><th scope="row"><a href="{}">{}</a><span class="cell-sub">{} · {}</span></th>',
        reverse("employee_competencies", args=[fit.pk]), person, job, unit,
    )  # fmt: skip
    proofs = "".join(_proof(escape(one.competency.name), proof, words, days) for one, proof in fit.pairs)
    above = f"+{fit.above}" if fit.above else "0"
    return f'{head}{proofs}<td class="num" data-label="{words["above"]}">{above}</td></tr>'


def _proof(name: str, proof: Proof | None, words: dict[str, str], days: dict[date, str]) -> str:
    if proof is None:
        return f'<td data-label="{name}"></td>'
    day = proof.assessed_on
    if day not in days:
        days[day] = date_format(day, "SHORT_DATE_FORMAT")
    mark = "" if proof.is_valid else f" {words['expired']}"
    return (
        f'<td class="cell-wide" data-label="{name}"><span>{words["level"]} {proof.level}{mark}'
        f'<span class="cell-sub">{escape(proof.method_name)}, {days[day]}</span></span></td>'
    )
