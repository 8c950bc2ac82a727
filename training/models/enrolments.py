"""Who wants, waits for and holds a seat, and every step on the way."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.tracked import tracked
from core.permissions import Permission
from employees.models import Employee
from training.domain import enrolment as rules
from training.enums import Actor, EnrolmentState, Origin
from training.models.sessions import Session


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def visible_to(self, user: Any) -> "EnrolmentQuerySet":
        """One's own, those of one's people, and all of the agency for who organises."""
        seen = Employee.objects.visible_to(user, Permission.ENROLMENT_VIEW).values("pk")
        own = models.Q(employee__user=user.pk) if user.pk and user.is_active else models.Q(pk__in=[])
        return self.filter(models.Q(employee__in=seen) | own)

    def live(self) -> "EnrolmentQuerySet":
        return self.filter(state__in=rules.LIVE)

    def seated(self) -> "EnrolmentQuerySet":
        return self.filter(state__in=rules.SEATED)


@tracked(agency="session__agency")
class Enrolment(models.Model):
    """A person and a session.

    Attributes:
        gap: levels that the programme closes for her, when she asked; decides by the rule "largest gap".
        number: on the waiting list; drawn under the lock of the session, kept when a seat is offered.
        due_at: until when the next one in charge should decide.
        offered_until: until when an offered seat is held.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="enrolments", db_index=False)
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="enrolments", db_index=False)
    state = models.CharField(_("keadaan"), max_length=9, choices=EnrolmentState)
    origin = models.CharField(_("asal"), max_length=8, choices=Origin)
    wish = models.CharField(_("alasan mengikuti"), max_length=1000, default="")
    gap = models.PositiveSmallIntegerField(_("kesenjangan"), default=0)
    number = models.PositiveIntegerField(_("nomor tunggu"), null=True)
    requested_at = models.DateTimeField(_("diajukan"))
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(_("tenggat keputusan"), null=True)
    offered_until = models.DateTimeField(_("tawaran berlaku sampai"), null=True)
    changed_at = models.DateTimeField(_("berubah"))

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("pendaftaran pelatihan")
        ordering = ["session", "requested_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "employee"],
                condition=models.Q(state__in=sorted(rules.LIVE | {rules.COMPLETED, rules.FAILED})),
                name="enrolment_live_once",
            ),
            models.UniqueConstraint(
                fields=["session", "number"], condition=models.Q(number__isnull=False), name="enrolment_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state=EnrolmentState.OFFERED) ^ models.Q(offered_until=None),
                name="enrolment_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=EnrolmentState.WAITING) | models.Q(number__isnull=False),
                name="enrolment_waits_with_number",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state", "number"], name="enrolment_by_state"),
            models.Index(fields=["employee", "-requested_at"], name="enrolment_of_person"),
            models.Index(
                fields=["offered_until"], condition=models.Q(state=EnrolmentState.OFFERED), name="enrolment_offers"
            ),
            models.Index(
                fields=["due_at"],
                condition=models.Q(state__in=[EnrolmentState.REQUESTED, EnrolmentState.ENDORSED]),
                name="enrolment_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} – {self.session}"

    @property
    def agency_id(self) -> int:
        return self.session.agency_id


class EnrolmentStep(models.Model):
    """One step of an enrolment, for the person to read. Rows are only added."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="steps", db_index=False)
    before = models.CharField(_("dari"), max_length=9, choices=EnrolmentState, default="")
    after = models.CharField(_("menjadi"), max_length=9, choices=EnrolmentState)
    acting = models.CharField(_("sebagai"), max_length=8, choices=Actor)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("pada"))
    reason = models.CharField(_("alasan"), max_length=1000, default="")

    class Meta:
        verbose_name = _("langkah pendaftaran")
        ordering = ["enrolment", "at", "id"]
        indexes = [models.Index(fields=["enrolment", "at"], name="enrolment_step_order")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}"
