"""`make run`: services, database, demo, then web, worker and beat under one supervisor.

Processes are those of the Procfile. A process that dies is started again; Ctrl-C stops everything,
the embedded services last.
"""

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
WELCOME = """
  Kompetensi ASN siap: http://{host}:{port}/

  Akun contoh (kata sandi: {password})
    sari    ASN                                dewi   pengelola kepegawaian BKPSDM Surabaya
    budi    atasan Sari, lurah                 anton  pengelola kepegawaian BKPSDM Mamuju
    rina    pengelola kepegawaian kecamatan    maya   auditor Surabaya
    yusuf   pembimbing mitra                   tono   asesor
                                               admin  administrator

  Ctrl-C menghentikan semuanya. Data tetap ada di {data}, catatan proses di {data}/log.
"""


def main() -> int:
    """Prepare everything, then hand over to the supervisor until it is told to stop."""
    os.chdir(BASE_DIR)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_competency.settings")
    import django

    from asn_competency import embedded

    django.setup()
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    _refuse_taken_port(host, int(port))
    if not os.environ.get("REDIS_URL"):
        embedded.start_valkey()
    _prepare()
    _welcome(host, port)
    # Ctrl-C reaches the whole group of the terminal: the supervisor stops its processes in order,
    # this process only waits for it.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, _pass_on)
    global _supervisor
    _supervisor = subprocess.Popen(
        [sys.executable, "-m", "supervisor.supervisord", "--configuration", str(_write_config())],
        start_new_session=True,
        # Celery's word on root is for shared servers; here everything runs as the one user there is.
        env={**os.environ, "PYTHONWARNINGS": "ignore:You're running the worker"},
    )
    code = _watch(_supervisor)
    embedded.release()
    return 0 if _stopping else code


def _watch(supervisor: "subprocess.Popen[bytes]") -> int:
    """Wait for the end; bring the embedded broker back if somebody kills it. PostgreSQL comes back by itself."""
    from asn_competency import embedded

    while True:
        try:
            return supervisor.wait(timeout=10)
        except subprocess.TimeoutExpired:
            if not _stopping and not os.environ.get("REDIS_URL"):
                embedded.start_valkey()


_supervisor: subprocess.Popen[bytes] | None = None
_stopping = False


def _pass_on(number: int, frame: object) -> None:
    global _stopping
    if not _stopping and _supervisor:
        _stopping = True
        print("\n  Menghentikan …", flush=True)
        _supervisor.send_signal(signal.SIGTERM)


def _prepare() -> None:
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_reference")
    call_command("load_library")
    if settings.DEMO_ALLOWED:
        _load_demo_once()


def _load_demo_once() -> None:
    from django.core.management import call_command

    from core.models import Agency, User
    from reports.services.requests import request_first_reports

    if Agency.objects.exists() or User.objects.exists():
        return
    print("  Memuat data contoh …", flush=True)
    call_command("load_demo", verbosity=0)
    call_command("load_competency_demo", verbosity=0)
    call_command("refresh_facts")
    request_first_reports()


def _welcome(host: str, port: str) -> None:
    from django.conf import settings

    from employees.demo.load import PASSWORD

    text = WELCOME.format(host=host, port=port, password=PASSWORD, data=settings.DATA_DIR)
    if not settings.DEMO_ALLOWED:
        text = f"\n  Kompetensi ASN siap: http://{host}:{port}/\n"
    print(text, flush=True)


def _refuse_taken_port(host: str, port: int) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            print(f"Porta {port} sedang dipakai. Pilih yang lain: PORT={port + 1} make run", file=sys.stderr)
            raise SystemExit(1) from None


def _write_config() -> Path:
    """The supervisor's configuration, made from the Procfile."""
    from django.conf import settings

    config = settings.DATA_DIR / "supervisor.conf"
    parts = ["[supervisord]\nnodaemon=true\nsilent=true\nlogfile=/dev/null\nlogfile_maxbytes=0\n"
             f"pidfile={settings.DATA_DIR / 'supervisor.pid'}\n"]  # fmt: skip
    for line in (BASE_DIR / "Procfile").read_text().splitlines():
        if match := re.fullmatch(r"(\w+):\s*(.+)", line):
            parts.append(_program(*match.groups()))
    config.write_text("\n".join(parts))
    return config


def _logs() -> Path:
    """What the processes say goes to files: the terminal may be closed while they run."""
    from django.conf import settings

    folder: Path = settings.DATA_DIR / "log"
    folder.mkdir(exist_ok=True)
    return folder


def _program(name: str, command: str) -> str:
    # Quoted for a path with spaces; a percent sign is the configuration's own mark.
    shell = shlex.quote(f'exec "{sys.executable}" -m {command}').replace("%", "%%")
    return (
        f"[program:{name}]\ncommand=/bin/sh -c {shell}\n"
        "autorestart=true\nstartsecs=1\nstartretries=20\nstopsignal=TERM\nstopwaitsecs=15\n"
        f"stopasgroup=false\nkillasgroup=true\nredirect_stderr=true\nstdout_logfile={_logs() / name}.log\n"
        "stdout_logfile_maxbytes=10MB\nstdout_logfile_backups=3\n"
    )


if __name__ == "__main__":
    sys.exit(main())
