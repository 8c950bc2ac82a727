"""Failures of the protection of personal data (UU 27/2022, art. 46)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.domain.incidents import EARLIEST
from core.enums import IncidentKind
from core.models.organisation import Agency
from core.models.tracked import tracked
from core.permissions import Permission, agency_scope


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, user: Any) -> "IncidentQuerySet":
        return self.filter(agency_scope(user, agency="agency", permission=Permission.INCIDENT_VIEW))

    def open(self) -> "IncidentQuerySet":
        return self.filter(closed_at=None)


@tracked(agency="agency")
class Incident(models.Model):
    """A breach of confidentiality, integrity or availability, with its 3 × 24 hour clock.

    The clock runs from ``found_at``; both notices (to the people concerned and to the authority)
    stop it. What a notice must hold (art. 46 (2)): data revealed, when and how, handling and recovery.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="incidents")
    kind = models.CharField(_("jenis kegagalan"), max_length=16, choices=IncidentKind)
    title = models.CharField(_("ringkasan"), max_length=200)
    data_revealed = models.TextField(_("data yang terdampak"))
    people = models.PositiveIntegerField(_("perkiraan jumlah orang terdampak"), null=True, blank=True)
    happened_at = models.DateTimeField(_("terjadi"))
    how = models.TextField(_("bagaimana terjadi"))
    found_at = models.DateTimeField(_("diketahui"))
    handling = models.TextField(_("penanganan dan pemulihan"), blank=True, default="")
    people_told_at = models.DateTimeField(_("orang terdampak diberi tahu"), null=True)
    people_told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    authority_told_at = models.DateTimeField(_("lembaga diberi tahu"), null=True)
    authority_told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("dicatat"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("ditutup"), null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("insiden data pribadi")
        ordering = ["-found_at", "-id"]
        indexes = [models.Index(fields=["agency", "-found_at"], name="incident_recent")]
        constraints = [
            models.CheckConstraint(condition=models.Q(happened_at__gte=EARLIEST), name="incident_in_our_time"),
            models.CheckConstraint(
                condition=models.Q(found_at__gte=models.F("happened_at")), name="incident_found_after_it_happened"
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{step}_at__isnull": True, f"{step}_by__isnull": True})
                    | models.Q(**{f"{step}_at__isnull": False, f"{step}_by__isnull": False}),
                    name=f"incident_{step}_pair",
                )
                for step in ("people_told", "authority_told", "closed")
            ),
        ]

    def __str__(self) -> str:
        return self.title
