"""Chapter 5: whose assessment is valid, expired or missing."""

from reportlab.platypus import Flowable

from reports.domain.chart_titles import assessment_title
from reports.domain.figures import UnitFigures
from reports.domain.indonesian import number, percent
from reports.domain.topics import assessment_topic
from reports.pdf.book import Book, Flowing
from reports.pdf.chapters.common import total_row
from reports.pdf.charts.stacked import Stack, StackFigure
from reports.pdf.palette import ASSESSMENT_COLOURS
from reports.pdf.tables import Column, data_table

_WORDS = {"valid": "berlaku", "expired": "kedaluwarsa", "never": "belum pernah dinilai"}
_CLASSES = [(ASSESSMENT_COLOURS[key], words) for key, words in _WORDS.items()]


def write_assessment(book: Book) -> None:
    finding = assessment_topic(book.figures, book.noun).finding
    book.chapter("assessment", "Penilaian kompetensi", f"{finding.headline}. {finding.text}")
    book.section(f"Keberlakuan hasil menurut {book.noun}")
    if not book.figures.units:
        book.text(f"Belum ada data menurut {book.noun}.")
        return
    book.add(Flowing(_chart(book), _table(book)))


def _chart(book: Book) -> StackFigure:
    figures = book.figures
    ranked = sorted(figures.units, key=lambda unit: (unit.valid_share is None, -(unit.valid_share or 0), unit.name))
    rows = [_stack(unit, unit.name) for unit in ranked]
    rows.append(_stack(figures.whole, book.meta.area, bold=True))
    caption = book.figure_caption(
        f"Jumlah ASN menurut keberlakuan hasil penilaian pada 31 Desember {book.meta.year}; panjang batang sama "
        "dengan 100%, diurutkan menurut bagian yang berlaku."
    )
    title = assessment_title(figures, book.noun)
    return StackFigure(title, caption, rows, classes=_CLASSES, last_column="ASN")


def _stack(unit: UnitFigures, label: str, *, bold: bool = False) -> Stack:
    return Stack(label, (unit.valid, unit.expired, unit.never), bold)


def _table(book: Book) -> list[Flowable]:
    columns = [
        Column(book.noun.capitalize(), numeric=False),
        Column("Berlaku", 50),
        Column("Kedalu-\nwarsa", 50),
        Column("Belum\npernah", 50),
        Column("Jumlah", 50),
        Column("% berlaku", 52),
    ]

    def row(unit: UnitFigures) -> list[str]:
        people = unit.valid + unit.unassessed
        counts = (unit.valid, unit.expired, unit.never, people)
        return [unit.name, *(number(count) for count in counts), percent(unit.valid_share)]

    table = data_table(columns, [row(unit) for unit in book.figures.units], total_row(row(book.figures.whole)))
    note = "Hasil penilaian berlaku tiga tahun (Peraturan BKN 26/2019 Pasal 29 ayat (4))."
    return book.table(f"Hasil penilaian kompetensi menurut {book.noun} (orang)", table, note)
