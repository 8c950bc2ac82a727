"""Yearly performance of a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Agency
from core.models.tracked import tracked
from employees.models import Employee
from evaluations.enums import Expectation, Predicate


@tracked(agency="agency")
class PerformanceResult(models.Model):
    """Yearly performance as BKN stores it: two ratings and the predicate (skp22)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="performance", db_index=False)
    siasn_id = models.CharField(_("id SIASN"), max_length=36, default="")
    year = models.PositiveSmallIntegerField(_("tahun"))
    results = models.PositiveSmallIntegerField(_("hasil kerja"), choices=Expectation, null=True)
    behaviour = models.PositiveSmallIntegerField(_("perilaku kerja"), choices=Expectation, null=True)
    predicate = models.PositiveSmallIntegerField(_("predikat"), choices=Predicate)
    rater_name = models.CharField(_("pejabat penilai"), max_length=200, default="")
    rater_nip = models.CharField(_("NIP penilai"), max_length=30, default="")
    rater_position = models.CharField(_("jabatan penilai"), max_length=250, default="")
    rater_unit = models.CharField(_("unit penilai"), max_length=250, default="")
    rater_status = models.CharField(_("status penilai"), max_length=10, default="")

    class Meta:
        verbose_name = _("kinerja tahunan")
        ordering = ["-year"]
        indexes = [models.Index(fields=["agency", "year"], name="performance_by_year")]
        constraints = [
            models.UniqueConstraint(fields=["employee", "year"], name="performance_once_a_year"),
            models.CheckConstraint(condition=models.Q(predicate__gte=1, predicate__lte=5), name="predicate_1_to_5"),
        ]
