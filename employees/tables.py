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


class EmployeeTable(tables.Table):
    """One line per person: who, which status, rank, job, unit."""

    target = "#results"  # what sorting and leafing swap

    name = tables.Column(verbose_name=_("Nama"), order_by=("name", "id"))
    nip = tables.Column(verbose_name=_("NIP"), attrs={"td": {"class": "nip"}})
    status = tables.Column(verbose_name=_("Status"), orderable=False)
    rank = tables.Column(verbose_name=_("Golongan"), order_by=("rank", "name"), empty_values=())
    position = tables.Column(verbose_name=_("Jabatan"), orderable=False, empty_values=())
    unit = tables.Column(
        verbose_name=_("Unit kerja"), order_by=("unit__path", "name"), empty_values=()
    )

    class Meta:
        order_by = "name"

    def render_name(self, record: Employee) -> str:
        return format_html('<a href="{}">{}</a>', reverse("employee_detail", args=[record.pk]), record)

    def render_nip(self, value: str) -> str:
        return nip(value)

    def render_status(self, record: Employee) -> str:
        if not record.is_active:
            return badge("bad", record.legal_status_name)
        return badge(STATUS_TONES[record.status], _STATUS_LABELS[record.status])

    def render_rank(self, record: Employee) -> str:
        return record.rank_name or "–"

    def render_position(self, record: Employee) -> str:
        return record.position.name if record.position else "–"

    def render_unit(self, record: Employee) -> str:
        return unit_name(record.unit.name) if record.unit else "–"


def badge(tone: str, text: object) -> str:
    """The component of the same name, without a template per row."""
    return format_html('<span class="badge badge-tone-{}">{}</span>', tone, text)
