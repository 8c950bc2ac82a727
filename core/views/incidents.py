"""The register of breaches of personal data."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.domain import incidents as rules
from core.domain.deadlines import Clock, clock, due_at
from core.forms.fields import refused_in
from core.forms.incidents import CloseIncidentForm, IncidentForm
from core.fragments import render_part
from core.models import Incident
from core.paging import page_of
from core.permissions import Permission, has_permission
from core.selectors import agency_with, decisions_on, incident_for, incidents_of, kept_incident_for
from core.services import incidents as service


@require_safe
@requires(Permission.INCIDENT_VIEW)
def incident_list(request: HttpRequest) -> HttpResponse:
    """Breaches of the agency, the newest first, each with its clock."""
    page = page_of(incidents_of(request.user, request.agency), request.GET.get("page"), noun=_("insiden"))
    context = {
        "page": page,
        "lines": [(incident, notice_clock(incident)) for incident in page.rows],
        "edits": has_permission(request.user, Permission.INCIDENT_EDIT, agency=request.agency),
    }
    parts = {"page": "core/incidents/incident_list.html", "part": "core/incidents/_list.html"}
    return render_part(request, context=context, **parts)


@requires(Permission.INCIDENT_EDIT)
def incident_record(request: HttpRequest) -> HttpResponse:
    """Write a breach into the register."""
    agency = agency_with(request.user, request.agency, Permission.INCIDENT_EDIT)
    form = IncidentForm(request.POST or None)
    if form.is_valid():
        with refused_in(form):
            incident = service.record(agency=agency, by=request.user, at=timezone.now(), **form.cleaned_data)
            return redirect("incident_detail", pk=incident.pk)
    return render(request, "core/incidents/incident_form.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
@requires(Permission.INCIDENT_VIEW, via=incident_for)
def incident_detail(request: HttpRequest, incident: Incident) -> HttpResponse:
    """One breach: its clock, what the notice still needs, who was told, and what was decided."""
    return _incident_page(request, incident, CloseIncidentForm())


def _incident_page(request: HttpRequest, incident: Incident, form: CloseIncidentForm) -> HttpResponse:
    ready = rules.parts_ready(vars(incident))
    context = {
        "incident": incident,
        "form": form,
        "clock": notice_clock(incident),
        "due_at": due_at(incident.found_at),
        "ready": ready,
        "is_complete": all(ready.values()),
        "decisions": decisions_on(request.user, Incident, incident.pk, permission=Permission.INCIDENT_VIEW),
        "edits": has_permission(request.user, Permission.INCIDENT_EDIT, agency=incident.agency),
    }
    return render(request, "core/incidents/incident_detail.html", context, status=400 if form.errors else 200)


@requires(Permission.INCIDENT_EDIT, via=kept_incident_for)
def incident_edit(request: HttpRequest, incident: Incident) -> HttpResponse:
    """Complete or mend the entries while the file is open."""
    form = IncidentForm(request.POST or None, instance=incident)
    if form.is_valid():
        with refused_in(form):
            service.amend(incident=incident, at=timezone.now(), **form.cleaned_data)
            return redirect("incident_detail", pk=incident.pk)
    context = {"form": form, "incident": incident}
    return render(request, "core/incidents/incident_form.html", context, status=400 if form.errors else 200)


@require_safe
@requires(Permission.INCIDENT_VIEW, via=lambda user, pk, whom: (incident_for(user, pk), whom))
def incident_notice(request: HttpRequest, wanted: tuple[Incident, str]) -> HttpResponse:
    """The draft of the notice, to be printed and signed."""
    incident, whom = wanted
    if whom not in rules.RECIPIENTS:
        raise Http404
    return render(request, "core/incidents/notice.html", {"incident": incident, "whom": whom, "on": timezone.now()})


@require_POST
@requires(Permission.INCIDENT_EDIT, via=lambda user, pk, whom: (kept_incident_for(user, pk), whom))
def incident_told(request: HttpRequest, wanted: tuple[Incident, str]) -> HttpResponse:
    """The notice went out."""
    incident, whom = wanted
    form = CloseIncidentForm({})
    if form.is_valid():
        with refused_in(form):
            service.mark_told(incident=incident, whom=whom, by=request.user, at=timezone.now())
    if form.errors:
        return _incident_page(request, incident_for(request.user, incident.pk), form)
    messages.success(request, _("Penyampaian pemberitahuan dicatat."))
    return redirect("incident_detail", pk=incident.pk)


@require_POST
@requires(Permission.INCIDENT_EDIT, via=kept_incident_for)
def incident_close(request: HttpRequest, incident: Incident) -> HttpResponse:
    """Close the file; what keeps it open is said at the field."""
    form = CloseIncidentForm(request.POST)
    if form.is_valid():
        with refused_in(form, incident_not_told="reason"):
            service.close(incident=incident, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
    if form.errors:
        return _incident_page(request, incident_for(request.user, incident.pk), form)
    messages.success(request, _("Insiden ditutup."))
    return redirect("incident_detail", pk=incident.pk)


def notice_clock(incident: Incident) -> Clock | None:
    """How the 3 × 24 hours stand; stopped when both were told, none for a file closed without telling."""
    told: list[Any] = [incident.people_told_at, incident.authority_told_at]
    done_at = max(told) if all(told) else None
    if incident.closed_at and done_at is None:
        return None
    return clock(due_at(incident.found_at), at=timezone.now(), done_at=done_at)
