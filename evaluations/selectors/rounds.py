"""Reads about assessment rounds and who takes part, shaped for pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from core.domain.errors import Denied
from core.models import Agency, Unit
from core.permissions import Permission
from core.units import LABEL_JOIN
from employees.models import Employee
from employees.selectors import inside, matching
from evaluations.domain import standards as rules
from evaluations.enums import ParticipantState
from evaluations.models import AssessmentRound, Competency, JobStandard, Participant, Rater
from evaluations.selectors.standards import MANDATORY, demand_of_job

CURRENT = Q(ratings__closed_at=None)


# Rounds


def rounds_of(user: Any, agency: Agency | None) -> QuerySet[AssessmentRound]:
    """Rounds of the agency, newest first, with how many take part and how many are concluded."""
    staying = ~Q(participants__state=ParticipantState.WITHDRAWN)
    return (
        AssessmentRound.objects.visible_to(user)
        .filter(agency=agency)
        .annotate(
            people=Count("participants", filter=staying),
            concluded=Count("participants", filter=Q(participants__state=ParticipantState.CONCLUDED)),
        )
        .order_by("-starts_on", "-id")
    )


def round_for(user: Any, pk: int, permission: Permission = Permission.ASSESSMENT_VIEW) -> AssessmentRound:
    """A round of an agency whose assessments the person may see, or run.

    Raises: Http404
    """
    found = AssessmentRound.objects.visible_to(user, permission).filter(pk=pk).select_related("agency").first()
    if found is None:
        raise Http404
    return found


def run_round_for(user: Any, pk: int) -> AssessmentRound:
    """A round that the person runs; seeing it is not enough.

    Raises: Http404
    """
    return round_for(user, pk, Permission.ASSESSMENT_RUN)


def competencies_on_offer(agency: Agency | None) -> QuerySet[Competency]:
    """What a round may assess: the dictionary of the agency, the nine first."""
    return Competency.objects.of(agency).in_use().order_by("order", "code")


def competencies_of(round_: AssessmentRound) -> list[Competency]:
    return list(round_.competencies.order_by("order", "code"))


# Participants


def participant_for(user: Any, pk: int, permission: Permission = Permission.ASSESSMENT_VIEW) -> Participant:
    """Somebody in a round that the person may see, or run; never she herself.

    Raises: Http404; Denied for herself.
    """
    related = ("round__agency", "employee__unit", "employee__position", "employee__agency", "position", "concluded_by")
    rows = Participant.objects.filter(pk=pk)
    found = rows.visible_to(user, permission).select_related(*related).first()
    if found is not None:
        return found
    if rows.managed_by(user, permission).exists():
        raise Denied(
            _("Asesmen Anda sendiri diurus oleh pengelola lain. Hasilnya tampil di halaman Hasil asesmen saya.")
        )
    raise Http404


def run_participant_for(user: Any, pk: int) -> Participant:
    """Somebody in a round that the person runs, not she herself.

    Raises: Http404, Denied.
    """
    return participant_for(user, pk, Permission.ASSESSMENT_RUN)


def run_rater_for(user: Any, pk: int) -> Rater:
    """A rater in a round that the person runs, of somebody else than herself.

    Raises: Http404, Denied.
    """
    found = Rater.objects.filter(pk=pk).select_related("user").first()
    if found is None:
        raise Http404
    found.participant = run_participant_for(user, found.participant_id)
    return found


def participants_of(round_: AssessmentRound) -> QuerySet[Participant]:
    """Everybody in the round by name, with what a list shows of them."""
    rows = Participant.objects.filter(round=round_).select_related("employee__unit", "employee__position", "position")
    return rows.annotate(jpm=F("result__jpm"), category=F("result__category"), result_pk=F("result__pk")).order_by(
        "employee__name", "id"
    )


def fixed(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    """The same people, whoever is invited meanwhile: a file and what is written down about it agree."""
    return rows.filter(pk__in=list(rows.order_by().values_list("pk", flat=True)))


def named(rows: QuerySet[Participant], text: str) -> QuerySet[Participant]:
    """Participants whose name holds the words or whose NIP begins with the digits."""
    return rows.filter(employee__in=Employee.objects.filter(matching(text)))


@dataclass(frozen=True)
class Progress:
    """How far the raters of somebody are."""

    raters: int = 0
    complete: int = 0

    @property
    def is_complete(self) -> bool:
        return 0 < self.raters == self.complete


def progress_of(participants: Iterable[Participant] | QuerySet, *, demanded: int) -> dict[int, Progress]:
    """Raters of each participant, and how many of them have rated everything; one query.

    Args:
        demanded: number of competencies of the round.
    """
    rows = Rater.objects.filter(participant__in=participants).order_by()
    found: dict[int, Progress] = {}
    for participant, rated in rows.annotate(rated=Count("ratings", filter=CURRENT)).values_list("participant", "rated"):
        before = found.get(participant, Progress())
        found[participant] = Progress(before.raters + 1, before.complete + (rated >= demanded))
    return found


@dataclass(frozen=True)
class Overview:
    """A round at a glance: people by state, and keys of those who need something next.

    Attributes:
        without_raters, ready: of those who still wait: nobody rates them; everybody has rated them.
    """

    states: dict[str, int]
    without_raters: frozenset[int]
    ready: frozenset[int]

    @property
    def people(self) -> int:
        return sum(count for state, count in self.states.items() if state != ParticipantState.WITHDRAWN)

    @property
    def concluded(self) -> int:
        return self.states.get(ParticipantState.CONCLUDED, 0)

    @property
    def waiting(self) -> int:
        return self.states.get(ParticipantState.INVITED, 0)

    @property
    def percent(self) -> int:
        return 100 * self.concluded // self.people if self.people else 0


def overview_of(round_: AssessmentRound) -> Overview:
    """Counted over all participants of the round, however many; three queries."""
    people = Participant.objects.filter(round=round_).order_by()
    states = dict(people.values_list("state").annotate(n=Count("*")))
    waiting = people.filter(state=ParticipantState.INVITED)
    progress = progress_of(waiting, demanded=round_.competencies.count())
    keys = frozenset(waiting.values_list("pk", flat=True))
    return Overview(
        states,
        without_raters=keys - progress.keys(),
        ready=frozenset(pk for pk, p in progress.items() if p.is_complete),
    )


# Who may be added


def person_named(agency: Agency, text: str) -> Employee | None:
    """Somebody of the agency by a label of a suggestion or a NIP."""
    nip = "".join(character for character in text.rpartition(LABEL_JOIN)[2] if character.isdigit())
    return Employee.objects.filter(agency=agency, nip=nip).select_related("position").first() if nip else None


def people_by_nip(agency: Agency, nips: Iterable[str]) -> dict[str, Employee]:
    """People of the agency by NIP, active or not."""
    rows = Employee.objects.filter(agency=agency, nip__in=list(nips)).select_related("position")
    return {person.nip: person for person in rows}


def people_of_units(agency: Agency, units: list[Unit], *, most: int) -> list[Employee]:
    """Active people of the units and everything below them, at most one more than ``most``."""
    rows = Employee.objects.active().filter(inside(units), agency=agency).select_related("position")
    return list(rows.order_by("name", "id")[: most + 1])


def required_of(people: Sequence[Employee], *, on: date) -> dict[int, dict[str, int]]:
    """What the job of each person demands on the day, by key; as `standards.demand_of`, in two queries for all."""
    jobs = {person.position_id for person in people if person.position_id}
    rows = JobStandard.objects.in_force(on=on).filter(position__in=jobs).prefetch_related("levels__competency")
    stored = {one.position_id: {row.competency.code: row.level for row in one.levels.all()} for one in rows}
    return {
        person.pk: rules.levels_of(
            stored.get(person.position_id or 0, {}), mandatory=MANDATORY,
            tier=person.position.tier if person.position else person.tier,
            level=person.position.level if person.position else person.level,
        )
        for person in people
    }  # fmt: skip


def standard_changes(participant: Participant, *, on: date) -> list[tuple[str, int | None, int | None]]:
    """Competencies whose demanded level is another one today than when the person was invited.

    Returns: (name, level then, level now); nothing where the job is not known any more.
    """
    if participant.position is None:
        return []
    now = demand_of_job(participant.position, on=on).levels
    then = participant.required
    codes = [code for code in dict.fromkeys([*then, *now]) if then.get(code) != now.get(code)]
    known = Competency.objects.of(participant.round.agency).filter(code__in=codes)
    names = dict(known.values_list("code", "name")) if codes else {}
    return [(names.get(code, code), then.get(code), now.get(code)) for code in codes]
