"""The dictionary: its list, one competency with its versions, and an agency's own additions."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import requires
from core.forms.fields import refused_in
from core.fragments import render_part
from core.paging import page_of
from core.permissions import Permission, has_permission
from core.selectors import agency_with, decisions_on
from evaluations.domain.dictionary import in_force
from evaluations.exports.dictionary import dictionary_workbook
from evaluations.filters.dictionary import CompetencyFilter, field_title
from evaluations.forms.dictionary import NewCompetencyForm, RetireForm, WordsForm, typed_words
from evaluations.models import Competency
from evaluations.selectors import dictionary as selectors
from evaluations.services import dictionary as service

PER_PAGE = 100


@require_safe
@requires(Permission.LIBRARY_VIEW)
def competency_list(request: HttpRequest) -> HttpResponse:
    """All competencies by field: the library and what the agency has added."""
    rows = _filtered(request)
    page = page_of(rows.qs, request.GET.get("page"), size=PER_PAGE, noun=_("kompetensi"))
    fields: dict[str, list[Competency]] = {}
    for competency in page.rows:
        fields.setdefault(competency.field, []).append(competency)
    context = {
        "filter": rows,
        "page": page,
        "fields": [(field_title(key), found) for key, found in fields.items()],
        "edits": has_permission(request.user, Permission.LIBRARY_EDIT, agency=request.agency),
    }
    parts = {"page": "evaluations/dictionary/list.html", "part": "evaluations/dictionary/_results.html"}
    return render_part(request, context=context, **parts)


@require_safe
@requires(Permission.LIBRARY_VIEW)
def competency_export(request: HttpRequest) -> HttpResponse:
    """What is filtered, in the layout of the import."""
    file = dictionary_workbook(_filtered(request).qs, on=timezone.localdate())
    name = _("kamus-kompetensi") + f"-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


@require_safe
@requires(Permission.LIBRARY_VIEW)
def competency_options(request: HttpRequest) -> HttpResponse:
    """Competencies beside the nine, for the suggestions of the grid."""
    agency = selectors.library_of(request.user, request.agency)
    found = selectors.suggestions(agency, request.GET.get("add", ""))
    options = [selectors.label(competency) for competency in found]
    return render(request, "employees/_options.html", {"options": options})


@require_safe
@requires(Permission.LIBRARY_VIEW, via=selectors.competency_for)
def competency_detail(request: HttpRequest, competency: Competency) -> HttpResponse:
    """The definition and the five levels in the version in force, or in the one asked for."""
    today, agency = timezone.localdate(), selectors.library_of(request.user, request.agency)
    versions = selectors.versions_of(competency)
    current, newest = in_force(versions, on=today), next(iter(versions), None)
    asked = {str(version.number): version for version in versions}
    context = {
        "competency": competency,
        "field": field_title(competency.field),
        "versions": versions,
        "current": current,
        "today": today,
        "shown": asked.get(request.GET.get("versi", ""), current or newest),
        "coming": newest if newest and newest.valid_from > today else None,
        "used": selectors.standards_with(competency, agency, on=today),
        "may_edit": selectors.may_edit(request.user, competency),
        "twin": selectors.twin_of(competency, agency),
        "may_copy": has_permission(request.user, Permission.LIBRARY_EDIT, agency=request.agency),
        "decisions": decisions_on(request.user, Competency, competency.pk, permission=Permission.LIBRARY_VIEW),
    }
    return render(request, "evaluations/dictionary/detail.html", context)


@require_safe
@requires(Permission.LIBRARY_VIEW, via=selectors.competency_for)
def competency_trail(request: HttpRequest, competency: Competency) -> HttpResponse:
    """Every change of the row itself, for everybody who reads the dictionary; without the names of persons."""
    page = page_of(selectors.row_history(competency), request.GET.get("page"), noun=_("perubahan"))
    context = {"competency": competency, "page": page, "lines": selectors.row_changes(competency, list(page.rows))}
    return render(request, "evaluations/dictionary/trail.html", context)


@requires(Permission.LIBRARY_EDIT)
def competency_new(request: HttpRequest) -> HttpResponse:
    """Add a competency of the agency's own, perhaps as a copy of another one."""
    agency = agency_with(request.user, request.agency, Permission.LIBRARY_EDIT)
    source = _source(request)
    initial = {"valid_from": timezone.localdate(), "group": "technical"} | _typed(source)
    form = NewCompetencyForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refused_in(form):
            added = service.add_competency(
                agency=agency, code=form.cleaned_data["code"], copied_from=source, by=request.user, at=timezone.now(),
                **form.described,
            )  # fmt: skip
        if form.is_valid():
            messages.success(request, _("%(name)s ditambahkan ke kamus.") % {"name": added})
            return redirect("competency_detail", pk=added.pk)
    return _form_page(request, "evaluations/dictionary/new.html", form, source=source)


@requires(Permission.LIBRARY_EDIT, via=selectors.own_competency_for)
def competency_edit(request: HttpRequest, competency: Competency) -> HttpResponse:
    """Other words, as the next version."""
    latest = selectors.versions_of(competency)[0]
    pending = latest.valid_from > timezone.localdate()
    initial = _typed(competency) | {"valid_from": latest.valid_from if pending else timezone.localdate()}
    form = WordsForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refused_in(form):
            service.revise_competency(
                competency=competency, based_on=_number(request.POST.get("based_on")), by=request.user,
                at=timezone.now(), **form.described,
            )  # fmt: skip
        if form.is_valid():
            messages.success(request, _("%(name)s disimpan.") % {"name": competency})
            return redirect("competency_detail", pk=competency.pk)
    # Said once: who saves again after reading what somebody else has saved means it.
    based_on = latest.number if form.non_field_errors() else request.POST.get("based_on", latest.number)
    about = {"competency": competency, "latest": latest, "pending": pending, "based_on": based_on}
    return _form_page(request, "evaluations/dictionary/edit.html", form, **about)


@requires(Permission.LIBRARY_EDIT, via=selectors.own_competency_for)
def competency_retire(request: HttpRequest, competency: Competency) -> HttpResponse:
    """Offer a competency no more."""
    form = RetireForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        service.retire_competency(competency=competency, reason=reason, by=request.user, at=timezone.now())
        messages.success(request, _("%(name)s tidak dipakai lagi sejak hari ini.") % {"name": competency})
        return redirect("competency_detail", pk=competency.pk)
    used = selectors.standards_with(competency, competency.agency, on=timezone.localdate())
    return _form_page(request, "evaluations/dictionary/retire.html", form, competency=competency, used=used)


@requires(Permission.LIBRARY_EDIT, via=selectors.own_competency_for)
def competency_restore(request: HttpRequest, competency: Competency) -> HttpResponse:
    """Offer a retired competency again."""
    form = RetireForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        service.restore_competency(competency=competency, reason=reason, by=request.user, at=timezone.now())
        messages.success(request, _("%(name)s dipakai kembali sejak hari ini.") % {"name": competency})
        return redirect("competency_detail", pk=competency.pk)
    return _form_page(request, "evaluations/dictionary/restore.html", form, competency=competency)


def _filtered(request: HttpRequest) -> CompetencyFilter:
    rows = selectors.competencies(request.user, request.agency, on=timezone.localdate())
    return CompetencyFilter(request, rows)


def _source(request: HttpRequest) -> Competency | None:
    """The competency that is copied, if the address names one."""
    asked = request.GET.get("salin", "")
    return selectors.competency_for(request.user, _number(asked)) if asked else None


def _typed(competency: Competency | None) -> dict[str, Any]:
    """The words of the newest version, to begin with; a copy of one of the nine becomes an additional one."""
    if competency is None:
        return {}
    versions = selectors.versions_of(competency)
    typed = typed_words(competency, selectors.words_of(versions[0])) if versions else {}
    return typed if competency.group in selectors.OWN_GROUPS else typed | {"group": "additional"}


def _number(text: str | None) -> int:
    """A key from an address or a form; 0, which is nobody's, for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _form_page(request: HttpRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    return render(request, template, {"form": form} | context, status=400 if form.errors else 200)
