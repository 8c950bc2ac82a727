"""Logging in, passwords, second factors."""

from dataclasses import dataclass
from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as factors
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.core.validators import EmailValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.second_factor import has_factor


class LoginForm(allauth.LoginForm):
    """NIP as people write it: spaces and the groups 8-6-1-3 are accepted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Nama akun, NIP, atau surel")
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


_NO_ADDRESS = _("Tulis alamat surel yang lengkap, misalnya nama@contoh.go.id.")


class ForgottenPasswordForm(forms.Form):
    """Asking for a new password by mail; whether anybody has the address is not the form's business."""

    email = forms.CharField(
        label=_("Surel"),
        max_length=254,
        validators=[EmailValidator(_NO_ADDRESS)],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


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


class ActivationForm(NewPasswordMixin, allauth.ResetPasswordKeyForm):
    """The first password, by the link of the office; what is stored is the service's business."""


class ConfirmForm(forms.Form):
    """The password once more, before rights are raised."""

    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Counts as a log-in: too many wrong ones lock the account for a while."""
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password


class CodeMixin(forms.Form):
    """Six digits of the app, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Kode dari aplikasi")
        code.widget.attrs |= {"placeholder": "", "inputmode": "numeric", "autofocus": True, "maxlength": 12}


class CodeForm(CodeMixin, factors.AuthenticateForm):
    """The second step of logging in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Kode dari aplikasi atau kode pemulihan")


class ConfirmCodeForm(CodeMixin, factors.ReauthenticateForm):
    """The code once more, before something that matters."""


class ActivateAppForm(CodeMixin, totp.ActivateTOTPForm):
    """The first code of a new app."""


class AddKeyForm(keys.AddWebAuthnForm):
    """A name for a new security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nama kunci")
        self.fields["name"].help_text = _("Agar Anda mengenalinya nanti, misalnya “Laptop kantor”.")
        self.fields["name"].widget.attrs["maxlength"] = 60


class ReasonForm(forms.Form):
    """Why somebody's account is touched; it stays in the trail."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Tulis alasannya; alasan ini tersimpan di jejak audit.")},
    )


class LinkForm(ReasonForm):
    """The reason for a new link, which only some accounts need."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


def ways_to_confirm(request: HttpRequest) -> dict[str, Any]:
    """Forms of the factors that the person has, else of her password; the one that was sent is bound."""
    user = request.user
    kinds = {
        "code": (ConfirmCodeForm, has_factor(user, Authenticator.Type.TOTP)),
        "credential": (keys.ReauthenticateWebAuthnForm, has_factor(user, Authenticator.Type.WEBAUTHN)),
    }
    offered = {name: form for name, (form, has) in kinds.items() if has} or {"password": ConfirmForm}
    return {name: form(request.POST if name in request.POST else None, user=user) for name, form in offered.items()}


@dataclass(frozen=True)
class Confirmation:
    """Somebody has shown who she is.

    Attributes:
        factor: what she has shown it with; None for the password.
    """

    factor: Authenticator | None


def confirmation_in(ways: dict[str, Any]) -> Confirmation | None:
    """What the form says that was sent, if it is right."""
    name, sent = next(((name, form) for name, form in ways.items() if form.is_bound), ("", None))
    if sent is None or not sent.is_valid():
        return None
    if name == "password":
        return Confirmation(None)
    return Confirmation(sent.cleaned_data["credential"] if name == "credential" else sent.authenticator)
