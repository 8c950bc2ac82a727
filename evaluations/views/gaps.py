"""Gaps of a team, a unit, a region and over the years, and who fits."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import requires
from core.fragments import render_part
from core.paging import CAP, CappedPaginator, page_of
from core.permissions import Permission, has_permission
from employees.enums import ReadingKind
from employees.exports import MOST_ROWS, of_keys, too_many_rows
from employees.services.readings import record_export
from evaluations.exports import gaps as exports
from evaluations.filters.gaps import FitFilter, TeamFilter, families
from evaluations.selectors import fits, gaps, team
from evaluations.selectors.demanded import Area
from evaluations.tables.gaps import TeamTable
from evaluations.views.shared import excel, read

ALL_COLUMNS = 1_000
SHOWS = ("share", "gap", "people")


@require_safe
@requires(Permission.COMPETENCY_VIEW)
def competency_team(request: HttpRequest) -> HttpResponse:
    """People with their nine competencies: a manager's team, or those behind a cell of the heat map."""
    area = Area(request.agency, timezone.localdate())
    people = TeamFilter(request, team.team(request.user, request.agency), area=area)
    order = TeamTable.order_from(request.GET.get("sort", ""))
    table = TeamTable(people.qs, nine=area.nine, order_by=order)
    table.paginate(page=request.GET.get("page") or 1, paginator_class=CappedPaginator)
    table.paginator.noun = _("pegawai")
    shown = [row.record for row in table.page.object_list]
    table.lines = team.lines_of(shown, area)
    read(request, [person.pk for person in shown], ReadingKind.COMPETENCY)
    context = {"table": table, "page": table.page, "filter": people, "exports": _exports(request), "nine": area.nine}
    return render_part(request, page="evaluations/gaps/team.html", part="evaluations/gaps/_team.html", context=context)


@require_safe
@requires(Permission.EMPLOYEE_EXPORT)
def competency_team_export(request: HttpRequest) -> HttpResponse:
    """What is filtered, as an Excel file."""
    area = Area(request.agency, timezone.localdate())
    people = TeamFilter(request, team.team(request.user, request.agency, Permission.EMPLOYEE_EXPORT), area=area).qs
    rows = list(people.order_by("name", "pk")[: MOST_ROWS + 1])
    if len(rows) > MOST_ROWS:
        messages.error(request, too_many_rows())
        return redirect(f"{reverse('competency_team')}?{request.GET.urlencode()}")
    file = exports.team_workbook(rows, team.lines_of(rows, area), area.nine)
    return _taken(request, file, _("kompetensi"), [person.pk for person in rows])


@require_safe
@requires(Permission.COMPETENCY_VIEW)
def gap_map(request: HttpRequest) -> HttpResponse:
    """Unit × competency: who meets the standard, the average gap, how many were assessed."""
    found, areas = _map(request), gaps.map_areas(request.user, request.agency)
    show = request.GET.get("show", "")
    context = {
        "map": found,
        "show": show if show in SHOWS else SHOWS[0],
        "asked": request.GET.get("unit", ""),
        "families": families(),
        "above": gaps.above(request.user, found.area),
        "is_bound": areas != [None],
        "areas": areas if len(areas) > 1 else [],
    }
    return render_part(request, page="evaluations/gaps/map.html", part="evaluations/gaps/_map.html", context=context)


@require_safe
@requires(Permission.COMPETENCY_VIEW)
def gap_map_export(request: HttpRequest) -> HttpResponse:
    """The heat map as an Excel file, with every competency."""
    file = exports.map_workbook(_map(request, most=ALL_COLUMNS))
    return excel(file, _("peta-kesenjangan"))


@require_safe
@requires(Permission.COMPETENCY_VIEW)
def gap_coverage(request: HttpRequest) -> HttpResponse:
    """Of each unit, how many have results that count, and their average match."""
    area, _is_led = _area(request, sees_all=True)
    context = {"lines": gaps.coverage_lines(area), "area": area}
    return render_part(
        request, page="evaluations/gaps/coverage.html", part="evaluations/gaps/_coverage.html", context=context
    )  # fmt: skip


@require_safe
@requires(Permission.COMPETENCY_VIEW)
def gap_trend(request: HttpRequest) -> HttpResponse:
    """The nine competencies over the years."""
    area, _is_led = _area(request, sees_all=True)
    context = {"trend": gaps.trend_chart(area), "area": area}
    return render_part(
        request, page="evaluations/gaps/trend.html", part="evaluations/gaps/_trend.html", context=context
    )  # fmt: skip


@require_safe
@requires(Permission.COMPETENCY_VIEW)
def fits_search(request: HttpRequest) -> HttpResponse:
    """People who reach every level asked for, the furthest above first."""
    asked = FitFilter(request, team.team(request.user, request.agency), request.agency)
    found = _fitting(request, asked, most=CAP + 1)
    page = page_of(found, request.GET.get("page"), noun=_("pegawai"))
    on = timezone.localdate()
    rows = fits.with_proofs(list(page.rows), asked.wanted, on=on, expired=asked.with_expired)
    read(request, [fit.pk for fit in rows], ReadingKind.COMPETENCY)
    context = {"filter": asked, "page": page, "rows": rows, "exports": _exports(request)}
    return render_part(request, page="evaluations/gaps/fits.html", part="evaluations/gaps/_fits.html", context=context)


@require_safe
@requires(Permission.EMPLOYEE_EXPORT)
def fits_export(request: HttpRequest) -> HttpResponse:
    """Everybody who fits, as an Excel file."""
    people = team.team(request.user, request.agency, Permission.EMPLOYEE_EXPORT)
    asked = FitFilter(request, people, request.agency)
    found = _fitting(request, asked, most=MOST_ROWS + 1)
    if len(found) > MOST_ROWS:
        messages.error(request, too_many_rows())
        return redirect(f"{reverse('fits')}?{request.GET.urlencode()}")
    rows = fits.with_proofs(found, asked.wanted, on=timezone.localdate(), expired=asked.with_expired)
    file = exports.fits_workbook(rows, asked.wanted)
    return _taken(request, file, _("pencarian-kompetensi"), [fit.pk for fit in rows])


def _area(request: HttpRequest, *, sees_all: bool = False) -> tuple[Area, bool]:
    """The area that the address names, and whether the reader sees each person in it."""
    unit, is_led = gaps.map_unit(request.user, request.agency, request.GET.get("unit", ""), sees_all=sees_all)
    family = request.GET.get("family", "") if is_led else ""
    return Area(request.agency, timezone.localdate(), unit, family), is_led


def _map(request: HttpRequest, *, most: int = gaps.MOST_COLUMNS) -> gaps.HeatMap:
    area, is_led = _area(request)
    technical = request.GET.get("kind") == "technical" and is_led
    return gaps.heat_map(area, request.user, is_led=is_led, technical=technical, most=most)


def _fitting(request: HttpRequest, asked: FitFilter, *, most: int) -> list[fits.Fit]:
    on = timezone.localdate()
    return fits.fitting(asked.qs, asked.wanted, request.agency, on=on, most=most, expired=asked.with_expired)


def _exports(request: HttpRequest) -> bool:
    return has_permission(request.user, Permission.EMPLOYEE_EXPORT, agency=request.agency)


def _taken(request: HttpRequest, file: Any, name: str, people: list[int]) -> FileResponse:
    """A file of people leaves the application: it is written down for each of them."""
    record_export(
        people=of_keys(people), reader=request.user, agency=request.agency, page=request.path, at=timezone.now()
    )
    return excel(file, name)
