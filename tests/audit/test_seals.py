"""The daily seals: an untouched trail passes, a touched one is found with table, day and ids."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from time import perf_counter
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from core.domain import seals as rules
from core.domain.errors import DomainError
from core.domain.seals import Break, Finding
from core.enums import DecisionKind
from core.management.commands.database_roles import statements
from core.models import Agency, Seal
from core.services import seals
from core.services.decisions import record_decision
from core.tests.people import Cast
from employees.models import Reading
from employees.tests.staff import make_person

DAY = date(2026, 11, 10)
AT = datetime(2026, 11, 13, 4, 0, tzinfo=UTC)  # the 12th is the newest day that is over
TABLE = "core_unitevent"


def touch(statement: str, table: str = TABLE) -> None:
    """What only somebody with all rights over the database can do: switch the protection off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def age(days: int = 0, table: str = TABLE, column: str = "pgh_created_at") -> None:
    """Let the rows of the table be of the day."""
    touch(f"UPDATE {table} SET {column} = '{DAY + timedelta(days)} 09:00+00'", table)


@pytest.fixture
def trail(cast: Cast) -> list[int]:
    """Two units of the cast: four events of the 10th, all tables sealed up to the 12th; the ids."""
    for source in seals.sources():
        touch(f'UPDATE "{source.table}" SET "{source.time}" = \'{DAY} 09:00+00\'', f'"{source.table}"')
    assert seals.seal_due(at=AT) == [DAY, DAY + timedelta(1), DAY + timedelta(2)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pgh_id FROM {TABLE} ORDER BY pgh_id")
        return [key for (key,) in cursor.fetchall()]


def breaks(at: datetime = AT) -> list[Break]:
    return seals.verify(at=at).breaks


def test_an_untouched_trail_is_whole(trail: list[int]):
    report = seals.verify(at=AT)
    assert (report.breaks, report.days, report.tables) == ([], 3, len(seals.sources()))
    assert report.rows == sum(Seal.objects.filter(day=DAY).values_list("rows", flat=True)) > len(trail)


def test_sealing_again_changes_nothing(trail: list[int]):
    before = list(Seal.objects.values_list("pk", "digest"))
    assert seals.seal_due(at=AT) == []
    assert list(Seal.objects.values_list("pk", "digest")) == before


def test_every_table_of_the_trail_has_a_seal_of_every_day(trail: list[int]):
    sealed = set(Seal.objects.values_list("source", "day"))
    assert sealed == {(s.table, DAY + timedelta(n)) for s in seals.sources() for n in range(3)}
    assert {"core_decision", "employees_reading", "employees_employeeevent"} < {source for source, _day in sealed}


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE {table} SET name = 'LAIN' WHERE pgh_id = {second}", Finding.CHANGED),
        ("UPDATE {table} SET pgh_context = pgh_context || '{{\"user\": 1}}' WHERE pgh_id = {second}", Finding.CHANGED),
        ("UPDATE {table} SET eselon = NULL WHERE pgh_id = {second}", Finding.CHANGED),
        ("DELETE FROM {table} WHERE pgh_id = {second}", Finding.REMOVED),
        ("DELETE FROM {table}", Finding.REMOVED),
        ("UPDATE {table} SET pgh_id = pgh_id + 100000 WHERE pgh_id = {second}", Finding.CHANGED),
    ],
)
def test_a_touched_row_is_found(trail: list[int], statement: str, finding: Finding):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} ALTER eselon DROP NOT NULL")
    touch(statement.format(table=TABLE, second=trail[1]))
    (found,) = breaks()
    assert (found.table, found.day, found.finding, found.first) == (TABLE, DAY, finding, trail[0])
    assert found.last >= trail[-1]


@pytest.mark.parametrize("number", ["max(pgh_id) + 7", "min(0)"])
def test_a_row_slipped_in_is_found(trail: list[int], number: str):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {TABLE} LIMIT 0")
        names = [column.name for column in cursor.description if column.name != "pgh_id"]
    columns = ", ".join(f'"{name}"' for name in names)
    touch(
        f"INSERT INTO {TABLE} (pgh_id, {columns}) SELECT (SELECT {number} FROM {TABLE}), {columns}"
        f" FROM {TABLE} WHERE pgh_id = {trail[0]}"
    )
    (found,) = breaks()
    assert (found.table, found.day, found.finding) == (TABLE, DAY, Finding.ADDED)


def test_a_row_slipped_into_an_empty_day_or_before_the_first_is_found(trail: list[int]):
    age(days=1)
    assert {(b.day, b.finding) for b in breaks()} == {(DAY, Finding.REMOVED), (DAY + timedelta(1), Finding.ADDED)}
    age(days=-3)
    assert {(b.day, b.finding) for b in breaks()} == {(DAY, Finding.REMOVED), (DAY - timedelta(3), Finding.ADDED)}


@pytest.mark.parametrize(
    "change",
    [
        "digest = repeat('0', 64)",
        "rows = rows + 1",
        "blocks = '[]'",
        "previous = repeat('0', 64)",
        "columns = columns - 0",
    ],
)
def test_a_changed_seal_is_found(trail: list[int], change: str):
    touch(f"UPDATE core_seal SET {change} WHERE source = '{TABLE}' AND day = '{DAY}'", "core_seal")
    assert Break(TABLE, DAY, Finding.SEAL_BROKEN) in breaks()


def test_a_seal_made_anew_for_changed_rows_breaks_the_chain(trail: list[int]):
    touch(f"UPDATE {TABLE} SET name = 'LAIN' WHERE pgh_id = {trail[1]}")
    touch(f"DELETE FROM core_seal WHERE source = '{TABLE}' AND day = '{DAY}'", "core_seal")
    source = next(source for source in seals.sources() if source.table == TABLE)
    seals._seal(source, DAY, AT)
    assert breaks() == [Break(TABLE, DAY + timedelta(1), Finding.SEAL_BROKEN)]


@pytest.mark.usefixtures("now")
def test_a_chain_made_anew_differs_from_the_value_kept_elsewhere(trail: list[int]):
    kept = seals.digest_of_day(DAY)
    touch(f"UPDATE {TABLE} SET name = 'LAIN' WHERE pgh_id = {trail[1]}")
    touch("DELETE FROM core_seal", "core_seal")
    seals.seal_due(at=AT)
    assert breaks() == []
    assert verified("--known", f"{DAY}={kept}") == (1, False)
    assert verified("--known", f"{DAY}={seals.digest_of_day(DAY)}") == (0, True)
    with pytest.raises(CommandError, match="is not DAY=DIGEST"):
        verified("--known", "2026-13-01=x")


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_seal_taken_away_is_found(trail: list[int], missing: int):
    day = DAY + timedelta(missing)
    touch(f"DELETE FROM core_seal WHERE source = '{TABLE}' AND day = '{day}'", "core_seal")
    # The newest seal may be missing for a day: its night may still come.
    at = AT + timedelta(days=1) if missing == 2 else AT
    found = [b for b in breaks(at) if b.table == TABLE]
    assert Break(TABLE, day, Finding.SEAL_MISSING) in found


def test_all_seals_of_a_table_taken_away_is_found(trail: list[int]):
    touch(f"DELETE FROM core_seal WHERE source = '{TABLE}'", "core_seal")
    expected = [Break(TABLE, DAY + timedelta(n), Finding.SEAL_MISSING) for n in range(3)]
    assert breaks() == expected


def test_a_decision_and_a_reading_are_sealed_too(cast: Cast):
    record_decision(DecisionKind.ROLE_GIVEN, subject=cast.sari, agency=cast.surabaya, by=cast.dewi, at=AT)
    age(table="core_decision", column="written_at")
    seals.seal_due(at=AT)
    touch("UPDATE core_decision SET reason = 'lain'", "core_decision")
    assert [(b.table, b.finding) for b in breaks()] == [("core_decision", Finding.CHANGED)]


def test_a_column_added_later_breaks_no_old_seal(trail: list[int]):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} ADD COLUMN note text NOT NULL DEFAULT 'x'")
        cursor.execute(f"ALTER TABLE {TABLE} ALTER COLUMN name TYPE text")
    assert breaks() == []


def test_the_session_cannot_change_what_is_hashed(trail: list[int]):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone = 'Asia/Makassar'")
    assert breaks() == []


def test_missed_days_are_caught_up(trail: list[int]):
    later = AT + timedelta(days=4)
    assert seals.seal_due(at=later) == [DAY + timedelta(n) for n in range(3, 7)]
    assert breaks(later) == []


def test_a_day_is_over_two_hours_after_midnight(cast: Cast):
    age()
    assert rules.last_day_over(datetime(2026, 11, 11, 1, 59, tzinfo=UTC)) == date(2026, 11, 9)
    assert rules.last_day_over(datetime(2026, 11, 11, 2, 0, tzinfo=UTC)) == DAY


OLD = date(2024, 11, 1)  # older than the time to keep readings
READINGS = "employees_reading"


@pytest.fixture
def readings(cast: Cast) -> Agency:
    """Four readings, two years old and sealed; one is as old as that, but may still not go."""
    person = make_person(cast.surabaya, "199405142019032001", "Sari Wulandari", cast.city)
    for day in (OLD, OLD, OLD, OLD + timedelta(40)):
        row = Reading.objects.create(employee=person, what="profile", at=datetime.combine(day, time(9), UTC))
        touch(f"UPDATE {READINGS} SET written_at = at WHERE id = {row.pk}", READINGS)
    seals.seal_day(day=OLD, at=AT)
    source = next(source for source in seals.sources() if source.table == READINGS)
    seals._seal(source, OLD + timedelta(40), AT)
    return cast.surabaya


def erasing(agency: Agency, table: str = READINGS, until: date = OLD, rows: Any = 3, key: str = "readings") -> None:
    facts = {"erased_until": {table: until.isoformat()}, "rows": rows}
    row = record_decision(
        DecisionKind.DATA_ERASED, subject=agency, agency=agency, by=None, at=AT, facts=facts, source="test"
    )
    touch(f"UPDATE core_decision SET subject_id = '{key}', written_at = '{AT}' WHERE id = {row.pk}", "core_decision")


def removed(table: str = READINGS) -> list[date]:
    return [b.day for b in breaks() if b.finding == Finding.REMOVED and b.table == table]


def test_rows_erased_by_a_recorded_decision_are_no_break(readings: Agency):
    touch(f"DELETE FROM {READINGS} WHERE written_at::date = '{OLD}'", READINGS)
    assert removed() == [OLD]
    erasing(readings)
    assert (removed(), seals.verify(at=AT).erased) == ([], [(READINGS, OLD)])


@pytest.mark.parametrize(
    "about",
    [
        {"until": OLD - timedelta(1)},  # older data than what is gone
        {"rows": 2},
        {"rows": "3"},
        {"rows": -3},
        {"table": TABLE},
        {"key": "sessions"},
        {"until": "nonsense"},
    ],
)
def test_a_decision_excuses_no_more_than_it_says(readings: Agency, about: dict[str, Any]):
    touch(f"DELETE FROM {READINGS} WHERE written_at::date = '{OLD}'", READINGS)
    if about.get("until") == "nonsense":
        about = {"until": SimpleNamespace(isoformat=lambda: "nonsense")}
    erasing(readings, **about)
    assert removed() == [OLD]


def test_what_may_not_go_yet_is_excused_by_no_decision(readings: Agency):
    """The inserted row of a thief: everything up to a day, whatever the rule says."""
    day = OLD + timedelta(40)
    touch(f"DELETE FROM {READINGS} WHERE written_at::date = '{day}'", READINGS)
    erasing(readings, until=date(2026, 12, 31), rows=1000)
    assert removed() == [day]


def test_tables_that_nothing_erases_are_excused_by_no_decision(cast: Cast, trail: list[int]):
    touch(f"DELETE FROM {TABLE} WHERE pgh_id = {trail[0]}")
    erasing(cast.surabaya, table=TABLE, until=DAY, rows=1000)
    assert removed(TABLE) == [DAY]


def test_what_stays_of_a_day_that_was_erased_is_not_excused(readings: Agency):
    """Two of three rows went as decided; the third, which stays, might have been changed."""
    keys = list(Reading.objects.filter(written_at__date=OLD).order_by("pk").values_list("pk", flat=True))
    touch(f"DELETE FROM {READINGS} WHERE id IN ({keys[0]}, {keys[1]})", READINGS)
    erasing(readings, rows=2)
    touch(f"UPDATE {READINGS} SET page = 'x' WHERE id = {keys[2]}", READINGS)
    assert removed() == [OLD]


def test_the_decision_to_erase_does_not_excuse_a_changed_row(readings: Agency):
    erasing(readings)
    touch(f"UPDATE {READINGS} SET page = 'x' WHERE written_at::date = '{OLD}'", READINGS)
    assert [b.day for b in breaks() if (b.table, b.finding) == (READINGS, Finding.CHANGED)] == [OLD]


@pytest.mark.parametrize("operation", ["UPDATE core_seal SET rows = 0", "DELETE FROM core_seal"])
def test_the_database_refuses_to_touch_a_seal(trail: list[int], operation: str):
    refused = pytest.raises(DatabaseError, match="Cannot update or delete")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(operation)


def verified(*options: str) -> tuple[int, bool]:
    """Exit code of the command, and whether it says the trail is whole."""
    out = StringIO()
    try:
        call_command("verify_trail", "--json", *options, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), json.loads(out.getvalue())["whole"]
    return 0, json.loads(out.getvalue())["whole"]


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.mark.usefixtures("now")
def test_the_command_says_in_words_what_happened(trail: list[int]):
    out = StringIO()
    call_command("verify_trail", stdout=out)
    assert out.getvalue().startswith("Jejak utuh: ")
    touch(f"DELETE FROM {TABLE} WHERE pgh_id = {trail[1]}")
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("verify_trail", stdout=out)
    assert end.value.code == 1
    assert out.getvalue().splitlines() == [
        "Jejak TIDAK utuh: 1 temuan.",
        f"{TABLE}, {DAY}, id {trail[0]}-{trail[-1]}: ada baris yang hilang",
    ]


def test_a_hundred_thousand_rows_are_checked_in_reasonable_time(cast: Cast):
    copied = [f.column for f in cast.city.events.model._meta.concrete_fields if f.column != "pgh_id"]
    columns = ", ".join(f'"{name}"' for name in copied)
    touch(
        f"INSERT INTO {TABLE} ({columns}) SELECT {columns} FROM {TABLE} CROSS JOIN generate_series(1, 100000)"
        f" WHERE pgh_id = (SELECT min(pgh_id) FROM {TABLE})"
    )
    age()
    seals.seal_due(at=AT)
    touch(f"UPDATE {TABLE} SET name = 'LAIN' WHERE pgh_id = (SELECT max(pgh_id) - 50000 FROM {TABLE})")
    begin = perf_counter()
    (found,) = breaks()
    assert perf_counter() - begin < 10
    assert (found.finding, found.last - found.first) == (Finding.CHANGED, rules.BLOCK_ROWS - 1)


def test_an_open_transaction_of_the_day_holds_the_seal_back(cast: Cast, other_connection: Callable[[], Any]):
    today = datetime.now(UTC).date()
    age(days=(today - DAY).days)
    other = other_connection()
    with other.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert seals.seal_due(at=AT + timedelta(days=30)) == []
    other.rollback()
    assert seals.seal_due(at=AT + timedelta(days=30))[0] <= today


def test_sessions_that_cannot_be_seen_hold_the_seal_back(cast: Cast, other_connection: Callable[[], Any]):
    """The role of the application sees the sessions of others by pg_read_all_stats alone."""
    age()
    other = other_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("the tests may not make a role on this server")
        cursor.execute("CREATE ROLE seal_application")
        for statement in statements("seal_application"):
            cursor.execute(statement)
        cursor.execute("SET LOCAL ROLE seal_application")
        assert seals.seal_due(at=AT) == [DAY, DAY + timedelta(1), DAY + timedelta(2)]
        cursor.execute("RESET ROLE")
        cursor.execute("REVOKE pg_read_all_stats FROM seal_application")
        cursor.execute("SET LOCAL ROLE seal_application")
        with pytest.raises(DomainError) as error:
            seals.seal_due(at=AT + timedelta(days=1))
        cursor.execute("RESET ROLE")
    assert (error.value.code, other.closed) == ("cannot_see", False)


@pytest.fixture
def other_connection():
    """A second connection to the test database, inside a transaction of its own."""
    import psycopg

    opened = []

    def connect():
        parameters = connection.get_connection_params()
        parameters.pop("cursor_factory", None)
        parameters.pop("context", None)
        opened.append(psycopg.connect(**parameters))
        return opened[-1]

    yield connect
    for each in opened:
        each.close()
