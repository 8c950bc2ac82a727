"""Chapter 7: the index of professionalism (IP ASN)."""

from reportlab.platypus import Flowable

from reports.domain.chart_titles import band_title, dimension_title, ip_title
from reports.domain.figures import UnitFigures
from reports.domain.indonesian import DASH, NO_DATA, number, percent, share
from reports.domain.legal import HIDDEN_CELLS
from reports.domain.topics import ip_topic
from reports.domain.topics.professionalism import weakest_dimension
from reports.domain.vocabulary import IP_BAND_BOUNDS, IP_BANDS, IP_DIMENSIONS
from reports.pdf.book import Book, Flowing
from reports.pdf.chapters.common import ranking
from reports.pdf.charts.bars import Bar, BarFigure, Bullet, BulletFigure, Reference
from reports.pdf.tables import Column, data_table


def write_professionalism(book: Book) -> None:
    finding = ip_topic(book.figures, book.noun).finding
    book.chapter("professionalism", "Indeks Profesionalitas ASN", f"{finding.headline}. {finding.text}")
    book.section("Dimensi dan kategori")
    book.add(_dimensions(book), _bands(book))
    book.section(f"Peringkat {book.noun}")
    if not book.figures.units:
        book.text(f"Belum ada data menurut {book.noun}.")
        return
    book.add(Flowing(_ranking(book), _table(book)))


def _dimensions(book: Book) -> BulletFigure:
    whole = book.figures.whole
    weakest = weakest_dimension(whole)
    rows = []
    for item in IP_DIMENSIONS:
        value = whole.ip_dimensions[item.key]
        part = percent(whole.dimension_share(item))
        words = NO_DATA if value is None else f"{number(value, 2)} dari {item.weight} ({part})"
        rows.append(Bullet(item.name, value, item.weight, words, item is weakest))
    caption = book.figure_caption("Nilai rata-rata setiap dimensi; garis tegak menandai nilai tertinggi dimensi.")
    return BulletFigure(dimension_title(whole), caption, rows, maximum=max(item.weight for item in IP_DIMENSIONS))


def _bands(book: Book) -> BarFigure:
    whole = book.figures.whole
    total = sum(whole.ip_bands.values())
    low = set(IP_BANDS[-2:])
    rows = []
    for band in IP_BANDS:
        count = whole.ip_bands.get(band, 0)
        words = f"{number(count)} ({percent(share(count, total))})" if total else NO_DATA
        rows.append(Bar(band, count if total else None, words, band in low))
    caption = book.figure_caption("Jumlah ASN menurut kategori IP ASN.")
    largest = max(whole.ip_bands.values(), default=0) or 1
    return _BandBars(band_title(whole), caption, rows, maximum=largest, value_room=70)


class _BandBars(BarFigure):
    label_width = 84.0
    row_height = tight_row_height = 15.0


def _ranking(book: Book) -> BarFigure:
    figures = book.figures
    bounds = ", ".join(f"{bound} {band}" for bound, band in reversed(IP_BAND_BOUNDS))
    caption = book.figure_caption(
        f"Rata-rata IP ASN menurut {book.noun}; garis menandai batas bawah kategori ({bounds})."
    )
    return BarFigure(
        ip_title(figures, book.noun),
        caption,
        ranking(
            figures.units,
            lambda unit: unit.ip_average,
            lambda value: number(value, 2),
            2,
            of=lambda unit: unit.headcount,
        ),
        maximum=100,
        references=[Reference(bound, str(bound)) for bound, _ in IP_BAND_BOUNDS],
    )


def _table(book: Book) -> list[Flowable]:
    figures = book.figures
    columns = [
        Column(book.noun.capitalize(), numeric=False),
        *(Column(f"{item.name}\n(maks. {item.weight})", 48) for item in IP_DIMENSIONS),
        Column("IP ASN", 38),
        Column("Kategori", 64, numeric=False),
    ]

    def row(unit: UnitFigures) -> list[str]:
        scores = (number(unit.ip_dimensions[item.key], 2) for item in IP_DIMENSIONS)
        return [unit.name, *scores, number(unit.ip_average, 2), unit.ip_band or DASH]

    ranked = sorted(figures.units, key=lambda unit: (unit.ip_average is None, -(unit.ip_average or 0), unit.name))
    total = [f"Rata-rata {book.meta.whole}", *row(figures.whole)[1:]]
    table = data_table(columns, [row(unit) for unit in ranked], total)
    note = f"Rata-rata dihitung atas seluruh ASN, bukan atas rata-rata {book.noun}."
    if any(unit.ip_hidden for unit in (figures.whole, *figures.units)):
        note += f" {HIDDEN_CELLS}"
    return book.table(f"Indeks Profesionalitas ASN menurut {book.noun}, dari yang tertinggi", table, note)
