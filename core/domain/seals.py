"""How a day of the trail is sealed and what a broken seal says (docs/adr/0007-trail.md)."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

BLOCK_ROWS = 1_000
# A row carries the time its transaction began; the longest work of the project ends within half an hour.
MARGIN = timedelta(hours=2)
# The seal of a day is missed when it is not there a day after it could have been made.
GRACE = timedelta(days=1)


class Finding(StrEnum):
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    SEAL_BROKEN = "seal broken"
    SEAL_MISSING = "seal missing"


@dataclass(frozen=True)
class Break:
    """A place where the trail is not what was sealed; ``first`` and ``last`` are ids, None for whole days."""

    table: str
    day: date
    finding: Finding
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class SealedDay:
    """One seal as it is stored; a pure copy of `core.models.Seal`."""

    source: str
    day: date
    columns: Sequence[Sequence[str]]
    blocks: Sequence[dict[str, Any]]
    rows: int
    previous: str
    digest: str
    alongside: Sequence[str] = ()

    def expected(self) -> str:
        return digest_of(
            source=self.source, day=self.day, columns=self.columns, blocks=self.blocks, rows=self.rows,
            previous=self.previous, alongside=self.alongside,
        )  # fmt: skip


def digest_of(
    *, source: str, day: date, columns: Sequence[Sequence[str]], blocks: Sequence[dict[str, Any]], rows: int,
    previous: str, alongside: Sequence[str] = (),
) -> str:  # fmt: skip
    """SHA-256 over everything a seal says, the seal of the day before included."""
    content: list[Any] = [source, day.isoformat(), [list(column) for column in columns], list(blocks), rows, previous]
    if alongside:
        content.append(list(alongside))
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def day_digest(digests: Iterable[tuple[str, str]]) -> str:
    """One value for all tables of a day, short enough to be written down outside of the database."""
    lines = "\n".join(f"{source} {digest}" for source, digest in sorted(digests))
    return hashlib.sha256(lines.encode()).hexdigest()


def last_day_over(at: datetime) -> date:
    """The newest day (UTC) to which no ordinary transaction can still add a row."""
    return (at.astimezone(UTC) - MARGIN).date() - timedelta(days=1)


def last_day_expected(at: datetime) -> date:
    """The newest day whose seal has to be there."""
    return last_day_over(at - GRACE)


def chain_breaks(seals: Sequence[SealedDay], *, expected_until: date) -> list[Break]:
    """What is wrong with the seals of one table themselves, in order of their days."""
    found = [Break(s.source, s.day, Finding.SEAL_BROKEN) for s in seals if s.expected() != s.digest]
    if not seals:
        return found
    first = seals[0]
    if first.previous:
        found.append(Break(first.source, first.day - timedelta(days=1), Finding.SEAL_MISSING))
    for before, seal in pairwise(seals):
        gap = [before.day + timedelta(days=n) for n in range(1, (seal.day - before.day).days)]
        found += [Break(seal.source, day, Finding.SEAL_MISSING) for day in gap]
        if not gap and seal.previous != before.digest:
            found.append(Break(seal.source, seal.day, Finding.SEAL_BROKEN))
    tail = range(1, (expected_until - seals[-1].day).days + 1)
    found += [Break(first.source, seals[-1].day + timedelta(days=n), Finding.SEAL_MISSING) for n in tail]
    return list(dict.fromkeys(found))


def missing_beside(seals: Iterable[tuple[str, date, Sequence[str]]]) -> list[Break]:
    """Days of a table without a seal, although a seal of another table says that it was sealed with it.

    Args:
        seals: table, day and the tables named alongside, of all seals there are.
    """
    seals = list(seals)
    made = {(source, day) for source, day, _alongside in seals}
    named = {(table, day) for _source, day, alongside in seals for table in alongside}
    return [Break(table, day, Finding.SEAL_MISSING) for table, day in sorted(named - made)]


def row_breaks(seal: SealedDay, found: dict[int, tuple[int, int, int, str]]) -> list[Break]:
    """Compare the rows of a day with its seal.

    Args:
        found: place of the block (1 is the first; 0 is before the first sealed id) → first id, last id,
            number of rows, digest.
    """
    breaks = []
    for place, block in enumerate(seal.blocks, start=1):
        first, last, rows, digest = found.get(place, (block["first"], block["last"], 0, ""))
        if rows != block["rows"]:
            finding = Finding.REMOVED if rows < block["rows"] else Finding.ADDED
        elif digest != block["digest"]:
            finding = Finding.CHANGED
        else:
            continue
        breaks.append(Break(seal.source, seal.day, finding, min(first, block["first"]), max(last, block["last"])))
    if 0 in found:
        first, last, _rows, _digest = found[0]
        breaks.append(Break(seal.source, seal.day, Finding.ADDED, first, last))
    return breaks
