"""A heat map of gaps: what a cell says, which cells stay hidden, and which one is worth a headline.

Source: rules section 4.6 (coverage of a unit, average gap) and 12.2 (groups of fewer than five people are not
published; a decision of the project). The colour steps and the size for rankings are ours and enter no number.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

SMALLEST = 5  # people in a cell that is shown to somebody who may not see each of them
RANKED = 10  # people in a cell that may be called the largest gap
# Lower limit of the share that meets the standard, and the tone; below all of them the last tone holds.
STEPS: tuple[tuple[int, str], ...] = ((80, "ok"), (60, "info"), (40, "warn"), (0, "bad"))


@dataclass(frozen=True)
class Cell:
    """People of a group who were assessed in a competency that their jobs demand.

    Attributes:
        actual, required: sums of levels.
        is_hidden: too few people for this reader.
    """

    people: int = 0
    meeting: int = 0
    actual: int = 0
    required: int = 0
    is_hidden: bool = False

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            self.people + other.people, self.meeting + other.meeting,
            self.actual + other.actual, self.required + other.required,
        )  # fmt: skip

    @property
    def share(self) -> Decimal | None:
        """Percent that reach the level; None of nobody."""
        return mean(100 * self.meeting, self.people, 1) if self.people and not self.is_hidden else None

    @property
    def gap(self) -> Decimal | None:
        """Average of actual less required; negative is a shortage."""
        return mean(self.actual - self.required, self.people, 2) if self.people and not self.is_hidden else None

    @property
    def short(self) -> int:
        """People below the level."""
        return self.people - self.meeting

    @property
    def tone(self) -> str:
        """Colour step of the share; ``none`` where there is nothing to show."""
        share = self.share
        return "none" if share is None else next((tone for lower, tone in STEPS if share >= lower), STEPS[-1][1])


HIDDEN = Cell(is_hidden=True)


def mean(total: Decimal | int, people: int, decimals: int) -> Decimal:
    """The mean, halves away from zero."""
    return (Decimal(total) / people).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def too_small(people: Mapping[Key, int], whole: int) -> set[Key]:
    """Groups that are hidden, so that neither a cell nor the difference of two is about fewer than `SMALLEST`.

    Args:
        people: how many in each group the reader does not know one by one; none at all need no veil.
        whole: how many of them in all, also in no group.
    """
    hidden = {part for part, count in people.items() if 0 < count < SMALLEST}
    for part in sorted(people.keys() - hidden, key=lambda part: (people[part], str(part))):
        rest = whole - sum(count for other, count in people.items() if other not in hidden)
        if not 0 < rest < SMALLEST:
            break
        if people[part]:
            hidden.add(part)
    return hidden


def veiled(
    cells: Mapping[Key, Cell], whole: Cell, known: Mapping[Key, int] | None = None
) -> tuple[dict[Key, Cell], Cell]:
    """One competency in all groups and in the whole, for a reader who may not see each person.

    Args:
        known: how many people of each group she may see one by one.
    """
    known = known or {}
    unknown = {part: cell.people - known.get(part, 0) for part, cell in cells.items()}
    rest = whole.people - sum(known.values())
    hidden = too_small(unknown, rest)
    shown = {part: HIDDEN if part in hidden else cell for part, cell in cells.items()}
    return shown, HIDDEN if 0 < rest < SMALLEST else whole


def largest(cells: Iterable[tuple[Key, Cell]]) -> tuple[Key, Cell] | None:
    """The group with the smallest share among those large enough to be ranked; None where all meet the standard."""
    ranked = [(key, cell) for key, cell in cells if cell.share is not None and cell.people >= RANKED and cell.short]
    return min(ranked, key=lambda pair: (pair[1].share or 0, -pair[1].people), default=None)
