"""Keeping the catalogue: programmes, what they lead to and for whom they are."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.domain.errors import DomainError
from core.enums import DecisionKind
from core.models import Agency
from core.services.decisions import record_decision
from employees.models import Position
from evaluations.models import Competency
from training.enums import ProgrammeState
from training.models import Programme, ProgrammeCompetency


@transaction.atomic
def save_programme(
    *, programme: Programme | None, agency: Agency, leads_to: Mapping[Competency, int], jobs: Iterable[Position],
    requires: Iterable[Programme], by: Any, at: datetime, **fields: Any,
) -> Programme:  # fmt: skip
    """A new programme, or other entries of one.

    Args:
        leads_to: level that it leads to, by competency.
        requires: programmes to be completed before; no circle.
    Raises: DomainError ``code_taken``, ``circle``.
    """
    is_new = programme is None
    if programme is None:
        programme = Programme(agency=agency, made_at=at, made_by=by)
    else:
        programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    for name, value in fields.items():
        setattr(programme, name, value)
    try:
        with transaction.atomic():
            programme.save(force_insert=is_new)
    except IntegrityError as error:
        if "programme_code_once" not in str(error):
            raise
        raise DomainError("code_taken", _("Kode %(code)s sudah dipakai program lain.") % {"code": programme.code}) from error  # fmt: skip
    wanted = list(requires)
    _refuse_circle(programme, wanted)
    programme.requires.set(wanted)
    programme.jobs.set(jobs)
    _set_levels(programme, leads_to)
    facts = {"code": programme.code, "jp": str(programme.jp), "state": programme.state}
    record_decision(DecisionKind.PROGRAMME_SET, subject=programme, agency=agency, by=by, at=at, facts=facts)
    return programme


@transaction.atomic
def set_state(*, programme: Programme, state: str, by: Any, at: datetime) -> Programme:
    """Offer a programme, or offer it no more; sessions that were announced go on."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    programme.state = ProgrammeState(state)
    programme.save(update_fields=["state"])
    facts = {"code": programme.code, "state": state}
    record_decision(DecisionKind.PROGRAMME_SET, subject=programme, agency=programme.agency, by=by, at=at, facts=facts)
    return programme


def _set_levels(programme: Programme, leads_to: Mapping[Competency, int]) -> None:
    """Only what differs is written, so that the trail shows what was changed."""
    held = {row.competency_id: row for row in programme.competencies.all()}
    wanted = {competency.pk: level for competency, level in leads_to.items()}
    programme.competencies.filter(competency__in=held.keys() - wanted.keys()).delete()
    for key, level in wanted.items():
        row = held.get(key)
        if row is None:
            ProgrammeCompetency.objects.create(programme=programme, competency_id=key, level=level)
        elif row.level != level:
            row.level = level
            row.save(update_fields=["level"])


def _refuse_circle(programme: Programme, requires: Iterable[Programme]) -> None:
    """A programme that needs itself, be it over others, could never be begun."""
    seen: set[int] = set()
    ahead = [one.pk for one in requires]
    while ahead:
        if programme.pk in ahead:
            raise DomainError("circle", _("Prasyarat ini kembali ke program itu sendiri, sehingga tidak pernah dapat diikuti."))  # fmt: skip
        seen.update(ahead)
        rows = Programme.requires.through.objects.filter(programme__in=ahead)
        ahead = [key for key in rows.values_list("required_id", flat=True) if key not in seen]
