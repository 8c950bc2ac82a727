"""Job standards: the list, one job, the grid in which they are set, and how far they reach."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import requires
from core.domain.errors import Denied, DomainError
from core.fragments import render_part
from core.language import number
from core.paging import page_of
from core.permissions import Permission, covers, has_permission
from core.selectors import decisions_on
from employees.models import Position
from evaluations.domain.standards import required_level
from evaluations.exports import standards as exports
from evaluations.filters.standards import StandardFilter
from evaluations.forms.standards import StandardForm, keys_in, stored_entries, stored_levels, typed_entries
from evaluations.models import JobStandard
from evaluations.selectors import dictionary
from evaluations.selectors import jobs as selectors
from evaluations.services import standards as service
from evaluations.views.shared import excel


@require_safe
@requires(Permission.LIBRARY_VIEW)
def standard_list(request: HttpRequest) -> HttpResponse:
    """Jobs of the agency, and since when each has a standard of its own."""
    rows = _filtered(request)
    own, total = selectors.coverage(rows.qs, on=timezone.localdate())
    page = page_of(rows.qs, request.GET.get("page"), noun=_("jabatan"))
    context = {"filter": rows, "page": page, "own": own, "total": total, "edits": _edits(request)}
    parts = {"page": "evaluations/standards/list.html", "part": "evaluations/standards/_results.html"}
    return render_part(request, context=context, **parts)


@require_safe
@requires(Permission.LIBRARY_VIEW)
def standard_export(request: HttpRequest) -> HttpResponse:
    """What is filtered: the levels in the layout of the import, and the list."""
    rows = _filtered(request).qs
    if rows.order_by()[: exports.MOST_ROWS + 1].count() > exports.MOST_ROWS:
        messages.error(request, too_many_rows())
        return redirect(f"{reverse('standard_list')}?{request.GET.urlencode()}")
    file = exports.standards_workbook(rows, on=timezone.localdate())
    return excel(file, _("standar-jabatan"))


@require_safe
@requires(Permission.LIBRARY_VIEW)
def standard_coverage(request: HttpRequest) -> HttpResponse:
    """How many jobs have a standard of their own, by tier and by perangkat daerah."""
    agency, today = _agency(request), timezone.localdate()
    tiers = selectors.reach_by_tier(agency, on=today)
    context = {
        "tiers": tiers,
        "opds": selectors.reach_by_opd(agency, on=today),
        "chart": selectors.reach_chart(tiers),
        "finding": selectors.reach_title(tiers),
        "own": sum(tier.own for tier in tiers),
        "total": sum(tier.jobs for tier in tiers),
        "today": today,
    }
    return render(request, "evaluations/standards/coverage.html", context)


@require_safe
@requires(Permission.LIBRARY_VIEW)
def standard_coverage_export(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    agency, today = _agency(request), timezone.localdate()
    tiers, opds = selectors.reach_by_tier(agency, on=today), selectors.reach_by_opd(agency, on=today)
    file = exports.reach_workbook(tiers, opds)
    return excel(file, _("cakupan-standar"))


@require_safe
@requires(Permission.LIBRARY_VIEW)
def standard_jobs(request: HttpRequest) -> HttpResponse:
    """Jobs of the agency for the suggestions of the grid."""
    found = selectors.suggestions(_agency(request), request.GET.get("copy", ""))
    options = [selectors.job_label(position) for position in found]
    return render(request, "employees/_options.html", {"options": options})


@require_safe
@requires(Permission.LIBRARY_VIEW, via=selectors.job_for)
def standard_detail(request: HttpRequest, position: Position) -> HttpResponse:
    """What the job demands today or by the standard asked for, where it comes from, and what was before."""
    today = timezone.localdate()
    standards = selectors.standards_of(position)
    current = next((standard for standard in standards if standard.valid_from <= today), None)
    asked = {str(standard.pk): standard for standard in standards}
    shown = asked.get(request.GET.get("standar", ""), current)
    context = {
        "position": position,
        "standards": standards,
        "current": current,
        "shown": shown,
        "coming": standards[0] if standards and standards[0].valid_from > today else None,
        "rows": selectors.demanded(position, shown),
        "holders": selectors.holders_of(position),
        "edits": covers(request.user, Permission.STANDARD_EDIT, agency_id=position.agency_id, path=""),
        "sees_people": has_permission(request.user, Permission.EMPLOYEE_VIEW, agency=position.agency),
        "decisions": _decisions(request, shown),
    }
    return render(request, "evaluations/standards/detail.html", context)


@requires(Permission.STANDARD_EDIT, via=selectors.job_to_edit)
def standard_edit(request: HttpRequest, position: Position) -> HttpResponse:
    """The grid; a row is added, another job is copied, or all of it is saved."""
    if request.method != "POST":
        return _grid(request, position, _begin(position))
    typed = typed_entries(request.POST)
    if request.POST.get("do") == "copy":
        return _grid(request, position, typed | _copied(request, position))
    if request.POST.get("add", "").strip():
        return _grid(request, position, typed | _added(request, position, typed))
    form = StandardForm(request.POST, grid=selectors.grid_of(position.agency, keys_in(typed)))
    if form.is_valid() and (standard := _saved(request, position, form)):
        day = date_format(standard.valid_from, "j F Y")
        messages.success(request, _("Standar %(job)s berlaku sejak %(day)s.") % {"job": position, "day": day})
        return redirect("standard_detail", position=position.pk)
    return _grid_page(request, position, form)


def _begin(position: Position) -> dict[str, Any]:
    """The newest standard, to go on from; without one, the default of the tier."""
    newest, today = selectors.newest_of(position), timezone.localdate()
    since = max(today, newest.valid_from) if newest else today
    rows = selectors.demanded(position, newest)
    return stored_entries(newest) | stored_levels(rows) | {"valid_from": since}


def _copied(request: HttpRequest, position: Position) -> dict[str, Any]:
    """The levels that another job demands today."""
    other = selectors.job_meant(position.agency, request.POST.get("copy", ""))
    if other is None:
        messages.error(request, _("Jabatan itu tidak ditemukan. Pilih salah satu saran."))
        return {}
    current = other.standards.filter(valid_from__lte=timezone.localdate()).order_by("-valid_from").first()
    messages.info(request, _("Level disalin dari %(job)s. Periksa, lalu simpan.") % {"job": other})
    return stored_levels(selectors.demanded(other, current))


def _added(request: HttpRequest, position: Position, typed: dict[str, Any]) -> dict[str, Any]:
    """One row more."""
    competency = dictionary.meant(position.agency, request.POST["add"])
    if competency is None:
        messages.error(request, _("Kompetensi itu tidak ditemukan dalam kamus. Pilih salah satu saran."))
        return {}
    name = f"level_{competency.pk}"
    messages.info(request, _("%(name)s ada di baris akhir. Pilih levelnya.") % {"name": competency})
    return {name: typed.get(name, "")}


def _saved(request: HttpRequest, position: Position, form: StandardForm) -> JobStandard | None:
    """The standard that was made, or None when it is refused: the form then says why."""
    try:
        return service.set_standard(
            position=position, levels=form.levels, based_on=request.POST.get("based_on", ""), by=request.user,
            at=timezone.now(), **form.document,
        )  # fmt: skip
    except DomainError as error:
        form.add_error(None, error.message)
        return None


def _grid(request: HttpRequest, position: Position, entries: dict[str, Any]) -> HttpResponse:
    """The grid with what was typed or stored, not yet checked."""
    grid = selectors.grid_of(position.agency, keys_in(entries))
    return _grid_page(request, position, StandardForm(initial=entries, grid=grid))


def _grid_page(request: HttpRequest, position: Position, form: StandardForm) -> HttpResponse:
    newest = selectors.newest_of(position)
    stamp = selectors.stamp(newest)
    # Said once: who saves again after reading what somebody else has saved means it.
    based_on = stamp if form.non_field_errors() else request.POST.get("based_on", stamp)
    default = required_level(position.tier, position.level)
    context = {"position": position, "form": form, "based_on": based_on, "newest": newest, "default": default}
    return render(request, "evaluations/standards/edit.html", context, status=400 if form.errors else 200)


def _filtered(request: HttpRequest) -> StandardFilter:
    today = timezone.localdate()
    return StandardFilter(request, selectors.jobs(request.user, request.agency, on=today), on=today)


def _agency(request: HttpRequest) -> Any:
    """The agency worked in, where the person reads its standards. Raises: Denied."""
    if request.agency is None or not has_permission(request.user, Permission.LIBRARY_VIEW, agency=request.agency):
        raise Denied(_("Peran Anda di instansi ini tidak mencakup halaman ini."))
    return request.agency


def _edits(request: HttpRequest) -> bool:
    return has_permission(request.user, Permission.STANDARD_EDIT, agency=request.agency)


def _decisions(request: HttpRequest, standard: JobStandard | None) -> Any:
    if standard is None:
        return []
    return decisions_on(request.user, JobStandard, standard.pk, permission=Permission.LIBRARY_VIEW)


def too_many_rows() -> str:
    """Why there is no file, and the way out."""
    return _(
        "Hasil saringan lebih dari %(most)s jabatan, terlalu banyak untuk satu berkas Excel. "
        "Persempit menurut jenjang atau nama, lalu unduh lagi."
    ) % {"most": number(exports.MOST_ROWS)}
