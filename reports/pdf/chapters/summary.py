"""Page 3, the executive summary: six figures, three findings, and beside each what to do about it."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import KeepInFrame, Paragraph, Table, TableStyle

from reports.domain.indonesian import number
from reports.domain.narrative import ExecutiveSummary, summarise
from reports.domain.topics import Statement
from reports.pdf.book import Book
from reports.pdf.cards import Cards
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.geometry import FRAME_WIDTH
from reports.pdf.palette import INK, RULE, SLATE, TEAL, TEAL_WASH
from reports.pdf.styles import BODY
from reports.pdf.tables import gap
from reports.pdf.text import escaped

_HEADLINE = ParagraphStyle("statement-head", parent=BODY, fontName=BOLD, fontSize=11, leading=14.2, spaceAfter=3)
_TEXT = ParagraphStyle("statement", parent=BODY, fontSize=10, leading=14, textColor=SLATE, spaceAfter=0)
_NUMBER, _LEFT = 24, 226


def write_summary(book: Book) -> None:
    meta, figures = book.meta, book.figures
    summary = summarise(figures, book.noun)
    people = figures.whole.headcount
    opening = (
        f"{meta.area} memiliki {number(people)} ASN aktif." if people else f"Belum ada data ASN aktif {meta.area}."
    )
    lead = f"{opening} Enam angka utama, tiga temuan, dan tiga rekomendasi tahun {meta.year}:"
    book.chapter("summary", "Ringkasan eksekutif", lead, numbered=False, overline=f"Untuk pimpinan {meta.agency_name}")
    book.add(
        Cards(summary.figures, height=88),
        gap(8),
        # The summary stays one page: longer texts are scaled to the height that is left.
        KeepInFrame(FRAME_WIDTH, 0, [_statements(summary)], mode="shrink", mergeSpace=0),
    )


def _statements(summary: ExecutiveSummary) -> Table:
    head = ["", "Temuan", "Rekomendasi"]
    rows = [
        [str(index), _cell(finding), _cell(recommendation)]
        for index, (finding, recommendation) in enumerate(
            zip(summary.findings, summary.recommendations, strict=True), start=1
        )
    ]
    return Table([head, *rows], colWidths=[_NUMBER, _LEFT, FRAME_WIDTH - _NUMBER - _LEFT], style=_STYLE)


def _cell(statement: Statement) -> list[Paragraph]:
    return [Paragraph(escaped(statement.headline), _HEADLINE), Paragraph(escaped(statement.text), _TEXT)]


_STYLE = TableStyle(
    [
        ("FONT", (0, 0), (-1, -1), REGULAR, 10, 14),
        ("FONT", (0, 0), (-1, 0), BOLD, 11, 14),
        ("TEXTCOLOR", (0, 0), (-1, 0), TEAL),
        ("FONT", (0, 1), (0, -1), BOLD, 15, 18),
        ("TEXTCOLOR", (0, 1), (0, -1), TEAL),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (1, -1), 0),
        ("LEFTPADDING", (2, 0), (2, -1), 12),
        ("RIGHTPADDING", (0, 0), (1, -1), 12),
        ("RIGHTPADDING", (2, 0), (2, -1), 10),
        ("TOPPADDING", (0, 1), (-1, -1), 9),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 10),
        ("BACKGROUND", (2, 1), (2, -1), TEAL_WASH),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, TEAL),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, RULE),
        ("TEXTCOLOR", (1, 1), (-1, -1), INK),
    ]
)
