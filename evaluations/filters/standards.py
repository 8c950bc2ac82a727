"""What the list of job standards can be narrowed by; every choice stands in the address."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.filters import ListFilter, choice, typed
from employees.enums import FunctionalLevel, Tier
from evaluations.selectors import jobs as selectors

STANDARDS = (("own", _("Sudah memiliki")), ("none", _("Belum memiliki")))
HELD = (("all", _("Terisi dan kosong")), ("vacant", _("Kosong")))


class StandardFilter(ListFilter):
    """Search and filters of jobs; without any word on it, only jobs that somebody holds."""

    q = typed(_("Cari"), "by_text", type="search", autocomplete="off", placeholder=_("Nama jabatan"))
    tier = choice(_("Jenjang"), Tier.choices, _("Semua"))
    level = choice(_("Jenjang JF"), FunctionalLevel.choices, _("Semua"))
    standard = choice(_("Standar sendiri"), STANDARDS, _("Semua"), method="by_standard")
    held = choice(_("Pemangku"), HELD, _("Terisi"), method="by_holders")

    def __init__(self, request: HttpRequest, rows: QuerySet, *, on: date) -> None:
        super().__init__(request, rows)
        self.on = on

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.misread and not self.form.cleaned_data.get("held"):
            queryset = selectors.held(queryset)
        return super().filter_queryset(queryset)

    def by_text(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(selectors.matching(value))

    def by_standard(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(since__isnull=value == "none")

    def by_holders(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(holders=0) if value == "vacant" else rows
