"""The trail: what was decided and changed in the agency, and the whole story of one object."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import trail
from core.access import requires
from core.filters import TrailFilter
from core.fragments import render_part
from core.paging import page_of
from core.permissions import Permission
from core.selectors import agency_with, decisions_in_trail
from core.trail import Subject


@require_safe
@requires(Permission.TRAIL_VIEW)
def trail_list(request: HttpRequest) -> HttpResponse:
    """Decisions of the agency, or changes of one kind of data, the newest first."""
    agency = agency_with(request.user, request.agency, Permission.TRAIL_VIEW)
    model = trail.shown_models().get(request.GET.get("kind", ""))
    rows = trail.changes_in(model, agency) if model else trail.decisions_in(request.user, agency)
    filters = TrailFilter(request, rows, models=trail.shown_models())
    page = page_of(filters.qs, request.GET.get("page"), noun=_("catatan"))
    found = list(page.rows)
    lines = trail.change_lines(model, found) if model else trail.decision_lines(found)
    if model:
        trail.note_reading(model, found, reader=request.user, page=request.path, at=timezone.now())
    context = {"filter": filters, "page": page, "lines": lines, "kind": model and model._meta.verbose_name}
    return render_part(request, page="core/trail/trail_list.html", part="core/trail/_results.html", context=context)


@require_safe
@requires(Permission.TRAIL_VIEW, via=trail.subject_for)
def trail_object(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Everything that was decided about one object and every change of it."""
    page = page_of(trail.history_of(subject), request.GET.get("page"), noun=_("perubahan"))
    events = list(page.rows)
    trail.note_reading(subject.model, events, reader=request.user, page=request.path, at=timezone.now(), of=subject)
    context = {
        "subject": subject,
        "kind": subject.model._meta.verbose_name,
        "page": page,
        "lines": trail.change_lines(subject.model, events, of=subject),
        "decisions": trail.decision_lines(decisions_in_trail(request.user, subject.model, subject.pk)[:20]),
    }
    return render(request, "core/trail/trail_object.html", context)
