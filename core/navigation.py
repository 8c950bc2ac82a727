"""The sidebar: at most seven entries, the union of what the person's roles open."""

from dataclasses import dataclass
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


ENTRIES = (
    Entry(_("Beranda"), "home", "home"),
    Entry(_("Kompetensi saya"), "competency_self", "target", Permission.SELF_VIEW, own=True),
    Entry(_("Data saya"), "employee_self", "user", Permission.SELF_VIEW, own=True),
    Entry(_("Pegawai"), "employee_list", "users", Permission.EMPLOYEE_VIEW),
    Entry(_("Kompetensi"), "gap_map", "chart-radar", Permission.COMPETENCY_VIEW),
    Entry(_("Asesmen saya"), "rating_list", "clipboard-check", Permission.ASSESSMENT_RATE, roles=(Role.ASSESSOR,)),
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
    opened = [(entry, reverse(entry.url_name)) for entry in ENTRIES if _is_open(entry, user, agency)]
    # "/saya/kompetensi/" lies below "/saya/": the nearest entry is where she is.
    here = max((url for entry, url in opened if is_active(entry, url, path)), key=len, default="")
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


def _is_open(entry: Entry, user: Any, agency: Any | None) -> bool:
    if entry.roles and not any(role.role in entry.roles for role in roles_of(user)):
        return False
    return entry.permission is None or has_permission(user, entry.permission, agency=None if entry.own else agency)


def is_active(entry: Entry, url: str, path: str) -> bool:
    """Whether the person is on this page or below it; home is the root of everything."""
    return path == url if entry.url_name == "home" else path.startswith(url)
