"""The lists of the page "Periksa atasan"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.domain.formatting import number
from core.paging import CAP
from employees.hierarchy import Findings

Words = str | Promise
_ABOUT: dict[str, tuple[Words, Words, Words]] = {
    "orphans": (
        gettext_lazy("Tanpa atasan"),
        gettext_lazy(
            "Tidak ada pimpinan di unitnya maupun di unit-unit di atasnya. Sekretaris daerah memang bertanggung jawab "
            "kepada kepala daerah, yang bukan ASN; bagi yang lain, tetapkan atasannya."
        ),
        gettext_lazy("pegawai"),
    ),
    "circles": (
        gettext_lazy("Rantai melingkar"),
        gettext_lazy("Orang-orang ini saling membawahi. Koreksi atasan salah satu di antaranya."),
        gettext_lazy("rantai"),
    ),
    "posts": (
        gettext_lazy("Jabatan kosong"),
        gettext_lazy("Unit yang punya jabatan pimpinan tanpa pejabat aktif. Atasan pegawainya dicari di unit di atasnya."),
        gettext_lazy("jabatan"),
    ),
    "ending": (
        gettext_lazy("Plt./Plh. segera berakhir"),
        gettext_lazy("Penugasan yang berakhir dalam 30 hari. Perpanjang, atau pastikan jabatannya sudah terisi."),
        gettext_lazy("penugasan"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Tab:
    """One list.

    Attributes:
        total: how many, as text; "lebih dari 1.000" beyond what is leafed through.
    """

    key: str
    label: Words
    about: Words
    noun: str
    rows: Sequence[Any] | QuerySet
    total: str
    is_empty: bool


def tabs_of(found: Findings) -> list[Tab]:
    """All lists with how long they are, in the order of the page."""
    return [_tab(key, getattr(found, key)) for key in _ABOUT]


def active_tab(tabs: list[Tab], asked: str | None) -> Tab:
    """The list that is asked for, else the first that holds anything."""
    chosen = next((tab for tab in tabs if tab.key == asked), None)
    return chosen or next((tab for tab in tabs if not tab.is_empty), tabs[0])


def _tab(key: str, rows: Any) -> Tab:
    label, about, noun = _ABOUT[key]
    count = rows.order_by()[: CAP + 1].count() if isinstance(rows, QuerySet) else len(rows)
    total = number(count) if count <= CAP else _("lebih dari %(total)s") % {"total": number(CAP)}
    return Tab(key, label, about, str(noun), rows, total, count == 0)
