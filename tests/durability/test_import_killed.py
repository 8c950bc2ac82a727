"""kill -9 in the middle of storing an import: afterwards it is stored once, never half and never twice."""

import time

import pytest

from tests.durability.work import Moment, Office, Row, after, during
from tests.stage import kill, kill_child

READING, STORING = during("COPY staged"), during("UPDATE employees_employee")


def store_with_a_kill(office: Office, *, at: Moment, how) -> bool:
    """Store a version of everybody while the worker is killed at that moment.

    Returns whether the kill came in the middle. Wherever it came, the version must be stored once.
    """
    stage, before = office.stage, office.content()
    batch, job = office.ask_for_import()

    left, worker = office.pull_the_plug(job, at=at, how=how)

    if left.state == "running":
        office.until_quiet() if how is kill else None
        assert office.content() == before  # not half
        worker = office.after_the_kill(worker)
    assert office.until_over(job) == Row("done", 2 if left.state == "running" else 1, "")
    people, content = office.content()
    assert (people, content != before[1]) == (office.people, True)
    counts = stage.value("SELECT counts FROM core_importbatch WHERE id = %s", batch)
    # A second run over the first would have found everybody unchanged.
    assert (counts["created"], counts["updated"], counts["unchanged"]) == (0, office.people, 0)
    assert len(stage.files("media/imports")) == stage.value("SELECT count(*) FROM core_importbatch")
    kill(worker)
    return left.state == "running"


@pytest.mark.parametrize(("at", "how"), [(READING, kill), (STORING, kill_child)], ids=["reading", "storing"])
def test_an_import_is_stored_once(office: Office, at: Moment, how):
    assert store_with_a_kill(office, at=at, how=how)


@pytest.mark.deep
@pytest.mark.parametrize("how", [kill, kill_child])
def test_an_import_is_stored_once_wherever_it_is_hit(office: Office, how):
    _batch, job = office.ask_for_import()
    seconds = office.time_undisturbed(job)
    in_the_middle = [store_with_a_kill(office, at=after(seconds * step / 20), how=how) for step in range(20)]
    assert sum(in_the_middle) >= 15


def test_without_the_sweeper_it_is_not_stored(office: Office):
    """The control: what the tests above show is the work of lease and sweeper."""
    before = office.content()
    _batch, job = office.ask_for_import()
    left, _worker = office.pull_the_plug(job, at=STORING, app="tests.durability.early")
    assert left == Row("running", 1, "")
    worker = office.stage.start_worker("tests.durability.early")

    time.sleep(5)

    assert office.job(job) == Row("running", 1, "")
    assert office.content() == before
    kill(worker)
    office.rest()
    assert office.job(job) == Row("done", 2, "")
