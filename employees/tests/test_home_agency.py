"""A role given elsewhere does not take an account out of the hands of the agency its person works for."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import Client

from core.domain.errors import DomainError
from core.enums import Role
from core.models import Agency, RoleAssignment, User
from core.permissions import Permission
from core.reach import is_within_reach
from core.services.roles import give_role
from core.tests.people import Cast, make_user
from employees.models import Employee
from employees.tests.staff import Staff, staff  # noqa: F401
from employees.tests.test_reach import raised

AT = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.fixture
def umar(cast: Cast) -> User:
    """The administrator of Mamuju."""
    return make_user("umar", Role.ADMINISTRATOR, cast.mamuju)


def give(user: User, agency: Agency, by: User, role: str = Role.AUDITOR) -> str:
    """Code of the refusal, or nothing."""
    try:
        with transaction.atomic():
            give_role(user=user, role=role, agency=agency, reason="SK 17", by=by, at=AT)
    except DomainError as error:
        return error.code
    return ""


@pytest.mark.parametrize("role", [Role.ASN, Role.AUDITOR, Role.HR_AGENCY, Role.ADMINISTRATOR, Role.ASSESSOR])
def test_somebody_who_works_elsewhere_gets_no_role(cast: Cast, staff: Staff, umar: User, role: str) -> None:
    assert give(cast.sari, cast.mamuju, umar, role) == "home_elsewhere"
    assert is_within_reach(cast.dewi, cast.sari, Permission.ACCOUNT_MANAGE) is True


def test_without_the_rule_she_would_be_out_of_reach(cast: Cast, staff: Staff) -> None:
    """The control: why the rule is there."""
    RoleAssignment.objects.create(user=cast.sari, role=Role.AUDITOR, agency=cast.mamuju)
    assert is_within_reach(cast.dewi, cast.sari, Permission.ACCOUNT_MANAGE) is False


def test_the_refusal_says_what_to_do(cast: Cast, staff: Staff, umar: User) -> None:
    sent = {"account": cast.sari.username, "role": Role.AUDITOR, "reason": "SK 17"}
    answer = raised(umar).post("/pengaturan/peran/beri/", sent)
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (400, [
        "Akun ini milik pegawai instansi lain. Mintalah administrator instansinya memberikan perannya di sana, "
        f"atau mintalah pemiliknya memakai akun kedua untuk tugasnya di {cast.mamuju}."
    ])  # fmt: skip


def test_at_home_it_is_given(cast: Cast, staff: Staff) -> None:
    wira = make_user("wira", Role.ADMINISTRATOR, cast.surabaya)
    assert give(cast.sari, cast.surabaya, wira) == ""


def test_an_administrator_of_both_agencies_agrees_by_giving_it(cast: Cast, staff: Staff, umar: User) -> None:
    RoleAssignment.objects.create(user=umar, role=Role.HR_AGENCY, agency=cast.surabaya)
    assert give(cast.sari, cast.mamuju, User.objects.get(pk=umar.pk)) == "home_elsewhere"
    RoleAssignment.objects.create(user=umar, role=Role.ADMINISTRATOR, agency=cast.surabaya)
    assert give(cast.sari, cast.mamuju, User.objects.get(pk=umar.pk)) == ""


def test_a_mentor_and_accounts_of_nobody_are_lent_as_before(cast: Cast, staff: Staff, umar: User) -> None:
    assert give(cast.sari, cast.mamuju, umar, Role.MENTOR) == ""
    assert give(make_user("yusuf", Role.MENTOR, cast.surabaya), cast.mamuju, umar) == ""


def test_who_has_left_the_other_agency_is_free(cast: Cast, staff: Staff, umar: User) -> None:
    Employee.objects.filter(pk=staff.sari.pk).update(is_active=False)
    assert give(User.objects.get(pk=cast.sari.pk), cast.mamuju, umar) == ""


def test_a_role_from_before_may_still_be_ended(cast: Cast, staff: Staff, umar: User) -> None:
    before = RoleAssignment.objects.create(user=cast.sari, role=Role.AUDITOR, agency=cast.mamuju)
    client: Client = raised(umar)
    assert client.post(f"/pengaturan/peran/{before.pk}/cabut/", {"reason": "SK 18"}).status_code == 302
