"""Horizontal bars: one value per row, with reference lines for an average and a target."""

from dataclasses import dataclass
from decimal import Decimal

from reports.domain.indonesian import NO_DATA
from reports.pdf import text
from reports.pdf.charts.base import LABEL_SIZE, RowFigure
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.palette import AMBER, HAIR, INK, MUTED, PAPER, SLATE, STONE, TEAL

_BAR = 7.2


@dataclass(frozen=True)
class Bar:
    """A row; `words` is the printed value, `emphasis` picks out what the title speaks of."""

    label: str
    value: Decimal | None
    words: str
    emphasis: bool = False


@dataclass(frozen=True)
class Reference:
    """A vertical line across all rows; a target is solid, an average is dashed."""

    value: Decimal
    words: str
    target: bool = False


class BarFigure(RowFigure):
    """Options: `maximum` (end of the scale), `references`, `value_room` (points kept for the words behind a bar)."""

    foot = 2.0

    @property
    def head(self) -> float:
        return 14.0 if self.options.get("references") else 2.0

    def _x(self, value) -> float:
        maximum = self.options.get("maximum") or 1
        room = self.width - self.label_width - self.options.get("value_room", 44)
        return self.label_width + float(value) / float(maximum) * room

    def draw_head(self, top: float) -> None:
        """Words of the reference lines, kept apart from one another."""
        edge = self.label_width
        for reference in sorted(self.options.get("references", ()), key=lambda item: item.value):
            width = text.width_of(reference.words, REGULAR, 7.5)
            x = max(edge, min(self._x(reference.value) - width / 2, self.width - width))
            text.left(self.canv, x, top - 8, reference.words, 7.5, REGULAR, SLATE)
            edge = x + width + 6

    def draw_behind(self, top: float, bottom: float) -> None:
        canvas = self.canv
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(STONE)
        canvas.line(self.label_width, top, self.label_width, bottom)
        for reference in self.options.get("references", ()):
            x = self._x(reference.value)
            canvas.setStrokeColor(INK if reference.target else MUTED)
            canvas.setLineWidth(0.9 if reference.target else 0.7)
            if not reference.target:
                canvas.setDash(2, 2)
            canvas.line(x, top + 2, x, bottom)
            canvas.setDash()

    def draw_row(self, row: Bar, middle: float) -> None:
        canvas = self.canv
        if row.value is None:
            text.left(canvas, self.label_width + 4, middle - 2.6, NO_DATA, LABEL_SIZE - 0.5, REGULAR, MUTED)
            return
        start, end = self.label_width, self._x(row.value)
        canvas.setFillColor(AMBER if row.emphasis else TEAL)
        canvas.rect(start, middle - _BAR / 2, max(end - start, 0.6), _BAR, stroke=0, fill=1)
        self._words(row, end, middle)

    def _words(self, row: Bar, end: float, middle: float) -> None:
        """The value behind its bar, on a white ground of the row's height: a reference line ends well before it."""
        width, height = text.width_of(row.words, BOLD, LABEL_SIZE), self._height(row, self.pitch)
        self.canv.setFillColor(PAPER)
        self.canv.rect(end + 0.5, middle - height / 2, width + 6, height, stroke=0, fill=1)
        text.left(self.canv, end + 3, middle - 2.6, row.words, LABEL_SIZE, BOLD, INK)


class BulletFigure(RowFigure):
    """A score inside the highest score it can reach; rows are `Bullet`s, the scale ends at `maximum`."""

    row_height = 21.0
    tight_row_height = 21.0
    label_width = 84.0

    def draw_row(self, row: "Bullet", middle: float) -> None:
        room = self.width - self.label_width - 118
        scale = room / float(self.options["maximum"])
        canvas = self.canv
        canvas.setFillColor(HAIR)
        canvas.rect(self.label_width, middle - 5, row.limit * scale, 10, stroke=0, fill=1)
        if row.value is not None:
            canvas.setFillColor(AMBER if row.emphasis else TEAL)
            canvas.rect(self.label_width, middle - 5, float(row.value) * scale, 10, stroke=0, fill=1)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.1)
        end = self.label_width + row.limit * scale
        canvas.line(end, middle - 7, end, middle + 7)
        text.left(canvas, end + 6, middle - 3, row.words, LABEL_SIZE + 0.5, BOLD, INK)


@dataclass(frozen=True)
class Bullet:
    label: str
    value: Decimal | None
    limit: int
    words: str
    emphasis: bool = False
