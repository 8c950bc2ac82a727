"""Who rates whom: one participant, or all of a round."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.forms.fields import refused_in
from core.fragments import sent
from core.holders import account_label
from core.permissions import Permission
from core.selectors import agency_with, decisions_on
from evaluations.domain import raters as rules
from evaluations.enums import Method, ParticipantState, Relation
from evaluations.forms.rounds import RaterForm, SpreadForm
from evaluations.models import AssessmentRound, Participant, Rater
from evaluations.permissions import concludes
from evaluations.selectors import ratings as selectors
from evaluations.selectors.rounds import (
    participant_for,
    run_participant_for,
    run_rater_for,
    run_round_for,
    standard_changes,
)
from evaluations.services import raters as service
from evaluations.services.rounds import PREPARED_IN


@require_safe
@requires(Permission.ASSESSMENT_VIEW, via=participant_for)
def participant_detail(request: HttpRequest, participant: Participant) -> HttpResponse:
    """One participant: against which job, who rates her and how far they are."""
    return _participant_page(request, participant, RaterForm(participant=participant))


def _participant_page(request: HttpRequest, participant: Participant, form: RaterForm) -> HttpResponse:
    round = participant.round
    waits = participant.state == ParticipantState.INVITED and round.state in PREPARED_IN
    context = {
        "participant": participant, "round": round, "form": form,
        "raters": selectors.raters_of(participant),
        "demanded": round.competencies.count(),
        "runs": concludes(request.user, participant),
        "several": round.method != Method.SELF, "waits": waits, "changes_people": round.state in PREPARED_IN,
        "result": getattr(participant, "result", None),
        "changes": standard_changes(participant, on=timezone.localdate()),
        "decisions": decisions_on(request.user, Participant, participant.pk, permission=Permission.ASSESSMENT_VIEW)[:20],
    }  # fmt: skip
    status = 400 if form.errors else 200
    return render(request, "evaluations/rounds/participant_detail.html", context, status=status)


@require_POST
@requires(Permission.ASSESSMENT_RUN, via=run_participant_for)
def rater_add(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Name one more rater."""
    form = RaterForm(request.POST, participant=participant)
    if form.is_valid():
        with refused_in(form):
            service.add_rater(
                participant=participant, user=form.cleaned_data["account"], relation=form.cleaned_data["relation"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        if form.is_valid():
            messages.success(request, _("Penilai ditambahkan."))
            return redirect("participant_detail", pk=participant.pk)
    return _participant_page(request, participant, form)


@require_POST
@requires(Permission.ASSESSMENT_RUN, via=run_rater_for)
def rater_remove(request: HttpRequest, rater: Rater) -> HttpResponse:
    """Take a rater away who has rated nothing."""
    service.remove_rater(rater=rater, by=request.user, at=timezone.now())
    messages.success(request, _("Penilai dihapus."))
    return redirect("participant_detail", pk=rater.participant_id)


@require_safe
@requires(Permission.ASSESSMENT_RUN)
def rater_options(request: HttpRequest) -> HttpResponse:
    """Accounts that may rate, for the suggestions of the form."""
    agency = agency_with(request.user, request.agency, Permission.ASSESSMENT_RUN)
    found = selectors.raters_like(agency, request.GET.get("account", ""), on=timezone.localdate())
    return render(request, "employees/_options.html", {"options": [account_label(user) for user in found]})


@requires(Permission.ASSESSMENT_RUN, via=run_round_for)
def raters_spread(request: HttpRequest, found: AssessmentRound) -> HttpResponse:
    """Name the raters of everybody in the round at once: proposed, or shared among assessors."""
    form = SpreadForm(sent(request), round=found, on=timezone.localdate())
    relations = rules.relations_of(found.method)
    proposes = Relation.ASSESSOR not in relations
    outcome = None
    if request.method == "POST" and (proposes or form.is_valid()):
        with refused_in(form):
            outcome = _name_raters(request, found, None if proposes else form)
    context = {
        "round": found, "form": form, "proposes": proposes, "outcome": outcome,
        "by_hand": [Relation(one).label for one in relations if one not in rules.PROPOSED],
    }  # fmt: skip
    refused = form.is_bound and not outcome
    return render(request, "evaluations/rounds/raters_spread.html", context, status=400 if refused else 200)


def _name_raters(request: HttpRequest, found: AssessmentRound, form: SpreadForm | None) -> Any:
    who, now = request.user, timezone.now()
    if form is None:
        return service.propose(round=found, by=who, at=now)
    return service.spread(round=found, assessors=form.chosen, each=form.cleaned_data["each"], by=who, at=now)
