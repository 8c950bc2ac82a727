"""When a background job may be taken, tried again or given up.

Source: design of exactly-once work with a lease (docs/adr/0002-jobs-in-the-database.md).
"""

from datetime import datetime, timedelta

LEASE = timedelta(seconds=60)  # a worker renews it every second
QUEUE_PATIENCE = timedelta(seconds=60)  # the broker lost the message if nobody came by then
USUAL_WAIT = timedelta(seconds=15)  # who waits longer is told why
SWEEP = timedelta(seconds=30)  # how often stranded work is looked for
SILENCE = timedelta(seconds=10)  # a worker without a sign of life for so long is taken for gone
MAX_ATTEMPTS = 5


def gives_up(attempts: int) -> bool:
    """A job that lost its worker ``attempts`` times is not tried again by itself."""
    return attempts >= MAX_ATTEMPTS


def waits_long(state: str, queued_at: datetime, at: datetime) -> bool:
    """Whether a queued job waits longer than people expect: workers are busy, or none is there."""
    return state == "queued" and at - queued_at > USUAL_WAIT


def resumes_by(state: str, lease_until: datetime | None, at: datetime) -> datetime | None:
    """When work whose worker fell silent is taken up again at the latest, up to the full minute.

    None while the worker shows that it is alive.
    """
    if state != "running" or lease_until is None or lease_until - at > LEASE - SILENCE:
        return None
    latest = lease_until + SWEEP
    return latest if latest == latest.replace(second=0, microsecond=0) else _next_minute(latest)


def is_unserved(state: str, queued_at: datetime, lease_until: datetime | None, at: datetime) -> bool:
    """Whether nobody came for the work when somebody should have: all workers are busy, or none runs."""
    if state == "queued":
        return at - queued_at > QUEUE_PATIENCE
    latest = resumes_by(state, lease_until, at)
    return latest is not None and at > latest


def _next_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0) + timedelta(minutes=1)
