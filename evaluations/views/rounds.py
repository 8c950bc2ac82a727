"""Assessment rounds: the list, one round with its participants, its steps, and who takes part."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.forms.fields import refused_in
from core.fragments import render_part, sent
from core.paging import page_of
from core.permissions import Permission, has_permission
from core.selectors import agency_with, decisions_on
from employees.enums import ReadingKind
from employees.hierarchy import person_label
from employees.selectors import suggestions
from evaluations.domain.rounds import accreditation_lapses
from evaluations.exports import rounds as exports
from evaluations.filters.rounds import ParticipantFilter, RoundFilter
from evaluations.forms.rounds import ParticipantForm, RoundForm
from evaluations.models import AssessmentRound, Participant
from evaluations.permissions import runs_round
from evaluations.selectors import rounds as selectors
from evaluations.selectors.career import jobs_like
from evaluations.selectors.jobs import job_label
from evaluations.services import rounds as service
from evaluations.services.readings import record_participants_export
from evaluations.views.shared import excel, read


@require_safe
@requires(Permission.ASSESSMENT_VIEW)
def round_list(request: HttpRequest) -> HttpResponse:
    """Rounds of the agency, newest first."""
    rounds = RoundFilter(request, selectors.rounds_of(request.user, request.agency))
    context = {
        "page": page_of(rounds.qs, request.GET.get("page"), noun=_("kegiatan")),
        "filter": rounds,
        "runs": has_permission(request.user, Permission.ASSESSMENT_RUN, agency=request.agency),
    }
    parts = {"page": "evaluations/rounds/round_list.html", "part": "evaluations/rounds/_list.html"}
    return render_part(request, context=context, **parts)


@require_safe
@requires(Permission.ASSESSMENT_VIEW)
def round_export(request: HttpRequest) -> HttpResponse:
    """What is filtered, as an Excel file."""
    rows = RoundFilter(request, selectors.rounds_of(request.user, request.agency)).qs
    return excel(exports.rounds_workbook(rows), _("kegiatan-asesmen"))


@requires(Permission.ASSESSMENT_RUN)
def round_new(request: HttpRequest) -> HttpResponse:
    """A new round."""
    agency = agency_with(request.user, request.agency, Permission.ASSESSMENT_RUN)
    form = RoundForm(sent(request), agency=agency)
    if form.is_valid():
        made = service.save_round(round=None, agency=agency, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Rancangan kegiatan disimpan. Berikutnya: tambahkan peserta."))
        return redirect("round_detail", pk=made.pk)
    return render(request, "evaluations/rounds/round_form.html", {"form": form}, status=400 if form.errors else 200)


@requires(Permission.ASSESSMENT_RUN, via=selectors.run_round_for)
def round_edit(request: HttpRequest, found: AssessmentRound) -> HttpResponse:
    """Other entries while nothing has begun."""
    form = RoundForm(sent(request), instance=found, agency=found.agency)
    if form.is_valid():
        with refused_in(form):
            # The form has written into the object it was given; the service works on what is stored.
            service.save_round(
                round=found, agency=found.agency, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        if form.is_valid():
            messages.success(request, _("Perubahan disimpan."))
            return redirect("round_detail", pk=found.pk)
    context = {"form": form, "round": found}
    return render(request, "evaluations/rounds/round_form.html", context, status=400 if form.errors else 200)


@require_safe
@requires(Permission.ASSESSMENT_VIEW, via=selectors.round_for)
def round_detail(request: HttpRequest, found: AssessmentRound) -> HttpResponse:
    """One round: how far it is, what comes next, and everybody in it."""
    overview = selectors.overview_of(found)
    people = ParticipantFilter(request, selectors.participants_of(found), overview=overview)
    page = page_of(people.qs, request.GET.get("page"), noun=_("peserta"))
    competencies = selectors.competencies_of(found)
    progress = selectors.progress_of([row.pk for row in page.rows], demanded=len(competencies))
    read(request, [row.employee_id for row in page.rows if row.result_pk], ReadingKind.COMPETENCY)
    context = {
        "round": found, "overview": overview, "filter": people, "page": page, "competencies": competencies,
        "lines": [(row, progress.get(row.pk, selectors.Progress())) for row in page.rows],
        "lapses": accreditation_lapses(found.method, found.accreditation, found.accredited_until, ends_on=found.ends_on),
        "runs": runs_round(request.user, found),
        "decisions": decisions_on(request.user, AssessmentRound, found.pk, permission=Permission.ASSESSMENT_VIEW)[:10],
    }  # fmt: skip
    parts = {"page": "evaluations/rounds/round_detail.html", "part": "evaluations/rounds/_participants.html"}
    return render_part(request, context=context, **parts)


@require_POST
@requires(Permission.ASSESSMENT_RUN, via=selectors.run_round_for)
def round_step(request: HttpRequest, found: AssessmentRound) -> HttpResponse:
    """Open, close, cancel or reopen."""
    to, reason = request.POST.get("to", ""), request.POST.get("reason", "")[:500]
    done = service.step(round=found, to=to, reason=reason, by=request.user, at=timezone.now())
    messages.success(request, _("Keadaan kegiatan: %(state)s.") % {"state": done.get_state_display()})
    return redirect("round_detail", pk=found.pk)


@requires(Permission.ASSESSMENT_RUN, via=selectors.run_round_for)
def participant_add(request: HttpRequest, found: AssessmentRound) -> HttpResponse:
    """Invite people; lines that were not taken stay on the page with the reason."""
    form = ParticipantForm(sent(request), round=found, user=request.user)
    left: list = []
    if form.is_valid():
        with refused_in(form):
            left = _invite(request, form, found)
        if form.is_valid() and not left:
            return redirect("round_detail", pk=found.pk)
    context = {"form": form, "round": found, "left": left, "left_text": "\n".join(line.text for line in left)}
    status = 400 if form.errors or left else 200
    return render(request, "evaluations/rounds/participant_add.html", context, status=status)


def _invite(request: HttpRequest, form: ParticipantForm, found: AssessmentRound) -> list:
    on, target = found.agency.date_at(timezone.now()), form.cleaned_data.get("target")
    outcome = service.add_participants(round=found, people=form.people, target=target, on=on)
    words = {"added": outcome.added, "present": outcome.present}
    if outcome.added or outcome.present:
        text = _("%(added)d peserta ditambahkan; %(present)d sudah terdaftar sebelumnya.")
        messages.success(request, text % words)
    return form.left_over(outcome.refused)


@require_safe
@requires(Permission.ASSESSMENT_RUN)
def participant_options(request: HttpRequest) -> HttpResponse:
    """People for the suggestions of the form."""
    agency = agency_with(request.user, request.agency, Permission.ASSESSMENT_RUN)
    found = suggestions(request.user, agency, request.GET.get("person", ""))
    return render(request, "employees/_options.html", {"options": [person_label(person) for person in found]})


@require_safe
@requires(Permission.ASSESSMENT_RUN)
def target_options(request: HttpRequest) -> HttpResponse:
    """Jobs for the suggestions of the form."""
    agency = agency_with(request.user, request.agency, Permission.ASSESSMENT_RUN)
    found = jobs_like(agency, request.GET.get("target", ""))
    return render(request, "employees/_options.html", {"options": [job_label(job) for job in found]})


@require_safe
@requires(Permission.ASSESSMENT_RUN, via=selectors.run_round_for)
def participant_export(request: HttpRequest, found: AssessmentRound) -> HttpResponse:
    """The filtered participants with their results, as an Excel file; everybody in it can see that."""
    asked = ParticipantFilter(request, selectors.participants_of(found), overview=selectors.overview_of(found))
    rows = selectors.fixed(asked.qs)
    record_participants_export(rows=rows, round=found, by=request.user, page=request.path, at=timezone.now())
    return excel(exports.participants_workbook(rows), _("peserta-asesmen"))


@require_POST
@requires(Permission.ASSESSMENT_RUN, via=selectors.run_participant_for)
def participant_change(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Absent, left out, or invited again."""
    to, reason = request.POST.get("to", ""), request.POST.get("reason", "")[:500]
    done = service.change_participant(participant=participant, to=to, reason=reason, by=request.user, at=timezone.now())
    messages.success(request, _("%(name)s: %(state)s.") % {"name": done, "state": done.get_state_display()})
    return redirect("participant_detail", pk=participant.pk)
