"""The workbook, read back."""

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from reports.tests.render import factory
from reports.tests.render.factory import region, unit
from reports.xlsx import render_xlsx


def workbook(numbers, previous=None, **changes) -> tuple[CalamineWorkbook, bytes]:
    out = BytesIO()
    render_xlsx(numbers, previous, factory.meta(**changes), out)
    out.seek(0)
    return CalamineWorkbook.from_filelike(out), out.getvalue()


def rows(book: CalamineWorkbook, sheet: str) -> list[list]:
    return book.get_sheet_by_name(sheet).to_python()


@pytest.fixture(scope="module")
def book() -> CalamineWorkbook:
    return workbook(factory.two_units())[0]


def test_sheets(book):
    assert book.sheet_names == ["Ringkasan", "Per OPD", "Kompetensi", "JP", "IP ASN", "Penilaian & Predikat", "Sumber"]


def test_per_unit(book):
    assert rows(book, "Per OPD") == [
        ["Perangkat daerah", "ASN", "PNS", "Pelaksana", "PNS dan CPNS memenuhi 20 JP (%)", "Rata-rata JP", "IP ASN",
         "Penilaian berlaku (%)", "Rata-rata JPM", "Predikat Baik ke atas (%)"],
        ["Dinas Sosial", 10.0, 10.0, 10.0, 20.0, 12.0, 55.0, 30.0, 95.5, 100.0],
        ["Inspektorat", 10.0, 10.0, 10.0, 60.0, 12.0, 65.0, 70.0, 95.5, 100.0],
        ["Jumlah / rata-rata", 20.0, 20.0, 20.0, 40.0, 12.0, 60.0, 50.0, 95.5, 100.0],
    ]  # fmt: skip


def test_jp_with_last_year():
    before = region(INSPEKTORAT=unit(10, meeting=5))
    book, _ = workbook(factory.two_units(), before)
    assert rows(book, "JP") == [
        ["Perangkat daerah", "PNS dan CPNS", "Mencapai 20 JP", "Mencapai 20 JP (%)", "Mencapai 20 JP 2024 (%)",
         "Total JP", "Rata-rata JP", "JP 0", "JP 1–9", "JP 10–19", "JP 20–39", "JP 40 ke atas"],
        ["Dinas Sosial", 10.0, 2.0, 20.0, "", 120.0, 12.0, 8.0, 0.0, 0.0, 2.0, 0.0],
        ["Inspektorat", 10.0, 6.0, 60.0, 50.0, 120.0, 12.0, 4.0, 0.0, 0.0, 6.0, 0.0],
        ["Jumlah / rata-rata", 20.0, 8.0, 40.0, 50.0, 240.0, 12.0, 12.0, 0.0, 0.0, 8.0, 0.0],
    ]  # fmt: skip


def test_summary_holds_numbers_and_sentences(book):
    sheet = rows(book, "Ringkasan")
    assert sheet[5] == ["Jumlah ASN", 20.0, "belum ada pembanding 2024", "PNS 20"]
    assert sheet[6] == ["PNS dan CPNS memenuhi 20 JP", 40.0, "belum ada pembanding 2024", "8 dari 20 PNS dan CPNS"]
    assert [row[0] for row in sheet if row[0].startswith(("Utamakan", "Susun", "Jadwalkan"))] == [
        "Utamakan Dinas Sosial dalam pembagian kursi pelatihan",
        "Susun program peningkatan 9 kompetensi",
        "Jadwalkan penilaian kompetensi bagi 10 ASN",
    ]


def test_competencies_of_a_unit_without_assessments_are_empty_cells():
    book, _ = workbook(region(DINAS_SOSIAL=unit(valid=0), INSPEKTORAT=unit(valid=5, met=4)))
    social, inspectorate = rows(book, "Kompetensi")[1:3]
    assert social == ["Dinas Sosial", 0.0, *[""] * 46]
    assert inspectorate[:7] == ["Inspektorat", 5.0, 2.0, 2.0, 0.0, 4.0, 80.0]


def test_text_is_never_a_formula():
    names = ['=HYPERLINK("x")', "+1", "-2", "@JUMLAH(1)"]
    book, content = workbook(region(**{name: unit() for name in names}), source="=1+1", number="@x")
    assert sorted(row[0] for row in rows(book, "Per OPD")[1:-1]) == ["+1", "-2", '=HYPERLINK("x")', "@Jumlah(1)"]
    assert ["Sumber data", "=1+1"] in rows(book, "Sumber")
    with ZipFile(BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_header_is_frozen_and_filterable_without_the_total(book):
    _, content = workbook(factory.two_units())
    with ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    assert '<autoFilter ref="A1:J3"/>' in sheet
    assert 'state="frozen"' in sheet


def test_without_units_and_people():
    book, _ = workbook({})
    assert [row[0] for row in rows(book, "Per OPD")] == ["Perangkat daerah", "Jumlah / rata-rata"]
    assert rows(book, "Ringkasan")[6][:2] == ["PNS dan CPNS memenuhi 20 JP", ""]


def test_the_same_input_gives_the_same_bytes():
    assert workbook(factory.two_units())[1] == workbook(factory.two_units())[1]


def test_written_on_the_day_of_the_cut_off():
    _, content = workbook(factory.two_units(), cut_off=datetime(2026, 1, 2, 3, 4, tzinfo=factory.WITA))
    with ZipFile(BytesIO(content)) as archive:
        assert b"2026-01-02T03:04:00Z" in archive.read("docProps/core.xml")
