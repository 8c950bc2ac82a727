"""Second factors: who needs one, setting one up, logging in with it, and losing it."""

import runpy
import time
from pathlib import Path

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django.fixtures import Settings

from core.models import User
from core.services.factors import record_added
from core.tests.people import Cast

PASSWORD = "Kata-sandi-4-panjang"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SET_UP = "/akun/dua-langkah/"
SETTINGS = str(Path(__file__).resolve().parents[2] / "asn_competency" / "settings.py")


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR_OPTIONAL = False


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the app on the phone shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def logged_in(user: User) -> Client:
    """By the form, so that the session knows how."""
    client = Client()
    client.post("/akun/masuk/", {"login": with_password(user).username, "password": PASSWORD})
    return client


@pytest.mark.parametrize(
    ("name", "asked"), [("sari", False), ("budi", False), ("rina", True), ("dewi", True), ("maya", True)]
)
def test_who_sees_the_data_of_others_sets_up_a_factor_first(cast: Cast, name: str, asked: bool) -> None:
    client = logged_in(getattr(cast, name))
    answer = client.get("/saya/")
    assert (answer.status_code, answer.get("Location")) == ((302, SET_UP) if asked else (200, None))
    page = client.get(SET_UP).content.decode()
    assert ("Peran Anda membuka data pegawai lain" in page) is asked


def test_a_superuser_without_any_role_too(db: None) -> None:
    admin = User.objects.create(username="admin", password="!", is_superuser=True)
    assert logged_in(admin).get("/saya/")["Location"] == SET_UP


def test_where_it_is_optional_nobody_is_sent_away(cast: Cast, settings: Settings) -> None:
    settings.SECOND_FACTOR_OPTIONAL = True
    assert logged_in(cast.dewi).get("/saya/").status_code == 200


def test_nothing_else_opens_before(cast: Cast) -> None:
    client = logged_in(cast.dewi)
    for address in ("/", "/pegawai/", "/pengaturan/akun/", "/akun/kata-sandi/", "/akun/hak-tinggi/"):
        assert client.get(address)["Location"] == SET_UP
    assert client.post("/impor/unggah/")["Location"] == SET_UP
    fragment = client.get("/pegawai/saran/", headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment["HX-Redirect"]) == (204, SET_UP)


def test_language_theme_and_leaving_stay_open(cast: Cast) -> None:
    client = logged_in(cast.dewi)
    assert client.post("/akun/tampilan/", {"theme": "dark", "next": SET_UP})["Location"] == SET_UP
    assert client.post("/bahasa/", {"language": "en", "next": SET_UP})["Location"] == SET_UP
    assert client.post("/akun/keluar/")["Location"] == "/akun/masuk/"


def test_setting_up_an_app_opens_the_rest(cast: Cast) -> None:
    client = logged_in(cast.dewi)
    page = client.get("/akun/dua-langkah/aplikasi/")
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    wrong = client.post("/akun/dua-langkah/aplikasi/", {"code": "000000"})
    assert wrong.context["form"].errors == {
        "code": ["Kode atau kunci tidak cocok. Coba lagi dengan kode yang terbaru."]
    }
    right = client.post("/akun/dua-langkah/aplikasi/", {"code": code_of(secret)})
    assert right["Location"] == "/akun/dua-langkah/kode/"
    assert client.get("/saya/").status_code == 200
    codes = client.get("/akun/dua-langkah/kode/")
    assert len(codes.context["unused_codes"]) == 10
    saved = client.get("/akun/dua-langkah/kode/unduh/")
    assert (saved["Content-Type"], saved.content.decode().count("\n")) == ("text/plain", 12)


def set_up(client: Client) -> None:
    secret = client.get("/akun/dua-langkah/aplikasi/").context["form"].secret
    client.post("/akun/dua-langkah/aplikasi/", {"code": code_of(secret)})


@pytest.mark.parametrize("name", ["sari", "dewi"])
def test_the_first_factor_ends_the_sessions_begun_without_it(cast: Cast, name: str) -> None:
    user = getattr(cast, name)
    here, elsewhere = logged_in(user), Client()
    elsewhere.post("/akun/masuk/", {"login": user.username, "password": PASSWORD})
    set_up(here)
    assert [client.get("/saya/").status_code for client in (here, elsewhere)] == [200, 302]
    assert elsewhere.get("/saya/")["Location"] == "/akun/masuk/?next=/saya/"


def test_a_second_factor_more_ends_no_session(cast: Cast) -> None:
    add_app(with_password(cast.dewi))
    client = Client()
    client.post("/akun/masuk/", {"login": "dewi", "password": PASSWORD})
    client.post("/akun/dua-langkah/masuk/", {"code": code_of(SECRET)})
    user = User.objects.get(pk=cast.dewi.pk)
    key = Authenticator.objects.create(user=user, type="webauthn", data={})
    record_added(factor=key, user=user, agency=cast.surabaya, at=timezone.now())
    assert client.get("/saya/").status_code == 200


def test_a_session_that_never_showed_the_factor_logs_in_again(cast: Cast) -> None:
    """However it came about: a role given later, a factor added by hand."""
    add_app(cast.dewi)
    for page in ("/saya/", SET_UP, "/akun/dua-langkah/kode/"):
        client = Client()
        client.force_login(cast.dewi)
        answer = client.get(page)
        assert answer["Location"] == f"/akun/masuk/?next={page}"
        assert "kini memakai verifikasi dua langkah" in client.get(answer["Location"]).content.decode()
        assert client.get(page).status_code == 302


def test_a_session_of_somebody_without_guarded_rights_goes_on(cast: Cast) -> None:
    client = logged_in(cast.sari)
    add_app(cast.sari)
    assert client.get("/saya/").status_code == 200


def test_the_secret_is_not_readable_in_the_database(cast: Cast) -> None:
    factor = add_app(cast.dewi)
    assert SECRET not in str(factor.data)
    assert factor.wrap().validate_code(code_of(SECRET)) is True


def test_the_secret_survives_a_new_secret_of_the_installation(cast: Cast, settings: Settings) -> None:
    factor = add_app(cast.dewi)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another secret of the installation"
    assert factor.wrap().validate_code(code_of(SECRET)) is True


def add_app(user: User) -> Authenticator:
    with context.request_context(RequestFactory().get("/")):
        return TOTP.activate(user, SECRET).instance


def test_logging_in_takes_both_steps(cast: Cast) -> None:
    add_app(with_password(cast.dewi))
    client = Client()
    answer = client.post("/akun/masuk/", {"login": "dewi", "password": PASSWORD})
    assert answer["Location"] == "/akun/dua-langkah/masuk/"
    assert client.get("/saya/")["Location"] == "/akun/masuk/?next=/saya/"
    assert client.post("/akun/dua-langkah/masuk/", {"code": "000000"}).status_code == 200
    assert client.post("/akun/dua-langkah/masuk/", {"code": code_of(SECRET)})["Location"] == "/"
    assert client.get("/saya/").status_code == 200


def test_a_code_counts_once(cast: Cast) -> None:
    add_app(with_password(cast.dewi))
    code = code_of(SECRET)
    clients = []
    for _time in range(2):
        client = Client()
        client.post("/akun/masuk/", {"login": "dewi", "password": PASSWORD})
        client.post("/akun/dua-langkah/masuk/", {"code": code})
        clients.append(client.get("/saya/").status_code)
    assert clients == [200, 302]


def test_codes_cannot_be_guessed(cast: Cast) -> None:
    add_app(with_password(cast.dewi))
    client = Client()
    client.post("/akun/masuk/", {"login": "dewi", "password": PASSWORD})
    for number in range(6):
        answer = client.post("/akun/dua-langkah/masuk/", {"code": f"{number:06}"})
    assert "Terlalu banyak percobaan" in answer.content.decode()
    locked = client.post("/akun/dua-langkah/masuk/", {"code": code_of(SECRET)})
    assert "Terlalu banyak percobaan" in locked.content.decode()


def test_a_recovery_code_replaces_a_lost_phone_once(cast: Cast) -> None:
    client = logged_in(cast.dewi)
    secret = client.get("/akun/dua-langkah/aplikasi/").context["form"].secret
    client.post("/akun/dua-langkah/aplikasi/", {"code": code_of(secret)})
    code = client.get("/akun/dua-langkah/kode/").context["unused_codes"][0]
    answers = []
    for _time in range(2):
        other = Client()
        other.post("/akun/masuk/", {"login": "dewi", "password": PASSWORD})
        other.post("/akun/dua-langkah/masuk/", {"code": code})
        answers.append(other.get("/saya/").status_code)
    assert answers == [200, 302]


def test_the_last_factor_stays_where_one_is_required(cast: Cast, settings: Settings) -> None:
    client = logged_in(cast.dewi)
    secret = client.get("/akun/dua-langkah/aplikasi/").context["form"].secret
    client.post("/akun/dua-langkah/aplikasi/", {"code": code_of(secret)})
    answer = client.post("/akun/dua-langkah/aplikasi/lepas/")
    assert "Peran Anda mewajibkan verifikasi dua langkah" in answer.content.decode()
    assert Authenticator.objects.filter(user=cast.dewi, type="totp").count() == 1
    settings.SECOND_FACTOR_OPTIONAL = True
    assert client.post("/akun/dua-langkah/aplikasi/lepas/")["Location"] == SET_UP
    assert Authenticator.objects.filter(user=cast.dewi).count() == 0


def test_production_insists(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings are read anew, in the environment of a server."""
    needed = {"SECRET_KEY": "x", "ALLOWED_HOSTS": "asn.contoh.invalid", "DATABASE_URL": "postgres://a:b@127.0.0.1/c",
              "REDIS_URL": "redis://127.0.0.1:1/0", "EMAIL_URL": "consolemail://", "TRUSTED_PROXIES": "0", "ENVIRONMENT": "production"}  # fmt: skip
    for name, value in needed.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("SECOND_FACTOR_OPTIONAL", raising=False)
    assert runpy.run_path(SETTINGS)["SECOND_FACTOR_OPTIONAL"] is False
    monkeypatch.setenv("SECOND_FACTOR_OPTIONAL", "true")
    with pytest.raises(ImproperlyConfigured, match="SECOND_FACTOR_OPTIONAL"):
        runpy.run_path(SETTINGS)
