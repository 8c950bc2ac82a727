"""Chapter 8: all units at a glance, then one page for each, its figures compared with the whole area."""

from collections.abc import Sequence

from reportlab.platypus import PageBreak, Paragraph

from reports.domain.comparison import spread
from reports.domain.figures import UnitFigures
from reports.domain.indicators import (
    COMPARED,
    GOOD_SHARE,
    IP_AVERAGE,
    JP_AVERAGE,
    JP_SHARE,
    JPM_AVERAGE,
    VALID_SHARE,
)
from reports.domain.indonesian import number
from reports.domain.narrative import key_figures, unit_lead
from reports.pdf.book import Book
from reports.pdf.cards import Cards
from reports.pdf.contents import unit_index
from reports.pdf.headings import Heading, unit_heading
from reports.pdf.palette import AMBER_WASH, TEAL_LIGHT
from reports.pdf.sheet import UnitSheet
from reports.pdf.styles import UNIT_LEAD
from reports.pdf.tables import Column, data_table
from reports.pdf.text import escaped

_COLUMNS = (
    ("PNS\n≥ 20 JP", JP_SHARE),
    ("Rata-rata\nJP", JP_AVERAGE),
    ("IP ASN", IP_AVERAGE),
    ("Penilaian\nberlaku", VALID_SHARE),
    ("Rata-rata\nJPM", JPM_AVERAGE),
    ("Baik\nke atas", GOOD_SHARE),
)


def write_units(book: Book) -> None:
    """Left out when the report has no entries beside the whole."""
    if not book.figures.units:
        return
    title = f"Lembar {book.noun}"
    lead = f"Ikhtisar semua {book.noun}, disusul satu halaman bagi masing-masing untuk bahan pembinaan."
    book.chapter("units", title, lead)
    _overview(book)
    headings = [unit_heading(f"unit-{index}", unit.name, title) for index, unit in enumerate(book.figures.units)]
    book.add(*unit_index(headings))
    for unit, heading in zip(book.figures.units, headings, strict=True):
        _sheet(book, unit, heading)


def _overview(book: Book) -> None:
    """Units × key figures; the ends of every column are marked."""
    units = book.figures.units
    columns = [Column(book.noun.capitalize(), numeric=False), Column("ASN", 34)]
    columns += [Column(head, 41) for head, _ in _COLUMNS]

    def row(unit: UnitFigures) -> list[str]:
        return [unit.name, number(unit.headcount), *(item.show(unit) for _, item in _COLUMNS)]

    rows = [row(unit) for unit in units]
    grounds = _mark_ends(units, rows)
    table = data_table(columns, rows, [book.meta.whole.capitalize(), *row(book.figures.whole)[1:]])
    table.setStyle(grounds)
    note = "▲ nilai tertinggi dan ▼ nilai terendah setiap kolom."
    book.add(*book.table(f"Ikhtisar angka utama menurut {book.noun}", table, note))


def _mark_ends(units: Sequence[UnitFigures], rows: list[list[str]]) -> list[tuple]:
    """Put a sign into the highest and lowest cells of columns in which units differ; answers their grounds."""
    commands = []
    place = {unit.key: index for index, unit in enumerate(units)}
    for column, (_, item) in enumerate(_COLUMNS, start=2):
        ends = spread(units, item.measure, item.places)
        if ends is None or ends.uniform:
            continue
        for extreme, sign, colour in ((ends.highest, "▲", TEAL_LIGHT), (ends.lowest, "▼", AMBER_WASH)):
            for unit in extreme.units:
                line = place[unit.key]
                rows[line][column] = f"{sign} {rows[line][column]}"
                commands.append(("BACKGROUND", (column, line + 1), (column, line + 1), colour))
    return commands


def _sheet(book: Book, unit: UnitFigures, heading: Heading) -> None:
    figures, word = book.figures, book.meta.whole
    own = key_figures(unit, figures.before(unit), figures.year)
    notes = [own[0].note, *(item.compared(unit, figures.whole, word) for item in COMPARED)]
    book.add(PageBreak())
    book.heading(heading)
    book.add(Paragraph(escaped(unit_lead(figures, unit, word)), UNIT_LEAD))
    book.add(Cards(own, notes, height=62))
    book.add(UnitSheet(unit, figures, book.meta))
