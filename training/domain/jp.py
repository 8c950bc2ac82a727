"""Hours of learning (JP) that an activity counts, by its form: PerLAN 10/2018, the table of conversion.

Source: rules 8.4 (the table of Peraturan LAN 10/2018 as letter B-031/BPS/2600/02/2019 carries it) and R-JP-5
(1 JP is 45 minutes). Local activities count as national ones: the table knows two scopes only.

Unconfirmed [U]: the rounding (down to a hundredth), the day from which the table holds, guidance at the place of
work (counted as mentoring, code C2 by `training.domain.forms`), and self-study and communities abroad, for which
the table says "+20%" beside "at most 2 JP a day": the day's limit first, then the surcharge.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Scope = Literal["national", "international"]
SCOPES = ("national", "international")
MINUTES_PER_JP = 45
MINUTES_OF_A_DAY = 24 * 60

# What one unit of the activity is.
PROGRAMME, CAPPED, DAY, SESSION, ACTIVITY, SEMESTER = "programme", "capped", "day", "session", "activity", "semester"


@dataclass(frozen=True)
class Rate:
    """One row of the table.

    Attributes:
        mode: what is counted: minutes of the programme, minutes of each day up to a limit, days, sessions,
            the activity as a whole, or semesters.
        national, international: JP per unit; where minutes are counted, the factor on them. None: not provided for.
        cap: JP of a day, or sessions of a month, that count at most, national and international.
    """

    mode: str
    national: Fraction
    international: Fraction | None
    cap: tuple[int, int] | None = None

    def of(self, scope: str) -> Fraction | None:
        return self.national if scope == "national" else self.international

    def cap_of(self, scope: str) -> int:
        """The limit; 0 for forms that nothing limits."""
        return self.cap[SCOPES.index(scope)] if self.cap else 0


@dataclass(frozen=True)
class Table:
    """The rates in force from a day on."""

    valid_from: date
    legal_basis: str
    rates: dict[str, Rate]


_ONE, _FIFTH_MORE = Fraction(1), Fraction(6, 5)
_AS_PROGRAMME = Rate(PROGRAMME, _ONE, _FIFTH_MORE)


def _per(mode: str, national: int, international: int, cap: tuple[int, int] | None = None) -> Rate:
    return Rate(mode, Fraction(national), Fraction(international), cap)


TABLES = (
    Table(
        date(2018, 8, 21),  # [U] the day; State Gazette 2018 no. 1127
        "Peraturan LAN 10/2018",
        {
            "A1": _per(SEMESTER, 20, 20),
            "A2": _per(SEMESTER, 20, 20),
            "B1": Rate(PROGRAMME, _ONE, None),
            "B2": _AS_PROGRAMME,
            "B3": _AS_PROGRAMME,
            "B4": _AS_PROGRAMME,
            "B5": _AS_PROGRAMME,
            "B6": _per(DAY, 4, 6),
            "B7": _per(DAY, 5, 7),
            "B8": _AS_PROGRAMME,
            "B9": _AS_PROGRAMME,
            "B10": _AS_PROGRAMME,
            "B11": _per(DAY, 4, 6),
            "C1": _per(SESSION, 2, 4, (2, 2)),
            "C2": _per(SESSION, 2, 4, (2, 2)),
            "C3": Rate(CAPPED, _ONE, _ONE, (3, 4)),
            "C4": _AS_PROGRAMME,
            "C5": _per(ACTIVITY, 20, 24),
            "C6": _AS_PROGRAMME,
            "C7": _per(ACTIVITY, 10, 20),
            "C8": _per(ACTIVITY, 20, 24),
            "C9": Rate(CAPPED, _ONE, _FIFTH_MORE, (2, 2)),
            "C10": Rate(CAPPED, _ONE, _FIFTH_MORE, (2, 2)),
            "C11": _per(ACTIVITY, 20, 24),
        },
    ),
)


def table_on(on: date) -> Table:
    """The table in force on the day. Raises: ValueError before there was one."""
    known = [table for table in TABLES if table.valid_from <= on]
    if not known:
        raise ValueError(f"no table of conversion was in force on {on:%Y-%m-%d}")
    return known[-1]


def rate(form: str, *, on: date) -> Rate:
    """The row of a form. Raises: ValueError for another code than A1 to C11."""
    rates = table_on(on).rates
    if form not in rates:
        raise ValueError(f"unknown form of development: {form!r}")
    return rates[form]


def convert(
    form: str,
    *,
    scope: Scope = "national",
    minutes: int = 0,
    days: int = 0,
    minutes_by_day: Sequence[int] = (),
    sessions_by_month: Sequence[int] = (),
    semesters: int = 0,
    on: date,
) -> Decimal:
    """JP of one activity, two decimals, rounded down; what the form does not count is left aside.

    Args:
        form: code A1 to C11 of the table.
        minutes: of the programme; the sum of ``minutes_by_day`` where only that is known.
        days: of the event, for forms counted by the day.
        minutes_by_day: of each day, for forms of which only so many JP a day count.
        sessions_by_month: how many in each month, for coaching and mentoring.
        on: the day that decides which table holds, in the ledger the last day of the activity.
    Raises: ValueError with the reason: an unknown form or scope, a form that the table does not provide for
        abroad, a negative or broken number, more minutes than a day has, minutes without their days.
    """
    found = rate(form, on=on)
    if scope not in SCOPES:
        raise ValueError(f"unknown scope: {scope!r}")
    value = found.of(scope)
    if value is None:
        raise ValueError(f"the table provides no {scope} rate for {form}")
    amounts = Amounts(minutes, days, tuple(minutes_by_day), tuple(sessions_by_month), semesters)
    amounts.refuse_odd()
    if found.mode == CAPPED and minutes and not minutes_by_day:
        raise ValueError(f"minutes_by_day: {form} counts so many JP a day, so the minutes of each day are needed")
    return _rounded(_UNITS[found.mode](amounts, found.cap_of(scope)) * value)


@dataclass(frozen=True)
class Amounts:
    """What is known of an activity."""

    minutes: int
    days: int
    minutes_by_day: tuple[int, ...]
    sessions_by_month: tuple[int, ...]
    semesters: int

    def refuse_odd(self) -> None:
        """Raises: ValueError that names the number which is none, is below zero or does not fit into a day."""
        for name in ("minutes", "days", "semesters", "minutes_by_day", "sessions_by_month"):
            given = getattr(self, name)
            for number in given if isinstance(given, tuple) else (given,):
                if isinstance(number, bool) or not isinstance(number, int):
                    raise ValueError(f"{name}: a whole number is needed, not {number!r}")
                if number < 0:
                    raise ValueError(f"{name}: {number} is below zero")
        if any(of_day > MINUTES_OF_A_DAY for of_day in self.minutes_by_day):
            raise ValueError(f"minutes_by_day: a day has {MINUTES_OF_A_DAY} minutes")


def _programme(amounts: Amounts, cap: int) -> Fraction:
    return Fraction(amounts.minutes or sum(amounts.minutes_by_day), MINUTES_PER_JP)


def _capped(amounts: Amounts, cap: int) -> Fraction:
    return sum((min(Fraction(of_day, MINUTES_PER_JP), Fraction(cap)) for of_day in amounts.minutes_by_day), Fraction(0))


# How many units an activity has, by what the form counts.
_UNITS: dict[str, Callable[[Amounts, int], Fraction]] = {
    PROGRAMME: _programme,
    CAPPED: _capped,
    DAY: lambda amounts, cap: Fraction(amounts.days),
    SESSION: lambda amounts, cap: Fraction(sum(min(of_month, cap) for of_month in amounts.sessions_by_month)),
    ACTIVITY: lambda amounts, cap: Fraction(1),
    SEMESTER: lambda amounts, cap: Fraction(amounts.semesters),
}


def _rounded(exact: Fraction) -> Decimal:
    """Down to a hundredth."""
    return Decimal(exact.numerator * 100 // exact.denominator).scaleb(-2)
