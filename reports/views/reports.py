"""The archive of reports: asking for one, watching it, downloading it."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.fragments import render_part
from core.jobs import job_context
from core.paging import page_of
from core.permissions import Permission, area_of
from core.selectors import agency_with
from reports.dashboards import reader_voice, report_stats
from reports.forms import ReportForm
from reports.models import Report
from reports.selectors import report_for, reports_of, sources_of, years_of
from reports.services import requests as service


@require_safe
@requires(Permission.REPORT_VIEW)
def report_list(request: HttpRequest) -> HttpResponse:
    """Reports of the agency, newest first, and the form for a new one."""
    runs = area_of(request.user, Permission.REPORT_RUN, request.agency) == (True, None)
    return _list_page(request, _form(request, None) if runs else None)


@require_POST
@requires(Permission.REPORT_RUN)
def report_request(request: HttpRequest) -> HttpResponse:
    """Have a report made."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return _list_page(request, form, status=400)
    agency = agency_with(request.user, request.agency, Permission.REPORT_RUN)
    report = service.request_report(agency=agency, by=request.user, at=timezone.now(), **form.cleaned_data)
    return redirect("report_detail", pk=report.pk)


@require_safe
@requires(Permission.REPORT_VIEW, via=report_for)
def report_detail(request: HttpRequest, report: Report) -> HttpResponse:
    """Progress while it is being made, then its figures and its files."""
    context: dict[str, Any] = {"report": report}
    if report.finished_at:
        context |= {"stats": report_stats(report), "source": sources_of(report, reader_voice())}
    elif report.job:
        context |= job_context(request.user, report.job, at=timezone.now())
    return render_part(request, page="reports/report_detail.html", part="reports/_report_detail.html", context=context)


@require_safe
@requires(Permission.REPORT_VIEW)
def report_file(request: HttpRequest, pk: int, kind: str) -> FileResponse:
    """One of the three files, as a download; the report is looked up with the person's rights."""
    report = report_for(request.user, pk)
    stored = getattr(report, kind) if kind in service.KINDS else None
    if not stored or not stored.storage.exists(stored.name):
        raise Http404
    name = f"laporan-kompetensi-{slugify(str(report.unit or report.agency.region))}-{report.year}.{kind}"
    return FileResponse(stored.open("rb"), as_attachment=True, filename=name)


def _list_page(request: HttpRequest, form: ReportForm | None, *, status: int = 200) -> HttpResponse:
    page = page_of(reports_of(request.user, request.agency), request.GET.get("page"), noun=_("laporan"))
    is_waiting = any(not report.job.is_over for report in page.rows if report.job)
    context = {"page": page, "is_waiting": is_waiting} | ({"form": form} if form else {})
    names = {"page": "reports/report_list.html", "part": "reports/_report_list.html"}
    return render_part(request, context=context, status=status, **names)


def _form(request: HttpRequest, data: Any) -> ReportForm:
    agency = agency_with(request.user, request.agency, Permission.REPORT_RUN)
    return ReportForm(data, agency=agency, years=years_of(agency))
