"""Assembling and writing the report: chapters in reading order, one layout pass, reproducible bytes."""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate

from reports.domain.content import ReportMeta
from reports.domain.figures import read_figures
from reports.pdf import fonts
from reports.pdf.book import Book
from reports.pdf.canvas import ReportCanvas
from reports.pdf.chapters import CHAPTERS
from reports.pdf.chapters.cover import Cover
from reports.pdf.contents import Contents
from reports.pdf.furniture import define_furniture, draw_furniture
from reports.pdf.geometry import (
    FRAME_HEIGHT,
    FRAME_WIDTH,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
)
from reports.pdf.headings import chapter_heading

_COVER, _BODY = "cover", "body"


def render_pdf(
    numbers: Mapping,
    previous: Mapping | None,
    meta: ReportMeta,
    out: BinaryIO | Path,
    *,
    invariant: bool = True,
) -> int:
    """Write the report of frozen `numbers` to `out` and answer its number of pages.

    `previous` are last year's numbers, or None. With `invariant` the same input gives the same bytes, so that a reprint
    can be compared with the archived file. Raises fonts.FontsMissing when the typeface is not installed.
    """
    fonts.register()
    book = Book(meta, read_figures(numbers, previous, meta.year, meta.area))
    for write_chapter in CHAPTERS:
        write_chapter(book)
    story = [Cover(meta, book.figures.whole), NextPageTemplate(_BODY), PageBreak(), *_contents(book), *book.story]
    document = _Document(meta, out, invariant=invariant)
    document.build(story, canvasmaker=document.make_canvas)
    return document.page


def _contents(book: Book) -> list:
    """The second page; it lists every heading but itself."""
    title = chapter_heading("contents", "Daftar isi", overline=f"Laporan Kompetensi ASN {book.meta.year}")
    return [title, Contents(book.headings)]


class _Document(BaseDocTemplate):
    """Two page templates: the cover without, all other pages with header and footer."""

    def __init__(self, meta: ReportMeta, out: BinaryIO | Path, *, invariant: bool):
        self.meta = meta
        super().__init__(
            str(out) if isinstance(out, Path) else out,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            title=meta.title,
            author=f"{meta.office_name}, {meta.agency_name}",
            subject=f"Kompetensi ASN tahun {meta.year}, keadaan data {meta.cut_off_words}",
            keywords=["ASN", "kompetensi", "JP", "IP ASN", meta.region_name, meta.region_code],
            creator="Sistem Kompetensi ASN",
            lang="id-ID",
            invariant=int(invariant),
            pageCompression=1,
        )
        bare = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
        page = Frame(0, 0, PAGE_WIDTH, PAGE_HEIGHT, **bare)
        text = Frame(MARGIN_LEFT, MARGIN_BOTTOM, FRAME_WIDTH, FRAME_HEIGHT, **bare)
        self.addPageTemplates(
            [
                PageTemplate(_COVER, [page]),
                PageTemplate(_BODY, [text], onPage=lambda canvas, _: draw_furniture(canvas)),
            ]
        )

    def make_canvas(self, filename, **options) -> ReportCanvas:
        canvas = ReportCanvas(filename, **options)
        if options.get("invariant"):
            # Else a reproducible file would claim to have been made on 1 January 2000.
            stamp = pdf_date(self.meta.cut_off)
            canvas.setDateFormatter(lambda *_: stamp)
        canvas.showOutline()
        canvas.setViewerPreference("DisplayDocTitle", "true")
        define_furniture(canvas, self.meta)
        return canvas


def pdf_date(moment) -> str:
    """A PDF date with its offset: D:20261121100500+08'00'."""
    offset = moment.strftime("%z") or "+0000"
    return f"{moment:D:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
