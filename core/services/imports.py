"""Uploading an export, looking at what it would change, and storing it: whole or not at all."""

import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
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
from core.enums import DecisionKind, ImportState
from core.importing import engine, registry
from core.importing.files import NoHeader, Table, open_table, refuse_at_sight
from core.importing.importer import Importer
from core.jobs import JobContext
from core.models import Agency, ImportBatch, Job
from core.permissions import Permission
from core.services.agencies import adopt_identity, agency_for_import, refuse_foreign
from core.services.decisions import record_decision
from core.services.jobs import request_job

Progress = Callable[[int, str], None]
DISCARDABLE = (ImportState.CHECKED, ImportState.UNREADABLE, ImportState.DISCARDED)


@contextmanager
def _whole(batch: ImportBatch) -> Iterator[None]:
    """One transaction; when it fails, the file that `_keep` has copied goes too."""
    try:
        with transaction.atomic():
            yield
    except BaseException:
        if batch.file:
            batch.file.delete(save=False)  # a file without its row would stay for ever
        raise


def _keep(batch: ImportBatch, file: File) -> None:
    """Copy the file into the store, in pieces; inside `_whole` only."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    batch.sha256 = digest.hexdigest()
    batch.file.save(f"{batch.sha256[:16]}{Path(batch.filename).suffix.lower()[:5]}", file, save=False)


def upload(*, agency: Agency, kind: str, file: UploadedFile, by: Any, at: datetime) -> ImportBatch:
    """Keep the file and have it checked in the background.

    Raises: UnreadableFile when its size or its first bytes say that it is no export.
    """
    refuse_at_sight(file, file.size or 0)
    name = Path(file.name or "berkas").name[:255]
    batch = ImportBatch(agency=agency, kind=kind, filename=name, uploaded_at=at, uploaded_by=by)
    with _whole(batch):
        _keep(batch, file)
        batch.save()
        batch.job = request_job(
            kind="import_check", key=f"import_check:{batch.pk}", arguments={"batch": batch.pk}, by=by, at=at
        )
        batch.save(update_fields=["job"])
    return batch


@transaction.atomic
def confirm(*, batch: ImportBatch, by: Any, at: datetime, agreed: Collection[str] = ()) -> ImportBatch:
    """Have a checked file stored. A second click changes nothing; one after a failure tries again.

    Args:
        agreed: codes of the notices that the person has ticked.
    Raises: DomainError ``import_not_checked``, ``import_discarded``, ``import_not_agreed``, ``import_own``.
    """
    # no_key: a running job that writes rows of this batch must not keep the person waiting.
    batch = ImportBatch.objects.select_for_update(of=("self",), no_key=True).get(pk=batch.pk)
    if batch.state in (ImportState.STORING, ImportState.STORED):
        return batch
    if batch.state == ImportState.DISCARDED:
        raise _discarded()
    if batch.state != ImportState.CHECKED:
        raise DomainError("import_not_checked", _("Berkas ini belum selesai diperiksa."))
    if by is not None:
        _refuse_own(by.pk, batch.counts.get("concerned", ()))
    to_agree = registry.importer_for(batch.kind).to_agree(batch.counts.get("warned", {}))
    if to_agree - set(agreed):
        raise DomainError(
            "import_not_agreed",
            _("Berkas ini belum disimpan. Centang dahulu persetujuan di bagian atas pratinjau, lalu tekan Simpan."),
        )
    batch.job = request_job(
        kind="import_store", key=f"import_store:{batch.pk}", arguments={"batch": batch.pk}, by=by, at=at
    )
    batch.state, batch.message = ImportState.STORING, ""
    batch.agreed, batch.confirmed_by, batch.confirmed_at = sorted(to_agree), by, by and at
    batch.save(update_fields=["job", "state", "message", "agreed", "confirmed_by", "confirmed_at"])
    return batch


def _refuse_own(account: int | None, concerned: Collection[int]) -> None:
    """Nobody decides about her own levels, punishments or appraisal; a file of a command has nobody who confirms it."""
    if account in concerned:
        raise DomainError(
            "import_own",
            _(
                "Berkas ini mengubah data Anda sendiri, jadi harus disetujui oleh pengelola lain. Berkas belum disimpan."
            ),
        )


def record_issues_taken(*, batch: ImportBatch, by: Any, at: datetime) -> None:
    """The rows that were refused leave as a file; of guarded data that is a decision."""
    if registry.importer_for(batch.kind).shows:
        facts = {"rows": batch.issues.count(), "kind": batch.kind}
        record_decision(DecisionKind.DATA_EXPORTED, subject=batch, agency=batch.agency, by=by, at=at, facts=facts)


def _discarded() -> DomainError:
    return DomainError(
        "import_discarded", _("Impor ini sudah dibatalkan. Unggah berkasnya lagi bila tetap ingin menyimpannya.")
    )


@transaction.atomic
def discard(*, batch: ImportBatch, by: Any, at: datetime) -> None:
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
    record_decision(DecisionKind.IMPORT_DISCARDED, subject=batch, agency=batch.agency, by=by, at=at)
    transaction.on_commit(lambda: batch.file.delete(save=False))


def check_job(context: JobContext) -> None:
    """Background: read the file and write its preview."""
    batch = ImportBatch.objects.select_related("agency").get(pk=context.arguments["batch"])
    if batch.state != ImportState.CHECKING:
        raise DomainError("import_not_checking", _("Impor ini tidak sedang menunggu pemeriksaan."))
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
            batch.asked = _asked(batch, outcome)
        batch.save(update_fields=["state", "message", "counts", "layout", "asked"])


def store_job(context: JobContext) -> None:
    """Background: store the checked file."""
    batch = ImportBatch.objects.select_related("agency").get(pk=context.arguments["batch"])
    if batch.state != ImportState.STORING:
        raise DomainError("import_not_confirmed", _("Impor ini tidak sedang menunggu penyimpanan."))
    with context.finishing():
        batch.issues.all().delete()
        outcome = _process(batch, batch.agency, context.progress, at=timezone.now(), store=True)
        _refuse_unseen(batch, outcome)
        _refuse_own(batch.confirmed_by_id, outcome.concerned)
        _close(batch, outcome, timezone.now())


def _refuse_unseen(batch: ImportBatch, outcome: engine.Outcome) -> None:
    """The data may have changed since the preview: nothing is stored that nobody was asked about."""
    if _asked(batch, outcome).items() - batch.asked.items():
        raise DomainError(
            "import_differs",
            _(
                "Data berubah sejak pratinjau dibuat, dan ada hal baru yang perlu Anda setujui. Batalkan, lalu unggah berkasnya lagi."
            ),
        )


def _asked(batch: ImportBatch, outcome: engine.Outcome) -> dict[str, str]:
    """Which rows and records need a consent, by code."""
    codes = registry.importer_for(batch.kind).to_agree(outcome.review.warned)
    return {code: outcome.review.traces[code] for code in codes}


_AT_WORK = {"import_check": ImportState.CHECKING, "import_store": ImportState.STORING}
_AFTER_FAILURE = {"import_check": ImportState.UNREADABLE, "import_store": ImportState.CHECKED}


def job_failed(job: Job) -> None:
    """A file whose job failed for good is open for another try, not lost."""
    ImportBatch.objects.filter(job=job, state=_AT_WORK[job.kind]).update(
        state=_AFTER_FAILURE[job.kind], message=job.error
    )


def job_retried(job: Job) -> None:
    """The file is on its way again. Raises: DomainError ``import_discarded`` when it was dropped meanwhile."""
    batches = ImportBatch.objects.filter(job=job)
    opened = batches.filter(state=_AFTER_FAILURE[job.kind]).update(state=_AT_WORK[job.kind], message="")
    if not opened and batches.filter(state=ImportState.DISCARDED).exists():
        raise _discarded()


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
    *, kind: str, path: Path, region: str | None, dry_run: bool, at: datetime, by: Any | None = None,
    agreed: Collection[str] = (),
) -> engine.Outcome:  # fmt: skip
    """Import a file at once, as the command does.

    Args:
        region: Kemendagri code; None lets the file say which government it is from.
        agreed: codes of the notices that are agreed to beforehand.
    Raises: UnreadableFile, DomainError ``agency_unknown``, ``import_not_agreed``. Nothing is stored then.
    """
    importer = registry.importer_for(kind)
    batch = ImportBatch(
        kind=kind, filename=path.name[:255], uploaded_at=at, uploaded_by=by, confirmed_by=by, confirmed_at=by and at
    )
    with _whole(batch):
        table = _open(importer, path)
        batch.agency = agency_for_import(importer, table, region)
        outcome = engine.run(
            importer, table, batch.agency, at=at, progress=lambda percent, step: None, store=not dry_run
        )
        if dry_run:
            transaction.set_rollback(True)
            return outcome
        _refuse_unasked(batch, outcome, agreed)
        adopt_identity(importer, table, batch.agency)
        with path.open("rb") as file:
            _keep(batch, File(file))
        batch.layout = _layout(importer, table)
        batch.save()
        _write_issues(batch, outcome)
        _close(batch, outcome, at)
    return outcome


def _refuse_unasked(batch: ImportBatch, outcome: engine.Outcome, agreed: Collection[str]) -> None:
    """A command has nobody to ask: what needs a consent is named.

    A made-up government takes whatever comes beside its data, so that anybody can try the command there.
    Raises: DomainError ``import_not_agreed``.
    """
    batch.asked = _asked(batch, outcome)
    batch.agreed = sorted(batch.asked.keys() & set(agreed))
    importer = registry.importer_for(batch.kind)
    codes = importer.to_agree(batch.asked, only_overwriting=batch.agency.is_sample) - set(agreed)
    if not codes:
        return
    rows = ", ".join(
        _("{code} ({number} baris)").format(code=c, number=outcome.review.warned[c]) for c in sorted(codes)
    )
    options = " ".join(f"--agree {code}" for code in sorted(codes))
    message = _(
        "Berkas ini belum disimpan karena perlu persetujuan: {rows}; periksa barisnya, lalu tambahkan {options}."
    )
    raise DomainError("import_not_agreed", message.format(rows=rows, options=options))


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
    """Raises: UnreadableFile, which says so when the file is clearly an export of another kind."""
    try:
        table = open_table(path, required=[field.headers for field in importer.fields if field.required])
    except NoHeader as error:
        if other := registry.best_fit(error.seen):
            raise _wrong_kind(importer, other) from None
        raise
    titles = {cells.header(name) for name in table.header}
    other = registry.best_fit([titles]) or importer
    # What an office has added to its file is no reason to refuse it: the other kind must explain more.
    if _known(other, titles) > _known(importer, titles):
        raise _wrong_kind(importer, other)
    return table


def _known(importer: Importer, titles: Collection[str]) -> int:
    required_and_known = importer.fit(titles)
    return required_and_known[1] if required_and_known else 0


def _wrong_kind(chosen: Importer, other: Importer) -> UnreadableFile:
    message = _("Berkas ini tampaknya ekspor “{other}”, bukan “{chosen}”. Unggah ulang dengan jenis data itu.")
    return UnreadableFile("wrong_kind", message.format(other=other.title, chosen=chosen.title))


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
    facts = {name: batch.counts[name] for name in ("rows", "created", "updated", "unchanged", "rejected")}
    facts |= {"kind": batch.kind, "sha256": batch.sha256, "agreed": batch.agreed}
    record_decision(
        DecisionKind.IMPORT_STORED, subject=batch, agency=batch.agency, by=batch.confirmed_by, at=at, facts=facts
    )
    registry.stored(batch.agency, batch.kind)


def _write_issues(batch: ImportBatch, outcome: engine.Outcome) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy('COPY core_importissue (batch_id, row, "column", value, code, is_warning) FROM STDIN') as copy,
    ):
        for row, column, value, code, is_warning in outcome.review.rows:
            copy.write_row((batch.pk, row, column, value.replace("\x00", ""), code, is_warning))
