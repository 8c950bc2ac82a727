"""A file is taken as the kind that its columns fit best; another kind is named."""

import pytest

from core.enums import ImportState
from core.importing.registry import importer_for
from core.tests.test_importing import upload, work
from core.tests.workbooks import write_csv

PEOPLE = (
    "PNS ID", "NIP BARU", "NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "KEDUDUKAN HUKUM ID", "STATUS CPNS PNS", "GOL AKHIR ID",
    "JENIS JABATAN ID", "JABATAN NAMA", "UNOR ID", "UNOR NAMA", "INSTANSI INDUK ID", "ESELON ID",
)  # fmt: skip
SHORT_LIST = ("NIP", "NAMA", "UNOR ID", "UNOR NAMA", "ESELON ID")
UNITS = ("Id", "InstansiId", "DiatasanId", "EselonId", "NamaUnor", "NamaJabatan")
COURSES = ("id", "nipBaru", "namaKursus", "jumlahJam", "tanggalKursus", "tanggalSelesaiKursus", "tahunKursus")
PUNISHMENTS = ("nipBaru", "jenisTingkatHukumanId", "skTanggal")
TITLES = {
    "unor": "Unit organisasi",
    "pegawai": "Pegawai",
    "kursus": "Kursus dan pelatihan",
    "hukdis": "Hukuman disiplin",
}


def check(cast, folder, header, kind):
    row = ["198609262015052001" if title.upper().startswith("NIP") else "A1" for title in header]
    return work(upload(cast, write_csv(folder / "x.csv", [header, row]), kind))


@pytest.mark.parametrize(
    ("header", "chosen", "is_really"),
    [
        (PEOPLE, "unor", "pegawai"),
        (SHORT_LIST, "unor", "pegawai"),
        (PEOPLE, "kursus", "pegawai"),
        (SHORT_LIST, "kursus", "pegawai"),
        ((*COURSES, "NAMA"), "pegawai", "kursus"),
        ((*COURSES, "NAMA"), "diklat", "kursus"),
        (UNITS, "hukdis", "unor"),
        ((*PUNISHMENTS, *SHORT_LIST), "skp22", "hukdis"),
    ],
)
def test_a_file_that_is_clearly_another_kind_is_refused_by_the_name_of_the_best(
    cast, tmp_path, header, chosen, is_really
):
    batch = check(cast, tmp_path, header, chosen)
    assert (batch.state, batch.message) == (
        ImportState.UNREADABLE,
        f"Berkas ini tampaknya ekspor “{TITLES[is_really]}”, bukan “{importer_for(chosen).title}”. "
        "Unggah ulang dengan jenis data itu.",
    )


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (PEOPLE, "pegawai"),
        (SHORT_LIST, "pegawai"),
        (UNITS, "unor"),
        (("UNOR ID", "UNOR NAMA"), "unor"),
        ((*COURSES, *SHORT_LIST), "kursus"),
        ((*PUNISHMENTS, *PEOPLE), "hukdis"),  # an office has looked up the people of its punishments
        ((*PEOPLE, "jenisTingkatHukumanId", "skTanggal"), "pegawai"),
    ],
)
def test_columns_of_another_kind_beside_its_own_do_no_harm(cast, tmp_path, header, chosen):
    """The control."""
    assert check(cast, tmp_path, header, chosen).state == ImportState.CHECKED
