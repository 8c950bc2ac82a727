"""The sidebar: at most seven entries, the union of what the person's roles open."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.enums import Role
from core.permissions import Permission, has_permission, roles_of


@dataclass(frozen=True)
class Entry:
    label: str | Promise
    url_name: str
    icon: str
    permission: Permission | None = None
    settings: bool = False  # stands at the foot, under "Pengaturan"
    own: bool = False  # about the person, in whatever agency she works
    roles: tuple[Role, ...] = ()  # only for who holds one of them
    of_staff: bool | None = None  # only with a record of a civil servant, or only without
    also: tuple[str, ...] = ()  # where pages begin that stand under its tabs


ENTRIES = (
    Entry(_("Beranda"), "home", "home"),
    Entry(
        _("Kompetensi saya"),
        "competency_self",
        "target",
        Permission.SELF_VIEW,
        own=True,
        of_staff=True,
        also=("/saya/asesmen/", "/saya/karier/", "/saya/talenta/", "/asesmen-saya/"),
    ),
    Entry(_("Data saya"), "employee_self", "user", Permission.SELF_VIEW, own=True, of_staff=True),
    Entry(_("Data saya"), "own_data", "user", own=True, of_staff=False),  # everybody may read what is held about her
    Entry(_("Pegawai"), "employee_list", "users", Permission.EMPLOYEE_VIEW),
    Entry(
        _("Kompetensi"), "gap_map", "chart-radar", Permission.COMPETENCY_VIEW, also=("/talenta/", "/tim/kompetensi/")
    ),
    Entry(_("Tugas menilai"), "rating_list", "clipboard-check", Permission.ASSESSMENT_RATE, roles=(Role.ASSESSOR,)),
    Entry(_("Jejak audit"), "trail_list", "history", Permission.TRAIL_VIEW),
    Entry(_("Laporan"), "report_list", "report-analytics", Permission.REPORT_VIEW),
    Entry(_("Organisasi"), "unit_tree", "hierarchy-2", Permission.UNIT_VIEW, settings=True),
    Entry(_("Peran"), "role_list", "user-shield", Permission.ROLE_VIEW, settings=True),
    Entry(_("Akun"), "account_list", "id", Permission.ACCOUNT_VIEW, settings=True),
    Entry(_("Impor data"), "import_list", "upload", Permission.IMPORT_RUN, settings=True),
    Entry(_("Koreksi data"), "correction_list", "edit", Permission.CORRECTION_DECIDE, settings=True),
    Entry(_("Insiden"), "incident_list", "alert-triangle", Permission.INCIDENT_VIEW, settings=True),
    Entry(_("Masa simpan"), "retention_rules", "archive", Permission.RETENTION_RUN, settings=True),
    Entry(_("Jadwal"), "schedule_list", "calendar-time", Permission.SCHEDULE_EDIT, settings=True),
)


def navigation(user: Any, path: str, agency: Any | None) -> dict[str, list[dict[str, Any]]]:
    """Entries the person may open in the agency she works in, marked where she is."""
    opened = [(entry, _address(entry.url_name)) for entry in ENTRIES if _is_open(entry, user, agency)]
    # "/saya/kompetensi/" lies below "/saya/": the nearest entry is where she is.
    near = {url: nearness(entry, url, path) for entry, url in opened}
    here = max((url for url in near if near[url][0]), key=lambda url: near[url], default="")
    shown = [
        {
            "label": entry.label,
            "url": url,
            "icon": entry.icon,
            "active": url == here,
            "settings": entry.settings,
        }
        for entry, url in opened
    ]
    return {
        "main": [entry for entry in shown if not entry["settings"]],
        "settings": [entry for entry in shown if entry["settings"]],
    }


_address = cache(reverse)  # of a page without parameters: the same for as long as the process runs


def _is_open(entry: Entry, user: Any, agency: Any | None) -> bool:
    if entry.roles and not any(role.role in entry.roles for role in roles_of(user)):
        return False
    if entry.of_staff is not None and entry.of_staff != has_record(user):
        return False
    return entry.permission is None or has_permission(user, entry.permission, agency=None if entry.own else agency)


def page_name(path: str) -> str:
    """Where an address of a form lies, in the words of the sidebar; the address itself where nothing there names it."""
    near = [(nearness(entry, _address(entry.url_name), path), str(entry.label)) for entry in ENTRIES]
    found, label = max(near, key=lambda one: one[0])
    return f"“{label}”" if found[0] else path


def has_record(user: Any) -> bool:
    """Whether the account belongs to a civil servant; known already where it was read together with its roles."""
    if not hasattr(user, "has_record"):
        user.has_record = getattr(user, "employee", None) is not None  # her record stands in an app above
    return bool(user.has_record)


def nearness(entry: Entry, url: str, path: str) -> tuple[int, bool]:
    """How much of the path is the page of the entry or below it, and whether it is the entry's own address.

    Home is the root of everything and counts only as itself.
    """
    if entry.url_name == "home":
        return (len(url), True) if path == url else (0, False)
    return max(
        ((len(start), start == url) for start in (url, *entry.also) if path.startswith(start)), default=(0, False)
    )
