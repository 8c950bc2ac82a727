"""The first import into an empty table: quick when alone with it, never in anybody's way for long."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from core.importing import bulk
from core.models import Region, Unit
from core.tests.test_importing import import_tree


@pytest.mark.django_db(transaction=True)
def test_a_first_import_does_not_wait_for_whoever_reads_the_table(tmp_path, monkeypatch):
    """Emptied of its indexes the table would belong to the import alone, and another one may hold it too."""
    Region.objects.create(code="35.78", name="KOTA SURABAYA", kind="regency")
    monkeypatch.setattr(bulk, "MANY_ROWS", 0)
    indexes, reading, ended = indexes_of_units(), threading.Event(), threading.Event()

    def read() -> None:
        try:
            with transaction.atomic():
                Unit.objects.count()
                reading.set()
                ended.wait(10)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(read)
        reading.wait(5)
        started = time.monotonic()
        import_tree(tmp_path)
        took = time.monotonic() - started
        ended.set()
        reader.result()
    assert took < 8
    assert (Unit.objects.count(), indexes_of_units()) == (2, indexes)


@pytest.mark.django_db(transaction=True)
def test_a_first_import_alone_has_its_indexes_back(tmp_path, monkeypatch):
    """The control."""
    Region.objects.create(code="35.78", name="KOTA SURABAYA", kind="regency")
    monkeypatch.setattr(bulk, "MANY_ROWS", 0)
    indexes, started = indexes_of_units(), time.monotonic()
    import_tree(tmp_path)
    assert time.monotonic() - started < 2
    assert (Unit.objects.count(), indexes_of_units()) == (2, indexes)


def indexes_of_units() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'core_unit'")
        return {definition for (definition,) in cursor.fetchall()}
