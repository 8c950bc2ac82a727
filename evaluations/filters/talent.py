"""What a talent map, its boxes and the posts of succession can be narrowed by."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.filters import ListFilter, choice, suggesting, typed
from core.models import Unit
from core.units import inside
from employees import selectors as people
from employees.enums import Tier
from evaluations.domain.boxes import REASONS
from evaluations.domain.readiness import STRUCTURAL
from evaluations.enums import ReadinessState
from evaluations.selectors import succession
from evaluations.selectors.talent import Area, Years

_LEADING = [(value, label) for value, label in Tier.choices if value in STRUCTURAL]


class YearFilter(ListFilter):
    """The year of the map that is looked at; it narrows no rows."""

    year = choice(_("Tahun kinerja"), (), _("Terakhir yang lengkap"), method="untouched")

    def __init__(self, request: HttpRequest, rows: QuerySet, *, years: Years) -> None:
        super().__init__(request, rows)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years.known]
        self._usual = years.usual

    def untouched(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows

    @property
    def wanted_year(self) -> int | None:
        """The year asked for, or the usual one; None where there are no results."""
        asked = "" if self.misread else self.form.cleaned_data.get("year")
        return int(asked) if asked else self._usual


class MapFilter(YearFilter):
    """The year of a map and the people on it: of a unit, of a tier. They are picked where it is drawn (`area`)."""

    unit = suggesting(_("Unit kerja"), "untouched", "unit_options", "unit-names")
    tier = choice(_("Jenjang"), Tier.choices, _("Semua"), method="untouched")

    @property
    def area(self) -> Area:
        """The part of the map that is asked for; nobody where the address cannot be read."""
        if self.misread:
            return Area(units=())
        wanted = self.form.cleaned_data
        units = None
        if wanted.get("unit"):
            units = tuple(Unit.objects.filter(inside(self.units)).order_by().values_list("pk", flat=True))
        return Area(units=units, tier=wanted.get("tier") or "")


class BoxFilter(MapFilter):
    """The same for the list of one box, with a search."""

    q = typed(_("Cari"), "by_text", type="search", autocomplete="off", placeholder=_("Nama atau awal NIP"))
    lacks = choice(_("Yang belum ada"), tuple(REASONS.items()), _("Semua"), method="untouched")

    def __init__(self, request: HttpRequest, rows: QuerySet, *, years: Years, is_incomplete: bool) -> None:
        super().__init__(request, rows, years=years)
        self.filters.move_to_end("q", last=False)  # the search stands first
        if not is_incomplete:
            del self.filters["lacks"]

    def by_text(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return people.search(rows, value)

    @property
    def lacks_code(self) -> str:
        return "" if self.misread else self.form.cleaned_data.get("lacks") or ""


POST_STATES = (("vacant", _("Kosong")), ("soon", _("Pensiun dalam lima tahun")))


class PostFilter(YearFilter):
    """Leading posts by job or unit, tier, and whether somebody leaves."""

    q = typed(_("Cari"), "by_text", type="search", autocomplete="off", placeholder=_("Jabatan atau unit"))
    unit = suggesting(_("Unit kerja"), "by_unit", "unit_options", "unit-names")
    tier = choice(_("Jenjang"), _LEADING, _("Semua"), method="by_tier")
    state = choice(_("Keadaan"), POST_STATES, _("Semua"), method="by_state")

    def __init__(self, request: HttpRequest, rows: QuerySet, *, years: Years, on: Any) -> None:
        super().__init__(request, rows, years=years)
        self.filters.move_to_end("year")
        self.on = on

    def by_text(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return succession.named(rows, value)

    def by_unit(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(inside(self.units))

    def by_tier(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(post_tier=value)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return succession.vacant(rows) if value == "vacant" else succession.leaving(rows, on=self.on)


class CandidateFilter(YearFilter):
    """Candidates by name, unit and readiness."""

    q = typed(_("Cari"), "by_text", type="search", autocomplete="off", placeholder=_("Nama atau awal NIP"))
    unit = suggesting(_("Unit kerja"), "by_unit", "unit_options", "unit-names")
    state = choice(_("Kesiapan"), ReadinessState.choices, _("Semua"), method="untouched")
    pool = choice(_("Kelompok suksesi"), (("yes", _("Kotak 7–9 saja")),), _("Semua"), method="untouched")

    def __init__(self, request: HttpRequest, rows: QuerySet, *, years: Years) -> None:
        super().__init__(request, rows, years=years)
        self.filters.move_to_end("year")

    def by_text(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return people.search(rows, value)

    def by_unit(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(people.inside(self.units))

    @property
    def state_code(self) -> str:
        return "" if self.misread else self.form.cleaned_data.get("state") or ""

    @property
    def only_pool(self) -> bool:
        return not self.misread and bool(self.form.cleaned_data.get("pool"))

    @property
    def narrows_people(self) -> bool:
        """A name or a unit is asked for."""
        return not self.misread and any(self.form.cleaned_data.get(name) for name in ("q", "unit"))
