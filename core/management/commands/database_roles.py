"""The rights of the database role that the running application uses, as SQL for an administrator to run.

The tables belong to the role that migrates. The application reads and writes rows and nothing more: it cannot
empty a table, drop or silence a trigger, or change what the trail holds (docs/operations.md).
"""

from typing import Any

import pgtrigger
from django.apps import apps
from django.core.management.base import CommandError, CommandParser
from django.db import connection, models
from pghistory.models import Event

from core.commands import Command as BaseCommand


class Command(BaseCommand):
    help = "Print the GRANT statements for the database role of the running application."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="name of the role, which exists already")

    def handle(self, *, role: str, **options: Any) -> None:
        if not role.isidentifier():
            raise CommandError("A role is named by letters, digits and underscores.")
        self.stdout.write("\n".join(statements(role)))


def statements(role: str) -> list[str]:
    """What gives the role its rights, and no others; may be run again after every migration."""
    database = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
    return [
        f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {role};",
        f"GRANT USAGE ON SCHEMA public TO {role};",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};",
        *(f"REVOKE {', '.join(rights)} ON {table} FROM {role};" for table, rights in guarded_tables().items()),
        f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role};",
        # A day of the trail is sealed when no transaction of it is open: sessions of other roles must be seen.
        f"GRANT pg_read_all_stats TO {role};",
    ]


def guarded_tables() -> dict[str, list[str]]:
    """Tables of the trail, with what nobody does to their rows."""
    return {model._meta.db_table: rights for model in apps.get_models() if (rights := sorted(_forbidden(model)))}


def _forbidden(model: type[models.Model]) -> set[str]:
    if issubclass(model, Event):
        return {"UPDATE", "DELETE"}
    triggers = getattr(model._meta, "triggers", [])
    operations = [str(trigger.operation) for trigger in triggers if isinstance(trigger, pgtrigger.Protect)]
    return {right for right in ("UPDATE", "DELETE") if any(right in operation for operation in operations)}
