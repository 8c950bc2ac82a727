"""Numbers, dates and lists the way official Indonesian writes them (EYD edition V).

Numbers are rounded half up on their decimal form, never by binary floats: 46.75 prints as 46,8 on every machine.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from core.domain.formatting import swapped
from core.domain.marking import gettext_noop

NO_DATA = gettext_noop("belum ada data")
DASH = "–"
MINUS = "−"

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

Number = Decimal | int | float | str | None
_QUANTUM = tuple(Decimal(1).scaleb(-places) for places in range(7))


def decimal(value: Number) -> Decimal | None:
    """The value as a Decimal, None when there is none. Floats go through their shortest text: 28.2035, not 28.20349…"""
    if value is None or value == "":
        return None
    return value if isinstance(value, Decimal) else Decimal(str(value))


def rounded(value: Number, places: int = 0) -> Decimal | None:
    """Round half up to `places` decimals."""
    exact = decimal(value)
    return None if exact is None else exact.quantize(_QUANTUM[places], rounding=ROUND_HALF_UP)


def number(value: Number, places: int = 0, *, missing: str = DASH) -> str:
    """1234.5 → "1.234,50" (places=2); a dash when there is no value."""
    if type(value) is int and places == 0:  # the commonest case by far: table cells with counts
        return f"{value:,}".replace(",", ".").replace("-", MINUS)
    exact = rounded(value, places)
    if exact is None:
        return missing
    return ("" if exact >= 0 else MINUS) + swapped(f"{abs(exact):,}")


def signed(value: Number, places: int = 0, *, missing: str = DASH) -> str:
    """Like `number`, with a plus sign for what is above zero after rounding."""
    exact = rounded(value, places)
    if exact is None:
        return missing
    return ("+" if exact > 0 else "") + number(exact, places)


def percent(value: Number, places: int = 1, *, missing: str = DASH) -> str:
    """46.7376 → "46,7%"."""
    exact = decimal(value)
    return missing if exact is None else number(exact, places) + "%"


def share(part: Number, whole: Number) -> Decimal | None:
    """Per cent that `part` is of `whole`; None when the whole is zero or unknown: nothing is divided by zero."""
    some, all_ = decimal(part), decimal(whole)
    if some is None or not all_:
        return None
    return some * 100 / all_


def long_date(day: date) -> str:
    """date(2026, 11, 21) → "21 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_long_date(words: str) -> date | None:
    """The day that `long_date` wrote; None for anything else."""
    day, month, year = [*words.split(), "", "", ""][:3]
    if not (day.isdigit() and year.isdigit() and month in MONTHS):
        return None
    return date(int(year), MONTHS.index(month) + 1, int(day))


def clock(moment: datetime, zone_label: str) -> str:
    """Time of day with its zone: "10.05 WITA" (a point between hours and minutes, EYD)."""
    return f"{moment.hour:02d}.{moment.minute:02d} {zone_label}".strip()


def moment_in_words(moment: datetime, zone_label: str) -> str:
    """ "21 November 2026 pukul 10.05 WITA"."""
    return f"{long_date(moment)} pukul {clock(moment, zone_label)}"


def joined(words: Sequence[str], gettext: Callable[[str], str] = str) -> str:
    """ "A" · "A dan B" · "A, B, dan C"; "serta" where a name holds "dan", to show where it ends."""
    last = gettext("serta") if any(" dan " in word for word in words) else gettext("dan")
    if len(words) < 3:
        return f" {last} ".join(words)
    return ", ".join(words[:-1]) + f", {last} {words[-1]}"


def capitalised(sentence: str) -> str:
    """First letter upper case, the rest untouched (str.capitalize would lower abbreviations)."""
    return sentence[:1].upper() + sentence[1:]
