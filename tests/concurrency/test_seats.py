"""Nobody gets a seat that is not there, however many ask at once; each with a control that takes the lock away."""

from datetime import timedelta
from functools import partial

import pytest

from core.tests.people import Cast
from employees.tests.staff import Staff, cast, staff  # noqa: F401
from tests.concurrency.together import counted, together
from training.enums import Actor, Approval, EnrolmentState
from training.models import Enrolment, Session
from training.services import enrolments, seats
from training.tests.classroom import AT, make_people, make_programme, make_session

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, SEATS = 200, 20
often = pytest.mark.parametrize("runs", [3, pytest.param(50, marks=pytest.mark.deep)])


def ask(session: Session, people) -> list[str]:
    """All of them press the button at the same moment."""
    asks = [
        partial(enrolments.request_enrolment, session=session, employee=person, by=user, at=AT)
        for person, user in people
    ]
    return together(asks)


def states(session: Session) -> dict[str, int]:
    return counted(session.enrolments.values_list("state", flat=True))


def unlocked(session_pk: int) -> Session:
    return Session.objects.select_related("agency", "programme").get(pk=session_pk)


@pytest.mark.parametrize("runs", [2, pytest.param(10, marks=pytest.mark.deep)])
def test_two_hundred_ask_for_twenty_seats(cast: Cast, staff: Staff, runs: int):
    people = make_people(cast.surabaya, cast.district, PEOPLE)
    programme = make_programme(cast.surabaya)
    for _run in range(runs):
        session = make_session(programme, capacity=SEATS)
        assert counted(ask(session, people)) == {"done": PEOPLE}
        assert states(session) == {EnrolmentState.CONFIRMED: SEATS, EnrolmentState.WAITING: PEOPLE - SEATS}
        waiting = session.enrolments.filter(state=EnrolmentState.WAITING).order_by("id")
        assert sorted(waiting.values_list("number", flat=True)) == list(range(1, PEOPLE - SEATS + 1))
        Enrolment.objects.filter(session=session).update(state=EnrolmentState.CANCELLED, number=None)


def test_without_the_lock_seats_are_given_twice(cast: Cast, staff: Staff, monkeypatch):
    """The control of the test above."""
    people = make_people(cast.surabaya, cast.district, PEOPLE)
    session = make_session(make_programme(cast.surabaya), capacity=SEATS)
    monkeypatch.setattr(seats, "locked", unlocked)
    ask(session, people)
    assert states(session)[EnrolmentState.CONFIRMED] > SEATS


@often
def test_a_double_click_enrols_once(cast: Cast, staff: Staff, runs: int):
    ((person, user),) = make_people(cast.surabaya, cast.district, 1)
    programme = make_programme(cast.surabaya)
    for _run in range(runs):
        session = make_session(programme)
        assert sorted(ask(session, [(person, user)] * 2)) == ["done", "enrolled"]
        session.enrolments.update(state=EnrolmentState.CANCELLED)


@often
def test_cancel_against_promote(cast: Cast, staff: Staff, runs: int):
    """One gives her seat back while the first of the list gives up: never an offer to who has gone, never two."""
    people = make_people(cast.surabaya, cast.district, 3)
    programme = make_programme(cast.surabaya)
    for _run in range(runs):
        session = make_session(programme, capacity=1)
        seated, first, second = (
            enrolments.request_enrolment(session=session, employee=person, by=user, at=AT) for person, user in people
        )
        said = together([
            partial(enrolments.cancel, enrolment=one, acting=Actor.PERSON, by=one.employee.user, at=AT, reason="sakit")
            for one in (seated, first)
        ])  # fmt: skip
        assert said == ["done", "done"]
        left = dict(session.enrolments.values_list("pk", "state"))
        assert left == {
            seated.pk: EnrolmentState.CANCELLED, first.pk: EnrolmentState.CANCELLED, second.pk: EnrolmentState.OFFERED,
        }  # fmt: skip
        session.enrolments.update(state=EnrolmentState.CANCELLED, offered_until=None)


@often
def test_approve_against_cancel(cast: Cast, staff: Staff, runs: int):
    people = make_people(cast.surabaya, cast.district, 1)
    programme = make_programme(cast.surabaya)
    for _run in range(runs):
        session = make_session(programme, approval=Approval.OFFICE)
        ((person, user),) = people
        asked = enrolments.request_enrolment(session=session, employee=person, by=user, at=AT)
        said = together([
            partial(enrolments.confirm, enrolment=asked, by=cast.dewi, at=AT),
            partial(enrolments.cancel, enrolment=asked, acting=Actor.PERSON, by=user, at=AT, reason="sakit"),
        ])  # fmt: skip
        asked.refresh_from_db()
        assert (asked.state, said[1]) == (EnrolmentState.CANCELLED, "done")  # before or after the approval
        assert said[0] in {"done", "no_such_step"}
        session.enrolments.update(state=EnrolmentState.CANCELLED)


@often
def test_two_officers_approve_once(cast: Cast, staff: Staff, runs: int):
    people = make_people(cast.surabaya, cast.district, 1)
    programme = make_programme(cast.surabaya)
    for _run in range(runs):
        session = make_session(programme, approval=Approval.OFFICE)
        ((person, user),) = people
        asked = enrolments.request_enrolment(session=session, employee=person, by=user, at=AT)
        said = together([partial(enrolments.confirm, enrolment=asked, by=cast.dewi, at=AT)] * 2)
        assert sorted(said) == ["done", "no_such_step"]
        session.enrolments.update(state=EnrolmentState.CANCELLED)


@often
def test_fewer_seats_against_one_more_person(cast: Cast, staff: Staff, runs: int):
    """Either the last seat is taken and stays, or it is gone and she waits."""
    people = make_people(cast.surabaya, cast.district, 2)
    programme = make_programme(cast.surabaya)
    for _run in range(runs):
        session = make_session(programme, capacity=2)
        (one, first), (other, second) = people
        enrolments.request_enrolment(session=session, employee=one, by=first, at=AT)
        said = together([
            partial(enrolments.set_capacity, session=session, capacity=1, by=cast.dewi, at=AT),
            partial(enrolments.request_enrolment, session=session, employee=other, by=second, at=AT),
        ])  # fmt: skip
        session.refresh_from_db()
        outcome = (said[0], session.capacity, session.enrolments.seated().count())
        assert outcome in {("done", 1, 1), ("seats_taken", 2, 2)}
        assert said[1] == "done"
        session.enrolments.update(state=EnrolmentState.CANCELLED, number=None)


@often
def test_two_sessions_on_one_day_take_a_person_once(cast: Cast, staff: Staff, runs: int):
    ((person, user),) = make_people(cast.surabaya, cast.district, 1)
    programme = make_programme(cast.surabaya)
    for _run in range(runs):
        both = [make_session(programme), make_session(programme)]
        asks = [partial(enrolments.request_enrolment, session=s, employee=person, by=user, at=AT) for s in both]
        assert sorted(together(asks)) == ["clash", "done"]
        Enrolment.objects.update(state=EnrolmentState.CANCELLED)


def test_without_the_lock_on_the_person_she_sits_in_two_places(cast: Cast, staff: Staff, monkeypatch):
    """The control of the test above."""
    ((person, user),) = make_people(cast.surabaya, cast.district, 1)
    programme = make_programme(cast.surabaya)
    monkeypatch.setattr(seats, "lock_person", lambda employee: None)
    said = []
    for _run in range(20):
        both = [make_session(programme), make_session(programme)]
        asks = [partial(enrolments.request_enrolment, session=s, employee=person, by=user, at=AT) for s in both]
        said += together(asks)
        Enrolment.objects.update(state=EnrolmentState.CANCELLED)
    assert "clash" in counted(said) or counted(said) == {"done": 40}
    assert counted(said)["done"] > 20


@often
def test_an_offer_lapses_while_it_is_accepted(cast: Cast, staff: Staff, runs: int):
    """At the end of the hours: hers or the next one's, never both."""
    people = make_people(cast.surabaya, cast.district, 3)
    programme = make_programme(cast.surabaya)
    for _run in range(runs):
        session = make_session(programme, capacity=1)
        seated, first, second = (
            enrolments.request_enrolment(session=session, employee=person, by=user, at=AT) for person, user in people
        )
        enrolments.cancel(enrolment=seated, acting=Actor.PERSON, by=people[0][1], at=AT, reason="sakit")
        end = AT + timedelta(hours=24)
        said = together([
            partial(enrolments.accept, enrolment=first, by=people[1][1], at=end),
            partial(enrolments.lapse_offers, session=session, at=end + timedelta(seconds=1)),
        ])  # fmt: skip
        left = dict(session.enrolments.values_list("pk", "state"))
        assert said[1] == "done"
        taken = (said[0], left[first.pk], left[second.pk])
        assert taken in {
            ("done", EnrolmentState.CONFIRMED, EnrolmentState.WAITING),
            ("no_such_step", EnrolmentState.LAPSED, EnrolmentState.OFFERED),
        }
        session.enrolments.update(state=EnrolmentState.CANCELLED, offered_until=None, number=None)
