"""Assessments: the rounds, who takes part and who rates, and the results that count."""

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Agency
from core.models.tracked import tracked
from employees.models import Employee, Position
from evaluations.enums import Method, ParticipantState, Purpose, Relation, RoundState
from evaluations.models.competencies import Competency
from evaluations.models.scopes import AssessmentQuerySet, ParticipantQuerySet, RaterQuerySet, RoundQuerySet


@tracked(agency="agency")
class AssessmentRound(models.Model):
    """An assessment of several people, run by a provider (Peraturan BKN 26/2019)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(_("nama kegiatan"), max_length=200)
    method = models.CharField(_("metode"), max_length=20, choices=Method)
    purpose = models.CharField(_("tujuan"), max_length=8, choices=Purpose, default=Purpose.MAPPING)
    provider = models.CharField(_("penyelenggara"), max_length=200)
    accreditation = models.CharField(_("nomor akreditasi"), max_length=100, default="")
    accredited_until = models.DateField(_("akreditasi berlaku sampai"), null=True)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    competencies = models.ManyToManyField(
        Competency, through="RoundCompetency", verbose_name=_("kompetensi yang dinilai"), related_name="+"
    )
    state = models.CharField(_("keadaan"), max_length=10, choices=RoundState, default=RoundState.DRAFT)
    made_at = models.DateTimeField(_("dibuat"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("kegiatan asesmen")
        ordering = ["-starts_on", "-id"]
        indexes = [models.Index(fields=["agency", "-starts_on", "-id"], name="round_recent")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="round_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked(agency="round__agency")
class RoundCompetency(models.Model):
    """What a round assesses, a row each: with fewer of them a person is rated otherwise, so the trail knows each."""

    round = models.ForeignKey(AssessmentRound, models.CASCADE, related_name="+", db_index=False)
    competency = models.ForeignKey(Competency, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("kompetensi kegiatan")
        constraints = [models.UniqueConstraint(fields=["round", "competency"], name="round_competency_once")]


@tracked(agency="round__agency", confidential=True)
class Participant(models.Model):
    """A person in a round, with what her job demanded when she was invited.

    Attributes:
        position, position_name: the job she is measured against; she may move while it runs.
        required: the standard then, level by code.
        summary, advice: what she herself reads; the report is for those who run the assessment only.
    """

    round = models.ForeignKey(AssessmentRound, models.CASCADE, related_name="participants", db_index=False)
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    position = models.ForeignKey(Position, models.SET_NULL, null=True, related_name="+")
    position_name = models.CharField(_("jabatan yang dituju"), max_length=250, default="")
    required = models.JSONField(_("standar"), default=dict)
    state = models.CharField(_("keadaan"), max_length=10, choices=ParticipantState, default=ParticipantState.INVITED)
    strengths = models.TextField(_("kekuatan"), default="")
    weaknesses = models.TextField(_("area pengembangan"), default="")
    summary = models.TextField(_("ringkasan"), default="")
    advice = models.TextField(_("saran pengembangan"), default="")
    recommendation = models.TextField(_("rekomendasi"), default="")
    report = models.FileField(_("laporan rahasia"), upload_to="assessments/%Y/%m/", blank=True)
    concluded_at = models.DateTimeField(_("ditetapkan"), null=True)
    concluded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("peserta asesmen")
        ordering = ["round", "employee__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "employee"], name="participant_once"),
            models.CheckConstraint(
                condition=~models.Q(state=ParticipantState.CONCLUDED) | models.Q(concluded_at__isnull=False),
                name="participant_concluded_at",
            ),
        ]

    def __str__(self) -> str:
        return str(self.employee)

    @property
    def agency_id(self) -> int:
        return self.round.agency_id


@tracked(agency="participant__round__agency", confidential=True)
class Rater(models.Model):
    """Somebody who rates a participant, and in which capacity.

    Has no name of its own: pages of the trail would tell a participant who rates her.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="raters", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    relation = models.CharField(_("hubungan"), max_length=12, choices=Relation, default=Relation.ASSESSOR)

    objects = RaterQuerySet.as_manager()

    class Meta:
        verbose_name = _("penilai")
        ordering = ["participant", "id"]
        constraints = [models.UniqueConstraint(fields=["participant", "user"], name="rater_once")]

    @property
    def agency_id(self) -> int:
        return self.participant.agency_id


@tracked(agency="rater__participant__round__agency", confidential=True)
class Rating(models.Model):
    """Level that one rater saw in one competency, with the evidence. A new one closes the old one."""

    rater = models.ForeignKey(Rater, models.CASCADE, related_name="ratings", db_index=False)
    competency = models.ForeignKey(Competency, models.PROTECT, related_name="+", db_index=False)
    level = models.PositiveSmallIntegerField(_("level"))
    evidence = models.TextField(_("bukti"), default="")
    rated_at = models.DateTimeField(_("dinilai"))
    closed_at = models.DateTimeField(_("diganti"), null=True)

    class Meta:
        verbose_name = _("penilaian")
        ordering = ["rater", "competency", "-rated_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["rater", "competency"], condition=models.Q(closed_at=None), name="rating_current_once"
            ),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="rating_1_to_5"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("rater", "competency", "level", "evidence", "rated_at"),
            ),
            pgtrigger.Protect(
                name="closed_once", operation=pgtrigger.Update, condition=pgtrigger.Q(old__closed_at__isnull=False)
            ),
        ]


@tracked(agency="agency", confidential=True)
class Assessment(models.Model):
    """A competency assessment of a person that is concluded: the results that may count.

    What was found is never written over: a corrected export is a row of its own, which closes the one before it.
    ``levels`` keeps what the provider delivered (code → level 1-5); `AssessmentLevel` holds the same
    as rows, for questions across people.

    Attributes:
        participant: of the round it comes from; None for an import.
        required: the standard it was measured against; empty for an import.
        jpm, category, rule_set: as computed then; None and "" where there was nothing to compare.
        potential: percent of the potential standard, where the provider measured it (R-AC-7).
        closed_at: when an import of the same day and method took its place; such a row counts nowhere.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="assessments", db_index=False)
    assessed_on = models.DateField(_("tanggal asesmen"))
    levels = models.JSONField(_("level"))
    method = models.CharField(_("metode"), max_length=20, choices=Method, default=Method.SIASN, db_default=Method.SIASN)
    participant = models.OneToOneField(Participant, models.PROTECT, null=True, related_name="result")
    required = models.JSONField(_("standar"), default=dict, db_default=models.Value({}, models.JSONField()))
    jpm = models.DecimalField(_("JPM"), max_digits=5, decimal_places=2, null=True)
    category = models.CharField(_("kategori"), max_length=20, default="", db_default="")
    rule_set = models.CharField(_("aturan"), max_length=20, default="", db_default="")
    potential = models.DecimalField(
        _("potensi"), max_digits=5, decimal_places=2, null=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    closed_at = models.DateTimeField(_("diganti"), null=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("asesmen kompetensi")
        ordering = ["-assessed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "assessed_on", "method", "closed_at"],
                name="assessment_once_a_day",
                nulls_distinct=False,  # one of them is open
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "employee", "assessed_on", "levels", "method", "participant", "required", "jpm", "category",
                    "rule_set", "potential",
                ),
            ),
            pgtrigger.Protect(
                name="closed_once", operation=pgtrigger.Update, condition=pgtrigger.Q(old__closed_at__isnull=False)
            ),
        ]  # fmt: skip


@tracked(agency="assessment__agency", confidential=True)
class AssessmentLevel(models.Model):
    """Level a person reached in one competency at one assessment, and what raters saw.

    The level stands in `Assessment.levels` too; what decides a gap is this row, so it has a trail of its own.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="results", db_index=False)
    competency = models.ForeignKey(Competency, models.PROTECT, related_name="+", db_index=False)
    level = models.PositiveSmallIntegerField(_("level"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    evidence = models.TextField(_("bukti"), default="", db_default="")

    class Meta:
        verbose_name = _("level hasil asesmen")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "competency"], name="level_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="level_1_to_5"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("assessment", "competency", "level", "evidence"),
            )
        ]


class CurrentLevel(models.Model):
    """The level that counts for a person and competency today, drawn from all assessments.

    Derived (`evaluations.services.current`), so that a question about a whole region reads one table.
    A row past ``valid_until`` counts no more, whether or not it was refreshed since.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+", db_index=False)
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="current_levels", db_index=False)
    competency = models.ForeignKey(Competency, models.CASCADE, related_name="+", db_index=False)
    level = models.PositiveSmallIntegerField(_("level"))
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="+")
    assessed_on = models.DateField(_("tanggal asesmen"))
    valid_until = models.DateField(_("berlaku sampai"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "competency"], name="current_level_once")]
        indexes = [
            models.Index(
                fields=["agency", "competency", "level"], include=["employee", "valid_until"], name="current_level_fits"
            ),
        ]
