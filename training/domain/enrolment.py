"""The life of an enrolment: every step there is, who takes it, and what it needs.

Source: PerLAN 10/2018 (the superior proposes, the office that manages staff decides; rules 8.1); ASVS 2.3.5
(nobody approves her own request). The hours to accept a seat are a rule of the house.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

REQUESTED, ENDORSED, WAITING, OFFERED, CONFIRMED = "requested", "endorsed", "waiting", "offered", "confirmed"
REJECTED, CANCELLED, LAPSED, UNPLACED = "rejected", "cancelled", "lapsed", "unplaced"
COMPLETED, FAILED = "completed", "failed"

PERSON, SUPERIOR, OFFICE, SYSTEM = "person", "superior", "office", "system"
ACCEPT_WITHIN = timedelta(hours=24)


@dataclass(frozen=True)
class Step:
    """What may follow what.

    Attributes:
        by: who takes it: the person, her superior, the office that organises, or the system by itself.
        needs_reason: a sentence that the person reads.
    """

    before: str
    after: str
    by: frozenset[str]
    needs_reason: bool = False


def _step(before: str, after: str, *by: str, needs_reason: bool = False) -> Step:
    return Step(before, after, frozenset(by), needs_reason)


STEPS: tuple[Step, ...] = (
    _step(REQUESTED, ENDORSED, SUPERIOR),
    _step(REQUESTED, REJECTED, SUPERIOR, OFFICE, needs_reason=True),
    _step(REQUESTED, CANCELLED, PERSON, OFFICE, needs_reason=True),
    _step(REQUESTED, UNPLACED, SYSTEM),
    _step(ENDORSED, CONFIRMED, OFFICE),
    _step(ENDORSED, WAITING, OFFICE),
    _step(ENDORSED, REJECTED, OFFICE, needs_reason=True),
    _step(ENDORSED, CANCELLED, PERSON, OFFICE, needs_reason=True),
    _step(ENDORSED, UNPLACED, SYSTEM),
    _step(WAITING, OFFERED, SYSTEM),
    _step(WAITING, CANCELLED, PERSON, OFFICE, needs_reason=True),
    _step(WAITING, UNPLACED, SYSTEM),
    _step(OFFERED, CONFIRMED, PERSON),
    _step(OFFERED, LAPSED, SYSTEM),
    _step(OFFERED, CANCELLED, PERSON, OFFICE, needs_reason=True),
    _step(CONFIRMED, CANCELLED, PERSON, OFFICE, needs_reason=True),
    _step(CONFIRMED, COMPLETED, OFFICE),
    _step(CONFIRMED, FAILED, OFFICE, needs_reason=True),
)
# Where an enrolment begins: asked for by the person, proposed by her superior, or by the office (seat at once).
BEGINNINGS: dict[str, frozenset[str]] = {
    PERSON: frozenset({REQUESTED, CONFIRMED, WAITING}),  # the last two where a session asks nobody's approval
    SUPERIOR: frozenset({ENDORSED, CONFIRMED, WAITING}),
    OFFICE: frozenset({CONFIRMED, WAITING}),
}
SEATED = frozenset({OFFERED, CONFIRMED, COMPLETED, FAILED})  # they hold a seat, an offer for its hours
LIVE = frozenset({REQUESTED, ENDORSED, WAITING, OFFERED, CONFIRMED})
OVER = frozenset({REJECTED, CANCELLED, LAPSED, UNPLACED, COMPLETED, FAILED})


def step(before: str, after: str) -> Step | None:
    """The step, if the table has it."""
    return next((one for one in STEPS if (one.before, one.after) == (before, after)), None)


def may_step(before: str, after: str, *, by: str) -> bool:
    """Whether such a person takes such a step."""
    found = step(before, after)
    return found is not None and by in found.by


# Seats


@dataclass(frozen=True)
class Quota:
    """Seats of one unit and everything below it.

    Attributes:
        path: of the unit.
        taken: seats that its people hold.
    """

    path: str
    seats: int
    taken: int

    @property
    def is_full(self) -> bool:
        return self.taken >= self.seats


def has_seat(*, capacity: int, taken: int, unit_path: str, quotas: Iterable[Quota]) -> bool:
    """Whether one more person of the unit fits: into the session, and into each quota that her unit falls under.

    Who falls under no quota takes a seat of the rest.
    """
    if taken >= capacity:
        return False
    return not any(quota.is_full for quota in quotas if unit_path.startswith(quota.path))


@dataclass(frozen=True)
class Queued:
    """Somebody on the waiting list.

    Attributes:
        number: in the order of arrival, given under the lock of the session.
        gap: levels that the programme would close for her (`evaluations.domain.gap`).
    """

    key: int
    number: int
    gap: int
    unit_path: str = ""


FIRST_COME, LARGEST_GAP = "first_come", "largest_gap"


def in_order(queue: Iterable[Queued], *, rule: str) -> list[Queued]:
    """The waiting list as the rule has it; who came first goes before her equals.

    Raises: ValueError for another rule.
    """
    if rule == FIRST_COME:
        return sorted(queue, key=lambda one: one.number)
    if rule == LARGEST_GAP:
        return sorted(queue, key=lambda one: (-one.gap, one.number))
    raise ValueError(f"unknown rule of the waiting list: {rule!r}")


def next_for_seat(
    queue: Iterable[Queued], *, rule: str, capacity: int, taken: int, quotas: Iterable[Quota]
) -> Queued | None:
    """Who is offered a seat that has come free: the first of the list whose unit has one left."""
    limits = list(quotas)
    return next(
        (
            one
            for one in in_order(queue, rule=rule)
            if has_seat(capacity=capacity, taken=taken, unit_path=one.unit_path, quotas=limits)
        ),
        None,
    )


# Time


def registration(opens_on: date, closes_on: date, *, on: date) -> str:
    """``"before"``, ``"open"`` or ``"after"``: both days belong to the window."""
    if on < opens_on:
        return "before"
    return "open" if on <= closes_on else "after"


def accept_until(offered_at: datetime, starts_at: datetime) -> datetime:
    """Until when an offer holds: 24 hours, but never beyond the beginning of the session."""
    return min(offered_at + ACCEPT_WITHIN, starts_at)


@dataclass(frozen=True)
class Span:
    """Something that takes a person's time, to the minute."""

    starts_at: datetime
    ends_at: datetime
    label: str = ""


def clashes(wanted: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """The others that overlap with what is wanted; what ends when the next begins does not."""
    days = list(wanted)
    return [
        other
        for other in others
        if any(other.starts_at < day.ends_at and day.starts_at < other.ends_at for day in days)
    ]
