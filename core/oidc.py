"""Logging in through the government's own identity provider (OpenID Connect, any provider).

allauth speaks the protocol. Added here: the provider answers for people whom the office already
knows, nobody signs up; and what allauth leaves out because it trusts the connection - nonce,
signature of the token, issuer of the configuration, one subject in both answers.
"""

from secrets import token_urlsafe
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from core.models import User


class OfficeOAuth2Adapter(OpenIDConnectOAuth2Adapter):
    """The protocol, with the checks of OpenID Connect Core 3.1.3.7 and Discovery 4.3."""

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        if config.get("issuer", "").rstrip("/") != settings.OIDC_ISSUER.rstrip("/"):
            raise OAuth2Error("The configuration names another issuer")
        return config

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """With its signature, also when it came over our own connection."""
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return claims


class OfficeProvider(OpenIDConnectProvider):
    """Logs people in; never connects accounts, and takes no wishes from the address."""

    oauth2_adapter_class = OfficeOAuth2Adapter

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        asked = super().get_redirect_from_request_kwargs(request)
        nonce = token_urlsafe(24)
        return asked | {
            "process": AuthProcess.LOGIN,
            "scope": self.get_scope(),
            "auth_params": self.get_auth_params() | {"nonce": nonce},
            "nonce": nonce,
        }


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Finds the account that the provider speaks of, or says why nobody is let in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> OfficeProvider:
        return OfficeProvider(request, app=super().get_provider(request, provider, client_id).app)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Nothing of the provider is stored: each log-in looks the account up anew."""
        answers = sociallogin.account.extra_data
        token, info = answers.get("id_token") or {}, answers.get("userinfo") or {}
        nonce = str(sociallogin.state.get("nonce") or "")
        fits = constant_time_compare(str(token.get("nonce") or ""), nonce) and bool(nonce)
        if not fits or info.get("sub", token.get("sub")) != token.get("sub"):
            raise ImmediateHttpResponse(refusal(request))
        user = account_of({**info, **token})
        if user is None:
            message = _(
                "Akun Anda di %(provider)s belum terhubung dengan akun Kompetensi ASN. "
                "Minta pengelola kepegawaian di unit Anda untuk membuatkan akun."
            )
            raise ImmediateHttpResponse(refusal(request, message % {"provider": settings.OIDC_NAME}))
        sociallogin.user = user

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        message = ""
        if error == AuthError.CANCELLED:
            message = _("Anda membatalkan masuk melalui %(provider)s.") % {"provider": settings.OIDC_NAME}
        raise ImmediateHttpResponse(refusal(request, message))


def account_of(claims: dict[str, Any]) -> User | None:
    """The account with the NIP that the provider vouches for; without a NIP, the one with the verified address.

    A NIP that nobody has is never replaced by an address: the provider means somebody else.
    """
    nip = "".join(str(claims.get(settings.OIDC_NIP_CLAIM) or "").split())
    if nip:
        return User.objects.filter(username__iexact=nip).first()
    address = str(claims.get("email") or "")
    if address and claims.get("email_verified") is True:
        return User.objects.filter(email__iexact=address).first()
    return None


def refusal(request: HttpRequest, message: str = "") -> HttpResponse:
    """The page that says why nobody was logged in, with the way back."""
    usual = _("Masuk melalui %(provider)s tidak berhasil. Mulai lagi dari halaman masuk.")
    context = {"message": message or usual % {"provider": settings.OIDC_NAME}}
    return render(request, "socialaccount/refusal.html", context, status=403)
