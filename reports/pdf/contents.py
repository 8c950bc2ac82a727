"""The table of contents: one page, dotted leaders, every line a link. Page numbers come in at the end (canvas.py).

It has to stay one page, because page 3 is the executive summary. With many units its lines move closer together; with
more than fit, the units are listed at the beginning of their own chapter instead.
"""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from reports.pdf import text
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.geometry import FRAME_WIDTH
from reports.pdf.headings import CHAPTER_LEVEL, Heading
from reports.pdf.palette import INK, RULE, SLATE

MOST_UNITS = 90
# Pitches of chapters and sections and columns of units, from airy to tight; the first with room for the units is taken.
_LAYOUTS = ((20, 14.5, 2), (17.5, 12.6, 2), (16, 11.4, 3))
_INDENT, _NUMBER_ROOM, _GAP = 22, 26, 18
_UNIT_PITCH, _COMFORTABLE = 12.5, 9.0
_INDEX_ROWS = 52


class Contents(Flowable):
    """Chapters and sections in one column; the pages of the units below their chapter, in columns."""

    def __init__(self, headings: Sequence[Heading]):
        super().__init__()
        self.main = [heading for heading in headings if not heading.compact]
        units = [heading for heading in headings if heading.compact]
        self.units = units if len(units) <= MOST_UNITS else []

    def wrap(self, avail_width, avail_height):
        self.width, self.height = avail_width, avail_height
        return avail_width, avail_height

    def draw(self):
        self._choose_layout()
        y = self.height - 4
        for heading in self.main:
            y = self._line(heading, y)
            if heading.key == "units" and self.units:
                draw_units(self.canv, self.units, y, self.columns, self.unit_pitch)
                y -= -(-len(self.units) // self.columns) * self.unit_pitch + 6

    def _choose_layout(self) -> None:
        chapters = sum(heading.level == CHAPTER_LEVEL for heading in self.main)
        for self.chapter_pitch, self.section_pitch, self.columns in _LAYOUTS:
            lines = chapters * self.chapter_pitch + (len(self.main) - chapters) * self.section_pitch
            rows = -(-len(self.units) // self.columns) or 1
            self.unit_pitch = min(_UNIT_PITCH, (self.height - 16 - lines) / rows)
            if self.unit_pitch >= _COMFORTABLE:
                return

    def _line(self, heading: Heading, y: float) -> float:
        """A chapter or section line whose top is y; answers the top of the next one."""
        chapter = heading.level == CHAPTER_LEVEL
        size, font, colour = (10.5, BOLD, INK) if chapter else (9.5, REGULAR, SLATE)
        pitch = self.chapter_pitch if chapter else self.section_pitch
        baseline = y - pitch + 4
        x = _INDENT if heading.label or not chapter else 0
        if heading.label:
            text.left(self.canv, 0 if chapter else _INDENT, baseline, heading.label, size, font, INK)
            x = _INDENT if chapter else _INDENT + 24
        text.left(self.canv, x, baseline, heading.title, size, font, colour)
        end = x + text.width_of(heading.title, font, size)
        _leader(self.canv, end + 5, self.width - _NUMBER_ROOM, baseline)
        self.canv.defer_page(heading.key, self.width, baseline, size, colour)
        _link(self.canv, heading, 0, baseline, self.width, size)
        return y - pitch


class UnitIndex(Flowable):
    """A page of links to the units' pages, for reports with more units than the table of contents can hold."""

    def __init__(self, units: Sequence[Heading]):
        super().__init__()
        self.units = units
        self.width, self.height = FRAME_WIDTH, -(-len(units) // 2) * _UNIT_PITCH

    def wrap(self, avail_width, avail_height):
        return self.width, self.height

    def draw(self):
        draw_units(self.canv, self.units, self.height, 2, _UNIT_PITCH)


def unit_index(units: Sequence[Heading]) -> list[UnitIndex]:
    """The index in parts of a page each; nothing when the table of contents holds the units."""
    if len(units) <= MOST_UNITS:
        return []
    part = _INDEX_ROWS * 2
    return [UnitIndex(units[start : start + part]) for start in range(0, len(units), part)]


def draw_units(canvas, units: Sequence[Heading], top: float, columns: int, pitch: float) -> None:
    """Lines of units in columns, read downwards."""
    rows = -(-len(units) // columns)
    size = min(8.5, pitch - 2)
    column = (FRAME_WIDTH - _INDENT - _GAP * (columns - 1)) / columns
    for index, heading in enumerate(units):
        x = _INDENT + (index // rows) * (column + _GAP)
        baseline = top - (index % rows + 1) * pitch + 1
        title = text.fitted(heading.title, size, column - 22)
        text.left(canvas, x, baseline, title, size, REGULAR, SLATE)
        _leader(canvas, x + text.width_of(title, REGULAR, size) + 4, x + column - 16, baseline)
        canvas.defer_page(heading.key, x + column, baseline, size, SLATE)
        _link(canvas, heading, x, baseline, x + column, size)


def _leader(canvas, start: float, end: float, baseline: float) -> None:
    if end > start:
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.6)
        canvas.setDash(0.6, 2.4)
        canvas.line(start, baseline + 1, end, baseline + 1)
        canvas.setDash()


def _link(canvas, heading: Heading, x1: float, baseline: float, x2: float, size: float) -> None:
    canvas.linkRect("", heading.key, (x1, baseline - 2.5, x2, baseline + size), relative=1, thickness=0)
