"""The life of a session (angkatan): what may follow what, and whose yes a request needs.

Source: PerLAN 10/2018 (rules 8.1, stage 3).
"""

from datetime import date

DRAFT, PUBLISHED, FINISHED, CANCELLED = "draft", "published", "finished", "cancelled"
STEPS: frozenset[tuple[str, str]] = frozenset({
    (DRAFT, PUBLISHED), (DRAFT, CANCELLED), (PUBLISHED, FINISHED), (PUBLISHED, CANCELLED),
})  # fmt: skip
BOTH, OFFICE_ONLY, NOBODY = "both", "office", "none"


def may_step(before: str, after: str) -> bool:
    """Whether the table allows the step."""
    return (before, after) in STEPS


def missing_to_publish(
    *, days: int, capacity: int, opens_on: date | None, closes_on: date | None, starts_on: date | None, on: date
) -> list[str]:
    """What a session still lacks before people can ask for a seat: "days", "capacity", "window", "late", "past".

    Registration may not close after the first day; what begins in the past can be published no more.
    """
    found = []
    if days == 0 or starts_on is None:
        found.append("days")
    elif starts_on < on:
        found.append("past")
    if capacity < 1:
        found.append("capacity")
    if opens_on is None or closes_on is None or closes_on < opens_on:
        found.append("window")
    elif starts_on is not None and closes_on > starts_on:
        found.append("late")
    return found
