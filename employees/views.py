"""Pages about people and the organisation."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import requires, signed_in
from core.domain.formatting import number
from core.fragments import render_part
from core.models import Unit
from core.paging import CappedPaginator, SearchPaginator, page_of
from core.permissions import Permission, has_permission
from core.selectors import unit_for
from employees import exports, selectors
from employees.filters import EmployeeFilter
from employees.models import Employee
from employees.permissions import sees_discipline, sees_private
from employees.tables import EmployeeTable

CHILDREN_SHOWN = 100


@requires(Permission.EMPLOYEE_VIEW)
def employee_list(request: HttpRequest) -> HttpResponse:
    """People of the agency: search, filters, order and page, all in the address."""
    people = EmployeeFilter(request, selectors.people(request.user, request.agency))
    table = EmployeeTable(people.qs, order_by=request.GET.get("sort") or "name")
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


@requires(Permission.EMPLOYEE_VIEW)
def employee_suggest(request: HttpRequest) -> HttpResponse:
    """The first people that match what is being typed in the top bar."""
    typed = request.GET.get("q", "")
    found = selectors.suggestions(request.user, request.agency, typed)
    return render(request, "employees/_suggestions.html", {"people": found, "typed": typed.strip()})


@requires(Permission.EMPLOYEE_EXPORT)
def employee_export(request: HttpRequest) -> HttpResponse:
    """What is filtered, as an Excel file."""
    scope = selectors.exportable(request.user)
    people = EmployeeFilter(request, selectors.people(request.user, request.agency).filter(scope)).qs
    if people.order_by()[: exports.MOST_ROWS + 1].count() > exports.MOST_ROWS:
        messages.error(request, too_many_rows())
        return redirect(f"{reverse('employee_list')}?{request.GET.urlencode()}")
    rows = exports.export_rows(people).order_by("name", "id")
    file = exports.people_workbook(rows, request.agency)
    name = _("pegawai") + f"-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


def too_many_rows() -> str:
    return _(
        "Hasil saringan lebih dari %(most)s pegawai, terlalu banyak untuk satu berkas Excel. "
        "Persempit menurut unit kerja, status, atau jenjang, lalu unduh lagi."
    ) % {"most": number(exports.MOST_ROWS)}


@requires(Permission.EMPLOYEE_VIEW)
def unit_options(request: HttpRequest) -> HttpResponse:
    """Units for the suggestions of the filter."""
    typed = request.GET.get("unit", "")
    found = selectors.find_units(request.user, request.agency, typed, limit=12) if typed else []
    options = [selectors.unit_label(unit) for unit in found]
    return render(request, "employees/_options.html", {"options": options})


@requires(Permission.EMPLOYEE_VIEW)
def job_options(request: HttpRequest) -> HttpResponse:
    """Jobs for the suggestions of the filter."""
    options = selectors.job_names(request.user, request.agency, request.GET.get("job", ""))
    return render(request, "employees/_options.html", {"options": options})


@requires(Permission.SELF_VIEW, via=selectors.employee_for)
def employee_detail(request: HttpRequest, person: Employee) -> HttpResponse:
    """One person; competencies, learning and performance load from their own apps."""
    return _person_page(request, person)


@signed_in
def employee_self(request: HttpRequest) -> HttpResponse:
    """The record of the person who has logged in."""
    person = selectors.own_record(request.user)
    if person is None:
        return render(request, "employees/no_record.html")
    return _person_page(request, person)


def _person_page(request: HttpRequest, person: Employee) -> HttpResponse:
    discipline = sees_discipline(request.user, person)
    context = {
        "person": person,
        "is_self": person.user_id == request.user.pk,
        "unit_path": selectors.unit_path(person.unit),
        "private": sees_private(request.user, person),
        "history": selectors.history_of(person),
        "shows_discipline": discipline,
        "discipline": selectors.discipline_of(person) if discipline else [],
    }
    return render(request, "employees/employee_detail.html", context)


@requires(Permission.UNIT_VIEW)
def unit_tree(request: HttpRequest) -> HttpResponse:
    """The organisation, from the highest units the person may see; or units found by name."""
    searched = request.GET.get("q", "").strip()
    if searched:
        found = selectors.find_units(request.user, request.agency, searched)
        context = {"searched": searched, "branches": selectors.branches(found), "is_search": True}
        return render(request, "employees/unit_tree.html", context)
    tops = selectors.top_units(request.user, request.agency)
    if len(tops) == 1:
        return _branch_page(request, tops[0])
    context = {"branches": selectors.branches(tops)}
    return render(request, "employees/unit_tree.html", context)


@requires(Permission.UNIT_VIEW, via=unit_for)
def unit_branch(request: HttpRequest, unit: Unit) -> HttpResponse:
    """What lies directly under a unit: a branch of the open tree, or a page of its own."""
    return _branch_page(request, unit)


def _branch_page(request: HttpRequest, unit: Unit) -> HttpResponse:
    page = page_of(selectors.children(unit), request.GET.get("page"), size=CHILDREN_SHOWN, noun=_("unit"))
    top, branches = selectors.opened(unit, list(page.rows), is_complete=not page.has_several)
    context = {"unit": unit, "page": page, "top": top, "branches": branches}
    if not request.htmx:
        context["path"] = selectors.unit_path(unit)
    return render_part(
        request,
        page="employees/unit_tree.html",
        part="employees/_branches.html",
        context=context,
    )
