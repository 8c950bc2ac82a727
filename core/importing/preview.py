"""What the page of an import shows: its tabs, and rows of the preview in words."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.domain import naming
from core.enums import ChangeKind
from core.importing import registry
from core.importing.importer import Importer
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
            _("Barisnya tetap disimpan; isi yang tidak dapat dibaca dikosongkan. Periksa kembali."),
            counts.get("warnings", 0), "warn",
        ),
        Tab(
            "gone", _("Tidak ada di berkas"),
            _("Tercatat di aplikasi tetapi tidak ada di berkas ini. Tidak ada yang dihapus."),
            counts.get("gone", 0), "neutral",
        ),
    ]  # fmt: skip


def active_tab(tabs: list[Tab], asked: str | None) -> Tab:
    """The asked tab; else the first of refused, changed, new that is not empty."""
    by_key = {tab.key: tab for tab in tabs}
    if asked in by_key:
        return by_key[asked]
    order = ("refused", "changed", "new", "warnings", "gone")
    return next((by_key[key] for key in order if by_key[key].count), by_key["new"])


def rows_of(batch: ImportBatch, tab: Tab) -> models.QuerySet[Any]:
    """Stored rows of the tab, not yet in words."""
    if tab.key in ChangeKind.values:
        return batch.changes.filter(kind=tab.key)
    return batch.issues.filter(is_warning=tab.key == "warnings")


def in_words(batch: ImportBatch, rows: Iterable[ImportChange | ImportIssue]) -> list[ChangeRow | IssueRow]:
    importer = registry.importer_for(batch.kind)
    return [
        issue_row(importer, row)
        if isinstance(row, ImportIssue)
        else ChangeRow(row.row, row.label, differences(importer, row.differences))
        for row in rows
    ]


def issue_row(importer: Importer, issue: ImportIssue) -> IssueRow:
    reason = importer.reasons.get(issue.code, issue.code)
    return IssueRow(issue.row, issue.column, issue.value, str(reason))


def differences(importer: Importer, stored: list[list[Any]]) -> list[Difference]:
    """``[column, old, new]`` with the column's title and both values as people write them."""
    titles = {column.name: str(column.title) for column in importer.columns if column.title}
    return [
        Difference(titles[name], *values)
        for name, old, new in stored
        if name in titles
        for values in [_both(importer.model, name, old, new)]
    ]


def _both(model: type[models.Model], name: str, old: Any, new: Any) -> tuple[str, str]:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return str(old or EMPTY), str(new or EMPTY)
    if isinstance(field, models.JSONField):
        return _changed_parts(old, new)
    return _word(field, old), _word(field, new)


def _word(field: Any, raw: Any) -> str:
    if raw in (None, ""):
        return str(EMPTY)
    if isinstance(field, models.BooleanField):
        return _("Ya") if raw in ("true", "t", True) else _("Tidak")
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
