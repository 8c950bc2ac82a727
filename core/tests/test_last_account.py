"""The last administrator and the last HR officer of an agency keep their accounts."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.test import Client

from core.domain.errors import DomainError
from core.enums import DecisionKind, Role
from core.models import Decision, RoleAssignment, User
from core.services import accounts, roles
from core.tests.people import Cast, make_user

AT = datetime(2026, 11, 21, 3, tzinfo=UTC)
BOTH = [Role.ADMINISTRATOR, Role.HR_AGENCY]


@pytest.fixture
def root(db: None) -> User:
    return User.objects.create(username="root", password="!", is_superuser=True)


def only(cast: Cast, role: str) -> User:
    """The one account of Surabaya with the role."""
    RoleAssignment.objects.filter(role=role, agency=cast.surabaya).delete()
    return make_user("umi", role, cast.surabaya)


def close(user: User, by: User, cast: Cast) -> str:
    """Code of the refusal, or nothing."""
    try:
        with transaction.atomic():
            accounts.close_account(user=user, agency=cast.surabaya, reason="pensiun", by=by, at=AT)
    except DomainError as error:
        return error.code
    return ""


@pytest.mark.parametrize("role", BOTH)
def test_the_last_account_stays_open_and_the_refusal_says_what_to_do(cast: Cast, root: User, role: str) -> None:
    umi = only(cast, role)
    with pytest.raises(DomainError) as error:
        accounts.close_account(user=umi, agency=cast.surabaya, reason="pensiun", by=root, at=AT)
    assert (error.value.code, error.value.message) == (
        "last_holder",
        f"Umi adalah satu-satunya {Role(role).label} di {cast.surabaya}. Beri peran itu kepada orang lain lebih dulu.",
    )
    assert (User.objects.get(pk=umi.pk).is_active, Decision.objects.count()) == (True, 0)


@pytest.mark.parametrize("role", BOTH)
def test_with_a_second_holder_it_closes(cast: Cast, root: User, role: str) -> None:
    """The control; a second one who is closed already, or whose role is over, does not count."""
    umi = only(cast, role)
    second = make_user("vera", role, cast.surabaya)
    User.objects.filter(pk=second.pk).update(is_active=False)
    assert close(umi, root, cast) == "last_holder"
    User.objects.filter(pk=second.pk).update(is_active=True)
    second.roles.update(ends_on=date(2026, 12, 31))
    assert close(umi, root, cast) == "last_holder"
    second.roles.update(ends_on=None)
    assert close(umi, root, cast) == ""
    assert list(Decision.objects.values_list("kind", flat=True)) == [DecisionKind.ACCOUNT_CLOSED]


def test_two_periods_of_one_account_do_not_stand_in_for_each_other(cast: Cast, root: User) -> None:
    umi = only(cast, Role.ADMINISTRATOR)
    umi.roles.update(ends_on=date(2026, 12, 31))
    RoleAssignment.objects.create(
        user=umi, role=Role.ADMINISTRATOR, agency=cast.surabaya, starts_on=date(2027, 1, 1)
    )  # fmt: skip
    assert close(umi, root, cast) == "last_holder"


def test_another_agency_counts_as_well(cast: Cast, root: User) -> None:
    """Whose role is the last one in any of her agencies stays."""
    siti = make_user("siti", Role.HR_AGENCY, cast.surabaya)
    RoleAssignment.objects.create(user=siti, role=Role.ADMINISTRATOR, agency=cast.mamuju)
    assert close(siti, root, cast) == "last_holder"
    make_user("tuti", Role.ADMINISTRATOR, cast.mamuju)
    assert close(siti, root, cast) == ""


def test_other_roles_and_roles_that_are_over_hold_nobody(cast: Cast, root: User) -> None:
    umi = only(cast, Role.ADMINISTRATOR)
    umi.roles.update(ends_on=date(2026, 1, 1))
    assert [close(user, root, cast) for user in (cast.maya, cast.budi, umi)] == ["", "", ""]


def test_a_closed_account_may_be_closed_again(cast: Cast, root: User) -> None:
    umi = only(cast, Role.ADMINISTRATOR)
    User.objects.filter(pk=umi.pk).update(is_active=False)
    assert (close(umi, root, cast), Decision.objects.count()) == ("", 0)


def test_the_page_says_it(cast: Cast, root: User) -> None:
    client = Client()
    client.force_login(root)
    answer = client.post(f"/pengaturan/akun/{cast.dewi.pk}/nonaktifkan/", {"reason": "pensiun"})
    assert (answer.status_code, "Beri peran itu kepada orang lain lebih dulu." in answer.content.decode()) == (
        400,
        True,
    )


def _both_at_once(cast: Cast, root: User, first: User, second: User) -> int:
    """How many of two accounts that are closed at the same moment stay open."""
    gate = threading.Barrier(2)

    def work(user: User) -> None:
        gate.wait()
        close(user, root, cast)
        connection.close()

    threads = [threading.Thread(target=work, args=(user,)) for user in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return User.objects.filter(pk__in=[first.pk, second.pk], is_active=True).count()


@pytest.mark.django_db(transaction=True)
def test_two_who_close_each_other_leave_one(cast: Cast, root: User) -> None:
    umi = only(cast, Role.ADMINISTRATOR)
    vera = make_user("vera", Role.ADMINISTRATOR, cast.surabaya)
    for _round in range(10):
        assert _both_at_once(cast, root, umi, vera) == 1
        User.objects.update(is_active=True)


@pytest.mark.django_db(transaction=True)
def test_without_the_check_both_go(cast: Cast, root: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(roles, "refuse_last_account", lambda **about: None)
    umi = only(cast, Role.ADMINISTRATOR)
    assert _both_at_once(cast, root, umi, make_user("vera", Role.ADMINISTRATOR, cast.surabaya)) == 0
