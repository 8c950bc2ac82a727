"""Reads about people and the organisation, shaped for pages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
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
from core.models import Agency, RoleAssignment, Unit
from core.models.organisation import PATH_STEP
from core.permissions import Permission, areas_of
from core.selectors import role_words, roles_held_at
from core.units import find_units as find_units
from core.units import highest
from core.units import inside as in_units
from core.units import unit_label as unit_label
from core.units import units_meant as units_meant
from employees.domain import reference
from employees.enums import Aspect
from employees.models import Correction, Discipline, Employee, EmployeeHistory, EmployeeQuerySet, Position, Reading

HISTORY_SHOWN = 50
_LIST_FIELDS = (
    "nip", "name", "title_front", "title_back", "status", "rank", "is_active", "legal_status",
    "position__name", "unit__name",
)  # fmt: skip
_NIP_NOISE = str.maketrans("", "", " .-\u00a0'")


def employee_for(user: Any, pk: int) -> Employee:
    """A person inside the user's scope, with unit, job, agency and the superior named for her, if any.

    Raises: Http404, also for people of other agencies.
    """
    people = Employee.objects.visible_to(user).select_related("unit", "position", "agency", "named_superior")
    person = people.filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def private_employee_for(user: Any, pk: int) -> Employee:
    """A person whose restricted data the user handles, with her account.

    Raises: Http404
    """
    people = Employee.objects.led_by(user, Permission.EMPLOYEE_PRIVATE)
    person = people.filter(pk=pk).select_related("unit", "position", "agency", "user").first()
    if person is None:
        raise Http404
    return person


def own_record(user: Any) -> Employee | None:
    """The person behind the account, if the account belongs to a civil servant."""
    return Employee.objects.select_related("unit", "position", "agency").filter(user=user.pk).first()


def people(user: Any, agency: Agency | None, permission: Permission = Permission.EMPLOYEE_VIEW) -> EmployeeQuerySet:
    """People of the agency for whom the permission holds, with what a list shows of them."""
    rows = Employee.objects.led_by(user, permission).filter(agency=agency)
    rows = rows.select_related("position", "unit").only(*_LIST_FIELDS)
    return rows.alias(sort_name=F("name"))


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


def suggestions(
    user: Any, agency: Agency | None, text: str, *, permission: Permission = Permission.EMPLOYEE_VIEW, limit: int = 8
) -> list[Employee]:
    """The first people that match what is being typed, names that begin with it before the others.

    Nothing below two characters.
    """
    typed = collapse(text.replace("\0", ""))
    if len(typed) < 2:
        return []
    active = people(user, agency, permission).active()
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
    return list(reference.RANK_NAMES.items())


# Units


def inside(units: list[Unit]) -> Q:
    """People of these units and of everything below them; nobody without a unit."""
    return Q(unit__in=Unit.objects.filter(in_units(units)))


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


def history_of(person: Employee, *, with_discipline: bool) -> list[EmployeeHistory]:
    """What was true of the person before, newest first.

    Args:
        with_discipline: False lets a legal status that tells of a punishment read as active.
    """
    lines = person.history.all()[:HISTORY_SHOWN]
    return list(lines) if with_discipline else list(_without_punishments(person, lines))


def _without_punishments(person: Employee, lines: Iterable[EmployeeHistory]) -> Iterator[EmployeeHistory]:
    """A line that would say that "active" became "active" would give the punishment away: it is left out."""
    later = reference.open_legal_status(person.legal_status)
    for line in lines:
        if line.aspect == Aspect.LEGAL_STATUS:
            line.value = reference.open_legal_status(line.value)
            if line.value == later:
                continue
            later = line.value
        yield line


def discipline_of(person: Employee) -> list[Discipline]:
    """Punishments of the person, newest first; ask `permissions.sees_discipline` before showing them."""
    return list(person.discipline.all())


# Personal data


def readings_of(person: Employee) -> QuerySet[Reading]:
    """Who opened the person's data, newest first, with the unit the reader works in."""
    return Reading.objects.filter(employee=person).select_related("reader__employee__unit").order_by("-at", "-id")


def roles_of_readers(readings: Iterable[Reading]) -> dict[int, str]:
    """What the readers were when they read, by key of the reading; of old readings as the periods of the roles say."""
    readings = list(readings)
    unknown = {(r.reader_id, r.at) for r in readings if r.reader_id and not r.reader_roles}
    held = roles_held_at(unknown)
    return {
        r.pk: role_words(r.reader_roles.split(",") if r.reader_roles else held.get((r.reader_id, r.at), ()))
        for r in readings
    }


def corrections_of(person: Employee) -> QuerySet[Correction]:
    """The person's requests, newest first."""
    return Correction.objects.filter(employee=person).select_related("decided_by").order_by("-asked_at", "-id")


def next_correction(user: Any, agency: Agency | None) -> Correction | None:
    """What waits longest for somebody else's word than the person's who asked: the first due of the queue."""
    return correction_queue(user, agency).exclude(employee__user=user.pk).first()


def correction_queue(user: Any, agency: Agency | None, *, decided: bool = False) -> QuerySet[Correction]:
    """Requests the person may decide about: those that wait, the first due on top; or those decided, newest first."""
    rows = Correction.objects.decidable_by(user).filter(employee__agency=agency)
    rows = rows.select_related("employee__unit", "decided_by")
    if decided:
        return rows.filter(decided_at__isnull=False).order_by("-decided_at", "-id")
    return rows.waiting().order_by("due_at", "id")


def correction_for(user: Any, pk: int) -> Correction:
    """A request of somebody in the units the person verifies corrections for.

    Raises: Http404
    """
    return _correction(Correction.objects.decidable_by(user), pk)


def evidence_for(user: Any, pk: int) -> Correction:
    """A request whose evidence the person may open: her own, or one she may decide about.

    Raises: Http404, also when the evidence is past its time to keep.
    """
    correction = _correction(Correction.objects.visible_to(user), pk)
    if not correction.evidence:
        raise Http404
    return correction


def own_correction_for(user: Any, pk: int) -> Correction:
    """A request of the person's own.

    Raises: Http404
    """
    return _correction(Correction.objects.filter(employee__user=user.pk), pk)


def _correction(rows: QuerySet[Correction], pk: int) -> Correction:
    related = ("employee__unit", "employee__position", "employee__agency", "decided_by")
    correction = rows.select_related(*related).filter(pk=pk).first()
    if correction is None:
        raise Http404
    return correction


def unit_path(unit: Unit | None) -> list[Unit]:
    """The units from the perangkat daerah down to this one."""
    if unit is None:
        return []
    steps = range(PATH_STEP, len(unit.path), PATH_STEP)
    ids = [int(unit.path[start : start + PATH_STEP], 16) for start in steps]
    return list(Unit.objects.filter(pk__in=ids).order_by("depth"))


def crumbs(user: Any, unit: Unit) -> list[tuple[Unit, bool]]:
    """The units above this one, and whether the person may open each: her scope may begin further down."""
    above = unit_path(unit)[:-1]
    opens = set(Unit.objects.visible_to(user).filter(pk__in=[step.pk for step in above]).values_list("pk", flat=True))
    return [(step, step.pk in opens) for step in above]


# The tree


@dataclass
class Branch:
    """A unit in the tree.

    Attributes:
        own, total: active people in the unit itself, and with everything below it.
        head: who holds the job that leads the unit.
        acting: who stands in while nobody holds it.
    """

    unit: Unit
    own: int = 0
    total: int = 0
    has_children: bool = False
    head: Employee | None = None
    acting: RoleAssignment | None = None

    @property
    def is_vacant(self) -> bool:
        """The unit has a leading job and nobody active holds it."""
        return bool(self.unit.head_title) and self.head is None


def top_units(user: Any, agency: Agency | None) -> list[Unit]:
    """The highest units the user may see: the root, or the units of her roles."""
    tops = highest(areas_of(user, Permission.UNIT_VIEW, agency))
    if None in tops:
        return list(Unit.objects.filter(agency=agency, parent=None).order_by("name"))
    return [unit for unit in tops if unit is not None]


def children(unit: Unit) -> QuerySet[Unit]:
    """The units right below, by name."""
    return Unit.objects.filter(parent=unit).order_by("name", "id")


def branches(units: list[Unit], *, on: date) -> list[Branch]:
    """The units with their headcounts and heads; a handful of queries for any number of units."""
    rows = _with_heads(units, on)
    totals = _totals([row.unit for row in rows if row.has_children])
    for row in rows:
        row.total = totals.get(row.unit.path, row.own)
    return rows


def opened(unit: Unit, units: list[Unit], *, is_complete: bool, on: date) -> tuple[Branch, list[Branch]]:
    """The unit and the branches right below it.

    Args:
        is_complete: these are all its children; then its total is their sum.
    """
    top, *below = _with_heads([unit, *units], on)
    parents = [branch.unit for branch in below if branch.has_children]
    totals = _totals(parents if is_complete else [unit]) | ({} if is_complete else _totals(parents))
    for branch in below:
        branch.total = totals.get(branch.unit.path, branch.own)
    top.total = totals.get(unit.path, top.own + sum(branch.total for branch in below))
    return top, below


def _with_heads(units: list[Unit], on: date) -> list[Branch]:
    rows: dict[int | None, Branch] = {unit.pk: Branch(unit) for unit in units}
    active = Employee.objects.active()
    for pk, own in active.filter(unit__in=rows).order_by().values_list("unit").annotate(n=Count("*")):
        rows[pk].own = own
    for pk in Unit.objects.filter(parent__in=rows).order_by().values_list("parent", flat=True).distinct():
        rows[pk].has_children = True
    heads = active.filter(unit__in=rows, position__name__iexact=F("unit__head_title"))
    for head in heads.only("name", "title_front", "title_back", "unit_id").order_by("-id"):
        rows[head.unit_id].head = head
    vacant = [row.unit.pk for row in rows.values() if row.is_vacant]
    for one in _acting_in(vacant, on) if vacant else ():
        rows[one.unit_id].acting = one
    return list(rows.values())


def _acting_in(units: list[int], on: date) -> QuerySet[RoleAssignment]:
    """Plt. and Plh. of the day on the staff of the government; whose days end first comes last."""
    held = RoleAssignment.objects.current(on=on).exclude(acting="").filter(unit__in=units, user__is_active=True)
    held = held.filter(user__employee__is_active=True, user__employee__agency=F("agency"))
    return held.select_related("user__employee").order_by("-ends_on", "-id")


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
