"""How a person entered the service and how far they came: status, dates, rank. Reference day: 31 December of `year`."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from .education import Level, Study
from .identifiers import FULL_TIME_CONTRACT, PART_TIME_CONTRACT

# SIASN ids of the PNS grades in order of rank; two digits, I/a = 11 to IV/e = 45.
GRADES: Final = ("11", "12", "13", "14", "21", "22", "23", "24", "31", "32", "33", "34", "41", "42", "43", "44", "45")
YEARS_PER_GRADE: Final = 4

# Ranks a structural post is usually held in, by eselon.
STRUCTURAL_GRADES: Final = {
    "21": ("43", "44"), "22": ("42", "43"), "31": ("41", "42"),
    "32": ("34", "41"), "41": ("33", "34"), "42": ("32", "34"),
}  # fmt: skip

LEGAL_NAMES: Final = {
    "01": "Aktif", "02": "CLTN", "03": "Tugas Belajar", "15": "PNS kena hukuman disiplin",
    "71": "PPPK Aktif", "101": "PPPK Paruh Waktu Aktif", "88": "Pemberhentian dengan hak pensiun", "99": "Pensiun",
}  # fmt: skip
# The retired have left; those on unpaid leave (CLTN) are employees still, but attend no training.
RETIRED: Final = ("88", "99")
AWAY: Final = (*RETIRED, "02")


@dataclass(frozen=True, slots=True)
class Standing:
    """Employment: STATUS CPNS PNS (`P`, `C`, `PPPK`) and KEDUDUKAN HUKUM ID."""

    status: str
    legal: str

    @property
    def contract(self) -> int:
        """The contract code of an NI PPPK, 0 for PNS and CPNS."""
        if self.status != "PPPK":
            return 0
        return PART_TIME_CONTRACT if self.legal == "101" else FULL_TIME_CONTRACT


ACTIVE_PNS: Final = Standing("P", "01")

# Of 200 people who hold no structural post; the rare statuses are there so that every filter finds somebody.
STAFF_STANDINGS: Final[dict[Standing, int]] = {
    ACTIVE_PNS: 112,
    Standing("P", "03"): 3,
    Standing("P", "02"): 1,
    Standing("P", "15"): 1,
    Standing("P", "99"): 3,
    Standing("P", "88"): 1,
    Standing("C", "01"): 9,
    Standing("PPPK", "71"): 50,
    Standing("PPPK", "101"): 20,
}


@dataclass(frozen=True, slots=True)
class Career:
    """Dates and rank; `grade` and `first_grade` are SIASN ids (11..45, or I..XVII for PPPK)."""

    born: date
    appointed: date
    first_grade: str
    grade: str
    graded: date
    posted: date

    def service(self, year: int) -> tuple[int, int]:
        """Return full years and months of service on the last day of the year."""
        return year - self.appointed.year, 12 - self.appointed.month


def grade_name(grade: str) -> str:
    """Return `III/c` for 33; the grades of PPPK are their own names."""
    if not grade.isdigit():
        return grade
    return f"{('I', 'II', 'III', 'IV')[int(grade[0]) - 1]}/{'abcde'[int(grade[1]) - 1]}"


def draw_head_career(rng: Random, study: Study, eselon: str, year: int, lane: int) -> Career:
    """Draw the career of somebody who leads a unit: senior enough for the ranks the post asks for."""
    low, high = STRUCTURAL_GRADES[eselon]
    entry = GRADES.index(study.level.entry_grade)
    top = rng.choice(GRADES[GRADES.index(low) : GRADES.index(high) + 1])
    steps = max(GRADES.index(top) - entry, 0)
    service = min(max(steps, 1) * YEARS_PER_GRADE + rng.randint(0, 5), 30)
    born = _born_in(rng, year - service - rng.randint(22, 26), lane)
    appointed = date(year - service, rng.choice((1, 2, 3, 4, 12)), 1)
    posted = date(year - rng.randint(0, min(5, service - 1)), rng.randint(1, 11), rng.randint(1, 28))
    return Career(born, appointed, study.level.entry_grade, top, _graded(appointed, steps, year), posted)


def draw_staff_career(rng: Random, standing: Standing, study: Study, year: int, lane: int) -> Career:
    """Draw the career of anybody else."""
    if standing.status == "PPPK":
        return _contract_career(rng, standing, study, year, lane)
    if standing.status == "C":
        born = _born_in(rng, year - rng.randint(max(study.level.age, 20), 33), lane)
        appointed = date(year, rng.choice((3, 4, 5, 6)), 1)
        grade = study.level.entry_grade
        return Career(born, appointed, grade, grade, appointed, appointed)
    age = rng.randint(58, 60) if standing.legal in ("99", "88") else int(rng.triangular(26, 57, 42))
    start = min(max(study.level.age, 20) + rng.randint(0, 8), age - 2)
    born = _born_in(rng, year - age, lane)
    appointed = date(year - (age - start), rng.choice((1, 2, 3, 4, 12)), 1)
    return _career_by_years(rng, study.level, born, appointed, year)


def _career_by_years(rng: Random, level: Level, born: date, appointed: date, year: int) -> Career:
    entry = GRADES.index(level.entry_grade)
    steps = min((year - appointed.year) // YEARS_PER_GRADE, GRADES.index(level.highest_grade) - entry)
    since = rng.randint(max(appointed.year, year - 9), year - 1)
    posted = appointed if since == appointed.year else date(since, rng.randint(1, 12), 1)
    return Career(born, appointed, level.entry_grade, GRADES[entry + steps], _graded(appointed, steps, year), posted)


def _contract_career(rng: Random, standing: Standing, study: Study, year: int, lane: int) -> Career:
    """PPPK: full time since one of the last five years, part time since October of the year itself."""
    if standing.legal == "101":
        appointed = date(year, 10, 1)
    else:
        appointed = date(year - rng.randint(0, 4), rng.choice((2, 3, 4, 5)), 1)
    age = rng.randint(max(study.level.age, 22), 48)
    born = _born_in(rng, appointed.year - age, lane)
    return Career(born, appointed, study.level.pppk_grade, study.level.pppk_grade, appointed, appointed)


def _graded(appointed: date, steps: int, year: int) -> date:
    """Ranks rise in April or October, every four years, never after the reference day."""
    if steps == 0:
        return appointed
    return date(min(appointed.year + steps * YEARS_PER_GRADE, year), 4 if appointed.month < 6 else 10, 1)


def _born_in(rng: Random, year: int, lane: int) -> date:
    """Return a day of the year whose number is `lane` modulo 3 (see GovernmentSpec.birth_lane)."""
    day = date(year, 1, 2).toordinal() + rng.randrange(360)
    return date.fromordinal(day + (lane - day) % 3)
