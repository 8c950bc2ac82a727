"""Who is lowest, who is highest, and how a value moved: the comparisons the report's sentences are made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from core.domain.marking import gettext_noop
from reports.domain.figures import UnitFigures
from reports.domain.indonesian import Number, rounded, signed
from reports.domain.voice import INDONESIAN, Voice

MOST_NAMES = 3  # a longer tie is counted, not listed
SMALLEST_GROUP = 10  # shares of fewer people move by tens of points with one person: no ranking rests on them


@dataclass(frozen=True)
class Extreme:
    """The unit, or the units in a tie, at one end of a comparison. `value` is rounded as it is printed."""

    value: Decimal
    units: tuple[UnitFigures, ...]

    def names(self, noun: str, voice: Voice = INDONESIAN) -> str:
        """The names, or "5 perangkat daerah" when too many share the value."""
        if len(self.units) > MOST_NAMES:
            return f"{voice.number(len(self.units))} {noun}"
        return voice.joined([unit.name for unit in self.units])

    def phrase(self, noun: str, show: Callable[[Decimal], str], voice: Voice = INDONESIAN) -> str:
        """ "Dinas Sosial (31,0%)" · "Dinas A dan Dinas B (masing-masing 31,0%)"."""
        several = len(self.units) > 1
        words = voice.gettext("{names} (masing-masing {value})") if several else "{names} ({value})"
        return words.format(names=self.names(noun, voice), value=show(self.value))


@dataclass(frozen=True)
class Spread:
    """Both ends of a comparison between units. `uniform`: all units show the same value."""

    lowest: Extreme
    highest: Extreme

    @property
    def uniform(self) -> bool:
        return self.lowest.value == self.highest.value


def spread(
    units: Iterable[UnitFigures],
    measure: Callable[[UnitFigures], Decimal | None],
    places: int = 1,
    *,
    of: Callable[[UnitFigures], int] | None = None,
) -> Spread | None:
    """Lowest and highest unit, compared on the value as printed so that a reader never sees a tie called a difference.

    Units without data are left out; fewer than two units with data cannot be compared (None).

    Args:
        of: how many people the measure of a unit rests on; units with fewer than `SMALLEST_GROUP` are left out.
    """
    measured = [(value, unit) for unit in units if (value := rounded(measure(unit), places)) is not None]
    large = [(value, unit) for value, unit in measured if of is None or of(unit) >= SMALLEST_GROUP]
    values = {value for value, _ in measured}
    if len(values) == 1 and len(measured) > 1:  # all are the same, however small
        return Spread(*(2 * [_extreme(measured, values.pop())]))
    ranked = {value for value, _ in large}
    if len(ranked) < 2:
        return None
    return Spread(_extreme(large, min(ranked)), _extreme(large, max(ranked)))


def _extreme(measured: list[tuple[Decimal, UnitFigures]], value: Decimal) -> Extreme:
    return Extreme(value, tuple(unit for own, unit in measured if own == value))


class Direction(Enum):
    """How a figure moved since last year."""

    UP = "naik"
    DOWN = "turun"
    SAME = "tetap"
    UNKNOWN = "tanpa pembanding"


@dataclass(frozen=True)
class Change:
    """Movement against last year, in the unit the figure is printed in.

    Attributes:
        moved: "naik 2,1 poin"; empty when nothing moved or nothing is known.
        against: "dari 2024".
    """

    direction: Direction
    difference: Decimal | None
    moved: str
    against: str

    @property
    def words(self) -> str:
        return f"{self.moved} {self.against}".strip()


_MOVED = {Direction.UP: gettext_noop("naik {amount}"), Direction.DOWN: gettext_noop("turun {amount}")}


def change(now: Number, before: Number, *, places: int, year: int, unit: str = "", voice: Voice = INDONESIAN) -> Change:
    """ "naik 2,1 poin dari 2024"; compared on printed values, so "naik 0,0" cannot happen."""
    shown, earlier = rounded(now, places), rounded(before, places)
    if shown is None or earlier is None:
        return Change(Direction.UNKNOWN, None, "", voice.gettext("belum ada pembanding {year}").format(year=year - 1))
    difference = shown - earlier
    if not difference:
        return Change(Direction.SAME, difference, "", voice.gettext("tetap seperti {year}").format(year=year - 1))
    direction = Direction.UP if difference > 0 else Direction.DOWN
    amount = " ".join(part for part in (voice.number(abs(difference), places), unit and voice.gettext(unit)) if part)
    moved = voice.gettext(_MOVED[direction]).format(amount=amount)
    return Change(direction, difference, moved, voice.gettext("dari {year}").format(year=year - 1))


def difference_words(now: Number, reference: Number, places: int, unit: str = "") -> str:
    """The distance to a reference value with its sign, "−3,2 poin"; a dash when one side has no data."""
    shown, base = rounded(now, places), rounded(reference, places)
    if shown is None or base is None:
        return signed(None)
    return " ".join(part for part in (signed(shown - base, places), unit) if part)
