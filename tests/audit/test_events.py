"""Whatever way a row is written, the trail says what happened and on whose behalf."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from core.models.tracked import events_of, is_tracked
from core.tests.people import Cast
from core.tracing import acting
from tests.audit.rows import SAMPLES, tracked_models

# Why a model has no events of its own.
UNTRACKED = {
    "core.User_groups": "groups of Django, which nothing reads: rights stand in core.permissions",
    "core.User_user_permissions": "rights of Django, which nothing reads: rights stand in core.permissions",
    "core.Region": "the national list of areas, replaced as a whole by its published version",
    "core.Job": "progress of a worker; what it decides is in Decision, what it writes in the tracked rows",
    "core.ImportIssue": "lines of a preview, thrown away with it; the file and the counts are tracked",
    "core.ImportChange": "lines of a preview, thrown away with it; the stored rows are tracked",
    "core.Decision": "the trail itself",
    "core.Seal": "guards the trail; append-only and chained",
    "employees.Reading": "the trail itself",
    "employees.EmployeeHistory": "written once by the import out of tracked rows; append-only",
    "evaluations.CurrentLevel": "computed from tracked rows at any time",
    "evaluations.TalentPlacement": "written once with a tracked TalentMap; append-only",
    "training.EnrolmentStep": "the steps of a tracked Enrolment for the person to read; never rewritten",
    "reports.YearFact": "computed from tracked rows at any time",
    "reports.FactsState": "computed from tracked rows at any time",
}
FIXED = {
    "evaluations.AssessmentLevel",
    "evaluations.CompetencyVersion",
    "evaluations.LevelText",
    "evaluations.TalentSetting",
}  # changed by a new row; a trigger refuses the rest
OURS = ("core", "employees", "evaluations", "training", "reports")


def _create(model: type[models.Model], fields: dict[str, Any], field: str, value: Any) -> None:
    model._default_manager.create(**fields)


def _bulk_create(model: type[models.Model], fields: dict[str, Any], field: str, value: Any) -> None:
    model._default_manager.bulk_create([model(**fields)])


def _save(row: models.Model, field: str, value: Any) -> None:
    setattr(row, field, value)
    row.save()


def _update(row: models.Model, field: str, value: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**{field: value})


def _bulk_update(row: models.Model, field: str, value: Any) -> None:
    setattr(row, field, value)
    type(row)._default_manager.bulk_update([row], [field])


def _raw(row: models.Model, field: str, value: Any) -> None:
    column = row._meta.get_field(field)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{row._meta.db_table}" SET "{column.column}" = %s WHERE id = %s',
            [column.get_db_prep_save(value, connection), row.pk],
        )


def _delete(row: models.Model, field: str, value: Any) -> None:
    row.delete()


def _raw_delete(row: models.Model, field: str, value: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{row._meta.db_table}" WHERE id = %s', [row.pk])


CHANGES: dict[str, tuple[Callable[..., None], str]] = {
    "save": (_save, "update"),
    "update": (_update, "update"),
    "bulk_update": (_bulk_update, "update"),
    "raw SQL": (_raw, "update"),
    "delete": (_delete, "delete"),
    "raw delete": (_raw_delete, "delete"),
}
every_model = pytest.mark.parametrize("model", tracked_models(), ids=lambda model: model._meta.label)


def test_every_model_is_tracked_or_says_why_not():
    """The tables that Django makes for many-to-many fields included."""
    models_ = apps.get_models(include_auto_created=True)
    found = {model._meta.label for model in models_ if model._meta.app_label in OURS}
    events = {events_of(model)._meta.label for model in tracked_models()}
    assert found - events - {model._meta.label for model in tracked_models()} == set(UNTRACKED)


def test_there_is_a_sample_of_every_tracked_model():
    assert set(SAMPLES) == set(tracked_models())


@every_model
@pytest.mark.parametrize("create", [_create, _bulk_create])
def test_a_new_row_is_an_event_with_its_actor(cast: Cast, model: type[models.Model], create: Callable[..., None]):
    sample = SAMPLES[model]
    fields = sample.build(cast, 1)
    before = events_of(model).objects.count()
    with acting(user=cast.dewi, source="web", page="/uji/") as request:
        create(model, fields, sample.field, sample.value)
    event = events_of(model).objects.first()
    row = model._default_manager.latest("pk")
    assert events_of(model).objects.count() == before + 1
    assert (event.pgh_label, event.pgh_obj_id) == ("insert", row.pk)
    assert event.pgh_context == {"user": cast.dewi.pk, "source": "web", "page": "/uji/", "request": str(request)}
    assert _stored(event) == _stored(row, event)


@every_model
@pytest.mark.parametrize("way", CHANGES)
def test_a_change_is_an_event_with_its_actor(cast: Cast, model: type[models.Model], way: str):
    sample = SAMPLES[model]
    change, label = CHANGES[way]
    row = model._default_manager.create(**sample.build(cast, 1))
    before = events_of(model).objects.count()
    if label == "update" and model._meta.label in FIXED:
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            change(model._default_manager.get(pk=row.pk), sample.field, sample.value)
        return
    with acting(user=cast.dewi, source="web"):
        change(model._default_manager.get(pk=row.pk), sample.field, sample.value)
    event = events_of(model).objects.first()
    assert events_of(model).objects.count() == before + 1
    assert (event.pgh_label, event.pgh_obj_id, event.pgh_context["user"]) == (label, row.pk, cast.dewi.pk)
    if label == "update":
        row.refresh_from_db()
        assert _stored(event) == _stored(row, event)
        assert getattr(event, sample.field) == sample.value


@every_model
def test_a_save_that_changes_nothing_is_no_event(cast: Cast, model: type[models.Model]):
    if model._meta.label in FIXED:
        return  # not even that is let through
    row = model._default_manager.create(**SAMPLES[model].build(cast, 1))
    before = events_of(model).objects.count()
    model._default_manager.get(pk=row.pk).save()
    assert events_of(model).objects.count() == before


def test_without_any_context_the_role_of_the_database_is_named(cast: Cast):
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        role = cursor.fetchone()[0]
        cursor.execute("UPDATE core_unit SET name = 'X' WHERE id = %s", [cast.city.pk])
    context = cast.city.events.first().pgh_context
    assert (context["user"], context["source"], context["role"]) == (None, "database", role)


def test_logging_in_and_changing_the_password_leave_no_hash_in_the_trail(cast: Cast):
    before = cast.sari.events.count()
    cast.sari.set_password("rahasia-panjang-sekali")
    cast.sari.save(update_fields=["password"])
    assert cast.sari.events.count() == before
    assert not {"password", "last_login"} & {f.name for f in events_of(type(cast.sari))._meta.fields}


@every_model
@pytest.mark.parametrize("operation", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_touch_an_event(cast: Cast, model: type[models.Model], operation: str):
    model._default_manager.create(**SAMPLES[model].build(cast, 1))
    table = events_of(model)._meta.db_table
    refused = pytest.raises(DatabaseError, match="Cannot update or delete")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(operation.format(table))


@every_model
def test_control_without_its_trigger_the_event_could_be_touched(cast: Cast, model: type[models.Model]):
    """The refusal above is the trigger's, nothing else's."""
    model._default_manager.create(**SAMPLES[model].build(cast, 1))
    table = events_of(model)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET pgh_label = 'x'")
        cursor.execute(f"DELETE FROM {table}")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    assert events_of(model).objects.count() == 0


@pytest.mark.parametrize("label", [label for label, why in UNTRACKED.items() if why.endswith("append-only")])
def test_what_is_written_once_can_be_neither_changed_nor_removed(label: str):
    by_operation = {str(trigger.operation) for trigger in apps.get_model(label)._meta.triggers}
    assert set(" OR ".join(sorted(by_operation)).split(" OR ")) == {"UPDATE", "DELETE"}


@pytest.mark.parametrize("model", ["core.Decision", "core.Seal"])
def test_decisions_and_seals_cannot_be_touched_either(db, model: str):
    table = apps.get_model(model)
    triggers = {trigger.name for trigger in table._meta.triggers}
    assert (triggers, is_tracked(table)) == ({"append_only"}, False)


def _stored(row: models.Model, like: models.Model | None = None) -> dict[str, Any]:
    names = [f.attname for f in (like or row)._meta.concrete_fields if not f.name.startswith("pgh_")]
    fresh = type(row)._default_manager.get(pk=row.pk)
    return {name: getattr(fresh, name) for name in names}
