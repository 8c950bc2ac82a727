"""What a list of people can be narrowed by; every choice stands in the address."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.filters import ListFilter, choice, suggesting, typed
from employees import accounts, selectors
from employees.enums import EmploymentStatus, Tier

STANDINGS = (("inactive", _("Tidak aktif")), ("all", _("Aktif dan tidak aktif")))


class EmployeeFilter(ListFilter):
    """Search and filters of the list of people; without any word on it, only active people."""

    q = typed(_("Cari"), "by_text", type="search", autocomplete="off", placeholder=_("Nama atau awal NIP"))
    unit = suggesting(_("Unit kerja"), "by_unit", "unit_options", "unit-names")
    job = suggesting(_("Jabatan"), "by_job", "job_options", "job-names")
    status = choice(_("Status"), EmploymentStatus.choices, _("Semua"))
    tier = choice(_("Jenjang"), Tier.choices, _("Semua"))
    rank = choice(_("Golongan"), selectors.ranks_in_use, _("Semua"))
    standing = choice(_("Kedudukan"), STANDINGS, _("Aktif"), method="by_standing")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.misread and not self.form.cleaned_data.get("standing"):
            queryset = queryset.active()
        return super().filter_queryset(queryset)

    def by_text(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return selectors.search(rows, value)

    def by_unit(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(selectors.inside(self.units))

    def by_job(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(position__in=selectors.jobs_named(self.agency, value))

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(is_active=False) if value == "inactive" else rows

    @property
    def is_selective(self) -> bool:
        """The text in force picks few people."""
        return selectors.is_selective(self.form.cleaned_data.get("q", ""))


class AccountFilter(EmployeeFilter):
    """Search and filters of the list of accounts."""

    job = status = tier = rank = standing = None
    state = choice(_("Keadaan akun"), accounts.STATES, _("Semua"), method="by_state")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return accounts.in_state(rows, value)
