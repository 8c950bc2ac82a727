"""Every change of a row becomes a row of the trail, whoever made it and however (docs/adr/0007-trail.md)."""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.fields.json import KT
from pghistory import trigger
from pghistory.models import Event

M = TypeVar("M", bound=type[models.Model])

# Set for one statement that writes its events itself (core.importing.trail): the triggers stay silent.
SET_BASED = "trail.set_based"
_AWAKE = f"current_setting('{SET_BASED}', true) IS DISTINCT FROM 'on'"
# What acts outside of any request, task or command is at least known by its role in the database.
CONTEXT = (
    "COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), '')::JSONB,"
    " jsonb_build_object('user', NULL, 'source', 'database', 'page', '', 'role', session_user))"
)
_LIBRARY_CONTEXT = "COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB"


class TrailEvent(Event):
    """What all events have: what happened (``insert``, ``update``, ``delete``), when, and in which context."""

    trail_time = "pgh_created_at"
    trail_key = "pgh_id"
    agency_path: str | None
    masked_fields: tuple[str, ...]
    hides_values: bool
    pgh_obj_id: int
    pgh_context: dict[str, Any]

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


class _EventTrigger(trigger.Event):
    """The library's trigger, with an actor where the program named none."""

    def get_func(self, model: Any) -> pgtrigger.Func:
        func = super().get_func(model).func
        if _LIBRARY_CONTEXT not in func:
            raise ValueError("django-pghistory writes its context in another way now; adapt CONTEXT")
        return pgtrigger.Func(func.replace(_LIBRARY_CONTEXT, CONTEXT))


class _Condition(pgtrigger.Condition):
    """Awake, and for an update: one of the tracked fields has changed."""

    def __init__(self, *fields: str) -> None:
        self.change = pgtrigger.AnyChange(*fields) if fields else None
        super().__init__(_AWAKE)

    def resolve(self, model: type[models.Model]) -> str:
        return f"{_AWAKE} AND ({self.change.resolve(model)})" if self.change else _AWAKE


class _Tracker(pghistory.RowEvent):
    def add_event_trigger(self, event_model: Any) -> None:
        pgtrigger.register(
            _EventTrigger(
                event_model=event_model, label=self.label, name=self.trigger_name, row=self.row,
                operation=self.operation, condition=self.condition, level=pgtrigger.Row,
            )
        )(event_model.pgh_tracked_model)  # fmt: skip


NATIONAL = ""


def tracked(
    *, agency: str | None, exclude: tuple[str, ...] = (), masked: tuple[str, ...] = (), confidential: bool = False
) -> Callable[[M], M]:
    """Write every insert, update and delete of the model into a table of its own, ``<model>event``.

    Args:
        agency: lookup from the model to its `Agency` ("agency", "employee__agency"), "pk" for the
            agency itself, `NATIONAL` for what is the same everywhere; None: no page shows it.
        exclude: fields that are no business of an inspector (hashes of passwords, times of log-in).
        masked: fields of which the page of the trail shows the end only.
        confidential: the page says which fields changed, never what they hold.
    """

    def decorate(model: M) -> M:
        whole = model._meta.concrete_model or model  # a proxy has no fields of its own
        fields = [field.name for field in whole._meta.local_fields if field.name not in exclude]
        attributes = {"agency_path": agency, "masked_fields": masked, "hides_values": confidential}
        _track(model, fields, attributes)
        return model

    return decorate


def _track(model: type[models.Model], fields: list[str], attributes: dict[str, Any]) -> None:
    name = f"{model.__name__}Event"
    pghistory.track(
        _Tracker("insert", row="NEW", operation=pgtrigger.Insert, condition=_Condition()),
        _Tracker("update", row="NEW", operation=pgtrigger.Update, condition=_Condition(*fields)),
        _Tracker("delete", row="OLD", operation=pgtrigger.Delete, condition=_Condition()),
        fields=fields,
        model_name=name,
        base_model=TrailEvent,
        obj_field=pghistory.ObjForeignKey(related_name="events"),
        context_field=pghistory.ContextJSONField(null=False),
        context_id_field=pghistory.ContextUUIDField(),
        append_only=True,
        attrs=attributes,
        meta={
            "indexes": _indexes(name.lower(), attributes["agency_path"]),
            "ordering": ["-pgh_id"],
            "verbose_name": model._meta.verbose_name,
        },
    )(model)


def _indexes(name: str, agency: str | None) -> list[models.Index]:
    """By day for the seals; by time and by person where the event itself names the agency."""
    found: list[models.Index] = [BrinIndex(fields=["pgh_created_at"], name=f"{name}_day")]
    if agency != "agency":
        return found
    newest = models.F("pgh_created_at").desc(), models.F("pgh_id").desc()
    return [
        *found,
        models.Index(fields=["agency", "-pgh_created_at", "-pgh_id"], name=f"{name}_recent"),
        models.Index("agency", KT("pgh_context__user"), *newest, name=f"{name}_by"),
    ]


def is_tracked(model: type[models.Model]) -> bool:
    return hasattr(model, "pgh_event_models")


def events_of(model: type[models.Model]) -> Any:
    """The model of the events of a tracked model."""
    return model.pgh_event_model  # type: ignore[attr-defined]
