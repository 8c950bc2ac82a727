"""An uploaded export: its file, what it would change, and what was refused."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.enums import ChangeKind, ImportState
from core.models.jobs import Job
from core.models.organisation import Agency
from core.models.tracked import tracked
from core.permissions import Permission, agency_scope


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, user: Any) -> "ImportBatchQuerySet":
        return self.filter(agency_scope(user, agency="agency", permission=Permission.IMPORT_RUN))


@tracked(agency="agency")
class ImportBatch(models.Model):
    """One file of one kind. The numbers stay after the import as its record.

    Attributes:
        asked: what the preview asked about, by code, as a hash of the records concerned.
        agreed: codes of what was agreed to; ``confirmed_by`` is None where a command imported.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="imports")
    kind = models.CharField(_("jenis data"), max_length=20)
    file = models.FileField(_("berkas"), upload_to="imports/%Y/%m/")
    filename = models.CharField(_("nama berkas"), max_length=255)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("keadaan"), max_length=12, choices=ImportState, default=ImportState.CHECKING)
    message = models.TextField(_("pesan"), blank=True, default="")
    layout = models.JSONField(_("susunan berkas"), default=dict)
    counts = models.JSONField(_("hitungan"), default=dict)
    uploaded_at = models.DateTimeField(_("diunggah"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="imports")
    asked = models.JSONField(default=dict)
    agreed = models.JSONField(_("yang disetujui"), default=list)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("disetujui"), null=True)
    stored_at = models.DateTimeField(_("disimpan"), null=True)
    job = models.ForeignKey(Job, models.PROTECT, null=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("impor")
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["agency", "-uploaded_at"], name="import_recent")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=ImportState.STORED) | models.Q(stored_at__isnull=False),
                name="import_stored_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="import_confirmed_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.filename}"


class ImportIssue(models.Model):
    """A refused row (``is_warning`` false) or a row stored with a remark."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="issues")
    row = models.PositiveIntegerField(_("baris"))
    column = models.CharField(_("kolom"), max_length=60)
    value = models.CharField(_("isi"), max_length=250)
    code = models.CharField(_("kode"), max_length=30)
    is_warning = models.BooleanField(default=False)

    class Meta:
        ordering = ["row", "id"]
        indexes = [models.Index(fields=["batch", "is_warning", "row"], name="issue_of_batch")]


class ImportChange(models.Model):
    """A row of the preview: what storing the file would do to one record."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=8, choices=ChangeKind)
    row = models.PositiveIntegerField(_("baris"), null=True)
    label = models.CharField(max_length=300)
    differences = models.JSONField(default=list)

    class Meta:
        ordering = ["row", "id"]
        indexes = [models.Index(fields=["batch", "kind", "row"], name="change_of_batch")]
