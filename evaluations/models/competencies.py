"""The dictionary: competencies, and the versions of what their five levels mean."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Agency
from core.models.tracked import tracked
from evaluations.enums import CompetencyGroup

INDICATORS = 3  # of a level (PermenPANRB 38/2017)


class CompetencyQuerySet(models.QuerySet["Competency"]):
    def of(self, agency: Agency | None) -> "CompetencyQuerySet":
        """The library everybody has, and the agency's own additions.

        A code means one thing in an agency for ever: where the library takes one up later that the agency has used
        before, the agency's own stands for it there and the library's does not (docs/domain-rules.md).
        """
        if agency is None:
            return self.filter(agency=None)
        own = Competency.objects.filter(agency=agency, code__iexact=models.OuterRef("code"))
        return self.filter(models.Q(agency=agency) | models.Q(agency=None) & ~models.Exists(own))

    def in_use(self) -> "CompetencyQuerySet":
        """Without those that were retired."""
        return self.filter(retired_on=None)

    def mandatory(self) -> "CompetencyQuerySet":
        """The nine that every job demands."""
        return self.filter(agency=None, group__in=MANDATORY)


MANDATORY = (CompetencyGroup.MANAGERIAL, CompetencyGroup.SOCIO_CULTURAL)


@tracked(agency="agency")
class Competency(models.Model):
    """A competency of the dictionary. ``code`` is the key SIASN uses for the nine (4.20).

    Attributes:
        agency: that added it; None for the library that comes with the application.
        field: key of the field of government (urusan); empty for the nine.
        retired_on: from then on it is offered no more; results and standards keep it.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    code = models.CharField(_("kode"), max_length=40)
    name = models.CharField(_("nama"), max_length=120)
    group = models.CharField(_("kelompok"), max_length=14, choices=CompetencyGroup)
    field = models.CharField(_("bidang"), max_length=60, default="")
    order = models.PositiveSmallIntegerField(_("urutan"))
    retired_on = models.DateField(_("tidak dipakai sejak"), null=True)

    objects = CompetencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("kompetensi")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="competency_once", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return self.name


@tracked(agency="competency__agency")
class CompetencyVersion(models.Model):
    """What a competency and its levels mean from a day on. Never changed: another text is another version."""

    competency = models.ForeignKey(Competency, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField(_("versi"))
    valid_from = models.DateField(_("berlaku sejak"))
    definition = models.TextField(_("definisi"))
    issuer = models.CharField(_("instansi pembina"), max_length=120, default="")
    legal_basis = models.CharField(_("dasar hukum"), max_length=200, default="")
    made_at = models.DateTimeField(_("dibuat"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("versi kompetensi")
        ordering = ["competency", "-number"]
        constraints = [models.UniqueConstraint(fields=["competency", "number"], name="version_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.competency} · {self.number}"


@tracked(agency="version__competency__agency")
class LevelText(models.Model):
    """Meaning of one level in one version, with its behaviour indicators."""

    version = models.ForeignKey(CompetencyVersion, models.CASCADE, related_name="levels", db_index=False)
    level = models.PositiveSmallIntegerField(_("level"))
    meaning = models.CharField(_("makna"), max_length=500)
    indicators: Any = ArrayField(models.CharField(max_length=500), verbose_name=_("indikator perilaku"))

    class Meta:
        verbose_name = _("makna level")
        ordering = ["version", "level"]
        constraints = [
            models.UniqueConstraint(fields=["version", "level"], name="level_text_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="level_text_1_to_5"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]
