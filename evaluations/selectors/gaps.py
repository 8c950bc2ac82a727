"""Gaps of a unit or a region: the heat map, how many were assessed, the match, and the years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.http import Http404
from django.utils.translation import gettext as _

from core.domain.errors import Denied
from core.models import Agency, Unit
from core.permissions import Permission, areas_of, covers
from core.units import highest
from employees.models.reach import led_of
from employees.selectors import unit_path
from evaluations.domain import heat
from evaluations.domain.heat import Cell
from evaluations.models import Competency
from evaluations.selectors import stamps
from evaluations.selectors.demanded import Area, matched, official_of, people_with, rows_of
from evaluations.selectors.standing import EVER

MOST_COLUMNS = 12  # technical competencies beside each other; the file has all of them
YEARS = 5
KEPT = 7 * 24 * 60 * 60  # seconds that the past year's ends are kept
Cells = dict[str, dict[int, Cell]]

_HEAT = """
SELECT part, competency_id, count(*), count(*) FILTER (WHERE level >= required), sum(level), sum(required)
FROM gap WHERE required IS NOT NULL GROUP BY part, competency_id
"""
_COVERAGE = f"""
, match AS ({{match}}), ever AS (SELECT DISTINCT employee_id FROM ({EVER}) known)
SELECT pe.part, count(*), count(m.employee_id), count(*) FILTER (WHERE m.employee_id IS NULL AND v.employee_id IS NOT NULL),
    coalesce(sum(m.jpm), 0), count(m.jpm)
FROM people pe LEFT JOIN match m ON m.employee_id = pe.id LEFT JOIN ever v ON v.employee_id = pe.id GROUP BY pe.part
"""


@dataclass(frozen=True)
class Coverage:
    """How many people of a group have official results: of the nine, from a whole assessment.

    Attributes:
        valid, expired: results that count, and only results that no longer do.
        jpm: sum of the official job person matches of the ``matched``.
    """

    people: int = 0
    valid: int = 0
    expired: int = 0
    jpm: Decimal = Decimal(0)
    matched: int = 0

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(
            self.people + other.people, self.valid + other.valid, self.expired + other.expired,
            self.jpm + other.jpm, self.matched + other.matched,
        )  # fmt: skip

    @property
    def never(self) -> int:
        return self.people - self.valid - self.expired

    @property
    def jpm_average(self) -> Decimal | None:
        return heat.mean(self.jpm, self.matched, 2) if self.matched else None

    @property
    def share(self) -> Decimal | None:
        """Percent with results that count."""
        return heat.mean(100 * self.valid, self.people, 1) if self.people else None


@dataclass(frozen=True)
class Part:
    """A group of the map: a unit, or those right in the unit above.

    Attributes:
        unit: None for people who belong to none of the units below.
        opens: there are units below it.
        is_led: the reader may see each person in it.
    """

    name: str
    path: str
    unit: Unit | None = None
    opens: bool = False
    is_led: bool = True


@dataclass(frozen=True)
class HeatMap:
    """Groups × competencies.

    Attributes:
        parts: the group with the largest gap first.
        columns: the competencies shown.
        veil: some cells are hidden from this reader.
    """

    area: Area
    columns: list[Competency]
    parts: list[Part]
    cells: Cells
    whole: dict[int, Cell]
    veil: bool = False
    further: int = 0
    coverage: dict[str, Coverage] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.area.unit or self.area.agency.region)

    @cached_property
    def worst(self) -> tuple[Part | None, Competency, Cell] | None:
        """The largest gap of a group, or of the whole where no group is large enough."""
        by_pk = {column.pk: column for column in self.columns}
        groups = [
            ((part, pk), cell) for part in self.parts for pk, cell in self.cells[part.path].items() if pk in by_pk
        ]
        found = heat.largest(groups)
        if found:
            (part, pk), cell = found
            return part, by_pk[pk], cell
        whole = heat.largest((pk, cell) for pk, cell in self.whole.items() if pk in by_pk)
        return (None, by_pk[whole[0]], whole[1]) if whole else None

    @property
    def is_met(self) -> bool:
        """Nobody assessed is below the level in any of the competencies shown."""
        return not any(cell.short or cell.is_hidden for _column, cell in self.sum_row)

    @property
    def assessed(self) -> int:
        """People assessed in that competency of the map in which most were assessed."""
        return max((cell.people for _column, cell in self.sum_row), default=0)

    @property
    def rows(self) -> list[tuple[Part, list[tuple[Competency, Cell]]]]:
        """For the table: each group with its cells in the order of the columns."""
        return [(part, self._line(self.cells[part.path])) for part in self.parts]

    @property
    def sum_row(self) -> list[tuple[Competency, Cell]]:
        return self._line(self.whole)

    def _line(self, cells: dict[int, Cell]) -> list[tuple[Competency, Cell]]:
        return [(column, cells.get(column.pk, Cell())) for column in self.columns]


# Whose map


def map_areas(user: Any, agency: Agency) -> list[Unit | None]:
    """The highest units whose people the reader may see: [None] for the whole agency."""
    return highest(areas_of(user, Permission.COMPETENCY_VIEW, agency))


def map_unit(user: Any, agency: Agency | None, asked: str, *, sees_all: bool = False) -> tuple[Unit | None, bool]:
    """The unit of the map, and whether the reader may see each person in it.

    Args:
        asked: key of a unit; "semua" for the whole agency, where others see only groups that are large enough;
            "" for the highest unit of the reader.
        sees_all: refuse also the agency to those who may not see each person in it.
    Raises: Denied where the right is missing in the agency; Http404 for units outside of her areas.
    """
    tops = map_areas(user, agency) if agency else []
    if not tops or agency is None:
        raise Denied(_("Peran Anda di instansi ini tidak mencakup tindakan tersebut."))
    if asked == "semua" and (None in tops or not sees_all):
        return None, None in tops
    if not asked:
        return tops[0], True
    unit = Unit.objects.filter(agency=agency, pk=int(asked) if asked.isascii() and asked.isdigit() else 0).first()
    if unit is None or not covers(user, Permission.COMPETENCY_VIEW, agency_id=agency.pk, path=unit.path):
        raise Http404
    return unit, True


def above(user: Any, area: Area) -> list[Unit]:
    """The units above that of the map which the reader may open, from the top down."""
    path = unit_path(area.unit)[:-1]
    return [
        unit for unit in path if covers(user, Permission.COMPETENCY_VIEW, agency_id=area.agency.pk, path=unit.path)
    ]  # fmt: skip


# The map


def heat_map(area: Area, user: Any, *, is_led: bool, technical: bool = False, most: int = MOST_COLUMNS) -> HeatMap:
    """Share and average gap of every part of the area in every competency.

    Args:
        is_led: the reader may see each person; otherwise small cells are hidden.
        technical: competencies that a standard demands beyond the nine.
    """
    cells = heat_cells(area)
    columns, further = _columns(area, cells, technical=technical, most=most)
    whole = whole_of(cells)
    veil = False
    if not is_led:
        known = heat_cells(area, user=user)
        cells, whole = _veiled(cells, whole, known)
        veil = True
    parts = _parts(area, cells, user, is_led=is_led)
    return HeatMap(area, columns, _worst_first(parts, cells, columns), cells, whole, veil, further)


def heat_cells(area: Area, *, user: Any | None = None) -> Cells:
    """Cells by path of the part and key of the competency.

    Args:
        user: count only people whom this reader sees one by one.
    """
    further, more = "", {}
    if user is not None:
        led = led_of(user, Permission.COMPETENCY_VIEW)
        further = "AND (e.unit_id = ANY(%(led_units)s) OR e.id = ANY(%(led_people)s))"
        more = {"led_units": list(led.units), "led_people": list(led.people)}
    found: Cells = {}
    for part, competency, *numbers in rows_of(people_with(area, further) + _HEAT, area.parameters | more):
        found.setdefault(part, {})[competency] = Cell(*numbers)
    return found


def coverage(area: Area) -> dict[str, Coverage]:
    """How many were assessed, and the average match, by path of the part."""
    statement = people_with(area) + _COVERAGE.format(match=matched(official_of(area)))
    rows = rows_of(statement, area.parameters)
    return {part: Coverage(*numbers) for part, *numbers in rows}


def coverage_lines(area: Area) -> list[tuple[str, Coverage]]:
    """By name of the unit, those with the fewest assessed first; the whole comes last."""
    found = coverage(area)
    parts = _parts(area, found, None, is_led=True)
    lines = sorted(((part.name, found[part.path]) for part in parts), key=lambda line: (line[1].share or 0, line[0]))
    total = sum(found.values(), Coverage())
    return [*lines, (str(area.unit or area.agency.region), total)] if lines else []


def whole_of(cells: Cells) -> dict[int, Cell]:
    """All parts together."""
    whole: dict[int, Cell] = {}
    for part in cells.values():
        for competency, cell in part.items():
            whole[competency] = whole.get(competency, Cell()) + cell
    return whole


def _columns(area: Area, cells: Cells, *, technical: bool, most: int) -> tuple[list[Competency], int]:
    if not technical:
        return list(area.nine.values()), 0
    people = {pk: cell.people for pk, cell in whole_of(cells).items() if pk not in area.nine}
    found = sorted(Competency.objects.filter(pk__in=people), key=lambda column: (-people[column.pk], column.order))
    return found[:most], max(0, len(found) - most)


def _veiled(cells: Cells, whole: dict[int, Cell], known: Cells) -> tuple[Cells, dict[int, Cell]]:
    shown: Cells = {part: {} for part in cells}
    total: dict[int, Cell] = {}
    for competency, sum_cell in whole.items():
        column = {part: row[competency] for part, row in cells.items() if competency in row}
        seen = {part: row[competency].people for part, row in known.items() if competency in row}
        veiled, total[competency] = heat.veiled(column, sum_cell, seen)
        for part, cell in veiled.items():
            shown[part][competency] = cell
    return shown, total


def _parts(area: Area, paths: Iterable[str], user: Any, *, is_led: bool) -> list[Part]:
    """The groups in words; a path that is too short is that of people in none of the units below."""
    units = {unit.path: unit for unit in Unit.objects.filter(agency=area.agency, path__in=list(paths))}
    parents = set(
        Unit.objects.filter(parent__in=[unit.pk for unit in units.values()]).order_by().values_list("parent", flat=True).distinct()
    )  # fmt: skip
    found = []
    for path in paths:
        unit = units.get(path)
        if unit is None or len(path) < area.part_length:
            name = _("Langsung di %(unit)s") % {"unit": unit} if unit else _("Tanpa unit kerja")
            found.append(Part(name, path, is_led=is_led))
        else:
            led = is_led or covers(user, Permission.COMPETENCY_VIEW, agency_id=area.agency.pk, path=path)
            found.append(Part(str(unit), path, unit, unit.pk in parents, led))
    return found


def _worst_first(parts: list[Part], cells: Cells, columns: list[Competency]) -> list[Part]:
    shown = {column.pk for column in columns}

    def key(part: Part) -> tuple[bool, Decimal, str]:
        row = [cell for pk, cell in cells[part.path].items() if pk in shown and not cell.is_hidden]
        total = sum(row, Cell())
        return total.share is None, total.share or Decimal(0), part.name

    return sorted(parts, key=key)


# The years


def trend(area: Area, *, until: int, years: int = YEARS) -> dict[int, dict[int, Cell]]:
    """The nine competencies on 31 December of each year, the present year as of today; by year and competency.

    Jobs are those of today: what somebody held in earlier years is not known for everybody.
    """
    gone = [year for year in range(until - years + 1, until + 1) if date(year, 12, 31) < area.on]
    found = _at_year_ends(area, gone)
    if len(gone) < years:
        found[until] = {pk: cell for pk, cell in whole_of(heat_cells(area)).items() if pk in area.nine}
    return {year: cells for year, cells in found.items() if cells}


def _at_year_ends(area: Area, years: Sequence[int]) -> dict[int, dict[int, Cell]]:
    """Years that are over, kept for as long as nothing is stored that could change them (`stamps.of_gaps`)."""
    prefix = (
        f"year-ends:{area.agency.pk}:{area.unit.pk if area.unit else 0}:{area.family}:{stamps.of_gaps(area.agency)}"
    )
    keys = {year: f"{prefix}:{year}" for year in years}
    known = cache.get_many(list(keys.values()))
    missing = {}
    for year, key in keys.items():
        if key not in known:
            past = replace(area, on=date(year, 12, 31), past=True)
            missing[key] = {pk: cell for pk, cell in whole_of(heat_cells(past)).items() if pk in area.nine}
    cache.set_many(missing, timeout=KEPT)
    return {year: (known | missing)[key] for year, key in keys.items()}


@dataclass(frozen=True)
class Trend:
    """The years as a chart.

    Attributes:
        first, last, change: of the competency that moved most, in percent and points; None with one year.
    """

    data: dict[str, Any]
    years: list[int]
    name: str = ""
    first: Decimal | None = None
    last: Decimal | None = None

    @property
    def change(self) -> Decimal:
        return (self.last or Decimal(0)) - (self.first or Decimal(0))


def trend_chart(area: Area) -> Trend | None:
    """Percent that meet the standard, a line for each of the nine; None where nobody was ever assessed."""
    found = trend(area, until=area.on.year)
    if not found:
        return None
    years = list(found)
    shares = {
        pk: [found[year].get(pk, Cell()).share for year in years] for pk in area.nine
    }  # fmt: skip
    series = [
        {"name": area.nine[pk].name, "values": [None if share is None else float(share) for share in line]}
        for pk, line in shares.items()
    ]
    data = {
        "type": "line",
        "labels": [str(year) for year in years],
        "series": series,
        "unit": "%",
        "range": _range(shares),
    }
    moved = {pk: (line[0], line[-1]) for pk, line in shares.items() if line[0] is not None and line[-1] is not None}
    if len(years) < 2 or not moved:
        return Trend(data, years)
    pk = max(moved, key=lambda pk: abs(moved[pk][1] - moved[pk][0]))
    return Trend(data, years, area.nine[pk].name, *moved[pk])


def _range(shares: dict[int, list[Decimal | None]]) -> list[int]:
    """Ends of the axis: lines that lie close together are told apart only if it need not begin at zero."""
    lowest = min((share for line in shares.values() for share in line if share is not None), default=Decimal(0))
    return [int(max(Decimal(0), lowest - 5) // 10 * 10), 100]
