"""Uploading an export, looking at what it would change, storing it."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.enums import ImportState
from core.exports import issues_workbook
from core.forms import ImportForm
from core.fragments import render_part
from core.importing import preview, registry
from core.importing.files import MAX_BYTES
from core.jobs import job_context
from core.models import ImportBatch
from core.paging import page_of
from core.permissions import Permission
from core.selectors import agency_with, import_for, imports_of
from core.services import imports as service
from core.uploads import takes_files


@require_safe
@requires(Permission.IMPORT_RUN)
def import_list(request: HttpRequest) -> HttpResponse:
    """Imports of the agency, newest first."""
    imports = imports_of(request.user, request.agency)
    page = page_of(imports, request.GET.get("page"), noun=_("impor"))
    lines = [(batch, registry.importer_for(batch.kind).title) for batch in page.rows]
    context = {"page": page, "lines": lines, "importers": registry.importers()}
    return render_part(request, page="core/imports/import_list.html", part="core/imports/_list.html", context=context)


@requires(Permission.IMPORT_RUN)
@takes_files(MAX_BYTES)
def import_upload(request: HttpRequest) -> HttpResponse:
    """Choose a kind and a file; the check runs in the background."""
    agency = agency_with(request.user, request.agency, Permission.IMPORT_RUN)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*sent, initial={"kind": request.GET.get("kind")})
    if form.is_valid():
        batch = service.upload(agency=agency, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("import_detail", pk=batch.pk)
    context = {
        "form": form,
        "importers": registry.importers(),
        "chosen": form["kind"].value(),
        "max_bytes": MAX_BYTES,
    }
    status = 400 if form.errors else 200
    return render(request, "core/imports/import_upload.html", context, status=status)


@require_safe
@requires(Permission.IMPORT_RUN, via=import_for)
def import_detail(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Progress, preview or result, as far as the import has come."""
    context: dict[str, Any] = {"batch": batch, "importer": registry.importer_for(batch.kind)}
    if batch.state in (ImportState.CHECKING, ImportState.STORING) and batch.job:
        return render(
            request,
            "core/imports/import_detail.html",
            context | job_context(request.user, batch.job, at=timezone.now()),
        )
    if batch.state in (ImportState.CHECKED, ImportState.STORED):
        context |= _lists(request, batch)
    if batch.job and batch.message:
        context |= job_context(request.user, batch.job, at=timezone.now())
    if batch.state == ImportState.STORED:
        context["next"] = registry.after(batch.kind)
    return render_part(request, page="core/imports/import_detail.html", part="core/imports/_rows.html", context=context)


def _lists(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    tabs = preview.tabs_of(batch)
    tab = preview.active_tab(tabs, request.GET.get("tab"))
    page = page_of(preview.rows_of(batch, tab), request.GET.get("page"), noun=_("baris"))
    preview.note_reading(batch, page.rows, reader=request.user, page=request.path, at=timezone.now())
    to_store = batch.counts["created"] + batch.counts["updated"]
    return {
        "tabs": tabs,
        "tab": tab,
        "page": page,
        "rows": preview.in_words(batch, page.rows),
        "to_store": to_store,
        "notices": preview.notices_of(batch),
        "same_files": preview.same_files(batch),
    }


@require_POST
@requires(Permission.IMPORT_RUN, via=import_for)
def import_confirm(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Have the checked file stored; a second click changes nothing."""
    service.confirm(batch=batch, by=request.user, at=timezone.now(), agreed=request.POST.getlist("agreed"))
    return redirect("import_detail", pk=batch.pk)


@require_POST
@requires(Permission.IMPORT_RUN, via=import_for)
def import_discard(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Drop a checked file without storing it."""
    service.discard(batch=batch, by=request.user, at=timezone.now())
    messages.info(request, _("Impor %(name)s dibatalkan. Tidak ada data yang berubah.") % {"name": batch.filename})
    return redirect("import_list")


@require_safe
@requires(Permission.IMPORT_RUN, via=import_for)
def import_issues(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Refused rows and remarks as an Excel file."""
    name = f"{Path(batch.filename).stem}-" + _("baris-ditolak") + ".xlsx"
    service.record_issues_taken(batch=batch, by=request.user, at=timezone.now())
    return FileResponse(issues_workbook(batch), as_attachment=True, filename=name)
