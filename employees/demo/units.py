"""The organisation: plans of units as a region writes them, laid out into the rows of the unit export."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import md5

from .duties import Duty


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit to be set up, in title case. `eselon` and `head` are empty where no structural post leads it.

    weight: share of the staff, relative to the other units. learning: multiplies the eagerness of the duty, here and
    below. reserved: only people fixed by name work here and below; other posts stay vacant.
    """

    name: str
    duty: Duty
    head: str = ""
    eselon: str = ""
    weight: float = 0.0
    learning: float = 1.0
    reserved: bool = False
    children: tuple["UnitPlan", ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as exported; `office` is the OPD, the unit directly under the government's root."""

    id: str
    parent_id: str
    code: str
    name: str
    head: str
    eselon: str
    duty: Duty
    office: str
    depth: int
    weight: float
    learning: float
    reserved: bool


@lru_cache(maxsize=4096)
def stable_id(*parts: str) -> str:
    """Return the 32 capital hex digits SIASN uses as ids, always the same for the same words."""
    return md5("/".join(parts).encode(), usedforsecurity=False).hexdigest().upper()


def lay_out(root: UnitPlan, agency_id: str) -> list[Unit]:
    """Return the units depth first, parents before children, numbered in that order."""
    return [replace(unit, code=f"{number:06d}") for number, unit in enumerate(_walk(root, None, agency_id), start=1)]


def _walk(plan: UnitPlan, parent: Unit | None, agency_id: str) -> Iterator[Unit]:
    name = plan.name.upper()
    unit = Unit(
        id=stable_id(agency_id, parent.id if parent else "", name),
        parent_id=parent.id if parent else "",
        code="",
        name=name,
        head=plan.head,
        eselon=plan.eselon,
        duty=plan.duty,
        office=(parent.office or name) if parent else "",
        depth=parent.depth + 1 if parent else 0,
        weight=plan.weight,
        learning=plan.learning * (parent.learning if parent else 1.0),
        reserved=plan.reserved or bool(parent and parent.reserved),
    )
    yield unit
    for child in plan.children:
        yield from _walk(child, unit, agency_id)
