"""File → ``staged`` → checks → differences → target table; set-based, in one transaction.

The caller opens the transaction. Whatever raises leaves nothing behind.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import getitem, itemgetter
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from core.domain import cells
from core.importing import cautions, trail
from core.importing.bulk import filling
from core.importing.files import Table
from core.importing.importer import Column, Field, Importer, Refusal, Review, RowCheck
from core.models import Agency

PREVIEW_LIMIT = 2_000  # records per kind of change kept for the preview; the counts are exact
LINES_PER_WRITE = 500
PERSON = "employee_id"  # in a row of the preview: key of the person it is about
REMEMBERED_CELLS = 4_096  # per column
Progress = Callable[[int, str], None]
Columns = Sequence[Column]


@dataclass
class Outcome:
    """Counts of one run; ``summary()`` is the JSON of the command, ``record()`` what an import keeps."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    gone: int = 0
    concerned: set[int] = field(default_factory=set)
    review: Review = field(default_factory=Review)

    def summary(self) -> dict[str, object]:
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": self.review.rejected,
            "warnings": self.review.warnings,
            "rejected_by_reason": dict(sorted(self.review.refused.items())),
        }

    def record(self) -> dict[str, object]:
        more = {"gone": self.gone, "warned": dict(sorted(self.review.warned.items()))}
        return self.summary() | more | ({"concerned": sorted(self.concerned)} if self.concerned else {})


def run(
    importer: Importer,
    table: Table,
    agency: Agency,
    *,
    at: datetime,
    progress: Progress,
    preview_batch: int | None = None,
    store: bool,
) -> Outcome:
    """Stage the table, review it, and store it if asked.

    Args:
        preview_batch: id of the `ImportBatch` whose preview is written, or None for no preview.
    Raises: UnreadableFile while reading.
    """
    outcome = Outcome()
    with connection.cursor() as cursor:
        # Two imports of one kind into one government must not interleave.
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [agency.pk, importer.kind])
        outcome.rows = _review(cursor, importer, table, agency, outcome.review, progress, at)
        columns = importer.renewable(outcome.review.fields)
        progress(75, _("Membandingkan dengan data yang ada"))
        if preview_batch is not None:
            _preview(cursor, importer, columns, agency, preview_batch)
        _count(cursor, importer, columns, agency, outcome)
        outcome.concerned = importer.concerned(cursor, _same(columns))
        if store:
            progress(85, _("Menyimpan"))
            _write(cursor, importer, columns, agency, outcome, at)
        else:
            importer.after_preview(cursor)
        cursor.execute("DROP TABLE staged")
    return outcome


def _write(
    cursor: CursorWrapper,
    importer: Importer,
    columns: Columns,
    agency: Agency,
    outcome: Outcome,
    at: datetime,
) -> None:
    """Store what was reviewed, between the importer's own work before and after it."""
    if outcome.updated:
        on = at.astimezone(ZoneInfo(agency.time_zone))
        importer.before_update(cursor, on, {column.name for column in columns})
    by_itself = importer.store(cursor, agency, at, _same(columns))
    if not by_itself:
        _store(cursor, importer, columns, outcome)
    importer.after_store(cursor, agency)
    if not by_itself:
        _refresh_statistics(cursor, importer, outcome)


def _review(
    cursor: CursorWrapper, importer: Importer, table: Table, agency: Agency, review: Review, progress: Progress,
    at: datetime,
) -> int:  # fmt: skip
    """Stage the rows and say what is wrong with them; return how many they are."""
    _create_staging(cursor, importer)
    review.fields = frozenset(positions(importer, table.header))
    rows = _stage(cursor, importer, table, review, progress)
    progress(60, _("Memeriksa isi"))
    cursor.execute("ANALYZE staged (row)")  # the number of rows is what the planner needs
    importer.resolve(cursor, agency, review)
    cautions.remark_far_dates(cursor, importer, review, at.date())
    cautions.keep_unread(cursor, importer, review)
    return rows


def _refresh_statistics(cursor: CursorWrapper, importer: Importer, outcome: Outcome) -> None:
    """Tell the planner about a table that has just grown a lot: the next file comes at once."""
    cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [importer.model._meta.db_table])
    known = max(0, cursor.fetchone()[0])
    if outcome.created > known / 5:
        # Only the columns that joins and lookups use; autovacuum does the others in its time.
        options = importer.model._meta
        looked_up = {name for c in options.total_unique_constraints for name in c.fields}
        columns = [str(f.column) for f in options.concrete_fields if f.is_relation or f.name in looked_up]
        cursor.execute(f"ANALYZE {importer.table} ({', '.join(columns)})")


def _create_staging(cursor: CursorWrapper, importer: Importer) -> None:
    columns = [f"{f.name} {f.sql}" for f in importer.fields]
    columns += [f"{name} {sql}" for name, sql in importer.extra.items()]
    cursor.execute(
        f"CREATE TEMPORARY TABLE staged (row integer, target bigint, unread text[], {', '.join(columns)}) ON COMMIT DROP"
    )


def positions(importer: Importer, header: tuple[str, ...]) -> dict[str, int]:
    """Field name → position in the file; the first column of a name wins."""
    found: dict[str, int] = {}
    for index, name in reversed(list(enumerate(header))):
        found[cells.header(name)] = index
    return {
        f.name: found[cells.header(name)]
        for f in importer.fields
        for name in reversed(f.headers)
        if cells.header(name) in found
    }


def ignored_columns(importer: Importer, header: tuple[str, ...]) -> list[str]:
    """Columns of the file that the importer does not use, as written."""
    used = set(positions(importer, header).values())
    return [name for index, name in enumerate(header) if name and index not in used]


def _stage(cursor: CursorWrapper, importer: Importer, table: Table, review: Review, progress: Progress) -> int:
    index = positions(importer, table.header)
    present = [f for f in importer.fields if f.name in index]
    names = ", ".join(["row", *(f.name for f in present), "unread"])
    lines: list[str] = []
    count = 0
    with cursor.copy(f"COPY staged ({names}) FROM STDIN (NULL '')") as copy:
        for line in _lines(importer, table, present, index, review):
            count += 1
            if line is None:
                continue
            lines.append(line)
            if len(lines) == LINES_PER_WRITE:
                copy.write("".join(lines))
                lines.clear()
            if count % 5_000 == 0:
                progress(min(55, count // 1_000), _("Membaca baris {row}").format(row=f"{count:,}".replace(",", ".")))
        copy.write("".join(lines))
    return count


def _lines(
    importer: Importer, table: Table, present: list[Field], index: dict[str, int], review: Review
) -> Iterator[str | None]:
    """One COPY line per row of data; None for a refused row. Blank rows do not count as rows."""
    check = importer.row_check(index)
    parsed = [_Parsed(f.parse) for f in present]
    # One index more than there are fields: with a single one it would return no tuple, and `map` stops in time.
    cells_of = itemgetter(*(index[f.name] for f in present), 0)
    width = max(index.values()) + 1
    for number, row in table.rows:
        if len(row) < width:
            row = [*row, *[None] * (width - len(row))]
        if refusal := check(row):
            if all(cells.text(cell) is None for cell in row):
                continue
            review.refuse(number, refusal)
            yield None
            continue
        unread = ""
        try:
            line = "\t".join(map(getitem, parsed, cells_of(row)))
        except cells.BadValue:
            values, unread = _with_warnings(number, row, present, index, review)
            line = "\t".join(values)
        if "\\" in line:
            line = line.replace("\\", "\\\\")
        yield f"{number}\t{line}\t{unread}\n"


class _Parsed(dict[object, str]):
    """What a parser makes of each cell of a column, remembered: most columns repeat a few values."""

    def __init__(self, parse: Callable[[object], str | None]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, cell: object) -> str:
        if len(self) > REMEMBERED_CELLS:
            self.clear()
        value = self[cell] = self._parse(cell) or ""
        return value


def _with_warnings(
    number: int, row: Sequence[object], present: list[Field], index: dict[str, int], review: Review
) -> tuple[list[str], str]:
    """The values, empty where a cell cannot be read, and the names of those fields as an array of PostgreSQL."""
    values, unread = [], []
    for f in present:
        cell = row[index[f.name]]
        try:
            values.append(f.parse(cell) or "")
        except cells.BadValue as error:
            values.append("")
            unread.append(f.name)
            review.warn(number, f.headers[0], str(cell), error.code)
    review.unread.update(unread)
    return values, f"{{{','.join(unread)}}}"


def refuse_if_missing(index: Mapping[str, int], fields: tuple[Field, ...]) -> RowCheck:
    """A row check: the given fields must hold something that can be read."""
    slots = [(f, index[f.name]) for f in fields if f.name in index]

    def check(row: Sequence[object]) -> Refusal | None:
        for f, position in slots:
            try:
                if f.parse(row[position]) is None:
                    return Refusal("value_missing", f.headers[0], "")
            except cells.BadValue as error:
                return Refusal(error.code, f.headers[0], str(row[position]))
        return None

    return check


def _same(columns: Columns) -> str:
    ours = ", ".join(f"t.{c.name}" for c in columns)
    theirs = ", ".join(c.renewed() for c in columns)
    return f"ROW({ours}) IS NOT DISTINCT FROM ROW({theirs})"


def _count(cursor: CursorWrapper, importer: Importer, columns: Columns, agency: Agency, outcome: Outcome) -> None:
    cursor.execute(
        f"SELECT count(*) FILTER (WHERE s.target IS NULL),"
        f" count(*) FILTER (WHERE s.target IS NOT NULL AND NOT {_same(columns)}),"
        f" count(*) FILTER (WHERE s.target IS NOT NULL AND {_same(columns)})"
        f" FROM staged s LEFT JOIN {importer.table} t ON t.id = s.target"
    )
    outcome.created, outcome.updated, outcome.unchanged = cursor.fetchone()
    if importer.gone_label:
        cursor.execute(f"SELECT count(*) FROM {importer.table} t WHERE {_GONE}", [agency.pk])
        outcome.gone = cursor.fetchone()[0]


_GONE = "t.agency_id = %s AND NOT EXISTS (SELECT FROM staged s WHERE s.target = t.id)"


def _preview(cursor: CursorWrapper, importer: Importer, columns: Columns, agency: Agency, batch: int) -> None:
    insert = "INSERT INTO core_importchange (batch_id, kind, row, label, differences) "
    cursor.execute(
        f"{insert} SELECT %s, 'new', s.row, left({importer.label}, 300), {_about(importer)} FROM staged s"
        f" WHERE s.target IS NULL ORDER BY s.row LIMIT {PREVIEW_LIMIT}",
        [batch],
    )
    cursor.execute(
        f"{insert} SELECT %s, 'changed', s.row, left({importer.label}, 300), {_differences(columns)} || {_about(importer)}"
        f" FROM staged s JOIN {importer.table} t ON t.id = s.target WHERE NOT {_same(columns)}"
        f" ORDER BY s.row LIMIT {PREVIEW_LIMIT}",
        [batch],
    )
    if importer.gone_label:
        cursor.execute(
            f"{insert} SELECT %s, 'gone', NULL, left({importer.gone_label}, 300), '[]'::jsonb"
            f" FROM {importer.table} t WHERE {_GONE} ORDER BY t.id LIMIT {PREVIEW_LIMIT}",
            [batch, agency.pk],
        )


def _about(importer: Importer) -> str:
    """SQL for whom the row is about, in the form of a difference without a title: no page shows it."""
    if not importer.shows:
        return "'[]'::jsonb"
    return f"jsonb_build_array(jsonb_build_array('{PERSON}', NULL, {importer.person}))"


def _differences(columns: Columns) -> str:
    """SQL for a JSON list of [column name, old, new] of the columns that differ."""
    parts = []
    for column in columns:
        old, new = ((column.shown or "{}::text").format(value) for value in (f"t.{column.name}", column.renewed()))
        parts.append(
            f"CASE WHEN t.{column.name} IS DISTINCT FROM {column.renewed()}"
            f" THEN jsonb_build_array('{column.name}', {old}, {new}) END"
        )
    return f"(SELECT jsonb_agg(d) FROM unnest(ARRAY[{', '.join(parts)}]) AS d WHERE d IS NOT NULL)"


def _store(cursor: CursorWrapper, importer: Importer, columns: Columns, outcome: Outcome) -> None:
    if outcome.updated:
        changes = ", ".join(f"{c.name} = {c.renewed()}" for c in columns)
        outcome.updated = trail.write(
            cursor,
            importer.model,
            f"UPDATE {importer.table} t SET {changes} FROM staged s WHERE t.id = s.target AND NOT {_same(columns)}",
            label="update",
            target="t",
        )
    if outcome.created:
        with filling(cursor, importer.model, outcome.created):
            _insert(cursor, importer, outcome)


def _insert(cursor: CursorWrapper, importer: Importer, outcome: Outcome) -> None:
    names = ", ".join(c.name for c in importer.columns)
    values = ", ".join(c.value for c in importer.columns)
    outcome.created = trail.write(
        cursor,
        importer.model,
        f"INSERT INTO {importer.table} ({names}) SELECT {values} FROM staged s"
        f" WHERE s.target IS NULL ORDER BY {importer.stored_by}",
        label="insert",
    )
