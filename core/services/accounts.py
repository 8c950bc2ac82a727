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
from core.permissions import ELEVATED, Permission, has_permission
from core.reach import administers, is_within_reach
from core.selectors import agencies_of
from core.services import roles
from core.services.decisions import record_decision
from core.tracing import ascribe

log = logging.getLogger(__name__)
LINK_FILES = "accounts"  # folder below MEDIA_ROOT for files of activation links
_SALT = "core.activation"


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
    role = RoleAssignment.objects.create(user=user, role=Role.ASN, agency=agency)
    record_decision(DecisionKind.ACCOUNT_MADE, subject=user, agency=agency, by=by, at=at)
    record_decision(DecisionKind.ROLE_GIVEN, subject=role, agency=agency, by=by, at=at, facts=roles.facts_of(role))
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
def issue_link(*, user: User, agency: Agency | None, pages: str, by: Any, at: datetime, reason: str = "") -> str:
    """A link that lets the person choose a password, once; older links and the old password die.

    The person gets it by mail, when the account has an address. Whoever sees the link of an account in use
    could take it over: then the mail is the only way, or without an address an administrator and her reason.

    Args:
        pages: absolute address below which the activation pages stand.
    Returns: the link to hand over; "" where it goes by mail only.
    Raises: DomainError ``account_closed`` or ``no_reason``; Denied for accounts beyond reach.
    """
    refuse_beyond_reach(by, user, Permission.ACCOUNT_MANAGE)
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not locked.is_active:
        raise DomainError("account_closed", _("Akun ini nonaktif. Aktifkan kembali dahulu, baru terbitkan tautan."))
    in_use = locked.activated_at is not None
    if in_use and not locked.email:
        _refuse_showing(by, locked, reason)
    # Every unusable password is another random text: the token hangs on it, so the newest one counts.
    locked.set_unusable_password()
    locked.save(update_fields=["password"])
    facts = {"again": in_use}
    record_decision(
        DecisionKind.ACCOUNT_LINK, subject=locked, agency=agency, by=by, at=at, reason=reason, facts=facts
    )  # fmt: skip
    link = f"{pages}{token_of(locked)}/"
    send_on_commit(locked, "activation", {"link": link, "until": at + ACTIVATION_LIFE})
    return "" if in_use and locked.email else link


def _refuse_showing(by: Any, user: User, reason: str) -> None:
    if not administers(by, user):
        raise Denied(
            _("Akun ini sudah dipakai dan tidak mempunyai surel. Mintalah administrator menerbitkan tautannya.")
        )
    if not reason.strip():
        raise DomainError("no_reason", _("Tulis alasannya; alasan ini tersimpan di jejak audit."))


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
    ascribe(user)
    user.set_password(password)
    user.activated_at, user.password_changed_at = user.activated_at or at, at
    user.save(update_fields=["password", "activated_at", "password_changed_at"])
    return user


@transaction.atomic
def close_account(*, user: User, agency: Agency | None, reason: str, by: Any, at: datetime) -> None:
    """Nobody can log in to it any more, and whoever is logged in is out on the next request.

    Raises: Denied; DomainError ``last_holder``.
    """
    refuse_beyond_reach(by, user, Permission.ACCOUNT_MANAGE)
    roles.refuse_last_account(user=user, at=at)
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        record_decision(DecisionKind.ACCOUNT_CLOSED, subject=user, agency=agency, by=by, at=at, reason=reason)


@transaction.atomic
def open_account(*, user: User, agency: Agency | None, reason: str, by: Any, at: datetime) -> None:
    """A closed account may be used again, with its old password and factors."""
    refuse_beyond_reach(by, user, Permission.ACCOUNT_MANAGE)
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        record_decision(DecisionKind.ACCOUNT_OPENED, subject=user, agency=agency, by=by, at=at, reason=reason)


@transaction.atomic
def remove_factors(*, user: User, agency: Agency | None, reason: str, by: Any, at: datetime) -> None:
    """Somebody lost her phone and her recovery codes: she sets up a new factor at the next log-in."""
    refuse_beyond_reach(by, user, Permission.ROLE_EDIT)
    factors = Authenticator.objects.filter(user=user)
    kinds = sorted(factors.values_list("type", flat=True))
    if not kinds:
        raise DomainError("no_factor", _("Akun ini tidak memakai verifikasi dua langkah."))
    factors.delete()
    facts = {"kinds": kinds}
    record_decision(DecisionKind.FACTOR_REMOVED, subject=user, agency=agency, by=by, at=at, reason=reason, facts=facts)
    send_on_commit(user, "factor_removed", {"reason": reason})


def record_raised_rights(*, user: User, until: datetime, at: datetime) -> None:
    """Elevated rights leave a trace of their own in every government in which they hold."""
    facts = {"until": until.isoformat()}
    for agency in agencies_of(user):
        if any(has_permission(user, permission, agency=agency) for permission in ELEVATED):
            record_decision(DecisionKind.RIGHTS_RAISED, subject=user, agency=agency, by=user, at=at, facts=facts)


def refuse_beyond_reach(by: Any, user: User, permission: Permission) -> None:
    """Nobody acts on the own account here, nor on one of which another government or an administrator decides.

    Raises: Denied
    """
    if by.pk == user.pk:
        raise Denied(_("Akun Anda sendiri diurus oleh orang lain yang berwenang."))
    if not is_within_reach(by, user, permission):
        raise Denied(_("Akun ini di luar wewenang Anda; hubungi administrator."))


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
