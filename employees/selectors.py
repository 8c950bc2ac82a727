"""Reads about people and the organisation, shaped for pages."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, Concat, Left
from django.http import Http404

from core.domain.naming import collapse
from core.models import Agency, Unit
from core.models.organisation import PATH_STEP
from core.permissions import Permission, unit_scope
from employees.domain.reference import RANK_NAMES
from employees.models import Discipline, Employee, EmployeeHistory, EmployeeQuerySet, Position

LABEL_JOIN = " · "
MOST_UNITS = 50  # units shown for one searched text
HISTORY_SHOWN = 50
_LIST_FIELDS = (
    "nip", "name", "title_front", "title_back", "status", "rank", "is_active", "legal_status",
    "position__name", "unit__name",
)  # fmt: skip
_NIP_NOISE = str.maketrans("", "", " .-\u00a0'")


def employee_for(user: Any, pk: int) -> Employee:
    """A person inside the user's scope, with unit, job and agency.

    Raises: Http404, also for people of other agencies.
    """
    person = Employee.objects.visible_to(user).select_related("unit", "position", "agency").filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def own_record(user: Any) -> Employee | None:
    """The person behind the account, if the account belongs to a civil servant."""
    return Employee.objects.select_related("unit", "position", "agency").filter(user=user.pk).first()


def people(user: Any, agency: Agency | None) -> EmployeeQuerySet:
    """People of the agency in the units of the user's roles, with what a list shows of them.

    Without "and herself" of `visible_to`: as an alternative across two tables it would keep the
    database from starting at the few units of an HR officer.
    """
    scope = unit_scope(user, agency="agency", path="unit__path", permission=Permission.EMPLOYEE_VIEW)
    rows = Employee.objects.filter(scope, agency=agency).select_related("position", "unit").only(*_LIST_FIELDS)
    return rows.alias(sort_name=F("name"))


def exportable(user: Any) -> Q:
    """The filter that keeps people whose data the user may take along as a file."""
    return unit_scope(user, agency="agency", path="unit__path", permission=Permission.EMPLOYEE_EXPORT)


def matching(text: str) -> Q:
    """People whose NIP begins with the digits, or whose name holds every word, in any letter case."""
    if digits := _digits(text):
        return Q(nip__startswith=digits)
    condition = Q()
    for word in _words(text)[:6]:
        condition &= Q(name__icontains=word)
    return condition


def is_selective(text: str) -> bool:
    """Whether few people match, and an index finds them: a date of birth, or three letters of a name."""
    digits = _digits(text)
    return len(digits) >= 8 if digits else max(map(len, _words(text)), default=0) >= 3


def search(rows: EmployeeQuerySet, text: str) -> EmployeeQuerySet:
    """Those of `people` that match, to be ordered by their "sort_name".

    Were few matches ordered by the bare name, the database would rather walk everybody in that
    order and try each one.
    """
    found = rows.filter(matching(text))
    return found.alias(sort_name=Concat("name", Value(""))) if is_selective(text) else found


def suggestions(user: Any, agency: Agency | None, text: str, *, limit: int = 8) -> list[Employee]:
    """The first people that match what is being typed, names that begin with it before the others.

    Nothing below two characters.
    """
    typed = collapse(text.replace("\0", ""))
    if len(typed) < 2:
        return []
    active = people(user, agency).active()
    found = search(active, typed)
    if not is_selective(typed):
        return list(found.order_by(F("sort_name"), "id")[:limit])
    begins = ExpressionWrapper(Q(name__istartswith=typed), BooleanField())
    order = (begins.desc(), F("sort_name"), "id")
    first = found.order_by(*order).values("pk")[:limit]  # job and unit are read for these alone
    return list(active.filter(pk__in=first).order_by(*order))


def _digits(text: str) -> str:
    """The text as the beginning of a NIP, or "" when it is none."""
    digits = text.translate(_NIP_NOISE)
    return digits if digits.isascii() and digits.isdigit() else ""


def _words(text: str) -> list[str]:
    """Words of a name as shown on a page: degrees stand behind a comma or end with a full stop."""
    words = [word for word in collapse(text.partition(",")[0]).split() if not word.endswith(".")]
    return words or collapse(text).split()


def ranks_in_use() -> list[tuple[str, str]]:
    """Ranks as choices of a filter, PNS first."""
    return list(RANK_NAMES.items())


# Units


def unit_label(unit: Unit) -> str:
    """A unit's name with the unit above it, which tells "Sekretariat" from "Sekretariat"."""
    return f"{unit}{LABEL_JOIN}{unit.parent}" if unit.depth > 2 and unit.parent else str(unit)


def find_units(user: Any, agency: Agency | None, text: str, *, limit: int | None = None) -> list[Unit]:
    """Units meant by a number (id), a label of `unit_label`, a name, or a part of a name."""
    units = Unit.objects.visible_to(user).filter(agency=agency).select_related("parent").order_by("depth", "name")
    wanted = collapse(text.replace("\0", ""))
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
        return list(units.filter(pk=int(wanted)))
    name, _join, parent = wanted.partition(LABEL_JOIN)
    exact = units.filter(_named(name))
    if parent:
        exact = exact.filter(_named(parent, "parent__"))
    return list(exact[:limit]) or list(units.filter(name__icontains=wanted)[:limit])


def _named(name: str, prefix: str = "") -> Q:
    """The name as stored or as shown: "RSUD dr. Soetomo" is stored as "RSUD DR SOETOMO"."""
    return Q(**{f"{prefix}name__iexact": name}) | Q(**{f"{prefix}name__iexact": name.replace(".", "")})


def inside(units: list[Unit]) -> Q:
    """People of these units and of everything below them; nobody without a unit."""
    condition = Q(pk__in=[])
    highest: list[str] = []
    for path in sorted(unit.path for unit in units):
        if not highest or not path.startswith(highest[-1]):
            highest.append(path)
    for path in highest:
        condition |= Q(path__startswith=path)
    return Q(unit__in=Unit.objects.filter(condition))


def jobs_named(agency: Agency | None, text: str) -> QuerySet[Position]:
    """Jobs with a word that begins with the text: "lurah" is no part of "Kelurahan"."""
    wanted = re.escape(collapse(text.replace("\0", "")))
    return Position.objects.filter(agency=agency, name__iregex=rf"(^|[^[:alnum:]]){wanted}")


def job_names(user: Any, agency: Agency | None, text: str, *, limit: int = 12) -> list[str]:
    """Names of jobs that hold the text and that somebody the person may see holds, each once."""
    if len(text.strip()) < 2:
        return []
    held = people(user, agency).filter(position=OuterRef("pk"))
    names = jobs_named(agency, text).filter(Exists(held)).order_by("name").values_list("name", flat=True)
    return list(names.distinct()[:limit])


def history_of(person: Employee) -> list[EmployeeHistory]:
    """What was true of the person before, newest first."""
    return list(person.history.all()[:HISTORY_SHOWN])


def discipline_of(person: Employee) -> list[Discipline]:
    return list(person.discipline.all())


def unit_path(unit: Unit | None) -> list[Unit]:
    """The units from the perangkat daerah down to this one."""
    if unit is None:
        return []
    steps = range(PATH_STEP, len(unit.path), PATH_STEP)
    ids = [int(unit.path[start : start + PATH_STEP], 16) for start in steps]
    return list(Unit.objects.filter(pk__in=ids).order_by("depth"))


# The tree


@dataclass
class Branch:
    """A unit in the tree.

    Attributes:
        own, total: active people in the unit itself, and with everything below it.
        head: who holds the job that leads the unit.
    """

    unit: Unit
    own: int = 0
    total: int = 0
    has_children: bool = False
    head: Employee | None = None

    @property
    def is_vacant(self) -> bool:
        """The unit has a leading job and nobody active holds it."""
        return bool(self.unit.head_title) and self.head is None


def top_units(user: Any, agency: Agency | None) -> list[Unit]:
    """The highest units the user may see: the root, or the units of her roles."""
    visible = Unit.objects.visible_to(user).filter(agency=agency).order_by("depth", "name")
    tops: list[Unit] = []
    for unit in visible[:MOST_UNITS]:
        if not any(unit.path.startswith(top.path) for top in tops):
            tops.append(unit)
    return tops


def children(unit: Unit) -> QuerySet[Unit]:
    return Unit.objects.filter(parent=unit).order_by("name", "id")


def branches(units: list[Unit]) -> list[Branch]:
    """The units with their headcounts and heads; a handful of queries for any number of units."""
    rows = _with_heads(units)
    totals = _totals([row.unit for row in rows if row.has_children])
    for row in rows:
        row.total = totals.get(row.unit.path, row.own)
    return rows


def opened(unit: Unit, units: list[Unit], *, is_complete: bool) -> tuple[Branch, list[Branch]]:
    """The unit and the branches right below it.

    Args:
        is_complete: these are all its children; then its total is their sum.
    """
    top, *below = _with_heads([unit, *units])
    parents = [branch.unit for branch in below if branch.has_children]
    totals = _totals(parents if is_complete else [unit]) | ({} if is_complete else _totals(parents))
    for branch in below:
        branch.total = totals.get(branch.unit.path, branch.own)
    top.total = totals.get(unit.path, top.own + sum(branch.total for branch in below))
    return top, below


def _with_heads(units: list[Unit]) -> list[Branch]:
    rows: dict[int | None, Branch] = {unit.pk: Branch(unit) for unit in units}
    active = Employee.objects.active()
    for pk, own in active.filter(unit__in=rows).order_by().values_list("unit").annotate(n=Count("*")):
        rows[pk].own = own
    for pk in Unit.objects.filter(parent__in=rows).order_by().values_list("parent", flat=True).distinct():
        rows[pk].has_children = True
    heads = active.filter(unit__in=rows, position__name__iexact=F("unit__head_title"))
    for head in heads.only("name", "title_front", "title_back", "unit_id").order_by("-id"):
        rows[head.unit_id].head = head
    return list(rows.values())


def _totals(units: list[Unit]) -> dict[str, int]:
    """Active people in and below each of the units, by path; units of one depth in one query.

    Counted unit by unit from an index alone (`employee_headcount`), then summed: a fifth of the
    time of a join when a million people hang below the root.
    """
    own = Employee.objects.active().filter(unit=OuterRef("pk")).order_by().values("unit")
    people = Coalesce(Subquery(own.annotate(n=Count("*")).values("n")), 0)
    totals: dict[str, int] = {}
    for depth in {unit.depth for unit in units}:
        level = [unit for unit in units if unit.depth == depth]
        branch = Left("path", depth * PATH_STEP)
        below = Unit.objects.filter(_below(level)).order_by().annotate(people=people)
        totals |= dict(below.values_list(branch).annotate(Sum("people")))
    return totals


def _below(units: list[Unit]) -> Q:
    """Everything below the units; below their parent, when they are children of one."""
    parents = {unit.path[:-PATH_STEP] for unit in units}
    if len(units) > 1 and len(parents) == 1:
        return Q(path__startswith=parents.pop(), depth__gte=units[0].depth)
    condition = Q()
    for unit in units:
        condition |= Q(path__startswith=unit.path)
    return condition
