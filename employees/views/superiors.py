"""The superior of a person: correcting it, and what is wrong with superiors in the government."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import requires
from core.domain.errors import Denied
from core.forms.fields import refused_in
from core.fragments import render_part
from core.paging import page_of
from core.permissions import Permission
from employees import hierarchy, selectors
from employees.forms import SuperiorForm, SuperiorResetForm
from employees.models import Employee
from employees.services import superiors as service
from employees.superior_tabs import active_tab, tabs_of


@require_safe
@requires(Permission.SUPERIOR_EDIT)
def superior_check(request: HttpRequest) -> HttpResponse:
    """People without superior, circles, vacant posts, acting officials whose days end."""
    if request.agency is None:
        raise Denied(_("Belum ada instansi pada akun Anda."))
    tabs = tabs_of(hierarchy.findings(request.user, request.agency, at=timezone.now()))
    tab = active_tab(tabs, request.GET.get("tab"))
    page = page_of(tab.rows, request.GET.get("page"), noun=tab.noun)
    context = {"tabs": tabs, "tab": tab, "page": page}
    return render_part(
        request, page="employees/superior_check.html", part="employees/_superior_findings.html", context=context
    )


@require_safe
@requires(Permission.SUPERIOR_EDIT)
def superior_options(request: HttpRequest) -> HttpResponse:
    """People for the suggestions of the form."""
    typed = request.GET.get("superior", "")
    found = selectors.suggestions(request.user, request.agency, typed, permission=Permission.SUPERIOR_EDIT)
    options = [hierarchy.person_label(person) for person in found]
    return render(request, "employees/_options.html", {"options": options})


@requires(Permission.SUPERIOR_EDIT, via=hierarchy.person_to_correct)
def superior_edit(request: HttpRequest, person: Employee) -> HttpResponse:
    """Name the superior of a person."""
    now = timezone.now()
    form = SuperiorForm(request.POST or None, agency=person.agency)
    if form.is_valid():
        with refused_in(form):
            service.set_superior(employee=person, by=request.user, at=now, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Atasan %(name)s disimpan.") % {"name": person})
            return redirect("employee_detail", pk=person.pk)
    context = {"person": person, "above": hierarchy.superior_of(person, at=now), "form": form}
    return render(request, "employees/superior_edit.html", context, status=400 if form.errors else 200)


@requires(Permission.SUPERIOR_EDIT, via=hierarchy.person_to_correct)
def superior_reset(request: HttpRequest, person: Employee) -> HttpResponse:
    """Let the tree of units decide again."""
    now = timezone.now()
    form = SuperiorResetForm(request.POST or None)
    if form.is_valid():
        with refused_in(form):
            service.reset_superior(employee=person, by=request.user, at=now, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Atasan %(name)s kembali mengikuti susunan unit.") % {"name": person})
            return redirect("employee_detail", pk=person.pk)
    context = {"person": person, "above": hierarchy.superior_of(person, at=now), "form": form}
    return render(request, "employees/superior_reset.html", context, status=400 if form.errors else 200)
