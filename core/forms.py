"""Forms of the kernel."""

from allauth.account.forms import LoginForm as AllauthLoginForm
from django.utils.translation import gettext_lazy as _


class LoginForm(AllauthLoginForm):
    """NIP as people write it: spaces and the groups 8-6-1-3 are accepted."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("NIP atau surel")
        self.fields["login"].widget.attrs |= {"placeholder": "", "autofocus": True}
        self.fields["password"].label = _("Kata sandi")
        self.fields["password"].widget.attrs["placeholder"] = ""
        self.fields["password"].help_text = ""

    def clean_login(self) -> str:
        login = super().clean_login()
        digits = login.replace(" ", "").replace(".", "")
        return digits if digits.isdigit() else login
