"""Events of the trail for a statement that writes thousands of rows: set-based, in the same statement.

The row triggers would do the same one row at a time, which made an import of 50,000 people slower than
the target allows. They stay silent for this one statement only (docs/adr/0007-trail.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models
from django.db.backends.utils import CursorWrapper

from core.models.tracked import CONTEXT, SET_BASED, events_of, is_tracked

_CONTEXT_ID = "NULLIF(current_setting('pghistory.context_id', true), '')::uuid"


def write(cursor: CursorWrapper, model: type[models.Model], statement: str, *, label: str, target: str = "") -> int:
    """Run an INSERT, UPDATE or DELETE of the model's table and write its events; return the number of rows.

    Args:
        statement: without RETURNING.
        label: ``insert``, ``update`` or ``delete``.
        target: alias of the table in an UPDATE or DELETE.
    """
    if not is_tracked(model):
        cursor.execute(statement)
        return int(cursor.rowcount)
    with _triggers_silent(cursor):
        cursor.execute(with_events(model, statement, label=label, target=target))
        return int(cursor.rowcount)


def with_events(model: type[models.Model], statement: str, *, label: str, target: str = "") -> str:
    """The statement, extended by the events a trigger would write: same columns, same values."""
    events = events_of(model)
    names = [f.column for f in events._meta.concrete_fields if not f.name.startswith("pgh_")]
    prefix = f"{target}." if target else ""
    returned = ", ".join(f'{prefix}"{name}"' for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    key = model._meta.pk.column
    return (
        f"WITH written AS ({statement} RETURNING {returned})"
        f' INSERT INTO "{events._meta.db_table}"'
        f" ({columns}, pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, pgh_context)"
        f" SELECT {columns}, now(), '{label}', \"{key}\", (SELECT {_CONTEXT_ID}), (SELECT {CONTEXT}) FROM written"
    )


@contextmanager
def _triggers_silent(cursor: CursorWrapper) -> Iterator[None]:
    """Local to the transaction: a failure rolls the setting back together with everything else."""
    cursor.execute("SELECT set_config(%s, 'on', true)", [SET_BASED])
    yield
    cursor.execute("SELECT set_config(%s, '', true)", [SET_BASED])
