"""The nine boxes of talent management: performance against potential.

Source: PermenPANRB 3/2020, rules section 6. The numbering is verified there; how scores become the three
steps of an axis is set by each agency (`Cutoffs`, with its own legal basis).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Performance = Literal["below", "meets", "above"]
Potential = Literal["low", "medium", "high"]

BOXES: dict[tuple[str, str], int] = {
    ("above", "low"): 4,
    ("above", "medium"): 7,
    ("above", "high"): 9,
    ("meets", "low"): 2,
    ("meets", "medium"): 5,
    ("meets", "high"): 8,
    ("below", "low"): 1,
    ("below", "medium"): 3,
    ("below", "high"): 6,
}
PERFORMANCES: tuple[Performance, ...] = ("below", "meets", "above")
POTENTIALS: tuple[Potential, ...] = ("low", "medium", "high")
POOL = frozenset({7, 8, 9})  # succession group of the agency
NATIONAL_POOL = frozenset({9})

# Value of the yearly predicate on the performance axis (rules 6.2, secondary and unverified).
PREDICATE_VALUES: dict[int, Decimal] = {1: Decimal(100), 2: Decimal(80), 3: Decimal(60), 4: Decimal(40), 5: Decimal(20)}

_TENTH = Decimal("0.1")

# Why somebody is in no box (R-TAL-2).
NO_PREDICATE, NO_ASSESSMENT, EXPIRED, NO_STANDARD = "no_predicate", "no_assessment", "expired", "no_standard"


@dataclass(frozen=True)
class Cutoffs:
    """Lower limits, in percent, of the middle and the upper step of each axis."""

    performance_meets: Decimal = Decimal(70)
    performance_above: Decimal = Decimal(90)
    potential_medium: Decimal = Decimal(78)
    potential_high: Decimal = Decimal(90)


@dataclass(frozen=True)
class Placement:
    """Where a person stands, or why she stands nowhere.

    Attributes:
        box: 1-9, None when data are missing.
        x, y: percent on the axis of potential and of performance; None when unknown.
        missing: what is missing, as codes of this module.
    """

    box: int | None
    x: Decimal | None
    y: Decimal | None
    missing: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal | None:
        """Half of each axis (rules 6.2)."""
        return None if self.x is None or self.y is None else (self.x + self.y) / 2


def box(performance: Performance, potential: Potential) -> int:
    """Number 1-9 of the box. Raises: KeyError for other words."""
    return BOXES[performance, potential]


def performance_step(value: Decimal, cutoffs: Cutoffs) -> Performance:
    """Step of the performance axis that the percent reaches (rules 6.2)."""
    if value >= cutoffs.performance_above:
        return "above"
    return "meets" if value >= cutoffs.performance_meets else "below"


def potential_step(value: Decimal, cutoffs: Cutoffs) -> Potential:
    """Step of the axis of potential that the percent reaches (rules 6.2)."""
    if value >= cutoffs.potential_high:
        return "high"
    return "medium" if value >= cutoffs.potential_medium else "low"


def place(
    *, predicate: int | None, potential: Decimal | None, missing: tuple[str, ...] = (), cutoffs: Cutoffs = Cutoffs()
) -> Placement:
    """The box of a person from the predicate of the year and the potential of a valid assessment.

    Args:
        predicate: 1 Sangat Baik … 5 Sangat Kurang; None: no appraisal of the year.
        potential: percent; None: see ``missing``.
        missing: why there is no potential: ``no_assessment``, ``expired`` or ``no_standard``.
    """
    y = PREDICATE_VALUES[predicate] if predicate is not None else None
    lacking = missing if potential is None else ()
    if y is None:
        lacking = (NO_PREDICATE, *lacking)
    if y is None or potential is None:
        return Placement(None, potential, y, lacking)
    number = box(performance_step(y, cutoffs), potential_step(potential, cutoffs))
    return Placement(number, potential, y)


def distribution(boxes: Mapping[int, int]) -> dict[int, Decimal]:
    """Share of each box in percent, one decimal; all nine, zeros included."""
    total = sum(boxes.values())
    return {
        number: (Decimal(100) * boxes.get(number, 0) / total).quantize(_TENTH, ROUND_HALF_UP)
        if total
        else Decimal("0.0")
        for number in range(1, 10)
    }
