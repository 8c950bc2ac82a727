"""Asking for a report, and when the monthly one comes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import Agency, Unit


class ReportForm(forms.Form):
    """Year and, optionally, one perangkat daerah."""

    year = forms.TypedChoiceField(label=_("Tahun"), coerce=int)
    unit = forms.ModelChoiceField(
        label=_("Cakupan"), queryset=Unit.objects.none(), required=False, empty_label=_("Seluruh daerah")
    )

    def __init__(self, *args: Any, agency: Agency, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.fields["unit"].queryset = Unit.objects.filter(agency=agency).opds().order_by("name")


class ScheduleForm(forms.Form):
    """Day of the month and hour of the regular report; days after the 28th do not come every month."""

    day = forms.TypedChoiceField(label=_("Tanggal"), coerce=int, choices=[(day, day) for day in range(1, 29)])
    hour = forms.TypedChoiceField(
        label=_("Pukul"), coerce=int, choices=[(hour, f"{hour:02d}.00") for hour in range(24)]
    )
    is_on = forms.BooleanField(label=_("Buat laporan setiap bulan"), required=False)
