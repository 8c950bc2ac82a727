"""Why a training fits a person: points with their reasons, so that nobody has to believe a number.

Source: features, section 2, no. 1 (explained relevance); UU 20/2023 art. 49 (learning follows the needs of the
office). The points are a rule of the house and stand beside every proposal.
"""

from collections.abc import Mapping
from dataclasses import dataclass

RULE_SET = "relevance-2026"
MOST = 100
GAP_POINTS = {"mutlak": 25, "penting": 18, "perlu": 12}  # for each level that is closed, by importance in the standard
NEVER_ASSESSED = 8
JOB_TARGETED, TIER_TARGETED, FIELD_TARGETED = 20, 10, 10
PROPOSED_BY_SUPERIOR = 15
NEAR = 5  # the session is held in her own unit's region
TAKEN = -60  # the same programme within three years
ALREADY_THERE = -30  # every competency is held at the level it leads to


@dataclass(frozen=True)
class Need:
    """What the job demands of one competency, and what the person holds.

    Attributes:
        actual: level that counts today; None for one never assessed.
        importance: in the standard of the job.
    """

    required: int
    actual: int | None
    importance: str = "penting"


@dataclass(frozen=True)
class Part:
    """One reason.

    Attributes:
        reason: gap, never_assessed, job, tier, field, superior, near, taken or already_there.
        subject: the competency, where the reason is about one.
        levels: how many the programme closes of it.
    """

    reason: str
    points: int
    subject: str = ""
    levels: int = 0


@dataclass(frozen=True)
class Circumstances:
    """What else speaks for or against."""

    job_targeted: bool = False
    tier_targeted: bool = False
    field_targeted: bool = False
    proposed_by_superior: bool = False
    near: bool = False
    taken_before: bool = False


def parts(leads_to: Mapping[str, int], needs: Mapping[str, Need], about: Circumstances) -> list[Part]:
    """The reasons, those with most points first.

    Args:
        leads_to: level that the programme leads to, by competency.
        needs: of the person's job, by competency.
    """
    found = [part for code, level in leads_to.items() if (part := _of_competency(code, level, needs.get(code)))]
    if leads_to and all(_is_held(needs.get(code), level) for code, level in leads_to.items()):
        found.append(Part("already_there", ALREADY_THERE))
    else:
        found += _targets(about)
    if about.taken_before:
        found.append(Part("taken", TAKEN))
    return sorted(found, key=lambda part: (-part.points, part.reason, part.subject))


def score(found: list[Part]) -> int:
    """Sum of the points, 0 to 100."""
    return max(0, min(MOST, sum(part.points for part in found)))


def _of_competency(code: str, level: int, need: Need | None) -> Part | None:
    if need is None:
        return None
    if need.actual is None:
        return Part("never_assessed", NEVER_ASSESSED, code)
    closed = min(need.required, level) - need.actual
    if closed <= 0:
        return None
    return Part("gap", GAP_POINTS.get(need.importance, GAP_POINTS["perlu"]) * closed, code, closed)


def _is_held(need: Need | None, level: int) -> bool:
    return need is not None and need.actual is not None and need.actual >= level


def _targets(about: Circumstances) -> list[Part]:
    said = (
        ("job", about.job_targeted, JOB_TARGETED),
        ("tier", about.tier_targeted, TIER_TARGETED),
        ("field", about.field_targeted, FIELD_TARGETED),
        ("superior", about.proposed_by_superior, PROPOSED_BY_SUPERIOR),
        ("near", about.near, NEAR),
    )
    return [Part(reason, points) for reason, holds, points in said if holds]
