"""The result of a participant: what her raters say together, settled where they differ, stored once.

Source: rules 5.1 and 5.3 (Peraturan BKN 26/2019). The result is measured against the standard that was frozen
when she was invited, whatever job or standard there is by now.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models.fields.files import FieldFile
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.domain.documents import HEAD, MAX_BYTES, document_kind
from core.domain.errors import Denied, DomainError
from core.enums import DecisionKind
from core.importing import registry
from core.services.decisions import record_decision
from employees.permissions import is_own
from evaluations.domain import jpm, methods
from evaluations.domain.rounds import RATING_STATES
from evaluations.enums import ParticipantState
from evaluations.models import Assessment, AssessmentLevel, AssessmentRound, Participant, Rating
from evaluations.selectors.ratings import Side, current_ratings, sides_of
from evaluations.services.current import refresh_levels
from evaluations.services.rounds import locked_participant, refuse_unaccredited, state_kept

IMPORT_KIND = "kompetensi"  # what is counted from assessments is counted again, as after such an import
TEXTS = ("strengths", "weaknesses", "summary", "advice", "recommendation")


@dataclass(frozen=True)
class Settled:
    """How a difference is settled: the level, and why."""

    level: int
    reason: str


@dataclass(frozen=True)
class Conclusion:
    """What somebody concludes.

    Attributes:
        assessed_on: the day the result counts from.
        settled: by key of the competency, where raters differ.
        texts: strengths, weaknesses, summary, advice, recommendation.
        seen: keys of the ratings that the page showed.
        is_partial: go on without the competencies that nobody has rated.
        potential: percent of the potential standard, where the provider measured it beside the competencies (R-AC-7).
    """

    assessed_on: date
    seen: Collection[int]
    settled: Mapping[int, Settled] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    report: UploadedFile | None = None
    is_partial: bool = False
    potential: Decimal | None = None


class RatingsChanged(DomainError):
    """Somebody has rated since the page was drawn.

    Attributes:
        competencies: keys of those that say something else now.
    """

    def __init__(self, competencies: Collection[int]) -> None:
        text = _("Ada penilaian yang berubah sejak halaman ini dibuka. Hasil belum ditetapkan; periksa yang ditandai.")
        super().__init__("ratings_changed", text)
        self.competencies = frozenset(competencies)


def refuse_report(file: UploadedFile) -> None:
    """Raises: DomainError ``report_too_large``, ``report_no_pdf``; told by its bytes, not by its name."""
    if (file.size or 0) > MAX_BYTES:
        raise DomainError("report_too_large", _("Laporan terlalu besar; paling besar 5 MB."))
    file.seek(0)
    kind = document_kind(file.read(HEAD))
    file.seek(0)
    if kind != "pdf":
        raise DomainError("report_no_pdf", _("Laporan harus berupa PDF."))


def conclude(*, participant: Participant, conclusion: Conclusion, by: Any, at: datetime) -> Assessment:
    """Store the result; exactly one of several at once does.

    Raises: Denied, RatingsChanged; DomainError ``concluded``, ``not_open``, ``not_waiting``, ``too_few``, ``missing``,
        ``unsettled``, ``no_reason``, ``day_range``, ``unaccredited``, ``potential_range``, ``same_day``, as of
        `refuse_report`.
    """
    if conclusion.report is not None:
        refuse_report(conclusion.report)
    kept: list[FieldFile] = []
    try:
        with transaction.atomic():
            return _conclude(_open(participant, by), conclusion, by, at, kept)
    except BaseException as error:
        for file in kept:
            file.storage.delete(file.name or "")  # a file without its row would stay for ever
        if isinstance(error, IntegrityError) and "assessment_once_a_day" in str(error):
            raise DomainError(
                "same_day",
                _("Pegawai ini sudah memiliki hasil dengan metode dan tanggal yang sama. Periksa tanggalnya."),
            ) from error
        raise


def _open(participant: Participant, by: Any) -> Participant:
    """The participant under her lock, in a round that runs and stays so."""
    state = state_kept(AssessmentRound, participant.round_id)
    participant = locked_participant(participant.pk)
    if is_own(by, participant.employee):
        raise Denied(_("Hasil Anda sendiri ditetapkan oleh pengelola lain."))
    if participant.state == ParticipantState.CONCLUDED:
        raise DomainError(
            "concluded", _("Hasil peserta ini sudah ditetapkan oleh %(who)s.") % {"who": _who(participant)}
        )
    if state not in RATING_STATES:
        raise DomainError(
            "not_open", _("Kegiatan ini tidak sedang berlangsung, sehingga hasil tidak dapat ditetapkan.")
        )
    if participant.state != ParticipantState.INVITED:
        raise DomainError("not_waiting", _("Peserta ini tidak hadir atau sudah dikeluarkan."))
    return participant


def _who(participant: Participant) -> str:
    return str(participant.concluded_by or _("pengelola lain"))


def _conclude(
    participant: Participant, conclusion: Conclusion, by: Any, at: datetime, kept: list[FieldFile]
) -> Assessment:
    ratings = current_ratings(participant)
    _refuse_changed(ratings, conclusion.seen)
    sides = sides_of(participant, ratings)
    _refuse_gaps(participant, sides, conclusion)
    found = [side for side in sides if side.ratings]
    levels = {side.competency.pk: _settle(participant, side, conclusion) for side in found}
    _refuse_day(participant, conclusion.assessed_on, at)
    _refuse_potential(participant, conclusion.potential)
    assessment = _store(participant, found, levels, conclusion)
    if conclusion.report is not None:
        participant.report.save(f"{uuid4().hex}.pdf", conclusion.report, save=False)
        kept.append(participant.report)
    _close(participant, conclusion, by, at)
    agency = participant.round.agency
    refresh_levels(agency=agency, on=agency.date_at(at), people=[participant.employee_id])
    facts = {
        "assessment": assessment.pk, "employee": participant.employee_id, "method": assessment.method,
        "assessed_on": assessment.assessed_on.isoformat(), "competencies": len(levels),
        "has_report": bool(participant.report), "settled": _reasons(participant, found, conclusion),
    }  # fmt: skip
    kind = DecisionKind.ASSESSMENT_CONCLUDED
    record_decision(kind, subject=participant, agency=agency, by=by, at=at, facts=facts)
    registry.stored(agency, IMPORT_KIND)
    return assessment


def _close(participant: Participant, conclusion: Conclusion, by: Any, at: datetime) -> None:
    for name in TEXTS:
        setattr(participant, name, conclusion.texts.get(name, "").strip())
    participant.state = ParticipantState.CONCLUDED
    participant.concluded_at, participant.concluded_by = at, by
    participant.save(update_fields=[*TEXTS, "report", "state", "concluded_at", "concluded_by"])


def _reasons(participant: Participant, sides: list[Side], conclusion: Conclusion) -> dict[str, Any]:
    """How differences were settled; for those who run the assessment, not for the person."""
    if participant.round.method == methods.FEEDBACK:
        return {}
    settled = {side.competency.code: conclusion.settled[side.competency.pk] for side in sides if side.differs}
    return {code: {"level": one.level, "reason": one.reason.strip()} for code, one in settled.items()}


def _refuse_changed(ratings: Iterable[Rating], seen: Collection[int]) -> None:
    now = {rating.pk: rating.competency_id for rating in ratings}
    gone = set(seen) - now.keys()
    changed = {competency for pk, competency in now.items() if pk not in seen}
    if changed or gone:
        closed = Rating.objects.filter(pk__in=gone).values_list("competency", flat=True)
        raise RatingsChanged(changed | set(closed))


def _refuse_gaps(participant: Participant, sides: list[Side], conclusion: Conclusion) -> None:
    missing = [str(side.competency) for side in sides if not side.ratings]
    if len(missing) == len(sides):
        if participant.round.method == methods.FEEDBACK:
            text = _(
                "Umpan balik 360° baru dapat ditetapkan bila paling sedikit %(n)d orang selain peserta sudah menilai."
            )
            raise DomainError("too_few", text % {"n": methods.MIN_RATERS})
        raise DomainError("too_few", _("Belum ada penilaian yang dapat ditetapkan."))
    if missing and not conclusion.is_partial:
        raise DomainError(
            "missing", _("Belum dinilai: %(names)s. Tunggu penilainya, atau centang penetapan tanpa kompetensi itu.")
            % {"names": ", ".join(missing)},
        )  # fmt: skip


def _settle(participant: Participant, side: Side, conclusion: Conclusion) -> int:
    """The level of a competency: the common one, or the one chosen with a reason where raters differ."""
    assert side.level is not None
    if participant.round.method == methods.FEEDBACK or not side.differs:
        return side.level
    chosen = conclusion.settled.get(side.competency.pk)
    if chosen is None or chosen.level not in side.choices:
        raise DomainError(
            "unsettled", _("Penilai berbeda pendapat tentang %(name)s. Pilih levelnya.") % {"name": side.competency}
        )
    if not chosen.reason.strip():
        raise DomainError("no_reason", _("Tuliskan alasan level %(name)s yang Anda pilih.") % {"name": side.competency})
    return chosen.level


def _refuse_day(participant: Participant, day: date, at: datetime) -> None:
    round = participant.round
    if not round.starts_on <= day <= min(round.ends_on, round.agency.date_at(at)):
        words = {"first": date_format(round.starts_on), "last": date_format(round.ends_on)}
        text = _("Tanggal asesmen harus dalam waktu kegiatan (%(first)s sampai %(last)s) dan tidak sesudah hari ini.")
        raise DomainError("day_range", text % words)
    refuse_unaccredited(round, day)


def _refuse_potential(participant: Participant, potential: Decimal | None) -> None:
    if potential is None:
        return
    if participant.round.method not in methods.WHOLE:
        raise DomainError("potential_range", _("Metode kegiatan ini tidak mengukur potensi."))
    if not 0 <= potential <= 100:
        raise DomainError("potential_range", _("Nilai potensi harus 0 sampai 100."))


def _store(
    participant: Participant, sides: list[Side], levels: Mapping[int, int], conclusion: Conclusion
) -> Assessment:
    round, required = participant.round, participant.required
    by_code = {side.competency.code: levels[side.competency.pk] for side in sides}
    match = jpm.job_person_match(required, by_code) if jpm.is_comparable(required, by_code) else None
    assessment = Assessment.objects.create(
        agency=round.agency, employee=participant.employee, assessed_on=conclusion.assessed_on, levels=by_code,
        method=round.method, participant=participant, required=required, jpm=match,
        category=jpm.category(match, purpose=_purpose(round)) if match is not None else "",
        rule_set=jpm.RULE_SET if match is not None else "", potential=conclusion.potential,
    )  # fmt: skip
    AssessmentLevel.objects.bulk_create(
        AssessmentLevel(
            assessment=assessment, competency=side.competency, level=levels[side.competency.pk],
            evidence="\n".join(side.remarks),  # without names, in an order that does not tell who
        )
        for side in sides
    )  # fmt: skip
    return assessment


def _purpose(round: AssessmentRound) -> jpm.Purpose:
    return "filling" if round.purpose == "filling" else "mapping"
