"""What the index may tell of the punishments that are part of it.

One of its four dimensions is discipline, which is confidential; the other three are open to whoever reads the
person. So an average of few people, or the difference of two averages, can tell who was punished. Cells of
fewer than five people are not published.

Source: UU 27/2022, rules section 12.2 (where the number five is unverified).

Averages are published in a tree: a whole, and parts that may be wholes of their own. No difference singles anybody
out when every shown cell, and the people of every whole that are in no shown part, are at least five.
"""

from collections.abc import Mapping
from typing import Any

SMALLEST = 5
WHOLE = "all"
DISCIPLINE = "disiplin"
# Why an index is not shown; stands in the numbers as ``ip_hidden``.
FEW, CONFIDENTIAL = "few", "confidential"

Numbers = dict[str, Any]


def whole_index(numbers: Numbers) -> Numbers:
    """For those who see the punishments of everybody counted: nothing is left out."""
    return numbers


def guarded(numbers: Numbers) -> Numbers:
    """The numbers of a government or a perangkat daerah as a report hands them on: only groups that are large enough."""
    people = {name: entry["headcount"] for name, entry in numbers.items()}
    whole = people.pop(WHOLE)
    hidden = too_small(people, whole) | ({WHOLE} if whole < SMALLEST else set())
    return {name: _veiled(entry, FEW) if name in hidden else entry for name, entry in numbers.items()}


def too_small(people: Mapping[str, int], whole: int) -> set[str]:
    """Parts whose index is not shown.

    Args:
        people: how many there are in each part; ``whole`` may be more, of people in no part.
    """
    hidden = {part for part, count in people.items() if count < SMALLEST}
    # Those in no shown part can be told by subtraction: the smallest parts join them until they are enough.
    for part in sorted(people.keys() - hidden, key=lambda part: (people[part], part)):
        rest = whole - sum(count for other, count in people.items() if other not in hidden)
        if not 0 < rest < SMALLEST:
            break
        hidden.add(part)
    return hidden


def with_nobody(numbers: Numbers) -> Numbers:
    """Of a part that its government hides: neither it nor anything in it, whose sum it is."""
    return {name: _veiled(entry, FEW) for name, entry in numbers.items()}


def without_discipline(numbers: Numbers) -> Numbers:
    """For readers of a unit, who could compare it with the units in it: no discipline at all, however many people."""
    return {name: _veiled(entry, CONFIDENTIAL) for name, entry in numbers.items()}


def _veiled(entry: Mapping[str, Any], reason: str) -> Numbers:
    dimensions = {**entry["ip_dimensions"], DISCIPLINE: None}
    veil = {"ip_average": None, "ip_band": None, "ip_bands": {}, "ip_dimensions": dimensions, "ip_hidden": reason}
    return {**entry, **veil}
