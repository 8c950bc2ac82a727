"""The first page after logging in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import signed_in
from reports.dashboards import home_for


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("unit", "")
    shown = home_for(request.user, request.agency, on=timezone.localdate(), asked=asked)  # type: ignore[attr-defined]
    return render(request, "reports/home.html", {"home": shown})
