"""Activating an account, and rights that are raised for a while."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from core import sessions
from core.access import public, signed_in
from core.domain.errors import Denied
from core.forms.accounts import ActivationForm, ForgottenPasswordForm, confirmation_in, ways_to_confirm
from core.permissions import ELEVATED, has_permission
from core.services import accounts, factors, resets
from core.views.account import next_address


@public
@never_cache
@sensitive_post_parameters("password1", "password2")
def account_activate(request: HttpRequest, token: str) -> HttpResponse:
    """The person chooses her password and is in; a link that is over says what to do."""
    user = accounts.account_behind(token)
    if user is None:
        return _link_is_over(request)
    form = ActivationForm(request.POST or None, user=user)
    if not form.is_valid():
        return render(request, "account/activate.html", {"form": form, "account": user})
    user = accounts.activate(token=token, password=form.cleaned_data["password1"], at=timezone.now())
    if user is None:
        return _link_is_over(request)
    logout(request)  # somebody else may have been at this computer
    record_authentication(request, user, method="activation")
    return perform_login(request, Login(user=user))


def _link_is_over(request: HttpRequest) -> HttpResponse:
    return render(request, "account/activation_over.html", status=410)


@public
@never_cache
def password_forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link to choose a new password; the answer is the same, and as quick, for every address."""
    form = ForgottenPasswordForm(request.POST or None)
    if not form.is_valid():
        return render(request, "account/password_reset.html", {"form": form})
    email = form.cleaned_data["email"]
    too_often = ratelimit.consume_or_429(request, action="reset_password", key=email.lower())
    if too_often is not None:
        return too_often
    resets.request_reset(
        email=email, pages=request.build_absolute_uri("/"), language=get_language(), at=timezone.now()
    )  # fmt: skip
    return redirect("account_reset_password_done")


@signed_in
@never_cache
@sensitive_post_parameters("password", "code")
def rights_raise(request: HttpRequest) -> HttpResponse:
    """Confirm who one is: with the second factor if there is one, else with the password."""
    if not any(has_permission(request.user, permission) for permission in ELEVATED):
        raise Denied(_("Peran Anda tidak memiliki hak administrator."))
    forms = ways_to_confirm(request)
    confirmation = confirmation_in(forms)
    if confirmation is not None:
        now = timezone.now()
        factors.note_shown_again(request=request, factor=confirmation.factor)
        until = sessions.raise_rights(request.session, at=now)
        accounts.record_raised_rights(user=request.user, until=until, at=now)
        return redirect(next_address(request))
    return render(request, "account/rights.html", _confirm_context(request, forms))


def _confirm_context(request: HttpRequest, forms: dict[str, Any]) -> dict[str, Any]:
    context = {"forms": forms, "next": request.POST.get("next") or request.GET.get("next", "/")}
    if "credential" in forms:
        context["js_data"] = {"request_options": begin_authentication(request.user)}
    return context


@require_POST
@signed_in
def rights_lower(request: HttpRequest) -> HttpResponse:
    """End the raised rights before their time."""
    sessions.lower_rights(request.session)
    messages.info(request, _("Hak administrator diakhiri."))
    return redirect("home")
