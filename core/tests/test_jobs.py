"""Background work: once, never lost, never half."""

import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from core import jobs
from core.domain import jobs as rules
from core.domain.errors import DomainError
from core.enums import JobState
from core.models import Job
from core.services import jobs as service
from core.tests.work import AT, LATER, finish, kind, make_job  # noqa: F401


def ask(key: str = "test:1", at: datetime = AT) -> Job:
    return service.request_job(kind="test", key=key, arguments={"n": 1}, by=None, at=at)


def test_one_key_is_one_job(db, kind, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = ask(), ask(at=LATER)
    assert first == second
    assert Job.objects.count() == 1
    assert sent() == [str(first.pk)]


def test_asking_again_for_failed_work_tries_again(db, kind, sent, django_capture_on_commit_callbacks):
    job = make_job(JobState.FAILED, key="test:1", error="Putus", attempts=5)
    with django_capture_on_commit_callbacks(execute=True):
        again = ask(at=LATER)
    assert (again.pk, again.state, again.attempts, again.error) == (job.pk, JobState.QUEUED, 0, "")
    assert kind["retried"] == [job.pk]
    assert sent() == [str(job.pk)]


def test_asking_again_for_finished_work_returns_it(db, kind):
    job = make_job(JobState.DONE, key="test:1")
    assert ask().state == JobState.DONE
    assert ask() == job


def test_nothing_is_sent_when_the_transaction_fails(db, kind, sent, django_capture_on_commit_callbacks):
    with (
        django_capture_on_commit_callbacks(execute=True) as callbacks,
        pytest.raises(RuntimeError),
        transaction.atomic(),
    ):
        ask()
        raise RuntimeError
    assert callbacks == []
    assert sent() == []


def test_a_claim_takes_the_job_and_counts_the_attempt(db, kind):
    job = make_job(progress=40, step="lama")
    taken = service.claim(pk=job.pk, at=AT)
    assert (taken.state, taken.attempts, taken.progress, taken.step) == (JobState.RUNNING, 1, 0, "")
    assert taken.lease_until == AT + rules.LEASE


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED])
def test_a_job_that_is_over_cannot_be_claimed(db, kind, state):
    assert service.claim(pk=make_job(state).pk, at=AT) is None


def test_a_running_job_is_claimed_only_after_its_lease(db, kind):
    job = make_job(JobState.RUNNING)
    assert service.claim(pk=job.pk, at=AT + timedelta(seconds=59)) is None
    taken = service.claim(pk=job.pk, at=AT + timedelta(seconds=61))
    assert taken.lease != job.lease


def _claims_at_once(claim, pk, workers: int = 8) -> int:
    """How many of several workers get the job, all starting at the same moment."""
    barrier = threading.Barrier(workers)

    def work() -> bool:
        try:
            barrier.wait()
            return claim(pk) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        return sum(future.result() for future in [pool.submit(work) for _ in range(workers)])


@pytest.mark.django_db(transaction=True)
def test_of_eight_workers_one_gets_the_job(kind):
    for _ in range(10):
        assert _claims_at_once(lambda pk: service.claim(pk=pk, at=AT), make_job().pk) == 1


@pytest.mark.django_db(transaction=True)
def test_control_reading_before_writing_lets_several_get_it(kind):
    """Without the condition in the UPDATE the test above would fail."""

    def careless(pk):
        job = Job.objects.get(pk=pk)
        if job.state != JobState.QUEUED:
            return None
        threading.Event().wait(0.05)
        Job.objects.filter(pk=pk).update(state=JobState.RUNNING, lease=uuid.uuid4(), lease_until=AT)
        return job

    assert _claims_at_once(careless, make_job().pk) > 1


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_make_one_job(kind):
    barrier = threading.Barrier(6)

    def request() -> uuid.UUID:
        try:
            barrier.wait()
            return ask().pk
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        ids = {future.result() for future in [pool.submit(request) for _ in range(6)]}
    assert ids == {Job.objects.get().pk}


def test_a_run_finishes_the_job(db, kind):
    job = make_job()
    service.run(pk=job.pk)
    job.refresh_from_db()
    assert (job.state, job.progress, job.step, job.attempts) == (JobState.DONE, 100, "", 1)
    assert job.finished_at is not None


def test_a_second_message_for_the_same_job_changes_nothing(db, kind):
    job, runs = make_job(), []
    kind["work"] = lambda context: (runs.append(1), finish(context))
    service.run(pk=job.pk)
    service.run(pk=job.pk)
    assert runs == [1]


def test_a_sentence_of_ours_becomes_the_error(db, kind):
    def refuse(context):
        raise DomainError("code", "Berkas terkunci.")

    kind["work"] = refuse
    job = make_job()
    service.run(pk=job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "Berkas terkunci.")
    assert kind["failed"] == ["Berkas terkunci."]


def test_an_unexpected_error_is_shown_without_its_details(db, kind):
    def stumble(context):
        raise ZeroDivisionError("secret detail")

    kind["work"] = stumble
    job = make_job()
    service.run(pk=job.pk)
    job.refresh_from_db()
    assert (job.state, "secret" in job.error, job.error[:16]) == (JobState.FAILED, False, "Terjadi kesalaha")


def test_a_handler_that_forgets_to_finish_is_a_failure(db, kind):
    kind["work"] = lambda context: None
    job = make_job()
    service.run(pk=job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_a_job_of_an_unknown_kind_fails(db):
    job = make_job()
    service.run(pk=job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def _loses_its_lease(context) -> None:
    """What happens when the sweeper gave the job to somebody else."""
    Job.objects.filter(pk=context.job.pk).update(lease=uuid.uuid4(), lease_until=LATER)


def test_a_lost_lease_drops_the_result(db, kind):
    def work(context):
        with context.finishing():
            _loses_its_lease(context)
            Job.objects.filter(key="other").update(step="ditulis")

    kind["work"] = work
    other, job = make_job(key="other"), make_job()
    service.run(pk=job.pk)
    other.refresh_from_db()
    job.refresh_from_db()
    assert (other.step, job.state, kind["failed"]) == ("", JobState.RUNNING, [])


def test_control_without_the_lease_check_the_result_stays(db, kind):
    def work(context):
        with transaction.atomic():
            _loses_its_lease(context)
            Job.objects.filter(key="other").update(step="ditulis")

    kind["work"] = work
    other = make_job(key="other")
    service.run(pk=make_job().pk)
    other.refresh_from_db()
    assert other.step == "ditulis"


def test_a_worker_that_lost_the_job_cannot_fail_it(db, kind):
    def work(context):
        _loses_its_lease(context)
        raise ZeroDivisionError

    kind["work"] = work
    job = make_job()
    service.run(pk=job.pk)
    job.refresh_from_db()
    assert (job.state, kind["failed"]) == (JobState.RUNNING, [])


@pytest.mark.django_db(transaction=True)
def test_progress_and_lease_are_renewed_while_the_handler_works(kind, monkeypatch):
    monkeypatch.setattr(jobs, "BEAT_SECONDS", 0.05)
    seen = {}

    def work(context):
        context.progress(40, "Membaca")
        with context.finishing():
            threading.Event().wait(0.4)
            seen["now"] = Job.objects.values_list("progress", "step", "lease_until").get(pk=context.job.pk)

    kind["work"] = work
    job = make_job()
    service.run(pk=job.pk)
    progress, step, until = seen["now"]
    assert (progress, step) == (40, "Membaca")
    assert until > datetime.now(UTC) + timedelta(seconds=50)


@pytest.mark.django_db(transaction=True)
def test_a_worker_hears_from_its_progress_that_the_job_is_gone(kind, monkeypatch):
    monkeypatch.setattr(jobs, "BEAT_SECONDS", 0.05)
    heard = []

    def work(context):
        _loses_its_lease(context)
        threading.Event().wait(0.4)
        try:
            context.progress(50, "")
        except jobs.LeaseLost:
            heard.append(True)
            raise

    kind["work"] = work
    service.run(pk=make_job().pk)
    assert heard == [True]


def test_the_sweeper_sends_a_forgotten_job_again(db, kind, sent, django_capture_on_commit_callbacks):
    job = make_job()
    with django_capture_on_commit_callbacks(execute=True):
        assert service.sweep(at=AT + timedelta(seconds=59)) == 0
        assert service.sweep(at=AT + timedelta(seconds=61)) == 1
    job.refresh_from_db()
    assert (job.state, job.queued_at) == (JobState.QUEUED, AT)
    assert sent() == [str(job.pk)]


def test_the_sweeper_frees_a_job_whose_worker_died(db, kind, sent, django_capture_on_commit_callbacks):
    job = make_job(JobState.RUNNING, attempts=4)
    with django_capture_on_commit_callbacks(execute=True):
        service.sweep(at=AT + timedelta(seconds=61))
    job.refresh_from_db()
    assert (job.state, job.lease, job.attempts) == (JobState.QUEUED, None, 4)
    assert sent() == [str(job.pk)]


def test_after_five_lost_workers_the_job_is_given_up(db, kind):
    job = make_job(JobState.RUNNING, attempts=5)
    service.sweep(at=LATER)
    job.refresh_from_db()
    assert (job.state, job.finished_at) == (JobState.FAILED, LATER)
    assert kind["failed"] == [job.error]


def test_one_job_that_cannot_be_rescued_does_not_strand_the_others(db, kind):
    def refuse(job):
        raise RuntimeError

    jobs.register("stubborn", lambda context: None, on_failure=refuse)
    bad = make_job(JobState.RUNNING, attempts=5, at=AT - timedelta(minutes=1))
    Job.objects.filter(pk=bad.pk).update(kind="stubborn")
    good = make_job(JobState.RUNNING)
    service.sweep(at=LATER)
    good.refresh_from_db()
    jobs._kinds.pop("stubborn")
    assert good.state == JobState.QUEUED


def test_a_worker_whose_job_was_given_away_cannot_close_it(db, kind):
    def work(context):
        with context.finishing():
            service.sweep(at=context.job.lease_until + timedelta(seconds=1))

    kind["work"] = work
    job = make_job()
    service.run(pk=job.pk)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING  # the sweep was part of the dropped transaction


def test_retry_starts_a_failed_job_afresh(db, kind):
    job = make_job(JobState.FAILED, attempts=5, error="Putus", progress=80)
    service.retry(job=job, at=LATER)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error, job.progress) == (JobState.QUEUED, 0, "", 0)
    assert (job.queued_at, job.finished_at) == (LATER, None)
    assert kind["retried"] == [job.pk]


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING, JobState.DONE])
def test_only_a_failed_job_is_tried_again(db, kind, state):
    with pytest.raises(DomainError) as refusal:
        service.retry(job=make_job(state), at=LATER)
    assert refusal.value.code == "job_not_failed"


def test_a_broker_that_is_down_leaves_the_job_to_the_sweeper(db, kind, use_broker, django_capture_on_commit_callbacks):
    use_broker("redis://127.0.0.1:1/0")  # nobody listens there
    started = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        job = ask()
    assert job.state == JobState.QUEUED
    assert time.monotonic() - started < 1


def test_the_sweeper_sends_a_waiting_job_once_in_a_while(db, kind, sent, django_capture_on_commit_callbacks):
    job = make_job()
    with django_capture_on_commit_callbacks(execute=True):
        swept = [service.sweep(at=AT + timedelta(seconds=after)) for after in (61, 91, 120, 122)]
    job.refresh_from_db()
    assert (swept, job.queued_at, job.sent_at) == ([1, 0, 0, 1], AT, AT + timedelta(seconds=122))
    assert sent() == [str(job.pk)] * 2


def test_waiting_jobs_keep_no_stranded_one_waiting(db, kind, monkeypatch):
    monkeypatch.setattr(service, "SWEPT_AT_ONCE", 2)
    for _number in range(3):
        make_job(at=AT - timedelta(hours=1))
    stranded = make_job(JobState.RUNNING)
    service.sweep(at=LATER)
    stranded.refresh_from_db()
    assert stranded.state == JobState.QUEUED


def test_trying_again_forgets_when_it_was_sent(db, kind):
    job = make_job(JobState.FAILED, sent_at=AT)
    service.retry(job=job, at=LATER)
    job.refresh_from_db()
    assert job.sent_at is None
