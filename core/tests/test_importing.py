"""From the upload to the stored rows: whole or not at all, and once."""

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone

from core.domain.errors import DomainError, UnreadableFile
from core.enums import ImportState, JobState
from core.importing import registry
from core.models import ImportBatch, Job, Unit
from core.services import imports
from core.services import jobs as job_service
from core.tests import workbooks
from core.tests.people import Cast
from core.tests.workbooks import HEADER, write_csv

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TREE = [
    ("R", "PEMERINTAH KOTA SURABAYA", "", "WALI KOTA"),
    ("K", "KECAMATAN GAYUNGAN", "R", "CAMAT GAYUNGAN"),
]
FAULTY = [*TREE, ("K", "KECAMATAN GANDA", "R", ""), ("X", "", "R", ""), ("Y", "DINAS TANPA INDUK", "ZZ", "")]


def upload(cast: Cast, path: Path, kind: str = "unor") -> ImportBatch:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return imports.upload(agency=cast.surabaya, kind=kind, file=file, by=cast.dewi, at=AT)


def work(batch: ImportBatch) -> ImportBatch:
    """Let the batch's job run as a worker would."""
    job_service.run(pk=batch.job_id)
    return ImportBatch.objects.get(pk=batch.pk)


def checked(cast: Cast, folder: Path, rows=FAULTY) -> ImportBatch:
    return work(upload(cast, write_csv(folder / "unor.csv", [HEADER, *rows])))


def confirm(cast: Cast, batch: ImportBatch) -> ImportBatch:
    """With the tick that a tree beside the one of the cast needs."""
    return imports.confirm(batch=batch, by=cast.dewi, at=AT, agreed=["other_tree"])


def stored(cast: Cast, folder: Path, rows=FAULTY) -> ImportBatch:
    batch = checked(cast, folder, rows)
    return work(confirm(cast, batch))


def test_an_upload_is_kept_and_its_check_requested(cast, tmp_path):
    batch = upload(cast, write_csv(tmp_path / "unor.csv", [HEADER, *TREE]))
    assert (batch.state, batch.filename, batch.uploaded_by) == (ImportState.CHECKING, "unor.csv", cast.dewi)
    assert (batch.job.kind, batch.job.arguments) == ("import_check", {"batch": batch.pk})
    assert Path(batch.file.path).read_bytes() == (tmp_path / "unor.csv").read_bytes()


def test_nobody_waits_for_a_broker_that_does_not_answer(cast, tmp_path, use_broker, django_capture_on_commit_callbacks):
    with socket.socket() as silent, socket.socket() as first, socket.socket() as second:
        silent.bind(("127.0.0.1", 0))
        silent.listen(0)
        for waiting in (first, second):  # they fill the queue, so that nobody else gets through
            waiting.setblocking(False)
            waiting.connect_ex(silent.getsockname())
        use_broker(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        started = time.monotonic()
        with django_capture_on_commit_callbacks(execute=True):
            batch = upload(cast, write_csv(tmp_path / "unor.csv", [HEADER, *TREE]))
    assert (batch.state, batch.job.state) == (ImportState.CHECKING, JobState.QUEUED)
    assert time.monotonic() - started < 2


def test_a_check_counts_and_stores_nothing(cast, tmp_path):
    before = Unit.objects.count()
    batch = checked(cast, tmp_path)
    assert batch.state == ImportState.CHECKED
    assert batch.counts == {
        "rows": 5, "created": 3, "updated": 0, "unchanged": 0, "rejected": 2, "warnings": 2, "gone": 2,
        "warned": {"other_tree": 1, "parent_unknown": 1}, "rejected_by_reason": {"duplicate_in_file": 1, "value_missing": 1},
    }  # fmt: skip
    assert list(batch.issues.values_list("row", "code", "is_warning")) == [
        (2, "other_tree", True), (4, "duplicate_in_file", False), (5, "value_missing", False), (6, "parent_unknown", True),
    ]  # fmt: skip
    assert Unit.objects.count() == before


def test_storing_stores_what_was_shown(cast, tmp_path):
    batch = stored(cast, tmp_path)
    assert (batch.state, batch.counts["created"], batch.counts["gone"]) == (ImportState.STORED, 3, 2)
    assert batch.stored_at is not None
    names = set(Unit.objects.filter(siasn_id__in=["R", "K", "Y"]).values_list("name", flat=True))
    assert names == {"PEMERINTAH KOTA SURABAYA", "KECAMATAN GAYUNGAN", "DINAS TANPA INDUK"}


def test_the_same_file_again_changes_nothing(cast, tmp_path):
    stored(cast, tmp_path)
    batch = checked(cast, tmp_path)
    assert [batch.counts[name] for name in ("created", "updated", "unchanged")] == [0, 0, 3]


def test_a_changed_name_is_an_update_with_old_and_new(cast, tmp_path):
    stored(cast, tmp_path, TREE)
    batch = checked(cast, tmp_path, [TREE[0], ("K", "KECAMATAN GAYUNGAN BARU", "R", "CAMAT GAYUNGAN")])
    change = batch.changes.get(kind="changed")
    assert change.differences == [["name", "KECAMATAN GAYUNGAN", "KECAMATAN GAYUNGAN BARU"]]


def test_two_confirmations_store_once(cast, tmp_path):
    batch = checked(cast, tmp_path)
    first = confirm(cast, batch)
    second = confirm(cast, batch)
    assert first.job == second.job
    work(first)
    assert confirm(cast, batch).state == ImportState.STORED
    assert Job.objects.filter(kind="import_store").count() == 1
    assert Unit.objects.filter(siasn_id="K").count() == 1


@pytest.mark.django_db(transaction=True)
def test_clicks_at_the_same_moment_make_one_job(cast, tmp_path):
    batch, barrier = checked(cast, tmp_path), threading.Barrier(4)

    def click() -> UUID:
        try:
            barrier.wait()
            return confirm(cast, batch).job_id
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        ids = {future.result() for future in [pool.submit(click) for _ in range(4)]}
    assert ids == {Job.objects.get(kind="import_store").pk}


@pytest.mark.django_db(transaction=True)
def test_a_click_does_not_wait_for_a_job_that_is_writing(cast, tmp_path):
    """While a worker stores, a second click must answer at once instead of hanging on its locks."""
    batch = confirm(cast, checked(cast, tmp_path))
    written, answered = threading.Event(), threading.Event()

    def store() -> None:
        try:
            with transaction.atomic():
                batch.issues.create(row=9, column="", value="", code="x")
                written.set()
                answered.wait(5)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        worker = pool.submit(store)
        written.wait(5)
        started = time.monotonic()
        confirm(cast, batch)
        took = time.monotonic() - started
        answered.set()
        worker.result()
    assert took < 1


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (ImportState.CHECKING, "import_not_checked"),
        (ImportState.UNREADABLE, "import_not_checked"),
        (ImportState.DISCARDED, "import_discarded"),
    ],
)
def test_only_a_checked_file_is_stored(cast, tmp_path, state, code):
    batch = checked(cast, tmp_path)
    ImportBatch.objects.filter(pk=batch.pk).update(state=state)
    with pytest.raises(DomainError) as refusal:
        confirm(cast, batch)
    assert refusal.value.code == code


def test_of_a_discarded_file_only_the_record_stays(cast, tmp_path, django_capture_on_commit_callbacks):
    batch = checked(cast, tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        imports.discard(batch=batch, by=cast.dewi, at=AT)
    batch.refresh_from_db()
    assert (batch.state, batch.changes.count(), batch.issues.count()) == (ImportState.DISCARDED, 0, 0)
    assert not Path(batch.file.path).exists()


def test_a_file_on_its_way_cannot_be_discarded(cast, tmp_path):
    batch = confirm(cast, checked(cast, tmp_path))
    with pytest.raises(DomainError) as caught:
        imports.discard(batch=batch, by=cast.dewi, at=AT)
    assert caught.value.code == "import_not_open"
    assert work(batch).state == ImportState.STORED


def test_an_unreadable_file_says_why_and_leaves_no_issues(cast, tmp_path):
    batch = work(upload(cast, workbooks.truncated_csv(tmp_path / "x.csv")))
    assert (batch.state, batch.job.state) == (ImportState.UNREADABLE, JobState.DONE)
    assert batch.message.startswith("Berkas ini terpotong")
    assert (batch.issues.count(), batch.changes.count(), batch.counts) == (0, 0, {})


def test_another_kind_of_export_is_named(cast, tmp_path):
    batch = work(upload(cast, workbooks.wrong_kind(tmp_path / "x.csv")))
    assert batch.message == (
        "Berkas ini tampaknya ekspor “Kinerja tahunan (SKP)”, bukan “Unit organisasi”. "
        "Unggah ulang dengan jenis data itu."
    )


@pytest.mark.parametrize("make", ["empty", "pdf", "locked", "old_xls", "html"])
def test_what_shows_at_sight_is_not_even_kept(cast, tmp_path, make):
    path = getattr(workbooks, make)(tmp_path / "x.xlsx")
    with pytest.raises(UnreadableFile):
        upload(cast, path)
    assert ImportBatch.objects.count() == 0


def test_a_file_without_its_row_does_not_stay(cast, tmp_path, settings):
    path = write_csv(tmp_path / "unor.csv", [HEADER, *TREE])
    file = SimpleUploadedFile(path.name, path.read_bytes())
    with pytest.raises(DataError):
        imports.upload(agency=cast.surabaya, kind="unor" * 10, file=file, by=cast.dewi, at=AT)
    assert kept_files(settings) == []


def kept_files(settings) -> list[Path]:
    return [found for found in Path(settings.MEDIA_ROOT).rglob("*") if found.is_file()]


def import_tree(folder: Path, **about) -> ImportBatch:
    path = write_csv(folder / "unor.csv", [HEADER, *TREE])
    about = {"region": "35.78", "dry_run": False, "agreed": ["other_tree"]} | about
    imports.import_file(kind="unor", path=path, at=AT, **about)
    return ImportBatch.objects.get()


def test_a_copy_does_not_stay_when_storing_fails_at_the_last_moment(cast, tmp_path, settings, monkeypatch):
    def fail(agency, kind):
        raise RuntimeError

    monkeypatch.setattr(registry, "_listeners", [fail])
    with pytest.raises(RuntimeError):
        import_tree(tmp_path)
    assert (ImportBatch.objects.count(), kept_files(settings)) == (0, [])


def test_the_copy_of_a_file_that_is_stored_stays(cast, tmp_path, settings):
    """The control."""
    batch = import_tree(tmp_path)
    assert [path.read_bytes() for path in kept_files(settings)] == [(tmp_path / "unor.csv").read_bytes()]
    assert batch.sha256 == sha256((tmp_path / "unor.csv").read_bytes()).hexdigest()


def test_who_confirmed_and_to_what_is_written_down(cast, tmp_path):
    batch = checked(cast, tmp_path)
    assert (batch.confirmed_by, batch.confirmed_at, batch.agreed) == (None, None, [])
    imports.confirm(batch=batch, by=cast.dewi, at=AT, agreed=["other_tree", "second_root", "anything"])
    batch = work(confirm(cast, batch))
    assert (batch.confirmed_by, batch.confirmed_at, batch.agreed) == (cast.dewi, AT, ["other_tree"])


def test_the_command_writes_down_what_it_was_told_to_agree_to(cast, tmp_path):
    batch = import_tree(tmp_path)
    assert (batch.confirmed_by, batch.confirmed_at, batch.agreed) == (None, None, ["other_tree"])


def test_whoever_confirms_does_so_at_a_time(cast, tmp_path):
    batch = checked(cast, tmp_path)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportBatch.objects.filter(pk=batch.pk).update(confirmed_at=AT)


def fail_the_store(cast: Cast, folder: Path) -> ImportBatch:
    """The file vanishes between the check and the storing."""
    batch = confirm(cast, checked(cast, folder))
    Path(batch.file.path).rename(folder / "away")
    return work(batch)


def test_a_failed_store_changes_nothing_and_may_be_tried_again(cast, tmp_path):
    before = Unit.objects.count()
    batch = fail_the_store(cast, tmp_path)
    assert (batch.state, batch.job.state, Unit.objects.count()) == (ImportState.CHECKED, JobState.FAILED, before)
    assert batch.message == batch.job.error
    (tmp_path / "away").rename(batch.file.path)
    again = confirm(cast, batch)
    assert (again.state, again.message, again.job.state) == (ImportState.STORING, "", JobState.QUEUED)
    assert work(again).state == ImportState.STORED


def test_retrying_the_job_is_the_same_as_confirming(cast, tmp_path):
    batch = fail_the_store(cast, tmp_path)
    (tmp_path / "away").rename(batch.file.path)
    job_service.retry(job=batch.job, at=AT)
    batch.refresh_from_db()
    assert batch.state == ImportState.STORING
    assert work(batch).state == ImportState.STORED


def test_a_discarded_file_is_not_stored_by_retrying_its_job(cast, tmp_path):
    batch = fail_the_store(cast, tmp_path)
    (tmp_path / "away").rename(batch.file.path)
    imports.discard(batch=batch, by=cast.dewi, at=AT)
    with pytest.raises(DomainError) as refusal:
        job_service.retry(job=batch.job, at=AT)
    assert refusal.value.code == "import_discarded"
    assert work(batch).state == ImportState.DISCARDED
    assert Unit.objects.filter(siasn_id="K").count() == 0


def test_a_discarded_file_does_not_come_back_by_checking_it_again(cast, tmp_path):
    batch = upload(cast, write_csv(tmp_path / "unor.csv", [HEADER, *TREE]))
    Path(batch.file.path).rename(tmp_path / "away")
    batch = work(batch)
    (tmp_path / "away").rename(batch.file.path)
    imports.discard(batch=batch, by=cast.dewi, at=AT)
    with pytest.raises(DomainError) as refusal:
        job_service.retry(job=batch.job, at=AT)
    assert refusal.value.code == "import_discarded"
    # Pressed at the same moment as "discard": the job is queued again all the same.
    Job.objects.filter(pk=batch.job_id).update(state=JobState.QUEUED)
    batch = work(batch)
    assert (batch.state, batch.job.state, batch.changes.count()) == (ImportState.DISCARDED, JobState.FAILED, 0)


def test_a_failed_check_may_be_tried_again(cast, tmp_path):
    batch = upload(cast, write_csv(tmp_path / "unor.csv", [HEADER, *TREE]))
    Path(batch.file.path).rename(tmp_path / "away")
    batch = work(batch)
    assert (batch.state, batch.job.state) == (ImportState.UNREADABLE, JobState.FAILED)
    (tmp_path / "away").rename(batch.file.path)
    job_service.retry(job=batch.job, at=AT)
    batch.refresh_from_db()
    assert (batch.state, batch.message) == (ImportState.CHECKING, "")
    assert work(batch).state == ImportState.CHECKED


def test_a_store_whose_lease_is_lost_leaves_nothing(cast, tmp_path, monkeypatch):
    batch = confirm(cast, checked(cast, tmp_path))
    close = imports._close

    def lose(*arguments):
        close(*arguments)
        job_service.sweep(at=timezone.now() + timedelta(minutes=5))

    monkeypatch.setattr(imports, "_close", lose)
    batch = work(batch)
    assert (batch.state, Unit.objects.filter(siasn_id="K").count()) == (ImportState.STORING, 0)
    monkeypatch.setattr(imports, "_close", close)
    Job.objects.filter(pk=batch.job_id).update(state=JobState.QUEUED, lease=None, lease_until=None)
    assert work(batch).state == ImportState.STORED
    assert Unit.objects.filter(siasn_id="K").count() == 1
