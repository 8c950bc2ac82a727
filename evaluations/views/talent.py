"""The talent map: the nine boxes, who stands in them, their lines, and the decision about the map of a year."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.access import requires
from core.forms.fields import refused_in
from core.fragments import render_part
from core.language import number as in_words
from core.models import Agency
from core.paging import SearchPaginator
from core.permissions import Permission, has_permission
from employees.enums import ReadingKind
from employees.exports import keys_of, of_keys
from employees.selectors import own_record, people
from employees.services.readings import record_export
from evaluations.domain import boxes
from evaluations.exports import talent as exports
from evaluations.filters.talent import BoxFilter, MapFilter
from evaluations.forms.talent import ConfirmForm, CutoffForm
from evaluations.selectors import talent as selectors
from evaluations.selectors.talent import INCOMPLETE, Chart
from evaluations.services import talent as service
from evaluations.tables.talent import BoxTable, grid, reasons
from evaluations.views.shared import agency_of, excel, read

_NO_BOX = gettext_lazy("Data belum lengkap")


def _chart(agency: Agency, year: int | None) -> Chart | None:
    return selectors.chart_of(agency, year, on=agency.date_at(timezone.now())) if year else None


@require_safe
@requires(Permission.TALENT_VIEW)
def talent_map(request: HttpRequest) -> HttpResponse:
    """Nine boxes with their people, and those who stand nowhere with the reasons."""
    agency = agency_of(request, Permission.TALENT_VIEW)
    rows = people(request.user, agency, Permission.TALENT_VIEW)
    asked = MapFilter(request, rows, years=selectors.years_of(agency))
    chart = _chart(agency, asked.wanted_year)
    counts = selectors.counts(chart, asked.area) if chart else None
    context = {
        "filter": asked,
        "chart": chart,
        "counts": counts,
        "grid": grid(counts) if counts else [],
        "reasons": reasons(counts) if counts else [],
        "decides": has_permission(request.user, Permission.TALENT_CONFIRM, agency=agency),
    }
    return render_part(
        request, page="evaluations/talent/map.html", part="evaluations/talent/_map.html", context=context
    )


@require_safe
@requires(Permission.TALENT_VIEW)
def talent_box(request: HttpRequest, number: int) -> HttpResponse:
    """The people of one box; number 0 is the group without one."""
    agency = agency_of(request, Permission.TALENT_VIEW)
    asked = _box_filter(request, agency, number)
    chart = _chart(agency, asked.wanted_year)
    context: dict[str, Any] = {"filter": asked, "chart": chart, "number": number, "title": _title(number)}
    if chart:
        table = _box_table(request, asked, chart, number)
        keys = [row.record.pk for row in table.page.object_list]
        table.placed = selectors.placed(chart, keys)
        read(request, keys, ReadingKind.TALENT)
        context |= {"table": table, "page": table.page}
    context |= {
        "advice": _(boxes.ADVICE[number]) if number else "",
        "exports": has_permission(request.user, Permission.TALENT_CONFIRM, agency=agency),
    }
    return render_part(
        request, page="evaluations/talent/box.html", part="evaluations/talent/_box.html", context=context
    )


def _title(number: int) -> str:
    return _(boxes.NAMES[number]) if number else str(_NO_BOX)


def _box_filter(request: HttpRequest, agency: Agency, number: int) -> BoxFilter:
    if number not in range(10):
        raise Http404
    rows = people(request.user, agency, Permission.TALENT_VIEW)
    return BoxFilter(request, rows, years=selectors.years_of(agency), is_incomplete=number == INCOMPLETE)


def _box_table(request: HttpRequest, asked: BoxFilter, chart: Chart, number: int) -> BoxTable:
    rows = selectors.in_box(asked.qs, chart, number, asked.area, lacks=asked.lacks_code)
    order = BoxTable.order_from(request.GET.get("sort", ""))
    table = BoxTable(rows, order_by=order, is_incomplete=number == INCOMPLETE)
    table.paginate(page=request.GET.get("page") or 1, paginator_class=SearchPaginator)
    table.paginator.noun = _("pegawai")
    return table


@require_safe
@requires(Permission.TALENT_CONFIRM)
def talent_export(request: HttpRequest) -> HttpResponse:
    """The map, or the part of it that is filtered, in the fields of SIASN's talentmapping-save."""
    agency = agency_of(request, Permission.TALENT_CONFIRM)
    asked = MapFilter(request, people(request.user, agency, Permission.TALENT_VIEW), years=selectors.years_of(agency))
    chart = _chart(agency, asked.wanted_year)
    rows = selectors.on_map(asked.qs, chart, asked.area) if chart else None
    return _file(request, agency, chart, rows, back=reverse("talent_map"))


@require_safe
@requires(Permission.TALENT_CONFIRM)
def talent_box_export(request: HttpRequest, number: int) -> HttpResponse:
    """The people of one box who are filtered, in the same file."""
    agency = agency_of(request, Permission.TALENT_CONFIRM)
    asked = _box_filter(request, agency, number)
    chart = _chart(agency, asked.wanted_year)
    rows = selectors.in_box(asked.qs, chart, number, asked.area, lacks=asked.lacks_code) if chart else None
    return _file(request, agency, chart, rows, back=reverse("talent_box", args=[number]))


def _file(request: HttpRequest, agency: Agency, chart: Chart | None, rows: Any, *, back: str) -> HttpResponse:
    """The workbook, written down as taken along; or back to the page with the reason why there is none."""
    keys = keys_of(rows, most=exports.MOST_ROWS) if chart else []
    if chart is None or len(keys) > exports.MOST_ROWS:
        messages.error(
            request, _too_many() if chart else _("Belum ada hasil kinerja; tidak ada peta yang dapat diunduh.")
        )
        return redirect(f"{back}?{request.GET.urlencode()}")
    taken = of_keys(keys)
    file = exports.map_workbook(selectors.for_file(taken), selectors.placed(chart, keys), chart)
    record_export(people=taken, reader=request.user, agency=agency, page=request.path, at=timezone.now())
    return excel(file, f"talentmapping-{chart.year}-{exports.state_word(chart)}")


def _too_many() -> str:
    return _(
        "Peta ini memuat lebih dari %(most)s pegawai, terlalu banyak untuk satu berkas. Pilih satu unit kerja atau jenjang, lalu unduh lagi."
    ) % {"most": in_words(exports.MOST_ROWS)}


@requires(Permission.TALENT_CONFIRM)
def talent_cutoffs(request: HttpRequest) -> HttpResponse:
    """The lines of the map with their legal basis; how the map would change is shown before anything is kept."""
    agency = agency_of(request, Permission.TALENT_CONFIRM)
    chart = _chart(agency, selectors.years_of(agency).usual)
    form = CutoffForm(request.POST or None, initial=_lines_now(agency, chart))
    preview = None
    if form.is_valid() and "preview" in request.POST:
        preview = selectors.preview(chart, form.cutoffs) if chart else None
    elif form.is_valid():
        with refused_in(form):
            service.set_cutoffs(
                agency=agency, from_year=form.cleaned_data["from_year"], cutoffs=form.cutoffs,
                legal_basis=form.cleaned_data["legal_basis"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        if form.is_valid():
            messages.success(request, _("Batas peta talenta disimpan."))
            return redirect("talent_map")
    context = {"form": form, "chart": chart, "settings": selectors.settings_of(agency), "wanted": preview}
    if preview and chart:
        context |= {"before": grid(selectors.preview(chart, chart.cutoffs)), "after": grid(preview)}
    return render(request, "evaluations/talent/cutoffs.html", context, status=400 if form.errors else 200)


def _lines_now(agency: Agency, chart: Chart | None) -> dict[str, Any]:
    """What the form begins with: the lines in force, for the first year that can still change."""
    year = agency.date_at(timezone.now()).year if chart is None else chart.year + bool(chart.confirmed)
    setting = selectors.setting_for(agency, year)
    return asdict(selectors.lines_of(setting)) | {
        "from_year": year,
        "legal_basis": setting.legal_basis if setting else "",
    }


@requires(Permission.TALENT_CONFIRM)
def talent_confirm(request: HttpRequest) -> HttpResponse:
    """The decision of the committee about the map of a year: once, for good."""
    agency = agency_of(request, Permission.TALENT_CONFIRM)
    asked = MapFilter(request, people(request.user, agency, Permission.TALENT_VIEW), years=selectors.years_of(agency))
    chart = _chart(agency, asked.wanted_year)
    if chart is None or chart.confirmed:
        return render(request, "evaluations/talent/confirm.html", {"chart": chart})
    seal = selectors.seal(chart)
    form = ConfirmForm(request.POST or None, initial={"seen": seal})
    if form.is_valid():
        with refused_in(form):
            service.confirm_map(
                agency=agency, year=chart.year, by=request.user, at=timezone.now(), **form.cleaned_data
            )  # fmt: skip
        if form.is_valid():
            messages.success(request, _("Peta talenta %(year)s ditetapkan.") % {"year": chart.year})
            return redirect(f"{reverse('talent_map')}?year={chart.year}")
    counts = selectors.counts(chart)
    context = {"chart": chart, "form": form, "seal": seal, "counts": counts, "grid": grid(counts)}
    return render(request, "evaluations/talent/confirm.html", context, status=400 if form.errors else 200)


@require_safe
@requires(Permission.SELF_VIEW)
def talent_own(request: HttpRequest) -> HttpResponse:
    """Where the person herself stands on the newest confirmed map; nothing before it is confirmed."""
    person = own_record(request.user)
    placement = selectors.own_placement(person) if person else None
    context: dict[str, Any] = {"person": person, "placement": placement}
    if placement:
        lacks = [_(boxes.REASONS[code]) for code in placement.missing]
        box = placement.box
        context |= {"title": _title(box or INCOMPLETE), "advice": _(boxes.ADVICE[box]) if box else "", "lacks": lacks}
        context["tone"] = boxes.tone(box) if box else "neutral"
    return render_part(
        request, page="evaluations/talent/own.html", part="evaluations/talent/_own.html", context=context
    )
