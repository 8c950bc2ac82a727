"""Two governments with one visitor for every role, and things of theirs near and far.

Near is the visitor's own unit and what lies below it; elsewhere is another unit of the same
government; abroad is another government. Every person and unit, and whatever belongs to a government as a
whole, carries its place in its name, so that a page gives away what it shows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from core import sessions
from core.enums import ImportState, JobState, Role
from core.models import Agency, ImportBatch, ImportIssue, Job, RoleAssignment, Unit, User
from core.tests.people import make_agency, make_unit
from employees.models import Discipline, Employee, Position
from employees.tests.staff import make_person
from reports.models import Report
from reports.services.freeze import freeze

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
ANONYMOUS, NO_ROLE, ABROAD, ELEVATED = "anonymous", "no role", "hr_agency abroad", "administrator elevated"
TWO_HATS = "administrator elevated, asn abroad"
# More abroad than here, and at work where she is less.
LEADS_HERE, WORKS_ABROAD = "leader, hr_agency abroad", "administrator elevated, at work abroad as mentor"
OF_A_UNIT = (Role.ASN, Role.MANAGER, Role.HR_UNIT, Role.ORGANISER, Role.ASSESSOR)
PASSWORD = "Kata sandi matriks 2026!"
OF_THE_AGENCY = (Role.HR_AGENCY, Role.LEADER, Role.MENTOR, Role.AUDITOR, Role.ADMINISTRATOR)


@dataclass
class Visitor:
    """Somebody at a browser.

    Attributes:
        role: "" for nobody and for an account without any role.
        path: of the unit the role is held in; "" for the whole agency.
        second: a further role, held for the whole of another agency.
        works: the agency she works in, unless it is that of her role here.
    """

    name: str
    role: str = ""
    user: User | None = None
    agency: Agency | None = None
    path: str = ""
    elevated: bool = False
    second: tuple[str, Agency] | None = None
    works: Agency | None = None
    record: Employee | None = None
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    @property
    def roles(self) -> tuple[str, ...]:
        return (self.role, self.second[0]) if self.second else (self.role,)

    def role_in(self, agency: Agency | None) -> str:
        """Her role in the agency; "" for none."""
        if self.second and self.second[1] == agency:
            return self.second[0]
        return self.role if self.agency == agency else ""

    def covers(self, agency: Agency, path: str) -> bool:
        """Whether the place lies where a role of hers holds."""
        return bool(self.role_in(agency)) and (agency != self.agency or path.startswith(self.path))

    def browser(self) -> Client:
        """Another window of the same session; what happens in it leaves the first one alone."""
        window = Client(raise_request_exception=False)
        window.handler = self.client.handler  # with its middleware, which takes a while to load
        window.cookies.update(self.client.cookies)
        return window


@dataclass(frozen=True)
class Thing:
    """An object behind an address.

    Attributes:
        path: of its unit; "" when it belongs to the agency as a whole.
        owner: the account it is about, which always sees it.
    """

    arguments: dict[str, Any]
    agency: Agency
    path: str = ""
    owner: int | None = None


Places = dict[str, Thing]


@dataclass
class World:
    """Visitors by name; things by kind and place; keys that searches name."""

    surabaya: Agency
    mamuju: Agency
    district: Unit
    village: Unit
    office: Unit
    coast: Unit
    people: dict[str, Employee] = field(default_factory=dict)
    visitors: dict[str, Visitor] = field(default_factory=dict)
    things: dict[str, Places] = field(default_factory=dict)
    own: dict[str, Callable[[Visitor], Thing | None]] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)

    def places(self, kind: str, visitor: Visitor) -> Places:
        """Where things of the kind are for this visitor: her own among them."""
        mine = self.own.get(kind, lambda _visitor: None)(visitor)
        return self.things[kind] | ({"own": mine} if mine else {})


def build() -> World:
    surabaya = make_agency("35.78", "KOTA SURABAYA", "Asia/Jakarta")
    mamuju = make_agency("76.02", "KABUPATEN MAMUJU", "Asia/Makassar")
    city = make_unit(surabaya, "PEMERINTAH KOTA SURABAYA")
    district = make_unit(surabaya, "KECAMATAN GAYUNGAN", city)
    world = World(
        surabaya=surabaya,
        mamuju=mamuju,
        district=district,
        village=make_unit(surabaya, f"KELURAHAN {unit_of('unit').upper()}", district),
        office=make_unit(surabaya, f"BADAN {unit_of('elsewhere').upper()}", city),
        coast=make_unit(mamuju, f"PEMERINTAH {unit_of('abroad').upper()}"),
    )
    _add_people(world)
    _add_visitors(world)
    _add_imports(world)
    _add_reports(world)
    return world


def person_of(place: str) -> str:
    """The word in the name of the person at the place, found on no other page."""
    return {"unit": "Dekatwati", "elsewhere": "Lainwati", "abroad": "Jauhwati"}[place]


def unit_of(place: str) -> str:
    """The word in the name of the unit at the place."""
    return {"unit": "Dekatunit", "elsewhere": "Lainunit", "abroad": "Jauhunit"}[place]


def thing_of(place: str) -> str:
    """The word in the name of what belongs to the agency as a whole: its rounds, incidents, imports, competencies."""
    return {"agency": "Tengahsari", "abroad": "Seberangsari"}[place]


def _add_people(world: World) -> None:
    homes = {"unit": world.village, "elsewhere": world.office, "abroad": world.coast}
    for unit in homes.values():
        unit.head_title, unit.eselon = f"KEPALA {unit.name}", "41"
        unit.save(update_fields=["head_title", "eselon"])
    for number, (place, unit) in enumerate(homes.items(), start=1):
        job = Position.objects.create(agency=unit.agency, name=f"Analis {person_of(place)}", tier="pelaksana")
        person = make_person(
            unit.agency, f"19900101202001{number:04}", person_of(place), unit, position=job, nik=f"357800000000{number:04}",
            phone=f"08120000{number:04}", address=f"Jalan {person_of(place)} 1", birth_date=date(1990, 1, 1),
        )  # fmt: skip
        Discipline.objects.create(agency=unit.agency, employee=person, level="B", decided_on=date(2025, 3, 1))
        person.user = make_account(person.name)
        User.objects.filter(pk=person.user.pk).update(email=f"{place}@contoh.invalid")
        person.save(update_fields=["user"])
        world.people[place] = person
    world.things["person"] = {
        place: Thing({"pk": person.pk}, person.agency, person.unit.path) for place, person in world.people.items()
    }
    world.own["person"] = lambda visitor: (
        Thing({"pk": visitor.record.pk}, visitor.record.agency, visitor.record.unit.path, visitor.user.pk)
        if visitor.record
        else None
    )
    world.things["unit"] = {place: Thing({"pk": unit.pk}, unit.agency, unit.path) for place, unit in homes.items()}


def _add_visitors(world: World) -> None:
    world.visitors[ANONYMOUS] = Visitor(ANONYMOUS)
    world.visitors[NO_ROLE] = Visitor(NO_ROLE, user=make_account("tanpa peran"))
    for role in OF_A_UNIT:
        add_visitor(world, role, role, world.surabaya, world.district)
    for role in OF_THE_AGENCY:
        add_visitor(world, role, role, world.surabaya)
    add_visitor(world, ABROAD, Role.HR_AGENCY, world.mamuju)
    add_visitor(world, ELEVATED, Role.ADMINISTRATOR, world.surabaya).elevated = True
    two_hats = add_visitor(world, TWO_HATS, Role.ADMINISTRATOR, world.surabaya)
    two_hats.elevated, two_hats.second = True, (Role.ASN, world.mamuju)
    RoleAssignment.objects.create(user=two_hats.user, role=Role.ASN, agency=world.mamuju)
    leads = add_visitor(world, LEADS_HERE, Role.LEADER, world.surabaya)
    leads.second = (Role.HR_AGENCY, world.mamuju)
    abroad = add_visitor(world, WORKS_ABROAD, Role.ADMINISTRATOR, world.surabaya)
    abroad.elevated, abroad.second, abroad.works = True, (Role.MENTOR, world.mamuju), world.mamuju
    for visitor in (leads, abroad):
        RoleAssignment.objects.create(user=visitor.user, role=visitor.second[0], agency=visitor.second[1])
    for visitor in world.visitors.values():
        if visitor.user:
            log_in(visitor)


@cache
def _hash() -> str:
    return make_password(PASSWORD)  # takes a quarter of a second


def make_account(name: str) -> User:
    return User.objects.create(
        username=name.replace(", ", ".").replace(" ", "."), name=name.title(), password=_hash(), activated_at=AT
    )


def add_visitor(world: World, name: str, role: str, agency: Agency, unit: Unit | None = None) -> Visitor:
    user = make_account(name)
    RoleAssignment.objects.create(user=user, role=role, agency=agency, unit=unit)
    visitor = Visitor(name, role=role, user=user, agency=agency, path=unit.path if unit else "")
    if role != Role.MENTOR:
        home = unit or (world.office if agency == world.surabaya else world.coast)
        number = f"19850101201001{1000 + len(world.visitors)}"
        visitor.record = make_person(agency, number, f"Tamu {name}", home, user=user)
    world.visitors[name] = visitor
    return visitor


def log_in(visitor: Visitor) -> None:
    """Just now and with her password; with raised rights, if she has them."""
    visitor.client.force_login(visitor.user)
    session, now = visitor.client.session, timezone.now()
    record_authentication(SimpleNamespace(session=session), visitor.user, method="password", reauthenticated=True)
    session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] += 3600  # slow machines need longer than its five minutes
    sessions.begin(session, at=now)
    if visitor.agency:
        session["agency"] = (visitor.works or visitor.agency).pk
    if visitor.elevated:
        sessions.raise_rights(session, at=now)
    session.save()


def _add_imports(world: World) -> None:
    places: Places = {}
    for place, agency in (("agency", world.surabaya), ("abroad", world.mamuju)):
        batch = ImportBatch.objects.create(
            agency=agency, kind="pegawai", filename=f"pegawai-{thing_of(place)}.csv", sha256="0" * 64, uploaded_at=AT,
            state=ImportState.CHECKED,
            counts={"rows": 1, "created": 0, "updated": 0, "unchanged": 0, "refused": 1, "warned": {}},
        )  # fmt: skip
        batch.file.save(f"{place}.csv", ContentFile(b"NIP\n"), save=True)
        ImportIssue.objects.create(batch=batch, row=2, column="NIP BARU", value="=1+1", code="nip_length")
        places[place] = Thing({"pk": batch.pk}, agency)
    world.things["import"] = places


def _add_reports(world: World) -> None:
    reports: Places = {}
    jobs: Places = {}
    for place, agency in (("agency", world.surabaya), ("abroad", world.mamuju)):
        frozen = freeze(agency=agency, unit=None, year=2025, at=AT)
        job = Job.objects.create(
            kind="report_build", key=f"report_build:{place}", state=JobState.FAILED, queued_at=AT, finished_at=AT
        )
        report = Report.objects.create(
            agency=agency, year=2025, numbers=frozen.numbers, previous=frozen.previous, meta=frozen.meta,
            requested_at=AT, finished_at=AT, job=job, requested_by=make_account(f"peminta {thing_of(place)}"),
        )  # fmt: skip
        Job.objects.filter(pk=job.pk).update(arguments={"report": report.pk})
        for kind in ("pdf", "xlsx", "json"):
            getattr(report, kind).save(f"{report.pk}.{kind}", ContentFile(f"secret of {place}".encode()))
        reports[place] = Thing({"pk": report.pk}, agency)
        jobs[place] = Thing({"pk": job.pk}, agency)
    world.things |= {"report": reports, "job": jobs}
