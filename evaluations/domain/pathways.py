"""How others came to a job, told in groups too large to point at anybody (UU 27/2022; rules 12.2: at least five)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

SMALLEST = 5
_DAYS = 365.25

# The functional level that follows, rules 3.4; the highest of each ladder leads nowhere.
NEXT_LEVEL: dict[str, str] = {
    "pemula": "terampil",
    "terampil": "mahir",
    "mahir": "penyelia",
    "ahli_pertama": "ahli_muda",
    "ahli_muda": "ahli_madya",
    "ahli_madya": "ahli_utama",
}
# Ranks of a functional level (rules 3.4).
RANKS: dict[str, str] = {
    "ahli_utama": "IV/d–IV/e", "ahli_madya": "IV/a–IV/c", "ahli_muda": "III/c–III/d", "ahli_pertama": "III/a–III/b",
    "penyelia": "III/c–III/d", "mahir": "III/a–III/b", "terampil": "II/b–II/d", "pemula": "II/a",
}  # fmt: skip


@dataclass(frozen=True)
class Group:
    """So many people with one thing in common."""

    name: str
    people: int


@dataclass(frozen=True)
class Spread:
    """Groups that may be shown, the largest first, and how many are in all the others together (0 or at least five)."""

    groups: tuple[Group, ...]
    others: int

    @property
    def people(self) -> int:
        return sum(group.people for group in self.groups) + self.others


def disclosed(counts: Mapping[str, int]) -> Spread:
    """Only groups of five and more; the rest together, joined by the smallest groups until it is five as well.

    Fewer than five people altogether: nothing is shown, so that nobody can be told by subtraction either.
    """
    ordered = sorted(
        ((name, people) for name, people in counts.items() if people > 0), key=lambda one: (-one[1], one[0])
    )
    shown = [Group(name, people) for name, people in ordered if people >= SMALLEST]
    rest = sum(people for _name, people in ordered if people < SMALLEST)
    while 0 < rest < SMALLEST and shown:
        rest += shown.pop().people
    return Spread(tuple(shown), rest if rest >= SMALLEST else 0)


def median_years(stays: Iterable[tuple[date | None, date | None]]) -> float | None:
    """Years that people stayed in the middle of the row, one decimal; None for fewer than five stays that are known."""
    years = [(until - since).days / _DAYS for since, until in stays if since and until and until >= since]
    return round(median(years), 1) if len(years) >= SMALLEST else None
