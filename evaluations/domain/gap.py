"""What a job demands against what a person reaches, competency by competency.

Source: PermenPANRB 38/2017, rules section 4.6; the limits of the classes and the weights are unverified there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

NONE, LOW, MEDIUM, HIGH, UNASSESSED = "none", "low", "medium", "high", "unassessed"

# Importance of a competency in a job's standard (R-KOMP-2). The weights are unverified in the rules:
# they order what to learn first and enter no official number.
IMPORTANCE_WEIGHTS: dict[str, int] = {"mutlak": 3, "penting": 2, "perlu": 1}


@dataclass(frozen=True)
class Gap:
    """One competency of the standard.

    Attributes:
        required: level 1-5.
        actual: level 1-5, None when it was never assessed: a gap of its own kind, not level 0.
    """

    competency: str
    required: int
    actual: int | None

    @property
    def size(self) -> int | None:
        """Actual less required: negative is a shortage, None was never assessed."""
        return None if self.actual is None else self.actual - self.required

    @property
    def shortage(self) -> int:
        """Levels that are missing; 0 when met or never assessed."""
        return max(0, -self.size) if self.size is not None else 0

    @property
    def gap_class(self) -> str:
        """``none``, ``low`` (1 level), ``medium`` (2), ``high`` (3 and more) or ``unassessed``."""
        if self.actual is None:
            return UNASSESSED
        return (NONE, LOW, MEDIUM, HIGH)[min(self.shortage, 3)]

    @property
    def is_met(self) -> bool:
        return self.actual is not None and self.shortage == 0


def gaps(required: Mapping[str, int], actual: Mapping[str, int]) -> tuple[Gap, ...]:
    """One gap for each competency the job demands, in the order of the standard.

    Levels in competencies that the job does not demand are no gap and left out.
    """
    return tuple(Gap(code, level, actual.get(code)) for code, level in required.items())


def priority(gap: Gap, importance: str) -> int:
    """Missing levels times the weight of the competency's importance: what to learn first (rules 4.6)."""
    return gap.shortage * IMPORTANCE_WEIGHTS.get(importance, 0)
