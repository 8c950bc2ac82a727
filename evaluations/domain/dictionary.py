"""What an entry of the dictionary is made of, and when its versions hold (rules 4.1 and 4.4).

PermenPANRB 38/2017: a definition, and five levels that each have a meaning and three behaviour indicators.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

LEVELS = (1, 2, 3, 4, 5)
INDICATORS = (1, 2, 3)
EARLIEST = date(2000, 1, 1)
FURTHEST_YEARS = 5  # ahead; more is a mistyped year
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")


@dataclass(frozen=True)
class LevelWords:
    """Meaning of a level and its three indicators."""

    meaning: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """Everything that a version fixes; two versions with the same words are one."""

    definition: str
    issuer: str
    legal_basis: str
    levels: tuple[LevelWords, ...]

    @property
    def is_complete(self) -> bool:
        """A definition, and five levels with a meaning and three indicators each."""
        texts = [text for level in self.levels for text in (level.meaning, *level.indicators)]
        return bool(self.definition) and len(texts) == len(LEVELS) * (1 + len(INDICATORS)) and all(texts)


class Version(Protocol):
    number: int
    valid_from: date


V = TypeVar("V", bound=Version)


def tidy(text: str) -> str:
    """One line without stray spaces: the form in which texts are stored and compared, from a page or a file."""
    return " ".join(text.split())


def in_force(versions: Iterable[V], *, on: date) -> V | None:
    """The version that holds on the day: the one made last of those that have begun."""
    begun = [version for version in versions if version.valid_from <= on]
    return max(begun, key=lambda version: version.number, default=None)


def is_mistyped(day: date, *, today: date) -> bool:
    """A first day before 2000 or more than five years ahead."""
    return not EARLIEST <= day <= date(today.year + FURTHEST_YEARS, 12, 31)
