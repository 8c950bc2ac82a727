"""Naming the superior of a person where the tree of units names the wrong one, and taking that back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.domain.errors import DomainError
from core.enums import DecisionKind
from core.models import Agency
from core.services.decisions import record_decision
from employees.hierarchy import superior_of
from employees.models import Employee, Superior

LONGEST_CHAIN = 50  # more steps than any government has levels; ends a walk in data that is already circular


@transaction.atomic
def set_superior(*, employee: Employee, superior: Employee, reason: str, by: Any, at: datetime) -> Superior:
    """Name the superior of a person.

    All corrections in one government wait for each other, so that two of them cannot close a circle
    that neither has seen.

    Raises: DomainError ``own_superior``, ``names_herself``, ``herself``, ``other_agency``, ``inactive``, ``circle``,
        ``no_reason``.
    """
    employee = _begin(employee, reason, by)
    if superior.user_id is not None and superior.user_id == by.pk:
        raise DomainError(
            "names_herself", _("Anda tidak dapat menetapkan diri sendiri sebagai atasan; mintalah pengelola lain.")
        )
    _refuse_unfit(employee, superior)
    before = superior_of(employee, at=at)
    _refuse_circle(employee, superior, at)
    values = {"superior": superior, "reason": reason.strip(), "set_at": at, "set_by": by}
    correction, _made = Superior.objects.update_or_create(employee=employee, defaults=values)
    _decide(DecisionKind.SUPERIOR_SET, employee, superior, before.person if before else None, reason, by, at)
    return correction


@transaction.atomic
def reset_superior(*, employee: Employee, reason: str, by: Any, at: datetime) -> None:
    """Let the tree of units decide again.

    Raises: DomainError ``own_superior``, ``not_corrected``, ``circle``, ``no_reason``.
    """
    employee = _begin(employee, reason, by)
    correction = Superior.objects.filter(employee=employee).select_related("superior").first()
    if correction is None:
        raise DomainError("not_corrected", _("Atasan orang ini sudah mengikuti susunan unit."))
    correction.delete()
    after = superior_of(employee, at=at)
    if after is not None:
        _refuse_circle(employee, after.person, at)
    _decide(DecisionKind.SUPERIOR_RESET, employee, after.person if after else None, correction.superior, reason, by, at)


def _begin(employee: Employee, reason: str, by: Any) -> Employee:
    """Wait for other corrections, and read the person again: who names her may have changed meanwhile."""
    Agency.objects.select_for_update(of=("self",)).get(pk=employee.agency_id)
    if employee.user_id is not None and employee.user_id == by.pk:
        raise DomainError("own_superior", _("Atasan Anda sendiri dikoreksi oleh pengelola kepegawaian lain."))
    if not reason.strip():
        raise DomainError("no_reason", _("Tuliskan alasannya, misalnya nomor surat keputusan."))
    return Employee.objects.select_related("unit", "agency").get(pk=employee.pk)


def _refuse_unfit(employee: Employee, superior: Employee) -> None:
    if superior.pk == employee.pk:
        raise DomainError("herself", _("Seseorang tidak dapat menjadi atasannya sendiri."))
    if superior.agency_id != employee.agency_id:
        raise DomainError("other_agency", _("Atasan harus pegawai instansi yang sama."))
    if not superior.is_active:
        raise DomainError("inactive", _("%(name)s sudah tidak aktif. Pilih orang lain.") % {"name": superior})


def _refuse_circle(employee: Employee, superior: Employee, at: datetime) -> None:
    """Walk up from the superior; the person must not stand above her."""
    chain: list[Employee] = [superior]
    while len(chain) < LONGEST_CHAIN:
        above = superior_of(chain[-1], at=at)
        if above is None:
            return
        if above.person.pk == employee.pk:
            way = " → ".join(str(one) for one in [employee, *chain, employee])
            raise DomainError(
                "circle",
                _("%(superior)s sendiri berada di bawah %(name)s, sehingga rantainya melingkar: %(way)s.")
                % {"superior": superior, "name": employee, "way": way.removesuffix(".")},  # of a degree: S.IP.
            )
        if any(one.pk == above.person.pk for one in chain):
            return  # an older circle that this correction does not join
        chain.append(above.person)


def _decide(
    kind: DecisionKind, employee: Employee, superior: Employee | None, before: Employee | None, reason: str,
    by: Any, at: datetime,
) -> None:  # fmt: skip
    facts = {
        "superior": superior and superior.pk,
        "superior_name": str(superior or ""),
        "before": before and before.pk,
        "before_name": str(before or ""),
    }
    record_decision(kind, subject=employee, agency=employee.agency, by=by, at=at, reason=reason.strip(), facts=facts)
