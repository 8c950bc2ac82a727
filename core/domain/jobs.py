"""When a background job may be taken, tried again or given up.

Source: design of exactly-once work with a lease (docs/adr/0002-jobs-in-the-database.md).
"""

from datetime import datetime, timedelta

LEASE = timedelta(seconds=60)  # a worker renews it every second
QUEUE_PATIENCE = timedelta(seconds=60)  # the broker lost the message if nobody came by then
USUAL_WAIT = timedelta(seconds=15)  # who waits longer is told why
MAX_ATTEMPTS = 5


def gives_up(attempts: int) -> bool:
    """A job that lost its worker ``attempts`` times is not tried again by itself."""
    return attempts >= MAX_ATTEMPTS


def waits_long(state: str, queued_at: datetime, at: datetime) -> bool:
    """Whether a queued job waits longer than people expect: workers are busy, or none is there."""
    return state == "queued" and at - queued_at > USUAL_WAIT
