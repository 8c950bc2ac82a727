"""The cast: everybody is there, once, with the number, name, unit and history the demo speaks of."""

from datetime import date

import pytest

from employees.demo.cast import CAST, JOB_STANDARDS

from .exports import Export, day, text

EXPECTED = [
    # account, region, NIP, name, unit, job
    ("sari", "35.78", "199405142019032001", "SARI WULANDARI", "KELURAHAN KETINTANG", "Penata Layanan Operasional"),
    ("budi", "35.78", "197911052005011001", "BUDI SANTOSO", "KELURAHAN KETINTANG", "Lurah Ketintang"),
    ("rina", "35.78", "198602192010032001", "RINA PUSPITASARI", "SUBBAGIAN UMUM DAN KEPEGAWAIAN KECAMATAN GAYUNGAN",
     "Kepala Subbagian Umum dan Kepegawaian Kecamatan Gayungan"),
    ("dewi", "35.78", "197806162003122001", "DEWI ANGGRAINI", "BIDANG PENGEMBANGAN KOMPETENSI APARATUR",
     "Kepala Bidang Pengembangan Kompetensi Aparatur"),
    ("anton", "76.02", "198103252006041001", "ANTON PALALLOI", "BIDANG PENGEMBANGAN SUMBER DAYA MANUSIA APARATUR",
     "Kepala Bidang Pengembangan Sumber Daya Manusia Aparatur"),
    ("maya", "35.78", "198409092009022001", "MAYA KUSUMAWARDHANI", "INSPEKTUR PEMBANTU WILAYAH II",
     "Auditor Ahli Muda"),
]  # fmt: skip


@pytest.mark.parametrize(("account", "region", "nip", "name", "unit", "job"), EXPECTED)
def test_each_employee_of_the_cast_is_in_the_files(
    mamuju: Export, surabaya: Export, account: str, region: str, nip: str, name: str, unit: str, job: str
) -> None:
    export = mamuju if region == "76.02" else surabaya
    row = export.employee(nip)
    found = (row["NAMA"], row["UNOR NAMA"], row["JABATAN NAMA"], row["STATUS CPNS PNS"], row["KEDUDUKAN HUKUM ID"])
    assert found == (name, unit, job, "P", "01")
    assert row["EMAIL"] == f"{account}@contoh.invalid"
    (member,) = (member for member in CAST if member.account == account)
    assert (member.nip, member.name, member.region_code) == (nip, name, region)


def test_accounts_and_roles() -> None:
    assert {member.account: member.roles for member in CAST} == {
        "sari": ("employee",), "budi": ("employee", "superior"), "rina": ("employee", "hr_unit"),
        "dewi": ("employee", "hr_agency"), "anton": ("employee", "hr_agency"), "maya": ("employee", "auditor"),
        "yusuf": ("mentor",), "tono": ("assessor",), "admin": ("admin",),
    }  # fmt: skip


def test_mentor_assessor_and_admin_are_no_employees(mamuju: Export, surabaya: Export) -> None:
    outsiders = [member for member in CAST if member.nip is None]
    assert [(member.account, member.organisation) for member in outsiders] == [
        ("yusuf", "Universitas Negeri Surabaya"),
        ("tono", "UPT Penilaian Kompetensi BKD Provinsi Jawa Timur"), ("admin", ""),
    ]  # fmt: skip
    mails = {row["EMAIL"] for export in (mamuju, surabaya) for row in export.of("pegawai")}
    assert [member.email for member in outsiders if member.email in mails] == []


def test_scopes_name_units_that_exist(mamuju: Export, surabaya: Export) -> None:
    exports = {"76.02": mamuju, "35.78": surabaya}
    units = {region: {row["NamaUnor"] for row in export.of("unor")} for region, export in exports.items()}
    assert [member.account for member in CAST if member.person and member.scope not in units[member.region_code]] == []


def test_sari_has_14_jp_this_year_and_less_before(surabaya: Export) -> None:
    jp = {2023: 0, 2024: 0, 2025: 0}
    for row in surabaya.history("kursus", ["199405142019032001"]):
        jp[day(row["tanggalSelesaiKursus"]).year] += int(str(row["jumlahJam"]))
    assert jp == {2023: 6, 2024: 10, 2025: 14}


def test_sari_is_rated_baik(surabaya: Export) -> None:
    rows = surabaya.history("skp22", ["199405142019032001"])
    assert {row["tahun"]: row["kuadranKinerjaNilai"] for row in rows} == {"2023": "2", "2024": "2", "2025": "2"}


def test_sari_has_a_valid_assessment_with_two_gaps_against_her_job(surabaya: Export) -> None:
    rows = surabaya.history("kompetensi", ["199405142019032001"])
    newest = max(rows, key=lambda row: day(row["tanggal"]))
    assert day(newest["tanggal"]) > date(2022, 12, 31)
    levels = {key: int(str(value)) for key, value in newest.items() if key not in ("nipBaru", "tanggal")}
    standard = dict(zip(levels, JOB_STANDARDS["Penata Layanan Operasional"], strict=True))
    assert [key for key, level in levels.items() if level < standard[key]] == ["komunikasi", "mengelolaPerubahan"]


def test_everybody_of_the_cast_has_a_full_history(mamuju: Export, surabaya: Export) -> None:
    for _, region, nip, *_ in EXPECTED:
        export = mamuju if region == "76.02" else surabaya
        years = {day(row["tanggalSelesaiKursus"]).year for row in export.history("kursus", [nip])}
        assert (nip, years, len(export.history("skp22", [nip]))) == (nip, {2023, 2024, 2025}, 3)
        assert len(export.history("kompetensi", [nip])) > 0


def test_nobody_else_leads_budis_kelurahan(surabaya: Export) -> None:
    leads = [text(row["NIP BARU"]) for row in surabaya.of("pegawai") if row["JABATAN NAMA"] == "Lurah Ketintang"]
    assert leads == ["197911052005011001"]
