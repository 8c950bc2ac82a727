"""Training done elsewhere, claimed with a proof: what cannot be, and what was claimed before.

Source: rules 8.5 (uniqueness by number and organiser, and by title and first day; fields of a certificate) and
features 17.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

EARLIEST = date(2000, 1, 1)
LONGEST_DAYS = 4 * 366
MOST_JP_OF_A_DAY = 16  # twelve hours of 45 minutes: nobody learns longer
_NOISE = re.compile(r"[\W_]+")
# What an organiser is called beside its name.
_TITLES = frozenset({
    "badan", "dinas", "kementerian", "lembaga", "pemerintah", "pemkab", "pemkot", "pt", "cv", "ri", "indonesia",
})  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """What a person says of a training.

    Attributes:
        key: of the stored claim or record; 0 for a new one.
    """

    title: str
    organiser: str
    number: str
    starts_on: date
    ends_on: date
    jp: Decimal
    key: int = 0


def problems(claim: Claim, *, on: date) -> dict[str, str]:
    """What cannot be, by field: a code for the sentence shown there.

    Codes: empty, future, too_early, ends_before_start, too_long, not_positive, too_many.
    """
    found: dict[str, str] = {}
    for field in ("title", "organiser"):
        if not plain(getattr(claim, field)):
            found[field] = "empty"
    if claim.ends_on > on:
        found["ends_on"] = "future"
    if claim.starts_on > on:
        found["starts_on"] = "future"
    elif claim.starts_on < EARLIEST:
        found["starts_on"] = "too_early"
    elif claim.ends_on < claim.starts_on:
        found["ends_on"] = "ends_before_start"
    elif (claim.ends_on - claim.starts_on).days >= LONGEST_DAYS:
        found["ends_on"] = "too_long"
    if claim.jp <= 0:
        found["jp"] = "not_positive"
    elif not found.keys() & {"starts_on", "ends_on"} and claim.jp > most_jp(claim.starts_on, claim.ends_on):
        found["jp"] = "too_many"
    return found


def most_jp(starts_on: date, ends_on: date) -> Decimal:
    """JP that so many days can hold at most."""
    return Decimal(MOST_JP_OF_A_DAY * ((ends_on - starts_on).days + 1))


def duplicates(claim: Claim, known: Iterable[Claim]) -> list[tuple[Claim, str]]:
    """What the person has already on record of the same training, and why it is taken for the same.

    Reasons: ``"number"`` (same number and organiser), ``"title"`` (same title and first day), ``"days"`` (same days
    and organiser under another title: to be looked at, not refused).
    """
    found = []
    for other in known:
        if other.key == claim.key and claim.key:
            continue
        if plain(claim.number) and plain(claim.number) == plain(other.number) and _same_organiser(claim, other):
            found.append((other, "number"))
        elif plain(claim.title) == plain(other.title) and claim.starts_on == other.starts_on:
            found.append((other, "title"))
        elif (claim.starts_on, claim.ends_on) == (other.starts_on, other.ends_on) and _same_organiser(claim, other):
            found.append((other, "days"))
    return found


REFUSED_REASONS = frozenset({"number", "title"})


def plain(text: str) -> str:
    """Letters and digits only, without accents, in lower case: ``"No. 12/BKD/2025 "`` → ``"no12bkd2025"``."""
    split = unicodedata.normalize("NFKD", text)
    return _NOISE.sub("", "".join(c for c in split if not unicodedata.combining(c))).casefold()


def _same_organiser(one: Claim, other: Claim) -> bool:
    return _organiser(one.organiser) == _organiser(other.organiser)


def _organiser(text: str) -> str:
    words = [plain(word) for word in text.split()]
    telling = [word for word in words if word and word not in _TITLES]
    return "".join(telling or words)
