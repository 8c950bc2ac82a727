"""Who sits where: heads first, then the fixed people, then as many others as the unit's share asks for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from .decks import Deck
from .fixed import FixedPerson
from .histories import History, HistoryMaker, fixed_history
from .people import PeopleMaker, Person
from .spec import GovernmentSpec
from .units import Unit

# One structural post in twelve is vacant; the Sekretaris Daerah (II.a) never.
POSTS: Final = {"held": 11, "vacant": 1}
# Heads are at most a third of the people, so that a small order still has staff; the highest posts are filled first.
MAX_HEAD_SHARE: Final = 3
STRANGERS_LANE: Final = 2


@dataclass(frozen=True, slots=True)
class Staffing:
    """The plan for one unit."""

    unit: Unit
    has_drawn_head: bool
    fixed: tuple[FixedPerson, ...]
    staff: int


class Roster:
    """The people of one government with their histories, drawn lazily in the order of the units."""

    def __init__(self, spec: GovernmentSpec, units: list[Unit], *, people: int, seed: int, year: int) -> None:
        rng = Random(f"{seed}/{spec.region_code}")
        self._year = year
        self._plan = plan_staffing(spec, units, people, rng)
        self._people = PeopleMaker(spec, rng, year)
        # Random numbers and birth days of their own: the good rows are the same with and without faulty ones.
        apart = replace(spec, birth_lane=STRANGERS_LANE, fixed=())
        self._strangers = PeopleMaker(apart, Random(f"{seed}/{spec.region_code}/faults"), year, first_ordinal=people)
        self._histories = HistoryMaker(spec, rng, year)

    def members(self) -> Iterator[tuple[Person, History]]:
        """Yield everybody; once only, because drawing moves the random numbers on."""
        for place in self._plan:
            if place.has_drawn_head:
                head = self._people.head(place.unit)
                yield head, self._histories.drawn(head)
            for fixed in place.fixed:
                yield self._people.fixed(place.unit, fixed), fixed_history(fixed, self._year)
            for _ in range(place.staff):
                person = self._people.staff(place.unit)
                yield person, self._histories.drawn(person)

    def stranger(self, unit: Unit) -> Person:
        """Draw one more person, who belongs to nobody's count: the raw material of a faulty row."""
        return self._strangers.staff(unit)


def plan_staffing(spec: GovernmentSpec, units: list[Unit], people: int, rng: Random) -> list[Staffing]:
    """Divide `people` over the units; raises ValueError when even the fixed people do not fit."""
    by_unit: dict[str, list[FixedPerson]] = {unit.name: [] for unit in units}
    for fixed in spec.fixed:
        by_unit[fixed.unit].append(fixed)
    if people < len(spec.fixed):
        raise ValueError(f"{spec.name} has {len(spec.fixed)} fixed people; {people} is too few")
    led = {unit.id for unit in units if any(not fixed.job for fixed in by_unit[unit.name])}
    free = people - len(spec.fixed)
    heads = _posts_to_fill([unit for unit in units if unit.id not in led], free // MAX_HEAD_SHARE, rng)
    shares = _divide(free - len(heads), [0.0 if unit.reserved else unit.weight for unit in units])
    return [
        Staffing(unit, unit.id in heads, tuple(by_unit[unit.name]), staff)
        for unit, staff in zip(units, shares, strict=True)
    ]


def _posts_to_fill(units: list[Unit], limit: int, rng: Random) -> set[str]:
    deck = Deck(rng, POSTS)
    held = [
        unit for unit in units if unit.head and not unit.reserved and (deck.deal() == "held" or unit.eselon == "21")
    ]
    return {unit.id for unit in sorted(held, key=lambda unit: unit.eselon)[:limit]}


def _divide(total: int, weights: list[float]) -> list[int]:
    """Divide a whole number in proportion to the weights; the parts sum up to it exactly."""
    shares, given, running, whole = [], 0, 0.0, sum(weights)
    for weight in weights:
        running += weight
        upto = round(total * running / whole)
        shares.append(upto - given)
        given = upto
    return shares
