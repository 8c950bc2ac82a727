"""What jobs demand: the competency standard of a job, dated."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Agency
from core.models.tracked import tracked
from employees.models import Position
from evaluations.enums import Importance
from evaluations.models.competencies import Competency


class JobStandardQuerySet(models.QuerySet["JobStandard"]):
    def in_force(self, *, on: date) -> "JobStandardQuerySet":
        """The one standard of each job that holds on the day."""
        begun = self.filter(valid_from__lte=on)
        return begun.order_by("position_id", "-valid_from").distinct("position_id")


@tracked(agency="agency")
class JobStandard(models.Model):
    """The standard of a job from a day on, until a later one begins (rules R-KOMP-2 and 3).

    Where it names no level for one of the nine, the default of the tier holds
    (`evaluations.domain.standards.levels_of`).
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.CASCADE, related_name="standards", db_index=False)
    valid_from = models.DateField(_("berlaku sejak"))
    legal_basis = models.CharField(_("dasar hukum"), max_length=200, default="")
    summary = models.TextField(_("ikhtisar jabatan"), default="")
    education = models.CharField(_("pendidikan yang dipersyaratkan"), max_length=300, default="")
    trainings = models.CharField(_("pelatihan yang dipersyaratkan"), max_length=500, default="")
    experience = models.CharField(_("pengalaman yang dipersyaratkan"), max_length=300, default="")
    made_at = models.DateTimeField(_("dibuat"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = JobStandardQuerySet.as_manager()

    class Meta:
        verbose_name = _("standar kompetensi jabatan")
        ordering = ["position", "-valid_from"]
        constraints = [models.UniqueConstraint(fields=["position", "valid_from"], name="standard_once_a_day")]

    def __str__(self) -> str:
        return str(self.position)


@tracked(agency="standard__agency")
class StandardLevel(models.Model):
    """Required level of one competency in a standard."""

    standard = models.ForeignKey(JobStandard, models.CASCADE, related_name="levels", db_index=False)
    competency = models.ForeignKey(Competency, models.PROTECT, related_name="+", db_index=False)
    level = models.PositiveSmallIntegerField(_("level"))
    importance = models.CharField(_("kepentingan"), max_length=8, choices=Importance, default=Importance.IMPORTANT)

    class Meta:
        verbose_name = _("level yang dipersyaratkan")
        ordering = ["standard", "competency__order"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "competency"], name="standard_level_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="standard_level_1_to_5"),
        ]
