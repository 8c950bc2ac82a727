"""Fields that a form does not offer are ignored, whoever posts them and wherever.

Every page that takes a POST is sent a body it accepts, and with it everything a person must never set
by hand. Afterwards none of it stands in the database.
"""

from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.urls import reverse

from core.models import RoleAssignment, User
from employees.models import Employee
from tests.access.bodies import VALID, files_of
from tests.access.matrix import OPEN, expected
from tests.access.pages import ANYONE, PAGES
from tests.access.world import Thing, Visitor, World

pytestmark = pytest.mark.django_db
POISON = "RACUN-4711"
OWN_APPS = ("core", "employees", "evaluations", "training", "reports")
# What is of these pages' making; everything else stays as it was.
MAKES = {
    "account_close": {"accounts"},
    "account_make": {"accounts", "people"},
    "account_prepare": {"accounts", "people"},
    "role_end": {"roles"},
}
# Pages of the account itself; what they change has tests of its own (core/tests/test_account_pages.py).
OF_LIBRARIES = tuple(name for name in PAGES if name.startswith(("account_", "mfa_", "socialaccount_", "openid_")))
# Fields that the page does offer: they are not posted as poison.
OFFERED: dict[str, set[str]] = {
    "agency_choose": {"agency"},
    "competency_edit": {"name"},
    "competency_new": {"name"},
    "report_request": {"unit"},
    "rights_raise": {"password"},
    "role_give": {"role", "unit", "acting"},
}


def forbidden(world: World) -> dict[str, Any]:
    """What nobody may set by posting it: texts carry the poison, keys point abroad."""
    stranger = world.visitors["hr_agency abroad"].user
    texts = (
        "nip",
        "nik",
        "name",
        "username",
        "email",
        "password",
        "state",
        "phone",
        "siasn_id",
        "path",
        "key",
        "source",
    )
    keys = {"agency": world.mamuju.pk, "unit": world.coast.pk, "employee": world.people["abroad"].pk}
    people = ("user", "by", "decided_by", "requested_by", "uploaded_by", "set_by", "recorded_by", "closed_by",
              "people_told_by", "authority_told_by", "confirmed_by", "reader")  # fmt: skip
    return (
        {name: f"{POISON} {name}" for name in texts}
        | {f"{name}_id": value for name, value in keys.items()}
        | keys
        | dict.fromkeys(people, stranger.pk)
        | {f"{name}_id": stranger.pk for name in people}
        | {"id": 424242, "pk": 424242, "role": "administrator", "roles": "administrator", "acting": "plt"}
        | {"is_superuser": "on", "is_staff": "on", "is_active": "", "is_sample": "on", "is_scheduled": "on"}
        | {
            f"{step}_at": "2001-01-01T00:00"
            for step in ("decided", "requested", "uploaded", "stored", "activated", "closed")
        }
    )


def posts(world: World) -> list[tuple[str, Visitor, Thing | None]]:
    """Every page that takes a POST, with everybody who may send one and everything she may send it to."""
    return [
        (name, visitor, thing)
        for name, page in PAGES.items()
        if page.post and page.post.right != ANYONE and name not in OF_LIBRARIES
        for visitor in world.visitors.values()
        for thing in (world.places(page.thing, visitor).values() if page.thing else (None,))
        if expected(page, visitor, "POST", thing) == OPEN
    ]


def test_every_form_has_a_body_here() -> None:
    expecting = {name for name, page in PAGES.items() if page.post and page.post.right != ANYONE}
    assert sorted(expecting - set(VALID) - set(OF_LIBRARIES)) == []
    assert sorted(set(VALID) - expecting) == []


def test_nothing_forbidden_arrives(world) -> None:
    poison = forbidden(world)
    sent = posts(world)
    assert len(sent) >= 15
    arrived = {}
    for name, visitor, thing in sent:
        body = {key: value for key, value in poison.items() if key not in OFFERED.get(name, ())} | VALID[name]
        body |= files_of(name)
        address = reverse(name, kwargs=PAGES[name].arguments | (thing.arguments if thing else {}))
        with transaction.atomic():
            before = guarded(world)
            response = visitor.browser().post(address, body)
            found = traces() + changes(before, guarded(world), MAKES.get(name, set()))
            if response.status_code >= 500 or found:
                arrived[name, visitor.name] = response.status_code if response.status_code >= 500 else found
            transaction.set_rollback(True)
    assert arrived == {}


def guarded(world: World) -> dict[str, set[tuple[Any, ...]]]:
    """Who is who, who may do what, and who works where."""
    return {
        "accounts": set(User.objects.values_list("pk", "username", "name", "email", "is_active")),
        "superusers": set(User.objects.filter(is_superuser=True).values_list("pk")),
        "roles": set(RoleAssignment.objects.values_list("user", "role", "agency", "unit", "acting")),
        "people": set(Employee.objects.values_list("pk", "agency", "unit", "user", "nip", "name")),
    }


def changes(before: dict[str, set[Any]], after: dict[str, set[Any]], made: set[str]) -> list[str]:
    """What is different of who is who, beside what the page is there for."""
    return [
        f"{what}: {sorted(after[what] ^ before[what])}" for what in before.keys() - made if after[what] != before[what]
    ]


def traces() -> list[str]:
    """Columns of any table in which the poison arrived."""
    return [
        f"{model.__name__}.{field.name}"
        for app in OWN_APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and model._base_manager.filter(**{f"{field.name}__icontains": POISON}).exists()
    ]


def test_what_arrives_is_found(world) -> None:
    """The control: a form that takes whatever is posted."""
    before = guarded(world)
    person = world.people["unit"]
    poison = forbidden(world)
    Employee.objects.filter(pk=person.pk).update(name=poison["name"], unit=poison["unit"])
    assert traces() == ["Employee.name", "EmployeeEvent.name"]
    assert len(changes(before, guarded(world), set())) == 1
