"""Forms of the kernel."""

from html import escape
from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import EmailValidator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core.domain.errors import UnreadableFile
from core.importing import registry
from core.importing.files import refuse_at_sight


class LoginForm(allauth.LoginForm):
    """NIP as people write it: spaces and the groups 8-6-1-3 are accepted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("NIP atau surel")
        self.fields["login"].widget.attrs |= {
            "placeholder": "",
            "autofocus": True,
            "autocomplete": "username",
        }
        self.fields["password"].label = _("Kata sandi")
        self.fields["password"].widget.attrs["placeholder"] = ""
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Tetap masuk di perangkat ini")

    def clean_login(self) -> str:
        login = super().clean_login()
        digits = login.replace(" ", "").replace(".", "").replace("\u00a0", "")
        return digits if digits.isdigit() else login


class ResetPasswordForm(allauth.ResetPasswordForm):
    """Asking for a new password by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.label = _("Surel")
        email.widget.attrs["placeholder"] = ""
        wrong = _("Tulis alamat surel yang lengkap, misalnya nama@contoh.go.id.")
        email.error_messages["invalid"] = wrong
        email.validators = [EmailValidator(wrong)]


class NewPasswordMixin(forms.Form):
    """Choosing a password: the page says the rule, the field only what is wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Kata sandi baru")
        self.fields["password1"].help_text = ""
        self.fields["password2"].label = _("Ulangi kata sandi baru")
        for field in self.fields.values():
            field.widget.attrs["placeholder"] = ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "password2" in self.errors and cleaned.get("password1"):
            self.errors["password2"] = self.error_class([_("Kedua kata sandi baru harus sama.")])
        return cleaned


class ChangePasswordForm(NewPasswordMixin, allauth.ChangePasswordForm):
    """A new password for the old one."""


class SetPasswordForm(NewPasswordMixin, allauth.SetPasswordForm):
    """A first password."""


class ResetPasswordKeyForm(NewPasswordMixin, allauth.ResetPasswordKeyForm):
    """A new password by the link of the mail."""


class ReauthenticateForm(allauth.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Kata sandi")
        self.fields["password"].widget.attrs["placeholder"] = ""


class LeanSelect(forms.Select):
    """A select drawn in one go; Django draws every option with a template of its own.

    For filter bars: with fifty options the usual way takes longer than the whole list below it.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        options = "".join(
            f'<option value="{escape(str(key))}"{" selected" if str(key) == chosen else ""}>'
            f"{escape(str(text))}</option>"
            for key, text in self.choices
        )
        return format_html(
            '<select name="{}" id="{}" class="form-select">{}</select>',
            name,
            (attrs or {}).get("id", f"id_{name}"),
            mark_safe(options),  # noqa: S308 (escaped above)
        )


class LeanInput(forms.TextInput):
    """A text or search input drawn without a template."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attributes = {
            "type": self.input_type,
            "name": name,
            "class": "form-control",
            "value": "" if value is None else value,
        } | {**self.attrs, **(attrs or {})}
        return format_html("<input{}>", format_html_join("", ' {}="{}"', attributes.items()))


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
