"""Chapter 3: learning hours (JP), who reaches 20, and what PNS and PPPK are entitled to."""

from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from reports.domain.chart_titles import histogram_title, jp_title
from reports.domain.figures import UnitFigures
from reports.domain.indonesian import DASH, number, percent, rounded, share, signed
from reports.domain.narrative import jp_total_words
from reports.domain.topics import jp_topic
from reports.domain.vocabulary import JP_CLASSES, JP_CLASSES_BELOW_20, JP_TARGET_PNS
from reports.pdf.book import Book, Flowing
from reports.pdf.chapters.common import ranking, total_row
from reports.pdf.charts.bars import BarFigure, Reference
from reports.pdf.charts.base import EmptyFigure
from reports.pdf.charts.columns import ColumnBar, ColumnFigure
from reports.pdf.fonts import REGULAR
from reports.pdf.geometry import FRAME_WIDTH
from reports.pdf.palette import TEAL, TEAL_WASH
from reports.pdf.styles import NOTE
from reports.pdf.tables import Column, data_table, gap


def write_learning(book: Book) -> None:
    finding = jp_topic(book.figures, book.noun).finding
    book.chapter("learning", "Pengembangan kompetensi", f"{finding.headline}. {finding.text}")
    _distribution(book)
    _legal_nature(book)
    _per_unit(book)


def _distribution(book: Book) -> None:
    whole = book.figures.whole
    total = sum(whole.jp_classes.values())
    columns = [
        ColumnBar(
            label,
            whole.jp_classes.get(key, 0),
            f"{number(whole.jp_classes.get(key, 0))}\n{percent(share(whole.jp_classes.get(key, 0), total))}",
            key in JP_CLASSES_BELOW_20,
        )
        for key, label in JP_CLASSES.items()
    ]
    book.section("Sebaran jam pelajaran")
    caption = book.figure_caption("Jumlah ASN (PNS, CPNS, dan PPPK) menurut kelas JP setahun.")
    if not total:
        book.add(EmptyFigure(histogram_title(whole), caption))
        return
    book.text(
        f"Sepanjang tahun {book.meta.year} seluruh ASN mengumpulkan {jp_total_words(whole)} JP, rata-rata "
        f"{number(whole.jp_average, 2)} JP per orang. Rata-rata tidak menunjukkan pemerataan; sebarannya "
        "tampak pada gambar."
    )
    book.add(ColumnFigure(histogram_title(whole), caption, columns, axis="JP setahun", threshold=f"{JP_TARGET_PNS} JP"))


def _per_unit(book: Book) -> None:
    figures = book.figures
    book.section(f"Pemenuhan 20 JP menurut {book.noun}")
    if not figures.units:
        book.text(f"Belum ada data menurut {book.noun}.")
        return
    references = [Reference(100, "target 100%", target=True)]
    if figures.whole.jp_share is not None:
        references.append(Reference(figures.whole.jp_share, f"{book.meta.whole} {percent(figures.whole.jp_share)}"))
    caption = book.figure_caption("Persentase PNS (termasuk CPNS) dengan sekurang-kurangnya 20 JP.")
    chart = BarFigure(
        jp_title(figures, book.noun),
        caption,
        ranking(figures.units, lambda unit: unit.jp_share, percent, of=lambda unit: unit.pns_total),
        maximum=100,
        references=references,
    )
    book.add(Flowing(chart, _table(book)))


def _table(book: Book) -> list[Flowable]:
    figures = book.figures
    change = [Column("Perubahan\n(poin)", 50)] if figures.previous else []
    columns = [
        Column(book.noun.capitalize(), numeric=False),
        Column("PNS", 38),
        Column("≥ 20 JP", 40),
        Column("%", 38),
        *change,
        Column("Total JP", 48),
        Column("Rata-rata\nJP", 46),
        Column("ASN\ntanpa JP", 44),
    ]

    def row(unit: UnitFigures) -> list[str]:
        return [
            unit.name,
            number(unit.pns_total),
            number(unit.pns_meeting),
            percent(unit.jp_share),
            *([_moved(book, unit)] if change else []),
            jp_total_words(unit),
            number(unit.jp_average, 2),
            number(unit.jp_classes.get("0", 0)),
        ]

    table = data_table(columns, [row(unit) for unit in figures.units], total_row(row(figures.whole)))
    note = "PNS termasuk CPNS. Total dan rata-rata JP mencakup seluruh ASN."
    return book.table(f"Jam pelajaran menurut {book.noun}", table, note)


def _moved(book: Book, unit: UnitFigures) -> str:
    """Change of the share since last year, in points of what is printed."""
    before = book.figures.before(unit)
    now, then = rounded(unit.jp_share, 1), rounded(before.jp_share, 1) if before else None
    return signed(now - then, 1) if now is not None and then is not None else DASH


def _legal_nature(book: Book) -> None:
    """The two numbers have a different legal nature and are never added up."""
    book.section("Ketentuan bagi PNS dan PPPK", room=140)
    rows = [
        (
            "<b>PNS</b> paling sedikit 20 JP setahun",
            "PP 11/2017 jo. PP 17/2020 Pasal 203 ayat (4). Angka ini batas bawah, sehingga pemenuhannya dihitung dan "
            "dilaporkan per orang.",
        ),
        (
            "<b>PPPK</b> paling banyak 24 JP setiap tahun perjanjian kerja",
            "Peraturan LAN 15/2020. Angka ini batas atas hak, bukan kewajiban, sehingga PPPK tidak dihitung dalam "
            "persentase pemenuhan 20 JP.",
        ),
    ]
    cells = [[[Paragraph(head, NOTE), gap(3), Paragraph(body, NOTE)] for head, body in rows]]
    half = FRAME_WIDTH / 2
    style = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), REGULAR, 9),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, -1), TEAL_WASH),
            ("LINEBEFORE", (0, 0), (-1, -1), 2.4, TEAL),
            ("LEFTPADDING", (0, 0), (-1, -1), 12),
            ("RIGHTPADDING", (0, 0), (-1, -1), 12),
            ("TOPPADDING", (0, 0), (-1, -1), 9),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 11),
        ]
    )
    book.add(Table(cells, colWidths=[half, half], style=style), gap(8))
    book.text("UU 20/2023 Pasal 49 mewajibkan setiap ASN mengembangkan kompetensi tanpa menyebut jumlah JP.")
