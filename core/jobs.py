"""Kinds of background work and what their code may do: report progress and finish once.

An app registers ``kind → handler(context)``. The handler computes, then leaves its result inside
``with context.finishing():``, which re-checks the lease and closes the job in the same transaction.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from core.domain.jobs import LEASE, is_unserved, resumes_by, waits_long
from core.enums import JobState
from core.models import Job
from core.permissions import Permission, has_permission

BEAT_SECONDS = 1.0
Handler = Callable[["JobContext"], None]
Hook = Callable[[Job], None]

log = logging.getLogger(__name__)


def _nothing(job: Job) -> None:
    """The hook of kinds that keep no state beside the job."""


def _nobody(user: Any, job: Job) -> bool:
    return False


@dataclass(frozen=True)
class Kind:
    """What the machinery knows about one kind of work.

    Attributes:
        on_failure, on_retry: called in the transaction that closes or re-opens the job, for the row
            the job works on.
        is_visible: who may watch it, beside the person who asked for it.
        permission: right that trying it again needs, in the agency that ``agency_of`` names.
        page: address of the page that shows the result.
    """

    handler: Handler
    on_failure: Hook = _nothing
    on_retry: Hook = _nothing
    is_visible: Callable[[Any, Job], bool] = _nobody
    permission: Permission | None = None
    agency_of: Callable[[Job], Any] = lambda job: None
    page: Callable[[Job], str] = lambda job: "/"


_kinds: dict[str, Kind] = {}


class LeaseLost(Exception):
    """Another worker has taken the job; whatever this one computed is dropped."""


class NotYet(Exception):
    """Something outside is away, a mail server for example; the sweeper queues the job again."""


def register(kind: str, handler: Handler, **about: Any) -> None:
    """Make a kind known; ``about`` are the other attributes of `Kind`."""
    _kinds[kind] = Kind(handler, **about)


def kind_of(job: Job) -> Kind:
    """The kind of the job; one left behind by an older release fails when it is run."""
    return _kinds.get(job.kind) or Kind(_unknown)


def _unknown(context: "JobContext") -> None:
    raise LookupError(f"No handler for jobs of kind {context.job.kind}")


class JobContext:
    """What a handler sees of its job.

    A thread with a connection of its own renews the lease and writes the progress, so that both go
    on while a long statement runs inside the handler's transaction.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.arguments: dict = job.arguments
        self.finished = False
        self._news: tuple[int, str] | None = None
        self._lost = False
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, args=(job.pk, job.lease), daemon=True)

    def progress(self, percent: int, step: str) -> None:
        """Say how far the work is. Raises: LeaseLost."""
        if self._lost:
            raise LeaseLost
        self._news = (percent, step)

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """The one transaction that stores the result and closes the job. Raises: LeaseLost."""
        with transaction.atomic():
            yield
            self.close()  # the beat must not wait for a row that this transaction is about to lock
            done = Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING, lease=self.job.lease).update(
                state=JobState.DONE, progress=100, step="", finished_at=timezone.now()
            )
            if not done:
                raise LeaseLost
        self.finished = True

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _beat(self, pk: UUID, lease: UUID | None) -> None:
        try:
            while not self._stop.wait(BEAT_SECONDS):
                if not self._renew(pk, lease):
                    self._lost = True
                    return
        finally:
            connection.close()

    def _renew(self, pk: UUID, lease: UUID | None) -> bool:
        """Whether the lease is still ours; a database that is away for a moment proves nothing."""
        changes: dict = {"lease_until": timezone.now() + LEASE}
        if self._news:
            changes |= {"progress": self._news[0], "step": self._news[1][:200]}
        mine = Job.objects.filter(pk=pk, lease=lease, state=JobState.RUNNING)
        try:
            return bool(mine.update(**changes))
        except DatabaseError:
            log.warning("Lease of job %s could not be renewed; trying again", pk)
            connection.close()
            return True


# What a page shows of work


def may_retry(user: Any, job: Job) -> bool:
    """Whether the person has the right that trying this kind of work again needs, in its agency."""
    kind = kind_of(job)
    return kind.permission is not None and has_permission(user, kind.permission, agency=kind.agency_of(job))


def job_context(user: Any, job: Job, *, at: datetime) -> dict[str, Any]:
    """What ``core/_job.html`` shows."""
    return {
        "job": job,
        "waits_long": waits_long(job.state, job.queued_at, at),
        "resumes_by": resumes_by(job.state, job.lease_until, at),
        "is_unserved": is_unserved(job.state, job.queued_at, job.lease_until, at),
        "may_retry": may_retry(user, job),
    }
