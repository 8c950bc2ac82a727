"""The regional report as a workbook: the same frozen numbers, as numbers, ready to sort and filter.

Text never becomes a formula or a link, whatever it begins with: every cell of text goes through `write_string`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from reports.domain.content import ReportMeta
from reports.domain.figures import ReportFigures, UnitFigures, read_figures
from reports.domain.legal import LEGAL_BASIS, METHODS
from reports.domain.narrative import summarise
from reports.domain.vocabulary import (
    COMPETENCIES,
    IP_BANDS,
    IP_DIMENSIONS,
    JP_CLASSES,
    PREDICATES,
    STATUSES,
    TIERS,
    present,
)

COUNT, DECIMAL, PERCENT, TEXT = "#,##0", "#,##0.00", '0.0"%"', "@"
_TEAL, _WASH, _RULE = "#0F766E", "#EEF6F5", "#BCC6D0"
_NAME_WIDTH, _NUMBER_WIDTH = 46, 13

Value = str | int | Decimal | None


@dataclass(frozen=True)
class Field:
    """A column: its head, its number format and the value of one unit (per cents as 46.7, not 0.467)."""

    head: str
    form: str
    get: Callable[[UnitFigures], Value]


def render_xlsx(numbers: Mapping, previous: Mapping | None, meta: ReportMeta, out: BinaryIO | Path) -> None:
    """Write the workbook to `out`. The file's date is the cut-off, so the same input gives the same workbook."""
    figures = read_figures(numbers, previous, meta.year, meta.area)
    target = str(out) if isinstance(out, Path) else out
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(target, options) as workbook:
        workbook.set_properties(
            {
                "title": meta.title,
                "author": f"{meta.office_name}, {meta.agency_name}",
                "subject": f"Keadaan data {meta.cut_off_words}",
                "created": meta.cut_off.replace(tzinfo=None),
            }
        )
        book = _Workbook(workbook, figures, meta)
        book.summary()
        for name, fields in _unit_sheets(figures):
            book.units(name, fields)
        book.source()


def _unit_sheets(figures: ReportFigures) -> Sequence[tuple[str, list[Field]]]:
    """The sheets with one row per unit; competencies have their own figures by competency."""
    return (
        ("Per OPD", _profile_fields(figures)),
        ("Kompetensi", _competency_fields()),
        ("JP", _jp_fields(figures)),
        ("IP ASN", _ip_fields()),
        ("Penilaian & Predikat", _assessment_fields()),
    )


def _count(head: str, group: str, key: str) -> Field:
    """The number of people of one class, zero when the class is not there."""
    return Field(head, COUNT, lambda unit: getattr(unit, group).get(key, 0))


def _profile_fields(figures: ReportFigures) -> list[Field]:
    whole = figures.whole
    return [
        Field("ASN", COUNT, lambda unit: unit.headcount),
        *(_count(label, "by_status", key) for key, label in present(whole.by_status, STATUSES)),
        *(_count(label, "by_tier", key) for key, label in present(whole.by_tier, TIERS)),
        Field("PNS dan CPNS memenuhi 20 JP (%)", PERCENT, lambda unit: unit.jp_share),
        Field("Rata-rata JP", DECIMAL, lambda unit: unit.jp_average),
        Field("IP ASN", DECIMAL, lambda unit: unit.ip_average),
        Field("Penilaian berlaku (%)", PERCENT, lambda unit: unit.valid_share),
        Field("Rata-rata JPM", DECIMAL, lambda unit: unit.jpm_average),
        Field("Predikat Baik ke atas (%)", PERCENT, lambda unit: unit.good_share),
    ]


def _competency_fields() -> list[Field]:
    fields = [Field("ASN dinilai", COUNT, lambda unit: unit.valid)]
    for index, competency in enumerate(COMPETENCIES):
        code = competency.code
        fields += [
            Field(f"{code} standar", DECIMAL, _competency(index, "required")),
            Field(f"{code} level", DECIMAL, _competency(index, "actual")),
            Field(f"{code} kesenjangan", DECIMAL, _competency(index, "gap")),
            Field(f"{code} memenuhi", COUNT, _meeting(index)),
            Field(f"{code} memenuhi (%)", PERCENT, _competency(index, "meeting_share")),
        ]
    return [*fields, Field("Rata-rata JPM", DECIMAL, lambda unit: unit.jpm_average)]


def _competency(index: int, name: str) -> Callable[[UnitFigures], Value]:
    return lambda unit: getattr(unit.competencies[index], name)


def _meeting(index: int) -> Callable[[UnitFigures], Value]:
    """Nobody assessed is an empty cell, not a zero."""
    return lambda unit: unit.competencies[index].meeting if unit.competencies[index].assessed else None


def _jp_fields(figures: ReportFigures) -> list[Field]:
    fields = [
        Field("PNS dan CPNS", COUNT, lambda unit: unit.pns_total),
        Field("Mencapai 20 JP", COUNT, lambda unit: unit.pns_meeting),
        Field("Mencapai 20 JP (%)", PERCENT, lambda unit: unit.jp_share),
    ]
    if figures.previous:
        fields.append(Field(f"Mencapai 20 JP {figures.year - 1} (%)", PERCENT, lambda unit: _before(figures, unit)))
    return [
        *fields,
        Field("Total JP", DECIMAL, lambda unit: unit.jp_total),
        Field("Rata-rata JP", DECIMAL, lambda unit: unit.jp_average),
        *(_count(f"JP {label}", "jp_classes", key) for key, label in JP_CLASSES.items()),
    ]


def _before(figures: ReportFigures, unit: UnitFigures) -> Value:
    earlier = figures.before(unit)
    return earlier.jp_share if earlier else None


def _ip_fields() -> list[Field]:
    return [
        *(Field(f"{item.name} (maks. {item.weight})", DECIMAL, _dimension(item.key)) for item in IP_DIMENSIONS),
        Field("IP ASN", DECIMAL, lambda unit: unit.ip_average),
        Field("Kategori", TEXT, lambda unit: unit.ip_band),
        *(Field(f"Kategori {band}", COUNT, _in_band(band)) for band in IP_BANDS),
    ]


def _in_band(band: str) -> Callable[[UnitFigures], Value]:
    """What is not shown is an empty cell, not a zero."""
    return lambda unit: None if unit.ip_hidden else unit.ip_bands.get(band, 0)


def _dimension(key: str) -> Callable[[UnitFigures], Value]:
    return lambda unit: unit.ip_dimensions[key]


def _assessment_fields() -> list[Field]:
    return [
        Field("Penilaian berlaku", COUNT, lambda unit: unit.valid),
        Field("Penilaian kedaluwarsa", COUNT, lambda unit: unit.expired),
        Field("Belum pernah dinilai", COUNT, lambda unit: unit.never),
        Field("Penilaian berlaku (%)", PERCENT, lambda unit: unit.valid_share),
        *(_count(f"Predikat {label}", "predicates", key) for key, label in PREDICATES.items()),
        Field("Tanpa predikat", COUNT, lambda unit: unit.unrated),
        Field("Baik ke atas (%)", PERCENT, lambda unit: unit.good_share),
    ]


class _Workbook:
    """Writes the sheets; formats are made once."""

    def __init__(self, workbook: xlsxwriter.Workbook, figures: ReportFigures, meta: ReportMeta):
        self.workbook, self.figures, self.meta = workbook, figures, meta
        self.title = workbook.add_format({"bold": True, "font_size": 14, "font_color": _TEAL})
        self.wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.head = workbook.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "font_color": "white",
                "bg_color": _TEAL,
                "border": 1,
                "border_color": _RULE,
            }
        )
        self._formats: dict[tuple[str, bool], object] = {}

    def _format(self, form: str, total: bool = False):
        key = (form, total)
        if key not in self._formats:
            look = {"bold": True, "bg_color": _WASH, "top": 1, "top_color": _TEAL} if total else {}
            self._formats[key] = self.workbook.add_format({"num_format": form, **look})
        return self._formats[key]

    def _write(self, sheet, row: int, column: int, value: Value, form: str, total: bool = False) -> None:
        """Numbers as numbers, text as text, missing values as empty cells."""
        look = self._format(form, total)
        if value is None or value == "":
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, look)
        else:
            sheet.write_number(row, column, float(value), look)

    def units(self, name: str, fields: Sequence[Field]) -> None:
        """One row per unit, then the row of the whole area; header frozen and filterable."""
        sheet = self.workbook.add_worksheet(name)
        heads = [self.meta.child.capitalize(), *(field.head for field in fields)]
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, self.head)
        units = self.figures.units
        for row, unit in enumerate(units, start=1):
            self._unit(sheet, row, unit.name, unit, fields)
        self._unit(sheet, len(units) + 1, "Jumlah / rata-rata", self.figures.whole, fields, total=True)
        sheet.set_row(0, 46)
        sheet.set_column(0, 0, _NAME_WIDTH)
        sheet.set_column(1, len(fields), _NUMBER_WIDTH)
        sheet.freeze_panes(1, 1)
        # The totals row stays outside: sorting or filtering units must not move or hide it.
        sheet.autofilter(0, 0, max(len(units), 1), len(fields))
        self._print_setup(sheet)

    def _unit(
        self, sheet, row: int, name: str, unit: UnitFigures, fields: Sequence[Field], total: bool = False
    ) -> None:
        self._write(sheet, row, 0, name, TEXT, total)
        for column, field in enumerate(fields, start=1):
            self._write(sheet, row, column, field.get(unit), field.form, total)

    def summary(self) -> None:
        """The executive summary: figures in words of the report, findings and recommendations."""
        summary = summarise(self.figures, self.meta.child)
        sheet = self.workbook.add_worksheet("Ringkasan")
        sheet.write_string(0, 0, self.meta.title, self.title)
        sheet.write_string(1, 0, f"Keadaan data {self.meta.cut_off_words}")
        if self.meta.sample_data:
            sheet.write_string(2, 0, "DATA CONTOH")
        row = self._table(sheet, 4, ("Indikator", "Nilai", "Perubahan", "Rincian"), self._indicators(summary.figures))
        findings = [(item.headline, item.text) for item in summary.findings]
        row = self._table(sheet, row + 1, ("Temuan", "Penjelasan"), findings)
        steps = [(item.headline, item.text) for item in summary.recommendations]
        self._table(sheet, row + 1, ("Rekomendasi", "Penjelasan"), steps)
        sheet.set_column(0, 0, _NAME_WIDTH)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 3, 34)
        self._print_setup(sheet)

    def _indicators(self, figures) -> list[tuple]:
        """Label, value as a number with its format, change in words, note."""
        whole = self.figures.whole
        values = (
            (whole.headcount, COUNT),
            (whole.jp_share, PERCENT),
            (whole.jp_average, DECIMAL),
            (whole.open_index if whole.ip_hidden else whole.ip_average, DECIMAL),
            (whole.valid_share, PERCENT),
            (whole.jpm_average, DECIMAL),
        )
        return [(item.label, value, item.change.words, item.note) for item, value in zip(figures, values, strict=True)]

    def _table(self, sheet, row: int, heads: Sequence[str], rows: Sequence[tuple]) -> int:
        """A small table; a value may be a pair of number and format. Answers the row below it."""
        for column, head in enumerate(heads):
            sheet.write_string(row, column, head, self.head)
        for line, values in enumerate(rows, start=row + 1):
            for column, value in enumerate(values):
                if isinstance(value, tuple):
                    self._write(sheet, line, column, *value)
                else:
                    sheet.write_string(line, column, value, self.wrap)
        return row + len(rows) + 1

    def source(self) -> None:
        """Where the numbers come from and how they were computed."""
        meta = self.meta
        sheet = self.workbook.add_worksheet("Sumber")
        rows = [
            ("Wilayah", f"{meta.region_name} ({meta.region_code})"),
            ("Satuan", meta.area),
            ("Periode", f"1 Januari – 31 Desember {meta.year}"),
            ("Keadaan data", meta.cut_off_words),
            ("Sumber data", meta.source),
            ("Nomor dokumen", meta.number),
            ("Penyusun", f"{meta.office_name}, {meta.agency_name}"),
        ]
        codes = [(item.code, item.name) for item in COMPETENCIES]
        row = self._table(sheet, 0, ("Keterangan", "Isi"), rows)
        row = self._table(sheet, row + 1, ("Kode", "Kompetensi"), codes)
        row = self._table(sheet, row + 1, ("Indikator", "Cara menghitung"), METHODS)
        self._table(sheet, row + 1, ("Ketentuan", "Dasar hukum"), meta.rule_basis or LEGAL_BASIS)
        sheet.set_column(0, 0, _NAME_WIDTH)
        sheet.set_column(1, 1, 100)
        self._print_setup(sheet)

    def _print_setup(self, sheet) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        if self.meta.sample_data:
            sheet.set_header("&RDATA CONTOH")
        sheet.set_footer(f"&L{self.meta.source.replace('&', '&&')}&RHalaman &P dari &N")
