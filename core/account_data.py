"""What the kernel holds about a person: her account, her roles, and what was decided about her."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Decision, RoleAssignment
from core.personal_data import Section, first


def sections(user: Any | None, person: Any | None, most: int | None = None) -> list[Section]:
    """The account, the roles held or to be held, and decisions about the person and her account."""
    return [_account(user), _roles(user), _decisions(user, person, most)]


def _account(user: Any | None) -> Section:
    columns = (
        ("username", _("NIP atau nama akun")),
        ("name", _("Nama")),
        ("email", _("Surel")),
        ("is_active", _("Aktif")),
        ("joined_at", _("Dibuat")),
        ("activated_at", _("Diaktifkan")),
        ("password_changed_at", _("Kata sandi diganti")),
        ("last_login", _("Masuk terakhir")),
    )
    about = _("Untuk masuk ke aplikasi. Kata sandi hanya tersimpan sebagai sidik yang tidak dapat dibaca kembali.")
    rows = [tuple(getattr(user, key) for key, _title in columns)] if user else []
    return Section("account", _("Akun pengguna"), columns, rows, about, ("core.User",), is_record=bool(rows))


def _roles(user: Any | None) -> Section:
    held = RoleAssignment.objects.filter(user=user).select_related("agency", "unit").order_by("pk") if user else ()
    rows = [
        (role.get_role_display(), role.get_acting_display(), str(role.agency), str(role.unit or ""), role.starts_on,
         role.ends_on, role.ended_at)
        for role in held
    ]  # fmt: skip
    columns = (
        ("role", _("Peran")),
        ("acting", _("Sebagai")),
        ("agency", _("Instansi")),
        ("unit", _("Unit")),
        ("starts_on", _("Mulai")),
        ("ends_on", _("Sampai")),
        ("ended_at", _("Dicabut")),
    )
    return Section(
        "roles", _("Peran"), columns, rows, _("Menentukan data siapa yang dapat Anda buka."), ("core.RoleAssignment",)
    )


def _decisions(user: Any | None, person: Any | None, most: int | None) -> Section:
    columns = (
        ("at", _("Waktu")),
        ("kind", _("Keputusan")),
        ("label", _("Tentang")),
        ("reason", _("Alasan")),
        ("by", _("Oleh")),
    )
    rows = [
        (decision.at, decision.get_kind_display(), decision.label, decision.reason, str(decision.by or decision.source))
        for decision in first(decisions_about(user, person), most)
    ]
    about = _("Tindakan atas data, akun, atau peran Anda, dan siapa yang memutuskannya.")
    return Section("decisions", _("Keputusan tentang Anda"), columns, rows, about, ("core.Decision",))


def decisions_about(user: Any | None, person: Any | None) -> Any:
    """Decisions whose object is the person, her account, one of her roles or one of her requests, newest first."""
    about = Q(pk__in=[])
    if user:
        about |= Q(subject="core.User", subject_id=str(user.pk))
        about |= Q(subject="core.RoleAssignment", facts__user=user.pk)
    if person:
        about |= Q(subject=person._meta.label, subject_id=str(person.pk))
        requests = [str(pk) for pk in person.corrections.values_list("pk", flat=True)]
        about |= Q(subject="employees.Correction", subject_id__in=requests)
    return Decision.objects.filter(about).select_related("by")
