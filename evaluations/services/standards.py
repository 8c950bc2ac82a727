"""Setting the standard of a job: from a day on, until a later one begins.

What was assessed before keeps the standard it was measured against; nothing stored is computed anew. The yearly facts
are: whoever listens to imports hears of a new standard in the same way.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.domain.errors import DomainError
from core.enums import DecisionKind
from core.importing import registry
from core.services.decisions import record_decision
from employees.models import Position
from evaluations.domain import dictionary as rules
from evaluations.models import JobStandard, StandardLevel
from evaluations.selectors.jobs import grid_of, newest_of, stamp

KIND = "standar"  # of the import whose listeners also hear of what is set by hand
DOCUMENT = ("legal_basis", "summary", "education", "trainings", "experience")
Levels = Mapping[int, tuple[int, str]]  # competency → level, importance


@transaction.atomic
def set_standard(
    *, position: Position, levels: Levels, valid_from: date, based_on: str, by: Any, at: datetime, **document: str
) -> JobStandard:  # fmt: skip
    """Make a new standard from the day on; one of the same day gets these levels instead of its own.

    Args:
        levels: of the competencies the standard names; for the others of the nine the default of the tier holds.
        based_on: `stamp` of the newest standard when the person began to type.
        document: the entries of `DOCUMENT`.
    Raises: DomainError ``standard_changed``, ``standard_older``, ``standard_empty``, ``competency_unknown``,
        ``day_mistyped``.
    """
    position = (
        Position.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=position.pk)
    )
    newest = newest_of(position)
    entries = {name: document.get(name, "") for name in DOCUMENT}
    if newest is not None and _is_second_click(newest, levels, valid_from, entries, by):
        return newest
    _check(position, newest, levels, valid_from, based_on, at)
    if newest is not None and newest.valid_from == valid_from:
        standard, replaced = _rewrite(newest, levels, entries, by, at), True
    else:
        standard, replaced = _make(position, levels, valid_from, entries, by, at), False
    facts = {
        "position": position.pk, "valid_from": valid_from.isoformat(), "replaced": replaced,
        "levels": {str(key): level for key, (level, _importance) in levels.items()},
    }  # fmt: skip
    agency = position.agency
    record_decision(DecisionKind.STANDARD_SET, subject=standard, agency=agency, by=by, at=at, facts=facts)
    registry.stored(agency, KIND)
    return standard


def _is_second_click(newest: JobStandard, levels: Levels, valid_from: date, entries: dict[str, str], by: Any) -> bool:
    """The same person has just saved the same."""
    same = (newest.made_by, newest.valid_from) == (by, valid_from)
    if not same or any(getattr(newest, name) != value for name, value in entries.items()):
        return False
    return {row.competency_id: (row.level, row.importance) for row in newest.levels.all()} == dict(levels)


def _check(
    position: Position, newest: JobStandard | None, levels: Levels, valid_from: date, based_on: str, at: datetime
) -> None:
    if stamp(newest) != based_on:
        who = newest.made_by if newest and newest.made_by else _("sebuah impor")
        _refuse("standard_changed", who=who)
    if newest is not None and valid_from < newest.valid_from:
        _refuse("standard_older", day=date_format(newest.valid_from, "j F Y"))
    if rules.is_mistyped(valid_from, today=position.agency.date_at(at)):
        _refuse("day_mistyped")
    if not levels:
        _refuse("standard_empty")
    if levels.keys() - {competency.pk for competency in grid_of(position.agency, levels)}:
        _refuse("competency_unknown")


def _make(
    position: Position, levels: Levels, valid_from: date, entries: dict[str, str], by: Any, at: datetime
) -> JobStandard:
    standard = JobStandard.objects.create(
        agency=position.agency, position=position, valid_from=valid_from, made_at=at, made_by=by, **entries
    )
    StandardLevel.objects.bulk_create(_row(standard, key, *wanted) for key, wanted in levels.items())
    return standard


def _rewrite(standard: JobStandard, levels: Levels, entries: dict[str, str], by: Any, at: datetime) -> JobStandard:
    """The levels of the day's standard give way to these; the trail keeps what they were."""
    stored = {row.competency_id: row for row in standard.levels.all()}
    standard.levels.exclude(competency__in=list(levels)).delete()
    for key, (level, importance) in levels.items():
        row = stored.get(key)
        if row is None:
            _row(standard, key, level, importance).save(force_insert=True)
        elif (row.level, row.importance) != (level, importance):
            row.level, row.importance = level, importance
            row.save(update_fields=["level", "importance"])
    for name, value in entries.items():
        setattr(standard, name, value)
    standard.made_at, standard.made_by = at, by
    standard.save(update_fields=[*entries, "made_at", "made_by"])
    return standard


def _row(standard: JobStandard, key: int, level: int, importance: str) -> StandardLevel:
    return StandardLevel(standard=standard, competency_id=key, level=level, importance=importance)


def _refuse(code: str, /, **words: Any) -> None:
    raise DomainError(code, _sentence(code) % words)


def _sentence(code: str) -> str:
    return {
        "standard_changed": _(
            "Standar jabatan ini baru saja disimpan oleh %(who)s sesudah Anda membuka halaman ini. Isian Anda masih ada di "
            "bawah. Bandingkan dahulu dengan yang tersimpan; bila Anda menyimpan lagi, isian Anda yang berlaku."
        ),
        "standard_older": _(
            "Standar jabatan ini sudah ditetapkan sejak %(day)s. Pilih tanggal itu atau sesudahnya; standar yang sudah "
            "lewat tidak diubah."
        ),
        "standard_empty": _("Pilih level untuk sedikitnya satu kompetensi."),
        "competency_unknown": _("Salah satu kompetensi sudah tidak ada dalam kamus. Muat ulang halaman ini."),
        "day_mistyped": _("Periksa tahun pada tanggal mulai berlaku."),
    }[code]
