"""What a person has behind them: training, leadership training, appraisals, assessments, punishments.

The three years tell a story: more training and better appraisals each year; far units train less (Unit.learning);
Mengelola Perubahan is the weakest competency. Nothing lies before the appointment or after the year.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final, NamedTuple

from . import jobs
from .careers import AWAY, RETIRED
from .courses import FORMS, MAX_TARGET, NEWCOMER_TITLE, Form, draw_forms, draw_provider, draw_title
from .decks import Deck
from .fixed import FixedPerson, PerformanceCell
from .people import Person
from .spec import GovernmentSpec


class Course(NamedTuple):
    """A row of `kursus`; hours in JP, `kind` a jenisDiklatId."""

    kind: int
    name: str
    hours: int
    provider: str
    starts: date
    ends: date


class Leadership(NamedTuple):
    """A row of `diklat`; `kind` a latihanStrukturalId, hours in JP."""

    kind: int
    on: date
    hours: int


class Appraisal(NamedTuple):
    """A row of `skp22`: hasil and perilaku 1..3, quadrant 1 Sangat Baik to 5 Sangat Kurang."""

    year: int
    result: int
    behaviour: int
    quadrant: int


class Assessment(NamedTuple):
    """A row of `kompetensi`; levels 1..5 in the order of the export."""

    on: date
    levels: tuple[int, ...]


class Sanction(NamedTuple):
    """A row of `hukdis`: R light, S medium, B heavy."""

    level: str
    on: date


@dataclass(frozen=True, slots=True)
class History:
    """Everything of one person."""

    courses: list[Course]
    leadership: list[Leadership]
    appraisals: list[Appraisal]
    assessments: list[Assessment]
    sanctions: list[Sanction]


# Hasil kerja x perilaku kerja -> quadrant, rules.md 7.4 with the codes of siasn.md 5.3.
QUADRANTS: Final[dict[PerformanceCell, int]] = {
    (1, 1): 1, (1, 2): 2, (1, 3): 4,
    (2, 1): 2, (2, 2): 2, (2, 3): 4,
    (3, 1): 3, (3, 2): 3, (3, 3): 5,
}  # fmt: skip

# Of 100 people, by years back: every cell occurs, and the later year is the better one.
APPRAISAL_SHARES: Final[dict[int, dict[PerformanceCell, int]]] = {
    2: {(1, 1): 5, (1, 2): 7, (1, 3): 2, (2, 1): 8, (2, 2): 57, (2, 3): 4, (3, 1): 4, (3, 2): 11, (3, 3): 2},
    1: {(1, 1): 7, (1, 2): 8, (1, 3): 2, (2, 1): 9, (2, 2): 58, (2, 3): 3, (3, 1): 3, (3, 2): 9, (3, 3): 1},
    0: {(1, 1): 12, (1, 2): 10, (1, 3): 1, (2, 1): 11, (2, 2): 57, (2, 3): 2, (3, 1): 2, (3, 2): 4, (3, 3): 1},
}
LEARNING_BY_YEARS_BACK: Final = {2: 0.72, 1: 0.85, 0: 1.15}

# Chance in percent to be one level below and one level above what the job asks for, in the order of the export.
LEVEL_CHANCES: Final = ((8, 24), (12, 22), (22, 12), (18, 16), (12, 24), (30, 10), (47, 4), (26, 9), (10, 22))

# Leadership training by the first digit of the eselon: PKN II, PKA, PKP (latihanStrukturalId).
LEADERSHIP_KINDS: Final = {"2": 4, "3": 3, "4": 2}
LEADERSHIP_HOURS: Final = 300  # the part in class


class HistoryMaker:
    """Draws the histories of one government, person after person."""

    def __init__(self, spec: GovernmentSpec, rng: Random, year: int) -> None:
        self._spec = spec
        self._rng = rng
        self._year = year
        self._cells = {back: Deck(rng, shares) for back, shares in APPRAISAL_SHARES.items()}
        # Twenty equal slices of luck: neighbours in the file, the people of one office, get an even share of it.
        self._luck = {back: Deck(rng, dict.fromkeys(range(20), 1)) for back in LEARNING_BY_YEARS_BACK}
        self._assessed = Deck(rng, {"never": 17, "expired": 9, "valid": 20, "twice": 4})
        self._sanctions = Deck(rng, {"": 145, "R": 2, "S": 2, "B": 1})
        self._heavy_sanctions = Deck(rng, {"S": 2, "B": 1})

    def drawn(self, person: Person) -> History:
        """Draw the history of a generated person."""
        return History(
            self._courses(person), self._leadership(person), self._appraisals(person), self._assessments(person),
            self._punishments(person),
        )  # fmt: skip

    def _courses(self, person: Person) -> list[Course]:
        courses: list[Course] = []
        for back, by_year in LEARNING_BY_YEARS_BACK.items():
            first = max(date(self._year - back, 1, 6), person.career.appointed)
            if first.year != self._year - back or person.standing.legal in AWAY:
                continue
            luck = (self._luck[back].deal() + self._rng.random()) / 20
            target = self._target(luck ** (1 / (person.unit.duty.learning * person.unit.learning * by_year)))
            forms = [(self._open_to(person, form), hours) for form, hours in draw_forms(self._rng, target)]
            courses.extend(self._course(person, form, hours, first) for form, hours in forms)
        return courses

    def _target(self, luck: float) -> int:
        """Return the JP of a year for a luck of 0 to 1: 20 % none, 20 % 1-9, 22 % 10-19, 25 % 20-39, 13 % more."""
        for limit, low, high in ((0.2, 0, 1), (0.4, 2, 10), (0.62, 10, 20), (0.87, 20, 40)):
            if luck < limit:
                return self._rng.randrange(low, high, 2)  # even: most forms count two or four hours at a time
        return self._rng.randrange(40, MAX_TARGET, 2)

    def _open_to(self, person: Person, form: Form) -> Form:
        """Functional training is for functional jobs, leadership for heads and newcomers; others train technically."""
        if form.kind == 2 and person.job_kind != jobs.FUNCTIONAL:
            return FORMS[3]
        if form.kind == 1 and person.job_kind != jobs.STRUCTURAL and not self._newcomer(person):
            return FORMS[3]
        return form

    def _newcomer(self, person: Person) -> bool:
        return person.standing.status != "PPPK" and person.career.appointed.year >= self._year - 1

    def _course(self, person: Person, form: Form, hours: int, first: date) -> Course:
        rng, duty = self._rng, person.unit.duty
        if form.kind == 1 and person.job_kind != jobs.STRUCTURAL:
            title = NEWCOMER_TITLE
        else:
            title = draw_title(rng, form, duty, person.job)
        last_start = date(first.year, 12, 5)
        starts = first + timedelta(days=rng.randrange((last_start - first).days + 1))
        ends = starts + timedelta(days=(hours - 1) // form.daily)
        return Course(form.kind, title, hours, draw_provider(rng, form, duty, self._spec.providers), starts, ends)

    def _leadership(self, person: Person) -> list[Leadership]:
        """Most heads have the training of their tier; some only that of a lower one, which counts as not yet."""
        if person.job_kind != jobs.STRUCTURAL:
            return []
        own, luck = LEADERSHIP_KINDS[person.eselon[0]], self._rng.random()
        kinds: list[int] = []
        if own > 2 and (luck < 0.36 or 0.72 <= luck < 0.88):
            kinds.append(own - 1)
        if luck < 0.72:
            kinds.append(own)
        # Never in the two years before and rarely in the year itself: so many JP at once would hide every trend.
        years_back = {kind: 3 + self._rng.randint(0, 4) + 5 * (own - kind) for kind in kinds}
        if own in years_back and self._rng.random() < 0.01:
            years_back[own] = 0
        return [self._leadership_on(kind, self._year - back) for kind, back in years_back.items()]

    def _leadership_on(self, kind: int, year: int) -> Leadership:
        return Leadership(kind, date(year, self._rng.randint(4, 11), self._rng.randint(1, 28)), LEADERSHIP_HOURS)

    def _appraisals(self, person: Person) -> list[Appraisal]:
        """One a year for those who served half of it; one in forty is missing, as in real files."""
        rows: list[Appraisal] = []
        for back, deck in self._cells.items():
            year = self._year - back
            retired = back == 0 and person.standing.legal in RETIRED
            if retired or person.career.appointed > date(year, 6, 30) or self._rng.random() < 0.025:
                continue
            result, behaviour = deck.deal()
            rows.append(Appraisal(year, result, behaviour, QUADRANTS[result, behaviour]))
        return rows

    def _assessments(self, person: Person) -> list[Assessment]:
        card = self._assessed.deal()
        rows: list[Assessment] = []
        if card in ("expired", "twice"):
            rows.append(self._assessed_between(person, date(self._year - 6, 2, 1), date(self._year - 3, 11, 30)))
        if card in ("valid", "twice"):
            rows.append(self._assessed_between(person, date(self._year - 2, 1, 15), date(self._year, 11, 30)))
        return [row for row in rows if row.on > person.career.appointed]

    def _assessed_between(self, person: Person, first: date, last: date) -> Assessment:
        rng, required = self._rng, person.required_level
        levels = []
        for below, above in LEVEL_CHANCES:
            luck = rng.randrange(100)
            delta = -1 if luck < below else 1 if luck >= 100 - above else 0
            levels.append(min(max(required + delta, 1), 5))
        return Assessment(first + timedelta(days=rng.randrange((last - first).days)), tuple(levels))

    def _punishments(self, person: Person) -> list[Sanction]:
        first = max(person.career.appointed + timedelta(days=200), date(self._year - 4, 1, 1))
        days = (date(self._year, 12, 1) - first).days
        if days <= 0:
            return []
        deck = self._heavy_sanctions if person.standing.legal == "15" else self._sanctions
        level = deck.deal()
        if not level:
            return []
        return [Sanction(level, first + timedelta(days=self._rng.randrange(days)))]


def fixed_history(fixed: FixedPerson, year: int) -> History:
    """Return the history of a fixed person, seen from `year`."""
    courses = [
        Course(c.kind, c.name, c.hours, c.provider, start := date(year - c.back, c.month, c.day),
               start + timedelta(days=(c.hours - 1) // FORMS[c.kind].daily))
        for c in fixed.courses
    ]  # fmt: skip
    first_year = year - len(fixed.appraisals) + 1
    return History(
        courses,
        [Leadership(row.kind, row.on, row.hours) for row in fixed.leadership],
        [Appraisal(first_year + i, *cell, QUADRANTS[cell]) for i, cell in enumerate(fixed.appraisals)],
        [Assessment(date(year - row.back, row.month, row.day), row.levels) for row in fixed.assessments],
        [Sanction(row.level, date(year - row.back, row.month, row.day)) for row in fixed.sanctions],
    )
