"""Accounts and the roles people hold."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from core.domain.roles import Period
from core.enums import Acting, Role
from core.models.organisation import Agency, Unit
from core.models.tracked import tracked
from core.permissions import UNIT_ROLES, Permission, agency_scope


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, username: str, password: str, **fields: Any) -> "User":
        return self.create_user(username, password, is_superuser=True, **fields)


@tracked(agency="roles__agency", exclude=("password", "last_login", "factor_since"), masked=("email",))
class User(AbstractBaseUser, PermissionsMixin):
    """An account. The login name is the NIP; people without one (mentors) get another name."""

    username = models.CharField(_("NIP atau nama akun"), max_length=150, unique=True)
    email = models.EmailField(_("surel"), blank=True)
    name = models.CharField(_("nama"), max_length=200)
    is_active = models.BooleanField(_("aktif"), default=True)
    joined_at = models.DateTimeField(_("dibuat"), auto_now_add=True)
    # The moment the person first chose a password; until then nobody can log in.
    activated_at = models.DateTimeField(_("diaktifkan"), null=True, blank=True)
    password_changed_at = models.DateTimeField(_("kata sandi diganti"), null=True, blank=True)
    # The moment the first second factor was set up; sessions begun before are over.
    factor_since = models.DateTimeField(_("verifikasi dua langkah sejak"), null=True, blank=True, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("akun")
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_username_once"),
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="user_email_once"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(activated_at=None), name="user_not_activated"),
            models.Index(fields=["id"], condition=models.Q(is_active=False), name="user_closed"),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must know to go on: it changes with the password and with the first second factor."""
        known: str = super()._get_session_auth_hash(secret=secret)
        return f"{known}:{self.factor_since.timestamp()}" if self.factor_since else known

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name else self.username


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def current(self, *, on: date) -> "RoleAssignmentQuerySet":
        """Assignments in force on the day; one that was taken away counts no more on the day it was."""
        return self.filter(
            models.Q(starts_on=None) | models.Q(starts_on__lte=on),
            models.Q(ends_on=None) | models.Q(ends_on__gt=on) | models.Q(ends_on=on, ended_at=None),
        )

    def over(self, *, on: date) -> "RoleAssignmentQuerySet":
        """Assignments that ran out before the day or were taken away."""
        return self.filter(models.Q(ends_on__lt=on) | models.Q(ended_at__isnull=False))

    def coming(self, *, on: date) -> "RoleAssignmentQuerySet":
        """Assignments that begin after the day."""
        return self.filter(starts_on__gt=on, ended_at=None)

    def visible_to(self, user: Any) -> "RoleAssignmentQuerySet":
        """Assignments in agencies whose roles the person may read."""
        return self.filter(agency_scope(user, agency="agency", permission=Permission.ROLE_VIEW))


@tracked(agency="agency")
class RoleAssignment(models.Model):
    """A role of a person within a scope: one unit and everything under it, or the whole agency.

    Attributes:
        acting: a manager in somebody's place (Plt/Plh), always for a unit and a period.
        ended_at, ended_by: when somebody took the role away before its time, and who; ``ends_on`` is then the day
            of it, or the first day of a role that never began. From that moment the role gives nothing.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    role = models.CharField(_("peran"), max_length=20, choices=Role)
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name=_("instansi"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit"))
    acting = models.CharField(_("sebagai"), max_length=3, choices=Acting, blank=True, default="")
    starts_on = models.DateField(_("mulai"), null=True, blank=True)
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    ended_at = models.DateTimeField(_("dicabut"), null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("dicabut oleh")
    )

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("penugasan peran")
        constraints = [
            # The same role in the same scope may come again, but never twice on one day.
            ExclusionConstraint(
                name="role_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("agency", RangeOperators.EQUAL),
                    (Coalesce("unit", 0), RangeOperators.EQUAL),
                    (
                        models.Func(
                            "starts_on",
                            "ends_on",
                            # The day on which it was taken away is free for another.
                            models.Case(
                                models.When(ended_at=None, then=models.Value("[]")), default=models.Value("[)")
                            ),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="role_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(acting="")
                | models.Q(role=Role.MANAGER, unit__isnull=False, starts_on__isnull=False, ends_on__isnull=False),
                name="role_acting_is_for_a_while",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False, ends_on__isnull=False),
                name="role_ended_pair",
            ),
            # Without a unit a role speaks of the whole agency; these two never do.
            models.CheckConstraint(
                condition=~models.Q(role__in=UNIT_ROLES) | models.Q(unit__isnull=False), name="role_has_its_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.title} · {self.unit or self.agency}"

    @property
    def title(self) -> str:
        """The role in words: ``Atasan (Plt.)`` for somebody who acts."""
        name = str(self.get_role_display())
        return f"{name} ({self.get_acting_display()})" if self.acting else name

    def is_current(self, on: date) -> bool:
        """In force on the day, the whole of it."""
        return self.period.holds(on)

    def is_over(self, on: date) -> bool:
        """Run out before the day, or taken away."""
        return self.ended_at is not None or (self.ends_on is not None and self.ends_on < on)

    def holds_at(self, at: datetime) -> bool:
        """In force at the moment; today, a role taken away at noon was in force in the morning."""
        day = self.agency.date_at(at)
        return Period(self.starts_on, self.ends_on).holds(day) and (self.ended_at is None or at < self.ended_at)

    @property
    def period(self) -> Period:
        """First and last whole day; of a role taken away the last is the day before."""
        return (
            Period(self.starts_on, self.ends_on).cut_short() if self.ended_at else Period(self.starts_on, self.ends_on)
        )
