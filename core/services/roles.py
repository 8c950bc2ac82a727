"""Giving, changing and taking away roles; each is a decision somebody answers for.

All changes in one government wait for each other (the row of the agency is locked), so that two
administrators cannot take away each other's role at the same moment.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.domain import roles as rules
from core.domain.errors import DomainError
from core.domain.roles import Period
from core.enums import DecisionKind, Role
from core.models import Agency, RoleAssignment, Unit, User
from core.permissions import Permission, covers
from core.services.decisions import record_decision

ALWAYS = Period()


@transaction.atomic
def give_role(
    *, user: User, role: str, agency: Agency, unit: Unit | None = None, acting: str = "",
    period: Period = ALWAYS, reason: str, by: Any, at: datetime,
) -> RoleAssignment:  # fmt: skip
    """Give a person a role in a scope for a period; without a first day it holds from now on.

    Raises: DomainError ``own_roles``, ``account_closed``, ``home_elsewhere``, ``other_agency``, ``overlap``,
        ``no_reason`` or a code of `core.domain.roles.misfit`.
    """
    today = _begin(agency, user, by, reason, at)
    _refuse_from_elsewhere(user, role, agency, by)
    if not user.is_active:
        _refuse("account_closed")
    if unit is not None and unit.agency_id != agency.pk:
        _refuse("other_agency")
    code = rules.misfit(role=role, has_unit=unit is not None, acting=acting, period=period, today=today)
    if code:
        _refuse(code, role=Role(role).label)
    if period.first is None and _held(user, role, agency, unit).exists():
        period = Period(today, period.last)  # what she held before stays as it was
    new = RoleAssignment(
        user=user, role=role, agency=agency, unit=unit, acting=acting, starts_on=period.first, ends_on=period.last
    )
    _refuse_overlap(new)
    new.save()
    record_decision(
        DecisionKind.ROLE_GIVEN, subject=new, agency=agency, by=by, at=at, reason=reason, facts=facts_of(new)
    )
    return new


@transaction.atomic
def change_role(
    *, assignment: RoleAssignment, period: Period, reason: str, by: Any, at: datetime
) -> RoleAssignment:  # fmt: skip
    """Another period for a role; an acting official may be extended from her own end.

    Raises: DomainError, as `give_role`; ``last_holder`` when the only administrator or HR officer
        would run out, ``ended`` when the role is over.
    """
    today = _begin(assignment.agency, assignment.user, by, reason, at)
    held = _locked(assignment)
    _refuse_over(held, today)
    before = held.period
    code = rules.bad_change(acting=held.acting, before=before, after=period, today=today)
    if code:
        _refuse(code, role=held.get_role_display())
    _refuse_gap([held], [period], today)
    earlier = facts_of(held)
    held.starts_on, held.ends_on = period.first, period.last
    _refuse_overlap(held)
    held.save(update_fields=["starts_on", "ends_on"])
    facts = facts_of(held) | {"before": {"from": earlier["from"], "until": earlier["until"]}}
    record_decision(
        DecisionKind.ROLE_CHANGED, subject=held, agency=held.agency, by=by, at=at, reason=reason, facts=facts
    )
    return held


@transaction.atomic
def end_role(*, assignment: RoleAssignment, reason: str, by: Any, at: datetime) -> None:
    """Take a role away at once; it stays in the register with the moment and with who did it.

    Raises: DomainError ``own_roles``, ``no_reason``, ``ended``, ``last_holder``.
    """
    today = _begin(assignment.agency, assignment.user, by, reason, at)
    held = _locked(assignment)
    _refuse_over(held, today)
    _refuse_gap([held], [], today)
    record_decision(
        DecisionKind.ROLE_ENDED, subject=held, agency=held.agency, by=by, at=at, reason=reason, facts=facts_of(held)
    )
    held.ends_on = rules.day_of_ending(held.period, today)
    held.ended_at, held.ended_by = at, by
    held.save(update_fields=["ends_on", "ended_at", "ended_by"])


def refuse_last_account(*, user: User, at: datetime) -> None:
    """Before an account is closed: an agency keeps an administrator and an HR officer who can log in.

    Locks the roles of the agencies concerned, as every change of a role does.

    Raises: DomainError ``last_holder``.
    """
    held = RoleAssignment.objects.filter(user=user, user__is_active=True, role__in=rules.INDISPENSABLE)
    touched = Agency.objects.select_for_update(of=("self",)).filter(pk__in=held.values("agency")).order_by("pk")
    for agency in touched:
        for role in sorted(rules.INDISPENSABLE):
            _refuse_gap(list(held.filter(role=role, agency=agency)), [], agency.date_at(at))


def _begin(agency: Agency, user: User, by: Any, reason: str, at: datetime) -> date:
    """Lock the government's roles; today's date there."""
    Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)
    if by.pk == user.pk:
        _refuse("own_roles")
    if not reason.strip():
        _refuse("no_reason")
    return agency.date_at(at)


def _locked(assignment: RoleAssignment) -> RoleAssignment:
    rows = RoleAssignment.objects.select_for_update(of=("self",)).select_related("user", "agency", "unit")
    held = rows.filter(pk=assignment.pk).first()
    if held is None:
        _refuse("ended")
    return held  # type: ignore[return-value]


def _refuse_over(held: RoleAssignment, today: date) -> None:
    if held.is_over(today):
        _refuse("ended")


def _refuse_overlap(wanted: RoleAssignment) -> None:
    held = _held(wanted.user, wanted.role, wanted.agency, wanted.unit)
    if any(other.period.overlaps(wanted.period) for other in held.exclude(pk=wanted.pk)):
        _refuse("overlap", name=wanted.user, role=wanted.get_role_display(), scope=wanted.unit or wanted.agency)


def _refuse_gap(going: list[RoleAssignment], after: list[Period], today: date) -> None:
    """An agency keeps an administrator and an HR officer, on every day to come.

    Args:
        going: assignments of one person, with the same role in the same agency, that give way to ``after``.
    """
    if not going or going[0].role not in rules.INDISPENSABLE:
        return
    held = going[0]
    holders = RoleAssignment.objects.filter(role=held.role, agency=held.agency_id, user__is_active=True)
    others = [other.period for other in holders.exclude(pk__in=[one.pk for one in going])]
    if rules.widens_gap(others + [one.period for one in going], others + after, today):
        _refuse("last_holder", name=held.user, role=held.get_role_display(), agency=held.agency)


def _refuse_from_elsewhere(user: User, role: str, agency: Agency, by: Any) -> None:
    """A role here would take the account out of the hands of the agency its person works for (core.reach).

    Only a number was typed: the sentence names neither her nor where she works.
    Mentors are lent; and whoever gives roles there as well has agreed by giving this one.
    """
    person = getattr(user, "employee", None)  # her record stands in an app above
    if role == Role.MENTOR or person is None or not person.is_active or person.agency_id == agency.pk:
        return
    if not covers(by, Permission.ROLE_EDIT, agency_id=person.agency_id, path=""):
        _refuse("home_elsewhere", agency=agency)


def _held(user: User, role: str, agency: Agency, unit: Unit | None) -> QuerySet[RoleAssignment]:
    """The same role in the same scope, at any time."""
    return RoleAssignment.objects.filter(user=user, role=role, agency=agency, unit=unit)


def facts_of(assignment: RoleAssignment) -> dict[str, Any]:
    """What a decision about a role rests on, as plain values."""
    return {
        "user": assignment.user_id,
        "role": assignment.role,
        "acting": assignment.acting,
        "unit": assignment.unit_id,
        "scope": str(assignment.unit or assignment.agency),
        "from": assignment.starts_on and assignment.starts_on.isoformat(),
        "until": assignment.ends_on and assignment.ends_on.isoformat(),
    }


def _refuse(code: str, **words: Any) -> None:
    raise DomainError(code, _sentence(code) % words)


def _sentence(code: str) -> str:
    return {
        "own_roles": _("Anda tidak dapat mengubah peran Anda sendiri. Mintalah administrator lain."),
        "no_reason": _("Tuliskan alasannya, misalnya nomor surat keputusan."),
        "account_closed": _("Akun ini sedang dinonaktifkan. Akunnya perlu diaktifkan lebih dulu."),
        "home_elsewhere": _(
            "Akun ini milik pegawai instansi lain. Mintalah administrator instansinya memberikan perannya di sana, "
            "atau mintalah pemiliknya memakai akun kedua untuk tugasnya di %(agency)s."
        ),
        "other_agency": _("Unit itu milik instansi lain. Pilih unit dari instansi ini."),
        "needs_unit": _("Peran %(role)s berlaku untuk satu unit dan unit di bawahnya. Pilih unitnya."),
        "whole_agency": _("Peran %(role)s selalu mencakup seluruh instansi. Kosongkan unit."),
        "acting_is_for_managers": _("Plt. dan Plh. hanya untuk peran Atasan."),
        "acting_needs_period": _("Plt. dan Plh. memerlukan tanggal mulai dan tanggal berakhir."),
        "ends_before_start": _("Tanggal berakhir mendahului tanggal mulai."),
        "already_over": _("Tanggal berakhir sudah lewat. Pilih hari ini atau sesudahnya."),
        "already_begun": _("Peran ini sudah berjalan; tanggal mulainya tidak dapat diubah."),
        "acting_too_long": _(
            "Plt. dan Plh. ditunjuk paling lama tiga bulan dan dapat diperpanjang satu kali, paling lama tiga bulan. "
            "Pilih tanggal berakhir yang lebih awal."
        ),
        "too_far_ahead": _("Tanggal itu terlalu jauh di masa depan. Periksa tahunnya, atau kosongkan."),
        "overlap": _("%(name)s sudah memegang peran %(role)s untuk %(scope)s pada masa itu. Ubah masa yang sudah ada."),
        "last_holder": _(
            "%(name)s adalah satu-satunya %(role)s di %(agency)s. Beri peran itu kepada orang lain lebih dulu."
        ),
        "ended": _("Peran ini sudah berakhir."),
    }[code]
