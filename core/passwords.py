"""Rules for passwords beyond Django's own (../docs/panduan/akun.md says them to people)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.domain.accounts import DIGIT, LOWER, SYMBOL, UPPER, missing_kinds


class KindsValidator:
    """Upper case, lower case, digit and symbol, each at least once."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises: ValidationError that names what is missing."""
        names = {
            UPPER: _("huruf besar"),
            LOWER: _("huruf kecil"),
            DIGIT: _("angka"),
            SYMBOL: _("simbol, misalnya - atau !"),
        }
        missing = [names[kind] for kind in missing_kinds(password)]
        if missing:
            message = _("Kata sandi belum berisi: %(kinds)s.") % {"kinds": "; ".join(missing)}
            raise ValidationError(message, code="password_kinds")

    def get_help_text(self) -> str:
        """The rule in one sentence."""
        return _("Berisi huruf besar, huruf kecil, angka, dan simbol.")


class FreshValidator:
    """Not the password that is in force now."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises: ValidationError when nothing would change."""
        if user is not None and user.has_usable_password() and user.check_password(password):
            raise ValidationError(_("Kata sandi ini sedang dipakai. Pilih kata sandi lain."), code="password_same")

    def get_help_text(self) -> str:
        """The rule in one sentence."""
        return _("Berbeda dari kata sandi yang sedang dipakai.")
