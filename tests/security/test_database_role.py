"""The application's role in the database reads and writes rows; the trail is beyond its reach.

The statements are those that `manage.py database_roles` prints. Everything happens in one transaction, the
role included, and is taken back at the end.
"""

from contextlib import AbstractContextManager, nullcontext
from io import StringIO

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from core.enums import DecisionKind
from core.management.commands.database_roles import guarded_tables
from core.models import Decision, Unit
from core.services.decisions import record_decision
from core.tests.people import Cast, make_unit
from tests.access.world import AT

pytestmark = pytest.mark.django_db
ROLE = "matrix_application"
FORBIDDEN = {
    "empty a table": "TRUNCATE core_unit CASCADE",
    "empty the trail": "TRUNCATE core_unitevent",
    "change the trail": "UPDATE core_unitevent SET name = 'x'",
    "shorten the trail": "DELETE FROM core_unitevent",
    "change a decision": "UPDATE core_decision SET reason = 'x'",
    "take a decision away": "DELETE FROM core_decision",
    "change a reading": "UPDATE employees_reading SET page = 'x'",
    "silence the triggers": "ALTER TABLE core_unit DISABLE TRIGGER ALL",
    "skip the triggers": "SET session_replication_role = replica",
    "rename a column": "ALTER TABLE core_unit RENAME COLUMN name TO other",
    "drop a table": "DROP TABLE core_decision",
    "pretend to have migrated": "DELETE FROM django_migrations",
    "make a table": "CREATE TABLE public.pocket (x int)",
    "become somebody else": "CREATE ROLE another SUPERUSER",
}
HARMLESS_FOR_THE_OWNER = ("silence the triggers", "skip the triggers", "rename a column", "make a table")


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def printed(role: str = ROLE) -> list[str]:
    out = StringIO()
    call_command("database_roles", role, stdout=out)
    return out.getvalue().strip().splitlines()


@pytest.fixture
def as_application(cast: Cast):
    """From here on the connection has the rights of the application."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("the tests may not make a role on this server")
        cursor.execute(f"CREATE ROLE {ROLE}")
        for statement in printed():
            cursor.execute(statement)
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    yield cast
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_the_application_works(as_application: Cast) -> None:
    """It writes, the triggers write with it, and acts are written down."""
    unit = make_unit(as_application.surabaya, "KELURAHAN BARU", as_application.district)
    Unit.objects.filter(pk=unit.pk).update(name="KELURAHAN LAMA")
    record_decision(
        DecisionKind.ROLE_GIVEN, subject=unit, agency=as_application.surabaya, by=as_application.dewi, at=AT
    )
    unit.delete()
    assert Unit.pgh_event_model.objects.filter(name="KELURAHAN LAMA").count() == 2
    assert Decision.objects.filter(label__contains="Baru").count() == 1


@pytest.mark.parametrize("what", FORBIDDEN)
def test_it_cannot(as_application: Cast, what: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        run(FORBIDDEN[what])


@pytest.mark.parametrize("what", HARMLESS_FOR_THE_OWNER)
def test_the_owner_could(cast: Cast, what: str) -> None:
    """The control: it is the role that refuses."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run(FORBIDDEN[what])
    run("SET session_replication_role = origin")


def by_setting() -> AbstractContextManager[None]:
    run("SELECT set_config('trail.set_based', 'on', true)")
    return nullcontext()


@pytest.mark.parametrize("silence", [by_setting, pgtrigger.ignore])
def test_it_could_keep_a_change_out_of_the_trail(as_application: Cast, silence) -> None:
    """A limit that docs/adr/0007-trail.md states: whoever runs SQL of her own choice as the application can do this."""
    before = Unit.pgh_event_model.objects.count()
    with silence():
        Unit.objects.filter(pk=as_application.city.pk).update(name="KOTA LAIN")
    assert Unit.pgh_event_model.objects.count() == before


def test_every_table_of_the_trail_is_guarded() -> None:
    tables = set(connection.introspection.table_names())
    events = {table for table in tables if table.endswith("event")}
    assert events - set(guarded_tables()) == set()
    assert {"core_decision", "core_seal", "employees_reading"} <= set(guarded_tables())


def test_a_role_is_a_name() -> None:
    with pytest.raises(CommandError):
        printed("app; DROP TABLE core_user")
