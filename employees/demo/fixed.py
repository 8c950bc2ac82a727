"""People who are written down instead of drawn: the cast of the demo and the worked examples of the IP ASN."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from .education import Study

PerformanceCell = tuple[int, int]  # hasil kerja, perilaku kerja: 1 di atas, 2 sesuai, 3 di bawah ekspektasi

# Cells of the performance matrix by the predicate they give (rules.md 7.4).
SANGAT_BAIK: Final[PerformanceCell] = (1, 1)
BAIK: Final[PerformanceCell] = (2, 2)
BUTUH_PERBAIKAN: Final[PerformanceCell] = (3, 2)


@dataclass(frozen=True, slots=True)
class FixedCourse:
    """A training, `back` years before the year of the export; hours in JP; `kind` is a jenisDiklatId."""

    back: int
    month: int
    day: int
    kind: int
    name: str
    hours: int
    provider: str


@dataclass(frozen=True, slots=True)
class FixedLeadership:
    """A leadership training; `kind` is a latihanStrukturalId (4 PKN II, 3 PKA, 2 PKP)."""

    kind: int
    on: date
    hours: int


@dataclass(frozen=True, slots=True)
class FixedAssessment:
    """An assessment, `back` years before; levels 1..5 in the order of the nine competencies of the export."""

    back: int
    month: int
    day: int
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FixedSanction:
    """A punishment: R light, S medium, B heavy."""

    level: Literal["R", "S", "B"]
    back: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class FixedPerson:
    """An active PNS. Birth date, sex and appointment are read from the NIP; an empty `job` is the head of the unit.

    functional: the job is a functional one (level in its name). appraisals: the cells of year-2, year-1 and year.
    """

    name: str
    nip: str
    unit: str
    study: Study
    grade: str
    graded: date
    birth_place: str
    account: str
    job: str = ""
    functional: bool = False
    courses: tuple[FixedCourse, ...] = ()
    leadership: tuple[FixedLeadership, ...] = ()
    appraisals: tuple[PerformanceCell, ...] = ()
    assessments: tuple[FixedAssessment, ...] = ()
    sanctions: tuple[FixedSanction, ...] = ()
