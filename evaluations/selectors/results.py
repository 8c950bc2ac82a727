"""Reads about results of assessments: for the person herself, and for those who run assessments."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from core.domain.errors import Denied
from core.enums import DecisionKind
from core.models import Decision
from employees.models import Position
from evaluations.domain import methods, standards
from evaluations.domain.rounds import RATING_STATES
from evaluations.enums import ParticipantState, Purpose, RoundState
from evaluations.models import Assessment, AssessmentLevel, Competency, Participant
from evaluations.selectors.person import CompetencyRow
from evaluations.selectors.rounds import standard_changes

_RELATED = (
    "agency", "employee__unit", "employee__position", "employee__agency", "participant__round", "participant__position",
    "participant__concluded_by",
)  # fmt: skip


@dataclass(frozen=True)
class ResultRow(CompetencyRow):
    """One competency of a result against the standard of then, with what it rests on."""

    evidence: str = ""


@dataclass(frozen=True)
class Result:
    """A result as a page shows it.

    Attributes:
        is_official: results of the method count at all.
        measured_against: the job, where a round froze one; ``moved_to``: the job now, where it is another one.
        to_fill: the job was one to be filled, not her own.
        changes: competencies whose standard is another one by now: (name, then, now).
    """

    rows: tuple[ResultRow, ...]
    valid_until: date
    is_valid: bool
    is_official: bool
    measured_against: str
    moved_to: Position | None
    to_fill: bool
    changes: tuple[tuple[str, int | None, int | None], ...]

    @property
    def last_day(self) -> date:
        """The last day on which it counts."""
        return self.valid_until - timedelta(days=1)

    @property
    def measured(self) -> list[ResultRow]:
        return [row for row in self.rows if row.actual is not None]

    @property
    def left_out(self) -> list[str]:
        """Names of what the job demands and the assessment did not measure: neither met nor short."""
        return [row.name for row in self.rows if row.required and row.actual is None]

    @property
    def compared(self) -> list[ResultRow]:
        return [row for row in self.measured if row.required]

    @property
    def met(self) -> int:
        return sum(not row.shortfall for row in self.compared)


def result_of(assessment: Assessment, *, on: date, with_evidence: bool = False) -> Result:
    """The result as of the day, against the standard it was measured by; three queries at most.

    Args:
        with_evidence: with what assessors and raters wrote; confidential, never for the person herself.
    """
    participant = assessment.participant
    moved = participant is not None and participant.position_id != assessment.employee.position_id
    return Result(
        rows=tuple(_rows(assessment, with_evidence=with_evidence)),
        valid_until=standards.valid_until(assessment.assessed_on),
        is_valid=standards.is_valid(assessment.assessed_on, on=on),
        is_official=methods.is_official(assessment.method),
        measured_against=participant.position_name if participant else "",
        moved_to=assessment.employee.position if moved else None,
        to_fill=participant is not None and participant.round.purpose == Purpose.FILLING,
        changes=tuple(standard_changes(participant, on=on)) if participant else (),
    )


def _rows(assessment: Assessment, *, with_evidence: bool) -> list[ResultRow]:
    stored = AssessmentLevel.objects.filter(assessment=assessment).values_list("competency__code", "evidence")
    evidence = dict(stored) if with_evidence else {}
    codes = dict.fromkeys([*assessment.required, *assessment.levels])
    known = Competency.objects.of(assessment.agency).filter(code__in=codes).order_by("order", "code")
    return [
        ResultRow(
            name=one.name, group=str(one.get_group_display()), required=assessment.required.get(one.code),
            actual=assessment.levels.get(one.code), evidence=evidence.get(one.code, ""),
        )
        for one in known
    ]  # fmt: skip


# For the person herself


def own_results(user: Any) -> QuerySet[Assessment]:
    """The person's results, newest first; without those that a corrected export has replaced."""
    rows = Assessment.objects.in_force().filter(employee__user=user.pk) if user.pk else Assessment.objects.none()
    return rows.select_related("participant__round", "agency").order_by("-assessed_on", "-id")


def own_rounds(user: Any) -> list[Participant]:
    """Rounds that run in which the person takes part and has no result yet."""
    states = (ParticipantState.INVITED,)
    rows = Participant.objects.filter(employee__user=user.pk, state__in=states, round__state=RoundState.OPEN)
    return list(rows.select_related("round").order_by("round__ends_on", "id"))


def own_result_for(user: Any, pk: int) -> Assessment:
    """A result of the person's own.

    Raises: Http404
    """
    rows = Assessment.objects.in_force().filter(employee__user=user.pk, pk=pk)
    found = rows.select_related(*_RELATED).first()
    if found is None:
        raise Http404
    return found


# For those who run assessments


def result_for(user: Any, pk: int) -> Assessment:
    """A result of an agency whose assessments the person sees; never her own (`permissions.sees_results`).

    Raises: Http404; Denied for her own.
    """
    rows = Assessment.objects.filter(pk=pk)
    found = rows.visible_to(user).select_related(*_RELATED).first()
    if found is not None:
        return found
    if rows.managed_by(user).exists():
        raise Denied(_("Hasil Anda sendiri tampil di halaman Hasil asesmen saya."))
    raise Http404


def report_for(user: Any, pk: int) -> Assessment:
    """A result with its confidential report.

    Raises: Http404, also where there is no report; Denied for her own.
    """
    found = result_for(user, pk)
    if found.participant is None or not found.participant.report:
        raise Http404
    return found


def settled_of(assessment: Assessment) -> list[tuple[str, int, str]]:
    """How differences between raters were settled: (competency, level, reason)."""
    if assessment.participant_id is None:
        return []
    rows = Decision.objects.filter(
        subject=Participant._meta.label, subject_id=str(assessment.participant_id),
        kind=DecisionKind.ASSESSMENT_CONCLUDED,
    )  # fmt: skip
    facts = rows.values_list("facts", flat=True).first() or {}
    settled = facts.get("settled") or {}
    known = Competency.objects.of(assessment.agency).filter(code__in=settled)
    names = dict(known.values_list("code", "name")) if settled else {}
    return [(names.get(code, code), one["level"], one["reason"]) for code, one in settled.items()]


def not_concluded_because(participant: Participant) -> str:
    """Why no result can be concluded now; "" where one can."""
    if participant.state == ParticipantState.CONCLUDED:
        return _("Hasil peserta ini sudah ditetapkan.")
    if participant.state != ParticipantState.INVITED:
        return _("Peserta ini tidak hadir atau sudah dikeluarkan.")
    return "" if participant.round.state in RATING_STATES else _("Kegiatan ini tidak sedang berlangsung.")
