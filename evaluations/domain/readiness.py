"""How ready somebody is for a post: her levels against its standard, and whom a post is filled from.

Source: rules 5.3 (bands for filling a job) and 3.3 (tiers, retirement). The three states and the tiers a post is
filled from are a decision of the project after PP 11/2017; they order a list of names and decide nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evaluations.domain.gap import Gap, gaps
from evaluations.domain.jpm import BANDS, category, is_comparable, job_person_match

READY, DEVELOPING, NOT_READY = "ready", "developing", "not_ready"
STATES = (READY, DEVELOPING, NOT_READY)
LARGEST_GAP = 1  # levels that may be missing in any competency of somebody who is ready now
READY_FROM, DEVELOPING_FROM = BANDS["filling"][0][0], BANDS["filling"][1][0]

STRUCTURAL = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas")
# By the tier of the post: tiers and functional levels from which it is filled, its own (a transfer) first.
FEEDERS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "jpt_utama": (frozenset({"jpt_utama", "jpt_madya"}), frozenset({"ahli_utama"})),
    "jpt_madya": (frozenset({"jpt_madya", "jpt_pratama"}), frozenset({"ahli_utama"})),
    "jpt_pratama": (frozenset({"jpt_pratama", "administrator"}), frozenset({"ahli_utama", "ahli_madya"})),
    "administrator": (frozenset({"administrator", "pengawas"}), frozenset({"ahli_madya", "ahli_muda"})),
    "pengawas": (frozenset({"pengawas", "pelaksana"}), frozenset({"ahli_muda", "ahli_pertama", "penyelia"})),
}
RETIRES_AT = {"jpt_utama": 60, "jpt_madya": 60, "jpt_pratama": 60}  # UU 20/2023, rules 3.3; all others at 58
RETIRES_AT_ELSE = 58
HORIZON_YEARS = 5


@dataclass(frozen=True)
class Readiness:
    """A person against the standard of a post.

    Attributes:
        jpm: percent; None when nothing that the post demands was assessed.
        category: MS, MMS or KMS; "" without a match.
        gaps: one for each competency the post demands.
    """

    state: str
    jpm: Decimal | None
    category: str
    gaps: tuple[Gap, ...]

    @property
    def lacking(self) -> tuple[Gap, ...]:
        """What is missing: levels below the demand, the largest first."""
        return tuple(sorted((gap for gap in self.gaps if gap.shortage), key=lambda gap: -gap.shortage))

    @property
    def unassessed(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.actual is None)


def state_of(jpm: Decimal | None, *, largest_gap: int, unassessed: int) -> str:
    """Ready now, ready with development, or not ready.

    Ready now is who matches by 80 percent at least and lacks no more than one level anywhere. Where a
    competency was never assessed nobody can say that, so development comes first.

    Args:
        jpm: None when nothing was assessed.
        largest_gap: missing levels of the worst competency.
        unassessed: competencies that the post demands and nobody measured.
    """
    if jpm is None or jpm < DEVELOPING_FROM:
        return NOT_READY
    if jpm >= READY_FROM and largest_gap <= LARGEST_GAP and not unassessed:
        return READY
    return DEVELOPING


def readiness(required: Mapping[str, int], actual: Mapping[str, int], official: Mapping[str, int]) -> Readiness:
    """How somebody with these levels stands before a post with this standard.

    Args:
        official: those of the levels that the match is drawn from (`evaluations.domain.methods.official`).
    """
    found = gaps(required, actual)
    match = job_person_match(required, official) if is_comparable(required, official) else None
    largest = max((gap.shortage for gap in found), default=0)
    state = state_of(match, largest_gap=largest, unassessed=sum(gap.actual is None for gap in found))
    return Readiness(state, match, "" if match is None else category(match, purpose="filling"), found)


def may_fill(post: str, *, tier: str, level: str = "") -> bool:
    """Whether people of a tier (and functional level) are looked at for a post of the tier ``post``."""
    tiers, levels = FEEDERS.get(post, (frozenset(), frozenset()))
    return level in levels if tier == "jf" else tier in tiers


def retirement_age(tier: str) -> int:
    """Age at which somebody in a structural job of the tier retires."""
    return RETIRES_AT.get(tier, RETIRES_AT_ELSE)


def retires_on(born: date | None, tier: str) -> date | None:
    """The first day of the month after the one in which the person reaches the age; None without a birth date."""
    if born is None:
        return None
    year, month = born.year + retirement_age(tier), born.month
    return date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)


def retires_soon(day: date | None, *, on: date) -> bool:
    """Whether the day lies within the next five years, or is past."""
    return day is not None and day <= _five_years_on(on)


def _five_years_on(day: date) -> date:
    try:
        return day.replace(year=day.year + HORIZON_YEARS)
    except ValueError:  # 29 February
        return date(day.year + HORIZON_YEARS, 2, 28)


def born_before(tier: str, *, on: date) -> date:
    """`retires_soon` as a limit: whoever was born before the day retires within the next five years."""
    # On the first of the month after that of the birthday, so at the latest in the month five years on.
    return date(on.year + HORIZON_YEARS - retirement_age(tier), on.month, 1)
