"""How long data are kept, and what would go today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import requires
from core.permissions import Permission
from core.selectors import agency_with
from core.services.retention import plan


@require_safe
@requires(Permission.RETENTION_RUN)
def retention_rules(request: HttpRequest) -> HttpResponse:
    """The rules with their sources and the figures of a dry run; erasing is done by the command."""
    agency = agency_with(request.user, request.agency, Permission.RETENTION_RUN)
    context = {"plan": plan(on=timezone.localdate(), agency=agency)}
    return render(request, "core/retention.html", context)
