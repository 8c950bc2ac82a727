"""The trail is never emptied: PostgreSQL runs no trigger of a row for TRUNCATE, so every table of it has one of its own.

Set up after every migration, for whatever tables the trail has by then, instead of in a migration of each app: a
table that comes later is guarded with the migration that brings it.
"""

from typing import Any

from django.apps import apps
from django.db import connections, models

TRIGGER = "trail_never_emptied"
_FUNCTION = """
CREATE OR REPLACE FUNCTION trail_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'Cannot truncate table %: it belongs to the trail', TG_TABLE_NAME; END $$
"""


def guarded_models() -> list[type[models.Model]]:
    """Every model of the trail, and the seals over it."""
    return [
        model for model in apps.get_models() if getattr(model, "trail_time", "") or model._meta.label == "core.Seal"
    ]


def guard_trail(*, using: str = "default", **_about: Any) -> None:
    """Give every table of the trail that exists its trigger; doing it again changes nothing. A receiver of post_migrate."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(_FUNCTION)
        for table in sorted({model._meta.db_table for model in guarded_models()} & existing):
            cursor.execute(
                f'CREATE OR REPLACE TRIGGER {TRIGGER} BEFORE TRUNCATE ON "{table}"'
                " FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse_truncate()"
            )
