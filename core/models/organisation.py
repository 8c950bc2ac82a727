"""Regions, agencies (pemerintah daerah) and their tree of units."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from core.domain import naming
from core.enums import RegionKind
from core.models.tracked import tracked
from core.permissions import unit_scope

PATH_STEP = 8  # characters of a unit path per level


class Region(models.Model):
    """An administrative area with its Kemendagri code (``76.02.01``)."""

    code = models.CharField(_("kode"), max_length=13, primary_key=True)
    name = models.CharField(_("nama"), max_length=100)
    kind = models.CharField(_("jenis"), max_length=10, choices=RegionKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Meta:
        verbose_name = _("wilayah")
        ordering = ["code"]

    def __str__(self) -> str:
        return naming.unit_name(self.name)


@tracked(agency="pk")
class Agency(models.Model):
    """A regional government (instansi): the tenant. Nothing of one is visible to another."""

    region = models.OneToOneField(Region, models.PROTECT, verbose_name=_("wilayah"))
    name = models.CharField(_("nama"), max_length=200)
    siasn_id = models.CharField(_("id SIASN"), max_length=36, unique=True, null=True)
    time_zone = models.CharField(_("zona waktu"), max_length=40, default="Asia/Jakarta")
    seat = models.CharField(_("tempat kedudukan"), max_length=100, blank=True)
    logo = models.ImageField(_("lambang"), upload_to="logos/", blank=True)
    is_sample = models.BooleanField(_("data contoh"), default=False)

    class Meta:
        verbose_name = _("instansi")
        ordering = ["name"]

    def __str__(self) -> str:
        return naming.unit_name(self.name)

    def date_at(self, at: datetime) -> date:
        """Which day it is here: Mamuju turns the page an hour before Surabaya."""
        return at.astimezone(ZoneInfo(self.time_zone)).date()


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, user: Any) -> "UnitQuerySet":
        """Units inside the scopes of the person's roles."""
        return self.filter(unit_scope(user, agency="agency", path="path"))

    def opds(self) -> "UnitQuerySet":
        """Perangkat daerah: the units directly under the root of their government."""
        return self.filter(depth=2)


@tracked(agency="agency")
class Unit(models.Model):
    """A unit of the organisation (unor).

    ``path`` joins the ids of all units from the root down, each as ``PATH_STEP`` hexadecimal
    characters: "everything under X" is a prefix of an index, at any size of the tree.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=PATH_STEP * 15, blank=True, default="")
    depth = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("nama"), max_length=250)
    head_title = models.CharField(_("jabatan pimpinan"), max_length=250, blank=True, default="")
    eselon = models.CharField(_("eselon"), max_length=2, blank=True, default="")
    quick_code = models.CharField(_("kode cepat"), max_length=20, blank=True, default="")
    siasn_id = models.CharField(_("id SIASN"), max_length=36)
    parent_siasn_id = models.CharField(max_length=36, blank=True, default="")

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "siasn_id"], name="unit_siasn_once"),
        ]
        indexes = [
            models.Index(OpClass("path", "text_pattern_ops"), name="unit_path"),
            models.Index(fields=["agency", "path"], name="unit_order"),
            models.Index(Upper("head_title"), "agency", name="unit_head_title"),
            models.Index(Upper("name"), "agency", name="unit_name"),
        ]

    def __str__(self) -> str:
        return naming.unit_name(self.name)
