"""A table of the trail that is emptied: the database refuses it, and the seals of the other tables give it away."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from core.domain.seals import Break, Finding
from core.services import seals
from core.tests.people import Cast
from core.truncation import TRIGGER
from tests.audit.test_seals import AT, DAY, TABLE, breaks, touch
from tests.audit.test_seals import trail as trail


def empty(table: str) -> None:
    """A table of the trail without its rows and without its seals."""
    touch(f"DELETE FROM {table}", table)
    touch(f"DELETE FROM core_seal WHERE source = '{table}'", "core_seal")


def test_a_table_emptied_together_with_its_seals_is_found(trail: list[int]):
    empty(TABLE)
    assert breaks() == [Break(TABLE, DAY + timedelta(n), Finding.SEAL_MISSING) for n in range(3)]


def test_a_chain_begun_anew_does_not_hide_that_a_table_was_emptied(trail: list[int]):
    empty(TABLE)
    later = AT + timedelta(days=1)
    seals.seal_due(at=later)
    assert breaks(later) == [Break(TABLE, DAY + timedelta(n), Finding.SEAL_MISSING) for n in range(3)]


def test_no_seal_can_forget_which_tables_were_sealed_with_it(trail: list[int]):
    empty(TABLE)
    touch("UPDATE core_seal SET alongside = '[]'", "core_seal")
    assert {b.finding for b in breaks()} == {Finding.SEAL_BROKEN}


def test_a_table_that_came_later_needs_no_seals_of_the_days_before(trail: list[int]):
    """The control: no seal names it, and the next night begins its chain."""
    empty(TABLE)
    touch("DELETE FROM core_seal", "core_seal")
    without = [source for source in seals.sources() if source.table != TABLE]
    for n in range(3):
        for source in without:
            seals._seal(source, DAY + timedelta(n), AT, [one.table for one in without])
    later = AT + timedelta(days=1)
    seals.seal_due(at=later)
    assert breaks(later) == []


@pytest.mark.parametrize("table", ["core_decision", "core_seal", "core_unitevent", "employees_reading"])
def test_no_table_of_the_trail_is_emptied_at_once(cast: Cast, table: str):
    refused = pytest.raises(DatabaseError, match=f"Cannot truncate table {table}")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_every_table_of_the_trail_is_guarded_against_emptying(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [TRIGGER])
        assert {table for (table,) in cursor.fetchall()} == {s.table for s in seals.sources()} | {"core_seal"}


def test_without_its_trigger_a_table_is_emptied(cast: Cast):
    """The control."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"DROP TRIGGER {TRIGGER} ON {TABLE}")
        cursor.execute(f"TRUNCATE {TABLE}")
        cursor.execute(f"SELECT count(*) FROM {TABLE}")
        assert cursor.fetchone() == (0,)
