"""The talent map of an agency: who stands in which box, set-based; a simulation until the committee confirms it.

The SQL says the same as `evaluations.domain.talent.place` and `evaluations.domain.jpm`; tests compare the two
person by person.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef
from django.db.models.expressions import RawSQL

from core import sql
from core.models import Agency
from employees.models import Employee, EmployeeQuerySet
from evaluations.domain import standards, talent
from evaluations.domain.talent import Cutoffs
from evaluations.enums import PotentialSource
from evaluations.models import PerformanceResult, TalentMap, TalentPlacement, TalentSetting
from evaluations.selectors.demanded import FALLBACK, JOB, matched
from evaluations.selectors.standing import EVER, NEWEST, NINE, WHOLE, official_levels

INCOMPLETE = 0  # number of the group without a box

_BOX = sql.case("performance || ' ' || potential", {f"{y} {x}": number for (y, x), number in talent.BOXES.items()})
_PREDICATE = sql.case("r.predicate", {code: int(value) for code, value in talent.PREDICATE_VALUES.items()})
_OF = "AND (%(people)s::bigint[] IS NULL OR a.employee_id = ANY(%(people)s))"
# Whole assessments that still count and measured potential: the newest stands on the axis, else the match does.
_POTENTIAL = f"""
    SELECT DISTINCT ON (a.employee_id) a.employee_id, a.id, a.assessed_on, a.potential FROM evaluations_assessment a
    WHERE a.agency_id = %(agency)s AND a.assessed_on BETWEEN %(since)s AND %(on)s AND a.method IN ({WHOLE})
        AND a.closed_at IS NULL AND a.potential IS NOT NULL {_OF}
    ORDER BY a.employee_id, {NEWEST}
"""
_SIMULATED = f"""
    WITH {JOB}, people AS (
        SELECT e.id, e.unit_id, e.position_id, e.tier, r.predicate, {_PREDICATE}::numeric AS y, j.standard_id,
            {FALLBACK} AS fallback
        FROM employees_employee e LEFT JOIN job j ON j.id = e.position_id
        LEFT JOIN evaluations_performanceresult r ON r.employee_id = e.id AND r.year = %(year)s
        WHERE e.agency_id = %(agency)s AND e.is_active
            AND (%(people)s::bigint[] IS NULL OR e.id = ANY(%(people)s))
    ), newest AS (
        SELECT DISTINCT ON (a.employee_id) a.employee_id, a.id, a.assessed_on FROM ({EVER}) a WHERE true {_OF}
        ORDER BY a.employee_id, {NEWEST}
    ), matched AS (
        SELECT pe.*, coalesce(h.id, n.id) AS assessment_id, coalesce(h.assessed_on, n.assessed_on) AS assessed_on,
            n.assessed_on < %(since)s AS is_expired, h.potential AS measured, coalesce(h.potential, m.jpm) AS x
        FROM people pe LEFT JOIN newest n ON n.employee_id = pe.id
        LEFT JOIN ({_POTENTIAL}) h ON h.employee_id = pe.id
        LEFT JOIN ({matched(official_levels(past=True, people=_OF))}) m ON m.employee_id = pe.id
    ), stepped AS (
        SELECT m.*,
            CASE WHEN y >= %(performance_above)s THEN 'above' WHEN y >= %(performance_meets)s THEN 'meets'
                WHEN y IS NOT NULL THEN 'below' END AS performance,
            CASE WHEN x >= %(potential_high)s THEN 'high' WHEN x >= %(potential_medium)s THEN 'medium'
                WHEN x IS NOT NULL THEN 'low' END AS potential
        FROM matched m
    )
    SELECT id, unit_id, position_id, tier, predicate, x, y, assessment_id, assessed_on, {_BOX} AS box,
        CASE WHEN x IS NULL THEN '' WHEN measured IS NULL THEN 'jpm' ELSE 'potential' END AS source,
        array_remove(ARRAY[CASE WHEN y IS NULL THEN '{talent.NO_PREDICATE}' END,
            CASE WHEN x IS NOT NULL THEN NULL WHEN assessment_id IS NULL THEN '{talent.NO_ASSESSMENT}'
                WHEN is_expired THEN '{talent.EXPIRED}' ELSE '{talent.NO_STANDARD}' END], NULL) AS missing
    FROM stepped
"""
_FROZEN = """
    SELECT t.employee_id AS id, t.unit_id, t.position_id, t.tier, t.predicate, t.x, t.y, t.assessment_id, a.assessed_on,
        t.box, t.source, t.missing
    FROM evaluations_talentplacement t LEFT JOIN evaluations_assessment a ON a.id = t.assessment_id
    WHERE t.map_id = %(map)s AND (%(people)s::bigint[] IS NULL OR t.employee_id = ANY(%(people)s))
"""
_INSIDE = "(%(units)s::bigint[] IS NULL OR unit_id = ANY(%(units)s)) AND (%(tier)s = '' OR tier = %(tier)s)"
_NAMED = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Area:
    """Part of the people on a map; by default everybody.

    Attributes:
        units: keys of units; None for all.
    """

    units: tuple[int, ...] | None = None
    tier: str = ""

    @property
    def arguments(self) -> dict[str, Any]:
        return {"units": None if self.units is None else list(self.units), "tier": self.tier}


@dataclass(frozen=True)
class Chart:
    """The map of one year: what the committee confirmed, or what the data of the day would give.

    Attributes:
        on: the day whose valid assessments count; without effect once confirmed.
        setting: where the lines come from; None for the defaults, which have no legal basis.
        confirmed: None as long as it is a simulation.
    """

    agency: Agency
    year: int
    on: date
    cutoffs: Cutoffs
    setting: TalentSetting | None = None
    confirmed: TalentMap | None = None

    @property
    def source(self) -> str:
        """One row per person: id, unit, position, tier, predicate, x, y, assessment, box, source, missing."""
        return _SIMULATED.replace("%(nine)s", NINE) if self.confirmed is None else _FROZEN

    def arguments(self, people: Iterable[int] | None = None) -> dict[str, Any]:
        """Of `source`; people are keys, None for everybody."""
        chosen = None if people is None else list(people)
        if self.confirmed is not None:
            return {"map": self.confirmed.pk, "people": chosen}
        lines = asdict(self.cutoffs)
        since = standards.oldest_valid(self.on)
        return {"agency": self.agency.pk, "year": self.year, "on": self.on, "since": since, "people": chosen} | lines


@dataclass(frozen=True)
class Placed:
    """One person on the map, as `domain.talent.Placement` with what it rests on."""

    employee: int
    box: int | None
    x: Decimal | None
    y: Decimal | None
    predicate: int | None
    source: str
    assessed_on: date | None
    missing: tuple[str, ...]

    @property
    def total(self) -> Decimal | None:
        return talent.Placement(self.box, self.x, self.y).total

    @property
    def last_day(self) -> date | None:
        """The last day on which the assessment counts."""
        return standards.last_day(self.assessed_on) if self.assessed_on else None


@dataclass(frozen=True)
class Counts:
    """How many people stand in each box, and how many lack what (somebody may lack two things).

    Attributes:
        by_match: of those in a box, whose potential nobody has measured: their axis is the match.
    """

    boxes: Mapping[int, int]
    incomplete: int
    missing: Mapping[str, int]
    by_match: int = 0

    @property
    def placed(self) -> int:
        return sum(self.boxes.values())

    @property
    def people(self) -> int:
        return self.placed + self.incomplete

    @property
    def shares(self) -> dict[int, Decimal]:
        return talent.distribution(self.boxes)

    @property
    def pool(self) -> int:
        return sum(self.boxes.get(number, 0) for number in talent.POOL)


@dataclass(frozen=True)
class Years:
    """Years with performance results.

    Attributes:
        known: the newest first.
        usual: whose map is looked at where none is named.
    """

    known: list[int]
    usual: int | None


def years_of(agency: Agency) -> Years:
    """Usual is the newest confirmed year; else the newest in which at least half as many people were appraised as in the
    best: one early appraisal of a new year empties no map. One statement.
    """
    confirmed = Exists(TalentMap.objects.filter(agency=agency, year=OuterRef("year")))
    years = PerformanceResult.objects.filter(agency=agency).order_by("-year").values_list("year")
    found = list(years.annotate(people=Count("pk"), is_confirmed=confirmed))
    most = max((people for _year, people, _confirmed in found), default=0)
    decided = (year for year, _people, is_confirmed in found if is_confirmed)
    enough = (year for year, people, _confirmed in found if 2 * people >= most)
    return Years([year for year, *_rest in found], next(decided, next(enough, None)))


def chart_of(agency: Agency, year: int, *, on: date) -> Chart:
    """The confirmed map of the year, or the simulation with the lines in force for it."""
    confirmed = TalentMap.objects.filter(agency=agency, year=year).select_related("confirmed_by").first()
    return _chart(agency, year, confirmed, on=on)


def newest_chart(agency: Agency, *, on: date) -> Chart | None:
    """The map of the usual year; None where there are no results at all."""
    year = years_of(agency).usual
    return chart_of(agency, year, on=on) if year else None


def _chart(agency: Agency, year: int, confirmed: TalentMap | None, *, on: date) -> Chart:
    if confirmed is None:
        setting = setting_for(agency, year)
        return Chart(agency, year, on, lines_of(setting), setting)
    lines = {name: Decimal(value) for name, value in confirmed.cutoffs.items() if name in asdict(Cutoffs())}
    return Chart(agency, year, on, Cutoffs(**lines), confirmed=confirmed)


def setting_for(agency: Agency, year: int) -> TalentSetting | None:
    """The lines in force for a year."""
    return TalentSetting.objects.filter(agency=agency, from_year__lte=year).first()


def lines_of(setting: TalentSetting | None) -> Cutoffs:
    """The lines of a setting, or the defaults."""
    if setting is None:
        return Cutoffs()
    return Cutoffs(**{name: getattr(setting, name) for name in asdict(Cutoffs())})


def counts(chart: Chart, area: Area = Area()) -> Counts:
    """People per box and per reason, in one statement."""
    statement = f"SELECT box, missing, source, count(*) FROM ({chart.source}) placed WHERE {_INSIDE} GROUP BY 1, 2, 3"
    boxes, missing, incomplete, by_match = dict.fromkeys(range(1, 10), 0), dict.fromkeys(REASON_CODES, 0), 0, 0
    for box, codes, source, people in _rows(statement, chart.arguments() | area.arguments):
        if box is not None:
            boxes[box] += people
            by_match += people if source == PotentialSource.JPM else 0
            continue
        incomplete += people
        for code in codes:
            missing[code] += people
    return Counts(boxes, incomplete, missing, by_match)


REASON_CODES = (talent.NO_PREDICATE, talent.NO_ASSESSMENT, talent.EXPIRED, talent.NO_STANDARD)


def in_box(rows: EmployeeQuerySet, chart: Chart, number: int, area: Area = Area(), *, lacks: str = "") -> Any:
    """Those of the people who stand in the box; `INCOMPLETE` for those who stand in none.

    Args:
        lacks: of those in none, only who lacks this (a code of `evaluations.domain.talent`).
    """
    condition = "box = %(box)s" if number else "box IS NULL AND (%(lacks)s = '' OR %(lacks)s = ANY(missing))"
    arguments = chart.arguments() | area.arguments | {"box": number, "lacks": lacks}
    statement = f"SELECT id FROM ({chart.source}) placed WHERE {condition} AND {_INSIDE}"
    return rows.filter(pk__in=RawSQL(*positional(statement, arguments)))  # noqa: S611 (parameters are bound)


def placed(chart: Chart, people: Iterable[int] | None) -> dict[int, Placed]:
    """Where the people stand, by key, with what it rests on."""
    statement = f"SELECT id, box, x, y, predicate, source, assessed_on, missing FROM ({chart.source}) placed"
    found = (Placed(*row[:-1], missing=tuple(row[-1])) for row in _rows(statement, chart.arguments(people)))
    return {one.employee: one for one in found}


def own_placement(person: Employee) -> TalentPlacement | None:
    """Where the person stands on the newest confirmed map of her agency; simulations are not shown to her."""
    newest = TalentMap.objects.filter(agency=person.agency_id).order_by("-year").values("pk")[:1]
    return TalentPlacement.objects.filter(map__in=newest, employee=person).select_related("map").first()


def seal(chart: Chart) -> str:
    """A short sum of the whole map: equal as long as nobody moves."""
    statement = (
        "SELECT coalesce(md5(string_agg(concat_ws(':', id, box, round(x, 2), round(y, 2)), ',' ORDER BY id)), '')"
        f" FROM ({chart.source}) placed"
    )
    return str(next(iter(_rows(statement, chart.arguments())))[0])


def positional(statement: str, arguments: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
    """The statement with its named parameters in the order in which the ORM wants them."""
    values = tuple(arguments[name] for name in _NAMED.findall(statement))
    return _NAMED.sub("%s", statement), values


def _rows(statement: str, arguments: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return cursor.fetchall()


def preview(chart: Chart, cutoffs: Cutoffs) -> Counts:
    """How the people of the day would stand with other lines."""
    return counts(replace(chart, cutoffs=cutoffs, confirmed=None))


def settings_of(agency: Agency) -> list[TalentSetting]:
    """All lines ever drawn, the newest first."""
    return list(TalentSetting.objects.filter(agency=agency).select_related("made_by"))


def confirmed_maps(agency: Agency) -> list[TalentMap]:
    """Confirmed maps, the newest year first."""
    return list(TalentMap.objects.filter(agency=agency).select_related("confirmed_by"))


def on_map(rows: EmployeeQuerySet, chart: Chart, area: Area) -> EmployeeQuerySet:
    """Those of the people who are on the map at all, in a box or without one."""
    statement = f"SELECT id FROM ({chart.source}) placed WHERE {_INSIDE}"
    return rows.filter(pk__in=RawSQL(*positional(statement, chart.arguments() | area.arguments)))  # noqa: S611


def for_file(rows: EmployeeQuerySet) -> EmployeeQuerySet:
    """The same people with the columns of the file, by name."""
    fields = ("siasn_id", "nip", "name", "title_front", "title_back", "status", "position__name", "unit__name")
    return rows.only(*fields).order_by("name", "id")
