"""Chapter 1: legal basis, scope, terms, how to read."""

from reports.domain.indonesian import number
from reports.domain.legal import DEFINITIONS, LEGAL_BASIS
from reports.pdf.book import Book
from reports.pdf.tables import definition_table, gap


def write_introduction(book: Book) -> None:
    meta = book.meta
    book.chapter(
        "introduction",
        "Pendahuluan",
        f"Laporan ini menggambarkan kompetensi ASN {meta.area} tahun {meta.year} dan upaya mengembangkannya.",
    )
    _purpose(book)
    _scope(book)
    book.section("Istilah")
    book.add(definition_table(DEFINITIONS))
    _reading(book)


def _purpose(book: Book) -> None:
    meta = book.meta
    book.section("Maksud dan dasar hukum")
    book.text(
        f"Laporan disusun oleh {meta.office_name} {meta.agency_name} sebagai bahan pimpinan dalam merencanakan dan "
        "mengendalikan pengembangan kompetensi ASN. Dasar hukumnya:"
    )
    book.bullets(*((basis, subject) for subject, basis in LEGAL_BASIS))
    book.add(gap(4))
    book.text("Ketentuan yang dipakai untuk menghitung setiap angka dimuat dalam Lampiran.")


def _scope(book: Book) -> None:
    meta, figures = book.meta, book.figures
    units = f" pada {number(len(figures.units))} {book.noun}" if figures.units else ""
    earlier = (
        f"angka tahun {meta.year - 1} dari laporan yang sama"
        if figures.previous
        else f"belum ada; angka tahun {meta.year - 1} tidak tersedia"
    )
    book.section("Ruang lingkup")
    book.add(
        definition_table(
            [
                ("Wilayah", f"{meta.region_name}, kode wilayah {meta.region_code}"),
                ("Cakupan", f"{number(figures.whole.headcount)} ASN aktif{units}"),
                ("Periode", f"1 Januari sampai dengan 31 Desember {meta.year}"),
                ("Keadaan data", f"{meta.cut_off_words}; data yang masuk sesudahnya tidak dihitung"),
                ("Sumber data", meta.source),
                ("Pembanding", earlier),
            ]
        )
    )


def _reading(book: Book) -> None:
    book.section("Cara membaca")
    book.bullets(
        "Judul setiap grafik menyatakan temuan; tabel di dekatnya memuat angka lengkapnya.",
        "Warna kuning menandai yang perlu perhatian, warna hijau tua menandai yang lain; setiap batang disertai angka.",
        "Tanda – berarti belum ada data; angka 0 berarti datanya ada dan bernilai nol.",
        "Angka dibulatkan, sehingga jumlah persentase dapat sedikit berbeda dari 100. “Poin” adalah selisih dua "
        "persentase atau dua nilai indeks.",
    )
