"""People (ASN), their jobs, what was true of them before, and discipline."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from core.domain import naming
from core.models import Agency, Unit
from core.models.tracked import tracked
from core.permissions import Permission, unit_scope
from employees.domain import nip as nip_rules
from employees.domain import privacy, reference
from employees.domain.superiors import Reach
from employees.enums import (
    Aspect,
    DisciplineLevel,
    Education,
    EmploymentStatus,
    FunctionalLevel,
    Sex,
    Tier,
)
from employees.models.reach import led_of, reach_of

# What everybody may see of her own record.
OWN = frozenset(
    {Permission.EMPLOYEE_VIEW, Permission.SELF_VIEW, Permission.EMPLOYEE_PRIVATE, Permission.DISCIPLINE_VIEW}
)


@tracked(agency="agency")
class Position(models.Model):
    """A job (jabatan) as it exists in a government: its name, tier and functional level."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="positions")
    name = models.CharField(_("nama jabatan"), max_length=250)
    tier = models.CharField(_("jenjang"), max_length=14, choices=Tier, blank=True, default="")
    level = models.CharField(_("jenjang fungsional"), max_length=14, choices=FunctionalLevel, blank=True, default="")

    class Meta:
        verbose_name = _("jabatan")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["agency", "name", "tier"], name="position_once")]

    def __str__(self) -> str:
        return self.name


def _reached(further: Reach) -> models.Q:
    condition = models.Q(pk__in=further.people)
    for path in further.paths:
        condition |= models.Q(unit__path__startswith=path)
    return condition


class EmployeeQuerySet(models.QuerySet["Employee"]):
    def visible_to(self, user: Any, permission: Permission = Permission.EMPLOYEE_VIEW) -> "EmployeeQuerySet":
        """People for whom the permission holds: in the scopes of the roles, below a manager by name, herself."""
        own = models.Q(user=user.pk) if permission in OWN and user.pk and user.is_active else None
        scope = unit_scope(user, agency="agency", path="unit__path", permission=permission, own=own)
        further = reach_of(user, permission)
        return self.filter(scope | _reached(further) if further else scope)

    def led_by(self, user: Any, permission: Permission = Permission.EMPLOYEE_VIEW) -> "EmployeeQuerySet":
        """As `visible_to` without "herself", in a form for long lists.

        An alternative across two tables would keep the database from starting at the few people there
        are to see; where people are reached by name, the units are therefore looked up first.
        """
        if not reach_of(user, permission):
            return self.filter(unit_scope(user, agency="agency", path="unit__path", permission=permission))
        led = led_of(user, permission)
        condition = models.Q(unit__in=led.units) | models.Q(pk__in=led.people)
        return self.filter(condition | models.Q(agency__in=led.agencies) if led.agencies else condition)

    def active(self) -> "EmployeeQuerySet":
        """People whose legal status counts as active (siasn field facts, column 24)."""
        return self.filter(is_active=True)


@tracked(agency="agency", masked=privacy.RESTRICTED)
class Employee(models.Model):
    """A civil servant: PNS, CPNS, PPPK or PPPK paruh waktu, as of the last import."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="employees", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="employees", db_index=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="employee")
    siasn_id = models.CharField(_("PNS ID"), max_length=36, null=True)
    # Plain byte order lets the unique index answer "begins with" as well.
    nip = models.CharField(_("NIP"), max_length=18, db_collation="C")
    name = models.CharField(_("nama"), max_length=200)
    title_front = models.CharField(_("gelar depan"), max_length=60, default="")
    title_back = models.CharField(_("gelar belakang"), max_length=100, default="")
    birth_place = models.CharField(_("tempat lahir"), max_length=100, default="")
    birth_date = models.DateField(_("tanggal lahir"), null=True)
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex, default="")
    nik = models.CharField(_("NIK"), max_length=20, default="")
    phone = models.CharField(_("telepon"), max_length=40, default="")
    email = models.CharField(_("surel"), max_length=200, default="")
    email_official = models.CharField(_("surel dinas"), max_length=200, default="")
    address = models.CharField(_("alamat"), max_length=500, default="")
    status = models.CharField(_("status kepegawaian"), max_length=8, choices=EmploymentStatus)
    legal_status = models.CharField(_("kedudukan hukum"), max_length=4, default="")
    is_active = models.BooleanField(_("aktif"), default=True)
    rank = models.CharField(_("golongan"), max_length=10, default="")
    rank_since = models.DateField(_("TMT golongan"), null=True)
    appointed_on = models.DateField(_("TMT CPNS"), null=True)
    permanent_on = models.DateField(_("TMT PNS"), null=True)
    service_years = models.PositiveSmallIntegerField(_("masa kerja tahun"), null=True)
    service_months = models.PositiveSmallIntegerField(_("masa kerja bulan"), null=True)
    position = models.ForeignKey(Position, models.PROTECT, null=True, db_index=False)
    position_since = models.DateField(_("TMT jabatan"), null=True)
    tier = models.CharField(_("jenjang jabatan"), max_length=14, choices=Tier, default="")
    level = models.CharField(_("jenjang fungsional"), max_length=14, choices=FunctionalLevel, default="")
    eselon = models.CharField(_("eselon"), max_length=2, default="")
    education = models.CharField(_("tingkat pendidikan"), max_length=4, choices=Education, default="")
    education_name = models.CharField(_("pendidikan"), max_length=200, default="")
    school = models.CharField(_("sekolah"), max_length=200, default="")
    graduated = models.PositiveSmallIntegerField(_("tahun lulus"), null=True)
    work_place = models.CharField(_("lokasi kerja"), max_length=100, default="")

    objects = EmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pegawai")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "nip"], name="employee_nip_once"),
            models.UniqueConstraint(fields=["agency", "siasn_id"], name="employee_siasn_once"),
        ]
        indexes = [
            models.Index(fields=["agency", "name", "id"], include=["is_active"], name="employee_by_name"),
            models.Index(fields=["unit", "name", "id"], name="employee_by_unit"),
            models.Index(fields=["unit"], condition=models.Q(is_active=True), name="employee_headcount"),
            models.Index(fields=["position", "name"], name="employee_by_position"),
            models.Index(fields=["agency", "tier", "name"], name="employee_by_tier"),
            models.Index(fields=["agency", "status", "name"], name="employee_by_status"),
            models.Index(fields=["agency", "rank", "name"], name="employee_by_rank"),
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="employee_name_parts"),
            models.Index(
                fields=["agency", "name", "id"],
                condition=models.Q(user=None, is_active=True),
                name="employee_no_account",
            ),
            models.Index(
                fields=["agency", "name", "id"], condition=models.Q(user__isnull=False), name="employee_with_account"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Name with degrees: ``dr. Andi Aisyah, M.Kes.``."""
        return naming.full_name(self.name, self.title_front, self.title_back)

    @property
    def nip_grouped(self) -> str:
        return nip_rules.grouped(self.nip)

    @property
    def nip_label(self) -> str:
        """NIP for PNS, NI PPPK for PPPK (rules 2.3)."""
        return "NI PPPK" if self.status.startswith("pppk") else "NIP"

    @property
    def rank_title(self) -> str:
        return reference.rank_title(self.rank)

    @property
    def rank_name(self) -> str:
        return reference.RANK_NAMES.get(self.rank, self.rank)

    @property
    def legal_status_name(self) -> str:
        return reference.LEGAL_STATUSES.get(self.legal_status, self.legal_status)


class EmployeeHistory(models.Model):
    """What was true of a person until an import replaced it; never changed afterwards."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="history")
    aspect = models.CharField(_("hal"), max_length=12, choices=Aspect)
    value = models.CharField(_("isi"), max_length=300)
    since = models.DateField(_("sejak"), null=True)
    until = models.DateField(_("sampai"), null=True)
    recorded_at = models.DateTimeField(_("dicatat"))

    class Meta:
        verbose_name = _("riwayat pegawai")
        ordering = ["-recorded_at", "-since", "id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    @property
    def words(self) -> str:
        """The value in words; codes of an import that have none stay as they are."""
        return str(_WORDS.get(self.aspect, {}).get(self.value, self.value))


_WORDS: dict[str, dict[str, Any]] = {
    Aspect.RANK: reference.RANK_NAMES,
    Aspect.EDUCATION: dict(Education.choices),
    Aspect.STATUS: dict(EmploymentStatus.choices),
    Aspect.LEGAL_STATUS: reference.LEGAL_STATUSES,
}


@tracked(agency="agency", confidential=True)
class Discipline(models.Model):
    """A disciplinary punishment (hukuman disiplin), PP 94/2021. Confidential."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="discipline")
    level = models.CharField(_("tingkat"), max_length=1, choices=DisciplineLevel)
    decided_on = models.DateField(_("tanggal SK"))
    number = models.CharField(_("nomor SK"), max_length=100, default="")

    class Meta:
        verbose_name = _("hukuman disiplin")
        ordering = ["-decided_on"]
        constraints = [models.UniqueConstraint(fields=["employee", "decided_on", "level"], name="discipline_once")]


class SuperiorQuerySet(models.QuerySet["Superior"]):
    def in_force(self) -> "SuperiorQuerySet":
        """Corrections whose superior still works in the person's government."""
        return self.filter(superior__is_active=True, superior__agency=models.F("employee__agency"))


@tracked(agency="employee__agency")
class Superior(models.Model):
    """The superior of a person where the tree of units names the wrong one or nobody."""

    employee = models.OneToOneField(Employee, models.CASCADE, related_name="named_superior")
    superior = models.ForeignKey(Employee, models.CASCADE, related_name="named_subordinates")
    reason = models.CharField(_("alasan"), max_length=300)
    set_at = models.DateTimeField(_("ditetapkan"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SuperiorQuerySet.as_manager()

    class Meta:
        verbose_name = _("atasan yang dikoreksi")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(employee=models.F("superior")), name="superior_is_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} → {self.superior}"
