"""Two committees at once: the map of a year is confirmed once."""

import threading

import pytest
from django.db import IntegrityError, connection

from core.domain.errors import DomainError
from core.enums import DecisionKind
from core.models import Agency, Decision
from core.tests.people import Cast
from employees.tests.staff import Staff, cast, staff  # noqa: F401
from evaluations.models import TalentMap, TalentPlacement
from evaluations.selectors import talent as selectors
from evaluations.services import talent as service
from evaluations.tests.test_talent import chart, city, confirm, draw_lines  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def race(agency: Agency, cast: Cast) -> list[str]:
    """Two people press the button at once; what each of them got."""
    seen = selectors.seal(chart(agency))
    start, found = threading.Barrier(2), []

    def press() -> None:
        try:
            start.wait(timeout=10)
            confirm(agency, cast.dewi, seen=seen)
            found.append("done")
        except DomainError as error:
            found.append(error.code)
        except IntegrityError:
            found.append("refused by the database")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def test_two_at_once_confirm_once(city: Agency, staff: Staff, cast: Cast) -> None:
    draw_lines(city, cast.dewi)
    assert race(city, cast) == ["already_confirmed", "done"]
    decided = Decision.objects.filter(kind=DecisionKind.TALENT_CONFIRMED).count()
    assert (TalentMap.objects.count(), TalentPlacement.objects.count(), decided) == (1, 5, 1)


def test_without_the_lock_only_the_database_stops_the_second(
    city: Agency, staff: Staff, cast: Cast, monkeypatch
) -> None:
    """The control of the test above, and the second wall."""
    draw_lines(city, cast.dewi)
    together = threading.Barrier(2)
    refuse = service._refuse_confirmation

    def unlocked(*arguments) -> None:
        refuse(*arguments)
        together.wait(timeout=10)

    monkeypatch.setattr(service, "_lock", lambda agency: None)
    monkeypatch.setattr(service, "_refuse_confirmation", unlocked)
    assert race(city, cast) == ["done", "refused by the database"]
    assert TalentMap.objects.count() == 1
