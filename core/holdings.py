"""What the kernel erases: sessions, finished jobs, uploaded files and the previews made from them."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from core.enums import ImportState, JobState
from core.models import Decision, ImportBatch, ImportChange, ImportIssue, Job
from core.models.tracked import TrailEvent
from core.retention import Holding, drop_files, register

_CLOSED = (ImportState.STORED, ImportState.UNREADABLE, ImportState.DISCARDED)


def _sessions(before: datetime, agency: Any | None) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=before).order_by("expire_date")


def _jobs(before: datetime, agency: Any | None) -> QuerySet[Job]:
    """Jobs that are over and that no import or report holds on to."""
    jobs = Job.objects.filter(state__in=[JobState.DONE, JobState.FAILED], finished_at__lt=before)
    for relation in Job._meta.related_objects:
        if not issubclass(relation.related_model, TrailEvent):
            held = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
            jobs = jobs.filter(~Exists(held))
    return jobs.order_by("finished_at")


def _batches(before: datetime, agency: Any | None) -> QuerySet[ImportBatch]:
    closed = ImportBatch.objects.filter(agency=agency, state__in=_CLOSED, uploaded_at__lt=before)
    return closed.order_by("uploaded_at")


def _files(before: datetime, agency: Any | None) -> QuerySet[ImportBatch]:
    return _batches(before, agency).exclude(file="")


def _previews(before: datetime, agency: Any | None) -> QuerySet[ImportBatch]:
    """Imports that still have rows of a preview, or rows that were refused."""
    rows = [Exists(model.objects.filter(batch=OuterRef("pk"))) for model in (ImportChange, ImportIssue)]
    return _batches(before, agency).filter(rows[0] | rows[1])


def _drop_sessions(keys: list[str]) -> None:
    Session.objects.filter(pk__in=keys).delete()


def _drop_jobs(keys: list[Any]) -> None:
    Job.objects.filter(pk__in=keys).delete()


def _drop_files(keys: list[int]) -> None:
    drop_files(ImportBatch.objects.filter(pk__in=keys), "file")


def _drop_previews(keys: list[int]) -> None:
    ImportChange.objects.filter(batch__in=keys).delete()
    ImportIssue.objects.filter(batch__in=keys).delete()


def register_all() -> None:
    """Tell `core.retention` what the kernel holds."""
    register(Holding("sessions", _("Sesi masuk"), _("sesi berakhir"), _sessions, _drop_sessions, is_shared=True))
    register(Holding("jobs", _("Pekerjaan latar yang selesai"), _("selesai"), _jobs, _drop_jobs, is_shared=True))
    register(
        Holding("import_previews", _("Pratinjau impor dan baris ditolak"), _("diunggah"), _previews, _drop_previews)
    )
    register(Holding("import_files", _("Berkas impor"), _("diunggah"), _files, _drop_files))
    register(Holding("trail", _("Jejak keputusan"), _("keputusan diambil"), _trail, None))


def _trail(before: datetime, agency: Any | None) -> QuerySet[Decision]:
    return Decision.objects.filter(agency=agency)
