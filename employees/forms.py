"""Asking for an entry to be mended, and naming a superior."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.domain.documents import MAX_BYTES
from core.domain.errors import DomainError
from core.forms.fields import LONGEST_ANSWER, FreeText
from core.forms.roles import ReasonMixin, suggested
from core.models import Agency
from employees import hierarchy
from employees.domain.wanted import CORRECTABLE
from employees.enums import Education
from employees.models import Employee
from employees.models.privacy import field_name
from employees.services import corrections

_WIDGETS: dict[str, forms.Widget] = {
    "birth_date": forms.DateInput(attrs={"type": "date"}),
    "address": forms.Textarea(attrs={"rows": 3}),
    "email": forms.EmailInput(),
    "phone": forms.TextInput(attrs={"inputmode": "tel"}),
    "nik": forms.TextInput(attrs={"inputmode": "numeric"}),
    "graduated": forms.TextInput(attrs={"inputmode": "numeric"}),
    "education": forms.Select(choices=[("", "–"), *Education.choices]),
}


_PICK = _("Pilih Terima atau Tolak.")


class CorrectionForm(forms.Form):
    """One entry: what it should say, why, and the document that shows it."""

    wanted = forms.CharField(label=_("Seharusnya"), required=False, strip=True)
    explanation = FreeText(
        label=_("Penjelasan"), required=False, max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3})
    )
    evidence = forms.FileField(
        label=_("Bukti"),
        help_text=_("PDF, JPG, atau PNG, paling besar 5 MB; misalnya KTP, akta, ijazah, atau SK."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png", "data-max-bytes": MAX_BYTES}),
        error_messages={
            "required": _("Lampirkan berkas bukti."),
            "empty": _("Berkas bukti ini kosong (0 bita)."),
            "invalid": _("Berkas tidak sampai ke server. Pilih berkas lalu kirim lagi."),
        },
    )

    def __init__(self, *args: Any, field: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field = field
        rule, wanted = CORRECTABLE[field], self.fields["wanted"]
        wanted.required, wanted.error_messages["required"] = not rule.optional, corrections.sentence("empty")
        wanted.widget = _WIDGETS.get(field) or forms.TextInput(attrs={"maxlength": rule.longest})
        if rule.optional:
            wanted.help_text = _("Kosongkan bila seharusnya tidak ada.")
        if field == "birth_date" and not _is_iso(self["wanted"].value() or ""):
            wanted.widget = forms.TextInput()  # a date field of the browser would empty what it cannot show

    def full_clean(self) -> None:
        """A browser never sends a file a second time by itself: an answer that asks for more says so."""
        super().full_clean()
        file = self.files.get("evidence")
        if self._errors and file and "evidence" not in self._errors:
            again = _("Pilih lagi berkas “{name}”: peramban tidak mengirimkannya sekali lagi.")
            self["evidence"].help_text = again.format(name=file.name)

    def clean_wanted(self) -> str:
        try:
            return corrections.wanted_value(self.field, self.cleaned_data["wanted"], on=timezone.localdate())
        except DomainError as error:
            raise forms.ValidationError(error.message, code=error.code) from error

    def clean_evidence(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["evidence"]
        try:
            corrections.evidence_kind(file)
        except DomainError as error:
            raise forms.ValidationError(error.message, code=error.code) from error
        return file


class DecisionForm(forms.Form):
    """Yes or no to a request, and what the person reads about it."""

    decision = forms.ChoiceField(
        choices=[("accept", ""), ("reject", "")], error_messages=dict.fromkeys(("required", "invalid_choice"), _PICK)
    )
    answer = FreeText(
        label=_("Jawaban kepada pemohon"), required=False, max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib diisi bila ditolak; boleh kosong bila diterima."),
    )  # fmt: skip

    @property
    def is_accepting(self) -> bool:
        return bool(self.cleaned_data["decision"] == "accept")


def _is_iso(text: str) -> bool:
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def correctable_fields() -> list[tuple[str, str]]:
    """Names of the fields one may ask for, and what they are called."""
    return [(name, field_name(name)) for name in CORRECTABLE]


class SuperiorForm(ReasonMixin):
    """The superior by name or NIP, and why the tree of units does not decide."""

    superior = forms.CharField(
        label=_("Atasan"), max_length=300, widget=suggested("superior_options", "people"),
        help_text=_("Ketik nama lalu pilih dari saran, atau tulis NIP lengkap bila orangnya di luar unit Anda."),
        error_messages={"required": _("Pilih atasan.")},
    )  # fmt: skip
    field_order = ["superior", "reason"]

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency

    def clean_superior(self) -> Employee:
        found = hierarchy.superior_named(self.agency, self.cleaned_data["superior"])
        if found is None:
            raise forms.ValidationError(_("Tidak ada pegawai aktif dengan NIP ini. Pilih salah satu saran."))
        return found


class SuperiorResetForm(ReasonMixin):
    """Why the tree of units decides again."""
