"""Production: refuses to start half configured, and what it starts with is strict."""

import json
import os
import subprocess
import sys
from pathlib import Path

import gunicorn
import pytest
from django.conf import settings

# What a deployment sets; none of the servers is asked.
ENVIRONMENT = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "k9$" + "uQ7!mZ2xWv" * 6,
    "ALLOWED_HOSTS": "asn.contoh.invalid",
    "DATABASE_URL": "postgres://app:rahasia@db.contoh.invalid/asn",
    "REDIS_URL": "redis://:rahasia@broker.contoh.invalid:6379/0",
    "EMAIL_URL": "smtp+tls://post:rahasia@mail.contoh.invalid:587",
    "TRUSTED_PROXIES": "1",
}
ASK = """
import json
from django.conf import settings
names = json.loads(input())
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


def run(arguments: list[str], folder: Path, words: str = "", **changes: str) -> "subprocess.CompletedProcess[str]":
    (folder / "assets").mkdir(exist_ok=True)  # as `make setup` leaves it
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "PYTHONPATH")}
    environment = kept | ENVIRONMENT | {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "asn_competency.settings"}
    return subprocess.run(
        [sys.executable, *arguments],
        env={name: value for name, value in (environment | changes).items() if value},
        cwd=settings.BASE_DIR, input=words, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def setting(folder: Path, *names: str) -> dict:
    result = run(["-c", ASK], folder, json.dumps(names))
    assert result.stderr == ""
    return json.loads(result.stdout)


def test_the_check_before_deployment_is_clean(tmp_path: Path) -> None:
    result = run(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], tmp_path)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_check_notices_a_weak_key(tmp_path: Path) -> None:
    """The control."""
    result = run(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], tmp_path, SECRET_KEY="lemah")
    assert (result.returncode, "security.W009" in result.stderr) == (1, True)


@pytest.mark.parametrize("name", [name for name in ENVIRONMENT if name != "ENVIRONMENT"])
def test_nothing_starts_without_its_variable(tmp_path: Path, name: str) -> None:
    result = run(["manage.py", "check"], tmp_path, **{name: ""})
    assert (result.returncode, f"Production needs these variables: {name}" in result.stderr) == (1, True)


def test_cookies_belong_to_this_host_and_to_tls(tmp_path: Path) -> None:
    names = [
        "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH",
    ]  # fmt: skip
    assert list(setting(tmp_path, *names).values()) == [
        "__Host-asn_session", "__Host-csrftoken", True, True, True, True, "Lax", None, "/",
    ]  # fmt: skip


def test_transport_is_strict(tmp_path: Path) -> None:
    found = setting(
        tmp_path, "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "DEBUG"
    )  # fmt: skip
    assert list(found.values()) == [True, 365 * 24 * 60 * 60, True, True, False]


@pytest.mark.parametrize(("proxies", "header"), [("1", ["HTTP_X_FORWARDED_PROTO", "https"]), ("0", None)])
def test_what_a_proxy_says_counts_only_where_one_stands(tmp_path: Path, proxies: str, header: list[str] | None) -> None:
    names = json.dumps(["SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT"])
    found = json.loads(run(["-c", ASK], tmp_path, names, TRUSTED_PROXIES=proxies).stdout)
    assert found == {"SECURE_PROXY_SSL_HEADER": header, "ALLAUTH_TRUSTED_PROXY_COUNT": int(proxies)}


def test_debug_cannot_be_switched_on(tmp_path: Path) -> None:
    result = run(["-c", ASK], tmp_path, json.dumps(["DEBUG"]), DEBUG="1")
    assert json.loads(result.stdout) == {"DEBUG": False}


def test_the_second_factor_cannot_be_switched_off(tmp_path: Path) -> None:
    result = run(["manage.py", "check"], tmp_path, SECOND_FACTOR_OPTIONAL="1")
    assert (result.returncode, "production needs the second factor" in result.stderr) == (1, True)


def test_the_server_names_no_version() -> None:
    assert gunicorn.SERVER == "gunicorn"
