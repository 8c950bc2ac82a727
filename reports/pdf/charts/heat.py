"""A grid of units × competencies: the number in every cell, its ground darker the more people miss the standard."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportlab.lib.colors import HexColor

from reports.domain.indonesian import DASH, number, rounded
from reports.pdf import text
from reports.pdf.charts.base import LABEL_SIZE, LEGEND_HEIGHT, RowFigure
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.palette import AMBER, AMBER_DARK, INK, MIST, PAPER, SLATE, TEAL_WASH, on

# Lower bounds in per cent of people meeting the standard. Darker means worse, in colour and in grey.
STEPS = (
    (Decimal(90), TEAL_WASH, "90 ke atas"),
    (Decimal(80), HexColor("#F8E3B8"), "80–89,9"),
    (Decimal(70), AMBER, "70–79,9"),
    (Decimal(0), AMBER_DARK, "di bawah 70"),
)


@dataclass(frozen=True)
class HeatRow:
    """A row of per-cent values (None = nobody assessed) and a last, unshaded value."""

    label: str
    values: Sequence[Decimal | None]
    last: str
    bold: bool = False


def shade(value: Decimal | None):
    if value is None:
        return MIST
    printed = rounded(value, 1)
    return next(colour for bound, colour, _ in STEPS if printed >= bound)


class HeatFigure(RowFigure):
    """Options: `columns`, the short heads; `last_column`, the head of the last value."""

    head = LEGEND_HEIGHT + 16
    label_width = 172.0
    _last = 36.0

    @property
    def _cell(self) -> float:
        return (self.width - self.label_width - self._last) / len(self.options["columns"])

    def draw_head(self, top: float) -> None:
        entries = [(colour, words) for _, colour, words in STEPS]
        text.left(self.canv, 0, top - 9, "% memenuhi standar:", LABEL_SIZE, REGULAR, SLATE)
        self.legend(top, entries, x=82)
        for index, words in enumerate(self.options["columns"]):
            x = self.label_width + (index + 0.5) * self._cell
            text.centred(self.canv, x, top - self.head + 4, words, 7.5, BOLD, SLATE)
        text.right(self.canv, self.width, top - self.head + 4, self.options["last_column"], 7.5, BOLD, SLATE)

    def draw_row(self, row: HeatRow, middle: float) -> None:
        canvas, cell = self.canv, self._cell
        height = self._height(row, self.pitch)
        font = BOLD if row.bold else REGULAR
        for index, value in enumerate(row.values):
            x = self.label_width + index * cell
            colour = shade(value)
            canvas.setFillColor(colour)
            canvas.rect(x + 0.5, middle - height / 2 + 0.5, cell - 1, height - 1, stroke=0, fill=1)
            ink = PAPER if colour is AMBER_DARK else on(colour)
            text.centred(canvas, x + cell / 2, middle - 2.6, number(value, 1, missing=DASH), 7.6, font, ink)
        text.right(canvas, self.width, middle - 2.6, row.last, LABEL_SIZE, font, INK)
