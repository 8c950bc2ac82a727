"""What a rater writes down: one row for each level she saw, never changed; another one closes it.

Two raters never touch the same rows. The same rater in two windows waits for her own lock and is told what
the other window stored (docs/architecture.md, order of locks: round, participant, rater).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _

from core.domain.errors import DomainError
from evaluations.domain import raters as rules
from evaluations.domain.rounds import RATING_STATES
from evaluations.enums import ParticipantState
from evaluations.models import AssessmentRound, Participant, Rater, Rating
from evaluations.selectors.ratings import able, ratings_of
from evaluations.services.rounds import state_kept

LONGEST = 4000  # characters of evidence


@dataclass(frozen=True)
class Entry:
    """What a form says about one competency.

    Attributes:
        competency: key.
        seen: key of the rating that the form was drawn with; None for none.
    """

    competency: int
    level: int
    evidence: str
    seen: int | None


class Meanwhile(DomainError):
    """Another window of the same person has stored something else since the form was drawn.

    Attributes:
        stored: what is stored now, by competency.
    """

    def __init__(self, stored: Mapping[int, Rating]) -> None:
        text = _(
            "Penilaian ini berubah di jendela lain sejak halaman ini dibuka. Isi Anda belum disimpan; periksa dulu."
        )
        super().__init__("changed_meanwhile", text)
        self.stored = stored


@transaction.atomic
def rate(*, rater: Rater, entries: Iterable[Entry], at: datetime) -> int:
    """Write down the entries that say something new, all of them or none; return how many there were.

    Raises: Meanwhile; DomainError ``unable``, ``not_open``, ``removed``, ``not_asked``, ``level_range``,
        ``no_evidence``.
    """
    _refuse_unable(rater, at)
    refuse_unless_open(rater)
    _lock(rater)
    entries, stored = list(entries), ratings_of(rater)
    _refuse_misfits(rater, entries)
    seen = Rating.objects.filter(rater=rater).in_bulk([entry.seen for entry in entries if entry.seen])
    new = [entry for entry in entries if not _says(stored.get(entry.competency), entry)]
    # What this window left as it was drawn says nothing against another window.
    new = [entry for entry in new if not _says(_drawn(seen, entry), entry)]
    if changed := {one.competency: stored[one.competency] for one in new if _is_stale(stored, one)}:
        raise Meanwhile(changed)
    old = [stored[entry.competency].pk for entry in new if entry.competency in stored]
    Rating.objects.filter(pk__in=old, closed_at=None).update(closed_at=at)
    Rating.objects.bulk_create(
        Rating(rater=rater, competency_id=one.competency, level=one.level, evidence=one.evidence.strip(), rated_at=at)
        for one in new
    )
    return len(new)


def _lock(rater: Rater) -> None:
    try:
        Rater.objects.select_for_update(of=("self",)).get(pk=rater.pk)
    except ObjectDoesNotExist as error:
        raise DomainError(
            "removed", _("Anda tidak lagi ditunjuk sebagai penilai peserta ini, sehingga penilaian tidak disimpan.")
        ) from error


def _refuse_unable(rater: Rater, at: datetime) -> None:
    """Who was named and has lost her role since rates no more."""
    agency = rater.participant.round.agency
    if not able(agency, [rater.user_id], on=agency.date_at(at)):
        raise DomainError(
            "unable", _("Peran Anda di instansi ini tidak lagi mencakup penilaian, sehingga penilaian tidak disimpan.")
        )


def refuse_unless_open(rater: Rater) -> None:
    """The round runs and the participant waits, and both stay so until the transaction ends.

    Raises: DomainError ``not_open``.
    """
    round_state = state_kept(AssessmentRound, rater.participant.round_id)
    state = state_kept(Participant, rater.participant_id)
    if round_state not in RATING_STATES:
        raise DomainError(
            "not_open", _("Kegiatan ini tidak sedang berlangsung, sehingga penilaian tidak dapat disimpan.")
        )
    if state == ParticipantState.CONCLUDED:
        raise DomainError(
            "not_open", _("Hasil peserta ini sudah ditetapkan, sehingga penilaian tidak dapat diubah lagi.")
        )
    if state != ParticipantState.INVITED:
        raise DomainError(
            "not_open", _("Peserta ini tidak dinilai dalam kegiatan ini, sehingga penilaian tidak disimpan.")
        )


def _refuse_misfits(rater: Rater, entries: list[Entry]) -> None:
    asked = set(rater.participant.round.competencies.values_list("pk", flat=True))
    needs = rules.needs_evidence(rater.participant.round.method)
    for entry in entries:
        if entry.competency not in asked:
            raise DomainError("not_asked", _("Kompetensi ini tidak dinilai dalam kegiatan ini."))
        if not 1 <= entry.level <= 5:
            raise DomainError("level_range", _("Level harus 1 sampai 5."))
        if needs and not entry.evidence.strip():
            raise DomainError("no_evidence", _("Tuliskan bukti perilaku untuk setiap level yang dipilih."))


def _drawn(seen: Mapping[int, Rating], entry: Entry) -> Rating | None:
    """The rating of this competency that the form was drawn with."""
    found = seen.get(entry.seen or 0)
    return found if found is not None and found.competency_id == entry.competency else None


def _says(rating: Rating | None, entry: Entry) -> bool:
    return rating is not None and (rating.level, rating.evidence) == (entry.level, entry.evidence.strip())


def _is_stale(stored: Mapping[int, Rating], entry: Entry) -> bool:
    current = stored.get(entry.competency)
    return current is not None and current.pk != entry.seen
