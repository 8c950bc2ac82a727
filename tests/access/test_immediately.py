"""What is taken away in one session is gone in the other with its next request."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import RoleAssignment, User
from tests.access.matrix import LOGIN, OPEN, body_of, outcome
from tests.access.world import World

pytestmark = pytest.mark.django_db
# For each role a page that it opens and an account without roles does not.
OPENS = {
    "asn": "own",
    "organiser": "own",
    "assessor": "own",
    "manager": "employee_list",
    "hr_unit": "employee_export",
    "hr_agency": "import_list",
    "leader": "report_list",
    "auditor": "report_list",
    "administrator": "schedule_list",
}


def address_for(world: World, role: str) -> str:
    page = OPENS[role]
    return reverse("employee_detail", args=[world.visitors[role].record.pk]) if page == "own" else reverse(page)


def ask(world: World, role: str) -> str:
    response = world.visitors[role].browser().get(address_for(world, role))
    body_of(response)
    return outcome(response)


def roles(world: World, role: str):
    return RoleAssignment.objects.filter(user=world.visitors[role].user)


@pytest.mark.parametrize("role", OPENS)
def test_a_role_that_is_removed(world, role: str) -> None:
    assert ask(world, role) == OPEN
    roles(world, role).delete()
    assert ask(world, role) == "403"


@pytest.mark.parametrize("role", OPENS)
def test_a_role_that_ended_yesterday(world, role: str) -> None:
    assert ask(world, role) == OPEN
    roles(world, role).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert ask(world, role) == "403"


@pytest.mark.parametrize("role", OPENS)
def test_an_account_that_is_closed(world, role: str) -> None:
    assert ask(world, role) == OPEN
    User.objects.filter(pk=world.visitors[role].user.pk).update(is_active=False)
    assert ask(world, role) == LOGIN


def test_a_role_that_begins_tomorrow_opens_nothing(world) -> None:
    roles(world, "hr_agency").update(starts_on=timezone.localdate() + timedelta(days=1))
    assert ask(world, "hr_agency") == "403"


def test_a_scope_that_is_narrowed(world) -> None:
    """The HR officer of the district moves to one village: her own unit is out of reach from now on."""
    client = world.visitors["hr_unit"].browser()
    address = reverse("unit_branch", args=[world.district.pk])
    assert outcome(client.get(address)) == OPEN
    roles(world, "hr_unit").update(unit=world.village)
    assert outcome(client.get(address)) == "404"


def test_a_person_who_moves_away_is_out_of_reach(world) -> None:
    client = world.visitors["manager"].browser()
    person = world.people["unit"]
    address = reverse("employee_detail", args=[person.pk])
    assert outcome(client.get(address)) == OPEN
    type(person).objects.filter(pk=person.pk).update(unit=world.office)
    assert outcome(client.get(address)) == "404"


def test_a_new_password_ends_the_other_sessions(world) -> None:
    user = world.visitors["manager"].user
    user.set_password("kata sandi yang baru 2026")
    user.save(update_fields=["password"])
    assert ask(world, "manager") == LOGIN
