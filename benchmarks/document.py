"""The PDF of a whole government, against a bare reportlab document with the same texts and tables.

The bare document is made from the report's own story: every paragraph stays a paragraph, every table a
table, and of each chart and card the words become the cells of a plain table. No design, no links, no
contents, no drawing.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from benchmarks import databases
from benchmarks.table import Line, in_turn, milliseconds
from reports.documents import read_meta
from reports.domain.figures import read_figures
from reports.pdf import fonts
from reports.pdf.book import Book, Flowing
from reports.pdf.chapters import CHAPTERS
from reports.pdf.chapters.cover import Cover
from reports.pdf.contents import Contents
from reports.pdf.document import render_pdf
from reports.pdf.geometry import FRAME_HEIGHT, FRAME_WIDTH
from reports.pdf.headings import Heading
from reports.services.freeze import Frozen, freeze

MOST_TIMES_BARE, LEAST_PAGES = 1.5, 40
CELLS = 4  # words of a chart stand in a plain table of so many columns

Block = tuple[str, Any]  # what a piece of the story is, and its words


def measure(people: int, *, repeated: int) -> list[Line]:
    """Our document and the bare one in turn."""
    from django.utils import timezone

    databases.use(people)
    frozen = freeze(agency=databases.agency(), unit=None, year=databases.YEAR, at=timezone.now())
    meta = read_meta(frozen.meta)
    blocks = list(words_of(frozen))

    def ours() -> int:
        return render_pdf(frozen.numbers, frozen.previous, meta, BytesIO())

    pages, bare_pages = ours(), bare(blocks, fonts.REGULAR)
    if pages < LEAST_PAGES:
        raise RuntimeError(f"The report has only {pages} pages")
    seconds, same_face, standard_face = in_turn(
        ours, lambda: bare(blocks, fonts.REGULAR), lambda: bare(blocks, "Helvetica"), times=repeated
    )
    what = f"PDF of {pages} pages"
    return [
        Line(f"{what}", milliseconds(seconds), f"bare document, {bare_pages} pages, {milliseconds(same_face)}",
             seconds / same_face, MOST_TIMES_BARE),
        Line(f"{what}, a page", milliseconds(seconds / pages), f"bare {milliseconds(same_face / bare_pages)}",
             (seconds / pages) / (same_face / bare_pages)),
        Line(f"{what}, typeface not embedded in the bare one", milliseconds(seconds), milliseconds(standard_face),
             seconds / standard_face),
    ]  # fmt: skip


def bare(blocks: list[Block], face: str) -> int:
    """Write the words as simply as reportlab can; the number of pages."""
    text = ParagraphStyle("text", fontName=face, fontSize=9.5, leading=13, spaceAfter=5)
    title = ParagraphStyle("title", fontName=face, fontSize=15, leading=19, spaceAfter=6)
    grid = [("FONT", (0, 0), (-1, -1), face, 8), ("GRID", (0, 0), (-1, -1), 0.3, "grey")]
    story: list[Flowable] = []
    for kind, words in blocks:
        if kind == "page":
            story.append(PageBreak())
        elif kind == "room":
            story.append(CondPageBreak(words))
        elif kind in ("title", "text"):
            story.append(Paragraph(words, title if kind == "title" else text))
        else:
            story.append(Table(words, repeatRows=1 if kind == "table" else 0, style=grid))
    document = SimpleDocTemplate(BytesIO(), pagesize=A4, leftMargin=50, rightMargin=50, topMargin=45, bottomMargin=45)
    document.build(story)
    return int(document.page)


def words_of(frozen: Frozen) -> Iterator[Block]:
    """The texts and tables of the report in reading order."""
    fonts.register()
    meta = read_meta(frozen.meta)
    book = Book(meta, read_figures(frozen.numbers, frozen.previous, meta.year, meta.area))
    for write_chapter in CHAPTERS:
        write_chapter(book)
    cover = [Cover(meta, book.figures.whole), PageBreak(), Contents(book.headings)]
    for flowable in [*cover, *book.story]:
        yield from _blocks(flowable)


def _blocks(flowable: Flowable) -> Iterator[Block]:
    if isinstance(flowable, PageBreak):
        yield "page", None
    elif isinstance(flowable, CondPageBreak):
        yield "room", flowable.height
    elif isinstance(flowable, Flowing):
        for part in (flowable.chart, *flowable.table):
            yield from _blocks(part)
    elif isinstance(flowable, Paragraph):
        yield ("title" if isinstance(flowable, Heading) else "text"), _escaped(flowable.getPlainText())
    elif isinstance(flowable, Table):
        yield "table", [[_plain(cell) for cell in row] for row in flowable._cellvalues]
    elif not isinstance(flowable, Spacer):
        words = Listening.to(flowable)
        words += [""] * (-len(words) % CELLS)
        yield "words", [words[start : start + CELLS] for start in range(0, len(words), CELLS)]


def _plain(cell: object) -> str:
    if isinstance(cell, list | tuple):
        return " ".join(_plain(part) for part in cell)
    return cell.getPlainText() if isinstance(cell, Paragraph) else "" if isinstance(cell, Flowable) else str(cell)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


class Listening(Canvas):
    """A canvas that notes the words drawn on it."""

    def __init__(self) -> None:
        super().__init__(BytesIO(), pagesize=A4)
        self.words: list[str] = []

    @classmethod
    def to(cls, flowable: Flowable) -> list[str]:
        canvas = cls()
        flowable.wrapOn(canvas, FRAME_WIDTH, FRAME_HEIGHT)
        flowable.drawOn(canvas, 0, 0)
        return canvas.words

    def drawString(self, x: float, y: float, text: str, *others: object, **options: object) -> None:  # noqa: N802
        self.words.append(text)

    def mark(self, *about: object) -> None:
        """A target of links."""

    def defer_page(self, *about: object) -> None:
        self.words.append("99")
