"""The table of contents: one page, dotted leaders, every line a link. Page numbers come in at the end (canvas.py)."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from reports.pdf import text
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.headings import CHAPTER_LEVEL, Heading
from reports.pdf.palette import INK, RULE, SLATE

_CHAPTER_PITCH, _SECTION_PITCH = 20, 14.5
_INDENT, _NUMBER_ROOM, _GAP = 22, 26, 18


class Contents(Flowable):
    """Chapters and sections in one column; the pages of the units below their chapter, in columns that fit the page."""

    def __init__(self, headings: Sequence[Heading]):
        super().__init__()
        self.main = [heading for heading in headings if not heading.compact]
        self.units = [heading for heading in headings if heading.compact]
        self.last_main = self._closing_chapters()

    def _closing_chapters(self) -> int:
        """Index in `main` of the first line after the units' chapter; the units are printed before it."""
        for index, heading in enumerate(self.main):
            if heading.key == "units":
                return index + 1
        return len(self.main)

    def wrap(self, avail_width, avail_height):
        self.width, self.height = avail_width, avail_height
        return avail_width, avail_height

    def draw(self):
        y = self.height - 4
        for heading in self.main[: self.last_main]:
            y = self._line(heading, y)
        closing = self.main[self.last_main :]
        room = y - 10 - sum(self._pitch(heading) for heading in closing)
        y = self._columns(y, room)
        for heading in closing:
            y = self._line(heading, y)

    def _pitch(self, heading: Heading) -> float:
        return _CHAPTER_PITCH if heading.level == CHAPTER_LEVEL else _SECTION_PITCH

    def _line(self, heading: Heading, y: float) -> float:
        """A chapter or section line whose top is y; answers the top of the next one."""
        chapter = heading.level == CHAPTER_LEVEL
        size, font = (10.5, BOLD) if chapter else (9.5, REGULAR)
        pitch = self._pitch(heading)
        baseline = y - pitch + 4
        x = _INDENT if heading.label or not chapter else 0
        if heading.label:
            text.left(self.canv, 0 if chapter else _INDENT, baseline, heading.label, size, font, INK)
            x = _INDENT if chapter else _INDENT + 24
        text.left(self.canv, x, baseline, heading.title, size, font, INK if chapter else SLATE)
        end = x + text.width_of(heading.title, font, size)
        self._leader(end + 5, self.width - _NUMBER_ROOM, baseline)
        self.canv.defer_page(heading.key, self.width, baseline, size, INK if chapter else SLATE)
        self._link(heading, 0, baseline - 3, self.width, baseline + size)
        return y - pitch

    def _columns(self, y: float, room: float) -> float:
        """The units' lines in two columns, three when two do not fit; the pitch shrinks before anything is lost."""
        if not self.units:
            return y
        columns = 2 if len(self.units) * 5.6 <= room else 3
        rows = -(-len(self.units) // columns)
        pitch = min(12.5, room / rows)
        size = max(5.0, min(8.5, pitch - 2.6))
        column = (self.width - _INDENT - _GAP * (columns - 1)) / columns
        for index, heading in enumerate(self.units):
            x = _INDENT + (index // rows) * (column + _GAP)
            self._unit(heading, x, y - (index % rows + 1) * pitch + 1, column, size)
        return y - rows * pitch - 6

    def _unit(self, heading: Heading, x: float, baseline: float, column: float, size: float) -> None:
        title = fitted(heading.title, size, column - 22)
        text.left(self.canv, x, baseline, title, size, REGULAR, SLATE)
        end = x + text.width_of(title, REGULAR, size)
        self._leader(end + 4, x + column - 16, baseline)
        self.canv.defer_page(heading.key, x + column, baseline, size, SLATE)
        self._link(heading, x, baseline - 2, x + column, baseline + size)

    def _leader(self, start: float, end: float, baseline: float) -> None:
        if end > start:
            self.canv.setStrokeColor(RULE)
            self.canv.setLineWidth(0.6)
            self.canv.setDash(0.6, 2.4)
            self.canv.line(start, baseline + 1, end, baseline + 1)
            self.canv.setDash()

    def _link(self, heading: Heading, x1: float, y1: float, x2: float, y2: float) -> None:
        self.canv.linkRect("", heading.key, (x1, y1, x2, y2), relative=1, thickness=0)


def fitted(title: str, size: float, width: float) -> str:
    """The title, cut at a word with an ellipsis when it is wider than its column."""
    if text.width_of(title, REGULAR, size) <= width:
        return title
    words = title.split()
    while words and text.width_of(" ".join(words) + " …", REGULAR, size) > width:
        words.pop()
    return " ".join(words) + " …"
