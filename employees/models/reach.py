"""Whom a manager reaches beyond the units of her roles (employees.domain.superiors.reach)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When

from core.enums import Role
from core.models import RoleAssignment, Unit
from core.permissions import GRANTS, Permission, roles_of
from employees.domain.superiors import Named, Reach, reach

NOBODY = Reach()


def reach_of(user: Any, permission: Permission) -> Reach:
    """Named subordinates and those below them; one query per request, none without a manager's role.

    An acting official also reaches those named to the head in whose place she acts.
    """
    if permission not in GRANTS[Role.MANAGER] or (user.is_superuser and user.is_active):
        return NOBODY
    managing = [role for role in roles_of(user) if role.role == Role.MANAGER and role.unit and role.unit.path]
    if not managing:
        return NOBODY
    if not hasattr(user, "_reach"):
        user._reach = _reach(user, managing)
    return user._reach


@dataclass(frozen=True)
class Led:
    """Where the permission holds, as keys alone: whole agencies, units, single people."""

    agencies: frozenset[int]
    units: tuple[int, ...]
    people: frozenset[int]


def led_of(user: Any, permission: Permission) -> Led:
    """All that a manager's lists are drawn from; one query per request and permission."""
    known = user.__dict__.setdefault("_led", {})
    if permission not in known:
        further = reach_of(user, permission)
        granting = [role for role in roles_of(user) if permission in GRANTS[role.role]]
        tops = {role.unit.path for role in granting if role.unit and role.unit.path} | set(further.paths)
        below = Q(pk__in=[])
        for path in tops:
            below |= Q(path__startswith=path)
        known[permission] = Led(
            agencies=frozenset(role.agency_id for role in granting if role.unit_id is None),
            units=tuple(Unit.objects.filter(below).order_by().values_list("pk", flat=True)),
            people=further.people,
        )
    return known[permission]


def _reach(user: Any, managing: list[RoleAssignment]) -> Reach:
    from employees.models.people import Superior

    replaced = {role.unit_id for role in managing if role.acting}
    rows = Superior.objects.in_force().filter(employee__agency__in={role.agency_id for role in managing})
    named, managers = [], set()
    fields = ("employee_id", "employee__unit__path", "leads", "superior_id", "superior__unit__path",
              "superior__user_id", "superior__unit_id", "superior_leads")  # fmt: skip
    annotated = rows.annotate(leads=_led("employee"), superior_leads=_led("superior"))
    for person, path, leads, superior, superior_path, account, unit, superior_leads in annotated.values_list(*fields):
        named.append(Named(person, path or "", leads or "", superior, superior_path or ""))
        if account == user.pk or (superior_leads and unit in replaced):
            managers.add(superior)
    paths = tuple({role.unit.path for role in managing if role.unit})
    return reach(named, managers=frozenset(managers), paths=paths)


def _led(who: str) -> Case:
    """Path of the unit that the person leads by her own post."""
    holds = {f"{who}__is_active": True, f"{who}__position__name__iexact": F(f"{who}__unit__head_title")}
    leads = Q(**holds) & ~Q(**{f"{who}__unit__head_title": ""})
    return Case(When(leads, then=F(f"{who}__unit__path")), default=Value(""), output_field=CharField())
