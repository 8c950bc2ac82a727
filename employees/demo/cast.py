"""The named cast of the demo and of the test suites: who they are, how they log in, what they may do.

Roles are plain words (employee, superior, hr_unit, hr_agency, auditor, mentor, assessor, admin); whoever loads the demo maps
them to the product's roles. `scope` is the NamaUnor the role is held for. NIP, names and accounts never change.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from .education import bachelor, master
from .fixed import BAIK, SANGAT_BAIK, FixedAssessment, FixedCourse, FixedLeadership, FixedPerson

SURABAYA_REGION: Final = "35.78"
MAMUJU_REGION: Final = "76.02"

_ADMIN: Final = bachelor("ILMU ADMINISTRASI NEGARA", "S.A.P.")
_PUSDIKLAT: Final = "BPSDM Provinsi Jawa Timur"
_LOCAL: Final = "BKPSDM Kota Surabaya"

SARI: Final = FixedPerson(
    "SARI WULANDARI", "199405142019032001", "KELURAHAN KETINTANG", _ADMIN, "32", date(2023, 4, 1), "Surabaya", "sari",
    job="Penata Layanan Operasional",
    courses=(  # 14 JP in the year itself, 10 and 6 before
        FixedCourse(0, 3, 11, 8, "Bimbingan Teknis Pelayanan Administrasi Terpadu Kecamatan", 8, _LOCAL),
        FixedCourse(0, 7, 24, 9, "Seminar Nasional Pelayanan Publik Ramah Kelompok Rentan", 4, _PUSDIKLAT),
        FixedCourse(0, 9, 4, 14, "Coaching Penyusunan Standar Pelayanan Kelurahan", 2, _LOCAL),
        FixedCourse(1, 5, 14, 16, "E-Learning Literasi Digital ASN", 6, "LAN RI"),
        FixedCourse(1, 10, 8, 7, "Sosialisasi Core Values BerAKHLAK", 4, _LOCAL),
        FixedCourse(2, 8, 22, 8, "Bimbingan Teknis Tata Naskah Dinas Elektronik", 6, _LOCAL),
    ),
    appraisals=(BAIK, BAIK, BAIK),
    # Against JOB_STANDARDS two competencies are short: komunikasi and mengelolaPerubahan.
    assessments=(
        FixedAssessment(5, 9, 15, (1, 1, 1, 1, 2, 1, 1, 1, 1)),
        FixedAssessment(1, 8, 20, (2, 2, 1, 2, 2, 1, 1, 1, 2)),
    ),
)  # fmt: skip
BUDI: Final = FixedPerson(
    "BUDI SANTOSO", "197911052005011001", "KELURAHAN KETINTANG", bachelor("ILMU PEMERINTAHAN", "S.IP."), "34",
    date(2019, 4, 1), "Surabaya", "budi",
    courses=(
        FixedCourse(0, 4, 15, 3, "Pelatihan Teknis Pengelolaan Dana Kelurahan", 24, _PUSDIKLAT),
        FixedCourse(0, 8, 19, 4, "Workshop Administrasi Pertanahan", 5, "Universitas Negeri Surabaya"),
        FixedCourse(1, 3, 20, 1, "Pelatihan Penyegaran Kepemimpinan Birokrasi", 16, _PUSDIKLAT),
        FixedCourse(1, 6, 11, 5, "Pelatihan Manajerial Supervisi dan Pembinaan Pegawai", 20, _PUSDIKLAT),
        FixedCourse(2, 9, 5, 8, "Bimbingan Teknis Pembinaan RT/RW dan Lembaga Kemasyarakatan", 12, _LOCAL),
    ),
    leadership=(FixedLeadership(2, date(2018, 10, 26), 900),),
    appraisals=(BAIK, BAIK, SANGAT_BAIK),
    assessments=(FixedAssessment(2, 11, 8, (2, 2, 3, 2, 3, 2, 1, 2, 3)),),
)  # fmt: skip
RINA: Final = FixedPerson(
    "RINA PUSPITASARI", "198602192010032001", "SUBBAGIAN UMUM DAN KEPEGAWAIAN KECAMATAN GAYUNGAN",
    bachelor("MANAJEMEN", "S.E."), "33", date(2022, 4, 1), "Sidoarjo", "rina",
    courses=(
        FixedCourse(0, 2, 18, 8, "Bimbingan Teknis Integrasi Data SIASN", 16, _LOCAL),
        FixedCourse(0, 5, 20, 17, "Pelatihan Jarak Jauh Pengelolaan Kinerja pada e-Kinerja BKN", 12, "BKN"),
        FixedCourse(0, 10, 2, 15, "Mentoring Analisis Kebutuhan Pengembangan Kompetensi", 2, _LOCAL),
        FixedCourse(1, 3, 6, 16, "E-Learning Manajemen Talenta ASN", 15, "LAN RI"),
        FixedCourse(2, 7, 17, 9, "Seminar Transformasi Manajemen ASN", 4, _PUSDIKLAT),
    ),
    leadership=(FixedLeadership(2, date(2021, 8, 27), 900),),
    appraisals=(BAIK, BAIK, BAIK),
    assessments=(FixedAssessment(1, 5, 29, (2, 3, 2, 2, 3, 2, 2, 1, 2)),),
)  # fmt: skip
DEWI: Final = FixedPerson(
    "DEWI ANGGRAINI", "197806162003122001", "BIDANG PENGEMBANGAN KOMPETENSI APARATUR",
    master(_ADMIN, "MAGISTER ADMINISTRASI PUBLIK", "M.A.P."), "41", date(2020, 10, 1), "Malang", "dewi",
    courses=(
        FixedCourse(0, 3, 3, 3, "Pelatihan Teknis Penyusunan Human Capital Development Plan", 40, "LAN RI"),
        FixedCourse(0, 9, 9, 20, "Benchmarking ASN Corporate University", 10, _LOCAL),
        FixedCourse(1, 4, 23, 3, "Pelatihan Teknis Manajemen Talenta ASN", 24, "BKN"),
        FixedCourse(1, 8, 12, 21, "Pertukaran PNS dengan Pegawai BUMD: Manajemen Talenta", 20, "BUMD Kota Surabaya"),
        FixedCourse(2, 10, 16, 9, "Seminar Nasional Reformasi Manajemen ASN", 4, "Universitas Airlangga"),
    ),
    leadership=(FixedLeadership(2, date(2014, 6, 20), 900), FixedLeadership(3, date(2021, 11, 12), 900)),
    appraisals=(BAIK, SANGAT_BAIK, SANGAT_BAIK),
    assessments=(FixedAssessment(2, 6, 14, (4, 3, 4, 3, 3, 4, 3, 3, 3)),),
)  # fmt: skip
MAYA: Final = FixedPerson(
    "MAYA KUSUMAWARDHANI", "198409092009022001", "INSPEKTUR PEMBANTU WILAYAH II", bachelor("AKUNTANSI", "S.E."), "34",
    date(2021, 4, 1), "Gresik", "maya", job="Auditor Ahli Muda", functional=True,
    courses=(
        FixedCourse(0, 6, 16, 12, "Penataran Audit Berbasis Risiko", 30, "BPKP"),
        FixedCourse(0, 10, 21, 9, "Seminar Nasional Sistem Pengendalian Intern Pemerintah", 4, "BPKP"),
        FixedCourse(1, 2, 12, 2, "Pelatihan Fungsional Auditor Ahli Muda", 60, "BPKP"),
        FixedCourse(1, 7, 15, 18, "Detasering Audit Investigatif", 20, "BPKP"),
        FixedCourse(2, 5, 9, 8, "Bimbingan Teknis Probity Audit Pengadaan", 16, "BPKP"),
    ),
    appraisals=(BAIK, BAIK, SANGAT_BAIK),
    assessments=(FixedAssessment(2, 9, 27, (4, 3, 3, 3, 3, 3, 2, 4, 3)),),
)  # fmt: skip
ANTON: Final = FixedPerson(
    "ANTON PALALLOI", "198103252006041001", "BIDANG PENGEMBANGAN SUMBER DAYA MANUSIA APARATUR",
    master(bachelor("ILMU HUKUM", "S.H."), "MAGISTER MANAJEMEN", "M.M."), "41", date(2021, 4, 1), "Mamuju", "anton",
    courses=(
        FixedCourse(0, 5, 6, 3, "Pelatihan Teknis Analisis Kebutuhan Pengembangan Kompetensi", 32, "LAN RI"),
        FixedCourse(0, 11, 4, 4, "Workshop Integrasi Data SIASN", 10, "BKN"),
        FixedCourse(1, 9, 18, 16, "E-Learning Pengelolaan Kinerja ASN", 15, "LAN RI"),
        FixedCourse(2, 6, 7, 7, "Sosialisasi Manajemen Talenta ASN", 4, "BPSDM Provinsi Sulawesi Barat"),
    ),
    leadership=(FixedLeadership(3, date(2022, 9, 2), 900),),
    appraisals=(BAIK, BAIK, BAIK),
    assessments=(FixedAssessment(2, 10, 12, (3, 3, 3, 3, 4, 3, 2, 3, 3)),),
)  # fmt: skip

# Standards of jobs that differ from the default of their tier (R-KOMP-1: the job's own standard wins). The default of
# a pelaksana is level 1, below which nobody can be; without this standard Sari would have no gap to work on.
# Levels 1..5 in the order of the nine competencies of the export.
JOB_STANDARDS: Final[dict[str, tuple[int, ...]]] = {"Penata Layanan Operasional": (2, 2, 2, 2, 2, 1, 2, 1, 2)}


@dataclass(frozen=True, slots=True)
class CastMember:
    """One account of the demo; `person` is None for those who are not employees of a government."""

    account: str
    name: str
    email: str
    region_code: str
    roles: tuple[str, ...]
    scope: str = ""
    organisation: str = ""
    superior: str = ""  # account of the direct superior
    person: FixedPerson | None = None

    @property
    def nip(self) -> str | None:
        """The NIP, also the other login name."""
        return self.person.nip if self.person else None


def _employee(person: FixedPerson, region: str, *roles: str, scope: str = "", superior: str = "") -> CastMember:
    email = f"{person.account}@contoh.invalid"
    return CastMember(
        person.account, person.name, email, region, ("employee", *roles), scope or person.unit, "", superior, person
    )


CAST: Final[tuple[CastMember, ...]] = (
    _employee(SARI, SURABAYA_REGION, superior="budi"),
    _employee(BUDI, SURABAYA_REGION, "superior"),
    _employee(RINA, SURABAYA_REGION, "hr_unit", scope="KECAMATAN GAYUNGAN"),
    _employee(DEWI, SURABAYA_REGION, "hr_agency", scope="PEMERINTAH KOTA SURABAYA"),
    _employee(ANTON, MAMUJU_REGION, "hr_agency", scope="PEMERINTAH KAB. MAMUJU"),
    _employee(MAYA, SURABAYA_REGION, "auditor", scope="PEMERINTAH KOTA SURABAYA"),
    CastMember(
        "yusuf", "Yusuf Hidayat", "yusuf@contoh.invalid", SURABAYA_REGION, ("mentor",),
        organisation="Universitas Negeri Surabaya",
    ),
    CastMember(
        "tono", "Tono Prasetyo", "tono@contoh.invalid", SURABAYA_REGION, ("assessor",),
        organisation="UPT Penilaian Kompetensi BKD Provinsi Jawa Timur",
    ),
    CastMember("admin", "Administrator", "admin@contoh.invalid", "", ("admin",)),
)  # fmt: skip


def employees_of(region_code: str) -> tuple[FixedPerson, ...]:
    """Return the cast who work for one government."""
    return tuple(member.person for member in CAST if member.person and member.region_code == region_code)
