"""What the page of an import shows: its tabs, and rows of the preview in words."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.domain import naming
from core.enums import ChangeKind, ImportState
from core.importing import engine, registry
from core.importing.importer import UNREADABLE_CELL, Column, Importer, Within
from core.language import number
from core.models import ImportBatch, ImportChange, ImportIssue, Unit

EMPTY = gettext_lazy("(kosong)")


@dataclass(frozen=True)
class Tab:
    """One of the lists of an import; ``count`` is exact even where the list is cut."""

    key: str
    label: str | Promise
    about: str | Promise
    count: int
    tone: str

    @property
    def badge_tone(self) -> str:
        return self.tone if self.count else "neutral"


@dataclass(frozen=True)
class Difference:
    """A column that the file would change, in words."""

    title: str
    old: str
    new: str
    is_emptied: bool


@dataclass(frozen=True)
class Said:
    """A notice in words; ``consent`` is what is to be ticked, ``agreed`` what was ticked."""

    code: str
    sentence: str
    consent: str
    agreed: str
    tab: str


@dataclass(frozen=True)
class ChangeRow:
    row: int | None
    label: str
    differences: list[Difference]


@dataclass(frozen=True)
class IssueRow:
    row: int
    column: str
    value: str
    reason: str


def tabs_of(batch: ImportBatch) -> list[Tab]:
    """The lists that have something in them are the ones worth opening first."""
    counts = batch.counts
    stored = batch.stored_at is not None
    return [
        *_tab_to_agree(batch),
        Tab("new", _("Baru"), _("Ditambahkan.") if stored else _("Akan ditambahkan."), counts.get("created", 0), "ok"),
        Tab(
            "changed", _("Berubah"),
            _("Diperbarui menurut berkas.") if stored else _("Akan diperbarui menurut berkas."),
            counts.get("updated", 0), "info",
        ),
        Tab(
            "refused", _("Ditolak"),
            _("Tidak disimpan. Perbaiki di berkas lalu unggah ulang, atau lanjutkan tanpa baris ini."),
            counts.get("rejected", 0), "bad",
        ),
        Tab(
            "warnings", _("Catatan"),
            _("Barisnya tetap disimpan; isi yang tidak dapat dibaca tidak dipakai. Periksa kembali."),
            counts.get("warnings", 0), "warn",
        ),
        Tab(
            "gone", _("Tidak ada di berkas"),
            _("Tercatat di aplikasi tetapi tidak ada di berkas ini. Tidak ada yang dihapus."),
            counts.get("gone", 0), "neutral",
        ),
    ]  # fmt: skip


def _tab_to_agree(batch: ImportBatch) -> list[Tab]:
    """The list of what needs a consent; most files have none."""
    warned = batch.counts.get("warned", {})
    count = sum(warned[code] for code in registry.importer_for(batch.kind).to_agree(warned))
    stored, checked = (
        _("Disetujui saat menyimpan."),
        _("Berkas ini baru dapat disimpan setelah Anda menyetujuinya di atas."),
    )
    return [Tab("agree", _("Perlu persetujuan"), stored if batch.stored_at else checked, count, "bad")] if count else []


def notices_of(batch: ImportBatch) -> list[Said]:
    """What the page says at its top, with what is still to be ticked."""
    warned = batch.counts.get("warned", {})
    return [
        Said(
            notice.code,
            str(notice.sentence).format(number=number(warned[notice.code])),
            str(notice.consent) if batch.state == ImportState.CHECKED else "",
            str(notice.consent) if batch.state == ImportState.STORED and notice.code in batch.agreed else "",
            "agree" if notice.consent else "warnings",
        )
        for notice in registry.importer_for(batch.kind).notices
        if warned.get(notice.code)
    ]


def same_files(batch: ImportBatch) -> list[ImportBatch]:
    """Imports of the very same bytes that matter before this one is stored: the last stored, and one that waits."""
    if batch.state != ImportState.CHECKED:
        return []
    alike = ImportBatch.objects.filter(agency=batch.agency_id, kind=batch.kind, sha256=batch.sha256)
    both = alike.filter(state__in=[ImportState.STORED, ImportState.CHECKED]).exclude(pk=batch.pk)
    return list(both.order_by("state", "-stored_at", "-pk").distinct("state"))


def active_tab(tabs: list[Tab], asked: str | None) -> Tab:
    """The asked tab; else the first that is not empty, the most urgent before the others."""
    by_key = {tab.key: tab for tab in tabs}
    if asked in by_key:
        return by_key[asked]
    order = ("agree", "refused", "changed", "new", "warnings", "gone")
    return next((by_key[key] for key in order if key in by_key and by_key[key].count), by_key["new"])


def rows_of(batch: ImportBatch, tab: Tab) -> models.QuerySet[Any]:
    """Stored rows of the tab, not yet in words."""
    if tab.key in ChangeKind.values:
        return batch.changes.filter(kind=tab.key)
    issues = batch.issues.filter(is_warning=tab.key != "refused")
    if tab.key == "agree":
        return issues.filter(code__in=registry.importer_for(batch.kind).to_agree(batch.counts["warned"]))
    return issues


def in_words(batch: ImportBatch, rows: Iterable[ImportChange | ImportIssue]) -> list[ChangeRow | IssueRow]:
    importer = registry.importer_for(batch.kind)
    return [
        issue_row(importer, row)
        if isinstance(row, ImportIssue)
        else ChangeRow(row.row, row.label, differences(importer, row.differences))
        for row in rows
    ]


Watcher = Callable[..., None]
_watchers: list[Watcher] = []


def register_watcher(watcher: Watcher) -> None:
    """Call ``watcher(people, what, reader=, page=, at=)`` whenever somebody reads guarded data in a preview."""
    _watchers.append(watcher)


def note_reading(batch: ImportBatch, rows: Iterable[Any], *, reader: Any, page: str, at: datetime) -> None:
    """Somebody reads these rows; where they hold guarded data, the people they are about can see that."""
    importer = registry.importer_for(batch.kind)
    changes = [row for row in rows if isinstance(row, ImportChange)] if importer.shows else []
    people = {new for row in changes for name, _old, new in row.differences if name == engine.PERSON}
    for watcher in _watchers if people else ():
        watcher(people, importer.shows, reader=reader, page=page, at=at)


def issue_row(importer: Importer, issue: ImportIssue) -> IssueRow:
    reason = str(importer.reasons.get(issue.code, issue.code)).format_map(_bounds(importer, issue))
    if issue.is_warning and issue.code in UNREADABLE_CELL:
        kept = _("Isi sel ini tidak dipakai: data yang sudah tersimpan tetap, pada data baru dikosongkan.")
        reason = f"{reason} {kept}"
    return IssueRow(issue.row, issue.column, issue.value, reason)


def _bounds(importer: Importer, issue: ImportIssue) -> dict[str, str]:
    """Between which numbers the cell should have been."""
    parse = next((f.parse for f in importer.fields if f.headers[0] == issue.column), None)
    if not isinstance(parse, Within):
        return {"low": "–", "high": "–"}
    write = str if parse.is_year else number
    return {"low": write(parse.low), "high": write(parse.highest)}


def differences(importer: Importer, stored: list[list[Any]]) -> list[Difference]:
    """``[column, old, new]`` with the column's title and both values as people write them."""
    columns = {column.name: column for column in importer.columns if column.title}
    return [
        Difference(str(columns[name].title), *_both(importer.model, columns[name], old, new), new in (None, ""))
        for name, old, new in stored
        if name in columns
    ]


def _both(model: type[models.Model], column: Column, old: Any, new: Any) -> tuple[str, str]:
    try:
        field = model._meta.get_field(column.name)
    except FieldDoesNotExist:
        return _plain(column, old), _plain(column, new)
    if isinstance(field, models.JSONField):
        return _changed_parts(old, new)
    return _word(column, field, old), _word(column, field, new)


def _plain(column: Column, raw: Any) -> str:
    """A value that is no field of the model: a computed one, or one that stands in another table."""
    return column.words(str(raw)) if column.words and raw else str(raw or EMPTY)


def _word(column: Column, field: Any, raw: Any) -> str:
    if raw in (None, ""):
        return str(EMPTY)
    if column.words:
        return column.words(str(raw))
    if isinstance(field, models.BooleanField):
        return _("Ya") if raw in ("true", "t", True) else _("Tidak")
    if isinstance(field, models.DecimalField):
        return number(Decimal(raw))
    if isinstance(field, models.DateField):
        return date_format(date.fromisoformat(raw), "j F Y")
    if field.related_model is Unit:
        return naming.unit_name(raw)
    choices = {str(value): label for value, label in field.flatchoices}
    return str(choices.get(str(raw), raw))


def _changed_parts(old: Any, new: Any) -> tuple[str, str]:
    """Of two JSON objects only what differs: ``komunikasi 2`` and ``komunikasi 3``."""
    before, after = (json.loads(raw) if isinstance(raw, str) else raw or {} for raw in (old, new))
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return tuple(", ".join(f"{key} {values.get(key, '–')}" for key in keys) for values in (before, after))  # type: ignore[return-value]
