"""The tree of units, from the top or from one unit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import requires
from core.fragments import render_part
from core.models import Unit
from core.paging import page_of
from core.permissions import Permission, has_permission
from core.selectors import unit_for
from employees import selectors

CHILDREN_SHOWN = 100


@require_safe
@requires(Permission.UNIT_VIEW)
def unit_tree(request: HttpRequest) -> HttpResponse:
    """The organisation, from the highest units the person may see; or units found by name."""
    searched = request.GET.get("q", "").strip()
    if searched:
        return _found_page(request, searched)
    tops = selectors.top_units(request.user, request.agency)
    if len(tops) == 1:
        return _branch_page(request, tops[0])
    context = {
        "branches": selectors.branches(tops, on=timezone.localdate()),
        "checks_superiors": has_permission(request.user, Permission.SUPERIOR_EDIT),
    }
    return render(request, "employees/unit_tree.html", context)


@require_safe
@requires(Permission.UNIT_VIEW, via=unit_for)
def unit_branch(request: HttpRequest, unit: Unit) -> HttpResponse:
    """What lies directly under a unit: a branch of the open tree, or a page of its own."""
    return _branch_page(request, unit)


def _found_page(request: HttpRequest, searched: str) -> HttpResponse:
    found = selectors.units_meant(request.user, request.agency, searched)
    page = page_of(found, request.GET.get("page"), size=CHILDREN_SHOWN, noun=_("unit"))
    branches = selectors.branches(list(page.rows), on=timezone.localdate())
    context = {"searched": searched, "page": page, "branches": branches, "is_search": True}
    return render(request, "employees/unit_tree.html", context)


def _branch_page(request: HttpRequest, unit: Unit) -> HttpResponse:
    page = page_of(selectors.children(unit), request.GET.get("page"), size=CHILDREN_SHOWN, noun=_("unit"))
    today = timezone.localdate()
    top, branches = selectors.opened(unit, list(page.rows), is_complete=not page.has_several, on=today)
    context = {"unit": unit, "page": page, "top": top, "branches": branches}
    if not request.htmx:
        context["crumbs"] = selectors.crumbs(request.user, unit)
        context["checks_superiors"] = has_permission(request.user, Permission.SUPERIOR_EDIT, agency=unit.agency)
    return render_part(
        request,
        page="employees/unit_tree.html",
        part="employees/_branches.html",
        context=context,
    )
