"""Requesting, running, retrying and rescuing background work."""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from celery import current_app
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError as BrokerDown

from core import jobs
from core.domain.errors import DomainError
from core.domain.jobs import LEASE, gives_up
from core.enums import JobState
from core.models import Job
from core.tracing import acting

log = logging.getLogger(__name__)
SWEPT_AT_ONCE = 100


@transaction.atomic
def request_job(*, kind: str, key: str, arguments: dict[str, Any], by: Any | None, at: datetime) -> Job:
    """Write the job down and hand it to the queue once the transaction is through.

    A second request with the same key returns the first job: a double click starts one job. When
    that job has failed, asking again is trying again.
    """
    job, created = Job.objects.get_or_create(
        key=key,
        defaults={"kind": kind, "arguments": arguments, "requested_by": by, "queued_at": at},
    )
    if created:
        enqueue_on_commit(job.pk)
    elif _reopen(job, at):
        job.refresh_from_db()
    return job


def enqueue_on_commit(pk: UUID) -> None:
    """Send the id to the worker after commit; a broker that is down is the sweeper's business."""

    def send() -> None:
        try:
            # By name: the task calls this module, which must not import it back.
            current_app.send_task("core.run_job", [str(pk)], retry=False)
        except BrokerDown:
            log.info("Broker down; job %s waits for the sweeper", pk)

    transaction.on_commit(send)


def claim(*, pk: UUID, at: datetime) -> Job | None:
    """Take the job, or None when somebody else has it or it is over. One UPDATE, no race."""
    lease = uuid4()
    taken = (
        Job.objects.claimable(at)
        .filter(pk=pk)
        .update(
            state=JobState.RUNNING,
            lease=lease,
            lease_until=at + LEASE,
            attempts=F("attempts") + 1,
            progress=0,
            step="",
        )
    )
    # By its lease: a worker that lost the job between the two statements must not go on with it.
    return Job.objects.select_related("requested_by").filter(pk=pk, lease=lease).first() if taken else None


def run(*, pk: UUID) -> None:
    """Claim the job and do its work; a failure becomes a sentence in the row."""
    job = claim(pk=pk, at=timezone.now())
    if job is not None:
        with acting(user=job.requested_by, source=f"task {job.kind}"):
            _work(job)


def _work(job: Job) -> None:
    context = jobs.JobContext(job)
    context.start()
    try:
        jobs.kind_of(job).handler(context)
        if not context.finished:
            raise RuntimeError(f"The handler of {job.kind} returned without finishing")
    except jobs.LeaseLost:
        log.warning("Job %s was taken over; its result here is dropped", job.pk)
    except OperationalError:
        log.exception("Database away during job %s; the sweeper will queue it again", job.pk)
    except jobs.NotYet:
        log.exception("Job %s cannot be done yet; the sweeper will queue it again", job.pk)
    except DomainError as error:
        context.close()
        fail(job=job, message=error.message, at=timezone.now())
    except Exception:
        log.exception("Job %s failed", job.pk)
        context.close()
        message = _("Terjadi kesalahan yang tidak terduga. Coba lagi; bila berulang, hubungi administrator.")
        fail(job=job, message=message, at=timezone.now())
    finally:
        context.close()


@transaction.atomic
def fail(*, job: Job, message: str, at: datetime) -> bool:
    """Close the job as failed, if it is still this worker's."""
    failed = Job.objects.filter(pk=job.pk, state=job.state, lease=job.lease).update(
        state=JobState.FAILED, error=message, finished_at=at
    )
    if failed:
        job.refresh_from_db()
        jobs.kind_of(job).on_failure(job)
    return bool(failed)


@transaction.atomic
def retry(*, job: Job, at: datetime) -> None:
    """Queue a failed job again, with a fresh count of attempts.

    Raises: DomainError ``job_not_failed``.
    """
    if not _reopen(job, at):
        raise DomainError("job_not_failed", _("Pekerjaan ini tidak sedang gagal."))


def _reopen(job: Job, at: datetime) -> bool:
    queued = Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(
        state=JobState.QUEUED, attempts=0, error="", lease=None, lease_until=None,
        finished_at=None, queued_at=at, sent_at=None, progress=0, step="",
    )  # fmt: skip
    if queued:
        jobs.kind_of(job).on_retry(job)
        enqueue_on_commit(job.pk)
    return bool(queued)


def sweep(*, at: datetime) -> int:
    """Queue stranded jobs again and give up those tried too often; return how many were touched.

    Those whose worker died come first: however many wait, nobody else takes them up.
    """
    order = (F("lease_until").asc(nulls_last=True), "queued_at")
    stranded = list(Job.objects.stranded(at).order_by(*order)[:SWEPT_AT_ONCE])
    for job in stranded:
        try:
            _rescue(job, at)
        except Exception:  # one job that cannot be rescued must not strand the others
            log.exception("Job %s could not be rescued", job.pk)
    return len(stranded)


def _rescue(job: Job, at: datetime) -> None:
    if gives_up(job.attempts):
        message = _("Pekerjaan ini berulang kali terhenti. Tekan Coba lagi atau hubungi administrator.")
        fail(job=job, message=message, at=at)
    else:
        _requeue(job, at)


@transaction.atomic
def _requeue(job: Job, at: datetime) -> None:
    """``queued_at`` stays: it says how long somebody has been waiting."""
    same = Job.objects.stranded(at).filter(pk=job.pk, state=job.state, lease=job.lease)
    if same.update(state=JobState.QUEUED, lease=None, lease_until=None, sent_at=at):
        enqueue_on_commit(job.pk)
