"""Background work on a stage: asking for it, pulling the plug in the middle, looking at what is left."""

import csv
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.stage import Stage, kill, wait_for

SWEEP = """
from datetime import timedelta
from django.utils import timezone
from core.services.jobs import sweep
# By then every lease and all patience have run out.
print(sweep(at=timezone.now() + timedelta(minutes=2)))
"""
# Uploaded and checked here; storing it is the work that the tests disturb.
IMPORT = """
from pathlib import Path
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from core.models import Agency
from core.services.imports import confirm, upload
from core.services.jobs import run
path = Path({path!r})
file = SimpleUploadedFile(path.name, path.read_bytes())
batch = upload(agency=Agency.objects.get(), kind="pegawai", file=file, by=None, at=timezone.now())
run(pk=batch.job_id)
print(batch.pk, confirm(batch=batch, by=None, at=timezone.now()).job_id)
"""
REPORT = """
from django.utils import timezone
from core.models import Agency
from reports.services.requests import request_report
report = request_report(agency=Agency.objects.get(), unit=None, year=2025, by=None, at=timezone.now())
print(report.pk, report.job_id)
"""


@dataclass(frozen=True)
class Row:
    """What the row of a job says."""

    state: str
    attempts: int
    error: str


@dataclass
class Office:
    """An installation with many people."""

    stage: Stage
    people: int
    versions: list[Path]  # the same people; each version changes all of them
    imports: int = 0

    def ask_for_import(self) -> tuple[int, str]:
        """Confirm an import of the next version; its batch and its job."""
        path = self.versions[self.imports % len(self.versions)]
        self.imports += 1
        batch, job = self.stage.python(IMPORT.format(path=str(path))).split()
        return int(batch), job

    def ask_for_report(self) -> tuple[int, str]:
        report, job = self.stage.python(REPORT).split()
        return int(report), job

    def content(self) -> tuple[int, str]:
        """Number and content of all people."""
        return self.stage.sql(
            "SELECT count(*), md5(string_agg(nip || name || address, ',' ORDER BY nip)) FROM employees_employee"
        )[0]

    def job(self, pk: str) -> Row:
        return Row(*self.stage.sql("SELECT state, attempts, error FROM core_job WHERE id = %s", pk)[0])

    def sweep(self) -> int:
        """What beat asks for every thirty seconds, once; the number of jobs rescued or given up."""
        return int(self.stage.python(SWEEP))

    def until_running(self, pk: str) -> None:
        wait_for(lambda: self.job(pk).state != "queued", f"job {pk} to be taken", seconds=30)

    def until_over(self, pk: str, *, seconds: float = 60) -> Row:
        wait_for(lambda: self.job(pk).state in ("done", "failed"), f"job {pk} to end", seconds=seconds)
        return self.job(pk)

    def until_quiet(self) -> None:
        """A dead worker's statement goes on in the database until it notices."""
        others = (
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        wait_for(lambda: self.stage.value(others) == 0, "the connections of dead workers to end", seconds=60)

    def rest(self) -> None:
        """Have everything done that is still waiting."""
        worker = self.stage.start_worker()
        self.sweep()
        unfinished = "SELECT count(*) FROM core_job WHERE state NOT IN ('done', 'failed')"
        wait_for(lambda: self.stage.value(unfinished) == 0, "the queue to become empty", seconds=60)
        kill(worker)

    def time_undisturbed(self, job: str) -> float:
        """Seconds that this job takes with nobody in its way."""
        worker = self.stage.start_worker(wait=False)
        self.until_running(job)
        begin = time.monotonic()
        assert self.until_over(job) == Row("done", 1, "")
        seconds = time.monotonic() - begin
        kill(worker)
        return seconds

    def pull_the_plug(
        self,
        pk: str,
        *,
        at: "Moment",
        how: Callable[["subprocess.Popen[bytes]"], Any] = kill,
        app: str = "asn_competency",
    ) -> tuple[Row, "subprocess.Popen[bytes]"]:
        """Let a worker begin the job and kill it at that moment; what the row says then, and the worker."""
        worker = self.stage.start_worker(app, wait=False)
        self.until_running(pk)
        at(self.stage)
        how(worker)
        return self.job(pk), worker

    def after_the_kill(self, worker: "subprocess.Popen[bytes]") -> "subprocess.Popen[bytes]":
        """Start the worker again if it is gone, as the supervisor does, and sweep; the worker at work."""
        if worker.poll() is not None:
            worker = self.stage.start_worker()
        assert self.sweep() >= 1
        return worker


Moment = Callable[[Stage], Any]


def after(seconds: float) -> Moment:
    """So long after the job began."""
    return lambda stage: time.sleep(seconds)


def during(statement: str) -> Moment:
    """While the database works on a statement with this in it; the trail writes its own before and around it."""
    running = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND strpos(query, %s) > 0"

    def wait(stage: Stage) -> None:
        with stage.connect() as connection:
            wait_for(lambda: connection.execute(running, [statement]).fetchone()[0], statement, seconds=30, pause=0.002)

    return wait


def with_other_addresses(path: Path) -> Path:
    """The same people, all of whom have moved."""
    moved = path.with_name("moved.csv")
    with path.open(newline="", encoding="utf-8-sig") as source, moved.open("w", newline="") as target:
        reader, writer = csv.reader(source, delimiter=";"), csv.writer(target, delimiter=";")
        header = next(reader)
        column = header.index("ALAMAT")
        writer.writerow(header)
        for row in reader:
            row[column] = f"Jalan Baru {row[column]}"
            writer.writerow(row)
    return moved
