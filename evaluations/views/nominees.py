"""Naming several raters of one participant at once: who runs the round, and her superior in a feedback of 360 degrees."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from core.access import requires
from core.forms.fields import refused_in
from core.permissions import Permission
from evaluations.forms.raters import RaterLine, RatersForm, texts_of
from evaluations.models import Participant, Rater
from evaluations.selectors import nominees as selectors
from evaluations.selectors.rounds import run_participant_for
from evaluations.services import raters as service


@requires(Permission.ASSESSMENT_RUN, via=run_participant_for)
def raters_add(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Who runs the round names raters, a line for each."""
    return _name(request, participant, back=reverse("participant_detail", args=[participant.pk]))


@requires(Permission.COMPETENCY_VIEW, via=selectors.led_rating_for)
def rating_nominate(request: HttpRequest, rater: Rater) -> HttpResponse:
    """The superior who was asked to rate names further raters; what they say stays hidden from her as before."""
    return _name(request, rater.participant, back=reverse("rating_edit", args=[rater.pk]))


def _name(request: HttpRequest, participant: Participant, *, back: str) -> HttpResponse:
    form = RatersForm(request.POST if request.method == "POST" else None, participant=participant)
    left: list[RaterLine] = []
    nominees = None
    if "propose" in request.POST:
        nominees = selectors.nominees_of(participant, form.fields, at=timezone.now())
        form = RatersForm(initial=selectors.lines_with(nominees, form.typed), participant=participant)
    elif form.is_valid():
        with refused_in(form):
            left = _add(request, form, participant)
        if form.is_valid() and not left:
            return redirect(back)
    if left:
        form = RatersForm(initial=texts_of(left), participant=participant)
    context = {"participant": participant, "round": participant.round, "form": form, "left": left, "back": back,
               "nominees": nominees}  # fmt: skip
    return render(request, "evaluations/rounds/raters_add.html", context, status=400 if form.errors or left else 200)


def _add(request: HttpRequest, form: RatersForm, participant: Participant) -> list[RaterLine]:
    outcome = service.add_raters(participant=participant, wanted=form.wanted, by=request.user, at=timezone.now())
    if outcome.made:
        text = ngettext("%(n)d penilai ditambahkan.", "%(n)d penilai ditambahkan.", outcome.made)
        messages.success(request, text % {"n": outcome.made})
    return form.left_over(outcome.left)
