"""The tabs above the pages about competency: what the person may open of them."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.permissions import Permission, has_permission

register = template.Library()


@dataclass(frozen=True)
class Tab:
    """One tab; ``pages`` are other addresses below it."""

    label: str | Promise
    url_name: str
    permission: Permission
    pages: tuple[str, ...] = ()


OFFICE = (
    Tab(_("Peta kesenjangan"), "gap_map", Permission.COMPETENCY_VIEW, ("gap_trend", "gap_coverage")),
    Tab(_("Tim"), "competency_team", Permission.COMPETENCY_VIEW),
    Tab(_("Cari pegawai"), "fits", Permission.COMPETENCY_VIEW),
    Tab(_("Asesmen"), "round_list", Permission.ASSESSMENT_VIEW),
    Tab(_("Talenta"), "talent_map", Permission.TALENT_VIEW, ("talent_box", "talent_cutoffs", "talent_confirm")),
    Tab(_("Suksesi"), "succession_list", Permission.TALENT_VIEW, ("succession_detail",)),
    Tab(_("Standar jabatan"), "standard_list", Permission.LIBRARY_VIEW),
    Tab(_("Kamus"), "competency_list", Permission.LIBRARY_VIEW),
)
OWN = (
    Tab(_("Kompetensi"), "competency_self", Permission.SELF_VIEW),
    Tab(_("Hasil asesmen"), "assessment_own_list", Permission.SELF_VIEW),
    Tab(_("Karier"), "career", Permission.SELF_VIEW),
    Tab(_("Tugas menilai"), "rating_list", Permission.ASSESSMENT_RATE),
    Tab(_("Kamus"), "competency_list", Permission.LIBRARY_VIEW),
    Tab(_("Standar jabatan"), "standard_list", Permission.LIBRARY_VIEW),
)


@register.inclusion_tag("evaluations/_tabs.html", takes_context=True)
def competency_tabs(context: Context, active: str, own: bool = False) -> dict[str, object]:
    """Tabs of the office, or a person's own; ``active`` names the page one is on."""
    user, agency = context["request"].user, context.get("agency")
    sees_others = has_permission(user, Permission.COMPETENCY_VIEW, agency=agency)
    tabs = OFFICE if sees_others and not own else OWN
    shown = [tab for tab in tabs if has_permission(user, tab.permission, agency=None if tabs is OWN else agency)]
    return {"tabs": shown, "active": active}
