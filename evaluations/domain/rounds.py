"""Life of an assessment round and of a person in it: what may follow what, and who settles differences.

Source: rules 5.1 and 5.3 (Peraturan BKN 26/2019). The final level of a competency is the assessors' common
finding; where they differ, the one who concludes decides and says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from evaluations.domain import methods

DRAFT, OPEN, CLOSED, CANCELLED = "draft", "open", "closed", "cancelled"
INVITED, CONCLUDED, ABSENT, WITHDRAWN = "invited", "concluded", "absent", "withdrawn"

ROUND_STEPS: frozenset[tuple[str, str]] = frozenset({
    (DRAFT, OPEN), (DRAFT, CANCELLED), (OPEN, CLOSED), (OPEN, CANCELLED), (CLOSED, OPEN),
})  # fmt: skip
PARTICIPANT_STEPS: frozenset[tuple[str, str]] = frozenset({
    (INVITED, CONCLUDED), (INVITED, ABSENT), (INVITED, WITHDRAWN), (ABSENT, INVITED), (WITHDRAWN, INVITED),
})  # fmt: skip
# In which states of the round assessors may enter levels and somebody may conclude.
RATING_STATES = frozenset({OPEN})


# Whose results count only from a provider that BKN has accredited (R-AC-5).
ACCREDITED = frozenset({methods.CENTER, methods.SIMPLE, methods.CACT, methods.TECHNICAL})


def accreditation_lapses(method: str, number: str, until: date | None, *, ends_on: date) -> bool:
    """Whether the accreditation is missing, or ends before the round does, where the method needs one."""
    return method in ACCREDITED and (not number or until is None or until < ends_on)


def may_step(steps: frozenset[tuple[str, str]], before: str, after: str) -> bool:
    """Whether the table allows the step."""
    return (before, after) in steps


@dataclass(frozen=True)
class Finding:
    """What the raters of one competency say.

    Attributes:
        levels: one of each rater.
        proposal: the level they agree on, or the one in the middle where they differ.
    """

    competency: str
    levels: tuple[int, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.levels)) > 1

    @property
    def proposal(self) -> int | None:
        """The median, the lower of two middles: a level is claimed only when half of them saw it."""
        ordered = sorted(self.levels)
        return ordered[(len(ordered) - 1) // 2] if ordered else None


def findings(ratings: Mapping[str, Sequence[int]]) -> tuple[Finding, ...]:
    """One finding for each competency that somebody rated."""
    return tuple(Finding(code, tuple(levels)) for code, levels in ratings.items() if levels)


def feedback_level(levels: Sequence[int]) -> int:
    """Level of a 360 degree feedback: the mean, halves upward. Raises: ValueError without any."""
    if not levels:
        raise ValueError("no ratings")
    mean = Decimal(sum(levels)) / len(levels)
    return int(mean.quantize(Decimal(1), ROUND_HALF_UP))
