"""Servers that start together, forget everything, or go away: nothing is lost and people can go on."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.durability.work import Office, Row
from tests.stage import BASE_DIR, Stage, kill, wait_for

START = """
import dataclasses, json, os, sys
from pathlib import Path
import psycopg
from asn_competency import embedded
embedded.configure(Path(os.environ["DATA_DIR"]))
server = dataclasses.asdict(embedded.start_postgres())
with psycopg.connect(dbname="asn_competency", **server) as connection:
    server["system"] = connection.execute("SELECT system_identifier FROM pg_control_system()").fetchone()[0]
print(json.dumps(server), flush=True)
sys.stdin.read()
"""
LOG_IN = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from core.models import Agency, RoleAssignment, User
user, _made = User.objects.get_or_create(username="dewi", defaults={"name": "Dewi", "password": "!"})
RoleAssignment.objects.get_or_create(user=user, role="hr_agency", agency=Agency.objects.get())
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""


def test_processes_that_start_together_share_one_database(stage_folder):
    """Four commands at once in a fresh checkout: one makes the database, all use it, the last stops it."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", START],
            env=stage_folder.environment, cwd=BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _ in range(4)
    ]  # fmt: skip
    answers = [json.loads(process.stdout.readline()) for process in processes]
    assert answers == [answers[0]] * 4

    *others, last = processes
    for process in others:
        process.communicate(timeout=30)
    pid_file = stage_folder.folder / "postgres" / "data" / "postmaster.pid"
    assert pid_file.exists()
    last.communicate(timeout=30)
    assert [process.returncode for process in processes] == [0] * 4
    assert not pid_file.exists()


@pytest.fixture
def stage_folder() -> Iterator[Stage]:
    """A fresh folder in which nothing runs yet."""
    stage = Stage()
    stage.folder.joinpath("assets").mkdir()
    yield stage
    stage.remove()


def test_a_flushed_broker_loses_no_work(office: Office):
    _report, job = office.ask_for_report()
    office.stage.broker.flushall()
    office.stage.start_worker()

    assert office.job(job) == Row("queued", 0, "")
    assert office.sweep() >= 1

    assert office.until_over(job) == Row("done", 1, "")


def test_a_message_that_comes_again_changes_nothing(office: Office):
    """Brokers deliver at least once; the row makes it once."""
    _report, job = office.ask_for_report()
    files = office.stage.files("media/reports")
    office.stage.python(f"from core.tasks import run_job\nfor _ in range(5): run_job.delay({job!r})")
    office.stage.start_worker()

    wait_for(lambda: office.stage.broker.llen("celery") == 0, "the messages to be taken", seconds=30)

    assert office.until_over(job) == Row("done", 1, "")
    assert len(office.stage.files("media/reports")) == len(files) + 3


@pytest.fixture
def web(office: Office) -> Iterator[Stage]:
    stage = office.stage
    stage.manage("build_assets")
    stage.start_web()
    yield stage
    stage.stop_web()


def test_people_work_on_while_the_broker_is_down(office: Office, web: Stage):
    session = web.python(LOG_IN).strip()
    worker = web.start_worker()
    assert parts(web) == (200, "ok", "ok")
    kill(worker)
    web.broker.shutdown(nosave=True)

    status, broker, database = parts(web)
    assert (status, broker != "ok", database) == (503, True, "ok")
    pages = ["/akun/masuk/", "/", "/pegawai/", "/pegawai/?q=a", "/impor/", "/laporan/", "/organisasi/"]
    assert {page: web.get(page, session=session)[0] for page in pages} == dict.fromkeys(pages, 200)
    _report, job = office.ask_for_report()
    assert office.job(job) == Row("queued", 0, "")

    web.python("from asn_competency import embedded\nembedded.start_valkey()")
    web.start_worker()
    assert office.sweep() >= 1
    assert office.until_over(job) == Row("done", 1, "")
    wait_for(lambda: parts(web) == (200, "ok", "ok"), "the health page to see it", seconds=20)


def parts(stage: Stage) -> tuple[int, str, str]:
    """What the health page says: its status, the broker, the database."""
    status, body = stage.get("/health/")
    answer = json.loads(body)
    return status, answer["broker"], answer["database"]


def test_a_crashed_database_comes_back_by_itself(office: Office, web: Stage):
    """Rows that were there stay there, and the next page starts the server again."""
    session = web.python(LOG_IN).strip()
    before = office.content()
    web.kill_postgres()

    wait_for(lambda: web.get("/pegawai/", session=session)[0] == 200, "the pages to come back", seconds=30)

    assert office.content() == before
