"""What a programme achieved, on the four levels of Kirkpatrick: reaction, learning, behaviour, result.

Source: rules 8.6 (level 1 at the end, level 2 by pre- and post-test with a pass mark, level 3 after three to six
months by the person and her superior, level 4 by what changed at work).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

FEWEST = 3  # answers; of fewer, single people could be read out of an average
SCALE = (1, 5)
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Figure:
    """One number of a level.

    Attributes:
        value: None where too few answered.
        answers: how many it rests on.
    """

    value: Decimal | None
    answers: int


def mean(answers: Sequence[int | Decimal]) -> Figure:
    """The average to a tenth; nothing of fewer than three answers."""
    if len(answers) < FEWEST:
        return Figure(None, len(answers))
    total = sum((Decimal(answer) for answer in answers), Decimal(0))
    return Figure((total / len(answers)).quantize(_TENTH, ROUND_HALF_UP), len(answers))


def percent(yes: int, answers: int) -> Figure:
    """Share to a tenth of a percent; nothing of fewer than three answers. Raises: ValueError for more yes than answers."""
    if yes < 0 or yes > answers:
        raise ValueError(f"{yes} of {answers} answers")
    if answers < FEWEST:
        return Figure(None, answers)
    return Figure((Decimal(100) * yes / answers).quantize(_TENTH, ROUND_HALF_UP), answers)


def gain(before: Sequence[Decimal], after: Sequence[Decimal]) -> Figure:
    """Points by which the scores of those who took both tests rose on average.

    Args:
        before, after: of the same people in the same order, 0 to 100.
    Raises: ValueError where they are not as many.
    """
    if len(before) != len(after):
        raise ValueError(f"{len(before)} scores before and {len(after)} after")
    return mean([later - earlier for earlier, later in zip(before, after, strict=True)])


def irrelevance_reasons(reasons: Sequence[str]) -> list[tuple[str, int]]:
    """How often each reason for "tidak relevan" was given, the most frequent first."""
    counted = {reason: reasons.count(reason) for reason in reasons}
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def needs_revision(irrelevant: int, answers: int, *, most_percent: int = 30) -> bool:
    """Whether so many called the programme irrelevant that its owner must revise or drop it."""
    found = percent(irrelevant, answers)
    return found.value is not None and found.value > most_percent
