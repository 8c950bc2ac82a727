"""One importer per kind of export: its columns, its checks, and where the rows go.

An app subclasses `Importer`, registers it, and never touches the machinery in `engine.py`. SQL sees
the file as the temporary table ``staged``: one row per accepted row of the file, one column per
`Field`, plus the importer's ``extra`` columns and ``target`` (the id of the existing record).
"""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import models
from django.db.backends.utils import CursorWrapper
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.domain import cells
from core.models import Agency

_STAGED = re.compile(r"\bs\.(\w+)")


@dataclass(frozen=True)
class Within:
    """A parser of numbers that make sense between two bounds; a year is written without marks.

    Raises, when called: BadValue ``number_invalid`` or, outside the bounds, ``number_range``.
    """

    low: int
    high: int | Decimal | Callable[[], int]
    parse: Callable[[object], str | None] = cells.whole
    is_year: bool = False

    def __call__(self, cell: object) -> str | None:
        value = cells.decimal(cell)
        if value is not None and not self.low <= value <= self.highest:
            raise cells.BadValue("number_range")
        return self.parse(cell)

    @property
    def highest(self) -> int | Decimal:
        return self.high() if callable(self.high) else self.high


@dataclass(frozen=True)
class Field:
    """A column of the file.

    Attributes:
        name: column of ``staged``.
        headers: names the column has in the known layouts, in any letter case.
        parse: cell → text for PostgreSQL, or None; raises `cells.BadValue`.
        sql: type of the column in ``staged``.
        required: the file is refused without this column.
        stored: SQL over the target ``t`` for the value that stays where the cell cannot be read. Left
            out, it is the column of the same name.
    """

    name: str
    headers: tuple[str, ...]
    parse: Callable[[object], str | None] = cells.text
    sql: str = "text"
    required: bool = False
    stored: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the target table.

    Attributes:
        value: SQL over ``staged s``.
        title: name for people.
        shown: SQL that turns the value into words for the preview; {0} is the value.
        words: turns what is shown (a code) into what people call it.
        needs: fields the value rests on; where the file has none of them, the stored value stays.
            Left out, they are the fields that ``value`` names.
        keep: SQL over ``staged s`` that says when the stored value stays.
    """

    name: str
    value: str
    title: str | Promise
    shown: str = ""
    words: Callable[[str], str] | None = None
    needs: tuple[str, ...] = ()
    keep: str = ""

    def renewed(self) -> str:
        """The value for a record that exists (``t``)."""
        return f"CASE WHEN {self.keep} THEN t.{self.name} ELSE {self.value} END" if self.keep else self.value


@dataclass(frozen=True)
class Refusal:
    """Why a row is not taken: a code of `Importer.reasons`, the column and what stands in it."""

    code: str
    column: str
    value: str


@dataclass(frozen=True)
class Warn:
    """A remark that SQL finds over ``staged s``: the code, the column, what stands in it, when."""

    code: str
    column: str
    value: str
    where: str


@dataclass(frozen=True)
class Notice:
    """A remark that the preview also says at the top of the page.

    Attributes:
        code: of the remark.
        sentence: what it means for the whole file; {number} is how often it was made.
        consent: what HR has to tick before the file is stored; empty: nothing.
        overwrites: what is at stake is stored data, not only what comes beside them.
    """

    code: str
    sentence: str | Promise
    consent: str | Promise = ""
    overwrites: bool = False


RowCheck = Callable[[Sequence[object]], Refusal | None]

COMMON_REASONS: dict[str, str | Promise] = {
    "date_invalid": _("Tanggal tidak dikenali. Tulis sebagai tanggal-bulan-tahun, misalnya 21-11-2025."),
    "date_ahead": _("Tanggal ini lebih dari satu tahun ke depan. Periksa tahunnya."),
    "number_invalid": _("Isi bukan angka."),
    "number_range": _("Angka ini di luar rentang yang masuk akal ({low} sampai {high})."),
    "duplicate_in_file": _("Baris ini sudah muncul lebih atas di berkas yang sama; baris pertama yang dipakai."),
    "employee_unknown": _("Pegawai dengan NIP ini belum ada. Impor data pegawai lebih dulu atau perbaiki NIP-nya."),
    "value_missing": _("Isi wajib pada kolom ini kosong."),
    "code_unknown": _("Kode ini tidak dikenal dalam daftar SIASN."),
}


UNREADABLE_CELL = frozenset({"date_invalid", "number_invalid", "number_range", "code_unknown"})


class Importer:
    """Base of all kinds of import."""

    kind: str
    title: str | Promise
    about: str | Promise = ""  # one sentence: what the export holds
    model: type[models.Model]
    fields: tuple[Field, ...]
    extra: Mapping[str, str] = {}
    columns: tuple[Column, ...]
    label: str  # SQL over ``staged s``: how the preview names the record
    gone_label: str = ""  # SQL over the target ``t``; empty: a missing row means nothing
    stored_by: str = "s.row"  # SQL over ``staged s``: new rows lie on disk in this order
    reasons: Mapping[str, str | Promise] = COMMON_REASONS
    notices: tuple[Notice, ...] = ()
    person = ""  # SQL over ``staged s``: key of the person a row is about, where a preview of it is a reading
    shows = ""  # which guarded data such a preview shows: a kind of reading of the app that keeps the people
    order = 0  # place in the list of kinds: units first, people next, then histories
    of_siasn = True  # one of the exports that an office imports one after the other

    def renewable(self, present: Collection[str]) -> list[Column]:
        """Columns that a file with these fields can renew; the others keep what is stored."""
        names = {f.name for f in self.fields}
        return [
            column
            for column in self.columns
            if not (needs := set(column.needs or _STAGED.findall(column.value)) & names) or needs & set(present)
        ]

    def fit(self, titles: Collection[str]) -> tuple[int, int] | None:
        """How well normalised titles of a file are this kind's: columns required, then columns known.

        None when one that is required is missing.
        """
        known = [f for f in self.fields if any(cells.header(name) in titles for name in f.headers)]
        required = [f for f in self.fields if f.required]
        return (len(required), len(known)) if all(f in known for f in required) else None

    def to_agree(self, warned: Collection[str], *, only_overwriting: bool = False) -> set[str]:
        """Codes of the remarks in ``warned`` that need a consent."""
        asking = {
            notice.code for notice in self.notices if notice.consent and (notice.overwrites or not only_overwriting)
        }
        return asking & set(warned)

    @property
    def table(self) -> str:
        """What rows are compared with: a table, or a query in brackets with the columns and an ``id``.

        An importer whose rows are spread over several tables gives a query and stores by itself (`store`).
        """
        return self.model._meta.db_table

    def row_check(self, index: Mapping[str, int]) -> RowCheck:
        """Build the check of one raw row; ``index`` maps field names to cell positions."""
        return lambda row: None

    def agency_hint(self, table_row: Mapping[str, str | None]) -> Mapping[str, str]:
        """What the first row says about its government: keys ``siasn_id``, ``name``."""
        return {}

    def resolve(self, cursor: CursorWrapper, agency: Agency, review: "Review") -> None:
        """Fill ``target`` and the extra columns; refuse rows that SQL finds unfit."""
        raise NotImplementedError

    def concerned(self, cursor: CursorWrapper, same: str) -> set[int]:
        """Keys of the accounts of those who may run imports and whom a row would change: none of them confirms it.

        Args:
            same: SQL over ``staged s`` and the target ``t``: the record is as the file says.
        """
        return set()

    def after_preview(self, cursor: CursorWrapper) -> None:
        """Take back what `resolve` made for comparing, when nothing is stored."""

    def before_update(self, cursor: CursorWrapper, at: datetime, renewed: Collection[str]) -> None:
        """Keep what is about to be replaced (histories); ``renewed`` names the columns that may change."""

    def store(self, cursor: CursorWrapper, agency: Agency, at: datetime, same: str) -> bool:
        """Write the rows; False leaves it to the engine, which writes to the table of the model.

        Args:
            same: SQL over ``staged s`` and the target ``t``: the record is as the file says.
        """
        return False

    def after_store(self, cursor: CursorWrapper, agency: Agency) -> None:
        """Bring derived columns up to date, in the same transaction."""


KEPT_ISSUES = 50_000  # rows kept to be shown; the counts are exact beyond them


class Review:
    """Collects refusals and warnings, from Python and from SQL over ``staged``.

    Attributes:
        fields: names of the importer's fields that the file has.
        unread: names of those in which some cell could not be read.
        refused, warned: how often, by code.
        traces: what stands behind the remarks, by code: rows, records and values as a hash. The same
            remarks about other records leave another trace.
    """

    def __init__(self) -> None:
        self.fields: frozenset[str] = frozenset()
        self.unread: set[str] = set()
        self.rows: list[tuple[int, str, str, str, bool]] = []
        self.refused: dict[str, int] = {}
        self.warned: dict[str, int] = {}
        self.traces: dict[str, str] = {}

    def refuse(self, row: int, refusal: Refusal) -> None:
        self.refused[refusal.code] = self.refused.get(refusal.code, 0) + 1
        self._keep(row, refusal.column, refusal.value, refusal.code, is_warning=False)

    def warn(self, row: int, column: str, value: str, code: str) -> None:
        self.warned[code] = self.warned.get(code, 0) + 1
        self._keep(row, column, value, code, is_warning=True)

    def _keep(self, row: int, column: str, value: str, code: str, *, is_warning: bool) -> None:
        if len(self.rows) < KEPT_ISSUES:
            self.rows.append((row, column, value[:250], code, is_warning))

    def refuse_where(self, cursor: CursorWrapper, code: str, column: str, value: str, where: str) -> None:
        """Take rows out of ``staged s`` for which the SQL condition holds."""
        cursor.execute(f"SELECT s.row, {value} FROM staged s WHERE {where} ORDER BY s.row LIMIT {KEPT_ISSUES}")
        for row, content in cursor.fetchall():
            self._keep(row, column, str(content if content is not None else ""), code, is_warning=False)
        cursor.execute(f"DELETE FROM staged s WHERE {where}")
        if cursor.rowcount:
            self.refused[code] = self.refused.get(code, 0) + cursor.rowcount

    def warn_where(self, cursor: CursorWrapper, warnings: "Sequence[Warn]") -> None:
        """Remark on rows of ``staged s`` for which SQL conditions hold; one pass for all."""
        flags = ", ".join(f"coalesce({w.where}, false), {w.value}" for w in warnings)
        anything = " OR ".join(f"({w.where})" for w in warnings)
        cursor.execute(f"SELECT s.row, s.target, {flags} FROM staged s WHERE {anything} ORDER BY s.row")
        hashes = {w.code: hashlib.sha256() for w in warnings}
        for row, target, *values in cursor.fetchall():
            for w, holds, content in zip(warnings, values[::2], values[1::2], strict=True):
                if holds:
                    self.warn(row, w.column, str(content if content is not None else ""), w.code)
                    hashes[w.code].update(f"{row}\t{target}\t{content}\n".encode())
        self.traces |= {code: found.hexdigest() for code, found in hashes.items() if code in self.warned}

    @property
    def rejected(self) -> int:
        return sum(self.refused.values())

    @property
    def warnings(self) -> int:
        return sum(self.warned.values())
