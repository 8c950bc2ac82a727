"""Asking for a report and making it in the background, exactly once."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import OperationalError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import jobs
from core.enums import DecisionKind
from core.jobs import JobContext
from core.models import Agency, Job, Unit
from core.permissions import Permission
from core.services.decisions import record_decision
from core.services.jobs import request_job
from reports.documents import write_documents
from reports.models import Report
from reports.models.report import FOLDER
from reports.selectors import latest_year
from reports.services.freeze import Frozen, freeze_for_readers

KINDS = ("pdf", "xlsx", "json")


@transaction.atomic
def request_report(*, agency: Agency, unit: Unit | None, year: int, by: Any, at: datetime) -> Report:
    """Have the report made; the same one asked for again while it is being made is that one."""
    _one_at_a_time(agency)
    waiting = Report.objects.open().filter(agency=agency, unit=unit, year=year).first()
    if waiting is not None:
        return waiting
    report = Report.objects.create(agency=agency, unit=unit, year=year, requested_at=at, requested_by=by)
    return _build(report, key=f"report_build:{report.pk}", at=at)


@transaction.atomic
def request_monthly_report(*, agency: Agency, year: int, month: str, at: datetime) -> Report:
    """Have the report of the month made, once: asked for again, it is the same one, tried again if it failed.

    Args:
        month: ``2026-11``, part of the job's key, which is unique.
    """
    _one_at_a_time(agency)
    key = f"report_build:{agency.pk}:{year}:{month}"
    made = Report.objects.filter(job__key=key).first()
    report = made or Report.objects.create(agency=agency, year=year, requested_at=at, is_scheduled=True)
    return _build(report, key=key, at=at)


def _one_at_a_time(agency: Agency) -> None:
    """Two clicks at once: one waits. no_key: an import that is storing rows of the agency keeps nobody waiting."""
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=agency.pk)


def _build(report: Report, *, key: str, at: datetime) -> Report:
    arguments = {"report": report.pk}
    report.job = request_job(kind="report_build", key=key, arguments=arguments, by=report.requested_by, at=at)
    report.save(update_fields=["job"])
    return report


def request_first_reports() -> None:
    """One report a government, so that the archive of the demo is not empty."""
    for agency in Agency.objects.filter(reports=None):
        if year := latest_year(agency):
            request_report(agency=agency, unit=None, year=year, by=None, at=timezone.now())


def build_job(context: JobContext) -> None:
    """Background: freeze the numbers, write the documents, attach them in one transaction."""
    report = Report.objects.select_related("agency__region", "unit", "requested_by").get(pk=context.arguments["report"])
    at = timezone.now()
    context.progress(10, _("Menghitung angka"))
    frozen = freeze_for_readers(agency=report.agency, unit=report.unit, year=report.year, at=at, serial=report.pk)
    context.progress(60, _("Menyusun dokumen"))
    lease = str(context.job.lease)
    with _workbench(report, lease) as folder:
        paths = write_documents(frozen, folder)
        context.progress(90, _("Menyimpan dokumen"))
        _attach(context, report, frozen, paths, lease)


@contextmanager
def _workbench(report: Report, lease: str) -> Iterator[Path]:
    """A folder for the documents until they are attached; what killed workers left behind is cleared away."""
    root = settings.DATA_DIR / "temporary"
    for left_behind in root.glob(f"report-{report.pk}-*"):
        shutil.rmtree(left_behind, ignore_errors=True)
    folder = root / f"report-{report.pk}-{lease}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _attach(context: JobContext, report: Report, frozen: Frozen, paths: dict[str, Path], lease: str) -> None:
    """Files first, each under the name of its lease, then the row; a lost lease takes its files back."""
    try:
        with context.finishing():
            for kind, path in paths.items():
                with path.open("rb") as source:
                    getattr(report, kind).save(f"{report.pk}-{lease}.{kind}", File(source), save=False)
            report.numbers, report.previous, report.meta = frozen.numbers, frozen.previous, frozen.meta
            report.finished_at = timezone.now()
            report.save(update_fields=["numbers", "previous", "meta", *paths, "finished_at"])
            record_decision(
                DecisionKind.REPORT_MADE, subject=report, agency=report.agency, by=report.requested_by,
                at=report.finished_at, facts={"year": report.year, "is_scheduled": report.is_scheduled},
            )  # fmt: skip
    except OperationalError:
        raise  # the commit may have gone through although its answer was lost; the next attempt tidies up
    except BaseException:
        _drop_files(report, lambda name: lease in name)
        raise
    _drop_files(report, lambda name: lease not in name)  # of workers that were killed before


def _drop_files(report: Report, matches: Callable[[str], bool]) -> None:
    for name in _files_of(report):
        if matches(name):
            default_storage.delete(f"{FOLDER}{name}")


def _files_of(report: Report) -> list[str]:
    try:
        return [name for name in default_storage.listdir(FOLDER)[1] if name.startswith(f"{report.pk}-")]
    except FileNotFoundError:
        return []


def register_jobs() -> None:
    """Making a report can be watched by its readers and tried again by those who ask for reports."""
    jobs.register(
        "report_build",
        build_job,
        is_visible=_is_visible,
        agency_of=lambda job: Report.objects.select_related("agency").get(job=job).agency,
        permission=Permission.REPORT_RUN,
        page=lambda job: reverse("report_detail", args=[job.arguments["report"]]),
    )


def _is_visible(user: Any, job: Job) -> bool:
    return Report.objects.visible_to(user).filter(job=job).exists()
