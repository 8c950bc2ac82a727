"""Who decided what on which ground, and the seals that show whether the trail was touched."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.enums import DecisionKind
from core.models.organisation import Agency
from core.permissions import Permission, agency_scope, has_permission

# Without an agency these are about what all agencies share: sessions and jobs that were erased.
SHARED_KINDS = (DecisionKind.DATA_ERASED,)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: Any) -> "DecisionQuerySet":
        """Decisions of agencies whose trail the person may read, and with any such those about what all share.

        What names no agency is shared only where its kind says so; of people it never is.
        """
        scope = agency_scope(user, agency="agency", permission=Permission.TRAIL_VIEW)
        if scope and has_permission(user, Permission.TRAIL_VIEW):
            scope |= models.Q(agency=None, kind__in=SHARED_KINDS)
        return self.filter(scope)


class Decision(models.Model):
    """An act somebody answers for: approval, rejection, change of role, import, report.

    Triggers record what changed in a row; this records who decided it and why. Written in the same
    transaction as the act, never changed afterwards.

    Attributes:
        subject, subject_id, label: the object by model label ("employees.Employee"), key and name as
            of that moment; the name stays readable when the object is gone.
        reason: as given by the person who decided; "" where none is asked for.
        facts: what the decision rests on, as plain values.
        by: None for work that nobody asked for (a schedule, a command); then ``source`` says what.
        written_at: by the clock of the database; the daily seal goes by it, whatever ``at`` says.
    """

    trail_time = "written_at"
    trail_key = "id"

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(_("jenis keputusan"), max_length=40, choices=DecisionKind)
    subject = models.CharField(_("objek"), max_length=60)
    subject_id = models.CharField(max_length=40)
    label = models.CharField(_("nama objek"), max_length=300)
    reason = models.TextField(_("alasan"), blank=True, default="")
    facts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    source = models.CharField(_("asal"), max_length=200, blank=True, default="")
    request_id = models.UUIDField(null=True)
    at = models.DateTimeField(_("waktu"))
    written_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("keputusan")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["agency", "-at", "-id"], name="decision_recent"),
            models.Index(fields=["subject", "subject_id", "-at"], name="decision_of_object"),
            models.Index(fields=["agency", "kind", "-at", "-id"], name="decision_by_kind"),
            models.Index(fields=["agency", "by", "-at", "-id"], name="decision_by_person"),
            BrinIndex(fields=["written_at"], name="decision_day"),
            models.Index(fields=["request_id"], name="decision_of_request"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.label}"


class Seal(models.Model):
    """The rows of one table of the trail that one day brought, as a hash chained to the day before.

    Attributes:
        columns: what was hashed, in this order, so that a column added later changes nothing.
        blocks: runs of rows ``{"first", "last", "rows", "digest"}``; they narrow down where a row
            was changed or removed.
        digest: over the blocks, ``previous`` and ``alongside``.
        alongside: the tables that were sealed for the same day, this one included; so every seal bears witness that
            the others were there. Empty in seals made before there was this column.
    """

    day = models.DateField(_("hari"))
    source = models.CharField(_("tabel"), max_length=63)
    columns = models.JSONField(default=list)
    blocks = models.JSONField(default=list)
    rows = models.PositiveBigIntegerField(_("jumlah baris"))
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    alongside = models.JSONField(default=list)
    sealed_at = models.DateTimeField(_("disegel"))

    class Meta:
        verbose_name = _("segel jejak")
        ordering = ["-day", "source"]
        constraints = [models.UniqueConstraint(fields=["source", "day"], name="seal_once_a_day")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.day}"
