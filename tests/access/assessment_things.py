"""Things of the world that assessments are made of: rounds, participants, raters, results with levels and reports."""

from datetime import date

from django.core.files.base import ContentFile

from core.models import Agency, User
from employees.models import Employee
from evaluations.domain.competencies import COMPETENCIES
from evaluations.models import (
    Assessment,
    AssessmentLevel,
    AssessmentRound,
    Competency,
    Participant,
    PerformanceResult,
    Rater,
)
from evaluations.services.current import refresh_levels
from tests.access.world import AT, Thing, Visitor, World, make_account, thing_of

LEVELS = {one.key: 3 for one in COMPETENCIES}


def add_assessment_things(world: World) -> World:
    _add_nine()
    rounds = {agency.pk: _round(agency, thing_of(place)) for place, agency in _places(world)}
    world.things["round"] = {
        place: Thing({"pk": rounds[agency.pk].pk}, agency) for place, agency in _places(world)
    }  # fmt: skip
    people = {"agency": world.people["unit"], "abroad": world.people["abroad"]}
    _add_participants(world, rounds, people)
    _add_ratings(world, rounds)
    _add_led_ratings(world)
    _add_results(world, people | {"elsewhere": world.people["elsewhere"]})
    _add_standing(world)
    return world


def _places(world: World) -> tuple[tuple[str, Agency], ...]:
    return ("agency", world.surabaya), ("abroad", world.mamuju)


def _add_nine() -> None:
    """The nine of every job, which tests with transactions of their own have taken away."""
    for order, one in enumerate(COMPETENCIES, start=1):
        fields = {"name": one.name, "group": "managerial", "order": order}
        Competency.objects.get_or_create(agency=None, code=one.key, defaults=fields)


def _round(agency: Agency, word: str, method: str = "assessment_center") -> AssessmentRound:
    """It runs, so that whoever may rate can do so."""
    made = AssessmentRound.objects.create(
        agency=agency, name=f"Asesmen {word}", method=method, provider="Penyelenggara",
        starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30), state="open", made_at=AT,
    )  # fmt: skip
    made.competencies.set(Competency.objects.filter(agency=None, code="integritas"))
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


def _rater(round: AssessmentRound, person: Employee, user: User, relation: str = "assessor") -> Rater:
    participant, _made = Participant.objects.get_or_create(round=round, employee=person)
    return Rater.objects.create(participant=participant, user=user, relation=relation)


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


def _add_led_ratings(world: World) -> None:
    """The same in a feedback of 360 degrees, where whoever rates was asked as the superior."""
    chief = make_account("atasan")  # no visitor
    feedback = {agency.pk: _round(agency, thing_of(place), "umpan_balik_360") for place, agency in _places(world)}
    rated = world.visitors["organiser"].record
    world.things["led rating"] = {
        place: Thing({"pk": _rater(feedback[one.agency_id], one, chief, "superior").pk}, one.agency, owner=chief.pk)
        for place, one in (("agency", world.people["unit"]), ("abroad", world.people["abroad"]))
    }
    own = {
        visitor.name: _rater(feedback[rated.agency_id], rated, visitor.user, "superior").pk
        for visitor in world.visitors.values()
        if visitor.user and visitor.record != rated
    }
    world.own["led rating"] = lambda visitor: (
        Thing({"pk": own[visitor.name]}, rated.agency, owner=visitor.user.pk) if visitor.name in own else None
    )


def _add_results(world: World, people: dict[str, Employee]) -> None:
    results = {place: _result(person) for place, person in people.items()}
    world.things["result"] = {place: results[place] for place in ("agency", "abroad")}
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
        agency=person.agency, employee=person, assessed_on=date(2025, 1, 20), levels=LEVELS, method="cact",
        participant=participant,
    )  # fmt: skip
    skills = Competency.objects.filter(agency=None, code__in=LEVELS)
    AssessmentLevel.objects.bulk_create(AssessmentLevel(assessment=result, competency=one, level=3) for one in skills)
    return Thing({"pk": result.pk}, person.agency, owner=person.user_id)


def _add_standing(world: World) -> None:
    """Everybody named after her place fits, stands in box 9 and could follow in a post."""
    for number, person in enumerate(world.people.values()):
        PerformanceResult.objects.create(
            agency=person.agency, employee=person, siasn_id=str(number), year=2025, results="1", behaviour="1",
            predicate=1,
        )  # fmt: skip
    for _place, agency in _places(world):
        refresh_levels(agency=agency, on=AT.date())
    nine = Competency.objects.get(agency=None, code="integritas")
    world.keys = {
        "competency": nine.pk, "elsewhere": world.office.pk, "abroad": world.coast.pk,
    }  # fmt: skip
