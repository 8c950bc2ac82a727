"""Competencies, assessments with their levels, and yearly performance."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Agency
from core.models.tracked import NATIONAL, tracked
from employees.models import Employee
from evaluations.enums import CompetencyGroup, Expectation, Predicate


@tracked(agency=NATIONAL)
class Competency(models.Model):
    """A competency of the dictionary. ``code`` is the key SIASN uses for the nine (4.20)."""

    code = models.CharField(_("kode"), max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    group = models.CharField(_("kelompok"), max_length=14, choices=CompetencyGroup)
    order = models.PositiveSmallIntegerField(_("urutan"))

    class Meta:
        verbose_name = _("kompetensi")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


@tracked(agency="agency", confidential=True)
class Assessment(models.Model):
    """A competency assessment of a person.

    ``levels`` keeps what the provider delivered (code → level 1-5); `AssessmentLevel` holds the same
    as rows, for questions across people.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="assessments", db_index=False)
    assessed_on = models.DateField(_("tanggal asesmen"))
    levels = models.JSONField(_("level"))

    class Meta:
        verbose_name = _("asesmen kompetensi")
        ordering = ["-assessed_on"]
        constraints = [models.UniqueConstraint(fields=["employee", "assessed_on"], name="assessment_once_a_day")]


class AssessmentLevel(models.Model):
    """Level a person reached in one competency at one assessment."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="results", db_index=False)
    competency = models.ForeignKey(Competency, models.PROTECT, related_name="+", db_index=False)
    level = models.PositiveSmallIntegerField(_("level"), validators=[MinValueValidator(1), MaxValueValidator(5)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "competency"], name="level_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="level_1_to_5"),
        ]


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
