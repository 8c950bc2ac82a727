"""Chapter 8: all units at a glance, then one page for each, its figures compared with the whole area."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from reportlab.platypus import PageBreak, Paragraph

from reports.domain.comparison import difference_words, spread
from reports.domain.figures import UnitFigures
from reports.domain.indonesian import number, percent
from reports.domain.narrative import key_figures, unit_lead
from reports.pdf.book import Book
from reports.pdf.cards import Cards
from reports.pdf.headings import unit_heading
from reports.pdf.palette import AMBER_WASH, TEAL_LIGHT
from reports.pdf.sheet import UnitSheet
from reports.pdf.styles import UNIT_LEAD
from reports.pdf.tables import Column, data_table
from reports.pdf.text import escaped

# head, measure, decimals, printed with a per-cent sign
_MEASURES: tuple[tuple[str, Callable[[UnitFigures], Decimal | None], int, bool], ...] = (
    ("PNS\n≥ 20 JP", lambda unit: unit.jp_share, 1, True),
    ("Rata-rata\nJP", lambda unit: unit.jp_average, 2, False),
    ("IP ASN", lambda unit: unit.ip_average, 2, False),
    ("Penilaian\nberlaku", lambda unit: unit.valid_share, 1, True),
    ("Rata-rata\nJPM", lambda unit: unit.jpm_average, 2, False),
    ("Baik\nke atas", lambda unit: unit.good_share, 1, True),
)


def write_units(book: Book) -> None:
    """Left out when the report has no entries beside the whole."""
    if not book.figures.units:
        return
    title = f"Lembar {book.noun}"
    lead = f"Ikhtisar semua {book.noun}, disusul satu halaman bagi masing-masing untuk bahan pembinaan."
    book.chapter("units", title, lead)
    _overview(book)
    for index, unit in enumerate(book.figures.units):
        _sheet(book, unit, f"unit-{index}", title)


def _overview(book: Book) -> None:
    """Units × key figures; the ends of every column are marked."""
    units = book.figures.units
    columns = [Column(book.noun.capitalize(), numeric=False), Column("ASN", 38)]
    columns += [Column(head, 44) for head, *_ in _MEASURES]

    def row(unit: UnitFigures) -> list[str]:
        values = (percent(get(unit)) if per_cent else number(get(unit), places) for _, get, places, per_cent in _MEASURES)
        return [unit.name, number(unit.headcount), *values]

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
    for column, (_, measure, places, _) in enumerate(_MEASURES, start=2):
        ends = spread(units, measure, places)
        if ends is None or ends.uniform:
            continue
        for extreme, sign, colour in ((ends.highest, "▲", TEAL_LIGHT), (ends.lowest, "▼", AMBER_WASH)):
            for unit in extreme.units:
                line = place[unit.key]
                rows[line][column] = f"{sign} {rows[line][column]}"
                commands.append(("BACKGROUND", (column, line + 1), (column, line + 1), colour))
    return commands


def _sheet(book: Book, unit: UnitFigures, key: str, title: str) -> None:
    figures, whole = book.figures, book.figures.whole
    before = figures.before(unit)
    own, all_ = key_figures(unit, before, figures.year), key_figures(whole, None, figures.year)
    book.add(PageBreak())
    book.heading(unit_heading(key, unit.name, title))
    book.add(Paragraph(escaped(unit_lead(figures, unit, book.meta.whole)), UNIT_LEAD))
    book.add(Cards(own, _notes(unit, whole, own, all_, book.meta.whole), height=62))
    book.add(UnitSheet(unit, figures, book.meta))


def _notes(unit: UnitFigures, whole: UnitFigures, own, all_, word: str) -> list[str]:
    """The third line of each card: what it consists of, for the others the value of the whole and the distance to it."""
    places = (1, 2, 2, 1, 2)
    units = ("poin", "JP", "poin", "poin", "poin")
    measures = [_MEASURES[index][1] for index in (0, 1, 2, 3, 4)]
    notes = [own[0].note]
    for figure, measure, decimals, words in zip(all_[1:], measures, places, units):
        distance = difference_words(measure(unit), measure(whole), decimals, words)
        notes.append(f"{word} {figure.value} ({distance})")
    return notes
