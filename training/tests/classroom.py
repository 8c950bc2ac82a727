"""A programme, a session of it, and people who want a seat."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from core.models import Agency, Unit, User
from employees.models import Employee
from employees.tests.staff import make_person
from training.enums import Approval, SessionState, TrainingForm
from training.models import Programme, Session, SessionDay

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # ten in the morning in Surabaya
FIRST_DAY = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)
_numbers = count(1)


def make_programme(agency: Agency, name: str = "Bimtek Kearsipan", **fields: Any) -> Programme:
    defaults = {
        "code": f"P{next(_numbers)}", "form": TrainingForm.GUIDANCE, "jp": Decimal(16), "provider": "BKPSDM",
        "state": "offered", "made_at": AT,
    }  # fmt: skip
    return Programme.objects.create(agency=agency, name=name, **defaults | fields)


def make_session(
    programme: Programme, *, capacity: int = 20, approval: str = Approval.NONE, days: int = 2,
    first: datetime = FIRST_DAY, **fields: Any,
) -> Session:  # fmt: skip
    """A published session in two weeks, open for registration."""
    defaults = {
        "name": f"Angkatan {next(_numbers)}", "starts_on": first.date(), "opens_on": AT.date() - timedelta(days=3),
        "ends_on": first.date() + timedelta(days=days - 1), "closes_on": first.date(),
        "state": SessionState.PUBLISHED, "made_at": AT,
    }  # fmt: skip
    session = Session.objects.create(
        agency=programme.agency, programme=programme, capacity=capacity, approval=approval, **defaults | fields
    )
    for number in range(days):
        begin = first + timedelta(days=number)
        SessionDay.objects.create(
            session=session, on=begin.date(), starts_at=begin, ends_at=begin + timedelta(hours=7), minutes=360
        )
    return session


def make_people(agency: Agency, unit: Unit, number: int) -> list[tuple[Employee, User]]:
    """So many people, each with an account."""
    found = []
    for n in range(number):
        user = User.objects.create(username=f"orang{unit.pk}-{n}", name=f"Orang {n:03d}", password="!")
        found.append(
            (make_person(agency, f"199001012023{next(_numbers):06d}", f"ORANG {n:03d}", unit, user=user), user)
        )
    return found
