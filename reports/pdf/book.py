"""What the chapters write into: numbered headings, table titles and figure captions, in reading order."""

from collections.abc import Sequence
from functools import cached_property

from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Paragraph

from reports.domain.content import ReportMeta
from reports.domain.figures import ReportFigures
from reports.domain.indonesian import long_date
from reports.pdf.charts.base import HEADING_ROOM, Figure
from reports.pdf.geometry import FRAME_HEIGHT
from reports.pdf.headings import Heading, chapter_heading, section_heading
from reports.pdf.styles import BODY, BULLET, LEAD, SMALL, TABLE_TITLE
from reports.pdf.tables import DataTable
from reports.pdf.text import escaped

_ROOM_BELOW_SECTION = 190  # points that must be free, or the heading starts the next page
_TOO_LITTLE = 150  # points in which a table is not worth beginning
_TABLE_ROOM = 110
_SHORT_TABLE = 260
_CHAPTER_ROOM = FRAME_HEIGHT * 0.58  # points free below a chapter with which the next needs no new page


class Flowing(Flowable):
    """A chart and its table in the order that leaves no hole: the chart first where it fits, else first the table,
    which can be divided, and the chart on the page after it."""

    def __init__(self, chart: Figure, table: Sequence[Flowable]):
        super().__init__()
        self.chart, self.table = chart, table

    def wrap(self, avail_width, avail_height):
        chart_first = avail_height >= self.chart.least_room - HEADING_ROOM or avail_height < _TOO_LITTLE
        order = [self.chart, *self.table] if chart_first else [*self.table, self.chart]
        self._doctemplateAttr("frame").add_generated_content(*order)
        return 0, 0

    def draw(self):
        """Nothing of its own."""


class Book:
    """The story of one report. Chapters call its verbs; the document lays the story out once."""

    def __init__(self, meta: ReportMeta, figures: ReportFigures):
        self.meta = meta
        self.figures = figures
        self.story: list[Flowable] = []
        self.headings: list[Heading] = []
        self._chapter = self._section = self._tables = self._figures = 0

    @property
    def noun(self) -> str:
        """What the compared units are called."""
        return self.meta.child

    @cached_property
    def source_note(self) -> str:
        """Printed under every chart: where the numbers come from and of which day they are."""
        return f"Sumber: {self.meta.source}, keadaan {long_date(self.meta.cut_off)}."

    def add(self, *flowables: Flowable) -> None:
        self.story.extend(flowables)

    def heading(self, heading: Heading) -> None:
        self.headings.append(heading)
        self.story.append(heading)

    def chapter(self, key: str, title: str, lead: str = "", *, numbered: bool = True, overline: str = "") -> None:
        """The chapter's title and one sentence that says the finding, as a rule on a new page."""
        if numbered:
            self._chapter += 1
            self._section = 0
        label = str(self._chapter) if numbered else ""
        # After a chapter that ends near the top of a page the next one goes on there: no page is left nearly empty.
        self.add(CondPageBreak(_CHAPTER_ROOM) if self._chapter > 1 and numbered else PageBreak())
        self.heading(chapter_heading(key, title, label=label, overline=overline or (label and f"Bab {label}")))
        if lead:
            self.add(Paragraph(escaped(lead), LEAD))

    def section(self, title: str, room: float = _ROOM_BELOW_SECTION, label: str = "") -> None:
        """A numbered section; `room` points of its content have to fit below it on the same page."""
        self._section += 1
        label = label or f"{self._chapter}.{self._section}"
        self.add(CondPageBreak(room))
        self.heading(section_heading(f"section-{label}", title, label))

    def text(self, *paragraphs: str) -> None:
        self.add(*(Paragraph(escaped(paragraph), BODY) for paragraph in paragraphs))

    def labelled(self, label: str, words: str) -> None:
        """A paragraph that begins with a bold label."""
        self.add(Paragraph(f"<b>{escaped(label)}</b> {escaped(words)}", BODY))

    def bullets(self, *items: str | tuple[str, str]) -> None:
        """Items of a list; a pair is a bold label and its words."""
        for item in items:
            label, words = item if isinstance(item, tuple) else ("", item)
            marked = f"<b>{escaped(label)}</b>: {escaped(words)}" if label else escaped(words)
            self.add(Paragraph(marked, BULLET, bulletText="•"))

    def table(self, title: str, table: DataTable, note: str = "") -> list[Flowable]:
        """A table with its numbered title and a note below. A short table stays whole."""
        self._tables += 1
        height = table.full_height + 60
        parts = [
            CondPageBreak(height if height < _SHORT_TABLE else _TABLE_ROOM),
            Paragraph(escaped(f"Tabel {self._tables}. {title}"), TABLE_TITLE),
            table,
        ]
        return [*parts, Paragraph(escaped(note), SMALL)] if note else parts

    def figure_caption(self, description: str) -> str:
        """The numbered caption below a chart, with source and date."""
        self._figures += 1
        return f"Gambar {self._figures}. {description} {self.source_note}"
