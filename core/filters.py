"""What every filter bar has in common, and the one of the list of roles; choices stand in the address."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.http import HttpRequest, QueryDict
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import units
from core.domain.naming import collapse
from core.enums import DecisionKind, Role
from core.forms import LeanInput, LeanSelect
from core.holders import account_matching
from core.models import Decision, Unit, User


@dataclass(frozen=True)
class Chip:
    """A filter in force and the address without it."""

    label: str
    url: str


def choice(label: Any, choices: Any, empty_label: Any, **more: Any) -> django_filters.ChoiceFilter:
    """A select whose first entry filters nothing."""
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label=empty_label, widget=LeanSelect, **more)


def typed(label: Any, method: str, **attributes: Any) -> django_filters.CharFilter:
    """A text field."""
    return django_filters.CharFilter(
        label=label, method=method, max_length=200, widget=LeanInput(attrs={"maxlength": 200, **attributes})
    )


def suggesting(label: Any, method: str, url_name: str, options: str) -> django_filters.CharFilter:
    """A text field whose suggestions come as the options of a datalist."""
    return typed(
        label, method, list=options, autocomplete="off", placeholder=_("Ketik nama"),
        **{"hx-get": reverse_lazy(url_name), "hx-target": f"#{options}", "hx-trigger": "input changed delay:200ms",
           "hx-swap": "innerHTML", "hx-push-url": "false", "hx-sync": "unset"},
    )  # fmt: skip


class _OwnFields(dict[str, Any]):
    """Fields of one form only."""

    def __deepcopy__(self, memo: Any) -> "_OwnFields":
        return self


class ListFilter(django_filters.FilterSet):
    """A filter bar: nobody when it cannot be understood, and its choices as chips."""

    def __init__(self, request: HttpRequest, rows: QuerySet) -> None:
        super().__init__(data=request.GET, queryset=rows, request=request)

    def get_form_class(self) -> Any:
        """Made for this filter bar alone, so that its form need not copy the fields once more."""
        form = super().get_form_class()
        form.base_fields = _OwnFields(form.base_fields)
        return form

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """No rows when a filter cannot be understood: all of them would be a wrong answer."""
        return queryset.none() if self.misread else super().filter_queryset(queryset)

    @property
    def agency(self) -> Any:
        return self.request.agency

    @property
    def units(self) -> list[Unit]:
        """Units that the text or number in the field "unit" means."""
        if not hasattr(self, "_units"):
            wanted = self.form.cleaned_data.get("unit", "")
            self._units = units.find_units(self.request.user, self.agency, wanted) if wanted else []
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
            return units.unit_label(self.units[0]) if len(self.units) == 1 else collapse(value)
        return str(dict(getattr(field, "choices", ())).get(value, value))


def without(parameters: QueryDict, name: str) -> str:
    """The address's parameters without one of them, back on the first page."""
    rest = parameters.copy()
    for gone in (name, "page"):
        rest.pop(gone, None)
    return f"?{rest.urlencode()}"


MOST_PEOPLE = 200  # of one name
EVERY = "all"
STATES = (("coming", _("Akan datang")), ("ended", _("Sudah berakhir")), ("all", _("Semua masa")))


class RoleFilter(ListFilter):
    """Who holds which role where; without any word on it, only what is in force and more than everybody holds."""

    q = typed(_("Cari"), "by_person", type="search", autocomplete="off", placeholder=_("Nama atau NIP"))
    role = choice(_("Peran"), [*Role.choices, (EVERY, _("Semua peran"))], _("Selain ASN"), method="by_role")
    unit = suggesting(_("Unit kerja"), "by_unit", "unit_options", "unit-names")
    state = choice(_("Masa"), STATES, _("Berlaku"), method="by_state")

    def __init__(self, request: HttpRequest, rows: QuerySet, *, on: Any) -> None:
        super().__init__(request, rows)
        self.on = on

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.misread and not self.form.cleaned_data.get("state"):
            queryset = queryset.current(on=self.on)
        if not self.misread and not self.form.cleaned_data.get("role"):
            queryset = queryset.exclude(role=Role.ASN)
        return super().filter_queryset(queryset)

    def by_role(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows if value == EVERY else rows.filter(role=value)

    def by_person(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(account_matching(value, "user__"))

    def by_unit(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(unit__in=Unit.objects.filter(units.inside(self.units)))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "coming":
            return rows.coming(on=self.on)
        return rows.over(on=self.on) if value == "ended" else rows


def day(label: Any, method: str) -> django_filters.DateFilter:
    """A day within the years that a database and a calendar can both count with."""
    years = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2199, 12, 31))]
    return django_filters.DateFilter(
        label=label, method=method, widget=LeanInput(attrs={"type": "date"}), validators=years
    )


class TrailFilter(ListFilter):
    """Who did what when; the kind is one of decisions, or a kind of data whose changes are asked for."""

    q = typed(_("Cari orang"), "by_person", type="search", autocomplete="off", placeholder=_("Nama atau NIP"))
    kind = choice(_("Jenis"), (), _("Semua keputusan"), method="by_kind")
    since = day(_("Sejak"), "by_since")
    until = day(_("Sampai"), "by_until")

    def __init__(self, request: HttpRequest, rows: QuerySet, *, models: dict[str, Any]) -> None:
        super().__init__(request, rows)
        changes = [(label, _("Perubahan: %(kind)s") % {"kind": m._meta.verbose_name}) for label, m in models.items()]
        self.filters["kind"].extra["choices"] = [*DecisionKind.choices, *changes]
        self._time = "at" if rows.model is Decision else "pgh_created_at"

    def by_person(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        people = list(User.objects.filter(account_matching(value)).values_list("pk", flat=True)[:MOST_PEOPLE])
        if rows.model is Decision:
            return rows.filter(by__in=people)
        return rows.annotate(who=KT("pgh_context__user")).filter(who__in=[str(pk) for pk in people])

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value) if value in DecisionKind.values else rows

    def by_since(self, rows: QuerySet, name: str, value: date) -> QuerySet:
        return rows.filter(**{f"{self._time}__gte": _midnight(value)})

    def by_until(self, rows: QuerySet, name: str, value: date) -> QuerySet:
        return rows.filter(**{f"{self._time}__lt": _midnight(value + timedelta(days=1))})


def _midnight(day: date) -> datetime:
    """Where the day begins in the reader's zone."""
    return timezone.make_aware(datetime.combine(day, time()))
