"""Stacked bars of equal length: how a whole divides into classes, one row per unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.domain.indonesian import NO_DATA, number
from reports.pdf import text
from reports.pdf.charts.base import LABEL_SIZE, LEGEND_HEIGHT, RowFigure
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.palette import MUTED, PAPER, SLATE, on

_BAR = 9.0


@dataclass(frozen=True)
class Stack:
    """A row; `counts` in the order of the figure's classes, `bold` for the row of the whole area."""

    label: str
    counts: Sequence[int]
    bold: bool = False


def draw_stack(canvas, x: float, middle: float, width: float, counts: Sequence[int], colours, *, bar: float = _BAR):
    """One divided bar with the count inside every part that has room for it, white hairlines between the parts."""
    total = sum(counts)
    start = x
    for count, colour in zip(counts, colours, strict=True):
        if not count:
            continue
        part = width * count / total
        canvas.setFillColor(colour)
        canvas.rect(start, middle - bar / 2, part, bar, stroke=0, fill=1)
        words = number(count)
        if text.width_of(words, REGULAR, 7.2) + 3 <= part:
            text.centred(canvas, start + part / 2, middle - 2.5, words, 7.2, REGULAR, on(colour))
        start += part
        if start < x + width - 0.1:
            canvas.setFillColor(PAPER)
            canvas.rect(start - 0.4, middle - bar / 2, 0.8, bar, stroke=0, fill=1)


class StackFigure(RowFigure):
    """Options: `classes`, (colour, words) in the order of the counts; `last_column`, the head of the row totals."""

    head = LEGEND_HEIGHT + 4

    def draw_head(self, top: float) -> None:
        self.legend(top, self.options["classes"])
        words = self.options.get("last_column", "")
        text.right(self.canv, self.width, top - 9, words, 7.5, REGULAR, SLATE)

    def draw_row(self, row: Stack, middle: float) -> None:
        total = sum(row.counts)
        x, width = self.label_width, self.width - self.label_width - 36
        if not total:
            text.left(self.canv, x + 2, middle - 2.6, NO_DATA, LABEL_SIZE - 0.5, REGULAR, MUTED)
            return
        colours = [colour for colour, _ in self.options["classes"]]
        draw_stack(self.canv, x, middle, width, row.counts, colours, bar=min(_BAR, self.pitch - 2.6))
        text.right(self.canv, self.width, middle - 2.6, number(total), LABEL_SIZE, BOLD if row.bold else REGULAR)
