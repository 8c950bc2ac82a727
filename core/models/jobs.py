"""Background work: the row is the truth, the queue only carries its id."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.domain import jobs
from core.enums import JobState


class JobQuerySet(models.QuerySet["Job"]):
    def claimable(self, at: datetime) -> "JobQuerySet":
        """Queued, or running with a lease that has run out."""
        return self.filter(
            models.Q(state=JobState.QUEUED) | models.Q(state=JobState.RUNNING, lease_until__lt=at),
        )

    def stranded(self, at: datetime) -> "JobQuerySet":
        """Lost by the queue (waiting too long) or by its worker (lease expired)."""
        return self.filter(
            models.Q(state=JobState.QUEUED, queued_at__lt=at - jobs.QUEUE_PATIENCE)
            & (models.Q(sent_at=None) | models.Q(sent_at__lt=at - jobs.QUEUE_PATIENCE))
            | models.Q(state=JobState.RUNNING, lease_until__lt=at)
        )

    def visible_to(self, user: Any) -> "JobQuerySet":
        return self.filter(requested_by=user)


class Job(models.Model):
    """One piece of work that runs in a worker, exactly once as seen from this row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("jenis"), max_length=40)
    key = models.CharField(_("kunci"), max_length=200, unique=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(_("keadaan"), max_length=10, choices=JobState, default=JobState.QUEUED)
    progress = models.PositiveSmallIntegerField(_("persen selesai"), default=0)
    step = models.CharField(_("yang sedang dikerjakan"), max_length=200, blank=True, default="")
    error = models.TextField(_("penyebab gagal"), blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="jobs")
    queued_at = models.DateTimeField(_("diminta"))
    # When the sweeper last sent it again: the queue gets the same patience each time.
    sent_at = models.DateTimeField(_("dikirim ulang"), null=True)
    finished_at = models.DateTimeField(_("selesai"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("pekerjaan")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=JobState.RUNNING)
                | (models.Q(lease__isnull=False) & models.Q(lease_until__isnull=False)),
                name="job_running_has_lease",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[JobState.DONE, JobState.FAILED]) | models.Q(finished_at__isnull=False),
                name="job_ended_has_time",
            ),
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="job_progress_max"),
        ]
        indexes = [
            models.Index(
                fields=["queued_at"],
                condition=models.Q(state__in=[JobState.QUEUED, JobState.RUNNING]),
                name="job_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def is_over(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)
