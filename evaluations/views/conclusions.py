"""Concluding an assessment, and the result as those read it who run assessments."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import requires
from core.domain.documents import CONTENT_TYPES, MAX_BYTES
from core.forms.fields import refused_in
from core.fragments import private_file
from core.permissions import Permission
from core.uploads import takes_files
from employees.enums import ReadingKind
from evaluations.domain import methods
from evaluations.forms.ratings import ConclusionForm
from evaluations.models import Assessment, Participant
from evaluations.selectors import results
from evaluations.selectors.ratings import current_ratings, raters_of, sides_of
from evaluations.selectors.rounds import run_participant_for
from evaluations.services import conclusions as service
from evaluations.views.shared import read


@requires(Permission.ASSESSMENT_RUN, via=run_participant_for)
@takes_files(MAX_BYTES)
def conclusion_edit(request: HttpRequest, participant: Participant) -> HttpResponse:
    """All ratings side by side, and what follows from them."""
    form = _form(request, participant)
    if form.is_valid():
        with refused_in(form):
            result = service.conclude(
                participant=participant, conclusion=form.conclusion, by=request.user, at=timezone.now()
            )
        if form.is_valid():
            messages.success(request, _("Hasil %(name)s ditetapkan.") % {"name": participant})
            return redirect("assessment_result", pk=result.pk)
        form = _form(request, participant, refused=form)
    read(request, [participant.employee_id], ReadingKind.COMPETENCY)
    context = {
        "participant": participant, "round": participant.round, "form": form,
        "raters": raters_of(participant), "is_feedback": participant.round.method == methods.FEEDBACK,
        "shows": any(side.ratings for side in form.sides), "refusal": results.not_concluded_because(participant),
        "least": methods.MIN_RATERS,
    }  # fmt: skip
    return render(request, "evaluations/ratings/conclusion.html", context, status=400 if form.errors else 200)


def _form(request: HttpRequest, participant: Participant, refused: ConclusionForm | None = None) -> ConclusionForm:
    """The form as of the ratings of this moment; what the service has refused stands at its head."""
    ratings = current_ratings(participant)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    on = participant.round.agency.date_at(timezone.now())
    sides = sides_of(participant, ratings)
    form = ConclusionForm(*sent, participant=participant, sides=sides, ratings=ratings, on=on)
    if refused is not None:
        for error in set(refused.non_field_errors()) - set(form.non_field_errors()):
            form.add_error(None, error)
        form.ask_for_file_again()
    return form


@require_safe
@requires(Permission.ASSESSMENT_VIEW, via=results.result_for)
def assessment_result(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """One result with everything in it; whom it is about sees that it was opened."""
    read(request, [assessment.employee_id], ReadingKind.COMPETENCY)
    context = {
        "assessment": assessment,
        "result": results.result_of(assessment, on=timezone.localdate(), with_evidence=True),
        "settled": results.settled_of(assessment),
    }
    return render(request, "evaluations/ratings/result.html", context)


@require_safe
@requires(Permission.ASSESSMENT_VIEW, via=results.report_for)
def assessment_report(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The confidential report, always as a download; every opening is written down."""
    read(request, [assessment.employee_id], ReadingKind.REPORT)
    assert assessment.participant is not None  # `report_for` finds no other
    name = f"laporan-asesmen-{assessment.employee.nip}-{assessment.assessed_on:%Y-%m-%d}.pdf"
    return private_file(assessment.participant.report, name=name, kind=CONTENT_TYPES["pdf"])
