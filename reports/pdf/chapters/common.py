"""What several chapters share: fixed sentences, rankings, total rows."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from reports.domain.comparison import spread
from reports.domain.figures import UnitFigures
from reports.pdf.charts.bars import Bar


def total_row(row: list[str]) -> list[str]:
    """The row of the whole area under the name every totals row has."""
    return ["Jumlah", *row[1:]]


def ranking(
    units: Iterable[UnitFigures],
    measure: Callable[[UnitFigures], Decimal | None],
    show: Callable[[Decimal], str],
    places: int = 1,
    *,
    of: Callable[[UnitFigures], int],
) -> list[Bar]:
    """Bars from the highest to the lowest value, units without data last; what the title calls lowest is emphasised."""
    units = list(units)
    ends = spread(units, measure, places, of=of)
    lowest = set() if ends is None or ends.uniform else {unit.key for unit in ends.lowest.units}
    valued = [(measure(unit), unit) for unit in units]
    valued.sort(key=lambda pair: (pair[0] is None, -(pair[0] or 0), pair[1].name.casefold()))
    return [Bar(unit.name, value, show(value), unit.key in lowest) for value, unit in valued]
