"""Who holds which role: the list, giving, changing, taking away; and what each role may do."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import holders
from core.access import requires, signed_in
from core.filters import RoleFilter
from core.forms.fields import refused_in
from core.forms.roles import ChangeRoleForm, EndRoleForm, GiveRoleForm
from core.fragments import render_part
from core.models import RoleAssignment
from core.paging import page_of
from core.permissions import Permission
from core.rights import rights
from core.selectors import agency_with, decisions_on
from core.services import roles as service


@require_safe
@requires(Permission.ROLE_VIEW)
def role_list(request: HttpRequest) -> HttpResponse:
    """Roles of the agency by person, those in force unless asked otherwise."""
    agency = agency_with(request.user, request.agency, Permission.ROLE_VIEW)
    today = agency.date_at(timezone.now())
    rows = RoleFilter(request, holders.assignments_of(request.user, agency), on=today)
    page = page_of(rows.qs, request.GET.get("page"), noun=_("penugasan"))
    context = {
        "filter": rows,
        "page": page,
        "holdings": holders.held_roles(request.user, list(page.rows), on=today),
        "may_edit": holders.may_edit(request.user, agency),
    }
    return render_part(request, page="core/roles/role_list.html", part="core/roles/_results.html", context=context)


@require_safe
@signed_in
def role_rights(request: HttpRequest) -> HttpResponse:
    """What each role may do, from the table the program itself asks."""
    return render(request, "core/roles/role_rights.html", {"rights": rights()})


@require_safe
@requires(Permission.ROLE_EDIT)
def role_accounts(request: HttpRequest) -> HttpResponse:
    """Accounts for the suggestions of the form."""
    agency = agency_with(request.user, request.agency, Permission.ROLE_EDIT)
    found = holders.accounts_like(agency, request.GET.get("account", ""))
    options = [holders.account_label(account) for account in found]
    return render(request, "core/roles/_options.html", {"options": options})


@requires(Permission.ROLE_EDIT)
def role_give(request: HttpRequest) -> HttpResponse:
    """Give somebody a role."""
    agency = agency_with(request.user, request.agency, Permission.ROLE_EDIT)
    initial = {"account": request.GET.get("account", "")}
    form = GiveRoleForm(request.POST or None, initial=initial, user=request.user, agency=agency)
    if form.is_valid():
        data = form.cleaned_data
        with refused_in(form):
            given = service.give_role(
                user=data["account"], role=data["role"], agency=agency, unit=data["unit"], acting=data["acting"],
                period=form.period, reason=data["reason"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        if form.is_valid():
            messages.success(request, _("Peran %(role)s diberikan.") % {"role": given})
            return redirect("role_detail", pk=given.pk)
    return _form_page(request, "core/roles/role_give.html", form)


@require_safe
@requires(Permission.ROLE_VIEW, via=holders.role_for)
def role_detail(request: HttpRequest, assignment: RoleAssignment) -> HttpResponse:
    """One assignment and the decisions about it."""
    today = assignment.agency.date_at(timezone.now())
    [holding] = holders.held_roles(request.user, [assignment], on=today)
    decisions = decisions_on(request.user, RoleAssignment, assignment.pk, permission=Permission.ROLE_VIEW)
    context = {"assignment": assignment, "holding": holding, "decisions": decisions}
    return render(request, "core/roles/role_detail.html", context)


@requires(Permission.ROLE_EDIT, via=holders.role_to_edit)
def role_change(request: HttpRequest, assignment: RoleAssignment) -> HttpResponse:
    """Another period for a role, also the extension of an acting official."""
    now = timezone.now()
    initial = {"starts_on": assignment.starts_on, "ends_on": assignment.ends_on}
    begun = holders.state_of(assignment, assignment.agency.date_at(now)) != "coming"
    form = ChangeRoleForm(request.POST or None, initial=initial, begun=begun)
    if form.is_valid():
        with refused_in(form):
            service.change_role(
                assignment=assignment, period=form.period, reason=form.cleaned_data["reason"], by=request.user, at=now
            )
        if form.is_valid():
            messages.success(request, _("Masa peran disimpan."))
            return redirect("role_detail", pk=assignment.pk)
    return _form_page(request, "core/roles/role_change.html", form, assignment=assignment)


@requires(Permission.ROLE_EDIT, via=holders.role_to_edit)
def role_end(request: HttpRequest, assignment: RoleAssignment) -> HttpResponse:
    """Take a role away; it stops working with the next click of the person."""
    form = EndRoleForm(request.POST or None)
    if form.is_valid():
        with refused_in(form):
            service.end_role(
                assignment=assignment, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        if form.is_valid():
            messages.success(request, _("Peran %(role)s dicabut.") % {"role": assignment})
            return redirect("role_list")
    return _form_page(request, "core/roles/role_end.html", form, assignment=assignment)


def _form_page(request: HttpRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    return render(request, template, {"form": form} | context, status=400 if form.errors else 200)
