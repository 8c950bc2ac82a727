"""Rights that hold only for the minutes after an administrator has confirmed who she is."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from core import access
from core.access import requires
from core.enums import DecisionKind, Role
from core.models import Decision, User
from core.permissions import ELEVATED, Permission
from core.tests.people import Cast, make_user
from core.tests.test_second_factor import PASSWORD, SECRET, add_app, code_of, with_password

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)


@requires(Permission.ROLE_EDIT)
def guarded(request: HttpRequest) -> HttpResponse:
    """A page behind an elevated permission."""
    return HttpResponse("open")


urlpatterns = [path("jaga/", guarded), path("", include("asn_competency.urls"))]
pytestmark = pytest.mark.usefixtures("guarded_page")


@pytest.fixture
def guarded_page() -> object:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def wira(cast: Cast) -> User:
    """The administrator of Surabaya."""
    return with_password(make_user("wira", Role.ADMINISTRATOR, cast.surabaya))


def log_in(user: User) -> Client:
    client = Client()
    client.post("/akun/masuk/", {"login": user.username, "password": PASSWORD})
    return client


def raise_rights(client: Client) -> HttpResponse:
    return client.post("/akun/hak-tinggi/", {"password": PASSWORD, "next": "/jaga/"})


def test_two_permissions_are_elevated() -> None:
    assert {Permission.ROLE_EDIT, Permission.RETENTION_RUN} == ELEVATED


def test_an_administrator_confirms_and_comes_back(wira: User) -> None:
    client = log_in(wira)
    assert client.get("/jaga/?a=b")["Location"] == "/akun/hak-tinggi/?next=%2Fjaga%2F%3Fa%3Db"
    assert raise_rights(client)["Location"] == "/jaga/"
    assert client.get("/jaga/").content == b"open"


def test_without_the_guard_nobody_would_be_asked(wira: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "ELEVATED", frozenset())
    assert log_in(wira).get("/jaga/").content == b"open"


def test_a_superuser_is_asked_too(db: None) -> None:
    admin = with_password(User.objects.create(username="admin", password="!", is_superuser=True))
    client = log_in(admin)
    assert client.get("/jaga/").status_code == 302
    assert raise_rights(client)["Location"] == "/jaga/"
    assert client.get("/jaga/").content == b"open"


@pytest.mark.parametrize("name", ["sari", "dewi", "maya"])
def test_who_has_no_such_right_cannot_raise_it(cast: Cast, name: str) -> None:
    client = log_in(with_password(getattr(cast, name)))
    assert client.get("/jaga/").status_code == 403
    assert (client.get("/akun/hak-tinggi/").status_code, raise_rights(client).status_code) == (403, 403)
    assert Decision.objects.count() == 0


def test_it_is_over_after_a_quarter_of_an_hour(wira: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = log_in(wira)
        raise_rights(client)
        clock.shift(timedelta(minutes=14, seconds=59))
        assert client.get("/jaga/").status_code == 200
        assert "Hak administrator aktif sampai pukul 12.15" in client.get("/saya/").content.decode()
        clock.shift(timedelta(seconds=1))
        assert client.get("/jaga/").status_code == 302
        assert "Hak administrator aktif" not in client.get("/saya/").content.decode()


@pytest.mark.parametrize(("method", "told"), [("post", True), ("get", False)])
def test_a_form_sent_too_late_is_not_lost_in_silence(wira: User, method: str, told: bool) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = log_in(wira)
        raise_rights(client)
        clock.shift(timedelta(minutes=15))
        answer = getattr(client, method)("/jaga/")
        page = client.get(answer["Location"]).content.decode()
        assert ("Formulir yang baru Anda kirim belum diterima" in page) is told


def test_it_can_be_ended_before(wira: User) -> None:
    client = log_in(wira)
    raise_rights(client)
    client.post("/akun/hak-tinggi/akhiri/")
    assert client.get("/jaga/").status_code == 302


def test_it_does_not_outlive_the_log_in(wira: User) -> None:
    client = log_in(wira)
    raise_rights(client)
    client.post("/akun/masuk/", {"login": "wira", "password": PASSWORD})
    client.post("/akun/keluar/")
    client.post("/akun/masuk/", {"login": "wira", "password": PASSWORD})
    assert client.get("/jaga/").status_code == 302


def test_it_is_written_down(wira: User, cast: Cast) -> None:
    raise_rights(log_in(wira))
    decision = Decision.objects.get()
    assert (decision.kind, decision.by, decision.agency, decision.subject_id) == (
        DecisionKind.RIGHTS_RAISED, wira, cast.surabaya, str(wira.pk)
    )  # fmt: skip


def test_a_wrong_password_raises_nothing_and_is_slowed(wira: User) -> None:
    client = log_in(wira)
    answers = [client.post("/akun/hak-tinggi/", {"password": f"salah {number}"}) for number in range(7)]
    assert answers[0].context["forms"]["password"].errors == {"password": ["Kata sandi tidak cocok."]}
    assert "Terlalu banyak percobaan" in answers[-1].content.decode()
    assert "Terlalu banyak percobaan" in raise_rights(client).content.decode()
    assert client.get("/jaga/").status_code == 302


def test_who_has_a_second_factor_confirms_with_it(wira: User) -> None:
    client = log_in(wira)
    add_app(wira)
    page = client.get("/akun/hak-tinggi/?next=/jaga/")
    assert list(page.context["forms"]) == ["code"]
    assert raise_rights(client).status_code == 200  # the password alone is not asked for any more
    assert client.get("/jaga/").status_code == 302
    client.post("/akun/hak-tinggi/", {"code": code_of(SECRET), "next": "/jaga/"})
    assert client.get("/jaga/").status_code == 200
    assert Authenticator.objects.get(user=wira).last_used_at is not None


def test_a_fragment_and_a_form_are_sent_to_confirm(wira: User) -> None:
    client = log_in(wira)
    fragment = client.get("/jaga/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/saya/"})
    assert (fragment.status_code, fragment["HX-Redirect"]) == (204, "/akun/hak-tinggi/?next=%2Fsaya%2F")
    form = client.post("/jaga/", headers={"Referer": "http://testserver/saya/"})
    assert form["Location"] == "/akun/hak-tinggi/?next=%2Fsaya%2F"


def test_it_leads_nowhere_outside(wira: User) -> None:
    client = log_in(wira)
    answer = client.post("/akun/hak-tinggi/", {"password": PASSWORD, "next": "https://lain.contoh.invalid/"})
    assert answer["Location"] == "/"
