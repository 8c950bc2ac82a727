"""Job person match: how much of what a job demands a person's levels cover.

Source: rules section 5.3 (formula marked unverified there, so the cap per competency is a switch);
bands by purpose: filling a job 80 and 68, mapping 90 and 78.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Purpose = Literal["filling", "mapping"]
RULE_SET = "jpm-2019"  # Peraturan BKN 26/2019; another formula or other bands get another name
HIGHEST = Decimal("100.00")
_TWO = Decimal("0.01")

# Lower limits, the highest first; below all of them the last label holds.
BANDS: dict[str, tuple[tuple[Decimal, str], ...]] = {
    "filling": ((Decimal(80), "MS"), (Decimal(68), "MMS"), (Decimal(0), "KMS")),
    "mapping": ((Decimal(90), "Optimal"), (Decimal(78), "Cukup Optimal"), (Decimal(0), "Kurang Optimal")),
}


def job_person_match(
    required: Mapping[str, int], actual: Mapping[str, int], *, cap_per_competency: bool = False
) -> Decimal:
    """Percent of the demanded levels that the person reaches, two decimals, at most 100.

    Counted are the competencies that the job demands and the person was assessed in. Without any
    there is nothing to compare: 0.00 (callers show "not assessed" then, see `is_comparable`).

    Args:
        required, actual: level 1-5 by competency.
        cap_per_competency: a surplus in one competency does not make up for a gap in another.
    """
    shared = [code for code, level in required.items() if level > 0 and code in actual]
    if not shared:
        return Decimal("0.00")
    reached = sum(_reached(required[code], actual[code], cap_per_competency) for code in shared)
    demanded = sum(required[code] for code in shared)
    percent = (Decimal(100) * reached / demanded).quantize(_TWO, ROUND_HALF_UP)
    return min(percent, HIGHEST)


def _reached(required: int, actual: int, cap: bool) -> int:
    level = max(0, actual)
    return min(level, required) if cap else level


def is_comparable(required: Mapping[str, int], actual: Mapping[str, int]) -> bool:
    """Whether any competency that the job demands was assessed."""
    return any(level > 0 and code in actual for code, level in required.items())


def category(value: Decimal | float | int, *, purpose: Purpose) -> str:
    """Label of a match: MS, MMS or KMS for filling a job; Optimal, Cukup Optimal or Kurang Optimal for mapping.

    Raises: ValueError for another purpose.
    """
    if purpose not in BANDS:
        raise ValueError(f"unknown purpose: {purpose}")
    bands = BANDS[purpose]
    return next((label for lower, label in bands if value >= lower), bands[-1][1])
