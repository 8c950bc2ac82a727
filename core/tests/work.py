"""Background work for tests: a kind of work, and jobs in any state."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from core import jobs
from core.domain import jobs as rules
from core.enums import JobState
from core.models import Job

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=2)


@pytest.fixture
def kind() -> Iterator[dict]:
    """A kind of work whose handler the test fills in; remembers what its hooks were told."""
    told: dict = {"failed": [], "retried": [], "work": lambda context: finish(context)}
    jobs.register(
        "test",
        lambda context: told["work"](context),
        on_failure=lambda job: told["failed"].append(job.error),
        on_retry=lambda job: told["retried"].append(job.pk),
    )
    yield told
    jobs._kinds.pop("test")


def finish(context: jobs.JobContext) -> None:
    with context.finishing():
        pass


def make_job(state: str = JobState.QUEUED, *, at: datetime = AT, **fields) -> Job:
    if state == JobState.RUNNING:
        fields.setdefault("lease", uuid.uuid4())
        fields.setdefault("lease_until", at + rules.LEASE)
    if state in (JobState.FAILED, JobState.DONE):
        fields.setdefault("finished_at", at)
    fields.setdefault("key", str(uuid.uuid4()))
    return Job.objects.create(kind="test", state=state, queued_at=at, **fields)
