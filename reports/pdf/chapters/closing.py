"""Chapter 9: the figures of two years side by side and what follows from the report."""

from reports.domain.indicators import HEADCOUNT
from reports.domain.indonesian import DASH, long_date
from reports.domain.narrative import KeyFigure, key_figures, summarise
from reports.pdf.book import Book
from reports.pdf.tables import Column, data_table


def write_closing(book: Book) -> None:
    meta, figures = book.meta, book.figures
    book.chapter("closing", "Penutup")
    book.section("Indikator utama")
    _two_years(book)
    book.section("Tindak lanjut")
    book.text(f"Berdasarkan angka tahun {meta.year}, langkah yang diusulkan kepada pimpinan adalah:")
    for index, item in enumerate(summarise(figures, book.noun).recommendations, start=1):
        book.labelled(f"{index}. {item.headline}.", item.text)
    book.text(
        f"Laporan ini memuat keadaan data {long_date(meta.cut_off)}. Angkanya dibekukan pada saat laporan diterbitkan, "
        "sehingga cetak ulang memberikan hasil yang sama. Perbaikan data di SIASN tampak pada laporan berikutnya."
    )


def _two_years(book: Book) -> None:
    figures = book.figures
    year, before = figures.year, figures.before(figures.whole)
    now = key_figures(figures.whole, before, year)
    if before is None:
        columns = [Column("Indikator", numeric=False), Column(str(year), 90), Column("Rincian", 220)]
        rows = [[figure.label, figure.value, figure.note] for figure in now]
        book.add(*book.table(f"Indikator utama tahun {year}", data_table(columns, rows)))
        return
    then = key_figures(before, None, year - 1)
    columns = [
        Column("Indikator", numeric=False),
        Column(str(year - 1), 84),
        Column(str(year), 84),
        Column("Perubahan", 132),
    ]
    rows = [_compared(figure, earlier) for figure, earlier in zip(now, then, strict=True)]
    note = "Jumlah ASN adalah keadaan saat data diambil, sehingga tidak dibandingkan dengan tahun sebelumnya."
    book.add(*book.table(f"Indikator utama tahun {year - 1} dan {year}", data_table(columns, rows), note))


def _compared(now: KeyFigure, then: KeyFigure) -> list[str]:
    """A row of both years; the headcount has no earlier value that could be compared."""
    if now.label == then.label == HEADCOUNT.label:
        return [now.label, DASH, now.value, DASH]
    return [now.label, then.value, now.value, now.change.words]
