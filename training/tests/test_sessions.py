"""Programmes and sessions: what is refused, and what follows when one is announced or called off."""

from datetime import date, time, timedelta

import pytest

from core.domain.errors import DomainError
from core.enums import DecisionKind
from core.models import Decision
from core.tests.people import Cast
from employees.tests.staff import cast  # noqa: F401
from evaluations.models import Competency
from training.enums import EnrolmentState, SessionState
from training.services import enrolments, programmes, sessions
from training.services.sessions import Day
from training.tests.classroom import AT, make_people, make_programme, make_session

FIELDS = {"name": "Bimtek Arsip", "form": 8, "jp": 16, "provider": "BKPSDM"}


def refused(code: str):
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def save(cast: Cast, programme=None, *, code: str = "ARS-1", leads_to=None, requires=()):
    return programmes.save_programme(
        programme=programme, agency=cast.surabaya, leads_to=leads_to or {}, jobs=[], requires=requires, by=cast.dewi,
        at=AT, code=code, **FIELDS,
    )  # fmt: skip


def test_a_programme_keeps_only_the_levels_it_names(cast: Cast):
    skills = [
        Competency.objects.create(agency=cast.surabaya, code=f"t{n}", name=f"T{n}", group="technical", order=n)
        for n in range(3)
    ]
    made = save(cast, leads_to={skills[0]: 2, skills[1]: 3})
    save(cast, made, leads_to={skills[1]: 4, skills[2]: 1})
    assert list(made.competencies.values_list("competency__code", "level")) == [("t1", 4), ("t2", 1)]
    assert Decision.objects.filter(kind=DecisionKind.PROGRAMME_SET).count() == 2


def test_a_code_is_used_once_in_any_letter_case(cast: Cast):
    save(cast)
    with refused("code_taken"):
        save(cast, code="ars-1")


def test_prerequisites_never_lead_back(cast: Cast):
    first = save(cast)
    second = save(cast, code="ARS-2", requires=[first])
    with refused("circle"):
        save(cast, first, requires=[second])
    with refused("circle"):
        save(cast, first, requires=[first])


def draft(cast: Cast):
    fields = {"name": "Angkatan I", "capacity": 20, "opens_on": date(2026, 11, 24), "closes_on": date(2026, 12, 1)}
    return sessions.save_session(session=None, programme=make_programme(cast.surabaya), by=cast.dewi, at=AT, **fields)


def test_a_session_is_announced_when_it_is_whole(cast: Cast):
    session = draft(cast)
    with refused("incomplete"):
        sessions.publish(session=session, by=cast.dewi, at=AT)
    days = [Day(date(2026, 12, day), time(8), time(15), 360) for day in (8, 7)]
    session = sessions.set_days(session=session, days=days)
    assert (session.starts_on, session.ends_on) == (date(2026, 12, 7), date(2026, 12, 8))
    first = session.days.first()
    assert first.starts_at.isoformat() == "2026-12-07T01:00:00+00:00"  # eight in the morning in Surabaya
    assert sessions.publish(session=session, by=cast.dewi, at=AT).state == SessionState.PUBLISHED
    with refused("no_such_step"):
        sessions.publish(session=session, by=cast.dewi, at=AT)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ([Day(date(2026, 12, 7), time(8), time(9), 45)] * 2, "day_twice"),
        ([Day(date(2026, 12, 7), time(9), time(8), 45)], "day_backwards"),
        ([Day(date(2026, 12, 7), time(8), time(9), 61)], "too_many_minutes"),
    ],
)
def test_days_that_cannot_be(cast: Cast, days: list[Day], code: str):
    with refused(code):
        sessions.set_days(session=draft(cast), days=days)


def test_who_is_enrolled_reads_why_a_session_was_called_off(cast: Cast):
    session = make_session(make_programme(cast.surabaya), capacity=1)
    for person, user in make_people(cast.surabaya, cast.district, 2):
        enrolments.request_enrolment(session=session, employee=person, by=user, at=AT)
    with refused("reason_missing"):
        sessions.cancel_session(session=session, by=cast.dewi, at=AT, reason=" ")
    sessions.cancel_session(session=session, by=cast.dewi, at=AT + timedelta(hours=1), reason="Narasumber sakit")
    assert {one.state for one in session.enrolments.all()} == {EnrolmentState.CANCELLED}
    assert {one.steps.last().reason for one in session.enrolments.all()} == {"Narasumber sakit"}
    with refused("session_over"):
        sessions.set_quotas(session=session, quotas={}, at=AT)
