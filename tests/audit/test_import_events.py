"""An import writes its events set-based; they are what the triggers would have written."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from core.enums import DecisionKind, ImportState
from core.importing import registry, trail
from core.models import Decision, ImportBatch, Unit
from core.models.tracked import SET_BASED, events_of
from core.services import imports
from core.services import jobs as job_service
from core.tests.people import Cast
from core.tests.test_importing import checked, confirm, stored
from core.tests.workbooks import HEADER, write_csv
from core.tracing import acting
from tests.conftest import KINDS, import_all

TREE = [("R", "PEMERINTAH KOTA SURABAYA", "", "WALI KOTA"), ("K", "KECAMATAN WARU", "R", "CAMAT WARU")]


def written(model: type[models.Model]) -> list[dict[str, Any]]:
    """All events without what differs from run to run."""
    names = [f.attname for f in events_of(model)._meta.concrete_fields if f.attname not in ("pgh_id", "pgh_context_id")]
    return list(events_of(model).objects.order_by("pgh_id").values(*names))


@pytest.mark.usefixtures("regions")
def test_every_stored_row_has_its_event():
    import_all("gayungan", "35.78")
    for kind in KINDS:
        model = registry.importer_for(kind).model
        rows = {row.pk: row for row in model.objects.all()}
        last = {event.pgh_obj_id: event for event in events_of(model).objects.order_by("pgh_id")}
        assert rows.keys() == last.keys(), model
        names = [f.attname for f in model._meta.concrete_fields]
        different = [
            (pk, name) for pk, row in rows.items() for name in names if getattr(row, name) != getattr(last[pk], name)
        ]
        assert (len(rows) > 0, different) == (True, [])


def test_set_based_events_equal_those_of_the_trigger(cast: Cast):
    statement = f"UPDATE core_unit t SET eselon = '22' WHERE t.id = {cast.district.pk}"
    with acting(user=cast.dewi, source="task import_store"), connection.cursor() as cursor:
        cursor.execute(statement)
        Unit.objects.filter(pk=cast.district.pk).update(eselon="")
        assert trail.write(cursor, Unit, statement, label="update", target="t") == 1
    by_trigger, _back, by_statement = written(Unit)[-3:]
    assert by_statement == by_trigger
    assert by_statement["pgh_context"]["user"] == cast.dewi.pk


def test_set_based_events_of_new_rows_equal_those_of_the_trigger(cast: Cast):
    statement = (
        "INSERT INTO core_unit (agency_id, name, siasn_id, path, depth, head_title, eselon, quick_code, parent_siasn_id)"
        f" VALUES ({cast.surabaya.pk}, 'DINAS', '{{}}', '', 0, '', '', '', '')"
    )
    with acting(user=cast.dewi, source="task import_store"), connection.cursor() as cursor:
        cursor.execute(statement.format("A"))
        assert trail.write(cursor, Unit, statement.format("B"), label="insert") == 1
    by_trigger, by_statement = written(Unit)[-2:]
    same = {"id", "pgh_obj_id", "siasn_id"}
    assert {k: v for k, v in by_statement.items() if k not in same} == {
        k: v for k, v in by_trigger.items() if k not in same
    }
    assert by_statement["id"] == by_statement["pgh_obj_id"] == Unit.objects.get(siasn_id="B").pk


def test_afterwards_the_triggers_are_awake_again(cast: Cast):
    with connection.cursor() as cursor:
        trail.write(cursor, Unit, "UPDATE core_unit t SET eselon = '22'", label="update", target="t")
    before = events_of(Unit).objects.count()
    Unit.objects.filter(pk=cast.city.pk).update(eselon="11")
    assert events_of(Unit).objects.count() == before + 1


def test_control_with_the_triggers_silent_a_write_leaves_no_event(cast: Cast):
    before = events_of(Unit).objects.count()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT set_config('{SET_BASED}', 'on', true)")
    Unit.objects.filter(pk=cast.city.pk).update(eselon="11")
    assert events_of(Unit).objects.count() == before


def test_a_failure_takes_rows_and_events_back_and_wakes_the_triggers(cast: Cast):
    before = (Unit.objects.count(), events_of(Unit).objects.count())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        trail.write(cursor, Unit, "UPDATE core_unit t SET eselon = '22'", label="update", target="t")
        trail.write(cursor, Unit, "UPDATE core_unit t SET eselon = 1 / 0", label="update", target="t")
    assert (Unit.objects.count(), events_of(Unit).objects.count()) == before
    Unit.objects.filter(pk=cast.city.pk).update(eselon="11")
    assert events_of(Unit).objects.count() == before[1] + 1


def test_an_import_is_ascribed_to_who_confirmed_it(cast: Cast, tmp_path):
    batch = stored(cast, tmp_path, TREE)
    event = Unit.objects.get(siasn_id="K", name="KECAMATAN WARU").events.last()
    assert (event.pgh_label, event.pgh_context["user"], event.pgh_context["source"]) == (
        "insert", cast.dewi.pk, "task import_store",
    )  # fmt: skip
    decision = Decision.objects.get(kind=DecisionKind.IMPORT_STORED)
    assert (decision.subject, decision.subject_id, decision.by) == ("core.ImportBatch", str(batch.pk), cast.dewi)
    assert decision.facts["created"] == 2
    assert str(decision.request_id) == event.pgh_context["request"]


def test_an_import_that_fails_leaves_neither_rows_nor_events_nor_a_decision(cast: Cast, tmp_path, monkeypatch):
    batch = confirm(cast, checked(cast, tmp_path, TREE))
    before = (Unit.objects.count(), events_of(Unit).objects.count())

    def fail(*arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(imports, "_close", fail)
    job_service.run(pk=batch.job_id)
    assert (Unit.objects.count(), events_of(Unit).objects.count()) == before
    assert Decision.objects.count() == 0
    assert ImportBatch.objects.get(pk=batch.pk).events.first().pgh_context["source"] == "task import_store"


def test_a_discarded_import_is_a_decision(cast: Cast, tmp_path):
    batch = checked(cast, tmp_path, TREE)
    imports.discard(batch=batch, by=cast.dewi, at=batch.uploaded_at)
    decision = Decision.objects.get()
    assert (decision.kind, decision.by, decision.label) == (DecisionKind.IMPORT_DISCARDED, cast.dewi, str(batch))
    assert ImportBatch.objects.get(pk=batch.pk).state == ImportState.DISCARDED


def test_an_unchanged_import_is_no_event(cast: Cast, tmp_path):
    stored(cast, tmp_path, TREE)
    before = events_of(Unit).objects.count()
    again = tmp_path / "again"
    again.mkdir()
    write_csv(again / "unor.csv", [HEADER, *TREE])
    stored(cast, again, TREE)
    assert events_of(Unit).objects.count() == before
