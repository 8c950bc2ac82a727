"""Things of the world that are about one person or guard the rest: roles, accounts, corrections, incidents."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.utils import timezone

from core.enums import IncidentKind, JobState
from core.models import Incident, Job, RoleAssignment
from employees.accounts import LINKS_KIND
from employees.models import Correction, Employee, Position
from employees.services.accounts import file_of, write_file
from evaluations.models import Competency, CompetencyVersion
from tests.access.world import AT, Thing, Visitor, World, thing_of


def add_private_things(world: World) -> World:
    _add_roles(world)
    _add_accounts(world)
    _add_corrections(world)
    _add_incidents(world)
    _add_keys_and_links(world)
    _add_library(world)
    return world


def _add_library(world: World) -> None:
    """Everybody in a government reads its dictionary and its standards, also whose role is held in a unit."""
    places = (("agency", world.surabaya, world.village), ("abroad", world.mamuju, world.coast))
    competencies, jobs = {}, {}
    for place, agency, unit in places:
        name = f"Uji {thing_of(place)}"
        own = Competency.objects.create(agency=agency, code="UJI.01", name=name, group="technical", order=1)
        CompetencyVersion.objects.create(competency=own, number=1, valid_from=AT.date(), definition="Uji", made_at=AT)
        competencies[place] = Thing({"pk": own.pk}, agency, unit.path)
        job = Position.objects.create(agency=agency, name=f"Penguji {thing_of(place)}", tier="pelaksana")
        jobs[place] = Thing({"position": job.pk}, agency, unit.path)
    world.things |= {"competency": competencies, "position": jobs}


def _add_roles(world: World) -> None:
    places = {}
    for place, name in (("agency", "asn"), ("abroad", "hr_agency abroad")):
        role = RoleAssignment.objects.filter(user=world.visitors[name].user).get()
        places[place] = Thing({"pk": role.pk}, role.agency)
    world.things["role"] = places

    def own(visitor: Visitor) -> Thing | None:
        role = RoleAssignment.objects.filter(user=visitor.user).first() if visitor.user else None
        return Thing({"pk": role.pk}, role.agency, owner=visitor.user.pk) if role else None

    world.own["role"] = own


def _add_accounts(world: World) -> None:
    world.things["account"] = {
        place: Thing({"pk": person.user_id}, person.agency, person.unit.path) for place, person in world.people.items()
    }

    def own(visitor: Visitor) -> Thing | None:
        home = visitor.record
        return Thing({"pk": visitor.user.pk}, home.agency, home.unit.path, visitor.user.pk) if home else None

    world.own["account"] = own
    # The trail of a person is read with the whole agency or not at all.
    world.things["trail"] = {place: Thing({"pk": each.pk}, each.agency) for place, each in world.people.items()}


def _add_corrections(world: World) -> None:
    world.things["correction"] = {place: _correction(person) for place, person in world.people.items()}
    own = {visitor.name: _correction(visitor.record) for visitor in world.visitors.values() if visitor.record}
    world.own["correction"] = lambda visitor: own.get(visitor.name)


def _correction(person: Employee) -> Thing:
    request = Correction(
        employee=person, field="school", stored=person.school, wanted="Surabaya", evidence_name="akta.pdf",
        asked_at=AT, due_at=AT + timedelta(days=3),
    )  # fmt: skip
    request.evidence.save("akta.pdf", ContentFile(f"evidence of {person.name}".encode()), save=True)
    return Thing({"pk": request.pk}, person.agency, person.unit.path, person.user_id)


def _add_incidents(world: World) -> None:
    places = {}
    for place, agency in (("agency", world.surabaya), ("abroad", world.mamuju)):
        incident = Incident.objects.create(
            agency=agency, kind=IncidentKind.CONFIDENTIALITY, title=f"Insiden {thing_of(place)}", data_revealed="NIP", how="Surel",
            happened_at=AT, found_at=AT, recorded_at=AT, recorded_by=world.visitors["hr_agency"].user,
        )  # fmt: skip
        places[place] = Thing({"pk": incident.pk}, agency)
    world.things["incident"] = places


def _add_keys_and_links(world: World) -> None:
    """Security keys of others; and for everybody a file of links that she has asked for."""
    world.things["security key"] = {
        place: Thing({"pk": _key(person).pk}, person.agency, owner=person.user_id)
        for place, person in world.people.items()
    }
    links = {visitor.name: _links(visitor, world) for visitor in world.visitors.values() if visitor.user}
    world.things["links job"] = {"agency": links["asn"], "abroad": links["hr_agency abroad"]}
    world.own["links job"] = lambda visitor: links.get(visitor.name)


def _key(person: Employee) -> Authenticator:
    return Authenticator.objects.create(user=person.user, type=Authenticator.Type.WEBAUTHN, data={"name": "Kunci"})


def _links(visitor: Visitor, world: World) -> Thing:
    agency, now = visitor.agency or world.surabaya, timezone.now()
    job = Job.objects.create(
        kind=LINKS_KIND, key=f"links:{visitor.name}", state=JobState.DONE, queued_at=now, finished_at=now,
        requested_by=visitor.user, arguments={"agency": agency.pk},
    )  # fmt: skip
    write_file(file_of(job), [])
    return Thing({"pk": job.pk}, agency, owner=visitor.user.pk)
