"""One row per person and year: everything the region counts, computed once, set-based."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Agency
from core.models.organisation import PATH_STEP
from employees.enums import EmploymentStatus, Tier
from employees.models import Employee
from evaluations.enums import Predicate
from evaluations.models import Assessment, JobStandard


class AssessmentState(models.TextChoices):
    VALID = "valid", _("Berlaku")
    EXPIRED = "expired", _("Kedaluwarsa")
    NEVER = "never", _("Belum pernah")


class YearFact(models.Model):
    """What counts of a person in a year; made by `reports.services.facts`."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="year_facts", db_index=False)
    year = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+", db_index=False)
    unit_path = models.CharField(max_length=PATH_STEP * 15)
    is_active = models.BooleanField()  # reports count active people only
    status = models.CharField(max_length=8, choices=EmploymentStatus)
    tier = models.CharField(max_length=14, choices=Tier)
    jp = models.DecimalField(max_digits=8, decimal_places=2)
    predicate = models.PositiveSmallIntegerField(null=True, choices=Predicate)
    ip_qualification = models.DecimalField(max_digits=4, decimal_places=1)
    ip_competency = models.DecimalField(max_digits=4, decimal_places=1)
    ip_performance = models.DecimalField(max_digits=4, decimal_places=1)
    ip_discipline = models.DecimalField(max_digits=4, decimal_places=1)
    ip_total = models.DecimalField(max_digits=5, decimal_places=1)
    # Which parts of the competency score were met, to show the arithmetic to the person.
    ip_leadership = models.BooleanField()
    ip_functional = models.BooleanField()
    ip_technical_jp = models.DecimalField(max_digits=8, decimal_places=2)
    ip_seminar = models.BooleanField()
    assessment = models.ForeignKey(Assessment, models.SET_NULL, null=True, related_name="+")
    assessment_state = models.CharField(max_length=8, choices=AssessmentState)
    standard = models.ForeignKey(JobStandard, models.SET_NULL, null=True, related_name="+", db_index=False)
    required_level = models.PositiveSmallIntegerField(null=True)
    jpm = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    rule_set = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "year"], name="fact_once")]
        indexes = [
            models.Index(fields=["agency", "year"], name="fact_of_agency"),
            models.Index("year", OpClass("unit_path", "text_pattern_ops"), name="fact_of_unit"),
        ]


class FactsState(models.Model):
    """Whether the facts of a government's year still say what its data say."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    refreshed_at = models.DateTimeField()
    is_stale = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="facts_state_once")]
