"""Facts are counted anew after what they rest on has changed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import pytest
from django.db import connection, transaction

from core.models import Agency, Job
from core.services.jobs import run
from core.tests.people import Cast
from employees.models import Position
from employees.tests.staff import Staff, cast, staff  # noqa: F401
from evaluations.tests.test_job_standards import AT, clerk, library, put  # noqa: F401
from reports.models import FactsState
from reports.services import facts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def test_a_new_standard_makes_the_facts_of_its_own_government_stale(clerk: Position, cast: Cast, staff: Staff) -> None:
    for agency in (cast.surabaya, cast.mamuju):
        FactsState.objects.create(agency=agency, year=2026, refreshed_at=AT)
    put(clerk, {"integritas": 5})
    assert dict(FactsState.objects.values_list("agency", "is_stale")) == {cast.surabaya.pk: True, cast.mamuju.pk: False}


@contextmanager
def counting(agency: Agency) -> Iterator[None]:
    """Somebody else counts the facts of the agency the while, and calls them fresh in the end."""
    begun, over = threading.Event(), threading.Event()

    def count() -> None:
        with transaction.atomic():
            facts.lock_facts(agency)
            begun.set()
            over.wait(timeout=20)
            FactsState.objects.filter(agency=agency).update(is_stale=False)
        connection.close()

    other = threading.Thread(target=count)
    other.start()
    assert begun.wait(timeout=10)
    try:
        yield
    finally:
        over.set()
        other.join()


@pytest.fixture
def counted(cast: Cast, staff: Staff) -> Agency:
    for year in (2025, 2026):
        FactsState.objects.create(agency=cast.surabaya, year=year, refreshed_at=AT)
    return cast.surabaya


def marks() -> list[tuple[str, bool]]:
    jobs = Job.objects.filter(kind="refresh_facts").order_by("queued_at")
    return [(job.state, "marks" in job.arguments) for job in jobs]


@pytest.mark.django_db(transaction=True)
def test_who_saves_a_standard_never_waits_for_a_counting(clerk: Position, counted: Agency) -> None:
    with counting(counted):
        begun = monotonic()
        put(clerk, {"integritas": 5})
        assert monotonic() - begun < 1
        assert marks() == [("queued", True)]
    assert set(FactsState.objects.values_list("is_stale", flat=True)) == {False}  # it had not seen the standard
    facts.refresh_if_stale(agency=counted, year=2026, at=AT.replace(year=2027))
    assert FactsState.objects.get(year=2026).refreshed_at == AT.replace(year=2027)  # and nobody takes it for fresh


@pytest.mark.django_db(transaction=True)
def test_one_counting_serves_all_that_was_saved_meanwhile(clerk: Position, counted: Agency) -> None:
    with counting(counted):
        for _number in range(3):
            facts.mark_stale(counted, "standar")
    assert marks() == [("queued", True)] * 3
    first, second, third = Job.objects.filter(kind="refresh_facts").order_by("queued_at")
    run(pk=first.pk)
    assert marks() == [("done", True), ("queued", False), ("queued", False)]
    counted_at = FactsState.objects.get(year=2026).refreshed_at
    assert (counted_at > AT, facts.late_marks(counted).exists()) == (True, False)
    for job in (second, third):
        run(pk=job.pk)
    assert FactsState.objects.get(year=2026).refreshed_at == counted_at


@pytest.mark.django_db(transaction=True)
def test_control_nobody_counts_and_the_facts_are_marked_at_once(clerk: Position, counted: Agency) -> None:
    put(clerk, {"integritas": 5})
    assert marks() == [("queued", False)]
    assert set(FactsState.objects.values_list("is_stale", flat=True)) == {True}
