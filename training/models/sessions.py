"""Sessions of a programme (angkatan): days, places, speakers, seats."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Agency, Unit
from core.models.tracked import tracked
from core.permissions import Permission, agency_scope
from evaluations.models import Competency
from training.enums import Approval, SessionState, WaitingRule
from training.models.programmes import Programme

MOST_SEATS = 10_000


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: Any) -> "SessionQuerySet":
        """What the agencies of the person have announced; drafts for who organises."""
        seen = agency_scope(user, agency="agency", permission=Permission.TRAINING_VIEW)
        kept = agency_scope(user, agency="agency", permission=Permission.TRAINING_RUN)
        return self.filter(seen & ~models.Q(state=SessionState.DRAFT) | kept)

    def published(self) -> "SessionQuerySet":
        return self.filter(state=SessionState.PUBLISHED)


@tracked(agency="agency")
class Session(models.Model):
    """One group that learns a programme together.

    Attributes:
        starts_on, ends_on: first and last of its days, kept by the service that writes the days.
        opens_on, closes_on: days on which people may ask for a seat, both included.
        queue: number that the next person on the waiting list gets; drawn under the lock of this row.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="sessions", db_index=False)
    name = models.CharField(_("angkatan"), max_length=100)
    place = models.CharField(_("tempat"), max_length=200, default="")
    starts_on = models.DateField(_("mulai"), null=True)
    ends_on = models.DateField(_("selesai"), null=True)
    opens_on = models.DateField(_("pendaftaran dibuka"), null=True)
    closes_on = models.DateField(_("pendaftaran ditutup"), null=True)
    capacity = models.PositiveIntegerField(_("kursi"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)])
    approval = models.CharField(_("persetujuan"), max_length=6, choices=Approval, default=Approval.BOTH)
    waiting_rule = models.CharField(
        _("urutan daftar tunggu"), max_length=11, choices=WaitingRule, default=WaitingRule.FIRST_COME
    )
    budget = models.DecimalField(
        _("anggaran"), max_digits=14, decimal_places=0, default=0, validators=[MinValueValidator(0)]
    )
    funding = models.CharField(_("sumber dana"), max_length=200, blank=True, default="")
    state = models.CharField(_("keadaan"), max_length=9, choices=SessionState, default=SessionState.DRAFT)
    reason = models.CharField(_("alasan pembatalan"), max_length=500, default="")
    queue = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(_("dibuat"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("angkatan pelatihan")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="session_name_once"),
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1, capacity__lte=MOST_SEATS), name="session_capacity"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")) | models.Q(starts_on=None, ends_on=None),
                name="session_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on"))
                | models.Q(opens_on=None)
                | models.Q(closes_on=None),
                name="session_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[SessionState.DRAFT, SessionState.CANCELLED])
                | models.Q(starts_on__isnull=False, opens_on__isnull=False, closes_on__isnull=False),
                name="session_published_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "-starts_on", "-id"], name="session_recent"),
            models.Index(fields=["agency", "starts_on", "ends_on"], name="session_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} – {self.name}"


@tracked(agency="session__agency")
class SessionDay(models.Model):
    """One day of a session, with its own room or link. Times are in the agency's zone, stored as UTC."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="days", db_index=False)
    on = models.DateField(_("tanggal"))
    starts_at = models.DateTimeField(_("mulai"))
    ends_at = models.DateTimeField(_("selesai"))
    minutes = models.PositiveSmallIntegerField(_("menit belajar"))
    room = models.CharField(_("ruang"), max_length=200, blank=True, default="")
    link = models.URLField(_("tautan"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("hari pelatihan")
        ordering = ["session", "starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["session", "on"], name="session_day_once"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_day_ends"),
            models.CheckConstraint(condition=models.Q(minutes__lte=24 * 60), name="session_day_minutes"),
        ]
        indexes = [models.Index(fields=["starts_at"], name="session_day_by_time")]

    def __str__(self) -> str:
        return str(self.on)


@tracked(agency="agency")
class Speaker(models.Model):
    """Somebody who teaches (narasumber), of the government or from elsewhere."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(_("nama"), max_length=200)
    institution = models.CharField(_("instansi asal"), max_length=200, blank=True, default="")
    expertise = models.ManyToManyField(
        Competency, through="SpeakerExpertise", related_name="+", verbose_name=_("keahlian")
    )
    about = models.TextField(_("riwayat singkat"), blank=True, default="")

    class Meta:
        verbose_name = _("narasumber")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["agency", "name", "institution"], name="speaker_once")]

    def __str__(self) -> str:
        return self.name


@tracked(agency="speaker__agency")
class SpeakerExpertise(models.Model):
    """A competency that a speaker teaches."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="+", db_index=False)
    competency = models.ForeignKey(Competency, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("keahlian narasumber")
        constraints = [models.UniqueConstraint(fields=["speaker", "competency"], name="speaker_expertise_once")]

    def __str__(self) -> str:
        return str(self.competency)


@tracked(agency="session__agency")
class SessionSpeaker(models.Model):
    """Who teaches a session, and what."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="speakers", db_index=False)
    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="sessions")
    subject = models.CharField(_("materi"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("narasumber angkatan")
        ordering = ["session", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "speaker"], name="session_speaker_once")]

    def __str__(self) -> str:
        return str(self.speaker)


@tracked(agency="session__agency")
class UnitQuota(models.Model):
    """Seats that the people of a unit and of all below it can take at most."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="quotas", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    seats = models.PositiveIntegerField(_("kursi"))

    class Meta:
        verbose_name = _("kuota unit")
        ordering = ["session", "unit__path"]
        constraints = [models.UniqueConstraint(fields=["session", "unit"], name="unit_quota_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.seats}"
