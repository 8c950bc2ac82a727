"""Filling an empty table: without its indexes and unique keys, which are built afterwards, in half the time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, models, transaction
from django.db.backends.utils import CursorWrapper
from psycopg.errors import DeadlockDetected, LockNotAvailable

from core.models.tracked import events_of, is_tracked

MANY_ROWS = 10_000  # from here on it is worth it
LOCK_PATIENCE = "2s"


@contextmanager
def filling(cursor: CursorWrapper, model: type[models.Model], rows: int) -> Iterator[None]:
    """Around the statement that fills the table of the model and that of its events with ``rows`` rows.

    Nobody misses an index of a table without rows, and a rollback brings them back. Until the commit
    nobody can read the table either: that is for the seconds of the first load only.
    """
    definitions: list[str] = []
    tables = [model._meta.db_table, *([events_of(model)._meta.db_table] if is_tracked(model) else [])]
    for table in tables if rows > MANY_ROWS else ():
        if _alone_with_empty(cursor, table):
            definitions += _without_indexes(cursor, table)
    yield
    if definitions:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # pending checks would forbid the next lines
    for definition in definitions:
        cursor.execute(definition)


def _alone_with_empty(cursor: CursorWrapper, table: str) -> bool:
    """Whether the table is empty and now locked for this transaction alone.

    Given up after a moment: the first imports of two governments, which both have read the table
    already, must not wait for each other.
    """
    # A role that owns no tables (docs/operations.md) cannot take indexes away.
    owned = f"SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = '{table}'::regclass"
    is_empty = f"SELECT NOT EXISTS (SELECT FROM {table}) AND ({owned})"
    cursor.execute(is_empty)
    if not cursor.fetchone()[0]:
        return False
    try:
        with transaction.atomic():
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_PATIENCE}'")
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            cursor.execute("SET LOCAL lock_timeout = DEFAULT")
            cursor.execute(is_empty)
            empty = bool(cursor.fetchone()[0])
            transaction.set_rollback(not empty)  # somebody was first: the lock is of no use
            return empty
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
            return False
        raise


def _without_indexes(cursor: CursorWrapper, table: str) -> list[str]:
    """Take away the table's indexes and unique constraints; return the statements that build them again."""
    cursor.execute(
        "SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I', %s, conname),"
        " format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', %s, conname, pg_get_constraintdef(oid))"
        " FROM pg_constraint u WHERE conrelid = %s::regclass AND contype = 'u' AND NOT EXISTS"
        " (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = u.conindid)"
        " UNION ALL SELECT format('DROP INDEX %%I', i.relname), pg_get_indexdef(i.oid)"
        " FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = %s::regclass"
        " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.oid)",
        [table] * 4,
    )
    found = cursor.fetchall()
    for removal, _definition in found:
        cursor.execute(removal)
    return [definition for _removal, definition in found]
