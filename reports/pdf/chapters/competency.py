"""Chapter 4: nine competencies against the standard of the job."""

from reports.domain.chart_titles import competency_title, heat_title
from reports.domain.figures import UnitFigures
from reports.domain.indonesian import DASH, number, percent, signed
from reports.domain.topics import competency_topic
from reports.domain.topics.competency import mean_meeting_share
from reports.domain.vocabulary import COMPETENCIES
from reports.pdf.book import Book
from reports.pdf.charts.base import EmptyFigure
from reports.pdf.charts.dumbbell import CompetencyRow, DumbbellFigure
from reports.pdf.charts.heat import HeatFigure, HeatRow
from reports.pdf.geometry import FRAME_WIDTH
from reports.pdf.tables import Column, DataTable, data_table


def write_competency(book: Book) -> None:
    finding = competency_topic(book.figures, book.noun).finding
    book.chapter("competency", "Kompetensi terhadap standar", f"{finding.headline}. {finding.text}")
    _against_standard(book)
    _per_unit(book)


def _against_standard(book: Book) -> None:
    whole = book.figures.whole
    book.section("Level rata-rata dan standar jabatan")
    caption = book.figure_caption(
        f"Level rata-rata {number(whole.valid)} ASN dengan penilaian berlaku terhadap standar jabatannya (skala 1–5, "
        "diperbesar pada rentang yang terjadi)."
    )
    if not whole.assessed_competencies:
        book.add(EmptyFigure(competency_title(whole), caption))
        return
    rows = [CompetencyRow(row) for row in whole.competencies]
    book.add(DumbbellFigure(competency_title(whole), caption, rows, FRAME_WIDTH))
    note = (
        "Standar berbeda menurut jabatan; yang dimuat adalah rata-ratanya. Memenuhi: jumlah ASN yang levelnya sama "
        "dengan atau di atas standar jabatannya."
    )
    book.add(*book.table("Kompetensi manajerial dan sosial kultural terhadap standar", _standard_table(whole), note))


def _standard_table(whole: UnitFigures) -> DataTable:
    """Nine competencies: standard, level, gap, people meeting the standard."""
    columns = [
        Column("Kode", 40, numeric=False),
        Column("Kompetensi", numeric=False),
        Column("Standar", 50),
        Column("Level", 50),
        Column("Kesenjangan", 60),
        Column("Memenuhi", 54),
        Column("%", 46),
    ]
    rows = [
        [
            row.competency.code,
            row.competency.name,
            number(row.required, 2),
            number(row.actual, 2),
            signed(row.gap, 2),
            number(row.meeting) if row.assessed else DASH,
            percent(row.meeting_share),
        ]
        for row in whole.competencies
    ]
    return data_table(columns, rows, _mean_row(whole))


def _mean_row(whole: UnitFigures) -> list[str]:
    """Means over the nine competencies; counts are not added up because the same people stand in every row."""
    rows = whole.assessed_competencies
    count = len(rows)
    required = sum(row.required or 0 for row in rows) / count
    actual = sum(row.actual or 0 for row in rows) / count
    share = percent(mean_meeting_share(whole))
    return ["", "Rata-rata", number(required, 2), number(actual, 2), signed(actual - required, 2), "", share]


def _per_unit(book: Book) -> None:
    figures = book.figures
    heat = _heat(book) if figures.units else None
    book.section(f"Pemenuhan standar menurut {book.noun}", room=heat.least_room if heat else 60)
    if heat is None:
        book.text(f"Belum ada data menurut {book.noun}.")
        return
    book.add(heat)


def _heat(book: Book) -> HeatFigure:
    figures = book.figures
    rows = [_heat_row(unit, unit.name) for unit in figures.units]
    rows.append(_heat_row(figures.whole, book.meta.area, bold=True))
    codes = ", ".join(f"{item.code} {item.name}" for item in COMPETENCIES)
    caption = book.figure_caption(
        f"Persentase ASN yang memenuhi standar, menurut {book.noun} dan kompetensi; semakin gelap semakin banyak yang "
        f"belum memenuhi. {codes}; JPM rata-rata Job Person Match."
    )
    return HeatFigure(
        heat_title(figures, book.noun),
        caption,
        rows,
        columns=[item.code for item in COMPETENCIES],
        last_column="JPM",
    )


def _heat_row(unit: UnitFigures, label: str, *, bold: bool = False) -> HeatRow:
    values = [row.meeting_share for row in unit.competencies]
    return HeatRow(label, values, number(unit.jpm_average, 2), bold)
