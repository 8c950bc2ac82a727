"""Formal education: SIASN levels, courses of study with their degrees, and what each level means for the rank.

Level ids and names as they appear in the SIASN exports. Entry and highest ranks of a PNS by diploma follow the
practice of PP 99/2000 jo PP 12/2002; entry grades of PPPK follow Perpres 98/2020 (rules.md 3.2).
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Level:
    """A level of education; grades are SIASN ids, `age` is the usual age at graduation in years."""

    id: str
    name: str
    short: str
    age: int
    entry_grade: str
    highest_grade: str
    pppk_grade: str


LEVELS: Final[dict[str, Level]] = {
    level.id: level
    for level in (
        Level("05", "Sekolah Dasar", "SD", 13, "11", "21", "I"),
        Level("10", "SLTP", "SMP", 16, "13", "23", "IV"),
        Level("15", "SLTA", "SMA", 19, "21", "32", "V"),
        Level("30", "Diploma III/Sarjana Muda", "D-III", 22, "23", "33", "VII"),
        Level("35", "Diploma IV", "D-IV", 23, "31", "34", "IX"),
        Level("40", "S-1/Sarjana", "S-1", 23, "31", "34", "IX"),
        Level("45", "S-2", "S-2", 27, "32", "41", "X"),
        Level("50", "S-3/Doktor", "S-3", 33, "33", "42", "XI"),
    )
}


@dataclass(frozen=True, slots=True)
class Study:
    """A finished course of study and the degree it gives, in front of or behind the name."""

    level: Level
    name: str
    back: str = ""
    front: str = ""

    @property
    def title(self) -> str:
        """The PENDIDIKAN NAMA of the export, for example `S-1 ILMU HUKUM`."""
        return f"{self.level.short} {self.name}"


def bachelor(name: str, back: str) -> Study:
    """Return an S-1 study."""
    return Study(LEVELS["40"], name, back)


def diploma(name: str, back: str) -> Study:
    """Return a D-III study."""
    return Study(LEVELS["30"], name, back)


def master(first: Study, name: str, back: str) -> Study:
    """Return the S-2 that follows a first degree; both degrees stay behind the name."""
    return Study(LEVELS["45"], name, ", ".join(filter(None, (first.back, back))), first.front)


def doctorate(first: Study, name: str) -> Study:
    """Return the S-3 that follows other degrees; the doctor's title stands before the name."""
    return Study(LEVELS["50"], name, first.back, "Dr.")


PRIMARY: Final = Study(LEVELS["05"], "SEKOLAH DASAR")
JUNIOR: Final = Study(LEVELS["10"], "SLTP UMUM")
SENIORS: Final = (
    Study(LEVELS["15"], "IPS"),
    Study(LEVELS["15"], "IPA"),
    Study(LEVELS["15"], "ADMINISTRASI PERKANTORAN"),
    Study(LEVELS["15"], "TEKNIK KOMPUTER DAN JARINGAN"),
)
GOVERNMENT_DIPLOMA_4: Final = Study(LEVELS["35"], "ILMU PEMERINTAHAN", "S.STP")
DOCTOR: Final = Study(LEVELS["40"], "PROFESI DOKTER", "", "dr.")
DENTIST: Final = Study(LEVELS["40"], "PROFESI DOKTER GIGI", "", "drg.")
COMMON_DIPLOMAS: Final = (
    diploma("MANAJEMEN INFORMATIKA", "A.Md.Kom."),
    diploma("AKUNTANSI", "A.Md.Ak."),
    diploma("ADMINISTRASI PERKANTORAN", "A.Md."),
)
