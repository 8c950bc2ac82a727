"""What lists of people and their competencies can be narrowed by; every choice stands in the address."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.filters import Chip, ListFilter, choice, suggesting, without
from core.models import Agency
from employees import selectors as people_selectors
from employees.enums import FunctionalLevel, Tier
from employees.filters import EmployeeFilter
from evaluations.selectors import fits, team
from evaluations.selectors.demanded import Area
from evaluations.selectors.dictionary import library_of

STATES = (
    (team.SHORT, _("Ada kesenjangan")),
    (team.MET, _("Memenuhi")),
    (team.NONE, _("Belum ada hasil berlaku")),
)
LEVELS = tuple((str(level), str(level)) for level in range(2, 6))
OTHERS = ("unit", "family", "rank", "expired")


def families() -> list[tuple[str, Any]]:
    """Tiers, and the levels of functional jobs."""
    return [*Tier.choices, *((value, f"JF {label}") for value, label in FunctionalLevel.choices)]


def of_family(rows: QuerySet, value: str) -> QuerySet:
    """People of a tier, or of a level of functional jobs."""
    return rows.filter(level=value) if value in FunctionalLevel.values else rows.filter(tier=value)


class TeamFilter(EmployeeFilter):
    """Search and filters of people with their gaps."""

    status = tier = rank = standing = None
    family = choice(_("Rumpun jabatan"), families, _("Semua"), method="by_family")
    competency = choice(_("Kompetensi"), (), _("Semua"), method="as_it_is")
    state = choice(_("Kesenjangan"), STATES, _("Semua"), method="as_it_is")

    def __init__(self, request: HttpRequest, rows: QuerySet, *, area: Area) -> None:
        super().__init__(request, rows)
        self.area = area
        offered = fits.asked_about(library_of(request.user, area.agency))
        self.filters["competency"].extra["choices"] = [(str(one.pk), one.name) for one in offered]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """The state is asked for last: only of those the other filters leave."""
        rows = ListFilter.filter_queryset(self, queryset)
        state = "" if self.misread else self.form.cleaned_data.get("state")
        competency = int(self.form.cleaned_data["competency"]) if self.form.cleaned_data.get("competency") else None
        return team.in_state(rows, self.area, state=state, competency=competency) if state else rows

    def by_family(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return of_family(rows, value)

    def as_it_is(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows


class FitFilter(ListFilter):
    """One to six competencies with a least level each, and among whom."""

    unit = suggesting(_("Unit kerja"), "by_unit", "unit_options", "unit-names")
    family = choice(_("Rumpun jabatan"), families, _("Semua"), method="by_family")
    rank = choice(_("Golongan"), people_selectors.ranks_in_use, _("Semua"))
    expired = choice(_("Hasil kedaluwarsa"), (("1", _("Sertakan")),), _("Tidak disertakan"), method="as_it_is")

    def __init__(self, request: HttpRequest, rows: QuerySet, agency: Agency | None) -> None:
        super().__init__(request, rows)
        self.offered = {str(one.pk): one for one in fits.offered(library_of(request.user, agency))}
        names = [(key, one.name) for key, one in self.offered.items()]
        for n in range(1, fits.MOST_WANTED + 1):
            self._offer(f"k{n}", _("Kompetensi %(n)s") % {"n": n}, names, "–")
            self._offer(f"n{n}", _("Level paling rendah %(n)s") % {"n": n}, LEVELS, "1")

    def _offer(self, name: str, label: str, choices: Any, empty: str) -> None:
        filter_ = choice(label, choices, empty, method="as_it_is", field_name=name)
        filter_.parent, filter_.model = self, self.queryset.model
        self.filters[name] = filter_

    @cached_property
    def wanted(self) -> list[fits.Wanted]:
        """What is asked for, each competency once with the highest level asked; level 1 where none is named."""
        if self.misread:
            return []
        asked: dict[str, int] = {}
        for n in range(1, fits.MOST_WANTED + 1):
            if key := self.form.cleaned_data.get(f"k{n}"):
                asked[key] = max(asked.get(key, 1), int(self.form.cleaned_data.get(f"n{n}") or 1))
        return [fits.Wanted(self.offered[key], level) for key, level in asked.items()]

    @property
    def with_expired(self) -> bool:
        return not self.misread and self.form.cleaned_data.get("expired") == "1"

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The fields of each competency and its level."""
        return [(self.form[f"k{n}"], self.form[f"n{n}"]) for n in range(1, fits.MOST_WANTED + 1)]

    @property
    def others(self) -> list[Any]:
        return [self.form[name] for name in OTHERS]

    @property
    def chips(self) -> list[Chip]:
        """Without the competencies: these stand in the heads of the table."""
        if self.misread:
            return []
        values = {name: self.form.cleaned_data.get(name) for name in OTHERS}
        return [
            Chip(f"{field.label}: {self._words(name, value, field)}", without(self.request.GET, name))
            for name, value in values.items()
            if value and (field := self.form.fields[name])
        ]

    def by_unit(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(people_selectors.inside(self.units))

    def by_family(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return of_family(rows, value)

    def as_it_is(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows
