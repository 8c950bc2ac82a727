"""Competency and performance of one person: a section of her page, a page of its own, and her own page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import requires
from core.fragments import render_part
from core.permissions import Permission, covers
from employees.enums import ReadingKind
from employees.models import Employee
from employees.selectors import employee_for, own_record
from employees.services.readings import record_reading
from evaluations.selectors import person as selectors


@require_safe
@requires(Permission.SELF_VIEW, via=employee_for)
def employee_competencies(request: HttpRequest, person: Employee) -> HttpResponse:
    """What the job demands and what the person reaches, with the evidence."""
    _read(request, person, ReadingKind.COMPETENCY)
    profile = selectors.competency_profile(
        person, on=timezone.localdate(), with_evidence=_sees_evidence(request.user, person)
    )
    return _section(request, "competencies", _context(person, profile))


@require_safe
@requires(Permission.SELF_VIEW)
def competency_self(request: HttpRequest) -> HttpResponse:
    """The competencies of the person who has logged in, and what the levels she lacks mean."""
    person = own_record(request.user)
    if person is None:
        return render(request, "employees/no_record.html")
    profile = selectors.competency_profile(person, on=timezone.localdate(), with_meaning=True)
    return render(request, "evaluations/gaps/self.html", _context(person, profile) | {"is_self": True})


@require_safe
@requires(Permission.SELF_VIEW, via=employee_for)
def employee_performance(request: HttpRequest, person: Employee) -> HttpResponse:
    """Results, behaviour and predicate of every year."""
    _read(request, person, ReadingKind.PERFORMANCE)
    years = selectors.performance_of(person)
    return _section(request, "performance", {"person": person, "years": years})


def _context(person: Employee, profile: selectors.CompetencyProfile | None) -> dict[str, Any]:
    return {"person": person, "profile": profile, "radar": selectors.radar(profile) if profile else None}


def _sees_evidence(user: Any, person: Employee) -> bool:
    """What assessors wrote is for those who run or examine assessments, never for the person herself."""
    if person.user_id == user.pk:
        return False
    path = person.unit.path if person.unit else ""
    return covers(user, Permission.ASSESSMENT_VIEW, agency_id=person.agency_id, path=path)


def _read(request: HttpRequest, person: Employee, what: ReadingKind) -> None:
    record_reading(people=[person], reader=request.user, what=[what], page=request.path, at=timezone.now())


def _section(request: HttpRequest, name: str, context: dict) -> HttpResponse:
    page, part = f"evaluations/{name}.html", f"evaluations/_{name}.html"
    return render_part(request, page=page, part=part, context=context)
