"""A round of the cast: Sari takes part, Rina and Tono's account assess, Dewi runs it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.enums import Role
from core.models import User
from core.tests.people import Cast, make_user
from employees.models import Employee
from employees.tests.staff import Staff, cast, enter, make_person, staff
from evaluations.enums import Method, Relation
from evaluations.models import AssessmentRound, Competency, Participant, Rater, Rating
from evaluations.services import conclusions, rounds
from evaluations.services.conclusions import Conclusion, Settled
from evaluations.services.ratings import Entry, rate

__all__ = ["AT", "TODAY", "Ring", "cast", "enter", "make_person", "ring", "staff"]
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
TEXTS = {
    "strengths": "Teliti", "weaknesses": "Kurang berani bicara", "summary": "Layak dikembangkan",
    "advice": "Ikut pelatihan komunikasi", "recommendation": "RAHASIA-REKOMENDASI",
}  # fmt: skip


@dataclass
class Ring:
    """The round, who takes part and who rates.

    Attributes:
        one, two: rows of the assessors Rina and Tata.
        skills: the two competencies of the round, integrity first.
    """

    round: AssessmentRound
    participant: Participant
    one: Rater
    two: Rater
    skills: list[Competency]
    dewi: User

    def enter(self, rater: Rater, *levels: int, evidence: str = "Terlihat", at: datetime = AT) -> int:
        """The rater says these levels, in the order of the competencies."""
        seen = {row.competency_id: row.pk for row in Rating.objects.filter(rater=rater, closed_at=None)}
        entries = [
            Entry(skill.pk, level, evidence, seen.get(skill.pk))
            for skill, level in zip(self.skills, levels, strict=False)
        ]
        return rate(rater=rater, entries=entries, at=at)

    def said(self) -> set[int]:
        """Keys of all ratings in force."""
        return set(
            Rating.objects.filter(rater__participant=self.participant, closed_at=None).values_list("pk", flat=True)
        )

    def conclude(self, settled: dict[int, tuple[int, str]] | None = None, by: User | None = None, **more: Any) -> Any:
        """Conclude as of what is said now, unless told otherwise."""
        chosen = {key: Settled(*how) for key, how in (settled or {}).items()}
        given = {"assessed_on": TODAY, "seen": self.said(), "texts": TEXTS, "settled": chosen} | more
        return conclusions.conclude(
            participant=self.participant, conclusion=Conclusion(**given), by=by or self.dewi, at=AT
        )


def make_round(cast: Cast, method: str = Method.CENTER, **more: Any) -> AssessmentRound:
    """A draft about integrity and co-operation."""
    fields = {
        "name": "Pemetaan 2026", "method": method, "purpose": "mapping", "provider": "UPT Penilaian",
        "accreditation": "A-1", "accredited_until": date(2027, 12, 31), "starts_on": date(2026, 11, 1),
        "ends_on": date(2026, 11, 30),
    }  # fmt: skip
    for order, (code, name) in enumerate((("integritas", "Integritas"), ("kerjasama", "Kerja Sama")), start=1):
        # Tests with transactions of their own leave an empty database behind.
        fields_of = {"name": name, "group": "managerial", "order": order}
        Competency.objects.get_or_create(agency=None, code=code, defaults=fields_of)
    skills = Competency.objects.filter(agency=None, code__in=["integritas", "kerjasama"])
    return rounds.save_round(
        round=None, agency=cast.surabaya, competencies=skills, by=cast.dewi, at=AT, **fields | more
    )


def open_round(round: AssessmentRound, by: User) -> AssessmentRound:
    return rounds.step(round=round, to="open", reason="", by=by, at=AT)


def invite(round: AssessmentRound, *people: Employee) -> list[Participant]:
    rounds.add_participants(round=round, people=people, on=TODAY)
    return [Participant.objects.get(round=round, employee=person) for person in people]


def with_raters(round: AssessmentRound, participant: Participant, cast: Cast, tata: User) -> Ring:
    one, two = (
        Rater.objects.create(participant=participant, user=user, relation=Relation.ASSESSOR)
        for user in (cast.rina, tata)
    )
    return Ring(round, participant, one, two, list(round.competencies.order_by("order")), cast.dewi)


@pytest.fixture
def ring(staff: Staff, cast: Cast) -> Ring:
    """Open, with Sari as participant and two assessors."""
    round = make_round(cast)
    (sari,) = invite(round, staff.sari)
    tata = make_user("tata", Role.ASSESSOR, cast.surabaya, cast.city)
    made = with_raters(round, sari, cast, tata)
    made.round = open_round(round, cast.dewi)
    return made
