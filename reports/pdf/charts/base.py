"""What every chart shares: a title that says the finding, the plot, a caption with source and date."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from reports.domain.indonesian import NO_DATA
from reports.pdf import text
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.geometry import FRAME_HEIGHT, FRAME_WIDTH
from reports.pdf.palette import INK, MIST, MUTED, SLATE

TITLE_SIZE, TITLE_LEADING = 10.5, 13.5
CAPTION_SIZE, CAPTION_LEADING = 7.8, 10
LABEL_SIZE, LABEL_LEADING = 8, 9.6
LEGEND_HEIGHT = 16
HEADING_ROOM = 40  # points a section heading takes above a chart
_TITLE_GAP, _CAPTION_GAP, _AFTER = 7, 5, 14
_SQUEEZE = 0.08  # part of a row's height that may be given up


class Figure(Flowable):
    """Subclasses give `body_height` and `draw_body(top)`; the plot occupies top − body_height … top."""

    body_height = 0.0

    def __init__(self, title: str, caption: str, width: float = FRAME_WIDTH):
        super().__init__()
        self.title, self.caption, self.width = title, caption, width
        self.title_lines = text.wrapped(title, BOLD, TITLE_SIZE, width)
        self.caption_lines = text.wrapped(caption, REGULAR, CAPTION_SIZE, width) if caption else ()

    @property
    def frame(self) -> float:
        """Height of everything around the plot."""
        caption = len(self.caption_lines) * CAPTION_LEADING + _CAPTION_GAP if self.caption_lines else 0
        return len(self.title_lines) * TITLE_LEADING + _TITLE_GAP + caption + _AFTER

    def wrap(self, avail_width, avail_height):
        self.height = self.frame + self.body_height
        return self.width, self.height

    @property
    def least_room(self) -> float:
        """Points a heading has to find free so that the chart begins below it."""
        return self.frame + self.body_height + HEADING_ROOM

    def draw(self):
        top = self.height
        y = top - TITLE_SIZE
        y = text.lines(self.canv, 0, y, self.title_lines, TITLE_LEADING, TITLE_SIZE, BOLD, INK)
        top -= len(self.title_lines) * TITLE_LEADING + _TITLE_GAP
        self.draw_body(top)
        y = top - self.body_height - _CAPTION_GAP - CAPTION_SIZE
        text.lines(self.canv, 0, y, self.caption_lines, CAPTION_LEADING, CAPTION_SIZE, REGULAR, MUTED)

    def draw_body(self, top: float) -> None:
        raise NotImplementedError

    def legend(self, top: float, entries: Sequence[tuple], x: float = 0) -> None:
        """Squares with their words, from left to right; entries are (colour, words)."""
        y = top - 9
        for colour, words in entries:
            self.canv.setFillColor(colour)
            self.canv.rect(x, y - 0.5, 7, 7, stroke=0, fill=1)
            text.left(self.canv, x + 10, y, words, LABEL_SIZE, REGULAR, SLATE)
            x += 10 + text.width_of(words, REGULAR, LABEL_SIZE) + 14


class EmptyFigure(Figure):
    """In place of a chart that has nothing to show: the title says what is missing."""

    body_height = 44.0

    def draw_body(self, top: float) -> None:
        self.canv.setFillColor(MIST)
        self.canv.rect(0, top - self.body_height, self.width, self.body_height, stroke=0, fill=1)
        text.left(self.canv, 10, top - self.body_height / 2 - 3, NO_DATA.capitalize(), LABEL_SIZE, REGULAR, MUTED)


class RowFigure(Figure):
    """A chart with one row per unit, which may run over pages like a table does.

    `rows` are objects with a `label`; subclasses draw one row with `draw_row(row, y, height)` and the strip above the
    rows (legend, axis words) with `draw_head(top)`, `head` points high.
    """

    head = 0.0
    foot = 0.0
    label_width = 205.0  # most names of units fit one line
    row_height = 12.6
    tight_row_height = 10.4  # used when that lets all rows stay on one page

    def __init__(self, title: str, caption: str, rows: Sequence, width: float = FRAME_WIDTH, **options):
        super().__init__(title, caption, width)
        self.rows, self.options = list(rows), options
        self.pitch = self.full_pitch = self._pitch()

    def wrap(self, avail_width, avail_height):
        """Rows move together a little where that lets the chart stand on the page."""
        self.pitch = self.full_pitch
        excess = self.frame + self.body_height - avail_height
        if 0 < excess <= self._slack:
            self.pitch -= (excess + 0.01) / len(self.rows)
        return super().wrap(avail_width, avail_height)

    @property
    def _slack(self) -> float:
        """Points that can be won by moving the rows together."""
        return len(self.rows) * self.full_pitch * _SQUEEZE

    def _pitch(self) -> float:
        needed = self.frame + self.head + self.foot + sum(self._height(row, self.row_height) for row in self.rows)
        return self.row_height if needed <= FRAME_HEIGHT - 90 else self.tight_row_height

    def _lines(self, row) -> tuple[str, ...]:
        return text.wrapped(row.label, REGULAR, LABEL_SIZE, self.label_width - 8)

    def _height(self, row, pitch: float) -> float:
        return pitch + (len(self._lines(row)) - 1) * LABEL_LEADING

    @property
    def body_height(self) -> float:
        return self.head + self.foot + sum(self._height(row, self.pitch) for row in self.rows)

    @property
    def least_room(self) -> float:
        whole = super().least_room - self._slack
        return whole if whole <= FRAME_HEIGHT else self.frame + self.head + self.foot + 10 * self.pitch

    def split(self, avail_width, avail_height):
        """A chart that fits an empty page moves there; a longer one is cut between rows."""
        room = avail_height - self.frame - self.head - self.foot
        if self.frame + self.body_height <= FRAME_HEIGHT or room < 8 * self.full_pitch:
            return []
        count = 0
        while count < len(self.rows) and room >= self._height(self.rows[count], self.pitch):
            room -= self._height(self.rows[count], self.pitch)
            count += 1
        return [self._part(self.title, self.rows[:count]), self._part(f"{self.title} (lanjutan)", self.rows[count:])]

    def _part(self, title: str, rows: Sequence) -> "RowFigure":
        part = type(self)(title, self.caption, rows, self.width, **self.options)
        part.pitch = part.full_pitch = self.full_pitch  # fewer rows would otherwise be drawn wider and no longer fit
        return part

    def draw_body(self, top: float) -> None:
        self.draw_head(top)
        y = top - self.head
        self.draw_behind(y, y - sum(self._height(row, self.pitch) for row in self.rows))
        for row in self.rows:
            height = self._height(row, self.pitch)
            labels = self._lines(row)
            middle = y - height / 2
            baseline = middle + (len(labels) - 1) * LABEL_LEADING / 2 - LABEL_SIZE * 0.33
            font = BOLD if getattr(row, "bold", False) else REGULAR
            text.lines(self.canv, 0, baseline, labels, LABEL_LEADING, LABEL_SIZE, font, INK)
            self.draw_row(row, middle)
            y -= height

    def draw_head(self, top: float) -> None:
        """The strip above the rows."""

    def draw_behind(self, top: float, bottom: float) -> None:
        """Grid and reference lines, behind the rows."""

    def draw_row(self, row, middle: float) -> None:
        raise NotImplementedError


class Side(Flowable):
    """Two figures beside each other, tops aligned."""

    def __init__(self, left: Figure, right: Figure, width: float = FRAME_WIDTH):
        super().__init__()
        self.figures, self.width = (left, right), width

    def wrap(self, avail_width, avail_height):
        self.heights = [figure.wrap(avail_width, avail_height)[1] for figure in self.figures]
        self.height = max(self.heights)
        return self.width, self.height

    def draw(self):
        for figure, height, x in zip(self.figures, self.heights, (0, self.width - self.figures[1].width), strict=True):
            figure.drawOn(self.canv, x, self.height - height)
