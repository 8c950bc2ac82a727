"""Who rates whom in a round: one by one, proposed from the organisation, or spread over assessors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.domain.errors import Denied, DomainError
from core.enums import DecisionKind
from core.models import User
from core.services.decisions import record_decision
from employees.hierarchy import superiors_of
from employees.models import Employee
from employees.permissions import is_own
from evaluations.domain import raters as rules
from evaluations.enums import ParticipantState, Relation
from evaluations.models import AssessmentRound, Participant, Rater
from evaluations.selectors.ratings import able
from evaluations.services.rounds import locked_participant, locked_round, refuse_unless_prepared

MOST_EACH = 5  # assessors of one participant
MOST_NAMED = 60  # raters named at once


@dataclass(frozen=True)
class Spread:
    """What came of naming many raters at once.

    Attributes:
        made: new pairs; ``short``: names of participants who still have too few, with the reason.
    """

    made: int
    short: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Left:
    """Somebody who was not named, and why."""

    user: User
    relation: str
    reason: str


@dataclass(frozen=True)
class Named:
    """How many raters one participant got, and who was left."""

    made: int
    left: tuple[Left, ...]


@transaction.atomic
def add_rater(*, participant: Participant, user: User, relation: str, by: Any, at: datetime) -> Rater:
    """Name somebody who rates the participant.

    Raises: Denied; DomainError ``round_over``, ``not_waiting``, ``relation_unfit``, ``unable``, ``rater_twice``.
    """
    round = locked_round(participant.round_id)
    refuse_unless_prepared(round)
    participant = _waiting(participant, by)
    herself = participant.employee.user_id is not None and participant.employee.user_id == user.pk
    if relation not in rules.relations_of(round.method) or not rules.fits(relation, is_herself=herself):
        raise DomainError("relation_unfit", _unfit(herself))
    if not able(round.agency, [user.pk], on=round.agency.date_at(at)):
        raise DomainError("unable", _("Akun ini tidak aktif atau perannya tidak mencakup penilaian di instansi ini."))
    rater, made = Rater.objects.get_or_create(participant=participant, user=user, defaults={"relation": relation})
    if not made:
        raise DomainError("rater_twice", _("%(name)s sudah menjadi penilai peserta ini.") % {"name": user})
    _decide(round, participant, by, at, added=[user.pk], relation=relation)
    return rater


@transaction.atomic
def add_raters(*, participant: Participant, wanted: Sequence[tuple[User, str]], by: Any, at: datetime) -> Named:
    """Name several raters of one participant; who cannot rate her is left with the reason, the others are named.

    Args:
        wanted: each account with the relation in which it rates.
    Raises: Denied; DomainError ``round_over``, ``not_waiting``, ``too_many``.
    """
    round = locked_round(participant.round_id)
    refuse_unless_prepared(round)
    participant = _waiting(participant, by)
    if len(wanted) > MOST_NAMED:
        raise DomainError("too_many", _("Paling banyak %(most)d penilai sekali simpan.") % {"most": MOST_NAMED})
    may = able(round.agency, [user.pk for user, _relation in wanted], on=round.agency.date_at(at))
    has = set(Rater.objects.filter(participant=participant).values_list("user", flat=True))
    new: dict[str, list[int]] = {}
    left = []
    for user, relation in wanted:
        if why := _why_not(participant, user, relation, may, has):
            left.append(Left(user, relation, why))
        else:
            new.setdefault(relation, []).append(user.pk)
            has.add(user.pk)
    rows = [(user, relation) for relation, users in new.items() for user in users]
    Rater.objects.bulk_create(Rater(participant=participant, user_id=user, relation=how) for user, how in rows)
    if rows:
        _decide(round, participant, by, at, added=[user for user, _how in rows], relations=new)
    return Named(len(rows), tuple(left))


def _why_not(participant: Participant, user: User, relation: str, may: set[int], has: set[int]) -> str:
    herself = participant.employee.user_id == user.pk
    if relation not in rules.relations_of(participant.round.method) or not rules.fits(relation, is_herself=herself):
        return _("peserta sendiri") if herself else _("hubungan ini tidak sesuai dengan metode kegiatannya")
    if user.pk not in may:
        return _("tidak ada akun yang dapat menilai dengan nama atau NIP ini")
    return _("sudah menjadi penilai peserta ini") if user.pk in has else ""


def _unfit(herself: bool) -> str:
    if herself:
        return _("Peserta tidak dapat menilai dirinya sendiri dalam peran ini.")
    return _("Hubungan ini tidak sesuai dengan orang atau metode kegiatannya.")


@transaction.atomic
def remove_rater(*, rater: Rater, by: Any, at: datetime) -> None:
    """Take a rater away who has not rated yet; what somebody saw is never lost.

    Raises: Denied; DomainError ``round_over``, ``not_waiting``, ``has_rated``.
    """
    round = locked_round(rater.participant.round_id)
    refuse_unless_prepared(round)
    participant = _waiting(rater.participant, by)
    if rater.ratings.exists():
        raise DomainError("has_rated", _("Penilai ini sudah mengisi penilaian, sehingga tidak dapat dihapus."))
    user, relation = rater.user_id, rater.relation
    Rater.objects.filter(pk=rater.pk).delete()
    _decide(round, participant, by, at, removed=[user], relation=relation)


def _waiting(participant: Participant, by: Any) -> Participant:
    participant = locked_participant(participant.pk)
    if is_own(by, participant.employee):
        raise Denied(_("Penilai Anda sendiri ditetapkan oleh pengelola lain."))
    if participant.state != ParticipantState.INVITED:
        raise DomainError("not_waiting", _("Peserta ini tidak lagi menunggu penilaian; penilainya tidak berubah."))
    return participant


def _decide(round: AssessmentRound, participant: Participant, by: Any, at: datetime, **facts: Any) -> None:
    facts = {"round": round.pk} | facts
    record_decision(DecisionKind.RATERS_SET, subject=participant, agency=round.agency, by=by, at=at, facts=facts)


# Many at once


@transaction.atomic
def spread(*, round: AssessmentRound, assessors: Sequence[User], each: int, by: Any, at: datetime) -> Spread:
    """Give every waiting participant so many of the assessors, as evenly as possible; who has enough keeps hers.

    Raises: DomainError ``round_over``, ``no_assessors``, ``each_range``, ``relation_unfit``, ``unable``.
    """
    round = locked_round(round.pk)
    refuse_unless_prepared(round)
    _refuse_assessors(round, assessors, each, at)
    people = _people(round, by)
    given: dict[int, list[int]] = {one.pk: [] for one in people}
    for participant, user in Rater.objects.filter(participant__in=given).values_list("participant", "user"):
        given[participant].append(user)
    barred = {one.pk: [one.employee.user_id] for one in people if one.employee.user_id}
    keys = [user.pk for user in assessors]
    pairs = rules.spread([one.pk for one in people], keys, each=each, given=given, barred=barred)
    made = _create(round, [(participant, user, Relation.ASSESSOR) for participant, user in pairs], by, at)
    for participant, user in pairs:
        given[participant].append(user)
    why = _("asesor yang dipilih kurang")
    return Spread(made, tuple((str(one), why) for one in people if len(given[one.pk]) < each))


def _refuse_assessors(round: AssessmentRound, assessors: Sequence[User], each: int, at: datetime) -> None:
    if Relation.ASSESSOR not in rules.relations_of(round.method):
        raise DomainError("relation_unfit", _("Metode kegiatan ini tidak memakai asesor."))
    if not assessors:
        raise DomainError("no_assessors", _("Pilih paling sedikit satu asesor."))
    if not 1 <= each <= MOST_EACH:
        raise DomainError("each_range", _("Jumlah asesor tiap peserta 1 sampai %(most)d.") % {"most": MOST_EACH})
    may = able(round.agency, [user.pk for user in assessors], on=round.agency.date_at(at))
    unable = [str(user) for user in assessors if user.pk not in may]
    if unable:
        raise DomainError("unable", _("Akun ini tidak dapat menilai: %(names)s.") % {"names": ", ".join(unable)})


@transaction.atomic
def propose(*, round: AssessmentRound, by: Any, at: datetime) -> Spread:
    """Name the superior and the person herself as raters, as far as the method asks for them.

    Raises: DomainError ``round_over``, ``relation_unfit``.
    """
    round = locked_round(round.pk)
    refuse_unless_prepared(round)
    wanted = [relation for relation in rules.relations_of(round.method) if relation in rules.PROPOSED]
    if not wanted:
        raise DomainError("relation_unfit", _("Asesor dipilih sendiri; tidak ada yang dapat diusulkan."))
    people = _people(round, by)
    accounts = _accounts(round, people, wanted, at)
    has = set(Rater.objects.filter(participant__in=people).values_list("participant", "relation"))
    taken = set(Rater.objects.filter(participant__in=people).values_list("participant", "user"))
    rows, short = [], []
    for one in people:
        for relation in wanted:
            user = accounts[relation].get(one.pk)
            if (one.pk, relation) in has or (one.pk, user) in taken:
                continue
            if user is None:
                short.append((str(one), _missing(relation)))
            else:
                rows.append((one.pk, user, relation))
                taken.add((one.pk, user))
    return Spread(_create(round, rows, by, at), tuple(short))


def _missing(relation: str) -> str:
    if relation == Relation.SELF:
        return _("belum memiliki akun yang dapat menilai")
    return _("atasannya tidak ada atau belum memiliki akun yang dapat menilai")


def _accounts(
    round: AssessmentRound, people: list[Participant], wanted: list[str], at: datetime
) -> dict[str, dict[int, int]]:
    """Account of each proposed rater by relation and participant, of those who may rate; a handful of queries."""
    own = {one.pk: one.employee.user_id for one in people}
    found: dict[str, dict[int, int | None]] = {Relation.SELF: own}
    if Relation.SUPERIOR in wanted:
        above = superiors_of([one.employee for one in people], round.agency, at=at)
        users = dict(Employee.objects.filter(pk__in=set(above.values())).values_list("pk", "user_id"))
        found[Relation.SUPERIOR] = {one.pk: users.get(above.get(one.employee_id, 0)) for one in people}
    keys = {user for relation in wanted for user in found[relation].values() if user}
    may = able(round.agency, keys, on=round.agency.date_at(at))
    return {
        relation: {pk: user for pk, user in found[relation].items() if user is not None and user in may}
        for relation in wanted
    }


def _people(round: AssessmentRound, by: Any) -> list[Participant]:
    """Those who wait, in the order of their names, without the one who acts."""
    waiting = Participant.objects.filter(round=round, state=ParticipantState.INVITED)
    rows = waiting.select_related("employee__unit").order_by("employee__name", "id")
    return [one for one in rows if not is_own(by, one.employee)]


def _create(round: AssessmentRound, rows: list[tuple[int, int, str]], by: Any, at: datetime) -> int:
    if rows:
        raters = [Rater(participant_id=participant, user_id=user, relation=how) for participant, user, how in rows]
        Rater.objects.bulk_create(raters, batch_size=2000)
        facts = {"pairs": len(rows), "raters": len({user for _participant, user, _how in rows})}
        record_decision(DecisionKind.RATERS_SET, subject=round, agency=round.agency, by=by, at=at, facts=facts)
    return len(rows)
