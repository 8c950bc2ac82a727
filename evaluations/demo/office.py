"""Whoever runs assessments in the demo: one agency, its HR, and days counted from today.

Nothing here writes by itself; everything goes through the services that the pages use.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from core.models import Agency, User
from employees.models import Employee
from evaluations.demo import words
from evaluations.models import AssessmentRound, Competency, Participant, Rater, Rating
from evaluations.services import conclusions, raters, ratings, rounds
from evaluations.services.ratings import Entry

Levels = Callable[[Participant, Competency], int]


@dataclass(frozen=True, slots=True)
class Office:
    """One agency and the moment at which its demo is made; offsets are days from then."""

    agency: Agency
    hr: User
    at: datetime

    def day(self, offset: int) -> date:
        return self.agency.date_at(self.at) + timedelta(days=offset)

    def moment(self, offset: int) -> datetime:
        """That day, at the same hour; never after the demo itself."""
        return self.at + timedelta(days=min(offset, 0))

    def plan(
        self, name: str, method: str, skills: Iterable[Competency], *, starts: int, ends: int, **more: Any
    ) -> AssessmentRound:
        """A draft, made two weeks before it begins."""
        fields = {"purpose": "mapping", "accreditation": "", "accredited_until": None} | more
        return rounds.save_round(
            round=None, agency=self.agency, competencies=list(skills), by=self.hr, at=self.moment(starts - 14),
            name=name, method=method, starts_on=self.day(starts), ends_on=self.day(ends), **fields,
        )  # fmt: skip

    def invite(self, round: AssessmentRound, people: Sequence[Employee], **more: Any) -> list[Participant]:
        """The people, in the order of their names; measured against what their jobs demanded when it began."""
        on = min(round.starts_on, self.day(0))
        rounds.add_participants(round=round, people=people, on=on, **more)
        rows = Participant.objects.filter(round=round).select_related("employee", "round__agency")
        return list(rows.order_by("employee__name", "id"))

    def assign(self, round: AssessmentRound, assessor: User) -> None:
        """One assessor for everybody, before it begins."""
        raters.spread(round=round, assessors=[assessor], each=1, by=self.hr, at=self._before(round))

    def name_raters(self, round: AssessmentRound, further: Sequence[tuple[Participant, User, str]] = ()) -> None:
        """Whom the program proposes (the superior, she herself), and others in their relation."""
        at = self._before(round)
        raters.propose(round=round, by=self.hr, at=at)
        for participant, user, relation in further:
            raters.add_rater(participant=participant, user=user, relation=relation, by=self.hr, at=at)

    def _before(self, round: AssessmentRound) -> datetime:
        return self.moment((round.starts_on - self.day(0)).days - 3)

    def step(self, round: AssessmentRound, to: str, offset: int) -> None:
        rounds.step(round=round, to=to, reason="", by=self.hr, at=self.moment(offset))

    def rate(
        self, participant: Participant, user: User, levels: Levels, *, offset: int, first: int | None = None,
        remarks: bool = True,
    ) -> None:  # fmt: skip
        """The rater says the levels, of the first competencies only where a number is given."""
        rater = Rater.objects.select_related("participant__round").get(participant=participant, user=user)
        entries = []
        for skill in list(participant.round.competencies.order_by("order", "code"))[:first]:
            level = levels(participant, skill)
            text = words.evidence(skill, level, participant.required.get(skill.code)) if remarks else ""
            entries.append(Entry(skill.pk, level, text, None))
        ratings.rate(rater=rater, entries=entries, at=self.moment(offset))

    def conclude(self, participant: Participant, *, offset: int, report: Any = None) -> None:
        """The result, as of what the raters say."""
        said = Rating.objects.filter(rater__participant=participant, closed_at=None)
        levels = dict(said.values_list("competency__code", "level"))
        names = dict(participant.round.competencies.values_list("code", "name"))
        texts = words.conclusion(participant, levels, names)
        conclusions.conclude(
            participant=participant, by=self.hr, at=self.moment(offset),
            conclusion=conclusions.Conclusion(
                assessed_on=self.day(offset), seen=set(said.values_list("pk", flat=True)), texts=texts, report=report
            ),
        )  # fmt: skip
