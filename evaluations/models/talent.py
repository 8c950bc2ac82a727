"""Talent maps: the agency's cut-offs, and maps that the committee has confirmed."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import Agency, Unit
from core.models.tracked import tracked
from employees.enums import Tier
from employees.models import Employee, Position
from evaluations.enums import PotentialSource, Predicate
from evaluations.models.assessments import Assessment


@tracked(agency="agency")
class TalentSetting(models.Model):
    """Where an agency draws the lines of the nine boxes, from a year on (rules 6.2).

    Never changed: other lines are another row, and of several for one year the newest counts.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    from_year = models.PositiveSmallIntegerField(_("mulai tahun"))
    performance_meets = models.DecimalField(_("kinerja sesuai ekspektasi mulai"), max_digits=5, decimal_places=2)
    performance_above = models.DecimalField(_("kinerja di atas ekspektasi mulai"), max_digits=5, decimal_places=2)
    potential_medium = models.DecimalField(_("potensi menengah mulai"), max_digits=5, decimal_places=2)
    potential_high = models.DecimalField(_("potensi tinggi mulai"), max_digits=5, decimal_places=2)
    legal_basis = models.CharField(_("dasar hukum"), max_length=200)
    made_at = models.DateTimeField(_("dibuat"), db_default=Now())
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("batas peta talenta")
        ordering = ["-from_year", "-id"]
        indexes = [models.Index(fields=["agency", "-from_year", "-id"], name="talent_setting_newest")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(performance_above__gt=models.F("performance_meets"))
                & models.Q(potential_high__gt=models.F("potential_medium")),
                name="talent_setting_in_order",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Batas peta talenta mulai %(year)s") % {"year": self.from_year}


@tracked(agency="agency", confidential=True)
class TalentMap(models.Model):
    """The map of a year as the committee confirmed it; before that there is only a simulation, never stored."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("tahun"))
    decree = models.CharField(_("nomor keputusan"), max_length=100)
    decided_on = models.DateField(_("tanggal keputusan"))
    cutoffs = models.JSONField(_("batas"))
    confirmed_at = models.DateTimeField(_("ditetapkan"))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("peta talenta")
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="talent_map_once")]

    def __str__(self) -> str:
        return gettext("Peta talenta %(year)s") % {"year": self.year}


class TalentPlacement(models.Model):
    """Where a person stood on a confirmed map, or what she lacked to stand anywhere; never changed.

    Attributes:
        unit, tier: where she worked then; the map of a perangkat daerah stays what it was.
        source, assessment: what the potential comes from.
        missing: codes of `evaluations.domain.talent`; empty for who stands in a box.
    """

    map = models.ForeignKey(TalentMap, models.CASCADE, related_name="placements", db_index=False)
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    tier = models.CharField(_("jenjang jabatan"), max_length=14, choices=Tier, default="")
    box = models.PositiveSmallIntegerField(_("kotak"), null=True)
    x = models.DecimalField(_("potensi"), max_digits=5, decimal_places=2, null=True)
    y = models.DecimalField(_("kinerja"), max_digits=5, decimal_places=2, null=True)
    predicate = models.PositiveSmallIntegerField(_("predikat"), choices=Predicate, null=True)
    source = models.CharField(_("sumber potensi"), max_length=9, choices=PotentialSource, default="")
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="+")
    missing: Any = ArrayField(models.CharField(max_length=13), verbose_name=_("yang belum ada"), default=list)

    class Meta:
        ordering = ["map", "-box", "employee"]
        constraints = [
            models.UniqueConstraint(fields=["map", "employee"], name="placement_once"),
            models.CheckConstraint(condition=models.Q(box__gte=1, box__lte=9), name="placement_box_1_to_9"),
            models.CheckConstraint(
                condition=models.Q(box__isnull=False, x__isnull=False, y__isnull=False, missing=[])
                | models.Q(box=None, missing__len__gt=0),
                name="placement_or_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "map", "employee", "tier", "box", "x", "y", "predicate", "source", "missing"
                ),
            ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]
