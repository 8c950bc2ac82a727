"""Log-in rules on top of django-allauth."""

import base64
import hashlib
import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import second_factor, sessions
from core.holders import account_called
from core.models import RoleAssignment
from core.tracing import ascribe

# One sentence for every wrong pair: it never says which of the two was wrong, nor that an account is locked.
_WRONG_PAIR = _(
    "NIP, surel, atau kata sandi tidak cocok. Periksa kembali, lalu coba lagi. "
    "Setelah lima kali gagal, tunggu lima menit."
)
_TOO_OFTEN = _("Terlalu banyak percobaan masuk yang gagal. Tunggu beberapa menit, lalu coba lagi.")
_COMMON_COUNT = {"app": "allauth.account", "action": "login_failed_account"}


class AccountBackend(AuthenticationBackend):
    """A name means one account at most, so that every attempt works on one password, whatever was typed."""

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        return self._check_password(account_called(_name_in(credentials)), credentials["password"])

    def get_user(self, user_id: int) -> Any:
        """The account with its roles in one statement: every page needs both (`core.permissions.roles_of`)."""
        rows = RoleAssignment.objects.filter(user=user_id).select_related("user", "agency", "unit")
        held = list(rows.annotate(record=F("user__employee")))  # whether she has one: half of the sidebar goes by it
        if not held:
            return super().get_user(user_id)
        user = held[0].user
        user.roles_read, user.has_record = held, held[0].record is not None
        return user if self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the office, never by strangers."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _WRONG_PAIR,
        "email_password_mismatch": _WRONG_PAIR,
        "enter_current_password": _("Kata sandi saat ini tidak cocok."),
        "incorrect_password": _("Kata sandi tidak cocok."),
        "too_many_login_attempts": _TOO_OFTEN,
        "rate_limited": _TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Failures count for the name that was typed, which is told, and for the account, which is not."""
        super().pre_authenticate(request, **credentials)
        self._common_usage = ratelimit.consume(request, key=_common_key(_name_in(credentials)), **_COMMON_COUNT)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """No better than a wrong password where others of the account's names were guessed at too often.

        To say "locked" would tell that the two names belong to one account.
        """
        user = super().authenticate(request, **credentials)
        return user if self._common_usage else None

    def _rollback_login_failed_rl_usage(self) -> None:
        """Only what is let in was no failure; else the count would tell the right password from wrong ones."""
        if self._common_usage:
            super()._rollback_login_failed_rl_usage()
            self._common_usage.rollback()

    def login(self, request: HttpRequest, user: Any) -> None:
        """Every way in ends here: password, second factor, provider, activation link."""
        ascribe(user)
        super().login(request, user)
        now = timezone.now()
        sessions.begin(request.session, at=now)
        if user.activated_at is None:
            user.activated_at = now
            user.save(update_fields=["activated_at"])

    def set_password(self, user: Any, password: str) -> None:
        """Changed, reset or first chosen: whoever sets a password has activated the account."""
        ascribe(user)  # by the link of a reset nobody is logged in
        now = timezone.now()
        user.set_password(password)
        user.password_changed_at = now
        user.activated_at = user.activated_at or now
        user.save(update_fields=["password", "password_changed_at", "activated_at"])
        # Guesses at the old password do not keep her out; the names that were typed stay slow for their time.
        ratelimit.clear(context.request, key=_common_key(user.username), **_COMMON_COUNT)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse(settings.LOGIN_REDIRECT_URL)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not right after logging in: the person has just shown who she is."""
        records = get_authentication_records(context.request, context.request.user)
        if records and time.time() - records[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, security keys and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Kode atau kunci tidak cocok. Coba lagi dengan kode yang terbaru."),
        "cannot_delete_authenticator": _(
            "Peran Anda mewajibkan verifikasi dua langkah. Tambahkan cara lain dahulu, baru hapus yang ini."
        ),
        "cannot_generate_recovery_codes": _("Pasang aplikasi autentikator atau kunci keamanan dahulu."),
    }

    def encrypt(self, text: str) -> str:
        """Secrets do not stand readable in the database or its backups."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def get_totp_issuer(self) -> str:
        return gettext("Kompetensi ASN")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": gettext("Kompetensi ASN")}

    def generate_authenticator_name(self, user: Any, type: str) -> str:
        number = Authenticator.objects.filter(user=user.pk, type=type).count() + 1
        return gettext("Kunci %(number)s") % {"number": number}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one goes only where none is required."""
        return not (second_factor.is_required(authenticator.user) and second_factor.is_last_factor(authenticator))


def _name_in(credentials: dict[str, Any]) -> str:
    """What was typed as the name; the library repeats an address under both keys."""
    return str(credentials.get("username") or credentials.get("email") or "")


def _common_key(name: str) -> str:
    """One count for all names of an account; a name of nobody's has a count of its own, so that the work is the same."""
    account = account_called(name)
    return f"account:{account.pk}" if account else f"name:{name.lower()}"


def _cipher() -> MultiFernet:
    """The key comes from the secret of the installation; older secrets still open what they closed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"second factor:{secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
