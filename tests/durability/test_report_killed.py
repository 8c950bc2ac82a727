"""kill -9 in the middle of making a report: afterwards there is one, whole, and nothing lies about."""

import json

import pytest

from tests.durability.work import Moment, Office, Row, after, during
from tests.stage import Stage, kill, kill_child, pause_child, resume_child, wait_for

ENDED = " succeeded in "  # what Celery says when a task is over, whatever it has done
COUNTING = during("WITH training AS")  # the facts of a year


def writing(stage: Stage) -> None:
    """While the documents are being written: the first of them is there, the last is not."""
    wait_for(lambda: stage.files("temporary"), "the first document", seconds=30, pause=0.002)


def make_with_a_kill(office: Office, *, at: Moment, how) -> bool:
    """Have a report made while the worker is killed at that moment.

    Returns whether the kill came in the middle. Wherever it came, there must be one report of three files.
    """
    stage = office.stage
    stage.sql("UPDATE reports_factsstate SET is_stale = true")
    files_before = stage.files("media/reports")
    report, job = office.ask_for_report()

    left, worker = office.pull_the_plug(job, at=at, how=how)

    if left.state == "running":
        unfinished = stage.sql("SELECT finished_at, numbers, pdf, xlsx, json FROM reports_report WHERE id = %s", report)
        assert unfinished == [(None, None, "", "", "")]  # not half
        worker = office.after_the_kill(worker)
    assert office.until_over(job) == Row("done", 2 if left.state == "running" else 1, "")
    new = [path for path in stage.files("media/reports") if path not in files_before]
    names = stage.sql("SELECT pdf, xlsx, json FROM reports_report WHERE id = %s", report)[0]
    assert sorted(new) == sorted(stage.folder / "media" / name for name in names)
    pdf, xlsx, document = (stage.folder / "media" / name for name in names)
    assert (pdf.read_bytes()[:5], pdf.read_bytes().rstrip()[-5:], xlsx.read_bytes()[:2]) == (b"%PDF-", b"%%EOF", b"PK")
    numbers = stage.value("SELECT numbers FROM reports_report WHERE id = %s", report)
    assert json.loads(document.read_text()) == numbers
    assert stage.files("temporary") == []
    kill(worker)
    return left.state == "running"


@pytest.mark.parametrize(("at", "how"), [(COUNTING, kill), (writing, kill_child)], ids=["counting", "writing"])
def test_a_report_is_made_once(office: Office, at: Moment, how):
    assert make_with_a_kill(office, at=at, how=how)


def test_a_worker_that_wakes_up_late_changes_nothing(office: Office):
    """Paused beyond its lease while another one made the report; its own work must be dropped."""
    stage = office.stage
    files = stage.files("media/reports")
    report, job = office.ask_for_report()
    left, sleeper = office.pull_the_plug(job, at=writing, how=pause_child)
    assert left == Row("running", 1, "")
    stage.start_worker()
    assert office.sweep() >= 1
    assert office.until_over(job) == Row("done", 2, "")
    made = stage.sql("SELECT pdf, finished_at FROM reports_report WHERE id = %s", report)
    archive = stage.files("media/reports")
    assert len(archive) == len(files) + 3

    ended = stage.log_of(sleeper).count(ENDED)
    resume_child(sleeper)
    wait_for(lambda: stage.log_of(sleeper).count(ENDED) > ended, "the late worker to come to an end", seconds=20)

    assert office.job(job) == Row("done", 2, "")
    assert stage.sql("SELECT pdf, finished_at FROM reports_report WHERE id = %s", report) == made
    assert stage.files("media/reports") == archive
    assert stage.files("temporary") == []


@pytest.mark.deep
@pytest.mark.parametrize("how", [kill, kill_child])
def test_a_report_is_made_once_wherever_it_is_hit(office: Office, how):
    office.stage.sql("UPDATE reports_factsstate SET is_stale = true")
    _report, job = office.ask_for_report()
    seconds = office.time_undisturbed(job)
    in_the_middle = [make_with_a_kill(office, at=after(seconds * step / 20), how=how) for step in range(20)]
    assert sum(in_the_middle) >= 15


def test_five_times_killed_is_given_up_with_a_way_to_try_again(office: Office):
    """A report that kills its worker every time must not go round for ever."""
    stage = office.stage
    assert stage.files("temporary") == []
    report, job = office.ask_for_report()
    stage.sql("UPDATE core_job SET attempts = 4 WHERE id = %s", job)  # it has been through this before
    left, _worker = office.pull_the_plug(job, at=writing)
    assert (left.state, left.attempts) == ("running", 5)

    assert office.sweep() >= 1

    given_up = office.job(job)
    assert (given_up.state, given_up.attempts) == ("failed", 5)
    assert given_up.error.endswith(".")
    stage.python(
        "from django.utils import timezone\nfrom core.models import Job\nfrom core.services.jobs import retry\n"
        f"retry(job=Job.objects.get(pk={job!r}), at=timezone.now())"
    )
    stage.start_worker()
    assert office.until_over(job) == Row("done", 1, "")
    assert stage.value("SELECT finished_at IS NOT NULL FROM reports_report WHERE id = %s", report)
    assert stage.files("temporary") == []
