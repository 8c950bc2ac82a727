"""The way from one's job to another: for oneself, and for a person whose competencies one may see."""

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
from employees.selectors import own_record
from employees.services.readings import record_reading
from evaluations.selectors import career as selectors
from evaluations.selectors.jobs import job_label


@require_safe
@requires(Permission.SELF_VIEW)
def career(request: HttpRequest) -> HttpResponse:
    """From my job to the one I aim at."""
    person = own_record(request.user)
    if person is None:
        return render(request, "employees/no_record.html")
    return _page(request, person, is_own=True)


@require_safe
@requires(Permission.COMPETENCY_VIEW, via=selectors.person_for)
def career_of(request: HttpRequest, person: Employee) -> HttpResponse:
    """The same for a person one leads, or whose personnel matters one handles."""
    record_reading(
        people=[person], reader=request.user, what=[ReadingKind.COMPETENCY], page=request.path, at=timezone.now()
    )
    return _page(request, person, is_own=False)


def _page(request: HttpRequest, person: Employee, *, is_own: bool) -> HttpResponse:
    typed, on = request.GET.get("job", ""), person.agency.date_at(timezone.now())
    target = selectors.target_named(person.agency, typed)
    context: dict[str, Any] = {
        "person": person, "is_own": is_own, "typed": typed, "target": target,
        "label": job_label(target) if target else typed,
        "suggested": selectors.suggested(person),
    }  # fmt: skip
    if target:
        context |= {"way": selectors.way_to(person, target, on=on), "others": selectors.others_in(target), "on": on}
    elif typed:
        context["alike"] = list(selectors.jobs_like(person.agency, typed))
    return render_part(
        request, page="evaluations/talent/career.html", part="evaluations/talent/_career.html", context=context
    )


@require_safe
@requires(Permission.SELF_VIEW)
def career_jobs(request: HttpRequest) -> HttpResponse:
    """Jobs for the suggestions while one types; names only, of the government somebody's way begins in."""
    agency = selectors.agency_of_way(request.user, request.agency)  # type: ignore[attr-defined]
    names = [job_label(job) for job in selectors.jobs_like(agency, request.GET.get("job", ""))]
    return render(request, "employees/_options.html", {"options": list(dict.fromkeys(names))})
