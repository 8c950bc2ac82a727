"""When the monthly report comes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import requires
from core.permissions import Permission
from core.selectors import agency_with
from reports.forms import ScheduleForm
from reports.services import schedules


@requires(Permission.SCHEDULE_EDIT)
def schedule_list(request: HttpRequest) -> HttpResponse:
    """The schedule of the agency; saving it answers with the next run."""
    agency = agency_with(request.user, request.agency, Permission.SCHEDULE_EDIT)
    schedule = schedules.schedule_of(agency=agency, at=timezone.now())
    initial = {"day": schedule.day, "hour": schedule.hour, "is_on": schedule.is_on}
    form = ScheduleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        schedules.change_schedule(agency=agency, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Jadwal laporan bulanan disimpan."))
        return redirect("schedule_list")
    return render(request, "reports/schedule_list.html", {"form": form, "schedule": schedule})
