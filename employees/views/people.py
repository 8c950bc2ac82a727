"""The list of people, one person, and what is offered while one types."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import requires, signed_in
from core.fragments import render_part
from core.paging import CappedPaginator, SearchPaginator
from core.permissions import Permission, has_permission
from employees import exports, selectors
from employees.enums import ReadingKind
from employees.filters import EmployeeFilter
from employees.hierarchy import superior_of
from employees.models import Employee
from employees.permissions import corrects_superior, is_own, legal_status_of, restricted_of, sees_discipline
from employees.services.readings import record_export, record_reading
from employees.tables import EmployeeTable


@require_safe
@requires(Permission.EMPLOYEE_VIEW)
def employee_list(request: HttpRequest) -> HttpResponse:
    """People of the agency: search, filters, order and page, all in the address."""
    people = EmployeeFilter(request, selectors.people(request.user, request.agency))
    table = EmployeeTable(people.qs, order_by=EmployeeTable.order_from(request.GET.get("sort", "")))
    paginator = SearchPaginator if people.is_selective else CappedPaginator
    table.paginate(page=request.GET.get("page") or 1, paginator_class=paginator)
    table.paginator.noun = _("pegawai")
    context = {
        "table": table,
        "page": table.page,
        "filter": people,
        "exports": has_permission(request.user, Permission.EMPLOYEE_EXPORT, agency=request.agency),
    }
    return render_part(
        request,
        page="employees/employee_list.html",
        part="employees/_results.html",
        context=context,
    )


@require_safe
@requires(Permission.EMPLOYEE_VIEW)
def employee_suggest(request: HttpRequest) -> HttpResponse:
    """The first people that match what is being typed in the top bar."""
    typed = request.GET.get("q", "")
    found = selectors.suggestions(request.user, request.agency, typed)
    return render(request, "employees/_suggestions.html", {"people": found, "typed": typed.strip()})


@require_safe
@requires(Permission.EMPLOYEE_EXPORT)
def employee_export(request: HttpRequest) -> HttpResponse:
    """What is filtered, as an Excel file."""
    people = EmployeeFilter(request, selectors.people(request.user, request.agency, Permission.EMPLOYEE_EXPORT)).qs
    keys = exports.keys_of(people)
    if len(keys) > exports.MOST_ROWS:
        messages.error(request, exports.too_many_rows())
        return redirect(f"{reverse('employee_list')}?{request.GET.urlencode()}")
    taken = exports.of_keys(keys)
    rows = exports.export_rows(taken).order_by("name", "id")
    file = exports.people_workbook(rows, request.agency, request.user)
    record_export(people=taken, reader=request.user, agency=request.agency, page=request.path, at=timezone.now())
    name = _("pegawai") + f"-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


@require_safe
@requires(Permission.EMPLOYEE_VIEW)
def unit_options(request: HttpRequest) -> HttpResponse:
    """Units for the suggestions of the filter."""
    typed = request.GET.get("unit", "")
    found = selectors.find_units(request.user, request.agency, typed, limit=12) if typed else []
    options = [selectors.unit_label(unit) for unit in found]
    return render(request, "employees/_options.html", {"options": options})


@require_safe
@requires(Permission.EMPLOYEE_VIEW)
def job_options(request: HttpRequest) -> HttpResponse:
    """Jobs for the suggestions of the filter."""
    options = selectors.job_names(request.user, request.agency, request.GET.get("job", ""))
    return render(request, "employees/_options.html", {"options": options})


@require_safe
@requires(Permission.SELF_VIEW, via=selectors.employee_for)
def employee_detail(request: HttpRequest, person: Employee) -> HttpResponse:
    """One person; competencies, learning and performance load from their own apps."""
    return _person_page(request, person)


@require_safe
@signed_in
def employee_self(request: HttpRequest) -> HttpResponse:
    """The record of the person who has logged in."""
    person = selectors.own_record(request.user)
    if person is None:
        return render(request, "employees/no_record.html")
    return _person_page(request, person)


def _person_page(request: HttpRequest, person: Employee) -> HttpResponse:
    discipline = sees_discipline(request.user, person)
    private = restricted_of(request.user, person)
    opened = {ReadingKind.PROFILE: True, ReadingKind.PRIVATE: private.is_whole, ReadingKind.DISCIPLINE: discipline}
    what = [kind for kind, shown in opened.items() if shown]
    record_reading(people=[person], reader=request.user, what=what, page=request.path, at=timezone.now())
    context = {
        "person": person,
        "is_self": is_own(request.user, person),
        "unit_path": selectors.unit_path(person.unit),
        "above": superior_of(person, at=timezone.now()),
        "may_correct": corrects_superior(request.user, person),
        "private": private,
        "legal_status": legal_status_of(request.user, person),
        "history": selectors.history_of(person, with_discipline=discipline),
        "shows_discipline": discipline,
        "discipline": selectors.discipline_of(person) if discipline else [],
    }
    return render(request, "employees/employee_detail.html", context)
