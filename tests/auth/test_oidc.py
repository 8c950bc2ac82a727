"""Logging in through the government's identity provider: a real one, in a process of its own."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.core import context
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.cache import cache
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from core.models import User
from core.oidc import OfficeOAuth2Adapter, ProviderAdapter
from core.tests.test_second_factor import SECRET, add_app, code_of
from tests.auth.conftest import START, Person, new_key

NIP = "199405142019032001"
FAILED = "Masuk melalui SSO Surabaya tidak berhasil"
UNKNOWN = "belum terhubung dengan akun Kompetensi ASN"


@pytest.fixture(autouse=True)
def sari(db: None) -> User:
    cache.clear()
    user = User(username=NIP, name="SARI WULANDARI", email="sari@contoh.invalid")
    user.set_unusable_password()
    user.save()
    return user


@pytest.mark.parametrize("name", ["sari", "spasi", "surel"])
def test_a_person_the_office_knows_is_in(configured: str, person: Person, sari: User, name: str) -> None:
    answer = person.log_in(name, "?next=/saya/")
    assert (answer.status_code, answer["Location"], person.is_in) == (302, "/saya/", True)
    sari.refresh_from_db()
    assert sari.activated_at is not None
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("asing", UNKNOWN),
        ("kosong", UNKNOWN),
        ("belum-teruji", UNKNOWN),
        ("salah-penerbit", FAILED),
        ("salah-penerima", FAILED),
        ("salah-nonce", FAILED),
        ("tanpa-nonce", FAILED),
        ("kedaluwarsa", FAILED),
        ("dua-orang", FAILED),
    ],
)
def test_everybody_else_stays_out_and_is_told(configured: str, person: Person, name: str, sentence: str) -> None:
    answer = person.log_in(name)
    assert (answer.status_code, sentence in answer.content.decode(), person.is_in) == (403, True, False)
    assert User.objects.count() == 1


@pytest.mark.parametrize("name", ["salah-nonce", "tanpa-nonce", "dua-orang"])
def test_without_our_own_check_they_would_be_in(
    configured: str, person: Person, sari: User, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def trusting(adapter: ProviderAdapter, request: Any, login: Any) -> None:
        login.user = sari

    monkeypatch.setattr(ProviderAdapter, "pre_social_login", trusting)
    person.log_in(name)
    assert person.is_in is True


def test_a_closed_account_stays_closed(configured: str, person: Person, sari: User) -> None:
    User.objects.filter(pk=sari.pk).update(is_active=False)
    answer = person.log_in("sari")
    assert (answer["Location"], person.is_in) == ("/akun/nonaktif/", False)
    assert "sedang dinonaktifkan" in person.product.get("/akun/nonaktif/").content.decode()


def test_the_second_factor_is_asked_for_all_the_same(configured: str, person: Person, sari: User) -> None:
    add_app(sari)
    assert person.log_in("sari")["Location"] == "/akun/dua-langkah/masuk/"
    assert person.is_in is False
    person.product.post("/akun/dua-langkah/masuk/", {"code": code_of(SECRET)})
    assert person.is_in is True


def test_what_is_sent_along(configured: str, person: Person) -> None:
    asked = parse_qs(urlsplit(person.start("?scope=admin&auth_params=prompt%3Dnone&process=connect")).query)
    assert {name: asked[name] for name in ("client_id", "response_type", "code_challenge_method")} == {
        "client_id": ["kompetensi"], "response_type": ["code"], "code_challenge_method": ["S256"],
    }  # fmt: skip
    assert sorted(asked["scope"][0].split()) == ["email", "openid", "profile"]
    assert "prompt" not in asked
    assert min(len(asked[name][0]) for name in ("state", "nonce", "code_challenge")) >= 16


def test_another_state_is_refused(configured: str, person: Person) -> None:
    back = person.log_in_there(person.start(), "sari")
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert person.come_back(back.replace(state, "x" * len(state))).status_code == 403
    stranger = Person()
    assert (stranger.come_back(back).status_code, stranger.is_in) == (403, False)
    assert person.come_back(back).status_code == 302
    assert person.come_back(back).status_code == 403


def test_a_stolen_code_is_worth_nothing_without_the_verifier(configured: str, person: Person) -> None:
    back = person.log_in_there(person.start(), "sari")
    session = person.product.session
    states = session["socialaccount_states"]
    for kept in states.values():
        kept[0]["pkce_code_verifier"] = "a" * 64
    session["socialaccount_states"] = states
    session.save()
    assert (person.come_back(back).status_code, person.is_in) == (403, False)


def test_a_refusal_at_the_provider_is_said(configured: str, person: Person) -> None:
    state = parse_qs(urlsplit(person.start()).query)["state"][0]
    answer = person.come_back(f"http://testserver/akun/sso/instansi/kembali/?error=access_denied&state={state}")
    assert (answer.status_code, "Anda membatalkan masuk" in answer.content.decode()) == (403, True)


def test_a_configuration_of_another_issuer_is_refused(configured: str, person: Person, settings: Settings) -> None:
    settings.OIDC_ISSUER = "https://lain.contoh.invalid"
    answer = person.product.get(START)
    assert (answer.status_code, "tidak dapat dihubungi" in answer.content.decode()) == (403, True)


def test_a_provider_that_is_away_is_said(configured: str, person: Person, settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = person.product.get(START)
    assert (answer.status_code, "tidak dapat dihubungi" in answer.content.decode()) == (403, True)


def test_a_token_with_another_signature_is_refused(configured: str) -> None:
    """Same key id, other key."""
    request = RequestFactory().get("/")
    with context.request_context(request):
        adapter = OfficeOAuth2Adapter(request, "instansi")
        adapter.did_fetch_access_token = True  # what makes allauth trust it unseen
        config = adapter.openid_config
        kid = json.loads(requests.get(config["jwks_uri"], timeout=10).text)["keys"][0]["kid"]
        claims = {"iss": config["issuer"], "aud": "kompetensi", "sub": "1", "exp": 4_000_000_000, "nip": NIP}
        forged = jwt.encode(claims, new_key(), algorithm="RS256", headers={"kid": kid})
        app = adapter.get_provider().app
        with pytest.raises(OAuth2Error):
            adapter._decode_id_token(app, forged)
        assert super(OfficeOAuth2Adapter, adapter)._decode_id_token(app, forged)["nip"] == NIP


def test_the_button_stands_on_the_log_in_page(configured: str, settings: Settings) -> None:
    page = Client().get("/akun/masuk/?next=/pegawai/").content.decode()
    assert ("Masuk dengan SSO Surabaya" in page, 'href="/akun/sso/instansi/masuk/?next=%2Fpegawai%2F"' in page) == (
        True,
        True,
    )
    settings.OIDC_ISSUER = ""
    assert "Masuk dengan" not in Client().get("/akun/masuk/").content.decode()


def test_without_a_provider_the_addresses_lead_nowhere(db: None) -> None:
    assert [
        Client().get(address).status_code for address in (START, "/akun/sso/instansi/kembali/", "/akun/sso/lain/masuk/")
    ] == [404] * 3
