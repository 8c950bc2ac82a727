"""People, drawn for a unit or taken from their fixed record; what they have behind them comes from `histories`."""

from dataclasses import dataclass
from random import Random
from typing import Final

from . import jobs
from .careers import ACTIVE_PNS, STAFF_STANDINGS, Career, Standing, draw_head_career, draw_staff_career
from .decks import Deck
from .duties import Duty
from .education import COMMON_DIPLOMAS, GOVERNMENT_DIPLOMA_4, JUNIOR, PRIMARY, SENIORS, Study, master
from .fixed import FixedPerson
from .identifiers import Serials, make_nip, person_id, read_nip
from .spec import GovernmentSpec
from .units import Unit

# Education of pelaksana by share: S-1 40 %, D-III 15 %, SLTA 38 %, less 7 %.
PELAKSANA_LEVELS: Final = ("40",) * 40 + ("30",) * 15 + ("15",) * 38 + ("10",) * 5 + ("05",) * 2
MASTERS: Final = (
    ("MAGISTER ADMINISTRASI PUBLIK", "M.A.P."),
    ("MAGISTER MANAJEMEN", "M.M."),
    ("MAGISTER ILMU SOSIAL", "M.Si."),
)


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the employee file in the making; `ordinal` counts the rows of a government from 0."""

    ordinal: int
    id: str
    nip: str
    name: str
    sex: str
    birth_place: str
    religion: str
    married: bool
    email: str
    standing: Standing
    career: Career
    study: Study
    graduated: int
    school: str
    unit: Unit
    job_kind: str
    job: str

    @property
    def eselon(self) -> str:
        """The eselon of the post, empty for non-structural jobs."""
        return self.unit.eselon if self.job_kind == jobs.STRUCTURAL else ""

    @property
    def required_level(self) -> int:
        """The competency level 1..5 the job asks for by default."""
        return jobs.required_level(self.job_kind, self.job, self.eselon)


@dataclass(frozen=True, slots=True)
class _Draft:
    """What has been decided about a person before the name and the numbers."""

    standing: Standing
    study: Study
    career: Career
    job_kind: str
    job: str


class PeopleMaker:
    """Draws the people of one government, one after the other."""

    def __init__(self, spec: GovernmentSpec, rng: Random, year: int, *, first_ordinal: int = 0) -> None:
        self._spec = spec
        self._rng = rng
        self._year = year
        self._standings = Deck(rng, STAFF_STANDINGS)
        self._serials = Serials()
        self._next = first_ordinal
        for fixed in spec.fixed:
            parts = read_nip(fixed.nip)
            self._serials.next(parts.born, parts.sex)

    def head(self, unit: Unit) -> Person:
        """Draw the holder of the unit's structural post."""
        study = self._graduate(unit.duty, ACTIVE_PNS, masters=0.75 if unit.eselon < "32" else 0.35)
        career = draw_head_career(self._rng, study, unit.eselon, self._year, self._spec.birth_lane)
        return self._person(unit, _Draft(ACTIVE_PNS, study, career, jobs.STRUCTURAL, unit.head))

    def staff(self, unit: Unit) -> Person:
        """Draw somebody who works in the unit without leading it."""
        standing = self._standings.deal()
        # Part-time PPPK are former helpers: no functional job is open to them.
        if standing.legal != "101" and self._rng.random() < unit.duty.functional:
            return self._person(unit, self._functional(unit.duty, standing))
        return self._person(unit, self._pelaksana(unit.duty, standing))

    def fixed(self, unit: Unit, fixed: FixedPerson) -> Person:
        """Return a person exactly as written."""
        parts = read_nip(fixed.nip)
        kind = jobs.FUNCTIONAL if fixed.functional else jobs.PELAKSANA if fixed.job else jobs.STRUCTURAL
        career = Career(
            parts.born, parts.appointed, fixed.study.level.entry_grade, fixed.grade, fixed.graded, fixed.graded
        )
        ordinal = self._count()
        return Person(
            ordinal=ordinal, id=person_id(self._spec.agency_id, fixed.nip), nip=fixed.nip, name=fixed.name,
            sex=parts.sex, birth_place=fixed.birth_place, religion="1", married=True,
            email=f"{fixed.account or self._mail_name(fixed.name, ordinal)}@contoh.invalid", standing=ACTIVE_PNS,
            career=career, study=fixed.study, graduated=parts.appointed.year - 1, school=self._school(fixed.study),
            unit=unit, job_kind=kind, job=fixed.job or unit.head,
        )  # fmt: skip

    def _functional(self, duty: Duty, standing: Standing) -> _Draft:
        family, expert = jobs.draw_family(self._rng, duty)
        if expert:
            study = family.study or self._graduate(duty, standing, masters=0.12)
        else:
            study = family.study or self._rng.choice(COMMON_DIPLOMAS)
        career = draw_staff_career(self._rng, standing, study, self._year, self._spec.birth_lane)
        job = jobs.functional_name(family, career.grade, expert=expert)
        return _Draft(standing, study, career, jobs.FUNCTIONAL, job)

    def _pelaksana(self, duty: Duty, standing: Standing) -> _Draft:
        level = self._rng.choice(PELAKSANA_LEVELS)
        if standing.status == "C" and level < "15":
            level = "15"  # recruitment of civil servants asks for a secondary school at least
        study = self._study_of(level, duty, standing)
        career = draw_staff_career(self._rng, standing, study, self._year, self._spec.birth_lane)
        return _Draft(standing, study, career, jobs.PELAKSANA, jobs.pelaksana_name(self._rng, level))

    def _study_of(self, level: str, duty: Duty, standing: Standing) -> Study:
        if level == "40":
            return self._graduate(duty, standing, masters=0.06)
        if level == "30":
            return self._rng.choice(COMMON_DIPLOMAS)
        if level == "15":
            return self._rng.choice(SENIORS)
        return JUNIOR if level == "10" else PRIMARY

    def _graduate(self, duty: Duty, standing: Standing, *, masters: float) -> Study:
        first = self._rng.choice(duty.graduates)
        if first is GOVERNMENT_DIPLOMA_4 and standing.status == "PPPK":
            first = duty.graduates[0]  # the civil service academy gives PNS only
        return master(first, *self._rng.choice(MASTERS)) if self._rng.random() < masters else first

    def _person(self, unit: Unit, draft: _Draft) -> Person:
        rng, culture, career = self._rng, self._spec.culture, draft.career
        sex = "F" if rng.random() < 0.52 else "M"
        name = culture.draw_name(rng, sex)
        serial = self._serials.next(career.born, sex)
        nip = make_nip(career.born, career.appointed, sex, serial, draft.standing.contract)
        ordinal = self._count()
        return Person(
            ordinal=ordinal, id=person_id(self._spec.agency_id, nip), nip=nip, name=name, sex=sex,
            birth_place=rng.choice(culture.places), religion=rng.choice(culture.religions),
            married=self._year - career.born.year > 27 and rng.random() < 0.9,
            email=f"{self._mail_name(name, ordinal)}@contoh.invalid", standing=draft.standing, career=career,
            study=draft.study, graduated=career.born.year + draft.study.level.age, school=self._school(draft.study),
            unit=unit, job_kind=draft.job_kind, job=draft.job,
        )  # fmt: skip

    def _school(self, study: Study) -> str:
        if study.level.id >= "30":
            return self._rng.choice(self._spec.culture.universities)
        kind = {"15": "SMA NEGERI", "10": "SMP NEGERI", "05": "SD NEGERI"}[study.level.id]
        return f"{kind} {self._rng.randint(1, 9)} {self._spec.place.upper()}"

    def _mail_name(self, name: str, ordinal: int) -> str:
        return f"{name.split()[0].lower()}.{self._spec.slug}{ordinal}"

    def _count(self) -> int:
        self._next += 1
        return self._next - 1
