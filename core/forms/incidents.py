"""Entries of the register of breaches."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.domain.incidents import EARLIEST
from core.forms.fields import LONGEST_ANSWER, FreeText
from core.models import Incident


def _moment() -> forms.DateTimeInput:
    return forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class IncidentForm(forms.ModelForm):
    """What happened, when it was found, what was done; the notice is written from these."""

    class Meta:
        model = Incident
        fields = ("kind", "title", "happened_at", "found_at", "data_revealed", "people", "how", "handling")
        widgets = {
            "happened_at": _moment(),
            "found_at": _moment(),
            **{name: forms.Textarea(attrs={"rows": 3}) for name in ("data_revealed", "how", "handling")},
        }
        field_classes = dict.fromkeys(("data_revealed", "how", "handling"), FreeText)
        help_texts = {
            "found_at": _("Batas 3 × 24 jam dihitung sejak waktu ini."),
            "data_revealed": _("Jenis data dan rinciannya, misalnya NIK dan alamat 120 pegawai."),
            "people": _("Kosongkan bila belum diketahui."),
            "handling": _("Apa yang sudah dan akan dilakukan; boleh dilengkapi kemudian."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        happened, found = cleaned.get("happened_at"), cleaned.get("found_at")
        if happened and happened < EARLIEST:
            self.add_error("happened_at", _("Periksa tahunnya: waktu ini terlalu lama berlalu."))
        if found and self.instance.pk and found > self.initial["found_at"]:
            self.add_error(
                "found_at", _("Waktu ini tidak dapat digeser ke belakang: batas 3 × 24 jam sudah berjalan sejak itu.")
            )
        if happened and found and found < happened:
            self.add_error("found_at", _("Insiden tidak mungkin diketahui sebelum terjadi."))
        if found and found > timezone.now():
            self.add_error("found_at", _("Waktu ini masih di masa depan."))
        return cleaned


class CloseIncidentForm(forms.Form):
    """Why somebody need not be told, where somebody was not."""

    reason = FreeText(
        label=_("Alasan"), required=False, max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib diisi bila salah satu penerima tidak diberi tahu."),
    )  # fmt: skip
