"""How chapters, charts and tables share the pages."""

from decimal import Decimal

import pytest

from reports.pdf import fonts
from reports.pdf.charts.bars import Bar, BarFigure
from reports.pdf.geometry import FRAME_WIDTH
from reports.tests.render import factory
from reports.tests.render.factory import region, unit
from reports.tests.render.test_pdf import contents_lines, flat, texts

CHAPTERS = (
    "Ringkasan eksekutif", "Pendahuluan", "Profil ASN", "Pengembangan kompetensi", "Kompetensi terhadap standar",
    "Penilaian kompetensi", "Predikat kinerja", "Indeks Profesionalitas ASN", "Lembar perangkat daerah", "Penutup",
    "Lampiran: metode dan dasar hukum",
)  # fmt: skip


def pages_of_chapters(reader) -> dict[str, int]:
    return {title: page for title, page in contents_lines(reader) if title in CHAPTERS}


def test_a_chapter_goes_on_below_one_that_ends_near_the_top(report):
    assert pages_of_chapters(report) == {
        "Ringkasan eksekutif": 3,
        "Pendahuluan": 4,
        "Profil ASN": 6,
        "Pengembangan kompetensi": 7,
        "Kompetensi terhadap standar": 8,
        "Penilaian kompetensi": 10,
        "Predikat kinerja": 11,
        "Indeks Profesionalitas ASN": 12,
        "Lembar perangkat daerah": 13,
        "Penutup": 16,
        "Lampiran: metode dan dasar hukum": 17,
    }


def test_the_heading_of_a_section_stays_with_its_chart(render):
    units = {f"DINAS NOMOR {index}": unit(10, meeting=index % 9, valid=index % 8) for index in range(42)}
    pages = [flat(page) for page in texts(render(region(**units)))]
    heading = next(page for page in pages[3:] if "3.3 Pemenuhan 20 JP menurut perangkat daerah" in page)
    assert "PNS dan CPNS memenuhi 20 JP, terendah di" in heading


@pytest.mark.parametrize(("missing", "fits"), [(0, True), (10, True), (60, False)])
def test_rows_of_a_chart_move_together_to_stay_on_the_page(missing, fits):
    fonts.register()
    rows = [Bar(f"Unit {index}", Decimal(index), str(index)) for index in range(20)]
    chart = BarFigure("Judul", "Keterangan", rows, maximum=20)
    full = chart.wrap(FRAME_WIDTH, 800)[1]
    assert (chart.wrap(FRAME_WIDTH, full - missing)[1] <= full - missing) is fits
    assert chart.wrap(FRAME_WIDTH, 800)[1] == full


def test_without_a_year_before_a_card_says_nothing_of_it(report):
    assert not any("pembanding 2024" in text for text in texts(report))


def test_the_headcount_is_not_compared(render):
    reader = render(factory.two_units(), factory.two_units())
    closing = next(page for page in map(flat, texts(reader)) if "Indikator utama tahun 2024 dan 2025" in page)
    assert "Jumlah ASN – 20 – PNS" in closing
    assert "Jumlah ASN adalah keadaan saat data diambil" in closing
    assert "belum ada pembanding" not in flat(texts(reader)[2])
