"""Giving, changing and taking away roles; every act leaves a decision."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.domain.errors import DomainError
from core.domain.roles import Period
from core.enums import DecisionKind, Role
from core.models import Decision, Region, RoleAssignment, User
from core.services.agencies import open_office
from core.services.roles import change_role, end_role, give_role
from core.tests.people import Cast, cast, make_unit, make_user  # noqa: F401

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


@pytest.fixture
def admin(cast: Cast) -> User:
    return make_user("admin", Role.ADMINISTRATOR, cast.surabaya)


def give(cast: Cast, by: User, **about):
    chosen = {
        "user": cast.sari,
        "role": Role.MANAGER,
        "agency": cast.surabaya,
        "unit": cast.district,
        "reason": "SK 17",
    }
    return give_role(**chosen | about, by=by, at=AT)


def refused(action, *args, **about) -> str:
    with pytest.raises(DomainError) as caught, transaction.atomic():
        action(*args, **about)
    return caught.value.code


def test_a_role_is_given_with_its_decision(cast: Cast, admin: User) -> None:
    given = give(cast, admin, acting="plt", period=Period(TODAY, date(2027, 2, 20)))
    assert (given.user, given.unit, given.acting, given.ends_on) == (cast.sari, cast.district, "plt", date(2027, 2, 20))
    decision = Decision.objects.get()
    assert (decision.kind, decision.by, decision.reason, decision.agency) == (
        DecisionKind.ROLE_GIVEN, admin, "SK 17", cast.surabaya,
    )  # fmt: skip
    assert (decision.subject, decision.subject_id) == ("core.RoleAssignment", str(given.pk))
    assert decision.label == "Sari · Atasan (Plt.) · Kecamatan Gayungan"
    assert decision.facts["until"] == "2027-02-20"


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"unit": None}, "needs_unit"),
        ({"role": Role.AUDITOR}, "whole_agency"),
        ({"reason": "  "}, "no_reason"),
        ({"acting": "plt", "period": Period(TODAY, date(2027, 2, 21))}, "acting_too_long"),
        ({"period": Period(None, date(2026, 11, 20))}, "already_over"),
    ],
)
def test_what_does_not_fit_is_refused(cast: Cast, admin: User, about: dict, code: str) -> None:
    assert refused(give, cast, admin, **about) == code
    assert Decision.objects.count() == 0


def test_a_unit_of_another_agency_is_refused(cast: Cast, admin: User) -> None:
    assert refused(give, cast, admin, unit=make_unit(cast.mamuju, "MAMUJU")) == "other_agency"


def test_a_closed_account_gets_no_role(cast: Cast, admin: User) -> None:
    User.objects.filter(pk=cast.sari.pk).update(is_active=False)
    cast.sari.refresh_from_db()
    assert refused(give, cast, admin) == "account_closed"


def test_nobody_changes_her_own_roles(cast: Cast, admin: User) -> None:
    make_user("second", Role.ADMINISTRATOR, cast.surabaya)
    own = admin.roles.get()
    assert refused(give, cast, admin, user=admin) == "own_roles"
    assert refused(change_role, assignment=own, period=Period(None, TODAY), reason="x", by=admin, at=AT) == "own_roles"
    assert refused(end_role, assignment=own, reason="x", by=admin, at=AT) == "own_roles"


def test_the_same_role_twice_is_refused_only_while_it_overlaps(cast: Cast, admin: User) -> None:
    give(cast, admin, period=Period(date(2026, 1, 1), TODAY))
    assert refused(give, cast, admin) == "overlap"
    again = give(cast, admin, period=Period(date(2026, 11, 22), None))
    later = Period(date(2026, 11, 21), None)
    assert refused(change_role, assignment=again, period=later, reason="x", by=admin, at=AT) == "overlap"
    elsewhere = give(cast, admin, unit=cast.city)
    assert elsewhere.unit == cast.city


def test_a_role_that_is_over_is_given_again_from_today(cast: Cast, admin: User) -> None:
    give(cast, admin, period=Period(None, TODAY))
    RoleAssignment.objects.filter(user=cast.sari, role=Role.MANAGER).update(ends_on=date(2026, 11, 20))
    again = give(cast, admin, period=Period(None, None))
    assert (again.starts_on, again.ends_on) == (TODAY, None)


def test_the_database_refuses_what_the_service_would(cast: Cast) -> None:
    """The second wall: two days shared by the same role in the same scope, also without a unit."""
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(user=cast.dewi, role=Role.HR_AGENCY, agency=cast.surabaya, starts_on=TODAY)
    RoleAssignment.objects.filter(user=cast.dewi).update(ends_on=date(2026, 11, 20))
    RoleAssignment.objects.create(user=cast.dewi, role=Role.HR_AGENCY, agency=cast.surabaya, starts_on=TODAY)


def test_a_period_is_changed_with_its_decision(cast: Cast, admin: User) -> None:
    role = cast.budi.roles.get()
    changed = change_role(assignment=role, period=Period(None, date(2026, 12, 31)), reason="Pensiun", by=admin, at=AT)
    assert changed.ends_on == date(2026, 12, 31)
    decision = Decision.objects.get()
    assert (decision.kind, decision.reason) == (DecisionKind.ROLE_CHANGED, "Pensiun")
    assert decision.facts["before"] == {"from": None, "until": None}
    begun = Period(date(2026, 12, 1), None)
    assert refused(change_role, assignment=role, period=begun, reason="x", by=admin, at=AT) == "already_begun"


def test_a_role_that_is_over_stays_over(cast: Cast, admin: User) -> None:
    cast.budi.roles.update(ends_on=date(2026, 11, 20))
    role = cast.budi.roles.get()
    assert refused(change_role, assignment=role, period=Period(), reason="x", by=admin, at=AT) == "ended"
    assert refused(end_role, assignment=role, reason="x", by=admin, at=AT) == "ended"


def test_taking_away_ends_it_at_that_moment(cast: Cast, admin: User) -> None:
    role = cast.budi.roles.get()
    end_role(assignment=role, reason="Mutasi", by=admin, at=AT)
    role.refresh_from_db()
    assert (role.ends_on, role.ended_at, role.ended_by) == (TODAY, AT, admin)
    decision = Decision.objects.get()
    assert (decision.kind, decision.reason, decision.by) == (DecisionKind.ROLE_ENDED, "Mutasi", admin)


def test_what_is_taken_away_counts_no_more_on_that_day(cast: Cast, admin: User) -> None:
    role = cast.budi.roles.get()
    moments = [AT - timedelta(seconds=1), AT, AT + timedelta(hours=1)]
    end_role(assignment=role, reason="Mutasi", by=admin, at=AT)
    role.refresh_from_db()
    assert [role.is_current(TODAY - timedelta(n)) for n in range(2)] == [False, True]
    current = RoleAssignment.objects.filter(user=cast.budi)
    assert [current.current(on=TODAY - timedelta(n)).exists() for n in range(2)] == [False, True]
    assert [role.holds_at(at) for at in moments] == [True, False, False]


@pytest.mark.parametrize("first", [TODAY, date(2026, 12, 1)])
def test_what_began_today_or_never_stays_in_the_register(cast: Cast, admin: User, first: date) -> None:
    given = give(cast, admin, period=Period(first, None))
    end_role(assignment=given, reason="Keliru", by=admin, at=AT)
    given.refresh_from_db()
    assert (given.starts_on, given.ends_on, given.ended_at) == (first, first, AT)
    assert [given.is_current(first), RoleAssignment.objects.current(on=first).filter(pk=given.pk).exists()] == [
        False
    ] * 2
    kinds = Decision.objects.filter(subject_id=str(given.pk)).values_list("kind", flat=True)
    assert list(kinds) == [DecisionKind.ROLE_ENDED, DecisionKind.ROLE_GIVEN]


def test_what_was_taken_away_is_given_again_on_the_same_day(cast: Cast, admin: User) -> None:
    for _ in range(2):
        given = give(cast, admin, period=Period(TODAY, None))
        end_role(assignment=given, reason="Keliru", by=admin, at=AT)
    assert refused(end_role, assignment=given, reason="x", by=admin, at=AT) == "ended"
    assert refused(change_role, assignment=given, period=Period(TODAY, None), reason="x", by=admin, at=AT) == "ended"
    again = give(cast, admin)
    assert (again.starts_on, again.is_current(TODAY)) == (TODAY, True)


def test_the_day_is_that_of_the_agency(cast: Cast) -> None:
    """17.30 UTC is the 22nd in Mamuju (01.30 WITA) and in Surabaya (00.30 WIB); 16.30 UTC only in Mamuju."""
    admin = make_user("admin", Role.ADMINISTRATOR, cast.mamuju)
    make_user("second", Role.HR_AGENCY, cast.mamuju)
    role = cast.anton.roles.get()
    end_role(assignment=role, reason="x", by=admin, at=datetime(2026, 11, 21, 16, 30, tzinfo=UTC))
    role.refresh_from_db()
    assert role.ends_on == date(2026, 11, 22)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.HR_AGENCY])
def test_the_last_holder_stays(cast: Cast, admin: User, role: str) -> None:
    """Also when she would only run out one day; a second holder who lasts makes it possible."""
    cast.dewi.roles.all().delete()
    only = make_user("only", role, cast.surabaya).roles.get()
    RoleAssignment.objects.filter(role=role, agency=cast.surabaya).exclude(pk=only.pk).delete()
    by = cast.maya
    assert refused(end_role, assignment=only, reason="x", by=by, at=AT) == "last_holder"
    ending = Period(None, date(2027, 1, 1))
    assert refused(change_role, assignment=only, period=ending, reason="x", by=by, at=AT) == "last_holder"
    second = make_user("second", role, cast.surabaya)
    User.objects.filter(pk=second.pk).update(is_active=False)
    assert refused(end_role, assignment=only, reason="x", by=by, at=AT) == "last_holder"
    User.objects.filter(pk=second.pk).update(is_active=True)
    end_role(assignment=only, reason="x", by=by, at=AT)


def test_a_successor_who_is_to_come_is_kept_too(cast: Cast, admin: User) -> None:
    cast.dewi.roles.update(ends_on=date(2026, 11, 30))
    RoleAssignment.objects.create(
        user=cast.rina, role=Role.HR_AGENCY, agency=cast.surabaya, starts_on=date(2026, 12, 1)
    )
    coming = cast.rina.roles.get(role=Role.HR_AGENCY)
    assert refused(end_role, assignment=coming, reason="x", by=admin, at=AT) == "last_holder"


def test_the_first_role_of_an_office_is_a_decision(cast: Cast) -> None:
    Region.objects.create(code="11.01", name="KABUPATEN ACEH SELATAN", kind="regency")
    role = open_office(region="11.01", username="kepala", name="Kepala", email="", password="x", at=timezone.now())
    given = Decision.objects.filter(agency=role.agency).order_by("pk").values_list("kind", "subject_id", "by")
    assert list(given) == [
        (DecisionKind.ACCOUNT_MADE, str(role.user_id), None),
        (DecisionKind.ROLE_GIVEN, str(role.pk), None),
    ]
