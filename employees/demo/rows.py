"""Facts turned into rows of the export files, with the habits of the layout."""

from collections.abc import Iterator
from random import Random
from typing import Final

from .careers import LEGAL_NAMES, grade_name
from .histories import History
from .identifiers import synthetic_nik, synthetic_phone
from .jobs import JOB_KIND_NAMES
from .layouts import HISTORY_HEADERS, Cell, Layout, Row, text_date
from .people import Person
from .spec import GovernmentSpec
from .units import Unit, stable_id

RELIGIONS: Final = {"1": "Islam", "2": "Kristen", "3": "Katholik", "4": "Hindu"}
MARRIAGES: Final = {True: ("1", "Menikah"), False: ("4", "Belum Kawin")}
REGIONAL_PNS: Final = ("15", "PNS Daerah Kab./Kota yang bekerja pada Kab./Kota")
ESELON_NAMES: Final = {"21": "II.a", "22": "II.b", "31": "III.a", "32": "III.b", "41": "IV.a", "42": "IV.b", "": ""}
LEADERSHIP_NAMES: Final = {2: "PKP", 3: "PKA", 4: "PKN II"}


def unit_row(unit: Unit, spec: GovernmentSpec) -> Row:
    """Return a row of the unit file."""
    return [unit.id, spec.agency_id, unit.parent_id, unit.eselon, unit.name, unit.head, unit.code, "", "", ""]


class EmployeeRows:
    """Rows of the employee file of one government in one layout."""

    def __init__(self, spec: GovernmentSpec, layout: Layout, year: int) -> None:
        self._spec = spec
        self._layout = layout
        self._year = year
        self._agency = (spec.agency_id, spec.agency_name)
        self._width = len(layout.employee_header)
        self.nip_column = layout.employee_header.index("NIP BARU")
        self.name_column = layout.employee_header.index("NAMA")

    def row(self, person: Person) -> Row:
        """Return the row of a person."""
        cells = (*self._identity(person), *self._appointment(person), *self._post(person))
        return [*cells[: self._width]]

    def _identity(self, person: Person) -> tuple[Cell, ...]:
        """Columns 1 to 23, PNS ID to JENIS PEGAWAI NAMA."""
        spec, study, ordinal = self._spec, person.study, person.ordinal
        is_civil_servant = person.standing.status != "PPPK"
        return (
            person.id, self._quoted(person.nip, ordinal), self._mark(ordinal, 3), person.name,
            study.front or self._mark(ordinal, 5), study.back or self._mark(ordinal, 6), "", person.birth_place,
            self._birth_date(person), person.sex, person.religion, RELIGIONS[person.religion],
            *MARRIAGES[person.married], f"'{synthetic_nik(spec.region_code, ordinal)}", synthetic_phone(ordinal),
            person.email, self._mark(ordinal, 18), f"Jalan Contoh Nomor {ordinal % 90 + 1}, {spec.place}",
            self._mark(ordinal, 20), self._mark(ordinal, 21),
            *(REGIONAL_PNS if is_civil_servant else ("", "")),
        )  # fmt: skip

    def _appointment(self, person: Person) -> tuple[Cell, ...]:
        """Columns 24 to 40, KEDUDUKAN HUKUM ID to MK BULAN."""
        career, standing = person.career, person.standing
        as_pns = text_date(career.appointed.replace(year=career.appointed.year + 1)) if standing.status == "P" else ""
        years, months = career.service(self._year)
        return (
            standing.legal, LEGAL_NAMES[standing.legal], standing.status, "", "", "", text_date(career.appointed), "",
            "", as_pns, career.first_grade, grade_name(career.first_grade), career.grade, grade_name(career.grade),
            text_date(career.graded), str(years), str(months),
        )  # fmt: skip

    def _post(self, person: Person) -> tuple[Cell, ...]:
        """Columns 41 to 69, JENIS JABATAN ID to ESELON NAMA."""
        unit, study, spec = person.unit, person.study, self._spec
        return (
            person.job_kind, JOB_KIND_NAMES[person.job_kind], stable_id("jabatan", person.job), person.job,
            text_date(person.career.posted), study.level.id, study.level.name, stable_id("pendidikan", study.title),
            study.title, str(person.graduated), "", "", "", spec.place, unit.id, unit.name,
            *self._agency, *self._agency, "", "", "", "", "1", person.school, str(person.ordinal % 2),
            person.eselon, ESELON_NAMES[person.eselon],
        )  # fmt: skip

    def _quoted(self, number: str, ordinal: int) -> str:
        every = self._layout.apostrophe_every
        return f"'{number}" if every and ordinal % every == 0 else number

    def _birth_date(self, person: Person) -> Cell:
        every = self._layout.date_cell_every
        return person.career.born if every and person.ordinal % every == 0 else text_date(person.career.born)

    def _mark(self, ordinal: int, column: int) -> str:
        """Return one of the ways in which the layout leaves a cell empty."""
        marks = self._layout.empty_marks
        return marks[(ordinal + column) % len(marks)]


class HistoryRows:
    """Rows of the five history files."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng  # for ids and numbers of certificates only

    def rows(self, person: Person, history: History) -> Iterator[tuple[str, Row]]:
        """Yield (kind, row) for everything a person has behind them."""
        for kind in HISTORY_HEADERS:
            for row in getattr(self, f"_{kind}")(person, history):
                yield kind, row

    def _kursus(self, person: Person, history: History) -> Iterator[Row]:
        for c in history.courses:
            number = f"{self._rng.randrange(100_000):05d}/{c.kind}/{c.ends.year}"
            yield [
                self._id(), person.id, person.nip, str(c.kind), c.name, c.hours, c.provider, number, c.starts.year,
                text_date(c.starts), text_date(c.ends),
            ]  # fmt: skip

    def _diklat(self, person: Person, history: History) -> Iterator[Row]:
        for row in history.leadership:
            number = f"{self._rng.randrange(10_000)}/{LEADERSHIP_NAMES[row.kind]}/{row.on.year}"
            yield [
                self._id(), person.id, person.nip, str(row.kind), number, text_date(row.on), row.on.year, row.hours,
                "LAN RI",
            ]  # fmt: skip

    def _skp22(self, person: Person, history: History) -> Iterator[Row]:
        for row in history.appraisals:
            yield [self._id(), person.id, person.nip, *row, "ASN"]

    def _kompetensi(self, person: Person, history: History) -> Iterator[Row]:
        for row in history.assessments:
            yield [person.nip, text_date(row.on), *row.levels]

    def _hukdis(self, person: Person, history: History) -> Iterator[Row]:
        for row in history.sanctions:
            yield [person.nip, row.level, text_date(row.on)]

    def _id(self) -> str:
        return f"{self._rng.getrandbits(128):032X}"
