"""Accounts and the roles people hold."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.enums import Role
from core.models.organisation import Agency, Unit


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


class User(AbstractBaseUser, PermissionsMixin):
    """An account. The login name is the NIP; people without one (mentors) get another name."""

    username = models.CharField(_("NIP atau nama akun"), max_length=150, unique=True)
    email = models.EmailField(_("surel"), blank=True)
    name = models.CharField(_("nama"), max_length=200)
    is_active = models.BooleanField(_("aktif"), default=True)
    joined_at = models.DateTimeField(_("dibuat"), auto_now_add=True)

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

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name else self.username


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def current(self, *, on: date) -> "RoleAssignmentQuerySet":
        """Assignments in force on the day."""
        return self.filter(
            models.Q(starts_on=None) | models.Q(starts_on__lte=on),
            models.Q(ends_on=None) | models.Q(ends_on__gte=on),
        )


class RoleAssignment(models.Model):
    """A role of a person within a scope: one unit and everything under it, or the whole agency."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    role = models.CharField(_("peran"), max_length=20, choices=Role)
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name=_("instansi"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit"))
    starts_on = models.DateField(_("mulai"), null=True, blank=True)
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("penugasan peran")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "agency", "unit"],
                nulls_distinct=False,
                name="role_once_per_scope",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="role_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.unit or self.agency}"
