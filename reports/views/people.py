"""What the index knows about one person, with its arithmetic."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.access import requires
from core.permissions import Permission
from employees.permissions import sees_discipline
from employees.selectors import employee_for
from reports.indices import index_of


@requires(Permission.SELF_VIEW, via=employee_for)
def employee_index(request: HttpRequest, employee: Any) -> HttpResponse:
    fragment = bool(request.htmx)  # type: ignore[attr-defined]
    is_own = employee.user_id == request.user.pk
    index = index_of(employee, with_discipline=is_own or sees_discipline(request.user, employee))
    template = "reports/_employee_index.html" if fragment else "reports/employee_index.html"
    return render(request, template, {"employee": employee, "index": index})
