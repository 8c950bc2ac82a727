"""What lists of assessment rounds, participants and ratings can be narrowed by."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.filters import ListFilter, choice, typed
from employees.models import Employee
from employees.selectors import matching
from evaluations.enums import Method, ParticipantState, RoundState
from evaluations.selectors import rounds as selectors
from evaluations.selectors.rounds import Overview

READY, NO_RATER = "ready", "no_rater"
_STANDINGS = [(READY, _("Siap ditetapkan")), (NO_RATER, _("Belum ada penilai")), *ParticipantState.choices]


class RoundFilter(ListFilter):
    """Rounds by name or provider, method and state."""

    q = typed(_("Cari"), "by_text", type="search", autocomplete="off", placeholder=_("Nama atau penyelenggara"))
    method = choice(_("Metode"), [one for one in Method.choices if one[0] != Method.SIASN], _("Semua"))
    state = choice(_("Keadaan"), RoundState.choices, _("Semua"))

    def by_text(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(name__icontains=value) | Q(provider__icontains=value))


class ParticipantFilter(ListFilter):
    """Participants by name or NIP, and by what comes next for them."""

    q = typed(_("Cari"), "by_text", type="search", autocomplete="off", placeholder=_("Nama atau awal NIP"))
    standing = choice(_("Keadaan"), _STANDINGS, _("Semua"), method="by_standing")

    def __init__(self, request: HttpRequest, rows: QuerySet, *, overview: Overview) -> None:
        super().__init__(request, rows)
        self.overview = overview

    def by_text(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return selectors.named(rows, value)

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value in (READY, NO_RATER):
            return rows.filter(pk__in=self.overview.ready if value == READY else self.overview.without_raters)
        return rows.filter(state=value)


TO_DO = (("open", _("Perlu diisi")), ("done", _("Sudah lengkap")), ("over", _("Kegiatan selesai")))


class RatingFilter(ListFilter):
    """Whom one rates: by name or NIP, and by whether anything is left to do."""

    q = typed(_("Cari"), "by_text", type="search", autocomplete="off", placeholder=_("Nama atau awal NIP"))
    state = choice(_("Keadaan"), TO_DO, _("Semua"), method="by_state")

    def by_text(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(participant__employee__in=Employee.objects.filter(matching(value)))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        running: dict[str, Any] = {
            "participant__round__state": RoundState.OPEN, "participant__state": ParticipantState.INVITED,
        }  # fmt: skip
        if value == "over":
            return rows.exclude(**running)
        missing = Q(rated__lt=F("demanded"))
        return rows.filter(missing if value == "open" else ~missing, **running)
