"""Who opened guarded data of a person, and requests to mend what is stored (UU 27/2022)."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.models.tracked import tracked
from core.permissions import Permission, unit_scope
from employees.domain.privacy import RESTRICTED
from employees.enums import CorrectionState, ReadingKind
from employees.models.people import Employee


def field_name(name: str) -> str:
    """What a field of a person is called, as the beginning of a line: ``"NIK"``, ``"Tempat lahir"``."""
    title = str(Employee._meta.get_field(name).verbose_name)
    return title[:1].upper() + title[1:]


class Reading(models.Model):
    """Somebody opened guarded data of a person. Append-only; the person herself may see it.

    Attributes:
        reader: None for work without an account (a command).
        reader_roles: what she was at that moment, as the values of `core.enums.Role` with commas between; roles
            come and go, what was read stays read.
        page: address without its parameters.
        written_at: by the clock of the database; the daily seal goes by it.
    """

    trail_time = "written_at"
    trail_key = "id"

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reader_roles = models.CharField(_("peran"), max_length=200, blank=True, default="", db_default="")
    what = models.CharField(_("data"), max_length=16, choices=ReadingKind)
    page = models.CharField(_("halaman"), max_length=200, blank=True, default="")
    request_id = models.UUIDField(null=True)
    at = models.DateTimeField(_("waktu"))
    written_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("pembacaan data")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["employee", "-at", "-id"], name="reading_of_person"),
            models.Index(fields=["reader", "-at"], name="reading_by_reader"),
            BrinIndex(fields=["at"], name="reading_by_time"),  # finds what is past its time to keep
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]


def _decidable(user: Any, own: models.Q | None = None) -> models.Q:
    """Requests to be decided in the person's units; those about restricted fields only where she sees these whole."""
    place = {"agency": "employee__agency", "path": "employee__unit__path"}
    open_to_all = ~models.Q(field__in=RESTRICTED)
    further = open_to_all if own is None else open_to_all | own
    deciding = unit_scope(user, **place, permission=Permission.CORRECTION_DECIDE, own=own)
    return deciding & unit_scope(user, **place, permission=Permission.EMPLOYEE_PRIVATE, own=further)


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def decidable_by(self, user: Any) -> "CorrectionQuerySet":
        """Requests that the person may verify; the predicate is `employees.permissions.decides_corrections`."""
        return self.filter(_decidable(user))

    def visible_to(self, user: Any) -> "CorrectionQuerySet":
        """Those the person may decide about, and her own."""
        own = models.Q(employee__user=user.pk) if user.pk else models.Q(pk__in=[])
        return self.filter(_decidable(user, own))

    def waiting(self) -> "CorrectionQuerySet":
        return self.filter(state=CorrectionState.WAITING)


@tracked(agency="employee__agency", confidential=True)
class Correction(models.Model):
    """A person asks for a wrong entry about her to be mended (UU 27/2022, art. 6 and 30).

    Attributes:
        field: name of a field of `Employee` that may be asked for (`employees.domain.privacy`).
        due_at: three days of 24 hours after the request.
    """

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="corrections")
    field = models.CharField(_("data"), max_length=40)
    stored = models.CharField(_("tercatat"), max_length=500, blank=True)
    wanted = models.CharField(_("seharusnya"), max_length=500)
    explanation = models.TextField(_("penjelasan"), blank=True, default="")
    evidence = models.FileField(_("bukti"), upload_to="corrections/%Y/%m/")
    evidence_name = models.CharField(max_length=200)
    state = models.CharField(_("keadaan"), max_length=10, choices=CorrectionState, default=CorrectionState.WAITING)
    asked_at = models.DateTimeField(_("diajukan"))
    due_at = models.DateTimeField(_("batas waktu"))
    decided_at = models.DateTimeField(_("diputuskan"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(_("jawaban"), blank=True, default="")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("permohonan koreksi")
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(state=CorrectionState.WAITING), name="correction_waiting"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "field"],
                condition=models.Q(state=CorrectionState.WAITING),
                name="correction_one_waiting",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[CorrectionState.WAITING, CorrectionState.WITHDRAWN], decided_at=None, decided_by=None
                )
                | models.Q(
                    state__in=[CorrectionState.ACCEPTED, CorrectionState.REJECTED],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="correction_decided_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee}: {self.field_name}"

    @property
    def field_name(self) -> str:
        """What the entry is called on pages."""
        return field_name(self.field)

    @property
    def is_waiting(self) -> bool:
        return self.state == CorrectionState.WAITING
