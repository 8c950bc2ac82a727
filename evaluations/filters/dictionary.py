"""What the dictionary can be narrowed by; every choice stands in the address."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.filters import ListFilter, choice, typed
from evaluations.enums import CompetencyGroup
from evaluations.selectors import dictionary as selectors
from evaluations.services.dictionary import field_name

ORIGINS = (("library", _("Kamus nasional")), ("own", _("Tambahan instansi")))
STATES = (("retired", _("Tidak dipakai lagi")), ("all", _("Semua")))
NINE = "sembilan"  # the key in the address; the nine have no field


class CompetencyFilter(ListFilter):
    """Search and filters of the dictionary; without any word on it, only what is in use."""

    q = typed(_("Cari"), "by_text", type="search", autocomplete="off", placeholder=_("Kode, nama, atau definisi"))
    group = choice(_("Kelompok"), CompetencyGroup.choices, _("Semua"))
    field = choice(_("Bidang"), (), _("Semua"), method="by_field")
    origin = choice(_("Asal"), ORIGINS, _("Semua"), method="by_origin")
    state = choice(_("Keadaan"), STATES, _("Dipakai"), method="by_state")

    def __init__(self, request: HttpRequest, rows: QuerySet) -> None:
        super().__init__(request, rows)
        fields = selectors.fields_in_use(rows)
        self.filters["field"].extra["choices"] = [(key or NINE, field_title(key)) for key in fields]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.misread and not self.form.cleaned_data.get("state"):
            queryset = queryset.in_use()
        return super().filter_queryset(queryset)

    def by_text(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(selectors.matching(value))

    def by_field(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(field="" if value == NINE else value)

    def by_origin(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(agency__isnull=value == "library")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(retired_on__isnull=False) if value == "retired" else rows


def field_title(key: str) -> Any:
    """The heading under which a field stands."""
    return field_name(key) if key else _("Berlaku untuk semua jabatan")
