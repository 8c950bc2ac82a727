"""The catalogue: what can be learned, what it leads to, and for whom it is."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from core.models import Agency
from core.models.tracked import tracked
from core.permissions import Permission, agency_scope
from employees.enums import Tier
from employees.models import Position
from evaluations.models import Competency
from training.domain.forms import FORMS
from training.enums import CertificateKind, ProgrammeState, Scope, TrainingForm


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, user: Any) -> "ProgrammeQuerySet":
        """What the agencies of the person offer; drafts and retired ones for who keeps the catalogue."""
        seen = agency_scope(user, agency="agency", permission=Permission.TRAINING_VIEW)
        kept = agency_scope(user, agency="agency", permission=Permission.TRAINING_RUN)
        return self.filter(seen & models.Q(state=ProgrammeState.OFFERED) | kept)


@tracked(agency="agency")
class Programme(models.Model):
    """A training as the catalogue offers it; it is held in sessions.

    Attributes:
        jp: of the programme as printed; what the ledger counts follows from form, scope and days.
        fields: keys of fields of government (`evaluations.dictionary`) it is meant for; empty for all.
        tiers: of the jobs it is meant for; empty for all.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(_("kode"), max_length=30)
    name = models.CharField(_("nama pelatihan"), max_length=200)
    form = models.PositiveSmallIntegerField(_("bentuk"), choices=TrainingForm)
    scope = models.CharField(_("cakupan"), max_length=13, choices=Scope, default=Scope.NATIONAL)
    jp = models.DecimalField(_("JP"), max_digits=6, decimal_places=2)
    provider = models.CharField(_("penyelenggara"), max_length=200)
    about = models.TextField(_("uraian"), default="")
    goals = models.TextField(_("tujuan"), default="")
    tiers: Any = ArrayField(models.CharField(max_length=14, choices=Tier), default=list, verbose_name=_("jenjang"))
    fields: Any = ArrayField(models.CharField(max_length=60), default=list, verbose_name=_("bidang"))
    jobs = models.ManyToManyField(Position, through="TargetJob", related_name="+", verbose_name=_("jabatan sasaran"))
    requires = models.ManyToManyField(
        "self", through="Prerequisite", symmetrical=False, related_name="opens", verbose_name=_("prasyarat")
    )
    cost = models.DecimalField(
        _("biaya per peserta"), max_digits=12, decimal_places=0, default=0, validators=[MinValueValidator(0)]
    )
    certificate = models.CharField(
        _("sertifikat"), max_length=10, choices=CertificateKind, default=CertificateKind.ATTENDANCE
    )
    least_attendance = models.PositiveSmallIntegerField(
        _("kehadiran paling sedikit (%)"), default=80, validators=[MaxValueValidator(100)]
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("nilai kelulusan"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    state = models.CharField(_("keadaan"), max_length=8, choices=ProgrammeState, default=ProgrammeState.DRAFT)
    made_at = models.DateTimeField(_("dibuat"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("program pelatihan")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint("agency", Upper("code"), name="programme_code_once"),
            models.CheckConstraint(condition=models.Q(jp__gt=0), name="programme_jp_positive"),
            models.CheckConstraint(condition=models.Q(cost__gte=0), name="programme_cost_not_negative"),
            models.CheckConstraint(
                condition=models.Q(least_attendance__lte=100)
                & (models.Q(pass_mark=None) | models.Q(pass_mark__lte=100)),
                name="programme_percents",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "name", "id"], name="programme_by_name"),
            models.Index(fields=["agency", "form", "name"], name="programme_by_form"),
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="programme_name_parts"),
            GinIndex(fields=["tiers"], name="programme_tiers"),
            GinIndex(fields=["fields"], name="programme_fields"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_classical(self) -> bool:
        return FORMS[self.form].is_classical


@tracked(agency="programme__agency")
class ProgrammeCompetency(models.Model):
    """The level of a competency that the programme leads to."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="competencies", db_index=False)
    competency = models.ForeignKey(Competency, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"))

    class Meta:
        verbose_name = _("kompetensi yang dituju")
        ordering = ["programme", "competency__order"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "competency"], name="programme_competency_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="programme_level_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.competency} · {self.level}"


@tracked(agency="programme__agency")
class TargetJob(models.Model):
    """A job that the programme is meant for."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+", db_index=False)
    position = models.ForeignKey(Position, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("jabatan sasaran")
        constraints = [models.UniqueConstraint(fields=["programme", "position"], name="target_job_once")]

    def __str__(self) -> str:
        return str(self.position)


@tracked(agency="programme__agency")
class Prerequisite(models.Model):
    """A programme that must be completed before."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+", db_index=False)
    required = models.ForeignKey(Programme, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("prasyarat")
        constraints = [
            models.UniqueConstraint(fields=["programme", "required"], name="prerequisite_once"),
            models.CheckConstraint(condition=~models.Q(programme=models.F("required")), name="prerequisite_of_another"),
        ]

    def __str__(self) -> str:
        return str(self.required)


@tracked(agency="programme__agency")
class Material(models.Model):
    """What participants read: a file or a link."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="materials")
    title = models.CharField(_("judul"), max_length=200)
    file = models.FileField(_("berkas"), upload_to="materials/%Y/%m/", blank=True)
    link = models.URLField(_("tautan"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("bahan pelatihan")
        ordering = ["programme", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(file="") ^ models.Q(link=""), name="material_file_or_link"),
        ]

    def __str__(self) -> str:
        return self.title
