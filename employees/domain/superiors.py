"""Who is whose superior, who stands below whom, and where such chains run in a circle.

The superior follows from the tree of units (UU 5/2014 and PP 30/2019 know her as "atasan langsung");
an acting official (Plt., Plh.: UU 30/2014 art. 14) stands in where the post is not held; a named
superior corrects the tree. Units are known by the paths that `core.models.Unit` gives them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

NAMED, HEAD, ACTING = "named", "head", "acting"


@dataclass(frozen=True)
class Lead:
    """Somebody who leads a unit: by the leading job, or acting ("plt", "plh")."""

    path: str
    person: int
    acting: str = ""


@dataclass(frozen=True)
class Found:
    """A superior and why: "named", or "head" or "acting" of the unit with this path."""

    person: int
    ground: str
    path: str = ""
    acting: str = ""


def leads_by_unit(leads: Iterable[Lead]) -> dict[str, Lead]:
    """One lead for each unit: the holder of the post before a Plt. before a Plh., then the oldest record."""
    order = {"": 0, "plt": 1, "plh": 2}
    chosen: dict[str, Lead] = {}
    for lead in sorted(leads, key=lambda one: (order[one.acting], one.person)):
        chosen.setdefault(lead.path, lead)
    return chosen


def superior(person: int, upward: Sequence[str], *, named: int | None, leads: Mapping[str, Lead]) -> Found | None:
    """The superior of a person.

    Args:
        upward: paths of the units from the person's own to the root.
        named: the superior by correction, if any; goes before the tree.
        leads: who leads a unit, by path. Where it is the person herself, the unit above decides.
    """
    if named is not None and named != person:
        return Found(named, NAMED)
    for path in upward:
        lead = leads.get(path)
        if lead is not None and lead.person != person:
            return Found(lead.person, ACTING if lead.acting else HEAD, path, lead.acting)
    return None


def circles(superiors: Mapping[int, int | None]) -> list[tuple[int, ...]]:
    """Chains that come back to where they began, each once, from its smallest member upward."""
    found: list[tuple[int, ...]] = []
    seen: set[int] = set()
    for start in superiors:
        trail: dict[int, int] = {}
        person: int | None = start
        while person is not None and person not in seen and person not in trail:
            trail[person] = len(trail)
            person = superiors.get(person)
        if person is not None and person in trail:
            ring = list(trail)[trail[person] :]
            first = ring.index(min(ring))
            found.append(tuple(ring[first:] + ring[:first]))
        seen |= trail.keys()
    return sorted(found)


@dataclass(frozen=True)
class Named:
    """A correction: the person and her named superior.

    Attributes:
        path: unit of the person; "" without one.
        leads: path of the unit that the person leads by her own post, "" for none.
        superior_path: unit of the superior.
    """

    person: int
    path: str
    leads: str
    superior: int
    superior_path: str


@dataclass(frozen=True)
class Reach:
    """People and units below a manager beyond the units of her roles."""

    people: frozenset[int] = frozenset()
    paths: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.people or self.paths)

    def holds(self, person: int, path: str) -> bool:
        """Whether the person is among them."""
        return person in self.people or inside(path, self.paths)


def inside(path: str, paths: Iterable[str]) -> bool:
    """Whether a unit is one of these or below one; people without a unit are in none."""
    return bool(path) and any(path.startswith(top) for top in paths)


def reach(named: Sequence[Named], *, managers: frozenset[int], paths: tuple[str, ...]) -> Reach:
    """Who is below a manager by name: those named to her or to somebody below her, and those below them.

    Args:
        named: the corrections of the governments in which she manages.
        managers: her own record, and the heads in whose place she acts.
        paths: the units of her roles.
    """
    people: set[int] = set()
    tops = list(paths)
    waiting = list(named)
    while True:
        below = [
            one
            for one in waiting
            if one.superior in managers or one.superior in people or inside(one.superior_path, tops)
        ]
        if not below:
            break
        taken = {one.person for one in below}
        waiting = [one for one in waiting if one.person not in taken]
        people |= taken
        tops += [one.leads for one in below if one.leads and not inside(one.leads, tops)]
    more = tuple(path for path in tops[len(paths) :] if not inside(path, paths))
    where = {one.person: one.path for one in named}
    return Reach(frozenset(one for one in people if not inside(where[one], (*paths, *more))), more)
