"""The way to the identity provider and back."""

import logging

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from requests import RequestException

from core.access import public
from core.oidc import OfficeOAuth2Adapter, refusal

log = logging.getLogger(__name__)


@require_GET
@public
def oidc_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the provider, with state, nonce and PKCE."""
    return _handled(OAuth2LoginView, request, provider_id)


@require_GET
@public
def oidc_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider, with an answer to check."""
    return _handled(OAuth2CallbackView, request, provider_id)


def _handled(view: type, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        response: HttpResponse = view.adapter_view(OfficeOAuth2Adapter(request, provider_id))(request)  # type: ignore[attr-defined]
    except SocialApp.DoesNotExist:
        raise Http404
    except (RequestException, OAuth2Error, KeyError, ValueError) as error:
        log.warning("Identity provider: %s", error)
        return refusal(
            request, _("Layanan masuk instansi sedang tidak dapat dihubungi. Coba lagi atau gunakan kata sandi.")
        )
    return response
