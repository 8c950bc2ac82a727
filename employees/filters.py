"""What a list of people can be narrowed by; every choice stands in the address."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.domain.naming import collapse
from core.forms import LeanInput, LeanSelect
from employees import selectors
from employees.enums import EmploymentStatus, Tier

STANDINGS = (("inactive", _("Tidak aktif")), ("all", _("Aktif dan tidak aktif")))


@dataclass(frozen=True)
class Chip:
    """A filter in force and the address without it."""

    label: str
    url: str


def _choice(label: Any, choices: Any, empty_label: Any, **more: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label=empty_label, widget=LeanSelect, **more)


def _typed(label: Any, method: str, **attributes: Any) -> django_filters.CharFilter:
    return django_filters.CharFilter(label=label, method=method, max_length=200, widget=LeanInput(attrs=attributes))


def _suggesting(label: Any, method: str, url_name: str, options: str) -> django_filters.CharFilter:
    """A text field whose suggestions come as the options of a datalist."""
    return _typed(
        label, method, list=options, autocomplete="off",
        **{"hx-get": reverse_lazy(url_name), "hx-target": f"#{options}", "hx-trigger": "input changed delay:200ms",
           "hx-swap": "innerHTML", "hx-push-url": "false", "hx-sync": "unset"},
    )  # fmt: skip


class EmployeeFilter(django_filters.FilterSet):
    """Search and filters of the list of people; without any word on it, only active people."""

    q = _typed(_("Cari"), "by_text", type="search", autocomplete="off", placeholder=_("Nama atau awal NIP"))
    unit = _suggesting(_("Unit kerja"), "by_unit", "unit_options", "unit-names")
    job = _suggesting(_("Jabatan"), "by_job", "job_options", "job-names")
    status = _choice(_("Status"), EmploymentStatus.choices, _("Semua"))
    tier = _choice(_("Jenjang"), Tier.choices, _("Semua"))
    rank = _choice(_("Golongan"), selectors.ranks_in_use, _("Semua"))
    standing = _choice(_("Kedudukan"), STANDINGS, _("Aktif"), method="by_standing")

    def __init__(self, request: HttpRequest, rows: QuerySet) -> None:
        super().__init__(data=request.GET, queryset=rows, request=request)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Nobody when a filter cannot be understood: everybody would be a wrong answer."""
        if self.misread:
            return queryset.none()
        if not self.form.cleaned_data.get("standing"):
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

    @property
    def agency(self) -> Any:
        return self.request.agency

    @property
    def units(self) -> list[Any]:
        """Units that the text or number in the field "unit" means."""
        if not hasattr(self, "_units"):
            wanted = self.form.cleaned_data.get("unit", "")
            self._units = selectors.find_units(self.request.user, self.agency, wanted) if wanted else []
        return self._units

    @property
    def misread(self) -> list[str]:
        """What in the address is no choice of a filter, or too long for one, as sentences."""
        fields = self.form.fields
        return [f"{fields[name].label}: {error}" for name, errors in self.form.errors.items() for error in errors]

    @property
    def chips(self) -> list[Chip]:
        """The filters in force, in words."""
        if self.misread:
            return []
        found = []
        for name, field in self.form.fields.items():
            value = self.form.cleaned_data.get(name)
            if value and name != "q":
                words = self._words(name, value, field)
                found.append(Chip(f"{field.label}: {words}", without(self.request.GET, name)))
        return found

    def _words(self, name: str, value: str, field: Any) -> str:
        if name == "unit":
            return selectors.unit_label(self.units[0]) if len(self.units) == 1 else collapse(value)
        return str(dict(getattr(field, "choices", ())).get(value, value))


def without(parameters: QueryDict, name: str) -> str:
    """The address's parameters without one of them, back on the first page."""
    rest = parameters.copy()
    for gone in (name, "page"):
        rest.pop(gone, None)
    return f"?{rest.urlencode()}"
