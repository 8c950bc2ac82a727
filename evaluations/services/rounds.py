"""Running assessment rounds: making them, their steps, who takes part (Peraturan BKN 26/2019).

Order of locks everywhere: round, participant, rater.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from core.domain.errors import Denied, DomainError
from core.enums import DecisionKind
from core.models import Agency
from core.services.decisions import record_decision
from employees.models import Employee, Position
from employees.permissions import is_own
from evaluations.domain import rounds as rules
from evaluations.enums import ParticipantState, Purpose, RoundState
from evaluations.models import AssessmentRound, Competency, Participant
from evaluations.selectors.rounds import required_of
from evaluations.selectors.standards import demand_of_job

MOST_PARTICIPANTS = 5_000  # of one round; more than any provider assesses at a time
PREPARED_IN = frozenset({RoundState.DRAFT, RoundState.OPEN})  # people and raters may still change
_DECISIONS = {
    RoundState.OPEN: DecisionKind.ROUND_OPENED,
    RoundState.CLOSED: DecisionKind.ROUND_CLOSED,
    RoundState.CANCELLED: DecisionKind.ROUND_CANCELLED,
}


def locked_round(pk: int) -> AssessmentRound:
    """The round as it is now, kept as it is until the transaction ends."""
    return AssessmentRound.objects.select_for_update(of=("self",)).select_related("agency").get(pk=pk)


def state_kept(model: type[AssessmentRound] | type[Participant], pk: int) -> str:
    """The state of a round or participant, which nobody changes until the transaction ends.

    A shared lock: those who rate and conclude do not wait for one another here, only for whoever changes the state.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT state FROM {model._meta.db_table} WHERE id = %s FOR SHARE", [pk])
        return str(cursor.fetchone()[0])


def refuse_unless_prepared(round_: AssessmentRound) -> None:
    """Raises: DomainError ``round_over``."""
    if round_.state not in PREPARED_IN:
        raise DomainError(
            "round_over",
            _("Kegiatan ini sudah selesai atau dibatalkan, sehingga peserta dan penilai tidak berubah lagi."),
        )


@transaction.atomic
def save_round(
    *, round: AssessmentRound | None, agency: Agency, competencies: Iterable[Competency], by: Any, at: datetime,
    **fields: Any,
) -> AssessmentRound:  # fmt: skip
    """A new round, or other entries of one that has not been opened.

    Raises: DomainError ``not_draft``, ``raters_set``.
    """
    if round is None:
        round = AssessmentRound(agency=agency, made_at=at, made_by=by)
    else:
        round = locked_round(round.pk)
        _refuse_late_edit(round, fields["method"])
    for name, value in fields.items():
        setattr(round, name, value)
    round.save()
    round.competencies.set(competencies)
    return round


def _refuse_late_edit(round: AssessmentRound, method: str) -> None:
    if round.state != RoundState.DRAFT:
        raise DomainError("not_draft", _("Kegiatan sudah dibuka; isinya tidak dapat diubah lagi."))
    if method != round.method and Participant.objects.filter(round=round, raters__isnull=False).exists():
        raise DomainError(
            "raters_set", _("Penilai sudah ditetapkan menurut metode semula. Hapus penilainya dulu, lalu ganti metode.")
        )


@transaction.atomic
def step(*, round: AssessmentRound, to: str, reason: str, by: Any, at: datetime) -> AssessmentRound:
    """Open, close, cancel or reopen; a second click on the same changes nothing.

    Raises: DomainError ``step_unknown``, ``no_reason``, ``nobody``, ``nothing``, ``unaccredited``, ``has_results``.
    """
    round, reason = locked_round(round.pk), reason.strip()
    if round.state == to:
        return round
    if not rules.may_step(rules.ROUND_STEPS, round.state, to):
        raise DomainError("step_unknown", _("Keadaan kegiatan ini sudah berubah. Muat ulang halamannya."))
    if to == RoundState.CANCELLED or round.state == RoundState.CLOSED:
        _refuse_silence(reason)
    if to == RoundState.OPEN:
        _refuse_empty(round)
        refuse_unaccredited(round, round.ends_on)
    people = Participant.objects.filter(round=round)
    concluded = people.filter(state=ParticipantState.CONCLUDED).count()
    if to == RoundState.CANCELLED and concluded:
        raise DomainError(
            "has_results", _("Sudah ada hasil yang ditetapkan. Tutup kegiatan ini; hasil itu tetap berlaku.")
        )
    facts = {"before": round.state, "participants": people.count(), "concluded": concluded}
    round.state = to
    round.save(update_fields=["state"])
    kind = _DECISIONS[RoundState(to)]
    record_decision(kind, subject=round, agency=round.agency, by=by, at=at, reason=reason, facts=facts)
    return round


def _refuse_silence(reason: str) -> None:
    if not reason:
        raise DomainError("no_reason", _("Tuliskan alasannya; alasan tersimpan dalam jejak audit."))


def _refuse_empty(round: AssessmentRound) -> None:
    if not round.competencies.exists():
        raise DomainError("nothing", _("Pilih kompetensi yang dinilai sebelum kegiatan dibuka."))
    if not Participant.objects.filter(round=round).exclude(state=ParticipantState.WITHDRAWN).exists():
        raise DomainError("nobody", _("Tambahkan peserta sebelum kegiatan dibuka."))


def refuse_unaccredited(round: AssessmentRound, day: date) -> None:
    """A result of the day would not count, because the provider is not accredited then (R-AC-5).

    Raises: DomainError ``unaccredited``.
    """
    if rules.accreditation_lapses(round.method, round.accreditation, round.accredited_until, ends_on=day):
        raise DomainError(
            "unaccredited",
            _(
                "Hasil metode ini hanya diakui dari penyelenggara yang terakreditasi BKN (Peraturan BKN 26 Tahun 2019). "
                "Lengkapi nomor akreditasi yang berlaku sampai kegiatan selesai."
            ),
        )


# Participants


@dataclass(frozen=True)
class Refused:
    """A person who was not added, and why."""

    person: Employee
    reason: str


@dataclass(frozen=True)
class Added:
    """How many were added, who was there before, and who was refused."""

    added: int
    present: int
    refused: tuple[Refused, ...]


@transaction.atomic
def add_participants(
    *, round: AssessmentRound, people: Sequence[Employee], target: Position | None = None, on: date
) -> Added:
    """Invite people; the standard of the job each is measured against is frozen as of the day.

    Args:
        target: the job to be filled; None: everybody's own.
    Raises: DomainError ``round_over``, ``too_many``, ``no_target``.
    """
    round = locked_round(round.pk)
    refuse_unless_prepared(round)
    if target is not None and round.purpose != Purpose.FILLING:
        raise DomainError("no_target", _("Jabatan yang dituju hanya untuk kegiatan pengisian jabatan."))
    states = dict(Participant.objects.filter(round=round).values_list("employee_id", "state"))
    refused = tuple(Refused(one, why) for one in people if (why := _why_not(one, round, states)))
    out = {one.person.pk for one in refused}
    new = {one.pk: one for one in people if one.pk not in states and one.pk not in out}
    if len(states) + len(new) > MOST_PARTICIPANTS:
        raise DomainError(
            "too_many", _("Satu kegiatan memuat paling banyak %(most)d peserta. Bagi menjadi beberapa kegiatan.")
            % {"most": MOST_PARTICIPANTS},
        )  # fmt: skip
    Participant.objects.bulk_create(_invitations(round, list(new.values()), target, on), batch_size=1000)
    present = sum(one.pk in states and one.pk not in out for one in people)
    return Added(len(new), present, refused)


def _why_not(person: Employee, round: AssessmentRound, states: dict[int, str]) -> str:
    if person.agency_id != round.agency_id:
        return _("bukan pegawai instansi ini")
    if states.get(person.pk) in (ParticipantState.WITHDRAWN, ParticipantState.ABSENT):
        return _("sudah dikeluarkan atau tidak hadir; undang kembali dari halaman pesertanya")
    return "" if person.is_active else _("sudah tidak aktif")


def _invitations(
    round: AssessmentRound, people: list[Employee], target: Position | None, on: date
) -> list[Participant]:
    if target is not None:
        wanted = dict(demand_of_job(target, on=on).levels)
        return [
            Participant(round=round, employee=one, position=target, position_name=target.name, required=wanted)
            for one in people
        ]
    required = required_of(people, on=on)
    return [
        Participant(
            round=round, employee=one, position=one.position, required=required[one.pk],
            position_name=one.position.name if one.position else "",
        )
        for one in people
    ]  # fmt: skip


@transaction.atomic
def change_participant(*, participant: Participant, to: str, reason: str, by: Any, at: datetime) -> Participant:
    """She was absent, leaves the round, or is invited again; what was rated stays.

    Raises: Denied; DomainError ``round_over``, ``step_unknown``, ``no_reason``.
    """
    round, reason = locked_round(participant.round_id), reason.strip()
    refuse_unless_prepared(round)
    participant = locked_participant(participant.pk)
    if is_own(by, participant.employee):
        raise Denied(_("Keikutsertaan Anda sendiri diurus oleh pengelola lain."))
    if participant.state == to:
        return participant
    if to == ParticipantState.CONCLUDED or not rules.may_step(rules.PARTICIPANT_STEPS, participant.state, to):
        raise DomainError("step_unknown", _("Keadaan peserta ini sudah berubah. Muat ulang halamannya."))
    _refuse_silence(reason)
    facts = {"before": participant.state, "after": to, "round": round.pk, "employee": participant.employee_id}
    participant.state = to
    participant.save(update_fields=["state"])
    back = to == ParticipantState.INVITED
    kind = DecisionKind.PARTICIPANT_BACK if back else DecisionKind.PARTICIPANT_LEFT
    record_decision(kind, subject=participant, agency=round.agency, by=by, at=at, reason=reason, facts=facts)
    return participant


def locked_participant(pk: int) -> Participant:
    """The participant as she is now, kept as she is until the transaction ends."""
    rows = Participant.objects.select_for_update(of=("self",)).select_related("employee__agency", "round__agency")
    return rows.get(pk=pk)
