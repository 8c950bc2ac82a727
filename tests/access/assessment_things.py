"""Things of the world that assessments are made of: rounds, participants, raters, results with their reports."""

from datetime import date

from django.core.files.base import ContentFile

from core.models import Agency, User
from employees.models import Employee
from evaluations.models import Assessment, AssessmentRound, Competency, Participant, Rater
from tests.access.world import AT, Thing, Visitor, World, make_account


def add_assessment_things(world: World) -> World:
    rounds = {agency.pk: _round(agency) for agency in (world.surabaya, world.mamuju)}
    world.things["round"] = {
        place: Thing({"pk": rounds[agency.pk].pk}, agency)
        for place, agency in (("agency", world.surabaya), ("abroad", world.mamuju))
    }
    people = {"agency": world.people["unit"], "abroad": world.people["abroad"]}
    _add_participants(world, rounds, people)
    _add_ratings(world, rounds)
    _add_results(world, people)
    return world


def _round(agency: Agency) -> AssessmentRound:
    """It runs, so that whoever may rate can do so."""
    made = AssessmentRound.objects.create(
        agency=agency, name=f"Asesmen {agency.pk}", method="assessment_center", provider="Penyelenggara",
        starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30), state="open", made_at=AT,
    )  # fmt: skip
    made.competencies.set(Competency.objects.all()[:1])
    return made


def _add_participants(world: World, rounds: dict[int, AssessmentRound], people: dict[str, Employee]) -> None:
    """Everybody with a record takes part, which shows nobody her raters and lets nobody settle her own result."""
    assessor = make_account("penilai")  # no visitor: her list would name the people she rates
    raters = {one.pk: _rater(rounds[one.agency_id], one, assessor) for one in people.values()}
    world.things["participant"] = {
        place: Thing({"pk": raters[one.pk].participant_id}, one.agency) for place, one in people.items()
    }
    world.things["rater"] = {place: Thing({"pk": raters[one.pk].pk}, one.agency) for place, one in people.items()}
    own = {
        visitor.name: _rater(rounds[visitor.record.agency_id], visitor.record, assessor)
        for visitor in world.visitors.values()
        if visitor.record
    }

    def participant(visitor: Visitor) -> Thing | None:
        row = own.get(visitor.name)
        return Thing({"pk": row.participant_id}, visitor.record.agency, owner=visitor.user.pk) if row else None

    def rater(visitor: Visitor) -> Thing | None:
        row = own.get(visitor.name)
        return Thing({"pk": row.pk}, visitor.record.agency, owner=visitor.user.pk) if row else None

    world.own |= {"participant": participant, "rater": rater}


def _rater(round: AssessmentRound, person: Employee, user: User) -> Rater:
    participant, _made = Participant.objects.get_or_create(round=round, employee=person)
    return Rater.objects.create(participant=participant, user=user)


def _add_ratings(world: World, rounds: dict[int, AssessmentRound]) -> None:
    """Whom the visitor rates: somebody whose name she may see; and what somebody else rates."""
    rated = world.visitors["organiser"].record
    other = {"agency": world.people["unit"], "abroad": world.people["abroad"]}
    world.things["rating"] = {}
    for place, person in other.items():
        row = Rater.objects.filter(participant__employee=person).get()
        world.things["rating"][place] = Thing({"pk": row.pk}, person.agency, owner=row.user_id)
    own = {}
    for visitor in world.visitors.values():
        if visitor.user and visitor.record != rated:
            own[visitor.name] = _rater(rounds[rated.agency_id], rated, visitor.user)
    world.own["rating"] = lambda visitor: (
        Thing({"pk": own[visitor.name].pk}, rated.agency, owner=visitor.user.pk) if visitor.name in own else None
    )


def _add_results(world: World, people: dict[str, Employee]) -> None:
    world.things["result"] = {place: _result(person) for place, person in people.items()}
    own = {visitor.name: _result(visitor.record) for visitor in world.visitors.values() if visitor.record}
    world.own["result"] = lambda visitor: own.get(visitor.name)


def _result(person: Employee) -> Thing:
    """Of a round that is over, with its report."""
    over = AssessmentRound.objects.create(
        agency=person.agency, name="Asesmen lama", method="cact", provider="Penyelenggara", state="closed",
        starts_on=date(2025, 1, 1), ends_on=date(2025, 1, 31), made_at=AT,
    )  # fmt: skip
    participant = Participant(round=over, employee=person, state="concluded", concluded_at=AT)
    participant.report.save("laporan.pdf", ContentFile(f"%PDF- report of {person.name}".encode()), save=True)
    result = Assessment.objects.create(
        agency=person.agency, employee=person, assessed_on=date(2025, 1, 20), levels={}, method="cact",
        participant=participant,
    )  # fmt: skip
    return Thing({"pk": result.pk}, person.agency, owner=person.user_id)
