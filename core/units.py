"""Finding a unit by what somebody types."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from core.domain.naming import collapse
from core.models import Agency, Unit

LABEL_JOIN = " · "


def unit_label(unit: Unit) -> str:
    """A unit's name with the unit above it, which tells "Sekretariat" from "Sekretariat"."""
    return f"{unit}{LABEL_JOIN}{unit.parent}" if unit.depth > 2 and unit.parent else str(unit)


def find_units(user: Any, agency: Agency | None, text: str, *, limit: int | None = None) -> list[Unit]:
    """The units of `units_meant`, or the first of them."""
    return list(units_meant(user, agency, text)[:limit])


def units_meant(user: Any, agency: Agency | None, text: str) -> QuerySet[Unit]:
    """Units meant by a number (id), a label of `unit_label`, a name, or a part of a name."""
    visible = Unit.objects.visible_to(user).filter(agency=agency)
    units = visible.select_related("parent").order_by("depth", "name", "id")
    wanted = collapse(text.replace("\0", ""))
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
        return units.filter(pk=int(wanted))
    name, _join, parent = wanted.partition(LABEL_JOIN)
    exact = units.filter(_named(name))
    if parent:
        exact = exact.filter(_named(parent, "parent__"))
    return exact if exact.exists() else units.filter(name__icontains=wanted)


def highest(areas: Iterable[Unit | None]) -> list[Unit | None]:
    """The areas of a person's roles without those inside another; [None] for the whole agency."""
    found = list(areas)
    if None in found:
        return [None]
    tops: list[Unit | None] = []
    for unit in sorted((unit for unit in found if unit is not None), key=lambda unit: (unit.depth, unit.name)):
        if not any(unit.path.startswith(top.path) for top in tops if top):
            tops.append(unit)
    return tops


def inside(units: list[Unit]) -> Q:
    """Units that are these or lie below them."""
    condition = Q(pk__in=[])
    highest: list[str] = []
    for path in sorted(unit.path for unit in units):
        if not highest or not path.startswith(highest[-1]):
            highest.append(path)
    for path in highest:
        condition |= Q(path__startswith=path)
    return condition


def _named(name: str, prefix: str = "") -> Q:
    """The name as stored or as shown: "RSUD dr. Soetomo" is stored as "RSUD DR SOETOMO"."""
    return Q(**{f"{prefix}name__iexact": name}) | Q(**{f"{prefix}name__iexact": name.replace(".", "")})
