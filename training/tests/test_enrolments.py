"""Asking, deciding, waiting and giving back: what each step needs and what follows from it."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from core.domain.errors import Denied, DomainError
from core.enums import DecisionKind
from core.models import Decision
from core.tests.people import Cast
from employees.tests.staff import Staff, cast, make_person, staff  # noqa: F401
from training.enums import Actor, Approval, EnrolmentState, Origin, SessionState
from training.models import Enrolment, EnrolmentStep, Prerequisite, Session, UnitQuota
from training.services import enrolments
from training.tests.classroom import AT, FIRST_DAY, make_people, make_programme, make_session


@pytest.fixture
def session(cast: Cast) -> Session:
    return make_session(make_programme(cast.surabaya), capacity=1, approval=Approval.BOTH)


def ask(session: Session, staff: Staff, cast: Cast, **more) -> Enrolment:
    values = {"session": session, "employee": staff.sari, "by": cast.sari, "at": AT} | more
    return enrolments.request_enrolment(**values)


def refused(code: str):
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def steps(enrolment: Enrolment) -> list[tuple[str, str, str]]:
    return list(enrolment.steps.values_list("before", "after", "acting"))


def test_from_the_wish_to_the_seat(session, staff: Staff, cast: Cast):
    enrolment = ask(session, staff, cast, wish="Untuk menata arsip kelurahan")
    assert (enrolment.state, enrolment.due_at) == (EnrolmentState.REQUESTED, AT + timedelta(days=3))
    enrolment = enrolments.endorse(enrolment=enrolment, by=cast.budi, at=AT)
    enrolment = enrolments.confirm(enrolment=enrolment, by=cast.dewi, at=AT)
    assert (enrolment.state, enrolment.due_at) == (EnrolmentState.CONFIRMED, None)
    assert steps(enrolment) == [
        ("", "requested", "person"), ("requested", "endorsed", "superior"), ("endorsed", "confirmed", "office"),
    ]  # fmt: skip
    kinds = Decision.objects.filter(subject="training.Enrolment").order_by("id").values_list("kind", "by__username")
    assert list(kinds) == [
        (DecisionKind.ENROLMENT_ENDORSED, "budi"), (DecisionKind.ENROLMENT_CONFIRMED, "dewi"),
    ]  # fmt: skip


def test_who_has_no_superior_goes_to_the_office(session, staff: Staff, cast: Cast):
    alone = make_person(cast.surabaya, "198001012005011009", "TANPA ATASAN")
    assert ask(session, staff, cast, employee=alone).state == EnrolmentState.ENDORSED


@pytest.mark.parametrize(
    ("origin", "approval", "state"),
    [
        (Origin.PERSON, Approval.OFFICE, EnrolmentState.ENDORSED),
        (Origin.PERSON, Approval.NONE, EnrolmentState.CONFIRMED),
        (Origin.SUPERIOR, Approval.BOTH, EnrolmentState.ENDORSED),
        (Origin.OFFICE, Approval.BOTH, EnrolmentState.CONFIRMED),
    ],
)
def test_whose_yes_is_missing(staff: Staff, cast: Cast, origin: str, approval: str, state: str):
    session = make_session(make_programme(cast.surabaya), approval=approval)
    assert ask(session, staff, cast, origin=origin, by=cast.dewi).state == state


def test_nobody_decides_about_herself(staff: Staff, cast: Cast, session):
    enrolment = ask(session, staff, cast)
    with pytest.raises(Denied):
        enrolments.endorse(enrolment=enrolment, by=cast.sari, at=AT)
    with pytest.raises(Denied):
        enrolments.reject(enrolment=enrolment, acting=Actor.SUPERIOR, by=cast.sari, at=AT, reason="x")
    enrolment = enrolments.endorse(enrolment=enrolment, by=cast.budi, at=AT)
    with pytest.raises(Denied):
        enrolments.confirm(enrolment=enrolment, by=cast.sari, at=AT)


def test_a_no_needs_a_reason(session, staff: Staff, cast: Cast):
    enrolment = ask(session, staff, cast)
    with refused("reason_missing"):
        enrolments.reject(enrolment=enrolment, acting=Actor.SUPERIOR, by=cast.budi, at=AT, reason="  ")
    enrolments.reject(enrolment=enrolment, acting=Actor.SUPERIOR, by=cast.budi, at=AT, reason="Sedang tutup buku")
    assert enrolment.steps.last().reason == "Sedang tutup buku"
    assert ask(session, staff, cast).state == EnrolmentState.REQUESTED  # she may ask again


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"opens_on": (AT + timedelta(days=1)).date()}, "window_before"),
        ({"closes_on": (AT - timedelta(days=1)).date()}, "window_after"),
        ({"state": SessionState.FINISHED}, "not_published"),
        ({"state": SessionState.CANCELLED}, "not_published"),
    ],
)
def test_a_session_that_takes_nobody(staff: Staff, cast: Cast, session, changes, code: str):
    Session.objects.filter(pk=session.pk).update(**changes)
    with refused(code):
        ask(session, staff, cast)


def test_the_office_may_enrol_outside_of_the_window(staff: Staff, cast: Cast, session):
    Session.objects.filter(pk=session.pk).update(opens_on=(AT + timedelta(days=1)).date())
    assert ask(session, staff, cast, origin=Origin.OFFICE, by=cast.dewi).state == EnrolmentState.CONFIRMED


def test_people_who_cannot_be_enrolled(staff: Staff, cast: Cast, session):
    away = make_person(cast.surabaya, "198001012005011009", "PENSIUN", is_active=False)
    with refused("not_active"):
        ask(session, staff, cast, employee=away)
    elsewhere = make_person(cast.mamuju, "198001012005011008", "ORANG MAMUJU")
    with refused("other_agency"):
        ask(session, staff, cast, employee=elsewhere)
    ask(session, staff, cast)
    with refused("enrolled"):
        ask(session, staff, cast)


def test_what_must_come_before(staff: Staff, cast: Cast):
    first, second = make_programme(cast.surabaya, "Dasar"), make_programme(cast.surabaya, "Lanjutan")
    Prerequisite.objects.create(programme=second, required=first)
    later = make_session(second)
    with refused("prerequisite"):
        ask(later, staff, cast)
    done = ask(make_session(first, first=FIRST_DAY + timedelta(days=9)), staff, cast)
    Enrolment.objects.filter(pk=done.pk).update(state=EnrolmentState.COMPLETED)
    assert ask(later, staff, cast).state == EnrolmentState.CONFIRMED


def test_two_trainings_at_the_same_time(staff: Staff, cast: Cast):
    ask(make_session(make_programme(cast.surabaya, "Bimtek Anggaran")), staff, cast)
    with refused("clash") as error:
        ask(make_session(make_programme(cast.surabaya), first=FIRST_DAY + timedelta(hours=2)), staff, cast)
    assert "Bimtek Anggaran" in error.value.message
    later = make_session(make_programme(cast.surabaya), first=FIRST_DAY + timedelta(hours=7))
    assert ask(make_session(later.programme, days=1, first=FIRST_DAY + timedelta(days=2)), staff, cast).pk


# The waiting list


def seats_of(session: Session) -> list[tuple[str, str, int | None]]:
    rows = session.enrolments.order_by("id").values_list("employee__name", "state", "number")
    return [(name.title(), state, number) for name, state, number in rows]


def test_a_seat_that_comes_free_is_offered_for_a_day(cast: Cast):
    session = make_session(make_programme(cast.surabaya), capacity=1)
    asked = [
        enrolments.request_enrolment(session=session, employee=person, by=user, at=AT)
        for person, user in make_people(cast.surabaya, cast.district, 3)
    ]
    offered = enrolments.cancel(enrolment=asked[0], acting=Actor.OFFICE, by=cast.dewi, at=AT, reason="mutasi")
    assert [one.pk for one in offered] == [asked[1].pk]
    assert (offered[0].state, offered[0].offered_until) == (EnrolmentState.OFFERED, AT + timedelta(hours=24))
    late = AT + timedelta(hours=24, seconds=1)
    with refused("offer_over"):
        enrolments.accept(enrolment=offered[0], by=offered[0].employee.user, at=late)
    assert [one.pk for one in enrolments.lapse_offers(session=session, at=late)] == [asked[2].pk]
    enrolments.accept(enrolment=asked[2], by=asked[2].employee.user, at=late)
    assert seats_of(session) == [
        ("Orang 000", "cancelled", None), ("Orang 001", "lapsed", 1), ("Orang 002", "confirmed", 2),
    ]  # fmt: skip


def test_a_quota_keeps_people_of_one_unit_waiting(cast: Cast, staff: Staff):
    session = make_session(make_programme(cast.surabaya), capacity=5)
    UnitQuota.objects.create(session=session, unit=cast.district, seats=1)
    below = make_people(cast.surabaya, staff.village, 2)
    elsewhere = make_people(cast.surabaya, staff.office, 1)
    for person, user in [*below, *elsewhere]:
        enrolments.request_enrolment(session=session, employee=person, by=user, at=AT)
    assert [state for _name, state, _number in seats_of(session)] == ["confirmed", "waiting", "confirmed"]


def test_more_seats_are_offered_and_fewer_than_taken_there_cannot_be(cast: Cast):
    session = make_session(make_programme(cast.surabaya), capacity=1)
    for person, user in make_people(cast.surabaya, cast.district, 3):
        enrolments.request_enrolment(session=session, employee=person, by=user, at=AT)
    enrolments.set_capacity(session=session, capacity=2, by=cast.dewi, at=AT)
    assert [state for _name, state, _number in seats_of(session)] == ["confirmed", "offered", "waiting"]
    with refused("seats_taken"):
        enrolments.set_capacity(session=session, capacity=1, by=cast.dewi, at=AT)


def test_a_training_that_has_begun_is_not_cancelled_by_the_person(session, staff: Staff, cast: Cast):
    enrolment = ask(session, staff, cast)
    with refused("begun"):
        enrolments.cancel(enrolment=enrolment, acting=Actor.PERSON, by=cast.sari, at=FIRST_DAY, reason="sakit")


def test_steps_are_never_rewritten(session, staff: Staff, cast: Cast):
    ask(session, staff, cast)
    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        EnrolmentStep.objects.update(reason="lain")
    assert EnrolmentStep.objects.get().reason == ""


def test_who_sees_an_enrolment(session, staff: Staff, cast: Cast):
    ask(session, staff, cast)
    seen = [user.username for user in (cast.sari, cast.budi, cast.rina, cast.dewi, cast.anton, cast.maya)
            if Enrolment.objects.visible_to(user).exists()]  # fmt: skip
    assert seen == ["sari", "budi", "rina", "dewi", "maya"]
