"""Headers and habits of the files; the lists are those of the real exports, copied here by hand."""

from datetime import date

from .exports import Export

EMPLOYEE_67 = [
    "PNS ID", "NIP BARU", "NIP LAMA", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "TEMPAT LAHIR ID", "TEMPAT LAHIR NAMA",
    "TANGGAL LAHIR", "JENIS KELAMIN", "AGAMA ID", "AGAMA NAMA", "JENIS KAWIN ID", "JENIS KAWIN NAMA", "NIK", "NOMOR HP",
    "EMAIL", "EMAIL GOV", "ALAMAT", "NPWP NOMOR", "BPJS", "JENIS PEGAWAI ID", "JENIS PEGAWAI NAMA",
    "KEDUDUKAN HUKUM ID", "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS", "KARTU ASN VIRTUAL", "NOMOR SK CPNS",
    "TANGGAL SK CPNS", "TMT CPNS", "NOMOR SK PNS", "TANGGAL SK PNS", "TMT PNS", "GOL AWAL ID", "GOL AWAL NAMA",
    "GOL AKHIR ID", "GOL AKHIR NAMA", "TMT GOLONGAN", "MK TAHUN", "MK BULAN", "JENIS JABATAN ID", "JENIS JABATAN NAMA",
    "JABATAN ID", "JABATAN NAMA", "TMT JABATAN", "TINGKAT PENDIDIKAN ID", "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN ID",
    "PENDIDIKAN NAMA", "TAHUN LULUS", "KPKN ID", "KPKN NAMA", "LOKASI KERJA ID", "LOKASI KERJA NAMA", "UNOR ID",
    "UNOR NAMA", "INSTANSI INDUK ID", "INSTANSI INDUK NAMA", "INSTANSI KERJA ID", "INSTANSI KERJA NAMA",
    "SATUAN KERJA INDUK ID", "SATUAN KERJA INDUK NAMA", "SATUAN KERJA KERJA ID", "SATUAN KERJA KERJA NAMA",
    "IS VALID NIK", "NAMA SEKOLAH", "FLAG IKD",
]  # fmt: skip
HEADERS = {
    "unor": "Id,InstansiId,DiatasanId,EselonId,NamaUnor,NamaJabatan,CepatKode,IndukUnorId,PemimpinPnsId,JenisUnorId",
    "kursus": "id,idPns,nipBaru,jenisDiklatId,namaKursus,jumlahJam,institusiPenyelenggara,noSertipikat,tahunKursus,"
    "tanggalKursus,tanggalSelesaiKursus",
    "diklat": "id,idPns,nipBaru,latihanStrukturalId,nomor,tanggal,tahun,jumlahJam,institusiPenyelenggara",
    "skp22": "id,pnsDinilaiId,nipBaru,tahun,hasilKinerjaNilai,perilakuKerjaNilai,kuadranKinerjaNilai,statusPenilai",
    "kompetensi": "nipBaru,tanggal,integritas,kerjasama,komunikasi,orientasiPadaHasil,pelayananPublik,"
    "pengembanganDiriDanOrla,mengelolaPerubahan,pengambilanKeputusan,perekatBangsa",
    "hukdis": "nipBaru,jenisTingkatHukumanId,skTanggal",
}


def _headers(export: Export) -> dict[str, list[object]]:
    return {kind: table[0] for kind, table in export.tables.items()}


def test_xlsx_has_67_employee_columns_and_the_history_keys(mamuju: Export) -> None:
    expected = {"pegawai": EMPLOYEE_67, **{kind: line.split(",") for kind, line in HEADERS.items()}}
    assert _headers(mamuju) == expected


def test_csv_has_69_employee_columns_and_the_history_keys(surabaya: Export) -> None:
    employee = [*EMPLOYEE_67, "ESELON ID", "ESELON NAMA"]
    expected = {"pegawai": employee, **{kind: line.split(",") for kind, line in HEADERS.items()}}
    assert _headers(surabaya) == expected


def test_file_names_are_those_of_the_samples(mamuju: Export, surabaya: Export) -> None:
    kinds = ["unor", "pegawai", "kursus", "diklat", "skp22", "kompetensi", "hukdis"]
    csv_of_units = {"unor": "mamuju_unor.csv"}
    assert {kind: path.name for kind, path in mamuju.paths.items()} == {
        kind: csv_of_units.get(kind, f"mamuju_{kind}.xlsx") for kind in kinds
    }
    assert {kind: path.name for kind, path in surabaya.paths.items()} == {
        kind: f"surabaya_{kind}.csv" for kind in kinds
    }


def test_csv_files_begin_with_a_byte_order_mark(surabaya: Export) -> None:
    assert {path.read_bytes()[:3] for path in surabaya.paths.values()} == {b"\xef\xbb\xbf"}


def test_xlsx_quirks_are_there(mamuju: Export) -> None:
    people = mamuju.of("pegawai")
    assert sum(str(row["NIP BARU"]).startswith("'") for row in people) == len(people) // 2
    assert sum(isinstance(row["TANGGAL LAHIR"], date) for row in people) == len(people) // 5
    assert {row["NIP LAMA"] for row in people} == {"", "null", "-"}


def test_csv_is_plain(surabaya: Export) -> None:
    people = surabaya.of("pegawai")
    assert [row for row in people if str(row["NIP BARU"]).startswith("'")] == []
    assert {row["NIP LAMA"] for row in people} == {""}


def test_identifiers_stay_text_and_counts_are_numbers(mamuju: Export) -> None:
    course = mamuju.of("kursus")[0]
    expected = {"nipBaru": str, "jenisDiklatId": str, "jumlahJam": float, "tahunKursus": float, "tanggalKursus": str}
    assert {key: type(course[key]) for key in expected} == expected
