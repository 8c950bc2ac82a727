"""Reads about jobs and their standards: the list, one job, the grid to edit, and how far the standards reach."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Left
from django.http import Http404
from django.utils.translation import gettext as _

from core.domain.naming import collapse
from core.models import Agency, Unit
from core.models.organisation import PATH_STEP
from core.permissions import Permission, agency_scope, part_scope
from employees.enums import Tier
from employees.models import Employee, Position
from evaluations.domain.standards import required_level
from evaluations.enums import Importance
from evaluations.models import Competency, JobStandard, StandardLevel
from evaluations.selectors.dictionary import additions

LABEL_JOIN = " · "
OPD = 2 * PATH_STEP  # length of the path of a perangkat daerah


def jobs(user: Any, agency: Agency | None, *, on: date) -> QuerySet[Position]:
    """Jobs of the agency by name, each with ``since`` and ``basis`` of the standard in force, and its ``holders``."""
    scope = part_scope(user, agency="agency", permission=Permission.LIBRARY_VIEW)
    current = _begun(on)
    holders = _holders().values("position").annotate(n=Count("*")).values("n")
    return (
        Position.objects.filter(scope, agency=agency)
        .annotate(
            since=Subquery(current.values("valid_from")[:1]),
            basis=Subquery(current.values("legal_basis")[:1]),
            holders=Coalesce(Subquery(holders, output_field=IntegerField()), Value(0)),
        )
        .order_by("name", "id")
    )


def _begun(on: date) -> QuerySet[JobStandard]:
    """Standards of the outer job that have begun, the newest first."""
    return JobStandard.objects.filter(position=OuterRef("pk"), valid_from__lte=on).order_by("-valid_from")


def _holders() -> QuerySet[Employee]:
    """Active people in the outer job."""
    return Employee.objects.active().filter(position=OuterRef("pk")).order_by()


def matching(text: str) -> Q:
    """Jobs whose name holds every word, in any letter case."""
    condition = Q()
    for word in collapse(text.replace("\0", "")).split()[:6]:
        condition &= Q(name__icontains=word)
    return condition


def held(rows: QuerySet[Position]) -> QuerySet[Position]:
    """Those that somebody active holds."""
    return rows.filter(Exists(_holders()))


def with_standard(rows: QuerySet[Position], *, on: date) -> QuerySet[Position]:
    """Those with a standard of their own in force on the day."""
    return rows.filter(Exists(_begun(on)))


def coverage(rows: QuerySet[Position], *, on: date) -> tuple[int, int]:
    """How many of the jobs have a standard of their own, and how many jobs there are."""
    bare = Position.objects.filter(pk__in=rows.order_by().values("pk"))
    counted = bare.aggregate(own=Count("pk", filter=Exists(_begun(on))), total=Count("pk"))
    return counted["own"], counted["total"]


def job_for(user: Any, position: int) -> Position:
    """A job of an agency whose standards the person reads.

    Raises: Http404
    """
    return _job(position, part_scope(user, agency="agency", permission=Permission.LIBRARY_VIEW))


def job_to_edit(user: Any, position: int) -> Position:
    """A job of an agency whose standards the person sets.

    Raises: Http404
    """
    return _job(position, agency_scope(user, agency="agency", permission=Permission.STANDARD_EDIT))


def _job(pk: int, scope: Q) -> Position:
    position = Position.objects.filter(scope, pk=pk).select_related("agency").first()
    if position is None:
        raise Http404
    return position


def holders_of(position: Position) -> int:
    return Employee.objects.active().filter(position=position).count()


# One job


@dataclass(frozen=True)
class Demanded:
    """A competency that a job demands.

    Attributes:
        level: 1-5; None where neither the standard nor the tier says one.
        importance: empty where the default of the tier holds.
    """

    competency: Competency
    level: int | None
    importance: str

    @property
    def is_default(self) -> bool:
        return not self.importance

    @property
    def importance_name(self) -> str:
        return str(Importance(self.importance).label) if self.importance else ""


def standards_of(position: Position) -> list[JobStandard]:
    """All standards of the job, the newest first."""
    return list(position.standards.select_related("made_by").annotate(size=Count("levels")).order_by("-valid_from"))


def demanded(position: Position, standard: JobStandard | None) -> list[Demanded]:
    """What the job demands by the standard and, where it is silent, by its tier: the nine first."""
    default = required_level(position.tier, position.level)
    levels = (
        standard.levels.select_related("competency").order_by("competency__order", "competency__code")
        if standard
        else []
    )
    stored = {row.competency_id: Demanded(row.competency, row.level, row.importance) for row in levels}
    nine = [stored.pop(each.pk, Demanded(each, default, "")) for each in Competency.objects.mandatory()]
    return [*nine, *stored.values()]


def stamp(standard: JobStandard | None) -> str:
    """What tells whether somebody has saved meanwhile: the newest standard and when it was written."""
    return f"{standard.pk}@{standard.made_at.isoformat()}" if standard else "-"


def newest_of(position: Position) -> JobStandard | None:
    """Also one that has not begun."""
    return position.standards.select_related("made_by").order_by("-valid_from").first()


# The grid


def grid_of(agency: Agency, keys: Iterable[int]) -> list[Competency]:
    """Rows of the grid: the nine, and of the others those asked for that the agency may demand or has demanded."""
    nine = list(Competency.objects.mandatory())
    demanded_before = StandardLevel.objects.filter(competency=OuterRef("pk"), standard__agency=agency)
    others = Competency.objects.of(agency).filter(pk__in=list(keys)).exclude(pk__in=[each.pk for each in nine])
    kept = others.filter(Q(pk__in=additions(agency).values("pk")) | Exists(demanded_before))
    return [*nine, *kept.order_by("field", "order", "code")]


def job_label(position: Position) -> str:
    """``Arsiparis · Jabatan Fungsional``: names repeat from tier to tier."""
    return f"{position.name}{LABEL_JOIN}{position.get_tier_display()}" if position.tier else position.name


def suggestions(agency: Agency | None, text: str, *, limit: int = 12) -> list[Position]:
    """The first jobs whose name holds every word, those with a standard before the others; nothing below two characters."""
    wanted = collapse(text.replace("\0", "")).partition(LABEL_JOIN)[0]
    if len(wanted) < 2:
        return []
    own = Exists(JobStandard.objects.filter(position=OuterRef("pk")))
    rows = Position.objects.filter(matching(wanted), agency=agency).annotate(own=own)
    return list(rows.order_by("-own", "name", "id")[:limit])


def job_meant(agency: Agency, text: str) -> Position | None:
    """The job of a label or a name; None when there is none or several."""
    wanted = collapse(text.replace("\0", ""))
    name, _join, tier = wanted.rpartition(LABEL_JOIN)
    tiers = {str(label).casefold(): value for value, label in Tier.choices}
    rows = Position.objects.filter(agency=agency).select_related("agency")
    exact = Q(name__iregex=rf"^{re.escape(wanted)}$")
    if name and tier.casefold() in tiers:
        exact |= Q(name__iregex=rf"^{re.escape(name)}$", tier=tiers[tier.casefold()])
    found = list(rows.filter(exact)[:10])
    alike = [position for position in found if wanted in (position.name, job_label(position))]  # letter by letter
    return (alike or found)[0] if 1 in (len(alike), len(found)) else None


# How far the standards reach


@dataclass(frozen=True)
class Reach:
    """Jobs that somebody holds in a part of the agency, and those of them with a standard of their own.

    Attributes:
        people, covered: who holds them, in the same way.
    """

    name: str
    jobs: int
    own: int
    people: int
    covered: int

    @property
    def percent(self) -> float | None:
        return 100 * self.own / self.jobs if self.jobs else None


def reach_by_tier(agency: Agency, *, on: date) -> list[Reach]:
    """By tier of the job, from the highest down."""
    found = {row["position__tier"]: row for row in _reach(agency, on, "position__tier")}
    names = {**dict(Tier.choices), "": "–"}
    return [_as_reach(str(name), found[key]) for key, name in names.items() if key in found]


def reach_by_opd(agency: Agency, *, on: date) -> list[Reach]:
    """By perangkat daerah, the least covered first; people placed nowhere stand under "–"."""
    found = _reach(agency, on, "opd")
    names = {unit.path: str(unit) for unit in Unit.objects.filter(agency=agency, depth__lte=2)}
    rows = [_as_reach(names.get(row["opd"], "–"), row) for row in found]
    return sorted(rows, key=lambda row: (row.percent or 0, row.name))


def reach_title(rows: Iterable[Reach]) -> str:
    """The finding above the chart: where the most and the fewest jobs have a standard of their own."""
    parts = sorted((row for row in rows if row.jobs), key=lambda row: row.percent or 0)
    if not parts or parts[0].percent == parts[-1].percent:
        return _("Cakupan standar sama di semua jenjang")
    words = {"low": parts[0].name, "high": parts[-1].name}
    return _("Cakupan tertinggi pada %(high)s, terendah pada %(low)s") % words


def reach_chart(rows: Iterable[Reach]) -> dict[str, Any]:
    """The share of each part, for `<c-chart>`."""
    shown = [row for row in rows if row.jobs]
    values = [round(row.percent or 0, 1) for row in shown]
    series = [{"name": _("Jabatan dengan standar sendiri"), "values": values}]
    return {"type": "bar", "labels": [row.name for row in shown], "series": series, "unit": "%", "horizontal": True}


def _reach(agency: Agency, on: date, by: str) -> list[dict[str, Any]]:
    standard = JobStandard.objects.filter(position=OuterRef("position"), valid_from__lte=on)
    people = Employee.objects.active().filter(agency=agency, position__isnull=False)
    people = people.annotate(opd=Coalesce(Left("unit__path", OPD), Value("")), has_own=Exists(standard))
    own = Q(has_own=True)
    return list(
        people.order_by().values(by).annotate(
            jobs=Count("position", distinct=True), own=Count("position", distinct=True, filter=own),
            people=Count("pk"), covered=Count("pk", filter=own),
        )
    )  # fmt: skip


def _as_reach(name: str, row: dict[str, Any]) -> Reach:
    return Reach(name, row["jobs"], row["own"], row["people"], row["covered"])
