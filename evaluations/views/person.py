"""Competency and performance of one person: a section of her page, a page of its own, and her own page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import requires
from core.fragments import render_part
from core.permissions import Permission
from employees.enums import ReadingKind
from employees.models import Employee
from employees.permissions import is_own
from employees.selectors import employee_for, own_record
from evaluations.permissions import sees_results
from evaluations.selectors import person as selectors
from evaluations.selectors import radars
from evaluations.views.shared import read


@require_safe
@requires(Permission.SELF_VIEW, via=employee_for)
def employee_competencies(request: HttpRequest, person: Employee) -> HttpResponse:
    """What the job demands and what the person reaches, with the evidence."""
    read(request, [person], ReadingKind.COMPETENCY)
    profile = selectors.competency_profile(
        person, on=timezone.localdate(), with_evidence=sees_results(request.user, person)
    )
    return _section(request, "competencies", _context(request, person, profile))


@require_safe
@requires(Permission.SELF_VIEW)
def competency_self(request: HttpRequest) -> HttpResponse:
    """The competencies of the person who has logged in, and what the levels she lacks mean."""
    person = own_record(request.user)
    if person is None:
        return render(request, "employees/no_record.html")
    profile = selectors.competency_profile(person, on=timezone.localdate(), with_meaning=True)
    return render(request, "evaluations/gaps/self.html", _context(request, person, profile) | {"is_self": True})


@require_safe
@requires(Permission.SELF_VIEW, via=employee_for)
def employee_performance(request: HttpRequest, person: Employee) -> HttpResponse:
    """Results, behaviour and predicate of every year."""
    read(request, [person], ReadingKind.PERFORMANCE)
    years = selectors.performance_of(person)
    return _section(request, "performance", {"person": person, "years": years})


def _context(request: HttpRequest, person: Employee, profile: selectors.CompetencyProfile | None) -> dict[str, Any]:
    page = _page_of_results(request.user, person)
    results = [one for one in profile.assessments if one.agency_id == person.agency_id] if profile and page else []
    radar = radars.radar(profile) if profile else None
    return {"person": person, "profile": profile, "radar": radar, "results": results, "result_page": page}


def _page_of_results(user: Any, person: Employee) -> str:
    """Name of the page on which the reader may open each result: her own, that of those who run assessments, or ""."""
    if is_own(user, person):
        return "assessment_own"
    return "assessment_result" if sees_results(user, person) else ""


def _section(request: HttpRequest, name: str, context: dict) -> HttpResponse:
    page, part = f"evaluations/{name}.html", f"evaluations/_{name}.html"
    return render_part(request, page=page, part=part, context=context)
