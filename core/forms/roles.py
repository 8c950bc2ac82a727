"""Giving a role, changing its period, taking it away."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from core import holders, units
from core.domain.roles import Period
from core.enums import Acting, Role
from core.forms.fields import LeanInput
from core.models import Agency, Unit, User

_ACTING = [("", _("Definitif")), *Acting.choices]


def suggested(url_name: str, options: str, **attributes: Any) -> LeanInput:
    """A text input whose suggestions come as the options of a datalist."""
    return LeanInput(
        attrs={
            "list": options, "autocomplete": "off", "hx-get": reverse_lazy(url_name), "hx-target": f"#{options}",
            "hx-trigger": "input changed delay:200ms", "hx-swap": "innerHTML",
        } | attributes
    )  # fmt: skip


def day(label: Any, **about: Any) -> forms.DateField:
    """A day from the calendar of the browser, or typed as 31/12/2026."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        error_messages={"invalid": _("Tulis tanggal seperti 31/12/2026.")},
        **about,
    )


class ReasonMixin(forms.Form):
    """Every decision says why."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Misalnya nomor dan tanggal surat keputusan. Alasan tersimpan dalam jejak audit."),
        error_messages={"required": _("Tuliskan alasannya, misalnya nomor surat keputusan.")},
    )


class PeriodMixin(forms.Form):
    """First and last day, both included."""

    starts_on = day(_("Mulai"), required=False, help_text=_("Kosong berarti berlaku sejak sekarang."))
    ends_on = day(_("Sampai"), required=False, help_text=_("Hari terakhir berlaku. Kosong berarti tanpa batas."))

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["starts_on"], self.cleaned_data["ends_on"])


class GiveRoleForm(PeriodMixin, ReasonMixin):
    """Who gets which role where and for how long."""

    account = forms.CharField(
        label=_("Orang"), max_length=200, widget=suggested("role_accounts", "accounts"),
        help_text=_("Ketik nama atau NIP, lalu pilih dari saran."),
        error_messages={"required": _("Pilih orang yang diberi peran.")},
    )  # fmt: skip
    role = forms.ChoiceField(
        label=_("Peran"), choices=[("", _("Pilih peran")), *Role.choices],
        error_messages={"required": _("Pilih peran.")},
    )  # fmt: skip
    unit = forms.CharField(
        label=_("Unit"), max_length=300, required=False, widget=suggested("unit_options", "unit-names"),
        help_text=_("Wajib untuk Atasan dan Pengelola kepegawaian unit; kosong berarti seluruh instansi."),
    )  # fmt: skip
    acting = forms.ChoiceField(
        label=_("Sebagai"), choices=_ACTING, required=False, help_text=_("Plt. dan Plh. hanya untuk peran Atasan.")
    )
    field_order = ["account", "role", "unit", "acting", "starts_on", "ends_on", "reason"]

    def __init__(self, *args: Any, user: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader, self.agency = user, agency

    def clean_account(self) -> User:
        account = holders.account_named(self.agency, self.cleaned_data["account"], lent=True)
        if account is None:
            raise forms.ValidationError(_("Tidak ada akun dengan nama atau NIP ini. Pilih salah satu saran."))
        return account

    def clean_unit(self) -> Unit | None:
        wanted = self.cleaned_data["unit"].strip()
        if not wanted:
            return None
        found = units.find_units(self.reader, self.agency, wanted, limit=2)
        if not found:
            raise forms.ValidationError(_("Unit ini tidak ditemukan. Pilih salah satu saran."))
        if len(found) > 1:
            raise forms.ValidationError(_("Ada beberapa unit dengan nama ini. Pilih salah satu saran."))
        return found[0]


class ChangeRoleForm(PeriodMixin, ReasonMixin):
    """Another period; a role that has begun keeps its first day."""

    field_order = ["starts_on", "ends_on", "reason"]

    def __init__(self, *args: Any, begun: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if begun:
            self.fields["starts_on"].disabled = True
            self.fields["starts_on"].help_text = _("Sudah berjalan; tanggal mulai tidak dapat diubah.")


class EndRoleForm(ReasonMixin):
    """Why a role is taken away."""
