"""Reads about superiors: of one person, and what is wrong with them in a whole government."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from core.domain.errors import Denied
from core.models import Agency, RoleAssignment, Unit
from core.models.organisation import PATH_STEP
from core.permissions import Permission, areas_of
from core.units import LABEL_JOIN
from employees.domain import superiors as rules
from employees.domain.superiors import Lead
from employees.models import Employee, EmployeeQuerySet, Superior
from employees.permissions import is_own

SOON = timedelta(days=30)
_ABOUT = ("position", "unit", "agency")


@dataclass(frozen=True)
class Above:
    """The superior of a person, and what makes her so.

    Attributes:
        ground: "named", "head" or "acting".
        unit: that she leads; None for a named superior.
        assignment: of an acting official.
        correction: that names her.
    """

    person: Employee
    ground: str
    unit: Unit | None = None
    assignment: RoleAssignment | None = None
    correction: Superior | None = None


def superior_of(person: Employee, *, at: datetime) -> Above | None:
    """The superior of a person with the reason; asks for keys first, and for the record of the one found last."""
    if named := _named(person):
        return named
    if person.unit is None or not person.unit.path:
        return None
    upward = upward_from(person.unit.path)
    leads = rules.leads_by_unit(_leads(person.agency, upward, at))
    found = rules.superior(person.pk, upward, named=None, leads=leads)
    if found is None:
        return None
    if found.ground == rules.HEAD:
        head = _with_unit(found.person)
        return Above(head, found.ground, unit=head.unit)
    held = _acting(person.agency, at).filter(
        user__employee=found.person, unit__path=found.path, acting=found.acting
    )[0]  # fmt: skip
    return Above(held.user.employee, found.ground, unit=held.unit, assignment=held)


# `_heads` and `_acting` in one statement: it stands on the page of every person.
_LEADS = """
    SELECT u.path, e.id, '' FROM core_unit u
    JOIN employees_employee e ON e.unit_id = u.id AND e.is_active AND e.agency_id = u.agency_id
    JOIN employees_position p ON p.id = e.position_id AND upper(p.name) = upper(u.head_title)
    WHERE u.agency_id = %(agency)s AND u.path = ANY(%(paths)s) AND u.head_title <> ''
    UNION ALL
    SELECT u.path, e.id, r.acting FROM core_roleassignment r
    JOIN core_unit u ON u.id = r.unit_id AND u.path = ANY(%(paths)s)
    JOIN core_user a ON a.id = r.user_id AND a.is_active
    JOIN employees_employee e ON e.user_id = a.id AND e.is_active AND e.agency_id = r.agency_id
    WHERE r.agency_id = %(agency)s AND r.acting <> ''
    AND (r.starts_on IS NULL OR r.starts_on <= %(on)s) AND (r.ends_on IS NULL OR r.ends_on >= %(on)s)
    AND (r.ended_at IS NULL OR r.ends_on > %(on)s)
"""


def _leads(agency: Agency, paths: list[str], at: datetime) -> list[Lead]:
    with connection.cursor() as cursor:
        cursor.execute(_LEADS, {"agency": agency.pk, "paths": paths, "on": agency.date_at(at)})
        return [Lead(*row) for row in cursor.fetchall()]


def superiors_of(people: Iterable[Employee], agency: Agency, *, at: datetime) -> dict[int, int]:
    """Key of the superior of each person who has one, as `superior_of`; two queries, people read with their units."""
    people = list(people)
    rows = Superior.objects.in_force().filter(employee__in=[person.pk for person in people])
    named = dict(rows.values_list("employee_id", "superior_id"))
    upward = {one.pk: upward_from(one.unit.path) if one.unit else [] for one in people}
    leads = rules.leads_by_unit(_leads(agency, sorted({path for paths in upward.values() for path in paths}), at))
    found = {pk: rules.superior(pk, paths, named=named.get(pk), leads=leads) for pk, paths in upward.items()}
    return {pk: above.person for pk, above in found.items() if above}


def _named(person: Employee) -> Above | None:
    """The superior by correction; without a query where the person was read with `named_superior` and has none."""
    correction = getattr(person, "named_superior", None)
    if correction is None:
        return None
    superior = _with_unit(correction.superior_id)
    in_force = superior.is_active and superior.agency_id == person.agency_id  # as `Superior.objects.in_force()`
    return Above(superior, rules.NAMED, correction=correction) if in_force else None


def _with_unit(pk: int) -> Employee:
    return Employee.objects.select_related("unit").get(pk=pk)


def upward_from(path: str) -> list[str]:
    """Paths of a unit and of all units above it, the nearest first."""
    return [path[:end] for end in range(len(path), 0, -PATH_STEP)]


def _heads(agency_id: int) -> EmployeeQuerySet:
    """Active people who hold the job that leads their unit."""
    heads = Employee.objects.active().filter(agency=agency_id, position__name__iexact=F("unit__head_title"))
    return heads.exclude(unit__head_title="").order_by()


def vacant_units(agency: Agency) -> QuerySet[Unit]:
    """Units with a leading job that nobody active holds, in the order of the tree."""
    led = _heads(agency.pk).values("unit")
    return Unit.objects.filter(agency=agency).exclude(head_title="").exclude(pk__in=led).order_by("path")


def _acting(agency: Agency, at: datetime) -> QuerySet[RoleAssignment]:
    """Plt. and Plh. of today who are on the staff of the government."""
    held = RoleAssignment.objects.current(on=agency.date_at(at)).exclude(acting="").filter(agency=agency)
    held = held.filter(user__is_active=True, user__employee__is_active=True, user__employee__agency=agency)
    return held.select_related("unit", "user", *(f"user__employee__{name}" for name in _ABOUT))


# Correcting


def person_to_correct(user: Any, pk: int) -> Employee:
    """A person whose superior the user may name.

    Raises: Http404 outside of the scope; Denied for the user's own superior.
    """
    people = Employee.objects.visible_to(user, Permission.SUPERIOR_EDIT).select_related(*_ABOUT)
    person = people.filter(pk=pk).first()
    if person is None:
        raise Http404
    if is_own(user, person):
        raise Denied(_("Atasan Anda sendiri dikoreksi oleh pengelola kepegawaian lain."))
    return person


def person_label(person: Employee) -> str:
    return f"{person}{LABEL_JOIN}{person.nip}"


def superior_named(agency: Agency, text: str) -> Employee | None:
    """The active person of the agency meant by a label or a NIP.

    The whole agency, not the user's own units: a superior may well sit above them.
    """
    nip = "".join(character for character in text.rpartition(LABEL_JOIN)[2] if character.isdigit())
    return Employee.objects.active().filter(agency=agency, nip=nip).select_related(*_ABOUT).first()


# What is wrong


@dataclass(frozen=True)
class Post:
    """A unit with a leading job and nobody who holds it; perhaps somebody acts."""

    unit: Unit
    acting: RoleAssignment | None


@dataclass(frozen=True)
class Findings:
    """What the page shows, inside the areas of the user.

    Attributes:
        orphans: active people without a superior.
        circles: people of each chain that comes back to itself, upward.
        posts: vacant leading jobs.
        ending: acting officials whose days end soon.
    """

    orphans: EmployeeQuerySet
    circles: list[list[Employee]]
    posts: list[Post]
    ending: list[RoleAssignment]


def findings(user: Any, agency: Agency, *, at: datetime) -> Findings:
    """A handful of queries and one walk over the heads, however many people there are.

    Raises: Denied, when the right holds nowhere in the agency.
    """
    areas = areas_of(user, Permission.SUPERIOR_EDIT, agency)
    if not areas:
        raise Denied(_("Peran Anda di instansi ini tidak mencakup tindakan tersebut."))
    tops = [area.path if area else "" for area in areas]
    units = dict(Unit.objects.filter(agency=agency).order_by("path").values_list("path", "head_title"))
    heads = dict(_heads(agency.pk).values_list("pk", "unit__path"))
    acting = list(_acting(agency, at).order_by("ends_on", "id"))
    leads = [Lead(path, pk) for pk, path in heads.items()]
    leads += [Lead(one.unit.path, one.user.employee.pk, one.acting) for one in acting if one.unit]
    above, headless = _chains(agency, units, heads, acting, rules.leads_by_unit(leads))
    led = set(heads.values())
    vacant = [path for path, title in units.items() if title and path not in led and path.startswith(tuple(tops))]
    return Findings(
        orphans=_orphans(user, agency, headless, [pk for pk, superior in above.items() if superior is None]),
        circles=_circles(user, agency, above),
        posts=_posts(agency, vacant, acting),
        ending=_ending(acting, tops, agency.date_at(at)),
    )


def _chains(
    agency: Agency, units: dict[str, str], heads: dict[int, str], acting: list[RoleAssignment], leads: dict[str, Lead]
) -> tuple[dict[int, int | None], list[str]]:
    """The superior of everybody who is one, and the units whose staff has none.

    Only such people can stand in a circle, and only they can be missing a superior where others of
    their unit have one (themselves): nobody else has to be looked at one by one.
    """
    rows = Superior.objects.in_force().filter(employee__agency=agency)
    columns = rows.values_list("employee_id", "superior_id", "superior__unit__path")
    named: dict[int, int] = {}
    places = dict(heads)
    for person, superior, path in columns:
        named[person] = superior
        places.setdefault(superior, path or "")
    for one in acting:
        record = one.user.employee
        places.setdefault(record.pk, record.unit.path if record.unit else "")
    above = {
        person: found.person if found else None
        for person, path in places.items()
        for found in [rules.superior(person, upward_from(path), named=named.get(person), leads=leads)]
    }
    headless = [path for path in units if not any(step in leads for step in upward_from(path))]
    return above, headless


def _orphans(user: Any, agency: Agency, headless: list[str], alone: list[int]) -> EmployeeQuerySet:
    named = Superior.objects.in_force().filter(employee=OuterRef("pk"))
    bare = Unit.objects.filter(agency=agency, path__in=headless).values_list("pk", flat=True)
    people = Employee.objects.led_by(user, Permission.SUPERIOR_EDIT).active().filter(agency=agency)
    people = people.filter(Q(unit__in=list(bare)) | Q(unit=None) | Q(pk__in=alone)).exclude(Exists(named))
    return people.select_related("position", "unit").order_by("name", "id")


def _circles(user: Any, agency: Agency, above: dict[int, int | None]) -> list[list[Employee]]:
    """Circles with at least one person of the user's areas."""
    rings = rules.circles(above)
    members = {pk for ring in rings for pk in ring}
    own_area = Employee.objects.led_by(user, Permission.SUPERIOR_EDIT)
    mine = set(own_area.filter(pk__in=members).values_list("pk", flat=True)) if members else set()
    people = Employee.objects.filter(agency=agency).select_related("position", "unit").in_bulk(members) if mine else {}
    return [[people[pk] for pk in ring] for ring in rings if mine.intersection(ring)]


def _posts(agency: Agency, vacant: list[str], acting: list[RoleAssignment]) -> list[Post]:
    by_unit = {one.unit_id: one for one in reversed(acting)}
    units = Unit.objects.filter(agency=agency, path__in=vacant).select_related("parent").order_by("path")
    return [Post(unit, by_unit.get(unit.pk)) for unit in units]


def _ending(acting: list[RoleAssignment], tops: list[str], today: date) -> list[RoleAssignment]:
    return [
        one
        for one in acting
        if one.ends_on and one.ends_on <= today + SOON and one.unit and one.unit.path.startswith(tuple(tops))
    ]
