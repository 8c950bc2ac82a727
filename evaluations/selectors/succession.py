"""Leading posts, who holds them, and who could follow: the levels people have against the standard of the post.

The SQL says the same as `evaluations.domain.readiness`; tests compare the two person by person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404

from core.domain.naming import collapse
from core.models import Agency, Unit
from core.permissions import Permission, agency_scope
from employees.domain.reference import TIER_BY_ESELON
from employees.models import Employee, Position
from evaluations.domain import readiness, talent
from evaluations.domain.competencies import CODES
from evaluations.domain.methods import WHOLE
from evaluations.domain.readiness import Readiness
from evaluations.models import Competency, CurrentLevel
from evaluations.selectors.demanded import JPM
from evaluations.selectors.standards import Demand, demand_of_job
from evaluations.selectors.standing import levels, official_levels
from evaluations.selectors.talent import Chart

_POOL = ", ".join(str(number) for number in sorted(talent.POOL))
_RANKED = f"array_position(ARRAY{list(readiness.STATES)!r}, state)"
_CANDIDATES = f"""
    WITH eligible AS (
        SELECT e.id, e.name FROM employees_employee e
        WHERE e.agency_id = %(agency)s AND e.is_active AND e.id IS DISTINCT FROM %(holder)s
            AND (e.tier = ANY(%(tiers)s) OR (e.tier = 'jf' AND e.level = ANY(%(functional)s)))
    ), required AS (
        SELECT * FROM unnest(%(competencies)s::bigint[], %(demanded)s::int[]) r(competency_id, level)
    ), measured AS (
        SELECT l.employee_id, count(*) AS assessed, max(r.level - l.level) AS largest
        FROM ({levels(past=False)}) l JOIN required r ON r.competency_id = l.competency_id GROUP BY l.employee_id
    ), matched AS (
        SELECT employee_id, {JPM} AS jpm FROM (
            SELECT l.employee_id, l.level, r.level AS required
            FROM ({official_levels(past=False)}) l JOIN required r ON r.competency_id = l.competency_id) compared
        GROUP BY employee_id
    ), judged AS (
        SELECT e.id, e.name, p.box, f.jpm, CASE
            WHEN f.jpm IS NULL OR f.jpm < {readiness.DEVELOPING_FROM} THEN '{readiness.NOT_READY}'
            WHEN f.jpm >= {readiness.READY_FROM} AND m.largest <= {readiness.LARGEST_GAP}
                AND m.assessed = (SELECT count(*) FROM required) THEN '{readiness.READY}'
            ELSE '{readiness.DEVELOPING}' END AS state
        FROM eligible e LEFT JOIN measured m ON m.employee_id = e.id LEFT JOIN matched f ON f.employee_id = e.id
        LEFT JOIN ({{source}}) p ON p.id = e.id
    )
    SELECT id, box, jpm, state FROM judged WHERE box IN ({_POOL}) OR jpm >= {readiness.READY_FROM}
    ORDER BY {_RANKED}, box DESC NULLS LAST, jpm DESC NULLS LAST, name, id
"""


@dataclass(frozen=True)
class Post:
    """A job that leads a unit.

    Attributes:
        retires_on: of the holder; None without one or without a birth date.
        pool: people of the succession group in tiers that the post is filled from; None where not counted.
    """

    unit: Unit
    tier: str
    holder: Employee | None
    pool: int | None = None

    @property
    def retires_on(self) -> date | None:
        return readiness.retires_on(self.holder.birth_date, self.tier) if self.holder else None

    def is_leaving(self, on: date) -> bool:
        """The holder retires within five years."""
        return readiness.retires_soon(self.retires_on, on=on)


@dataclass(frozen=True)
class Found:
    """A candidate as the statement finds her."""

    employee: int
    box: int | None
    jpm: Decimal | None
    state: str

    @property
    def is_in_pool(self) -> bool:
        return self.box in talent.POOL


@dataclass(frozen=True)
class Candidate:
    """A candidate with what is known of her."""

    person: Employee
    box: int | None
    readiness: Readiness
    on: date

    @property
    def years_in_job(self) -> int | None:
        """Whole years since she took up her present job."""
        since = self.person.position_since
        return None if since is None or since > self.on else (self.on - since).days * 4 // 1461


def posts(agency: Agency) -> QuerySet[Unit]:
    """Units that name a leading job of a structural tier, in the order of the tree, with that tier (``post_tier``)."""
    units = _ranked(Unit.objects.filter(agency=agency)).exclude(head_title="").select_related("parent")
    return units.filter(post_tier__in=readiness.STRUCTURAL).order_by("path")


def _ranked(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """With the tier of the leading job by the echelon of the unit, else by the job of that name; "" for none."""
    structural = Position.objects.filter(agency=OuterRef("agency"), tier__in=readiness.STRUCTURAL)
    titled = structural.filter(name__iexact=OuterRef("head_title")).order_by("id").values("tier")[:1]
    by_eselon = [When(eselon=code, then=Value(tier)) for code, tier in TIER_BY_ESELON.items()]
    by_name = Coalesce(Subquery(titled), Value(""))
    tier = Case(When(head_title="", then=Value("")), *by_eselon, default=by_name, output_field=CharField())
    return units.annotate(post_tier=tier)


def named(rows: QuerySet[Unit], text: str) -> QuerySet[Unit]:
    """Posts whose job or unit holds every word."""
    for word in collapse(text.replace("\0", "")).split()[:6]:
        rows = rows.filter(Q(head_title__icontains=word) | Q(name__icontains=word))
    return rows


def vacant(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    """Posts that nobody active holds."""
    return rows.filter(~Exists(_heads_of(OuterRef("pk"), OuterRef("head_title"))))


def leaving(rows: QuerySet[Unit], *, on: date) -> QuerySet[Unit]:
    """Posts whose holder retires within five years."""
    heads = _heads_of(OuterRef("pk"), OuterRef("head_title"))
    condition = Q(pk__in=[])
    for tier in readiness.STRUCTURAL:
        born = readiness.born_before(tier, on=on)
        condition |= Q(Exists(heads.filter(birth_date__lt=born)), post_tier=tier)
    return rows.filter(condition)


def _heads_of(unit: Any, title: Any) -> QuerySet[Employee]:
    return Employee.objects.active().filter(unit=unit, position__name__iexact=title).order_by()


def described(units: Sequence[Unit], chart: Chart | None) -> list[Post]:
    """The posts of a page with holder and pool: two statements for any number of them."""
    holders = _holders(units)
    pool = _pool(chart, [holder.pk for holder in holders.values()]) if chart else None
    return [
        Post(
            unit, unit.post_tier, holders.get(unit.pk),  # type: ignore[attr-defined]
            None if pool is None else _in_pool(pool, unit, holders.get(unit.pk)),
        )
        for unit in units
    ]  # fmt: skip


def _in_pool(pool: "_Pool", unit: Unit, holder: Employee | None) -> int:
    """How many could come; whoever holds the post does not follow herself."""
    fitting = [group for (tier, level), group in pool.items() if _fills(unit, tier, level)]
    is_in = holder is not None and any(holder.pk in holding for _people, holding in fitting)
    return sum(people for people, _holding in fitting) - is_in


def _fills(unit: Unit, tier: str, level: str) -> bool:
    return readiness.may_fill(unit.post_tier, tier=tier, level=level)  # type: ignore[attr-defined]


def _holders(units: Sequence[Unit]) -> dict[int, Employee]:
    heads = Employee.objects.active().filter(
        unit__in=[unit.pk for unit in units], position__name__iexact=F("unit__head_title")
    )
    fields = ("name", "title_front", "title_back", "unit_id", "birth_date", "nip", "status", "position")
    return {head.unit_id: head for head in heads.select_related("position").only(*fields).order_by("-id")}


_Pool = dict[tuple[str, str], tuple[int, list[int]]]


def _pool(chart: Chart, holders: list[int]) -> _Pool:
    """People in boxes 7 to 9 by tier and functional level: how many, and which of the holders are among them."""
    statement = (
        "SELECT e.tier, e.level, count(*),"
        " coalesce(array_agg(e.id) FILTER (WHERE e.id = ANY(%(holders)s::bigint[])), '{}')"
        f" FROM ({chart.source}) placed JOIN employees_employee e ON e.id = placed.id"
        f" WHERE placed.box IN ({_POOL}) AND e.is_active GROUP BY 1, 2"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, chart.arguments() | {"holders": holders})
        return {(tier, level): (people, holding) for tier, level, people, holding in cursor.fetchall()}


def post_for(user: Any, pk: int, permission: Permission = Permission.TALENT_VIEW) -> Post:
    """The leading post of a unit of an agency whose talents the person sees; tier "" where the unit names none.

    Raises: Http404
    """
    scope = agency_scope(user, agency="agency", permission=permission)
    unit = _ranked(Unit.objects.filter(scope, pk=pk)).select_related("agency__region", "parent").first()
    if unit is None:
        raise Http404
    return described([unit], None)[0]


def confirmed_post_for(user: Any, pk: int) -> Post:
    """The same of an agency whose talents the person confirms: only there she takes a file along.

    Raises: Http404
    """
    return post_for(user, pk, Permission.TALENT_CONFIRM)


def demand_of_post(post: Post, *, on: date) -> Demand:
    """What the post demands; the default of its tier where nobody of the agency ever held such a job."""
    if post.holder:
        return demand_of_job(post.holder.position, on=on, tier=post.tier)
    titled = Position.objects.filter(agency=post.unit.agency_id, name__iexact=post.unit.head_title)
    same_tier = Case(When(tier=post.tier, then=0), default=1)
    return demand_of_job(titled.order_by(same_tier, "id").first(), on=on, tier=post.tier)


def competencies_of(demand: Demand, agency: Agency) -> dict[str, Competency]:
    """The competencies that a job demands, by code; one the agency added goes before one of the library."""
    known = Competency.objects.of(agency).filter(code__in=demand.levels).order_by("-agency_id")
    return {competency.code: competency for competency in known}


def candidates(
    post: Post, demand: Demand, known: Mapping[str, Competency], chart: Chart | None, *, on: date
) -> list[Found]:
    """Who could follow, the readiest first: the succession group and everybody who matches, of fitting tiers.

    One statement for any number of people.
    """
    tiers, functional = readiness.FEEDERS.get(post.tier, (frozenset(), frozenset()))
    if chart is None or not tiers:
        return []
    wanted = {known[code].pk: level for code, level in demand.levels.items() if code in known}
    arguments = chart.arguments() | {
        "agency": chart.agency.pk, "on": on, "holder": post.holder.pk if post.holder else None,
        "tiers": sorted(tiers), "functional": sorted(functional),
        "competencies": list(wanted), "demanded": list(wanted.values()),
        "nine": [one.pk for one in known.values() if one.agency_id is None and one.code in CODES],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES.format(source=chart.source), arguments)
        return [Found(*row) for row in cursor.fetchall()]


def tally(found: Iterable[Found]) -> dict[str, int]:
    """How many candidates stand in each state; all three, zeros included."""
    counted = dict.fromkeys(readiness.STATES, 0)
    for one in found:
        counted[one.state] += 1
    return counted


def in_detail(found: Sequence[Found], demand: Demand, *, on: date) -> list[Candidate]:
    """The candidates of a page with job, unit and gap per competency, in two statements."""
    keys = [one.employee for one in found]
    people = Employee.objects.filter(pk__in=keys).select_related("position", "unit").in_bulk()
    known = levels_of(keys, on=on)
    return [
        Candidate(people[one.employee], one.box, known.get(one.employee, Known()).before(demand), on)
        for one in found
        if one.employee in people
    ]


@dataclass(frozen=True)
class Known:
    """The levels of a person that count on a day, by code.

    Attributes:
        official: those of them that the match is drawn from.
    """

    levels: dict[str, int] = field(default_factory=dict)
    official: dict[str, int] = field(default_factory=dict)

    def before(self, demand: Demand) -> Readiness:
        """How she stands before a post with this demand."""
        return readiness.readiness(demand.levels, self.levels, self.official)


def levels_of(people: Sequence[int], *, on: date) -> dict[int, Known]:
    """The levels that count on the day, by person."""
    rows = CurrentLevel.objects.filter(employee__in=people, valid_until__gt=on)
    found: dict[int, Known] = {}
    for employee, code, level, method in rows.values_list(
        "employee_id", "competency__code", "level", "assessment__method"
    ):
        known = found.setdefault(employee, Known())
        known.levels[code] = level
        if code in CODES and method in WHOLE:
            known.official[code] = level
    return found


def keys_of(rows: QuerySet[Employee]) -> set[int]:
    return set(rows.order_by().values_list("pk", flat=True))
