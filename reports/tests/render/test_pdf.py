"""The rendered file: exact figures, page numbers, links, fonts, metadata, reproducible bytes."""

import itertools
import re
from io import BytesIO

from pypdf import PdfReader

from reports.pdf import render_pdf
from reports.tests.render import factory

CONTENTS, SUMMARY = 1, 2  # indices of pages 2 and 3


def texts(reader: PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def flat(text: str) -> str:
    return " ".join(text.split())


def contents_lines(reader: PdfReader) -> list[tuple[str, int]]:
    """(title, printed page) of every line of the table of contents."""
    lines = [line.strip() for line in reader.pages[CONTENTS].extract_text().split("Daftar isi")[1].splitlines()]
    titles = [line for line in lines if line and not re.fullmatch(r"\d+(\.\d+)?|[AB]", line)]
    pages = [int(following) for line, following in itertools.pairwise(lines) if line in titles]
    return list(zip(titles, pages, strict=True))


def test_the_summary_is_page_three_and_holds_the_exact_figures(report):
    page = flat(report.pages[SUMMARY].extract_text())
    assert "Ringkasan eksekutif" in page
    for expected in (
        "Jumlah ASN 20 ",
        "40,0%",
        "12,00",
        "60,00",
        "50,0%",
        "95,50",
        "8 dari 20 PNS dan CPNS",
        "total 240 JP",
    ):
        assert expected in page
    assert "Capaian terendah terdapat di Dinas Sosial (20,0%) dan tertinggi di Inspektorat (60,0%)." in page
    assert "Utamakan Dinas Sosial dalam pembagian kursi pelatihan" in page


def test_the_table_of_a_chapter_holds_units_and_total(report):
    chapter = next(flat(text) for text in texts(report) if "Jam pelajaran menurut perangkat daerah" in flat(text))
    assert "Dinas Sosial 10 2 20,0% 120 12,00 8" in chapter
    assert "Inspektorat 10 6 60,0% 120 12,00 4" in chapter
    assert "Jumlah 20 8 40,0% 240 12,00 12" in chapter


def test_page_count_is_answered_and_printed_on_every_page_but_the_cover(report):
    out = BytesIO()
    count = render_pdf(factory.two_units(), None, factory.meta(), out)
    assert count == len(report.pages) == 17
    for number, text in enumerate(texts(report)[1:], start=2):
        assert f"Halaman {number} dari {count}" in text
        assert "Sumber: SIASN (ekspor BKN) · Keadaan data 21 November 2026 pukul 10.05 WITA" in text


def test_contents_name_the_pages_the_headings_stand_on(report):
    lines = contents_lines(report)
    pages = [flat(text) for text in texts(report)]
    assert [title for title, _ in lines if title in ("Ringkasan eksekutif", "Dinas Sosial", "Penutup")] == [
        "Ringkasan eksekutif",
        "Dinas Sosial",
        "Penutup",
    ]
    assert len(lines) == 32
    for title, page in lines:
        assert title in pages[page - 1]


def test_contents_are_links_to_these_pages(report):
    targets = [
        report.get_page_number(note.get_object()["/Dest"][0].get_object()) + 1
        for note in report.pages[CONTENTS]["/Annots"]
    ]
    assert targets == [page for _, page in contents_lines(report)]


def test_outline_has_the_chapters_with_their_sections(report):
    chapters = [entry.title for entry in report.outline if not isinstance(entry, list)]
    assert chapters == [
        "Daftar isi",
        "Ringkasan eksekutif",
        "1 Pendahuluan",
        "2 Profil ASN",
        "3 Pengembangan kompetensi",
        "4 Kompetensi terhadap standar",
        "5 Penilaian kompetensi",
        "6 Predikat kinerja",
        "7 Indeks Profesionalitas ASN",
        "8 Lembar perangkat daerah",
        "9 Penutup",
        "Lampiran: metode dan dasar hukum",
    ]
    sheets = report.outline[chapters.index("8 Lembar perangkat daerah") + 1 + 7]
    assert [entry.title for entry in sheets] == ["Dinas Sosial", "Inspektorat"]


def test_every_font_is_embedded(report):
    fonts = {}
    for page in report.pages:
        for holder in (page, *(form.get_object() for form in page["/Resources"].get("/XObject", {}).values())):
            found = holder.get("/Resources", {}).get("/Font", {})
            fonts |= {font.get_object()["/BaseFont"]: font.get_object() for font in found.values()}
    used = {name: font for name, font in fonts.items() if "/FontDescriptor" in font}
    assert {name.split("+")[1] for name in used} == {"SourceSans3-Regular", "SourceSans3-SemiBold"}
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used.values())
    assert fonts == used


def test_metadata(report):
    info = report.metadata
    assert info.title == "Laporan Kompetensi ASN Kabupaten Mamuju Tahun 2025"
    assert info.author == "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia, Pemerintah Kabupaten Mamuju"
    assert info.subject == "Kompetensi ASN tahun 2025, keadaan data 21 November 2026 pukul 10.05 WITA"
    assert info.creation_date == factory.meta().cut_off
    assert report.trailer["/Root"]["/Lang"] == "id-ID"


def test_the_same_input_gives_the_same_bytes():
    first, second = BytesIO(), BytesIO()
    for out in (first, second):
        render_pdf(factory.two_units(), factory.two_units(), factory.meta(), out)
    assert first.getvalue() == second.getvalue()


def test_a_path_is_written_too(tmp_path):
    target = tmp_path / "laporan.pdf"
    out = BytesIO()
    render_pdf(factory.two_units(), None, factory.meta(), target)
    render_pdf(factory.two_units(), None, factory.meta(), out)
    assert target.read_bytes() == out.getvalue()


def test_cover_letterhead_and_signature(report):
    cover = flat(report.pages[0].extract_text())
    for expected in (
        "PEMERINTAH KABUPATEN MAMUJU",
        "Kabupaten Mamuju (76.02)",
        "1 Januari – 31 Desember 2025",
        "800/127/2026",
        "Mamuju, 21 November 2026",
        "Kepala Badan,",
        "Nurhayati, M.Si.",
        "19710412 199603 2 004",
    ):
        assert expected in cover


def test_sample_data_is_marked_on_every_page(render, report):
    assert not any("DATA CONTOH" in text for text in texts(report))
    assert all(
        "DATA CONTOH" in text for text in texts(render(factory.two_units(), meta=factory.meta(sample_data=True)))
    )


def test_last_year_adds_direction_and_a_column(render):
    before = factory.region(DINAS_SOSIAL=factory.unit(meeting=1), INSPEKTORAT=factory.unit(meeting=8))
    pages = [flat(text) for text in texts(render(factory.two_units(), before))]
    assert "turun 5,0 poin dari 2024" in pages[SUMMARY]
    assert any("Dinas Sosial 10 2 20,0% +10,0 120 12,00 8" in page for page in pages)
    assert any("PNS dan CPNS memenuhi 20 JP 45,0% 40,0% turun 5,0 poin dari 2024" in page for page in pages)


def test_the_rule_basis_is_printed(report):
    assert "Target JP PNS, 20 JP setahun PP 11/2017 jo. PP 17/2020" in flat(report.pages[-1].extract_text())
