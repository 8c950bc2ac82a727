"""Tables of people."""

from functools import cache, lru_cache

import django_tables2 as tables
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.domain.naming import unit_name
from core.paging import CAP
from core.templatetags.web import nip
from employees.enums import EmploymentStatus
from employees.models import Employee

STATUS_TONES = {
    EmploymentStatus.PNS: "ok",
    EmploymentStatus.CPNS: "info",
    EmploymentStatus.PPPK: "neutral",
    EmploymentStatus.PPPK_PART_TIME: "neutral",
}
_STATUS_LABELS = dict(EmploymentStatus.choices)


CLIP = {"td": {"class": "clip"}}  # one line per person on a desk; the rest shows on hover


class EmployeeTable(tables.Table):
    """One line per person: who, which status, rank, job, unit."""

    target = "#results"  # what sorting and leafing swap

    name = tables.Column(verbose_name=_("Nama"), order_by=("sort_name", "id"), attrs=CLIP)
    nip = tables.Column(verbose_name=_("NIP"), attrs={"td": {"class": "nip"}})
    status = tables.Column(verbose_name=_("Status"), orderable=False)
    rank = tables.Column(verbose_name=_("Golongan"), order_by=("rank", "sort_name", "id"), empty_values=())
    position = tables.Column(verbose_name=_("Jabatan"), orderable=False, empty_values=(), attrs=CLIP)
    unit = tables.Column(verbose_name=_("Unit kerja"), empty_values=(), attrs=CLIP)

    class Meta:
        order_by = "name"

    @classmethod
    def order_from(cls, asked: str) -> str:
        """The order that an address asks for, if it is by a column; else by name."""
        return asked if asked.removeprefix("-") in cls.base_columns else "name"

    def order_unit(self, rows: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:
        """In the order of the tree, people without a unit last.

        Where more people have a unit than anybody leafs through, the others could not be reached; they
        are left out, because only then can the database walk from unit to unit and stop after a page,
        where it would sort a million rows otherwise.
        """
        placed = rows.filter(unit__agency=F("agency"))
        if placed.order_by()[: CAP + 1].count() > CAP:
            rows = placed
        path = F("unit__path")
        if is_descending:
            return rows.order_by(path.desc(nulls_last=True), "-sort_name", "-id"), True
        return rows.order_by(path.asc(nulls_last=True), "sort_name", "id"), True

    def cells(self, person: Employee) -> tuple[str, ...]:
        """One row; drawn in one go because this list must answer in milliseconds."""
        return (
            linked(person),
            nip(person.nip),
            status(person),
            person.rank_name or "–",
            hover(person.position.name) if person.position else "–",
            hover(unit_name(person.unit.name)) if person.unit else "–",
        )


def linked(person: Employee) -> str:
    return format_html('<a href="{0}{1}/" title="{2}">{2}</a>', _people(), person.pk, person.full_name)


@cache
def _people() -> str:
    """What stands before the key of a person in her address; to ask for each would take longer than the row."""
    return reverse("employee_detail", args=[0]).removesuffix("0/")


def status(person: Employee) -> str:
    """PNS, CPNS, PPPK; or why the person no longer counts as active."""
    if not person.is_active:
        return badge("bad", gettext(person.legal_status_name))
    return badge(STATUS_TONES[person.status], str(_STATUS_LABELS[person.status]))


@lru_cache(maxsize=4096)  # jobs and units come again on every page
def hover(text: str) -> str:
    """A text that may be cut off, whole when pointed at."""
    return format_html('<span title="{0}">{0}</span>', text)


@lru_cache(maxsize=64)
def badge(tone: str, text: str) -> str:
    """The component of the same name, without a template per row."""
    return format_html('<span class="badge badge-tone-{}">{}</span>', tone, text)
