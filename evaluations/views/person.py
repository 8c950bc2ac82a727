"""Competency and performance of one person: a section of her page, or a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import requires
from core.fragments import render_part
from core.permissions import Permission
from employees.enums import ReadingKind
from employees.models import Employee
from employees.selectors import employee_for
from employees.services.readings import record_reading
from evaluations import selectors


@require_safe
@requires(Permission.SELF_VIEW, via=employee_for)
def employee_competencies(request: HttpRequest, person: Employee) -> HttpResponse:
    """The nine competencies of the latest assessment against the job's levels."""
    _read(request, person, ReadingKind.COMPETENCY)
    profile = selectors.competency_profile(person, on=timezone.localdate())
    return _section(request, "competencies", {"person": person, "profile": profile})


@require_safe
@requires(Permission.SELF_VIEW, via=employee_for)
def employee_performance(request: HttpRequest, person: Employee) -> HttpResponse:
    """Results, behaviour and predicate of every year."""
    _read(request, person, ReadingKind.PERFORMANCE)
    years = selectors.performance_of(person)
    return _section(request, "performance", {"person": person, "years": years})


def _read(request: HttpRequest, person: Employee, what: ReadingKind) -> None:
    record_reading(people=[person], reader=request.user, what=[what], page=request.path, at=timezone.now())


def _section(request: HttpRequest, name: str, context: dict) -> HttpResponse:
    page, part = f"evaluations/{name}.html", f"evaluations/_{name}.html"
    return render_part(request, page=page, part=part, context=context)
