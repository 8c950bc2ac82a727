"""The provider as a process, and somebody who logs in through it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from tests.oidc_provider.people import CLIENT_ID, CLIENT_SECRET, PASSWORD
from tests.stage import BASE_DIR, _free_port, wait_for

START = "/akun/sso/instansi/masuk/"


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a provider that runs as long as the tests."""
    folder: Path = tmp_path_factory.mktemp("provider")
    pem = new_key().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(pem)
    port = _free_port()
    environment = os.environ | {"PROVIDER_FOLDER": str(folder), "PYTHONPATH": str(BASE_DIR)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.oidc_provider", str(port)],
            cwd=BASE_DIR, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: answers(f"{address}/.well-known/openid-configuration"), "the provider", seconds=60)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=5).ok
    except requests.ConnectionError:
        return False


@pytest.fixture
def configured(provider: str, settings: Settings) -> str:
    """The product asks this provider."""
    settings.OIDC_ISSUER, settings.OIDC_NAME = provider, "SSO Surabaya"
    app = {
        "provider_id": "instansi", "name": "SSO Surabaya", "client_id": CLIENT_ID, "secret": CLIENT_SECRET,
        "settings": {"server_url": provider, "scope": ["openid", "profile", "email"]},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    return provider


class Person:
    """Somebody with a browser: cookies of the product and cookies of the provider."""

    def __init__(self) -> None:
        self.product = Client()
        self.provider = requests.Session()

    def start(self, query: str = "") -> str:
        """Where the product sends her."""
        return str(self.product.get(START + query)["Location"])

    def log_in_there(self, address: str, name: str) -> str:
        """Log in at the provider; the address to which it sends her back."""
        page = self.provider.get(address, timeout=10)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
        sent = {"login": name, "password": PASSWORD, "csrfmiddlewaretoken": token}
        answer = self.provider.post(
            page.url, data=sent, headers={"Referer": page.url}, allow_redirects=False, timeout=10
        )
        while not (where := answer.headers["Location"]).startswith("http://testserver"):
            host = urlsplit(page.url)
            where = where if where.startswith("http") else f"{host.scheme}://{host.netloc}{where}"
            answer = self.provider.get(where, allow_redirects=False, timeout=10)
        return str(where)

    def come_back(self, address: str) -> HttpResponse:
        parts = urlsplit(address)
        return self.product.get(f"{parts.path}?{parts.query}")  # type: ignore[return-value]

    def log_in(self, name: str, query: str = "") -> HttpResponse:
        """The whole way."""
        return self.come_back(self.log_in_there(self.start(query), name))

    @property
    def is_in(self) -> bool:
        return self.product.get("/saya/").status_code == 200


@pytest.fixture
def person() -> Iterator[Any]:
    somebody = Person()
    yield somebody
    somebody.provider.close()
