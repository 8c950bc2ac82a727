"""Chapter 6: yearly performance predicates."""

from reportlab.platypus import Flowable

from reports.domain.chart_titles import predicate_title
from reports.domain.figures import UnitFigures
from reports.domain.indonesian import number, percent
from reports.domain.topics import predicate_topic
from reports.domain.vocabulary import PREDICATES
from reports.pdf.book import Book, Flowing
from reports.pdf.chapters.common import total_row
from reports.pdf.charts.stacked import Stack, StackFigure
from reports.pdf.palette import PREDICATE_COLOURS
from reports.pdf.tables import Column, data_table

_CLASSES = [(PREDICATE_COLOURS[key], label) for key, label in PREDICATES.items()]
_HEADS = ("Sangat\nBaik", "Baik", "Butuh\nPerbaikan", "Kurang", "Sangat\nKurang")


def write_performance(book: Book) -> None:
    finding = predicate_topic(book.figures, book.noun).finding
    book.chapter("performance", "Predikat kinerja", f"{finding.headline}. {finding.text}")
    book.section(f"Predikat menurut {book.noun}")
    if not book.figures.units:
        book.text(f"Belum ada data menurut {book.noun}.")
        return
    book.add(Flowing(_chart(book), _table(book)))


def _chart(book: Book) -> StackFigure:
    figures = book.figures
    ranked = sorted(figures.units, key=lambda unit: (unit.good_share is None, -(unit.good_share or 0), unit.name))
    rows = [Stack(unit.name, _counts(unit)) for unit in ranked]
    rows.append(Stack(book.meta.area, _counts(figures.whole), bold=True))
    caption = book.figure_caption(
        "Jumlah ASN menurut predikat; panjang batang sama dengan 100% ASN yang dievaluasi, diurutkan menurut bagian "
        "Baik dan Sangat Baik. Urutan bagian dari kiri sesuai keterangan."
    )
    title = predicate_title(figures, book.noun)
    return StackFigure(title, caption, rows, classes=_CLASSES, last_column="dievaluasi")


def _counts(unit: UnitFigures) -> tuple[int, ...]:
    return tuple(unit.predicates.get(key, 0) for key in PREDICATES)


def _table(book: Book) -> list[Flowable]:
    columns = [
        Column(book.noun.capitalize(), numeric=False),
        *(Column(head, 41) for head in _HEADS),
        Column("Tanpa\npredikat", 40),
        Column("% Baik\nke atas", 40),
    ]

    def row(unit: UnitFigures) -> list[str]:
        return [unit.name, *(number(count) for count in (*_counts(unit), unit.unrated)), percent(unit.good_share)]

    table = data_table(columns, [row(unit) for unit in book.figures.units], total_row(row(book.figures.whole)))
    note = "Predikat menurut PermenPANRB 6/2022. Persentase dihitung atas ASN yang memiliki predikat."
    return book.table(f"Predikat kinerja menurut {book.noun} (orang)", table, note)
