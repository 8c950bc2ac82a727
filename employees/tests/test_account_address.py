"""The address of an account: whole for those who may read private data of its owner, its end for others."""

from typing import Any

import pytest
from django.urls import reverse

from core.enums import Role
from core.models import RoleAssignment, User
from core.models.tracked import events_of
from core.permissions import Permission
from core.tests.people import Cast, make_user
from employees.tests.staff import Staff, enter, staff  # noqa: F401
from employees.tests.test_reach import raised

EMAIL, MASKED = "sari.wulandari@contoh.invalid", "••••alid"


@pytest.fixture
def wira(cast: Cast) -> User:
    return make_user("wira", Role.ADMINISTRATOR, cast.surabaya)


@pytest.fixture(autouse=True)
def sari(cast: Cast, staff: Staff) -> User:
    cast.sari.email = EMAIL
    cast.sari.save()
    return cast.sari


def shown(user: User, address: str) -> list[bool]:
    """Whether the page shows the whole address, and whether it shows the end of it only."""
    answer = enter(user).get(address)
    assert answer.status_code == 200
    page = answer.content.decode()
    return [EMAIL in page, MASKED in page]


@pytest.mark.parametrize(
    ("name", "whole"), [("rina", False), ("maya", False), ("dewi", True), ("wira", True)]
)  # fmt: skip
def test_only_those_who_may_read_private_data_see_it(cast: Cast, wira: User, name: str, whole: bool) -> None:
    user = wira if name == "wira" else getattr(cast, name)
    assert shown(user, f"/pengaturan/akun/{cast.sari.pk}/") == [whole, not whole]


def test_without_the_permission_asked_for_the_auditor_would_see_it(cast: Cast, monkeypatch: Any) -> None:
    """The control."""
    monkeypatch.setattr("employees.accounts.EMAIL_READERS", Permission.ACCOUNT_VIEW)
    assert shown(cast.maya, f"/pengaturan/akun/{cast.sari.pk}/") == [True, False]


def test_hr_of_a_unit_sees_her_own(cast: Cast) -> None:
    User.objects.filter(pk=cast.sari.pk).update(email="")
    User.objects.filter(pk=cast.rina.pk).update(email=EMAIL)
    assert shown(cast.rina, f"/pengaturan/akun/{cast.rina.pk}/") == [True, False]


@pytest.mark.parametrize(("name", "whole"), [("maya", False), ("dewi", True)])
def test_the_same_for_accounts_of_nobody(cast: Cast, name: str, whole: bool) -> None:
    User.objects.filter(pk=cast.sari.pk).update(email="")
    yusuf = make_user("yusuf", Role.MENTOR, cast.surabaya)
    User.objects.filter(pk=yusuf.pk).update(email=EMAIL)
    assert shown(getattr(cast, name), f"/pengaturan/akun/{yusuf.pk}/") == [whole, not whole]


def test_the_right_counts_where_the_account_is(cast: Cast) -> None:
    """HR of Mamuju who audits Surabaya reads as an auditor there."""
    User.objects.filter(pk=cast.sari.pk).update(email="")
    RoleAssignment.objects.create(user=cast.anton, role=Role.AUDITOR, agency=cast.surabaya)
    yusuf = make_user("yusuf", Role.MENTOR, cast.surabaya)
    User.objects.filter(pk=yusuf.pk).update(email=EMAIL)
    assert shown(cast.anton, f"/pengaturan/akun/{yusuf.pk}/") == [False, True]


@pytest.mark.parametrize("name", ["maya", "wira"])
def test_the_trail_shows_the_end_only(cast: Cast, wira: User, name: str) -> None:
    User.objects.filter(pk=cast.sari.pk).update(email=f"x{EMAIL}")
    user = wira if name == "wira" else cast.maya
    for address in (reverse("trail_object", args=["core.User", cast.sari.pk]), "/jejak/?kind=core.User"):
        page = raised(user).get(address).content.decode()
        assert (EMAIL in page, MASKED in page) == (False, True)


def test_without_the_mask_the_trail_would_show_it(cast: Cast, monkeypatch: Any) -> None:
    """The control."""
    User.objects.filter(pk=cast.sari.pk).update(email=f"x{EMAIL}")
    monkeypatch.setattr(events_of(User), "masked_fields", ())
    assert shown(cast.maya, reverse("trail_object", args=["core.User", cast.sari.pk]))[0] is True


def test_the_page_of_a_new_link_says_it_to_those_who_issue_it(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    page = enter(cast.dewi).post(f"/pengaturan/akun/{cast.sari.pk}/tautan/").content.decode()
    assert f"Tautan juga dikirim ke {EMAIL}." in page
