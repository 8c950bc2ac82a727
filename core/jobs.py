"""Kinds of background work and what their code may do: report progress and finish once.

An app registers ``kind → handler(context)``. The handler computes, then leaves its result inside
``with context.finishing():``, which re-checks the lease and closes the job in the same transaction.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from core.domain.jobs import LEASE
from core.enums import JobState
from core.models import Job

BEAT_SECONDS = 2.0
Handler = Callable[["JobContext"], None]
_handlers: dict[str, Handler] = {}
_failure_hooks: dict[str, Callable[[Job], None]] = {}


class LeaseLost(Exception):
    """Another worker has taken the job; whatever this one computed is dropped."""


def register(kind: str, handler: Handler, *, on_failure: Callable[[Job], None] | None = None) -> None:
    _handlers[kind] = handler
    if on_failure:
        _failure_hooks[kind] = on_failure


def handler_for(kind: str) -> Handler:
    """Raises: KeyError for an unknown kind."""
    return _handlers[kind]


def failure_hook_for(kind: str) -> Callable[[Job], None]:
    return _failure_hooks.get(kind, lambda job: None)


class JobContext:
    """What a handler sees of its job.

    A thread with a connection of its own renews the lease and writes the progress, so that both go
    on while a long statement runs inside the handler's transaction.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.arguments: dict = job.arguments
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
            done = Job.objects.filter(
                pk=self.job.pk, state=JobState.RUNNING, lease=self.job.lease
            ).update(state=JobState.DONE, progress=100, step="", finished_at=timezone.now())
            if not done:
                raise LeaseLost

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _beat(self, pk: UUID, lease: UUID | None) -> None:
        try:
            while not self._stop.wait(BEAT_SECONDS):
                changes: dict = {"lease_until": timezone.now() + LEASE}
                if self._news:
                    changes |= {"progress": self._news[0], "step": self._news[1][:200]}
                mine = Job.objects.filter(pk=pk, lease=lease, state=JobState.RUNNING)
                if not mine.update(**changes):
                    self._lost = True
                    return
        finally:
            connection.close()
