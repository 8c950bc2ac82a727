"""Succession: the leading posts, and for each of them who could follow and what is missing."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import requires
from core.fragments import render_part
from core.models import Agency
from core.paging import page_of
from core.permissions import Permission, has_permission
from employees.enums import ReadingKind
from employees.selectors import people
from employees.services.readings import record_export
from evaluations.exports import talent as exports
from evaluations.filters.talent import CandidateFilter, PostFilter, YearFilter
from evaluations.selectors import succession as selectors
from evaluations.selectors.succession import Found, Post
from evaluations.selectors.talent import Chart, chart_of, years_of
from evaluations.views.shared import agency_of, excel, read

MOST_CANDIDATES = 1_000  # in one file; filters narrow it


@require_safe
@requires(Permission.TALENT_VIEW)
def succession_list(request: HttpRequest) -> HttpResponse:
    """Leading posts with holder, retirement and the size of the pool."""
    agency = agency_of(request, Permission.TALENT_VIEW)
    on = agency.date_at(timezone.now())
    asked = PostFilter(request, selectors.posts(agency), years=years_of(agency), on=on)
    chart = _chart(asked, agency, on)
    page = page_of(asked.qs, request.GET.get("page"), noun=_("jabatan"))
    posts = selectors.described(list(page.rows), chart)
    holders = [post.holder.pk for post in posts if post.holder]
    read(request, holders, ReadingKind.TALENT)
    context = {
        "filter": asked, "page": page, "posts": [(post, post.is_leaving(on)) for post in posts], "chart": chart,
        "exports": has_permission(request.user, Permission.TALENT_CONFIRM, agency=agency),
    }  # fmt: skip
    return render_part(
        request, page="evaluations/talent/posts.html", part="evaluations/talent/_posts.html", context=context
    )


@require_safe
@requires(Permission.TALENT_CONFIRM)
def succession_export(request: HttpRequest) -> HttpResponse:
    """The posts that are filtered, as an Excel file."""
    agency = agency_of(request, Permission.TALENT_CONFIRM)
    on = agency.date_at(timezone.now())
    asked = PostFilter(request, selectors.posts(agency), years=years_of(agency), on=on)
    posts = selectors.described(list(asked.qs[: exports.MOST_ROWS]), _chart(asked, agency, on))
    holders = people(request.user, agency).filter(pk__in=[post.holder.pk for post in posts if post.holder])
    record_export(people=holders, reader=request.user, agency=agency, page=request.path, at=timezone.now())
    return excel(exports.posts_workbook(posts), _("suksesi"))


def _chart(asked: YearFilter, agency: Agency, on: date) -> Chart | None:
    """The map of the year that is asked for."""
    return chart_of(agency, asked.wanted_year, on=on) if asked.wanted_year else None


@require_safe
@requires(Permission.TALENT_VIEW, via=selectors.post_for)
def succession_detail(request: HttpRequest, post: Post) -> HttpResponse:
    """One post: who could follow, how ready each is, and what is missing."""
    agency = post.unit.agency
    on = agency.date_at(timezone.now())
    asked = CandidateFilter(request, people(request.user, agency, Permission.TALENT_VIEW), years=years_of(agency))
    chart, demand = _chart(asked, agency, on), selectors.demand_of_post(post, on=on)
    known = selectors.competencies_of(demand, agency)
    found = selectors.candidates(post, demand, known, chart, on=on)
    page = page_of(_asked_for(asked, found), request.GET.get("page"), noun=_("kandidat"))
    listed = selectors.in_detail(list(page.rows), demand, on=on)
    read(request, [one.person for one in listed], ReadingKind.TALENT)
    context: dict[str, Any] = {
        "post": post, "unit": post.unit, "demand": demand, "chart": chart, "tally": selectors.tally(found),
        "filter": asked, "page": page, "candidates": listed, "names": known,
        "tier": exports.tier_name(post.tier), "is_leaving": post.is_leaving(on),
        "exports": has_permission(request.user, Permission.TALENT_CONFIRM, agency=agency),
    }  # fmt: skip
    return render_part(
        request, page="evaluations/talent/post.html", part="evaluations/talent/_candidates.html", context=context
    )


def _asked_for(asked: CandidateFilter, found: list[Found]) -> list[Found]:
    """Those of the candidates whom the filters let through, still in order of readiness."""
    if asked.misread:
        return []
    kept = [one for one in found if not asked.state_code or one.state == asked.state_code]
    if asked.only_pool:
        kept = [one for one in kept if one.is_in_pool]
    if asked.narrows_people:
        chosen = selectors.keys_of(asked.qs)
        kept = [one for one in kept if one.employee in chosen]
    return kept


@require_safe
@requires(Permission.TALENT_CONFIRM, via=selectors.confirmed_post_for)
def succession_file(request: HttpRequest, post: Post) -> HttpResponse:
    """The candidates that are filtered, as an Excel file."""
    agency = post.unit.agency
    on = agency.date_at(timezone.now())
    asked = CandidateFilter(request, people(request.user, agency, Permission.TALENT_VIEW), years=years_of(agency))
    chart, demand = _chart(asked, agency, on), selectors.demand_of_post(post, on=on)
    known = selectors.competencies_of(demand, agency)
    found = _asked_for(asked, selectors.candidates(post, demand, known, chart, on=on))
    if chart is None or len(found) > MOST_CANDIDATES:
        messages.error(
            request, _("Terlalu banyak kandidat untuk satu berkas, atau belum ada peta. Persempit saringannya.")
        )
        return redirect(f"{reverse('succession_detail', args=[post.unit.pk])}?{request.GET.urlencode()}")
    candidates = selectors.in_detail(found, demand, on=on)
    file = exports.candidates_workbook(post, candidates, known, chart)
    listed = people(request.user, agency).filter(pk__in=[one.person.pk for one in candidates])
    record_export(people=listed, reader=request.user, agency=agency, page=request.path, at=timezone.now())
    return excel(file, f"{_('kandidat')}-{exports.state_word(chart)}")
