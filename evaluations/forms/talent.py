"""The lines of the talent map, and its confirmation."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.roles import day
from evaluations.domain.talent import Cutoffs

_LINES = {
    "performance_meets": _("Kinerja sesuai ekspektasi, mulai (%)"),
    "performance_above": _("Kinerja di atas ekspektasi, mulai (%)"),
    "potential_medium": _("Potensial menengah, mulai (%)"),
    "potential_high": _("Potensial tinggi, mulai (%)"),
}


class CutoffForm(forms.Form):
    """From which year, at which percentages, on which ground."""

    from_year = forms.IntegerField(label=_("Berlaku mulai tahun"), min_value=2000, max_value=2199)
    performance_meets = performance_above = potential_medium = potential_high = None  # made below, all alike
    legal_basis = forms.CharField(
        label=_("Dasar hukum"), max_length=200,
        help_text=_("Misalnya: Peraturan Bupati Nomor 12 Tahun 2026 Pasal 8."),
        error_messages={"required": _("Tuliskan dasar hukumnya, misalnya nomor peraturan kepala daerah.")},
    )  # fmt: skip
    field_order = ["from_year", *_LINES, "legal_basis"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in _LINES.items():
            self.fields[name] = forms.DecimalField(
                label=label, min_value=Decimal("0.01"), max_value=100, max_digits=5, decimal_places=2
            )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for lower, upper in (("performance_meets", "performance_above"), ("potential_medium", "potential_high")):
            if lower in cleaned and upper in cleaned and cleaned[upper] <= cleaned[lower]:
                self.add_error(upper, _("Harus lebih besar daripada batas tengah pada sumbu yang sama."))
        return cleaned

    @property
    def cutoffs(self) -> Cutoffs:
        """The lines that were typed; only of a valid form."""
        return Cutoffs(**{name: self.cleaned_data[name] for name in _LINES})


class ConfirmForm(forms.Form):
    """The decree of the committee. ``seen`` is the map that was looked at."""

    decree = forms.CharField(
        label=_("Nomor keputusan"), max_length=100, help_text=_("Keputusan tim manajemen talenta instansi.")
    )
    decided_on = day(_("Tanggal keputusan"))
    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)
