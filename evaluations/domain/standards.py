"""Required levels of the nine managerial and socio-cultural competencies, and how long results last.

Source: PermenPANRB 38/2017; rules sections 4 and 5; levels by tier from rules.json
(competency_level_by_tier, functional levels are defaults: a job's own standard prevails).
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

VALID_YEARS = 3  # Peraturan BKN 26/2019 art. 29(4)

REQUIRED_BY_TIER: dict[str, int] = {
    "jpt_utama": 5,
    "jpt_madya": 5,
    "jpt_pratama": 4,
    "administrator": 3,
    "pengawas": 2,
    "pelaksana": 1,
}
REQUIRED_BY_LEVEL: dict[str, int] = {
    "ahli_utama": 5,
    "ahli_madya": 4,
    "ahli_muda": 3,
    "ahli_pertama": 2,
    "penyelia": 3,
    "mahir": 2,
    "terampil": 1,
    "pemula": 1,
}


def required_level(tier: str, level: str = "") -> int | None:
    """Default level (1-5) a job demands; None when tier or functional level is unknown."""
    return REQUIRED_BY_LEVEL.get(level) if tier == "jf" else REQUIRED_BY_TIER.get(tier)


def valid_until(assessed_on: date) -> date:
    """The first day on which the result no longer counts: three years later."""
    try:
        return assessed_on.replace(year=assessed_on.year + VALID_YEARS)
    except ValueError:  # 29 February
        return date(assessed_on.year + VALID_YEARS, 3, 1)


def last_day(assessed_on: date) -> date:
    """The last day on which the result counts: what pages and files mean by "berlaku hingga"."""
    return valid_until(assessed_on) - timedelta(days=1)


def is_valid(assessed_on: date, *, on: date) -> bool:
    """Whether a result of ``assessed_on`` counts on the day: younger than three years."""
    return assessed_on <= on < valid_until(assessed_on)


def oldest_valid(on: date) -> date:
    """The earliest day whose result still counts: `is_valid` holds from there on, up to ``on``."""
    try:
        then = on.replace(year=on.year - VALID_YEARS)
    except ValueError:  # 29 February
        then = date(on.year - VALID_YEARS, 2, 28)
    return then + timedelta(days=1)


def levels_of(stored: Mapping[str, int], *, tier: str, level: str, mandatory: Iterable[str]) -> dict[str, int]:
    """What a job demands: the stored standard, and the default of the tier where it is silent (R-KOMP-1).

    Args:
        stored: level by competency of the job's own standard, empty when it has none.
        mandatory: codes of the nine that every job demands; only they have a default.
    """
    default = required_level(tier, level)
    demanded = {code: stored.get(code, default) for code in mandatory}
    return {code: value for code, value in (demanded | dict(stored)).items() if value is not None}
