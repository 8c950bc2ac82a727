"""Rules of how long data are kept: the plan changes nothing, erasing takes exactly what the plan names."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from core import retention as registry
from core.domain.retention import RULES, Rule, rule_of
from core.enums import DecisionKind, ImportState, JobState, Role
from core.models import Decision, ImportBatch, ImportChange, Job
from core.services import retention
from core.tests.people import Cast, make_user
from employees.models import Correction, Employee, Reading
from employees.services import corrections
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401
from employees.tests.test_corrections import ask

NOW = datetime.now(UTC)


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


@pytest.fixture
def kept(staff: Staff, cast: Cast) -> None:
    """Of each kind one old enough to go, and one that stays."""
    for days in (800, 10):
        Reading.objects.create(
            employee=staff.sari, reader=cast.dewi, what="profile", at=ago(days), written_at=ago(days)
        )
        Session.objects.create(session_key=f"key{days}", session_data="", expire_date=NOW + timedelta(days=15 - days))
        Job.objects.create(kind="x", key=f"free{days}", state=JobState.DONE, queued_at=ago(days), finished_at=ago(days))
        batch = ImportBatch(
            agency=cast.surabaya, kind="pegawai", filename="a.csv", sha256="", state=ImportState.STORED,
            uploaded_at=ago(days), stored_at=ago(days),
            job=Job.objects.create(
                kind="import_store", key=f"held{days}", state=JobState.DONE, queued_at=ago(days), finished_at=ago(days)
            ),
        )  # fmt: skip
        batch.file.save("a.csv", ContentFile(b"x"), save=True)
        ImportChange.objects.create(batch=batch, kind="new", row=1, label="Sari")
        correction = ask(staff, cast, "phone", f"0812345{days:05}", at=ago(days))
        corrections.accept(correction=correction, by=cast.dewi, at=ago(days))
        staff.sari.refresh_from_db()
    Employee.objects.filter(pk=staff.tono.pk).update(is_active=False)


def figures(plan) -> dict[str, int]:
    return {due.rule.key: due.rows for due in plan if due.agency is None or due.agency.region_id == "35.78"}


EXPECTED = {
    "sessions": 1, "jobs": 1, "import_previews": 1, "import_files": 1, "evidence": 1, "readings": 1,
    "assessments": 0, "people_gone": 1, "trail": 2,
}  # fmt: skip


def test_every_rule_speaks_about_something_held() -> None:
    assert {rule.key for rule in RULES} == set(registry.holdings())
    assert [rule.key for rule in RULES if not rule.basis or (not rule.is_set and "[U]" not in rule.basis)] == []


def test_the_plan_names_what_is_old_enough_and_changes_nothing(kept, cast: Cast) -> None:
    assert figures(retention.plan(on=timezone.localdate())) == EXPECTED
    assert figures(retention.plan(on=timezone.localdate())) == EXPECTED
    assert Decision.objects.filter(kind=DecisionKind.DATA_ERASED).count() == 0


def test_erasing_takes_exactly_that(kept, staff: Staff, cast: Cast, django_capture_on_commit_callbacks) -> None:
    names = {c.pk: c.evidence.name for c in Correction.objects.all()}
    storage = Correction._meta.get_field("evidence").storage
    with django_capture_on_commit_callbacks(execute=True):
        done = {due.rule.key: rows for due, rows in retention.apply(on=timezone.localdate(), by=None, source="test")}
    assert done == {key: rows for key, rows in EXPECTED.items() if rows and key not in ("people_gone", "trail")}
    after = figures(retention.plan(on=timezone.localdate()))
    assert {key: after[key] for key in done} == dict.fromkeys(done, 0)
    left = (Reading.objects.count(), Session.objects.count(), ImportChange.objects.count(), Correction.objects.count())
    assert left == (1, 1, 1, 2)
    assert set(Job.objects.values_list("key", flat=True)) == {"free10", "held800", "held10"}
    assert sorted(bool(batch.file) for batch in ImportBatch.objects.all()) == [False, True]
    assert sorted(storage.exists(name) for name in names.values()) == [False, True]
    assert Employee.objects.filter(pk=staff.tono.pk).exists()


def test_every_batch_has_its_decision(kept, cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 1)
    Reading.objects.create(
        employee_id=Reading.objects.first().employee_id, what="profile", at=ago(900), written_at=ago(900)
    )
    list(retention.apply(on=timezone.localdate(), by=None, source="test"))
    readings = Decision.objects.filter(kind=DecisionKind.DATA_ERASED, subject_id="readings")
    assert [(d.agency, d.facts["rows"], d.source) for d in readings] == [(cast.surabaya, 1, "test")] * 2
    until = readings[0].facts["erased_until"]["employees_reading"]
    assert date.fromisoformat(until) <= timezone.localdate() - timedelta(days=729)


def test_a_rule_that_is_not_in_force_yet_erases_nothing() -> None:
    rule = Rule("readings", timedelta(days=1), "x", True, date(2030, 1, 1))
    assert (rule.cut_off(date(2029, 12, 31)), rule.cut_off(date(2030, 1, 1))) == (None, date(2029, 12, 31))
    assert rule_of("people_gone").cut_off(date(2030, 1, 1)) is None


def test_the_command_shows_first_and_erases_when_told(kept, cast: Cast) -> None:
    out = StringIO()
    call_command("retention", "--json", stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert {line["rule"]: line["rows"] for line in lines if line["agency"] in (None, str(cast.surabaya))} == EXPECTED
    assert Reading.objects.count() == 2
    out = StringIO()
    call_command("retention", stdout=out)
    assert out.getvalue().endswith("Nothing was erased. Run again with --apply to erase.\n")
    for said in ("6 rows were erased.\n", "Nothing has been kept too long.\n"):
        out = StringIO()
        call_command("retention", "--apply", stdout=out)
        assert (out.getvalue().endswith(said), Reading.objects.count()) == (True, 1)
    assert Decision.objects.filter(kind=DecisionKind.DATA_ERASED).count() == 6


def test_the_page_shows_rules_with_their_figures(kept, cast: Cast) -> None:
    client = enter(make_user("ani", Role.ADMINISTRATOR, cast.surabaya))
    session = client.session
    session["started_at"] = session["seen_at"] = NOW.timestamp()
    session["elevated_until"] = (NOW + timedelta(minutes=10)).timestamp()
    session.save()
    page = client.get("/pengaturan/masa-simpan/")
    assert figures(page.context["plan"]) == EXPECTED | {"sessions": page.context["plan"][0].rows}
    text = page.content.decode()
    for words in ("730 hari sejak data dibuka", "tidak dihapus oleh aplikasi", "UU 27/2022 pasal 31<"):
        assert words in text


def test_only_a_raised_administrator_sees_the_page(cast: Cast) -> None:
    assert [enter(user).get("/pengaturan/masa-simpan/").status_code for user in (cast.dewi, cast.maya, cast.sari)] == [
        403, 403, 403,
    ]  # fmt: skip
    ani = make_user("ani", Role.ADMINISTRATOR, cast.surabaya)
    assert enter(ani).get("/pengaturan/masa-simpan/").status_code == 302
