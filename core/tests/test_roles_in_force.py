"""When a role holds: from its first to its last day in the agency's own time zone, and no click longer."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from core import permissions
from core.domain.roles import Period
from core.enums import Role
from core.models import RoleAssignment, Unit, User
from core.permissions import Permission, has_permission, roles_of
from core.services.roles import change_role, end_role
from core.tests.people import Cast, cast, make_user  # noqa: F401

UNIT_ROLES = (Role.ASN, Role.MANAGER, Role.HR_UNIT, Role.ORGANISER, Role.ASSESSOR)


def reloaded(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        (datetime(2026, 11, 21, 15, 59, tzinfo=UTC), True),  # 23.59 WITA
        (datetime(2026, 11, 21, 16, 0, tzinfo=UTC), False),  # 00.00 WITA, 23.00 WIB
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "UTC"])
def test_a_role_ends_at_midnight_of_its_agency(cast: Cast, moment: datetime, holds: bool, zone: str) -> None:
    """Whatever zone is active: the middleware asks before it knows the person's, a task has none."""
    cast.anton.roles.update(ends_on=date(2026, 11, 21))
    with time_machine.travel(moment, tick=False), timezone.override(ZoneInfo(zone)):
        assert bool(roles_of(reloaded(cast.anton))) is holds


def test_a_role_begins_at_midnight_of_its_agency(cast: Cast) -> None:
    cast.anton.roles.update(starts_on=date(2026, 11, 22))
    for hour, holds in ((15, False), (16, True)):
        with time_machine.travel(datetime(2026, 11, 21, hour, 0, tzinfo=UTC), tick=False):
            assert has_permission(reloaded(cast.anton), Permission.IMPORT_RUN) is holds


def test_each_role_has_the_zone_of_its_own_agency(cast: Cast) -> None:
    """16.30 UTC: the 22nd in Mamuju, still the 21st in Surabaya."""
    cast.anton.roles.update(ends_on=date(2026, 11, 21))
    RoleAssignment.objects.create(user=cast.anton, role=Role.LEADER, agency=cast.surabaya, ends_on=date(2026, 11, 21))
    with time_machine.travel(datetime(2026, 11, 21, 16, 30, tzinfo=UTC), tick=False):
        assert [role.role for role in roles_of(reloaded(cast.anton))] == [Role.LEADER]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.HR_UNIT])
def test_a_role_of_a_unit_has_its_unit(cast: Cast, role: Role) -> None:
    with pytest.raises(IntegrityError, match="role_has_its_unit"), transaction.atomic():
        RoleAssignment.objects.create(user=cast.sari, role=role, agency=cast.surabaya)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.HR_UNIT])
def test_a_row_without_it_gives_nothing(cast: Cast, role: Role) -> None:
    """Such rows cannot be written; should one be there all the same, it is not the whole agency."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE core_roleassignment DROP CONSTRAINT role_has_its_unit")
    user = User.objects.create(username="lia", password="!")
    RoleAssignment.objects.create(user=user, role=role, agency=cast.surabaya)
    inside = {"agency_id": cast.surabaya.pk, "path": cast.city.path}
    assert permissions.covers(user, Permission.UNIT_VIEW, **inside) is False
    scope = permissions.unit_scope(user, agency="agency", path="path")
    assert (Unit.objects.filter(scope).count(), has_permission(user, Permission.UNIT_VIEW)) == (0, False)


def test_the_page_closes_at_midnight_in_mamuju(cast: Cast) -> None:
    cast.anton.roles.update(ends_on=date(2026, 11, 21))
    client = Client()
    answers = []
    for minute in (58, 59):
        with time_machine.travel(datetime(2026, 11, 21, 15, minute, tzinfo=UTC), tick=False):
            client.force_login(cast.anton)
            answers.append(client.get("/pegawai/").status_code)
    with time_machine.travel(datetime(2026, 11, 21, 16, 0, tzinfo=UTC), tick=False):
        answers.append(client.get("/pegawai/").status_code)
    assert answers == [200, 200, 403]


# Taking a role away


def opens(client: Client, role: str) -> bool:
    return client.get(_page_of(role)).status_code == 200


def _page_of(role: str) -> str:
    """A page that this role alone opens for the person."""
    if role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.HR_AGENCY):
        return "/pengaturan/peran/"
    return "/pegawai/"


def holder(cast: Cast, role: str) -> tuple[User, RoleAssignment]:
    user = make_user("holder", role, cast.surabaya, cast.district if role in UNIT_ROLES else None)
    return user, user.roles.get()


def others(cast: Cast) -> User:
    """Nobody is the last of her kind; an administrator who acts."""
    make_user("second", Role.HR_AGENCY, cast.surabaya)
    return make_user("admin", Role.ADMINISTRATOR, cast.surabaya)


def current_roles(user: User) -> set[str]:
    """What a request of this person would find now."""
    return {role.role for role in roles_of(reloaded(user))}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("way", ["end", "delete"])
def test_a_role_taken_away_is_gone_with_the_next_request(cast: Cast, role: str, way: str) -> None:
    """In a session that was open before, for every role."""
    by, (user, assignment) = others(cast), holder(cast, role)
    client = Client()
    client.force_login(user)
    before = (opens(client, role), current_roles(user))
    _take_away(assignment, by, way)
    expected = Permission.EMPLOYEE_VIEW in permissions.GRANTS[role]
    assert before == (expected, {role})
    assert (opens(client, role), current_roles(user)) == (False, set())


def _take_away(assignment: RoleAssignment, by: User, way: str) -> None:
    if way == "delete":
        assignment.delete()
    else:
        end_role(assignment=assignment, reason="Mutasi", by=by, at=timezone.now())


def test_control_a_remembered_role_would_be_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were roles remembered beyond a request, the test above would see it."""
    by, (user, assignment) = others(cast), holder(cast, Role.MANAGER)
    remembered: dict[int, list[RoleAssignment]] = {}
    real = permissions.roles_of

    def cached(user: Any) -> list[RoleAssignment]:
        return remembered.setdefault(user.pk, real(user))

    monkeypatch.setattr(permissions, "roles_of", cached)
    client = Client()
    client.force_login(user)
    assert opens(client, Role.MANAGER) is True
    _take_away(assignment, by, "end")
    assert opens(client, Role.MANAGER) is True  # the fault that the test must find


def test_a_shortened_period_works_at_once_too(cast: Cast) -> None:
    by, (user, assignment) = others(cast), holder(cast, Role.MANAGER)
    today = cast.surabaya.date_at(timezone.now())
    change_role(assignment=assignment, period=Period(None, today), reason="x", by=by, at=timezone.now())
    assert current_roles(user) == {Role.MANAGER}
    RoleAssignment.objects.filter(pk=assignment.pk).update(ends_on=date(2026, 1, 1))
    assert current_roles(user) == set()
