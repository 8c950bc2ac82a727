"""Column headers of the SIASN export files and the habits of the two file formats.

Headers as in the real exports: employee file of 67 columns, 69 with the two ESELON columns; history and unit files
with the keys of the read services (names differ in spelling from the write services on purpose of the source).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

LayoutName = Literal["xlsx", "csv"]
Cell = str | int | float | date
Row = list[Cell]

EMPLOYEE_67: Final = (
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
)  # fmt: skip
EMPLOYEE_69: Final = (*EMPLOYEE_67, "ESELON ID", "ESELON NAMA")

COMPETENCIES: Final = (
    "integritas", "kerjasama", "komunikasi", "orientasiPadaHasil", "pelayananPublik", "pengembanganDiriDanOrla",
    "mengelolaPerubahan", "pengambilanKeputusan", "perekatBangsa",
)  # fmt: skip

HISTORY_HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "kursus": (
        "id", "idPns", "nipBaru", "jenisDiklatId", "namaKursus", "jumlahJam", "institusiPenyelenggara", "noSertipikat",
        "tahunKursus", "tanggalKursus", "tanggalSelesaiKursus",
    ),
    "diklat": (
        "id", "idPns", "nipBaru", "latihanStrukturalId", "nomor", "tanggal", "tahun", "jumlahJam",
        "institusiPenyelenggara",
    ),
    "skp22": (
        "id", "pnsDinilaiId", "nipBaru", "tahun", "hasilKinerjaNilai", "perilakuKerjaNilai", "kuadranKinerjaNilai",
        "statusPenilai",
    ),
    "kompetensi": ("nipBaru", "tanggal", *COMPETENCIES),
    "hukdis": ("nipBaru", "jenisTingkatHukumanId", "skTanggal"),
}  # fmt: skip
UNIT_HEADER: Final = (
    "Id", "InstansiId", "DiatasanId", "EselonId", "NamaUnor", "NamaJabatan", "CepatKode", "IndukUnorId",
    "PemimpinPnsId", "JenisUnorId",
)  # fmt: skip

KINDS: Final = ("unor", "pegawai", *HISTORY_HEADERS)


@dataclass(frozen=True, slots=True)
class Layout:
    """How one format spells the same facts; every `*_every` n touches each n-th row, 0 touches none."""

    name: LayoutName
    employee_header: tuple[str, ...]
    employee_delimiter: str
    empty_marks: tuple[str, ...]
    apostrophe_every: int
    date_cell_every: int


LAYOUTS: Final[dict[LayoutName, Layout]] = {
    "xlsx": Layout("xlsx", EMPLOYEE_67, "", ("", "null", "-"), apostrophe_every=2, date_cell_every=5),
    "csv": Layout("csv", EMPLOYEE_69, ";", ("",), apostrophe_every=0, date_cell_every=0),
}


def header_of(kind: str, layout: Layout) -> tuple[str, ...]:
    """Return the header row of one of the KINDS."""
    if kind == "unor":
        return UNIT_HEADER
    return layout.employee_header if kind == "pegawai" else HISTORY_HEADERS[kind]


def text_date(value: date) -> str:
    """Spell a date as SIASN does, dd-mm-yyyy (strftime costs five times as much, and this runs per cell)."""
    return f"{value.day:02d}-{value.month:02d}-{value.year:04d}"
