"""Log-in rules on top of django-allauth."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# One sentence for every wrong pair: it never says which of the two was wrong.
_WRONG_PAIR = _("NIP, surel, atau kata sandi tidak cocok. Periksa kembali, lalu coba lagi.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the office, never by strangers."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _WRONG_PAIR,
        "email_password_mismatch": _WRONG_PAIR,
        "enter_current_password": _("Kata sandi saat ini tidak cocok."),
        "incorrect_password": _("Kata sandi tidak cocok."),
        "too_many_login_attempts": _(
            "Terlalu banyak percobaan masuk yang gagal. Tunggu beberapa menit, lalu coba lagi."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
