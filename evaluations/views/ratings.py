"""Rating: whom I rate, the sheet of one participant, and what the person herself reads in the end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from core.access import requires
from core.domain.errors import DomainError
from core.fragments import render_part, sent
from core.paging import page_of
from core.permissions import Permission
from evaluations.exports import ratings as exports
from evaluations.filters.rounds import RatingFilter
from evaluations.forms.ratings import RatingForm
from evaluations.models import Assessment, Rater
from evaluations.selectors import ratings as selectors
from evaluations.selectors import results
from evaluations.services import ratings as service
from evaluations.views.shared import excel


@require_safe
@requires(Permission.ASSESSMENT_RATE)
def rating_list(request: HttpRequest) -> HttpResponse:
    """Everybody I was asked to rate, and how far I am."""
    ratings = RatingFilter(request, selectors.ratings_to_do(request.user))
    page = page_of(ratings.qs, request.GET.get("page"), noun=_("peserta"))
    context = {"page": page, "filter": ratings, "today": timezone.localdate()}
    parts = {"page": "evaluations/ratings/rating_list.html", "part": "evaluations/ratings/_list.html"}
    return render_part(request, context=context, **parts)


@require_safe
@requires(Permission.ASSESSMENT_RATE)
def rating_export(request: HttpRequest) -> HttpResponse:
    """What is filtered, as an Excel file.

    No reading is written down for the participants: it would tell them who rates them.
    """
    rows = RatingFilter(request, selectors.ratings_to_do(request.user)).qs
    return excel(exports.ratings_workbook(rows), _("tugas-menilai"))


@requires(Permission.ASSESSMENT_RATE, via=selectors.rating_for)
def rating_edit(request: HttpRequest, rater: Rater) -> HttpResponse:
    """The sheet of one participant: a level and its evidence for each competency."""
    sheets, stored = selectors.sheets_of(rater.participant), selectors.ratings_of(rater)
    form = RatingForm(sent(request), sheets=sheets, stored=stored, participant=rater.participant)
    refusal = None
    if form.is_valid():
        refusal = _rated(request, form, rater)
        if refusal is None and form.only is None:
            return redirect("rating_list")
    elif request.method != "POST":
        refusal = selectors.closed_because(rater)
    context = {"rater": rater, "participant": rater.participant, "round": rater.participant.round, "form": form,
               "nominates": selectors.nominates(request.user, rater), "refusal": refusal, "is_open": selectors.closed_because(rater) is None}  # fmt: skip
    status = 400 if form.errors else 409 if form.is_bound and refusal else 200
    return render(request, "evaluations/ratings/rating_edit.html", context, status=status)


def _rated(request: HttpRequest, form: RatingForm, rater: Rater) -> str | None:
    """Store what the form says; the sentence of a refusal, after which the form keeps what was typed."""
    try:
        new = service.rate(rater=rater, entries=form.entries, at=timezone.now())
    except service.Meanwhile as error:
        form.drawn_anew(error.stored)
        return error.message
    except DomainError as error:
        return error.message
    text = ngettext("%(n)d penilaian disimpan.", "%(n)d penilaian disimpan.", new) % {"n": new}
    messages.success(request, text if new else _("Tidak ada yang berubah."))
    form.saved(selectors.ratings_of(rater))
    return None


@require_safe
@requires(Permission.SELF_VIEW)
def assessment_own_list(request: HttpRequest) -> HttpResponse:
    """My results, newest first, and rounds that are still running."""
    rows = results.own_results(request.user)
    context = {
        "page": page_of(rows, request.GET.get("page"), noun=_("hasil")),
        "running": results.own_rounds(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "evaluations/ratings/own_list.html", context)


@require_safe
@requires(Permission.SELF_VIEW)
def assessment_own_export(request: HttpRequest) -> HttpResponse:
    """All my results, as an Excel file."""
    return excel(exports.own_workbook(results.own_results(request.user)), _("hasil-asesmen-saya"))


@require_safe
@requires(Permission.SELF_VIEW, via=results.own_result_for)
def assessment_own(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """What I may read of one result: levels, match, summary and advice; never the report, who rated me or what they wrote."""
    context = {"assessment": assessment, "result": results.result_of(assessment, on=timezone.localdate())}
    return render(request, "evaluations/ratings/own.html", context)
