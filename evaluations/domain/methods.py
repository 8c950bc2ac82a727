"""Ways of measuring a competency, which of them count, and which goes before which.

Source: rules 5.1 and 5.2 (Peraturan BKN 26/2019, 4/2024). A whole assessment measures the nine together:
the newest one closes those before it. Where none is valid, the newest single result of the best
source counts for its competency. A self-rating never counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from evaluations.domain import standards

SIASN, CENTER, SIMPLE, CACT, TECHNICAL = "siasn", "assessment_center", "assessment_sederhana", "cact", "uji_teknis"
FEEDBACK, SUPERIOR, SELF = "umpan_balik_360", "penilaian_atasan", "penilaian_diri"

WHOLE = frozenset({SIASN, CENTER, SIMPLE, CACT})
# The lower number goes first; what is not named here never counts.
PRECEDENCE: dict[str, int] = {SIASN: 1, CENTER: 1, SIMPLE: 1, CACT: 1, TECHNICAL: 1, FEEDBACK: 2, SUPERIOR: 3}
MIN_RATERS = 3  # of a 360 degree feedback, before anything of it is shown


@dataclass(frozen=True)
class Measured:
    """One assessment of a person: when, how, and level by competency."""

    key: int
    assessed_on: date
    method: str
    levels: Mapping[str, int]


@dataclass(frozen=True)
class Standing:
    """The level that counts for a competency, and the assessment it comes from."""

    level: int
    source: int
    assessed_on: date
    method: str


def is_official(method: str) -> bool:
    """Whether results of the method ever count."""
    return method in PRECEDENCE


def standing(assessments: Iterable[Measured], *, on: date) -> dict[str, Standing]:
    """The level in force of each competency on the day.

    Valid are results younger than three years. The newest valid whole assessment decides about all it
    measured; other results fill in what it left open, by precedence, then the newest.
    """
    valid = [one for one in assessments if is_official(one.method) and standards.is_valid(one.assessed_on, on=on)]
    wholes = sorted((one for one in valid if one.method in WHOLE), key=_newest)[:1]
    others = sorted((one for one in valid if one.method not in WHOLE), key=_newest)
    found: dict[str, Standing] = {}
    for one in [*wholes, *sorted(others, key=lambda other: PRECEDENCE[other.method])]:
        for code, level in one.levels.items():
            found.setdefault(code, Standing(level, one.key, one.assessed_on, one.method))
    return found


def _newest(one: Measured) -> tuple[int, int]:
    return -one.assessed_on.toordinal(), -one.key
