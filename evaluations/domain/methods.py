"""Ways of measuring a competency, which of them count, and which goes before which.

Source: rules 5.1 and 5.2 (Peraturan BKN 26/2019, 4/2024). A whole assessment measures the nine together, as SIASN
stores it: competency by competency the newest valid one that measured it decides. Only where none did, the newest
result of the best other source counts. A self-rating never counts. The official match of a person and her job is
drawn from whole assessments alone (`official`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from evaluations.domain import standards
from evaluations.domain.competencies import CODES

SIASN, CENTER, SIMPLE, CACT, TECHNICAL = "siasn", "assessment_center", "assessment_sederhana", "cact", "uji_teknis"
FEEDBACK, SUPERIOR, SELF = "umpan_balik_360", "penilaian_atasan", "penilaian_diri"

WHOLE = frozenset({SIASN, CENTER, SIMPLE, CACT})
# The lower number goes first; what is not named here never counts.
PRECEDENCE: dict[str, int] = {SIASN: 1, CENTER: 1, SIMPLE: 1, CACT: 1, TECHNICAL: 2, FEEDBACK: 3, SUPERIOR: 4}
MIN_RATERS = 3  # of a 360 degree feedback, before anything of it is shown


@dataclass(frozen=True)
class Measured:
    """One assessment of a person: when, how, and level by competency.

    Attributes:
        is_own: it comes from a round of the office; SIASN's copy of the same day has no evidence.
    """

    key: int
    assessed_on: date
    method: str
    levels: Mapping[str, int]
    is_own: bool = False


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

    Valid are results younger than three years. Of each competency the newest valid whole assessment decides that
    measured it; other results fill in what is left open, by precedence, then the newest. On one day a round of the
    office goes before a copy of it, and what was stored later before what was stored first.
    """
    valid = [one for one in assessments if is_official(one.method) and standards.is_valid(one.assessed_on, on=on)]
    found: dict[str, Standing] = {}
    for one in sorted(valid, key=_place):
        for code, level in one.levels.items():
            found.setdefault(code, Standing(level, one.key, one.assessed_on, one.method))
    return found


def official(found: Mapping[str, Standing]) -> dict[str, int]:
    """Of the levels in force those that the official match is drawn from: of the nine, by whole assessments.

    Whoever has one of them counts as assessed.
    """
    return {code: one.level for code, one in found.items() if code in CODES and one.method in WHOLE}


def _place(one: Measured) -> tuple[int, int, bool, int]:
    return PRECEDENCE[one.method], -one.assessed_on.toordinal(), not one.is_own, -one.key
