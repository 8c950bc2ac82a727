"""Learning of one person: a section of her page, or a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import requires
from core.fragments import render_part
from core.paging import page_of
from core.permissions import Permission
from employees.models import Employee
from employees.selectors import employee_for
from training.selectors import records as selectors

RECORDS_SHOWN = 10


@require_safe
@requires(Permission.SELF_VIEW, via=employee_for)
def employee_training(request: HttpRequest, person: Employee) -> HttpResponse:
    """JP per year beside the law's number, and the records, newest first."""
    asked = request.GET.get("page")
    records = selectors.records_of(person)
    context = {
        "person": person,
        "years": selectors.learning_years(person, this_year=timezone.localdate().year),
        "page": page_of(records, asked, size=RECORDS_SHOWN, noun=_("pelatihan")),
    }
    page, part = "training/training.html", "training/_training.html"
    return render_part(request, page=page, part=part, context=context)
