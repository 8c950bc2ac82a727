"""The clock of 3 × 24 hours, for notices of a breach and for corrections.

Source: UU 27/2022 art. 46 (1) for breaches; art. 30 for corrections. The hours run through nights and holidays.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

PERIOD = timedelta(hours=3 * 24)
SOON = timedelta(hours=24)


@dataclass(frozen=True)
class Clock:
    """How a deadline stands at a moment.

    Attributes:
        state: "running", "soon" (a day or less), "late", "met" or "missed" (done, but after the deadline).
        days, hours: how long until it, or since it when late or missed; begun hours left count as whole.
    """

    due: datetime
    state: str
    days: int
    hours: int

    @property
    def tone(self) -> str:
        return {"running": "info", "soon": "warn", "late": "bad", "met": "ok", "missed": "bad"}[self.state]


def due_at(start: datetime) -> datetime:
    """When 3 × 24 hours are over."""
    return start + PERIOD


def clock(due: datetime, *, at: datetime, done_at: datetime | None = None) -> Clock:
    """The clock at a moment, or as it stopped."""
    left = due - (done_at or at)
    overdue = left < timedelta(0)
    if done_at is not None:
        state = "missed" if overdue else "met"
    else:
        state = "late" if overdue else "soon" if left <= SOON else "running"
    seconds = abs(left).total_seconds()
    hours = int(seconds // 3600) if overdue else int(-(-seconds // 3600))
    return Clock(due, state, hours // 24, hours % 24)
