"""Reports nobody expects: empty, tiny, huge, badly named. They are rendered, and say what is missing."""

import pytest

from core.domain import naming
from reports.pdf.text import width_of
from reports.tests.render import factory
from reports.tests.render.factory import region, unit
from reports.tests.render.test_pdf import contents_lines, flat, texts

LONG = (
    "DINAS PENGENDALIAN PENDUDUK, KELUARGA BERENCANA, PEMBERDAYAAN PEREMPUAN, PERLINDUNGAN ANAK, TRANSMIGRASI, "
    "TENAGA KERJA, KOPERASI, USAHA KECIL DAN MENENGAH SERTA PERINDUSTRIAN DAN PERDAGANGAN"
)


def assert_contents_are_right(reader):
    pages = [flat(text) for text in texts(reader)]
    for title, page in contents_lines(reader):
        assert title.removesuffix(" …") in pages[page - 1]


@pytest.mark.parametrize("numbers", [{}, {"all": {}}, {"all": unit(0, meeting=0, valid=0)}])
def test_a_report_without_people_says_so(render, numbers):
    reader = render(numbers)
    pages = texts(reader)
    assert "belum ada data" in pages[2]
    assert not any("Lembar perangkat daerah" in page for page in pages)
    assert any("Belum ada data menurut perangkat daerah." in page for page in pages)
    assert_contents_are_right(reader)


def test_one_unit(render):
    reader = render(region(DINAS_SOSIAL=unit()))
    assert len(reader.pages) == 16
    assert "Dinas Sosial" in reader.pages[13].extract_text()
    assert_contents_are_right(reader)


def test_a_unit_without_anybody_assessed_rated_or_present(render):
    numbers = region(
        DINAS_KOSONG=unit(0, meeting=0, valid=0, predicates={}, ip_bands={}, ip_band=None, ip_dimensions={}),
        DINAS_SOSIAL=unit(valid=0, predicates={}, competencies={}),
        INSPEKTORAT=unit(),
    )
    reader = render(numbers, numbers)
    sheet = next(flat(text) for text in texts(reader) if "LEMBAR PERANGKAT DAERAH Dinas Kosong" in flat(text))
    assert sheet.count("Belum ada data") >= 5
    assert_contents_are_right(reader)


def test_numbers_without_optional_keys(render):
    assert len(render({"all": {"headcount": 3}, "DINAS SOSIAL": {"headcount": 3}}).pages) == 15


def test_very_long_names_keep_the_summary_and_every_sheet_on_one_page(render):
    names = [f"{LONG} {roman}" for roman in ("I", "II", "III", "IV")]
    numbers = region(**{name: unit(meeting=index) for index, name in enumerate(names)})
    reader = render(numbers, numbers)
    pages = [flat(text) for text in texts(reader)]
    assert "Ringkasan eksekutif" in pages[2] and "BAB 1" in pages[3]
    sheets = [index for index, page in enumerate(pages) if "LEMBAR PERANGKAT DAERAH" in page]
    assert len(sheets) == 4
    assert sheets == list(range(sheets[0], sheets[0] + 4))
    assert all("Tindak lanjut" in pages[index] for index in sheets)


def test_sixty_units(render):
    numbers = region(
        **{f"KECAMATAN NOMOR {index}": unit(10, meeting=index % 9, valid=index % 8) for index in range(60)}
    )
    reader = render(numbers)
    assert "Ringkasan eksekutif" in reader.pages[2].extract_text()
    lines = contents_lines(reader)
    assert sum(title.startswith("Kecamatan Nomor") for title, _ in lines) == 60
    assert_contents_are_right(reader)


def test_more_units_than_the_contents_can_hold_are_listed_in_their_chapter(render):
    reader = render(region(**{f"UNIT {index}": unit(2, meeting=1, valid=1, met=1) for index in range(91)}))
    assert "Unit 90" not in reader.pages[1].extract_text()
    assert "Ringkasan eksekutif" in reader.pages[2].extract_text()
    lists = [page for page in reader.pages if "/Annots" in page]
    assert [len(page["/Annots"]) for page in lists] == [30, 91]
    target = reader.get_page_number(lists[1]["/Annots"][90].get_object()["/Dest"][0].get_object())
    assert "Unit 90" in reader.pages[target].extract_text()


def test_names_are_data_and_never_markup(render):
    numbers = region(**{"DINAS <b>P&K</b> &amp; R": unit(meeting=1), "INSPEKTORAT": unit(meeting=5)})
    reader = render(numbers, meta=factory.meta(source="SIASN <ekspor> & lainnya", office_name="Badan A & B <C>"))
    pages = [flat(text) for text in texts(reader)]
    assert "Utamakan Dinas <b>P&K</b> &amp; R" in pages[2] or "<b>" in pages[2].lower()
    assert "Sumber: SIASN <ekspor> & lainnya" in pages[2]


def test_a_report_of_one_unit_speaks_of_its_parts(render):
    meta = factory.meta(unit_name="DINAS KESEHATAN")
    reader = render(region(PUSKESMAS_A=unit(meeting=2), PUSKESMAS_B=unit(meeting=5)), meta=meta)
    pages = [flat(text) for text in texts(reader)]
    assert reader.metadata.title == "Laporan Kompetensi ASN Dinas Kesehatan Tahun 2025"
    assert "Perangkat daerah Dinas Kesehatan" in pages[0]
    assert any("Lembar unit kerja" in page for page in pages)


def test_signature_left_open(render):
    cover = flat(
        render(factory.two_units(), meta=factory.meta(signatory_name="", signatory_nip="")).pages[0].extract_text()
    )
    assert cover.endswith("NIP.")


def test_names_beyond_basic_latin_are_drawn_with_the_embedded_font(render):
    assert width_of("Łódź Ğűß", "ReportSans", 10) > 0
    reader = render(region(**{"Dinas Ğ – Łódź": unit(), "Inspektorat": unit(meeting=9)}))
    assert "Dinas Ğ – Łódź" in reader.pages[1].extract_text()


def test_a_long_title_is_cut_in_the_header_and_whole_in_the_metadata(render):
    reader = render(factory.two_units(), meta=factory.meta(unit_name=naming.unit_name(LONG), sample_data=True))
    assert reader.metadata.title == f"Laporan Kompetensi ASN {naming.unit_name(LONG)} Tahun 2025"
    header = reader.pages[3].extract_text().splitlines()[:3]
    assert "Laporan Kompetensi ASN Dinas Pengendalian Penduduk, Keluarga …" in header
