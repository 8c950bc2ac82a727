"""kill -9 in the middle of storing an import: afterwards it is stored once, never half and never twice."""

import csv
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from employees.demo.generator import SCALE, write_government
from tests.durability.work import (
    job_row,
    pull_the_plug,
    sweep,
    wait_until_over,
    wait_until_quiet,
    wait_until_running,
)
from tests.stage import Stage, kill, kill_child

PEOPLE = 20_000
UPLOAD = """
from pathlib import Path
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from core.models import Agency
from core.services.imports import upload
path = Path({path!r})
file = SimpleUploadedFile(path.name, path.read_bytes())
batch = upload(agency=Agency.objects.get(), kind="pegawai", file=file, by=None, at=timezone.now())
print(batch.pk, batch.job_id)
"""
CONFIRM = """
from django.utils import timezone
from core.models import ImportBatch
from core.services.imports import confirm
print(confirm(batch=ImportBatch.objects.get(pk={pk}), by=None, at=timezone.now()).job_id)
"""


@dataclass
class Office:
    """An installation with a large export in several versions, each of which changes every person."""

    stage: Stage
    versions: list[Path]
    uploads: int = 0
    seconds: float = 0.0  # storing takes that long when nobody disturbs it

    def upload(self) -> int:
        """Upload the next version and have it checked; the batch."""
        path = self.versions[self.uploads % len(self.versions)]
        self.uploads += 1
        batch, job = self.stage.python(UPLOAD.format(path=str(path))).split()
        assert wait_until_over(self.stage, job).state == "done"
        return int(batch)

    def confirm(self, batch: int) -> str:
        return self.stage.python(CONFIRM.format(pk=batch)).strip()

    def people(self) -> tuple[int, str]:
        """Number and content of all people."""
        return self.stage.sql(
            "SELECT count(*), md5(string_agg(nip || name || address, ',' ORDER BY nip)) FROM employees_employee"
        )[0]

    def follow_ups(self) -> int:
        """A stored file asks once for the yearly facts: a count of how often something was stored."""
        return self.stage.value("SELECT count(*) FROM core_importbatch WHERE state = 'stored' AND kind = 'pegawai'")


@pytest.fixture(scope="module")
def office(installation: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("exports")
    files = write_government(SCALE, folder, people=PEOPLE, seed=1, layout="csv")
    installation.manage("import_siasn", "unor", str(files["unor"]), "--region", SCALE.region_code)
    office = Office(installation, [files["pegawai"], with_other_addresses(files["pegawai"])])
    worker = installation.start_worker()
    job = office.confirm(office.upload())
    wait_until_running(installation, job)
    begin = time.monotonic()
    assert wait_until_over(installation, job).state == "done"
    office.seconds = time.monotonic() - begin
    assert office.people()[0] == PEOPLE
    installation.stop(worker)
    yield office


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


def store_with_a_kill(office: Office, *, share: float, whole_worker: bool) -> bool:
    """Store a version while the worker is killed after a share of the usual time.

    Returns whether the kill came in the middle. Whatever it hit, the version must be stored once.
    """
    stage = office.stage
    worker = stage.start_worker()
    batch = office.upload()
    before, stored_before = office.people(), office.follow_ups()
    job = office.confirm(batch)

    how = (lambda: kill(worker)) if whole_worker else (lambda: kill_child(worker))
    left = pull_the_plug(stage, job, after=office.seconds * share, how=how)

    if left.state == "running":
        if whole_worker:
            wait_until_quiet(stage)
            assert office.people() == before  # not half
            worker = stage.start_worker()
        assert sweep(stage) == 1
    after = wait_until_over(stage, job)
    assert (after.state, after.error) == ("done", "")
    assert after.attempts == (2 if left.state == "running" else 1)
    count, content = office.people()
    assert (count, content != before[1]) == (PEOPLE, True)
    assert office.follow_ups() == stored_before + 1
    counts = stage.value("SELECT counts FROM core_importbatch WHERE id = %s", batch)
    assert (counts["created"], counts["updated"], counts["rejected"]) == (0, PEOPLE, 0)
    assert len(stage.files()) == stage.value("SELECT count(*) FROM core_importbatch")
    stage.stop(worker)
    return left.state == "running"


@pytest.mark.parametrize(("share", "whole_worker"), [(0.3, True), (0.7, False)])
def test_an_import_is_stored_once(office: Office, share: float, whole_worker: bool):
    assert store_with_a_kill(office, share=share, whole_worker=whole_worker)


@pytest.mark.deep
@pytest.mark.parametrize("whole_worker", [True, False])
def test_an_import_is_stored_once_wherever_it_is_hit(office: Office, whole_worker: bool):
    in_the_middle = [store_with_a_kill(office, share=step / 20, whole_worker=whole_worker) for step in range(20)]
    assert sum(in_the_middle) >= 15


def test_without_the_sweeper_it_is_not_stored(office: Office):
    """The control: what the tests above show is the work of lease and sweeper."""
    stage = office.stage
    worker = stage.start_worker("tests.durability.early")
    batch = office.upload()
    before = office.people()
    job = office.confirm(batch)
    left = pull_the_plug(stage, job, after=office.seconds * 0.4, how=lambda: kill(worker))
    assert left.state == "running"

    worker = stage.start_worker("tests.durability.early")
    time.sleep(office.seconds * 2)

    assert (job_row(stage, job).state, job_row(stage, job).attempts) == ("running", 1)
    assert office.people() == before
    assert sweep(stage) == 1
    assert wait_until_over(stage, job).state == "done"
    stage.stop(worker)
