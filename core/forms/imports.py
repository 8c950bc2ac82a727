"""Uploading an export."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.domain.errors import UnreadableFile
from core.importing import registry
from core.importing.files import refuse_at_sight


def _kinds() -> list[tuple[str, Any]]:
    return [(importer.kind, importer.title) for importer in registry.importers()]


class ImportForm(forms.Form):
    """Which export, and the file; what the first bytes give away is said at once."""

    kind = forms.ChoiceField(
        label=_("Jenis data"),
        choices=_kinds,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih jenis data yang ada di berkas."),
            "invalid_choice": _("Pilih salah satu jenis data dalam daftar."),
        },
    )
    file = forms.FileField(
        label=_("Berkas ekspor"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.txt"}),
        error_messages={
            "required": _("Pilih berkas yang akan diunggah."),
            "invalid": _("Berkas tidak sampai ke server. Pilih berkas lalu unggah lagi."),
            "missing": _("Berkas tidak sampai ke server. Pilih berkas lalu unggah lagi."),
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            refuse_at_sight(file, file.size or 0)
        except UnreadableFile as error:
            raise forms.ValidationError(error.message, code=error.code) from error
        return file
