"""What the index knows about one person, with its arithmetic."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import requires
from core.fragments import render_part
from core.permissions import Permission
from employees.enums import ReadingKind
from employees.permissions import sees_discipline
from employees.selectors import employee_for
from employees.services.readings import record_reading
from reports.indices import index_of


@require_safe
@requires(Permission.SELF_VIEW, via=employee_for)
def employee_index(request: HttpRequest, employee: Any) -> HttpResponse:
    """The person's newest index; discipline, and the total that gives it away, for those who may see it."""
    discipline = sees_discipline(request.user, employee)
    # The index is the yearly performance and, for those who may see them, the punishments in one number.
    what = [ReadingKind.PERFORMANCE, *([ReadingKind.DISCIPLINE] if discipline else [])]
    record_reading(people=[employee], reader=request.user, what=what, page=request.path, at=timezone.now())
    context = {"employee": employee, "index": index_of(employee, with_discipline=discipline)}
    names = {"page": "reports/employee_index.html", "part": "reports/_employee_index.html"}
    return render_part(request, context=context, **names)
