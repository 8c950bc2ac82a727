"""The list filter and the predicate say the same of every person, for every user and every right.

Two governments with random trees of units, people, heads, roles with random scopes, periods and acting
officials, and named superiors. A third account of the rules, written here without any of the product's
code, says what both must say.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.enums import Role
from core.models import Agency, RoleAssignment, Unit, User
from core.permissions import GRANTS, Permission
from core.tests.people import make_agency, make_unit
from employees import permissions as predicates
from employees.models import Employee, EmployeeQuerySet, Position, Superior
from employees.models import people as people_models
from employees.models import reach as reach_models
from employees.permissions import holds_for
from employees.tests.staff import make_person

pytestmark = pytest.mark.django_db
TREES = 200
NOW = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)  # the 22nd in Mamuju, still the 21st in Surabaya
TODAY = {"35.78": date(2026, 11, 21), "76.02": date(2026, 11, 22)}
ZONES = {"35.78": "Asia/Jakarta", "76.02": "Asia/Makassar"}
OWN = {Permission.EMPLOYEE_VIEW, Permission.SELF_VIEW, Permission.EMPLOYEE_PRIVATE, Permission.DISCIPLINE_VIEW}


# What is generated: plain numbers, turned into rows below


@dataclass(frozen=True)
class RolePlan:
    user: int
    role: str
    agency: int
    unit: int | None
    acting: str
    first: int | None
    last: int | None


@dataclass(frozen=True)
class Plan:
    """Units name their parent by index (-1 is the root); people their unit, or None."""

    parents: list[list[int]]
    people: list[list[tuple[int | None, bool, bool]]]  # unit, leads it, is active
    accounts: list[tuple[int, int, bool]]  # agency, person, is the account active
    roles: list[RolePlan]
    named: list[tuple[int, int, int]]  # agency, person, superior


DAYS = st.none() | st.integers(-2, 2)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    parents = [[draw(st.integers(-1, number - 1)) for number in range(draw(st.integers(1, 6)))] for _ in range(2)]
    person = lambda units: st.tuples(  # noqa: E731
        st.none() | st.integers(0, len(units) - 1), st.booleans(), st.sampled_from([True, True, True, False])
    )
    people = [draw(st.lists(person(units), min_size=1, max_size=7)) for units in parents]
    accounts = [
        (agency, draw(st.integers(0, len(people[agency]) - 1)), draw(st.sampled_from([True, True, True, False])))
        for agency in draw(st.lists(st.integers(0, 1), min_size=1, max_size=3))
    ]
    roles = [_role(draw, parents, len(accounts)) for _ in range(draw(st.integers(0, 6)))]
    named = [
        (agency, draw(st.integers(0, len(people[agency]) - 1)), draw(st.integers(0, len(people[agency]) - 1)))
        for agency in draw(st.lists(st.integers(0, 1), max_size=6))
    ]
    return Plan(parents, people, accounts, roles, named)


def _role(draw: st.DrawFn, parents: list[list[int]], accounts: int) -> RolePlan:
    role = draw(st.sampled_from([Role.MANAGER, Role.MANAGER, Role.MANAGER, *Role]))
    agency = draw(st.integers(0, 1))
    needs_unit = role in (Role.MANAGER, Role.HR_UNIT)
    has_unit = needs_unit or (role in (Role.ASN, Role.ORGANISER, Role.ASSESSOR) and draw(st.booleans()))
    unit = draw(st.integers(0, len(parents[agency]) - 1)) if has_unit else None
    acting = draw(st.sampled_from(["", "", "plt", "plh"])) if role == Role.MANAGER else ""
    first, last = draw(DAYS), draw(DAYS)
    if acting:
        first, last = first or 0, last or 0
    if first is not None and last is not None and last < first:
        first, last = last, first
    return RolePlan(draw(st.integers(0, accounts - 1)), role, agency, unit, acting, first, last)


# What it becomes


@dataclass
class World:
    agencies: list[Agency] = field(default_factory=list)
    units: list[list[Unit]] = field(default_factory=list)
    people: list[list[Employee]] = field(default_factory=list)
    users: list[User] = field(default_factory=list)


def build(plan: Plan) -> World:
    world = World()
    for number, (code, zone) in enumerate(ZONES.items()):
        agency = make_agency(code, f"KOTA {number}", zone)
        world.agencies.append(agency)
        world.units.append([])
        for index, parent in enumerate(plan.parents[number]):
            unit = make_unit(agency, f"UNIT {index}", world.units[number][parent] if parent >= 0 else None)
            unit.head_title = f"KEPALA {index}" if index % 3 else ""
            unit.save(update_fields=["head_title"])
            world.units[number].append(unit)
        _fill(world, plan, number)
    _enter_accounts(world, plan)
    for agency, person, superior in plan.named:
        if person != superior:
            people = world.people[agency]
            Superior.objects.get_or_create(
                employee=people[person], defaults={"superior": people[superior], "reason": "SK", "set_at": NOW}
            )
    return world


def _fill(world: World, plan: Plan, number: int) -> None:
    agency, units = world.agencies[number], world.units[number]
    world.people.append([])
    for index, (unit, leads, active) in enumerate(plan.people[number]):
        job = None
        if unit is not None and leads:
            title = f"Kepala {unit}" if units[unit].head_title else "Kepala"
            job, _made = Position.objects.get_or_create(agency=agency, name=title, tier="pengawas")
        person = make_person(
            agency, f"19900101202001{index:04}", f"Orang {number} {index}", None if unit is None else units[unit],
            position=job, is_active=active,
        )  # fmt: skip
        world.people[number].append(person)


def _enter_accounts(world: World, plan: Plan) -> None:
    for number, (agency, person, active) in enumerate(plan.accounts):
        user = User.objects.create(username=f"akun{number}", name=f"Akun {number}", password="!", is_active=active)
        Employee.objects.filter(pk=world.people[agency][person].pk, user=None).update(user=user)
        world.users.append(user)
    for one in plan.roles:
        agency = world.agencies[one.agency]
        today = TODAY[agency.region_id]
        first = None if one.first is None else today + timedelta(days=one.first)
        last = None if one.last is None else today + timedelta(days=one.last)
        unit = None if one.unit is None else world.units[one.agency][one.unit]
        held = RoleAssignment.objects.filter(user=world.users[one.user], role=one.role, agency=agency, unit=unit)
        if not held.exists():
            RoleAssignment.objects.create(
                user=world.users[one.user], role=one.role, agency=agency, unit=unit, acting=one.acting,
                starts_on=first, ends_on=last,
            )  # fmt: skip


# The third account of the rules: slow, plain, without the product's code


@dataclass
class Facts:
    """All rows, read once: the account below walks over them one by one."""

    everybody: dict[int, Employee]
    above: dict[int, set[int]]  # unit → itself and all units above it
    roles: list[RoleAssignment]
    corrections: list[tuple[Employee, Employee]]


def facts() -> Facts:
    everybody = Employee.objects.select_related("agency", "unit", "position").in_bulk()
    parents = dict(Unit.objects.values_list("pk", "parent"))
    above: dict[int, set[int]] = {}
    for unit in parents:
        step: int | None = unit
        above[unit] = set()
        while step is not None:
            above[unit].add(step)
            step = parents[step]
    named = [(everybody[one.employee_id], everybody[one.superior_id]) for one in Superior.objects.all()]
    roles = list(RoleAssignment.objects.select_related("agency"))
    return Facts(everybody, above, roles, [pair for pair in named if pair[1].is_active])


def allowed(known: Facts, user: User, permission: Permission) -> set[int]:
    """Keys of the people for whom the permission holds."""
    if not user.is_active:
        return set()
    held = [
        role for role in known.roles if role.user_id == user.pk and permission in GRANTS[role.role] and _in_force(role)
    ]
    people = known.everybody.values()
    found = {one.pk for one in people for role in held if _in_area(known, one, role)}
    found |= _below_by_name(known, [role for role in held if role.role == Role.MANAGER], user)
    return found | {one.pk for one in people if permission in OWN and one.user_id == user.pk}


def _in_force(role: RoleAssignment) -> bool:
    today = TODAY[role.agency.region_id]
    return (role.starts_on or today) <= today <= (role.ends_on or today)


def _in_area(known: Facts, person: Employee, role: RoleAssignment) -> bool:
    if person.agency_id != role.agency_id:
        return False
    return role.unit_id is None or role.unit_id in known.above.get(person.unit_id, ())


def _leads(person: Employee) -> int | None:
    if person.is_active and person.unit and person.position and person.unit.head_title:
        return person.unit.pk if person.position.name.upper() == person.unit.head_title.upper() else None
    return None


def _below_by_name(known: Facts, roles: list[RoleAssignment], user: User) -> set[int]:
    """One person after another, until nobody is added."""
    agencies = {role.agency_id for role in roles}
    tops = {role.unit_id for role in roles}
    replaced = {role.unit_id for role in roles if role.acting}
    below: set[int] = set()
    again = True
    while again:
        again = False
        for person, superior in known.corrections:
            reached = person.agency_id in agencies and (
                superior.user_id == user.pk
                or (_leads(superior) in replaced)
                or superior.pk in below
                or bool(known.above.get(superior.unit_id, set()) & tops)
            )
            if reached and person.pk not in below:
                below.add(person.pk)
                tops |= {_leads(person)} - {None}
                again = True
    return below | {one.pk for one in known.everybody.values() if known.above.get(one.unit_id, set()) & tops}


# What is compared


def disagreements(world: World) -> list[tuple[str, str, set[int], set[int], set[int]]]:
    """User, right, and the three sets, where they are not the same."""
    known = facts()
    everybody = list(Employee.objects.select_related("unit"))
    found = []
    for account in world.users:
        user = User.objects.get(pk=account.pk)
        for permission in Permission:
            listed = set(Employee.objects.visible_to(user, permission).values_list("pk", flat=True))
            led = set(Employee.objects.led_by(user, permission).values_list("pk", flat=True))
            single = {one.pk for one in everybody if holds_for(user, permission, one)}
            own = {one.pk for one in everybody if one.user_id == user.pk and user.is_active and permission in OWN}
            wanted = allowed(known, user, permission)
            if not listed == single == wanted or led | own != wanted:
                found.append((user.username, permission, listed, single, wanted))
    return found


@contextmanager
def world_of(plan: Plan) -> Iterator[World]:
    """The rows of a plan at the fixed moment; taken back afterwards."""
    with time_machine.travel(NOW, tick=False), transaction.atomic():
        yield build(plan)
        transaction.set_rollback(True)


QUIET = settings(
    max_examples=TREES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
# A manager of unit 0 whose named subordinate leads unit 1 beside it; a stand-in; somebody below by name.
TELLING = Plan(
    parents=[[-1, -1, 1, -1, -1], [-1]],
    people=[
        [(0, False, True), (1, True, True), (2, False, True), (3, False, True), (4, True, True), (None, False, True)],
        [(0, False, True)],
    ],
    accounts=[(0, 0, True), (0, 3, True), (1, 0, True)],
    roles=[
        RolePlan(0, Role.MANAGER, 0, 0, "", None, None),
        RolePlan(1, Role.MANAGER, 0, 4, "plt", 0, 1),
        RolePlan(2, Role.HR_AGENCY, 1, None, "", None, -1),
        RolePlan(2, Role.HR_UNIT, 0, 1, "", 1, None),
    ],
    named=[(0, 1, 0), (0, 5, 1), (0, 3, 4)],
)


@QUIET
@given(plan=plans())
@example(plan=TELLING)
def test_filter_predicate_and_plain_rules_agree(db: Any, plan: Plan) -> None:
    with world_of(plan) as world:
        assert disagreements(world) == []


# Controls: with one condition removed, the telling tree alone shows it


def nobody(*_arguments: Any) -> Any:
    return reach_models.NOBODY


def forget_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_models, "OWN", frozenset())


def forget_names_in_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_models, "reach_of", nobody)


def forget_names_in_predicates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(predicates, "reach_of", nobody)


def forget_the_period(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RoleAssignment, "is_current", lambda self, on: True)


def forget_the_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Agency, "date_at", lambda self, at: at.date())


def forget_the_scope(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_models, "unit_scope", lambda *a, **k: Q())


def forget_the_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EmployeeQuerySet, "visible_to", lambda self, *a, **k: self)


@pytest.mark.parametrize(
    "forget",
    [
        forget_own, forget_names_in_lists, forget_names_in_predicates, forget_the_period, forget_the_zone,
        forget_the_scope, forget_the_filter,
    ],
)  # fmt: skip
def test_control_a_condition_removed_is_found(forget: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch)
    with world_of(TELLING) as world:
        assert disagreements(world) != []
