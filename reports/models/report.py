"""A regional report: requested, counted, frozen, archived."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.enums import JobState
from core.models import Agency, Job, Unit
from core.models.tracked import tracked
from core.permissions import Permission, agency_scope

FOLDER = "reports/"


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Any) -> "ReportQuerySet":
        """Reports of agencies the person reads as a whole."""
        return self.filter(agency_scope(user, agency="agency", permission=Permission.REPORT_VIEW))

    def open(self) -> "ReportQuerySet":
        """Still to be made."""
        return self.filter(job__state__in=[JobState.QUEUED, JobState.RUNNING])


@tracked(agency="agency")
class Report(models.Model):
    """One report with its numbers, which never change again.

    ``numbers``, ``previous`` and ``meta`` are what the documents are made from; they are empty until
    the job has run.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reports", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    numbers = models.JSONField(null=True)
    previous = models.JSONField(null=True)
    meta = models.JSONField(null=True)
    pdf = models.FileField(upload_to=FOLDER, blank=True)
    xlsx = models.FileField(upload_to=FOLDER, blank=True)
    json = models.FileField(upload_to=FOLDER, blank=True)
    is_scheduled = models.BooleanField(_("terjadwal"), default=False)
    requested_at = models.DateTimeField(_("diminta"))
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="reports")
    finished_at = models.DateTimeField(_("selesai"), null=True)
    job = models.OneToOneField(Job, models.PROTECT, null=True, related_name="report")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("laporan")
        ordering = ["-requested_at"]
        indexes = [models.Index(fields=["agency", "-requested_at"], name="report_recent")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finished_at=None) | models.Q(numbers__isnull=False),
                name="report_finished_has_numbers",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.agency} {self.year}"

    @property
    def cut_off(self) -> datetime | None:
        """The moment the numbers were taken; None until then."""
        return datetime.fromisoformat(self.meta["cut_off"]) if self.meta else None
