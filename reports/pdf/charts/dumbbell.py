"""Standard against actual level per competency: two marks on one line, the gap and the share meeting beside it."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from reports.domain.figures import CompetencyFigures
from reports.domain.indonesian import DASH, number, percent, rounded, signed
from reports.pdf import text
from reports.pdf.charts.base import LABEL_SIZE, RowFigure
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.palette import AMBER, AMBER_DARK, HAIR, INK, MUTED, PAPER, SLATE, TEAL

_GAP_ROOM, _SHARE_ROOM = 62.0, 62.0
_STEPS = tuple(Decimal(step) for step in ("0.05", "0.1", "0.2", "0.5", "1"))
_MOST_STEPS = 7


class CompetencyRow:
    """A row of the chart; `label` is what RowFigure prints."""

    def __init__(self, figures: CompetencyFigures):
        self.figures = figures
        self.label = figures.competency.name


class DumbbellFigure(RowFigure):
    """Levels 1-5, zoomed to the range that occurs: marks tell position, so the axis need not begin at zero."""

    row_height = 19.0
    tight_row_height = 19.0
    label_width = 158.0
    head = 28.0
    foot = 14.0

    def __init__(self, title: str, caption: str, rows: Sequence[CompetencyRow], width: float, **options):
        super().__init__(title, caption, rows, width, **options)
        self.low, self.high, self.step = _scale(rows)

    def _x(self, level) -> float:
        room = self.width - self.label_width - _GAP_ROOM - _SHARE_ROOM - 10
        return self.label_width + 5 + float((level - self.low) / (self.high - self.low)) * room

    def draw_head(self, top: float) -> None:
        canvas, y = self.canv, top - 9
        x = self.label_width
        _diamond(canvas, x + 4, y + 2.6)
        text.left(canvas, x + 11, y, "standar jabatan", LABEL_SIZE, REGULAR, SLATE)
        canvas.setFillColor(TEAL)
        canvas.circle(x + 88, y + 2.6, 3.4, stroke=0, fill=1)
        text.left(canvas, x + 95, y, "level rata-rata", LABEL_SIZE, REGULAR, SLATE)
        text.right(canvas, self.width - _SHARE_ROOM, y, "kesenjangan", 7.5, REGULAR, SLATE)
        text.right(canvas, self.width, y, "memenuhi", 7.5, REGULAR, SLATE)

    def draw_behind(self, top: float, bottom: float) -> None:
        canvas = self.canv
        canvas.setLineWidth(0.5)
        for index in range(int((self.high - self.low) / self.step) + 1):
            level = self.low + self.step * index
            x = self._x(level)
            canvas.setStrokeColor(HAIR)
            canvas.line(x, top + 4, x, bottom)
            text.centred(canvas, x, bottom - 10, number(level, 2), 7.2, REGULAR, MUTED)

    def draw_row(self, row: CompetencyRow, middle: float) -> None:
        canvas, figures = self.canv, row.figures
        if figures.gap is None:
            text.left(canvas, self.label_width + 8, middle - 2.6, DASH, LABEL_SIZE, REGULAR, MUTED)
            return
        short = rounded(figures.gap, 2) < 0
        actual, standard = self._x(figures.actual), self._x(figures.required)
        canvas.setStrokeColor(AMBER_DARK if short else TEAL)
        canvas.setLineWidth(1.6)
        canvas.line(actual, middle, standard, middle)
        _diamond(canvas, standard, middle)
        canvas.setFillColor(AMBER if short else TEAL)
        canvas.setStrokeColor(AMBER_DARK if short else TEAL)
        canvas.setLineWidth(0.8)
        canvas.circle(actual, middle, 3.4, stroke=1, fill=1)
        colour = AMBER_DARK if short else INK
        text.right(
            canvas, self.width - _SHARE_ROOM, middle - 2.6, signed(figures.gap, 2), LABEL_SIZE + 0.5, BOLD, colour
        )
        text.right(canvas, self.width, middle - 2.6, percent(figures.meeting_share), LABEL_SIZE + 0.5, BOLD)


def _scale(rows: Sequence[CompetencyRow]) -> tuple[Decimal, Decimal, Decimal]:
    """Lowest and highest mark and the step between marks: round numbers around the levels that occur."""
    levels = [level for row in rows for level in (row.figures.required, row.figures.actual) if level is not None]
    if not levels:
        return Decimal(1), Decimal(5), Decimal(1)
    for step in _STEPS:
        low = (min(levels) / step).to_integral_value(ROUND_FLOOR) * step
        high = (max(levels) / step).to_integral_value(ROUND_FLOOR) * step + step
        if (high - low) / step <= _MOST_STEPS:
            break
    return low, high, step


def _diamond(canvas, x: float, y: float, size: float = 4.2) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y + size)
    path.lineTo(x + size, y)
    path.lineTo(x, y - size)
    path.lineTo(x - size, y)
    path.close()
    canvas.setFillColor(PAPER)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.1)
    canvas.drawPath(path, stroke=1, fill=1)
