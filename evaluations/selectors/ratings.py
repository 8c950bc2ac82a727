"""Reads about raters and what they rated, shaped for pages."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Prefetch, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext as _

from core.domain.naming import collapse
from core.holders import accounts_like
from core.models import Agency, RoleAssignment, User
from core.permissions import GRANTS, Permission, has_permission
from evaluations.domain import methods, rounds
from evaluations.enums import ParticipantState, Relation, RoundState
from evaluations.models import (
    Competency,
    CompetencyVersion,
    LevelText,
    Participant,
    Rater,
    Rating,
    RoundCompetency,
)
from evaluations.selectors.rounds import CURRENT, competencies_of

RATING_ROLES = [role for role, rights in GRANTS.items() if Permission.ASSESSMENT_RATE in rights]


# Whom somebody rates


def ratings_to_do(user: Any) -> QuerySet[Rater]:
    """Everybody the account was asked to rate in a round that runs or has run: what ends first, then what is over, newest first."""
    shown = (RoundState.OPEN, RoundState.CLOSED)
    rows = Rater.objects.rated_by(user).filter(participant__round__state__in=shown)
    rows = rows.exclude(participant__state__in=(ParticipantState.WITHDRAWN, ParticipantState.ABSENT))
    related = ("participant__round__agency", "participant__employee__unit", "participant__position")
    asked = RoundCompetency.objects.filter(round=OuterRef("participant__round"))
    counted = asked.order_by().values("round").annotate(n=Count("*")).values("n")
    rows = rows.select_related(*related).annotate(
        rated=Count("ratings", filter=CURRENT), demanded=Coalesce(Subquery(counted), 0)
    )
    ends_on = F("participant__round__ends_on")
    runs = Case(When(participant__round__state=RoundState.OPEN, then=ends_on))  # else NULL, which comes last
    return rows.order_by(runs.asc(nulls_last=True), ends_on.desc(), "participant__employee__name", "id")


def waiting_to_rate(user: Any) -> int:
    """How many people the account has still to rate in rounds that run."""
    rows = ratings_to_do(user).filter(
        participant__round__state=RoundState.OPEN, participant__state=ParticipantState.INVITED
    )
    return rows.filter(rated__lt=F("demanded")).count()


def state_name(rater: Rater) -> str:
    """What is left to do with a row of `ratings_to_do`, in words."""
    if rater.participant.state == ParticipantState.CONCLUDED:
        return _("Ditetapkan")
    if rater.participant.round.state != RoundState.OPEN:
        return _("Kegiatan selesai")
    return _("Perlu diisi") if rater.rated < rater.demanded else _("Lengkap")  # type: ignore[attr-defined]


def rating_for(user: Any, pk: int) -> Rater:
    """The person's own row as a rater, as long as her role there lets her rate.

    Raises: Http404
    """
    related = ("participant__round__agency", "participant__employee__unit", "participant__position")
    found = Rater.objects.rated_by(user).filter(pk=pk).select_related(*related).first()
    if found is None:
        raise Http404
    return found


def nominates(user: Any, rater: Rater) -> bool:
    """Whether she may name further raters: as the superior, in a feedback of 360 degrees that still takes some."""
    participant = rater.participant
    is_led = rater.relation == Relation.SUPERIOR and participant.round.method == methods.FEEDBACK
    waits = participant.state == ParticipantState.INVITED and participant.round.state in rounds.RATING_STATES
    return is_led and waits and has_permission(user, Permission.COMPETENCY_VIEW, agency=participant.round.agency)


def ratings_of(rater: Rater) -> dict[int, Rating]:
    """What she says now, by competency."""
    return {rating.competency_id: rating for rating in Rating.objects.filter(rater=rater, closed_at=None)}


@dataclass(frozen=True)
class Sheet:
    """A competency as raters see it: what it means, level by level.

    Attributes:
        version: in force when the round began; None where the dictionary has no words for it.
    """

    competency: Competency
    version: CompetencyVersion | None
    levels: tuple[LevelText, ...]


def sheets_of(participant: Participant) -> list[Sheet]:
    """The competencies of the round with the words that held when it began: all raters read the same ones."""
    competencies = competencies_of(participant.round)
    texts = Prefetch("levels", LevelText.objects.order_by("level"))
    rows = CompetencyVersion.objects.filter(competency__in=competencies).order_by("competency", "number")
    versions: dict[int, CompetencyVersion] = {}
    for version in rows.prefetch_related(texts):
        if version.competency_id not in versions or version.valid_from <= participant.round.starts_on:
            versions[version.competency_id] = version
    return [
        Sheet(one, found, tuple(found.levels.all()) if found else ())
        for one in competencies
        for found in [versions.get(one.pk)]
    ]


# Who may rate


def able(agency: Agency, users: Iterable[int], *, on: date) -> set[int]:
    """Keys of the active accounts that may rate in the agency on the day; one query."""
    roles = RoleAssignment.objects.current(on=on).filter(agency=agency, role__in=RATING_ROLES)
    return set(roles.filter(user__in=list(users), user__is_active=True).values_list("user", flat=True))


def raters_like(agency: Agency, text: str, *, on: date, limit: int = 10) -> list[User]:
    """Accounts that may rate, whose name holds the text or whose login begins with it; assessors before others."""
    wanted = collapse(text.replace("\0", ""))
    if len(wanted) < 2:
        return []
    found = accounts_like(agency, wanted, limit=limit)
    may = able(agency, [user.pk for user in found], on=on)
    return [user for user in found if user.pk in may]


def assessors_of(agency: Agency, *, on: date) -> list[User]:
    """Accounts with the role of assessor in the agency."""
    roles = RoleAssignment.objects.current(on=on).filter(agency=agency, role="assessor", user__is_active=True)
    return list(User.objects.filter(pk__in=roles.values("user")).select_related("employee").order_by("name", "id"))


def raters_of(participant: Participant) -> list[Rater]:
    """Her raters with how many competencies each has rated."""
    rows = Rater.objects.filter(participant=participant).select_related("user", "user__employee__position")
    return list(rows.annotate(rated=Count("ratings", filter=CURRENT)).order_by("relation", "user__name", "id"))


# What they say together


@dataclass(frozen=True)
class Side:
    """What the raters say about one competency, side by side.

    Attributes:
        ratings: of those whose word counts, in the order of the raters; empty while they are too few.
        own: what the person says about herself in a feedback of 360 degrees.
        level: proposed; of a feedback the one that follows.
    """

    competency: Competency
    ratings: tuple[Rating, ...]
    own: Rating | None
    level: int | None
    required: int | None

    @property
    def differs(self) -> bool:
        return len({rating.level for rating in self.ratings}) > 1

    @property
    def choices(self) -> range:
        """Levels that somebody who settles a difference may choose."""
        levels = [rating.level for rating in self.ratings]
        return range(min(levels), max(levels) + 1) if levels else range(0)

    @property
    def counts(self) -> list[tuple[int, int]]:
        """How many raters see which level."""
        levels = [rating.level for rating in self.ratings]
        return [(level, levels.count(level)) for level in sorted(set(levels))]

    @property
    def remarks(self) -> list[str]:
        """What raters wrote, in an order that does not tell who."""
        return sorted({rating.evidence.strip() for rating in self.ratings if rating.evidence.strip()})


def current_ratings(participant: Participant) -> list[Rating]:
    """What all raters of the person say now."""
    rows = Rating.objects.filter(rater__participant=participant, closed_at=None)
    return list(rows.select_related("rater__user").order_by("rater__relation", "rater__user__name", "rater_id"))


def sides_of(participant: Participant, ratings: Iterable[Rating]) -> list[Side]:
    """One side for each competency of the round.

    In a feedback of 360 degrees the person's own word is shown beside the others and never counts, and nothing
    is said of a competency that fewer than `methods.MIN_RATERS` others have rated.
    """
    is_feedback = participant.round.method == methods.FEEDBACK
    by_competency: dict[int, list[Rating]] = defaultdict(list)
    for rating in ratings:
        by_competency[rating.competency_id].append(rating)
    found = []
    for competency in competencies_of(participant.round):
        given = by_competency[competency.pk]
        own = next((one for one in given if one.rater.relation == Relation.SELF), None) if is_feedback else None
        counted = tuple(one for one in given if one is not own)
        if is_feedback and len(counted) < methods.MIN_RATERS:
            counted = ()
        level = _level([one.level for one in counted], is_feedback)
        found.append(Side(competency, counted, own, level, participant.required.get(competency.code)))
    return found


def _level(levels: list[int], is_feedback: bool) -> int | None:
    if not levels:
        return None
    return rounds.feedback_level(levels) if is_feedback else rounds.Finding("", tuple(levels)).proposal


def closed_because(rater: Rater) -> str | None:
    """Why the sheet cannot be filled in now; None where it can."""
    state, round_state = rater.participant.state, rater.participant.round.state
    if state == ParticipantState.CONCLUDED:
        return _("Hasil peserta ini sudah ditetapkan; penilaian Anda tersimpan dan tidak berubah lagi.")
    if state != ParticipantState.INVITED:
        return _("Peserta ini tidak dinilai dalam kegiatan ini.")
    return None if round_state in rounds.RATING_STATES else _("Kegiatan ini tidak sedang berlangsung.")
