"""Tables of people."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.domain.naming import unit_name
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

    name = tables.Column(verbose_name=_("Nama"), order_by=("name", "id"), attrs=CLIP)
    nip = tables.Column(verbose_name=_("NIP"), attrs={"td": {"class": "nip"}})
    status = tables.Column(verbose_name=_("Status"), orderable=False)
    rank = tables.Column(verbose_name=_("Golongan"), order_by=("rank", "name"), empty_values=())
    position = tables.Column(verbose_name=_("Jabatan"), orderable=False, empty_values=(), attrs=CLIP)
    unit = tables.Column(
        verbose_name=_("Unit kerja"),
        order_by=("unit__path", "name"),
        empty_values=(),
        attrs=CLIP,
    )

    class Meta:
        order_by = "name"

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
    url = reverse("employee_detail", args=[person.pk])
    return format_html('<a href="{0}" title="{1}">{1}</a>', url, person.full_name)


def status(person: Employee) -> str:
    """PNS, CPNS, PPPK; or why the person no longer counts as active."""
    if not person.is_active:
        return badge("bad", person.legal_status_name)
    return badge(STATUS_TONES[person.status], _STATUS_LABELS[person.status])


def hover(text: str) -> str:
    """A text that may be cut off, whole when pointed at."""
    return format_html('<span title="{0}">{0}</span>', text)


def badge(tone: str, text: object) -> str:
    """The component of the same name, without a template per row."""
    return format_html('<span class="badge badge-tone-{}">{}</span>', tone, text)
