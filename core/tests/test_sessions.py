"""How long a session lasts, what it says when it is over, and that it is a new one after logging in."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from core.domain.accounts import Ended, SessionLimits, session_end
from core.models import User
from core.tests.people import Cast
from core.tests.test_second_factor import PASSWORD, with_password

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
LIMITS = SessionLimits(longest=timedelta(hours=12), idle=timedelta(minutes=30))


@pytest.mark.parametrize(
    ("started", "seen", "end"),
    [
        (0, 0, None),
        (29, 29, None),
        (30, 30, Ended(by_idleness=True, limit=timedelta(minutes=30))),
        (719, 0, None),
        (720, 0, Ended(by_idleness=False, limit=timedelta(hours=12))),
    ],
)
def test_a_session_ends_by_age_or_by_rest(started: int, seen: int, end: Ended | None) -> None:
    begun, used = NOON - timedelta(minutes=started), NOON - timedelta(minutes=seen)
    assert session_end(LIMITS, started=begun, seen=used, at=NOON) == end


def log_in(user: User) -> Client:
    if not user.check_password(PASSWORD):
        with_password(user)
    client = Client()
    client.post("/akun/masuk/", {"login": user.username, "password": PASSWORD, "remember": "on"})
    return client


@pytest.mark.parametrize(
    ("name", "minutes", "words"),
    [("sari", 480, "8 jam"), ("budi", 480, "8 jam"), *((name, 30, "30 menit") for name in ("rina", "dewi", "maya"))],
)
def test_rest_ends_it_sooner_for_those_who_see_others(cast: Cast, name: str, minutes: int, words: str) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = log_in(getattr(cast, name))
        clock.shift(timedelta(minutes=min(minutes - 1, 200)))
        assert client.get("/saya/").status_code == 200
        clock.shift(timedelta(minutes=minutes))
        answer = client.get("/saya/?a=b")
        assert answer["Location"] == "/akun/masuk/?next=/saya/%3Fa%3Db"
        assert f"karena tidak dipakai selama {words}" in client.get(answer["Location"]).content.decode()
        assert client.get("/saya/").status_code == 302


def test_half_a_day_is_the_end_however_busy(cast: Cast, settings: Settings) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = log_in(cast.dewi)
        for _quarter in range(47):
            clock.shift(timedelta(minutes=15))
            assert client.get("/saya/").status_code == 200
        clock.shift(timedelta(minutes=15))
        page = client.get(client.get("/saya/").get("Location", "/"))
        assert "Sesi Anda berakhir setelah 12 jam" in page.content.decode()


def test_without_limits_it_would_go_on(cast: Cast, settings: Settings) -> None:
    settings.SESSION_IDLE_MINUTES_GUARDED = 24 * 60
    with time_machine.travel(NOON, tick=False) as clock:
        client = log_in(cast.dewi)
        clock.shift(timedelta(hours=11))
        assert client.get("/saya/").status_code == 200


def test_a_progress_bar_keeps_nobody_logged_in(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = log_in(cast.dewi)
        for _time in range(3):
            clock.shift(timedelta(minutes=10))
            answer = client.get("/pekerjaan/7b0ac6ad-6a5e-4b0e-8f51-6a4b0ac6ad00/")
        assert answer["Location"].startswith("/akun/masuk/")


def test_a_form_and_a_fragment_bring_back_to_their_page(cast: Cast) -> None:
    page = {"Referer": "http://testserver/impor/unggah/?kind=unor"}
    fragment = {"HX-Request": "true", "HX-Current-URL": "http://testserver/pegawai/?q=sari"}
    foreign = {"Referer": "https://lain.contoh.invalid/impor/"}
    for headers, status, address in (
        (page, 302, "/akun/masuk/?next=/impor/unggah/%3Fkind%3Dunor"),
        (fragment, 204, "/akun/masuk/?next=/pegawai/%3Fq%3Dsari"),
        (foreign, 302, "/akun/masuk/?next=/"),
    ):
        with time_machine.travel(NOON, tick=False) as clock:
            client = log_in(cast.dewi)
            clock.shift(timedelta(minutes=31))
            answer = client.post("/impor/unggah/", headers=headers)
            assert (answer.status_code, answer.get("Location") or answer.get("HX-Redirect")) == (status, address)


def test_logging_in_takes_a_new_session(cast: Cast) -> None:
    with_password(cast.sari)
    client = Client()
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    client.cookies["asn_session"] = planted
    client.post("/akun/masuk/", {"login": "sari", "password": PASSWORD})
    assert client.session.session_key != planted
    intruder = Client()
    intruder.cookies["asn_session"] = planted
    assert intruder.get("/saya/").status_code == 302


def test_a_new_password_ends_the_other_sessions_and_says_so(cast: Cast) -> None:
    here, elsewhere = log_in(cast.sari), log_in(cast.sari)
    new = "Sandi-baru-5-panjang"
    answer = here.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert "Kata sandi diganti. Sesi lain diakhiri." in here.get(answer["Location"]).content.decode()
    assert (here.get("/saya/").status_code, elsewhere.get("/saya/").status_code) == (200, 302)
    cast.sari.refresh_from_db()
    assert cast.sari.password_changed_at is not None


def test_a_closed_account_is_out_at_once(cast: Cast) -> None:
    client = log_in(cast.sari)
    User.objects.filter(pk=cast.sari.pk).update(is_active=False)
    assert client.get("/saya/").status_code == 302
