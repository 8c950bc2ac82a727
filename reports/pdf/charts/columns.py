"""Upright columns: a distribution over ordered classes, with the line of a target between two of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.pdf import text
from reports.pdf.charts.base import LABEL_SIZE, Figure
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.palette import AMBER, INK, MUTED, SLATE, STONE, TEAL

_AXIS = 26.0  # points below the baseline for class names and the axis title
_HEAD = 26.0  # points above the highest column for its words


@dataclass(frozen=True)
class ColumnBar:
    """A class: its name, count, the words on top, and whether it lies below the target."""

    label: str
    count: int
    words: str
    below: bool


class ColumnFigure(Figure):
    """`threshold`: words at the dashed line between the classes below and above the target."""

    def __init__(self, title: str, caption: str, columns: Sequence[ColumnBar], *, axis: str, threshold: str, **size):
        super().__init__(title, caption, **size)
        self.columns, self.axis, self.threshold = columns, axis, threshold
        self.body_height = 160.0

    def draw_body(self, top: float) -> None:
        base = top - self.body_height + _AXIS
        room = self.body_height - _AXIS - _HEAD
        highest = max((column.count for column in self.columns), default=0) or 1
        slot = self.width / max(len(self.columns), 1)
        for index, column in enumerate(self.columns):
            self._column(column, index * slot, slot, base, room * column.count / highest)
        self.canv.setStrokeColor(STONE)
        self.canv.setLineWidth(0.8)
        self.canv.line(0, base, self.width, base)
        text.centred(self.canv, self.width / 2, base - 23, self.axis, 7.5, REGULAR, MUTED)
        self._threshold(slot, base, top)

    def _column(self, column: ColumnBar, x: float, slot: float, base: float, height: float) -> None:
        canvas = self.canv
        width = slot * 0.62
        canvas.setFillColor(AMBER if column.below else TEAL)
        canvas.rect(x + (slot - width) / 2, base, width, height, stroke=0, fill=1)
        middle = x + slot / 2
        first, _, second = column.words.partition("\n")
        text.centred(canvas, middle, base + height + 13, first, 10, BOLD, INK)
        text.centred(canvas, middle, base + height + 4, second, 7.8, REGULAR, SLATE)
        text.centred(canvas, middle, base - 11, column.label, LABEL_SIZE + 0.5, REGULAR, INK)

    def _threshold(self, slot: float, base: float, top: float) -> None:
        below = sum(1 for column in self.columns if column.below)
        if not 0 < below < len(self.columns):
            return
        x = below * slot
        canvas = self.canv
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.setDash(2.5, 2)
        canvas.line(x, base, x, top - 10)
        canvas.setDash()
        text.centred(canvas, x, top - 7, self.threshold, 7.8, BOLD, INK)
