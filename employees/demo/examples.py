"""The eight worked examples E1 to E8 of the IP ASN (rules.md 9.8), as the staff of one office.

Totals of the year by samples/README counting: 90, 80, 70, 83, 75, 57.5, 100, 17; the office averages 71.5625.
Technical training must reach 20 JP inside the year, seminar-like training may lie in the year before.
"""

from datetime import date
from typing import Final

from .education import JUNIOR, SENIORS, bachelor, diploma, doctorate, master
from .fixed import (
    BAIK,
    BUTUH_PERBAIKAN,
    SANGAT_BAIK,
    FixedAssessment,
    FixedCourse,
    FixedLeadership,
    FixedPerson,
    FixedSanction,
)

_OFFICE: Final = "BADAN RISET DAN INOVASI DAERAH"
_SECRETARIAT: Final = f"SEKRETARIAT {_OFFICE}"
_GENERAL: Final = f"SUBBAGIAN UMUM DAN KEPEGAWAIAN {_OFFICE}"
_BIDANG: Final = "BIDANG RISET DAN INOVASI"
_ECONOMICS: Final = bachelor("EKONOMI PEMBANGUNAN", "S.E.")
_AGRICULTURE: Final = bachelor("AGROTEKNOLOGI", "S.P.")
_BRIN: Final = "Badan Riset dan Inovasi Nasional"
_LAN: Final = "LAN RI"


def _technical(hours: int, month: int = 4) -> FixedCourse:
    return FixedCourse(0, month, 7, 3, "Pelatihan Teknis Penyusunan Policy Brief", hours, _LAN)


def _seminar(back: int = 0) -> FixedCourse:
    return FixedCourse(back, 9, 17, 9, "Seminar Nasional Inovasi Daerah dan Indeks Inovasi", 8, _BRIN)


EXAMPLES: Final[tuple[FixedPerson, ...]] = (
    FixedPerson(  # E1: 20 + 40 + 25 + 5 = 90
        "MUHAMMAD ARIEF MANSYUR", "197108181997031001", _OFFICE,
        master(_ECONOMICS, "MAGISTER ILMU PERENCANAAN", "M.Si."), "43", date(2021, 4, 1), "Majene", "",
        courses=(_technical(24), _seminar()), leadership=(FixedLeadership(4, date(2020, 10, 9), 900),),
        appraisals=(BAIK, BAIK, BAIK), assessments=(FixedAssessment(2, 3, 9, (4, 4, 4, 4, 4, 4, 3, 4, 4)),),
    ),
    FixedPerson(  # E2: 20 + 25 + 30 + 5 = 80; only 12 JP of technical training
        "NURHAYATI SYAMSUDDIN", "197604112001122001", _SECRETARIAT,
        master(bachelor("ILMU ADMINISTRASI NEGARA", "S.A.P."), "MAGISTER ADMINISTRASI PUBLIK", "M.A.P."), "42",
        date(2020, 4, 1), "Mamuju", "",
        courses=(_technical(12), _seminar(1)), leadership=(FixedLeadership(3, date(2019, 7, 12), 900),),
        appraisals=(BAIK, SANGAT_BAIK, SANGAT_BAIK),
        assessments=(FixedAssessment(1, 7, 3, (3, 3, 3, 4, 3, 3, 2, 3, 3)),),
    ),
    FixedPerson(  # E3: 15 + 25 + 25 + 5 = 70; no leadership training
        "BURHANUDDIN LATIF", "198301202008011001", _GENERAL, bachelor("ILMU SOSIAL", "S.Sos."), "33",
        date(2021, 10, 1), "Mamuju", "",
        courses=(_technical(20), _seminar()), appraisals=(BAIK, BAIK, BAIK),
        assessments=(FixedAssessment(4, 5, 18, (2, 2, 2, 2, 2, 1, 1, 2, 2)),),
    ),
    FixedPerson(  # E4: 15 + 40 + 25 + 3 = 83; a light punishment
        "RAHMAWATI TAHIR", "198511232010122001", _BIDANG, _ECONOMICS, "33", date(2020, 4, 1), "Polewali", "",
        job="Analis Kebijakan Ahli Muda", functional=True,
        courses=(
            _technical(20), _seminar(1),
            FixedCourse(2, 6, 5, 2, "Pelatihan Fungsional Analis Kebijakan Ahli Muda", 60, _LAN),
        ),
        appraisals=(BAIK, BAIK, BAIK), sanctions=(FixedSanction("R", 3, 6, 14),),
        assessments=(FixedAssessment(1, 2, 21, (3, 3, 3, 3, 3, 2, 2, 3, 3)),),
    ),
    FixedPerson(  # E5: 5 + 40 + 25 + 5 = 75
        "SUPARDI KADIR", "198807072014021001", _GENERAL, SENIORS[2], "24", date(2022, 4, 1), "Mamuju", "",
        job="Pengadministrasi Perkantoran", courses=(_technical(20, 6), _seminar()), appraisals=(BAIK, BAIK, BAIK),
        assessments=(FixedAssessment(1, 8, 28, (1, 1, 1, 1, 2, 1, 1, 1, 1)),),
    ),
    FixedPerson(  # E6: 10 + 17.5 + 25 + 5 = 57.5; technical training stays below 20 JP
        "FITRIANI HAMZAH", "199203182019032001", _SECRETARIAT, diploma("MANAJEMEN INFORMATIKA", "A.Md.Kom."), "24",
        date(2023, 4, 1), "Majene", "", job="Pengolah Data dan Informasi",
        courses=(_technical(9), _seminar()), appraisals=(BAIK, BAIK, BAIK),
    ),
    FixedPerson(  # E7: 25 + 40 + 30 + 5 = 100
        "SALAHUDDIN YASIN", "197409282002121001", _BIDANG,
        doctorate(master(_AGRICULTURE, "MAGISTER AGRIBISNIS", "M.Si."), "ILMU PERTANIAN"), "42", date(2021, 10, 1),
        "Makassar", "", job="Analis Kebijakan Ahli Madya", functional=True,
        courses=(
            _technical(32), _seminar(),
            FixedCourse(1, 3, 19, 2, "Pelatihan Fungsional Analis Kebijakan Ahli Madya", 60, _LAN),
        ),
        appraisals=(SANGAT_BAIK, SANGAT_BAIK, SANGAT_BAIK),
        assessments=(FixedAssessment(2, 4, 25, (4, 4, 4, 5, 4, 4, 4, 4, 5)),),
    ),
    FixedPerson(  # E8: 1 + 0 + 15 + 1 = 17; a heavy punishment, no training at all
        "HERMAN SULO", "197206011999031001", _GENERAL, JUNIOR, "23", date(2015, 4, 1), "Tapalang", "",
        job="Pengelola Umum Operasional", appraisals=(BUTUH_PERBAIKAN, BUTUH_PERBAIKAN, BUTUH_PERBAIKAN),
        sanctions=(FixedSanction("B", 2, 11, 20),),
    ),
)  # fmt: skip

TOTALS: Final = (90.0, 80.0, 70.0, 83.0, 75.0, 57.5, 100.0, 17.0)
