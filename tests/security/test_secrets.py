"""No secret stands in the tree, nor ever stood in the settings; none reaches a log."""

import logging
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from core.models import User

BASE = Path(settings.BASE_DIR)
LOOKS_SECRET = {
    "private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "cloud key": re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    "token": re.compile(r"\b(?:ghp|gho|ghs|glpat|xox[abps])[-_][A-Za-z0-9-]{20,}"),
    "password in an address": re.compile(r"\b[a-z+]{3,}://[^\s:/@'\"{}<>]*:[^\s@'\"{}<>]{3,}@(?!host\b)[\w.-]+"),
    "assigned secret": re.compile(
        r"""(?i)\b(?:secret_key|password|passwd|api_key|access_token|client_secret)\b["']?\s*[:=]\s*["'](?=[^"']*\d)[^"'\s{}$<>]{12,}["']"""
    ),
}
# Hosts that exist nowhere (RFC 2606), and the password of the demo, which README.md names and production refuses.
INVENTED = re.compile(r"\"kompetensi-2026\"|\.invalid\b|localhost|127\.0\.0\.1|user:password@")
TEXT = {".py", ".html", ".js", ".css", ".md", ".txt", ".toml", ".ini", ".json", ".yml", ".yaml", ".sh", ".cfg", ""}


def secrets_in(text: str) -> list[str]:
    return [
        f"line {number}: {what}"
        for number, line in enumerate(text.splitlines(), start=1)
        if not INVENTED.search(line)
        for what, pattern in LOOKS_SECRET.items()
        if pattern.search(line)
    ]


def is_test(path: Path) -> bool:
    return "tests" in path.parts


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=BASE, capture_output=True, text=True, check=True).stdout


def tracked() -> list[Path]:
    if not (BASE / ".git").exists():
        pytest.skip("not a git checkout")
    listed = git("ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    return [BASE / name for name in listed if Path(name).suffix in TEXT and (BASE / name).is_file()]


def test_the_tree_holds_no_secret() -> None:
    found = {
        str(path.relative_to(BASE)): secrets
        for path in tracked()
        if path.name not in ("package-lock.json", Path(__file__).name) and path.parts[-2] != "data"
        if (secrets := secrets_in(path.read_text(errors="replace")))
        and not (is_test(path) and all(secret.endswith("assigned secret") for secret in secrets))
    }
    assert found == {}


def test_the_settings_never_held_one() -> None:
    tracked()
    history = git(
        "log", "--patch", "--no-color", "--", "asn_competency/settings.py", "Procfile", "Makefile", "README.md"
    )
    assert secrets_in(history) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("-----BEGIN RSA PRIVATE KEY-----", "private key"),
        ('KEY = "AKIAIOSFODNN7EXAMPLE"', "cloud key"),
        ("token: ghp_0123456789abcdefghijABCDEFGHIJ", "token"),
        ("DATABASE_URL=postgres://app:s3cr3t@db.example.org/asn", "password in an address"),
        ('SECRET_KEY = "django-insecure-4711-abcdef"', "assigned secret"),
    ],
)
def test_what_looks_like_one_is_noticed(line: str, what: str) -> None:
    """The control."""
    assert secrets_in(line) == [f"line 1: {what}"]


def test_secrets_come_from_the_environment() -> None:
    """The only words in the settings that hold secrets read them from the environment or make them."""
    text = (BASE / "asn_competency" / "settings.py").read_text()
    lines = [
        line.strip()
        for line in text.splitlines()
        if re.match(r"\s*[\"']?(SECRET_KEY|secret|client_id)[\"']?\s*[:=]", line)
    ]
    assert lines != []
    assert [line for line in lines if "env." not in line] == []


@pytest.mark.django_db
def test_logs_hold_no_password_and_no_number_of_a_person(caplog) -> None:
    """Wrong passwords, unknown pages and broken forms, at the most talkative level."""
    User.objects.create_user("sari", "Kata sandi rahasia 1!", name="Sari")
    client = Client(raise_request_exception=False)
    caplog.set_level(logging.DEBUG)
    with caplog.filtering(_not_of_the_database):
        client.post("/akun/masuk/", {"login": "sari", "password": "Kata-sandi-salah-4711"})
        client.post("/akun/masuk/", {"login": "sari", "password": "Kata sandi rahasia 1!"})
        client.get("/pegawai/", {"q": "3578012345670001"})
        client.get("/tidak-ada/", {"nik": "3578012345670001"})
        Client(enforce_csrf_checks=True).post("/akun/masuk/", {"login": "sari", "password": "Kata-sandi-salah-4711"})
    assert caplog.records != []
    said = "\n".join(logging.Formatter().format(record) for record in caplog.records)
    assert [word for word in ("4711", "rahasia", "3578012345670001") if word in said] == []


class _NotOfTheDatabase(logging.Filter):
    """Statements are logged in tests only (`settings.DEBUG`); production never does."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.name.startswith("django.db")


_not_of_the_database = _NotOfTheDatabase()
