"""What an assignment of a role must look like: which scope, which period, how long somebody may act.

Sources: UU 30/2014 art. 14 (Plt. and Plh.); Surat Edaran Kepala BKN 1/SE/I/2021 on the powers of
acting officials [U: its text was not at hand; the lengths are to be confirmed by the office].
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

NEEDS_UNIT = frozenset({"manager", "hr_unit"})
WHOLE_AGENCY = frozenset({"hr_agency", "leader", "auditor", "administrator"})
# An agency without one of these could never be set right from inside.
INDISPENSABLE = frozenset({"administrator", "hr_agency"})
MANAGER = "manager"
PLT, PLH = "plt", "plh"
ACTING_MONTHS = 3  # SE BKN 1/SE/I/2021: at most three months, extended once for at most three [U]
LONGEST_YEARS = 20  # a mistyped year; nobody is given a role for longer


@dataclass(frozen=True)
class Period:
    """First and last day, both included; None is open."""

    first: date | None = None
    last: date | None = None

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return not (self.is_empty or other.is_empty) and not (
            _before(self.last, other.first) or _before(other.last, self.first)
        )

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.overlaps(Period(day, day))

    @property
    def is_empty(self) -> bool:
        """Whether it holds no day at all."""
        return _before(self.last, self.first)

    def cut_short(self) -> "Period":
        """Without its last day."""
        return Period(self.first, self.last and self.last - timedelta(days=1))


def _before(end: date | None, start: date | None) -> bool:
    return end is not None and start is not None and end < start


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day: 31 August + 6 months is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def longest_acting(first: date, *, extended: bool = False) -> date:
    """The last day somebody may act from ``first``: three months, six when the time was extended."""
    return add_months(first, ACTING_MONTHS * (2 if extended else 1)) - timedelta(days=1)


def misfit(*, role: str, has_unit: bool, acting: str, period: Period, today: date) -> str | None:
    """The first rule that a new assignment breaks, as a code; None if it is right."""
    if role in NEEDS_UNIT and not has_unit:
        return "needs_unit"
    if role in WHOLE_AGENCY and has_unit:
        return "whole_agency"
    if acting and role != MANAGER:
        return "acting_is_for_managers"
    if acting and (period.first is None or period.last is None):
        return "acting_needs_period"
    return _bad_period(acting, period, today)


def bad_change(*, acting: str, before: Period, after: Period, today: date) -> str | None:
    """The first rule that a new period breaks, as a code.

    An acting period may be extended to six months from its first day.
    """
    if acting and (after.first is None or after.last is None):
        return "acting_needs_period"
    if before.first != after.first and has_begun(before, today):
        return "already_begun"
    return _bad_period(acting, after, today, extended=before.first == after.first)


def has_begun(period: Period, today: date) -> bool:
    """Whether the first day has come."""
    return period.first is None or period.first <= today


def _bad_period(acting: str, period: Period, today: date, *, extended: bool = False) -> str | None:
    if _before(period.last, period.first):
        return "ends_before_start"
    if _before(period.last, today):
        return "already_over"
    if acting and period.first and period.last and period.last > longest_acting(period.first, extended=extended):
        return "acting_too_long"
    if any(day and day > add_months(today, 12 * LONGEST_YEARS) for day in (period.first, period.last)):
        return "too_far_ahead"
    return None


def day_of_ending(period: Period, today: date) -> date:
    """What stands as the last day of an assignment that is taken away now: today, or the first day to come."""
    return today if period.first is None or period.first <= today else period.first


def first_gap(periods: list[Period], today: date) -> date | None:
    """The first day from today on that no period covers; None if every day to come is covered."""
    day = today
    while True:
        covering = [period.last for period in periods if period.holds(day)]
        if not covering:
            return day
        if None in covering:
            return None
        day = max(last for last in covering if last is not None) + timedelta(days=1)


def widens_gap(before: list[Period], after: list[Period], today: date) -> bool:
    """Whether a change leaves a day without anybody that had somebody before."""
    was, is_now = first_gap(before, today), first_gap(after, today)
    return is_now is not None and (was is None or is_now < was)
