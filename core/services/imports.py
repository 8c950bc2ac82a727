"""Uploading an export, looking at what it would change, and storing it: whole or not at all."""

import hashlib
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import jobs
from core.domain import cells
from core.domain.errors import DomainError, UnreadableFile
from core.enums import ImportState
from core.importing import engine, registry
from core.importing.files import NoHeader, Table, open_table, refuse_at_sight
from core.importing.importer import Importer
from core.jobs import JobContext
from core.models import Agency, ImportBatch, Job
from core.permissions import Permission
from core.services.agencies import adopt_identity, agency_for_import, refuse_foreign
from core.services.jobs import request_job

Progress = Callable[[int, str], None]
DISCARDABLE = (ImportState.CHECKED, ImportState.UNREADABLE, ImportState.DISCARDED)


@transaction.atomic
def upload(*, agency: Agency, kind: str, file: UploadedFile, by: Any, at: datetime) -> ImportBatch:
    """Keep the file and have it checked in the background.

    Raises: UnreadableFile when its size or its first bytes say that it is no export.
    """
    refuse_at_sight(file, file.size or 0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    batch = ImportBatch(
        agency=agency, kind=kind, filename=Path(file.name or "berkas").name[:255],
        sha256=digest.hexdigest(), uploaded_at=at, uploaded_by=by,
    )  # fmt: skip
    batch.file.save(f"{batch.sha256[:16]}{Path(batch.filename).suffix.lower()[:5]}", file, save=False)
    try:
        with transaction.atomic():
            batch.save()
            batch.job = request_job(
                kind="import_check", key=f"import_check:{batch.pk}", arguments={"batch": batch.pk}, by=by, at=at
            )
            batch.save(update_fields=["job"])
    except Exception:
        batch.file.delete(save=False)  # a file without its row would stay for ever
        raise
    return batch


@transaction.atomic
def confirm(*, batch: ImportBatch, by: Any, at: datetime, agreed: Collection[str] = ()) -> ImportBatch:
    """Have a checked file stored. A second click changes nothing; one after a failure tries again.

    Args:
        agreed: codes of the notices that the person has ticked.
    Raises: DomainError ``import_not_checked``, ``import_discarded``, ``import_not_agreed``.
    """
    # no_key: a running job that writes rows of this batch must not keep the person waiting.
    batch = ImportBatch.objects.select_for_update(of=("self",), no_key=True).get(pk=batch.pk)
    if batch.state in (ImportState.STORING, ImportState.STORED):
        return batch
    if batch.state == ImportState.DISCARDED:
        raise DomainError(
            "import_discarded", _("Impor ini sudah dibatalkan. Unggah berkasnya lagi bila tetap ingin menyimpannya.")
        )
    if batch.state != ImportState.CHECKED:
        raise DomainError("import_not_checked", _("Berkas ini belum selesai diperiksa."))
    if registry.importer_for(batch.kind).to_agree(batch.counts.get("warned", {})) - set(agreed):
        raise DomainError(
            "import_not_agreed",
            _("Berkas ini belum disimpan. Centang dahulu persetujuan di bagian atas pratinjau, lalu tekan Simpan."),
        )
    batch.job = request_job(
        kind="import_store", key=f"import_store:{batch.pk}", arguments={"batch": batch.pk}, by=by, at=at
    )
    batch.state, batch.message = ImportState.STORING, ""
    batch.save(update_fields=["job", "state", "message"])
    return batch


@transaction.atomic
def discard(*, batch: ImportBatch) -> None:
    """Drop a file that was not stored; its record stays, the personal data in it do not.

    Raises: DomainError ``import_not_open`` when it is being stored or is stored already.
    """
    dropped = ImportBatch.objects.filter(pk=batch.pk, state__in=DISCARDABLE).update(state=ImportState.DISCARDED)
    if not dropped:
        raise DomainError(
            "import_not_open", _("Impor ini sudah disimpan atau sedang disimpan; tidak dapat dibatalkan.")
        )
    batch.changes.all().delete()
    batch.issues.all().delete()
    transaction.on_commit(lambda: batch.file.delete(save=False))


def check_job(context: JobContext) -> None:
    """Background: read the file and write its preview."""
    batch = ImportBatch.objects.select_related("agency").get(pk=context.arguments["batch"])
    with context.finishing():
        batch.changes.all().delete()
        batch.issues.all().delete()
        try:
            with transaction.atomic():
                outcome = _process(batch, batch.agency, context.progress, at=timezone.now(), preview=True)
        except UnreadableFile as error:
            batch.state, batch.message = ImportState.UNREADABLE, error.message
        else:
            batch.state, batch.counts = ImportState.CHECKED, outcome.record()
        batch.save(update_fields=["state", "message", "counts", "layout"])


def store_job(context: JobContext) -> None:
    """Background: store the checked file."""
    batch = ImportBatch.objects.select_related("agency").get(pk=context.arguments["batch"])
    if batch.state != ImportState.STORING:
        raise DomainError("import_not_confirmed", _("Impor ini tidak sedang menunggu penyimpanan."))
    with context.finishing():
        batch.issues.all().delete()
        outcome = _process(batch, batch.agency, context.progress, at=timezone.now(), store=True)
        _refuse_unseen(batch, outcome)
        _close(batch, outcome, timezone.now())


def _refuse_unseen(batch: ImportBatch, outcome: engine.Outcome) -> None:
    """The data may have changed since the preview: nothing is stored that nobody was asked about."""
    seen, found = batch.counts.get("warned", {}), outcome.review.warned
    if any(found[code] > seen.get(code, 0) for code in registry.importer_for(batch.kind).to_agree(found)):
        raise DomainError(
            "import_differs",
            _(
                "Data berubah sejak pratinjau dibuat, dan ada hal baru yang perlu Anda setujui. Batalkan, lalu unggah berkasnya lagi."
            ),
        )


_AT_WORK = {"import_check": ImportState.CHECKING, "import_store": ImportState.STORING}
_AFTER_FAILURE = {"import_check": ImportState.UNREADABLE, "import_store": ImportState.CHECKED}


def job_failed(job: Job) -> None:
    """A file whose job failed for good is open for another try, not lost."""
    ImportBatch.objects.filter(job=job, state=_AT_WORK[job.kind]).update(
        state=_AFTER_FAILURE[job.kind], message=job.error
    )


def job_retried(job: Job) -> None:
    """The file is on its way again, unless it was discarded meanwhile."""
    ImportBatch.objects.filter(job=job, state=_AFTER_FAILURE[job.kind]).update(state=_AT_WORK[job.kind], message="")


def is_visible(user: Any, job: Job) -> bool:
    """Whoever may run imports in the agency may watch its jobs."""
    return ImportBatch.objects.visible_to(user).filter(pk=job.arguments.get("batch")).exists()


def register_jobs() -> None:
    about = {
        "on_failure": job_failed,
        "on_retry": job_retried,
        "is_visible": is_visible,
        "agency_of": lambda job: ImportBatch.objects.select_related("agency").get(pk=job.arguments["batch"]).agency,
        "permission": Permission.IMPORT_RUN,
        "page": lambda job: reverse("import_detail", args=[job.arguments["batch"]]),
    }
    jobs.register("import_check", check_job, **about)
    jobs.register("import_store", store_job, **about)


def import_file(
    *, kind: str, path: Path, region: str | None, dry_run: bool, at: datetime, by: Any | None = None
) -> engine.Outcome:
    """Import a file at once, as the command does.

    Args:
        region: Kemendagri code; None lets the file say which government it is from.
    Raises: UnreadableFile, DomainError ``agency_unknown``. Nothing is stored then.
    """
    importer = registry.importer_for(kind)
    with transaction.atomic():
        table = _open(importer, path)
        agency = agency_for_import(importer, table, region)
        outcome = engine.run(importer, table, agency, at=at, progress=lambda percent, step: None, store=not dry_run)
        if dry_run:
            transaction.set_rollback(True)
            return outcome
        batch = ImportBatch(
            agency=agency, kind=kind, filename=path.name[:255], uploaded_at=at, uploaded_by=by,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        )  # fmt: skip
        with path.open("rb") as file:
            batch.file.save(f"{batch.sha256[:16]}{path.suffix.lower()[:5]}", File(file), save=False)
        batch.layout = _layout(importer, table)
        batch.save()
        _write_issues(batch, outcome)
        _close(batch, outcome, at)
    return outcome


def _process(
    batch: ImportBatch, agency: Agency, progress: Progress, *, at: datetime, preview: bool = False, store: bool = False
) -> engine.Outcome:
    importer = registry.importer_for(batch.kind)
    progress(3, _("Membuka berkas"))
    table = _open(importer, Path(batch.file.path))
    refuse_foreign(importer, table, agency, by_hand=False)
    if store:
        adopt_identity(importer, table, agency)
    batch.layout = _layout(importer, table)
    outcome = engine.run(
        importer, table, agency, at=at, progress=progress, store=store,
        preview_batch=batch.pk if preview else None,
    )  # fmt: skip
    _write_issues(batch, outcome)
    return outcome


def _open(importer: Importer, path: Path) -> Table:
    """Raises: UnreadableFile, which says so when the file looks like an export of another kind."""
    try:
        return open_table(path, required=_required(importer))
    except NoHeader as error:
        other = next((i for i in registry.importers() if i.kind != importer.kind and _fits(i, error.seen)), None)
        if other is None:
            raise
        message = _("Berkas ini tampaknya ekspor “{other}”, bukan “{chosen}”. Unggah ulang dengan jenis data itu.")
        raise UnreadableFile("wrong_kind", message.format(other=other.title, chosen=importer.title)) from None


def _required(importer: Importer) -> list[tuple[str, ...]]:
    return [field.headers for field in importer.fields if field.required]


def _fits(importer: Importer, seen: list[set[str]]) -> bool:
    """Whether one of the rows of titles has all columns that the importer requires."""
    wanted = [{cells.header(name) for name in names} for names in _required(importer)]
    return any(all(spellings & titles for spellings in wanted) for titles in seen)


def _layout(importer: Importer, table: Table) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "header_row": table.header_row,
        "columns": len([name for name in table.header if name]),
        "ignored": engine.ignored_columns(importer, table.header),
    }


def _close(batch: ImportBatch, outcome: engine.Outcome, at: datetime) -> None:
    batch.state, batch.stored_at, batch.message = ImportState.STORED, at, ""
    batch.counts = outcome.record()
    batch.save(update_fields=["state", "stored_at", "counts", "layout", "message"])
    registry.stored(batch.agency, batch.kind)


def _write_issues(batch: ImportBatch, outcome: engine.Outcome) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy('COPY core_importissue (batch_id, row, "column", value, code, is_warning) FROM STDIN') as copy,
    ):
        for row, column, value, code, is_warning in outcome.review.rows:
            copy.write_row((batch.pk, row, column, value.replace("\x00", ""), code, is_warning))
