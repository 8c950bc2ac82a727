"""A whole installation below a folder of its own: database, broker, files, web and workers.

Everything runs as it does in an office, in processes of its own, on servers that nothing else uses.
Tests look at it from outside: with a browser, with SQL, and by killing processes.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import redis

from tests.measured import Measured, measured

BASE_DIR = Path(__file__).resolve().parent.parent
# Starts the servers, says where they are, and keeps them until its standard input ends: also when
# the tests are killed.
_KEEP_SERVERS = """
import dataclasses, json, os, sys
from pathlib import Path
from asn_competency import embedded
embedded.configure(Path(os.environ["DATA_DIR"]))
server = embedded.start_postgres()
embedded.start_valkey()
print(json.dumps(dataclasses.asdict(server) | {"broker": embedded.valkey_url()}), flush=True)
sys.stdin.read()
"""


class Stage:
    """An installation that tests may break. Use as a context manager."""

    def __init__(self) -> None:
        # Not below the folder of pytest, which it closes to everybody else whenever it starts: under
        # root the database runs as another user.
        self.folder = Path(tempfile.mkdtemp(prefix="asn-stage-"))
        self.url = ""
        self._processes: list[subprocess.Popen[bytes]] = []
        self._workers: list[subprocess.Popen[bytes]] = []
        self._logs: dict[int, Path] = {}
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "REDIS_URL", "ENVIRONMENT")
        } | {
            "DATA_DIR": str(self.folder),
            "PYTHONPATH": str(BASE_DIR),
            "PYTHONUNBUFFERED": "1",
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder / "temporary"),
        }

    def __enter__(self) -> "Stage":
        (self.folder / "assets").mkdir()
        (self.folder / "temporary").mkdir()
        self._keeper = subprocess.Popen(
            [sys.executable, "-c", _KEEP_SERVERS],
            env=self.environment, cwd=BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        line = self._keeper.stdout.readline()
        if not line:
            self._keeper.communicate()
            self.remove()
            raise RuntimeError("The servers of the stage did not start")
        self._servers = json.loads(line)
        return self

    def __exit__(self, *error: object) -> None:
        for process in self._processes:
            self.stop(process)
        self._keeper.communicate(timeout=60)
        self.remove()

    def remove(self) -> None:
        shutil.rmtree(self.folder)

    def prepare(self) -> None:
        """Tables and reference data, as `make run` makes them."""
        self.manage("migrate", "-v0")
        self.manage("createcachetable", "-v0")
        self.manage("load_reference")
        self.manage("load_library")

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``manage.py`` and wait for it."""
        return self._run("manage.py", *arguments)

    def run(self, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a module of Python and wait for it."""
        return self._run("-m", module, *arguments)

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        result = subprocess.run(
            [sys.executable, *command],
            env=self.environment, cwd=BASE_DIR, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        if result.returncode:
            raise RuntimeError(f"{' '.join(command[:2])} ended with {result.returncode}: {result.stderr[-4000:]}")
        return result

    def measure(self, *arguments: str) -> Measured:
        """Run ``manage.py`` and say what it cost."""
        return measured([sys.executable, "manage.py", *arguments], env=self.environment, cwd=str(BASE_DIR))

    def python(self, code: str) -> str:
        """Run lines of Python inside the installation; what they print."""
        return self.manage("shell", "--no-imports", "-v0", "-c", code).stdout

    def sql(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """What the database says, seen from outside."""
        with self.connect() as connection:
            cursor = connection.execute(query, parameters)
            return cursor.fetchall() if cursor.description else []

    def connect(self) -> psycopg.Connection:
        """A connection of the tests' own. The port is another one after a crash."""
        server = {name: self._servers[name] for name in ("host", "user", "password")}
        port = (self.folder / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[3]
        return psycopg.connect(**server, port=port, dbname="asn_competency", autocommit=True)

    def value(self, query: str, *parameters: object) -> Any:
        """The one value that the query gives."""
        return self.sql(query, *parameters)[0][0]

    def kill_postgres(self) -> None:
        """Crash the database: the server of this folder, with everybody's connections."""
        lines = (self.folder / "postgres" / "data" / "postmaster.pid").read_text().splitlines()
        server = psutil.Process(int(lines[0]))
        if Path(lines[1]) != self.folder / "postgres" / "data":
            raise RuntimeError("Not the server of this stage")
        server.send_signal(signal.SIGQUIT)  # at once, without writing anything down
        server.wait(timeout=30)

    @property
    def broker(self) -> redis.Redis:
        return redis.Redis.from_url(self._servers["broker"])

    def files(self, below: str = "media") -> list[Path]:
        """Files that the installation keeps, without the folders."""
        return sorted(path for path in (self.folder / below).rglob("*") if path.is_file())

    def start(self, *command: str, log: str) -> "subprocess.Popen[bytes]":
        """Start a Python module as a process of its own; its words go to a file in the folder."""
        path = self.folder / f"{log}.log"
        with path.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                env=self.environment, cwd=BASE_DIR, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True,
            )  # fmt: skip
        self._processes.append(process)
        self._logs[process.pid] = path
        return process

    def log_of(self, process: "subprocess.Popen[bytes]") -> str:
        return self._logs[process.pid].read_text(errors="replace")

    def start_web(self) -> str:
        """Start gunicorn and return its address."""
        port = _free_port()
        self._web = self.start(
            "gunicorn", "asn_competency.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4", log="web"
        )
        self.url = f"http://127.0.0.1:{port}"
        wait_for(lambda: self.get("/akun/masuk/")[0] == 200, "the web server", seconds=30)
        return self.url

    def stop_web(self) -> None:
        self.stop(self._web)

    def start_worker(self, app: str = "asn_competency", *, wait: bool = True) -> "subprocess.Popen[bytes]":
        """Start a Celery worker with one process for the work; wait until it listens, if asked."""
        name = f"worker-{len(self._processes)}"
        process = self.start(
            "celery", "--app", app, "worker", "--loglevel", "INFO", "--concurrency", "1",
            "--hostname", f"{name}@stage", "--without-gossip", "--without-mingle", log=name,
        )  # fmt: skip
        self._workers.append(process)
        if wait:
            wait_for(lambda: " ready." in self.log_of(process), "the worker", seconds=30)
        return process

    def kill_workers(self) -> None:
        """Be rid of all workers; quicker than to ask them to end."""
        while self._workers:
            kill(self._workers.pop())

    def get(self, path: str, *, session: str = "") -> tuple[int, bytes]:
        """Status and body of a page, asked for without a browser; status 0 when nobody answers."""
        request = urllib.request.Request(f"{self.url}{path}", headers={"Cookie": f"asn_session={session}"})
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()
        except OSError:
            return 0, b""

    def stop(self, process: "subprocess.Popen[bytes]") -> None:
        """End a process of ours and its children, in order."""
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """kill -9 a process of ours and its children, as a power cut would."""
    if process.poll() is not None:
        return
    children = psutil.Process(process.pid).children(recursive=True)
    for pid in [process.pid, *(child.pid for child in children)]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait(timeout=10)
    psutil.wait_procs(children, timeout=10)


def kill_child(process: "subprocess.Popen[bytes]") -> None:
    """kill -9 the pool process that does the work; the main process stays."""
    for child in psutil.Process(process.pid).children():
        with suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)


def pause_child(process: "subprocess.Popen[bytes]") -> None:
    """Stop the pool process where it is, as a machine does that is moved or has no memory left."""
    for child in psutil.Process(process.pid).children():
        child.suspend()


def resume_child(process: "subprocess.Popen[bytes]") -> None:
    for child in psutil.Process(process.pid).children():
        child.resume()


def wait_for(ready: Callable[[], Any], what: str, *, seconds: float, pause: float = 0.05) -> Any:
    """Ask again until the answer is true; fail after the given time."""
    deadline = time.monotonic() + seconds
    while not (answer := ready()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"Waited {seconds:.0f} s for {what}")
        time.sleep(pause)
    return answer


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
