"""Accounts: making, activating, closing, and rights that are raised for a while."""

import hashlib
import logging
from datetime import datetime
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from core.domain.accounts import ACTIVATION_LIFE, LINK_FILE_LIFE
from core.domain.errors import Denied, DomainError
from core.enums import DecisionKind, Role
from core.models import Agency, RoleAssignment, User
from core.permissions import roles_of
from core.services.decisions import record_decision

log = logging.getLogger(__name__)
LINK_FILES = "accounts"  # folder below MEDIA_ROOT for files of activation links
_SALT = "core.activation"
_STRONG = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


@transaction.atomic
def make_account(*, username: str, name: str, email: str, agency: Agency, by: Any, at: datetime) -> User:
    """An account of an ASN that nobody can log in to before it is activated.

    Args:
        email: taken over when it is an address that no other account has.
    Raises: DomainError ``account_taken``.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise DomainError("account_taken", _("Nama akun {name} sudah dipakai.").format(name=username))
    user = User(username=username, name=name, email=free_address(email))
    user.set_unusable_password()
    user.save()
    RoleAssignment.objects.create(user=user, role=Role.ASN, agency=agency)
    record_decision(DecisionKind.ACCOUNT_MADE, subject=user, agency=agency, by=by, at=at)
    return user


def free_address(email: str) -> str:
    """The address in one writing, or "" when it is none or belongs to another account."""
    address = valid_address(email)
    return "" if User.objects.filter(email__iexact=address).exists() else address


def valid_address(email: str) -> str:
    """The address in one writing, or "" when it is none."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


@transaction.atomic
def issue_link(*, user: User, agency: Agency | None, pages: str, by: Any, at: datetime) -> str:
    """A link that lets the person choose a password, once; older links and the old password die.

    The person gets it by mail as well, when the account has an address.

    Args:
        pages: absolute address below which the activation pages stand.
    Raises: DomainError ``account_closed``; Denied for accounts that only an administrator may touch.
    """
    refuse_beyond_reach(by, user)
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not locked.is_active:
        raise DomainError("account_closed", _("Akun ini nonaktif. Aktifkan kembali dahulu, baru terbitkan tautan."))
    # Every unusable password is another random text: the token hangs on it, so the newest one counts.
    locked.set_unusable_password()
    locked.save(update_fields=["password"])
    facts = {"again": locked.activated_at is not None}
    record_decision(DecisionKind.ACCOUNT_LINK, subject=locked, agency=agency, by=by, at=at, facts=facts)
    link = f"{pages}{token_of(locked)}/"
    send_on_commit(locked, "activation", {"link": link, "until": at + ACTIVATION_LIFE})
    return link


def token_of(user: User) -> str:
    """Signed and dated; says which account, and fits only its present password."""
    return signing.dumps({"user": user.pk, "fits": _fingerprint(user)}, salt=_SALT)


def account_behind(token: str) -> User | None:
    """The account that the link may still activate; None for used, replaced, expired and invented ones alike."""
    try:
        said = signing.loads(token, salt=_SALT, max_age=ACTIVATION_LIFE)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=said["user"], is_active=True).first()
    return user if user and constant_time_compare(_fingerprint(user), said["fits"]) else None


@transaction.atomic
def activate(*, token: str, password: str, at: datetime) -> User | None:
    """Set the first password by the link; None when somebody else was quicker.

    Args:
        password: already checked against the rules.
    """
    known = account_behind(token)
    if known is None:
        return None
    User.objects.select_for_update(of=("self",)).get(pk=known.pk)
    user = account_behind(token)  # once more under the lock
    if user is None:
        return None
    user.set_password(password)
    user.activated_at, user.password_changed_at = user.activated_at or at, at
    user.save(update_fields=["password", "activated_at", "password_changed_at"])
    return user


@transaction.atomic
def close_account(*, user: User, agency: Agency | None, reason: str, by: Any, at: datetime) -> None:
    """Nobody can log in to it any more, and whoever is logged in is out on the next request."""
    refuse_beyond_reach(by, user)
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        record_decision(DecisionKind.ACCOUNT_CLOSED, subject=user, agency=agency, by=by, at=at, reason=reason)


@transaction.atomic
def open_account(*, user: User, agency: Agency | None, reason: str, by: Any, at: datetime) -> None:
    """A closed account may be used again, with its old password and factors."""
    refuse_beyond_reach(by, user)
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        record_decision(DecisionKind.ACCOUNT_OPENED, subject=user, agency=agency, by=by, at=at, reason=reason)


@transaction.atomic
def remove_factors(*, user: User, agency: Agency | None, reason: str, by: Any, at: datetime) -> None:
    """Somebody lost her phone and her recovery codes: she sets up a new factor at the next log-in."""
    refuse_beyond_reach(by, user)
    factors = Authenticator.objects.filter(user=user)
    kinds = sorted(factors.values_list("type", flat=True))
    if not kinds:
        raise DomainError("no_factor", _("Akun ini tidak memakai verifikasi dua langkah."))
    factors.delete()
    facts = {"kinds": kinds}
    record_decision(DecisionKind.FACTOR_REMOVED, subject=user, agency=agency, by=by, at=at, reason=reason, facts=facts)
    send_on_commit(user, "factor_removed", {"reason": reason})


def record_raised_rights(*, user: User, agency: Agency | None, until: datetime, at: datetime) -> None:
    """Elevated rights leave a trace of their own."""
    facts = {"until": until.isoformat()}
    record_decision(DecisionKind.RIGHTS_RAISED, subject=user, agency=agency, by=user, at=at, facts=facts)


def refuse_beyond_reach(by: Any, user: User) -> None:
    """Nobody acts on the own account here, and only an administrator on one that can do more than HR.

    Raises: Denied
    """
    if by.pk == user.pk:
        raise Denied(_("Akun Anda sendiri diurus oleh orang lain yang berwenang."))
    if not is_within_reach(by, user):
        raise Denied(_("Akun administrator dan auditor hanya diurus oleh administrator."))


def is_within_reach(by: Any, user: User) -> bool:
    """Whether the account can do no more than the person who wants to act on it."""
    return user.pk not in beyond_reach(by, [user])


def beyond_reach(by: Any, users: list[User]) -> set[int]:
    """Keys of the accounts that can do more than the person: superusers, administrators, auditors."""
    if by.is_superuser:
        return set()
    superusers = {user.pk for user in users if user.is_superuser}
    if any(role.role == Role.ADMINISTRATOR for role in roles_of(by)):
        return superusers
    keys = [user.pk for user in users]
    strong = RoleAssignment.objects.filter(user__in=keys, role__in=_STRONG).values_list("user", flat=True)
    return superusers | set(strong)


def send_on_commit(user: User, message: str, context: dict[str, Any]) -> None:
    """Mail the person once the act is certain; an address that fails does not undo it."""
    if not user.email:
        return
    about = {"user": user, **context}
    subject = " ".join(render_to_string(f"emails/{message}_subject.txt", about).split())
    body = render_to_string(f"emails/{message}.txt", about)

    def send() -> None:
        try:
            send_mail(subject, body, None, [user.email])
        except OSError:  # every failure of SMTP is one
            log.exception("Mail %s could not be sent", message)

    transaction.on_commit(send)


def remove_old_link_files(*, at: datetime) -> int:
    """Delete files of links whose time is over; return how many."""
    oldest = (at - LINK_FILE_LIFE).timestamp()
    old = [file for file in (Path(settings.MEDIA_ROOT) / LINK_FILES).glob("*") if file.stat().st_mtime < oldest]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def _fingerprint(user: User) -> str:
    return hashlib.sha256(f"{user.pk}:{user.password}".encode()).hexdigest()
