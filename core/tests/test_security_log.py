"""Log-ins, failed ones and second factors leave a trace; secrets do not."""

import logging
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from core.enums import DecisionKind
from core.middleware import SECRET_BELOW, _page_of
from core.models import Decision, User
from core.services.accounts import activate
from core.tests.people import Cast
from core.tests.test_activation import BOTH, link_for, make
from core.tests.test_second_factor import PASSWORD, code_of, logged_in, with_password
from core.tracing import acting

WEB_LOG = "security"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger=WEB_LOG)
    return caplog


def lines(log: pytest.LogCaptureFixture) -> list[str]:
    found = [record.getMessage() for record in log.records if record.name == WEB_LOG]
    log.clear()
    return found


def set_up(client: Client, django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]
    secret = client.get("/akun/dua-langkah/aplikasi/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/akun/dua-langkah/aplikasi/", {"code": code_of(secret)})


def test_coming_and_going(cast: Cast, log: pytest.LogCaptureFixture) -> None:
    logged_in(cast.sari).post("/akun/keluar/")
    about = f"account={cast.sari.pk} from=127.0.0.1"
    assert lines(log) == [f"logged in {about}", f"logged out {about}"]


def test_a_wrong_password_shows_a_mark_and_no_name(cast: Cast, log: pytest.LogCaptureFixture) -> None:
    with_password(cast.sari)
    for name in ("sari", "SARI ", "199001012023211002", "sari@contoh.invalid"):
        Client().post("/akun/masuk/", {"login": name, "password": "Rahasia-9-salah"})
    found = lines(log)
    marks = [re.fullmatch(r"log-in failed name=([0-9a-f]{16}) from=127\.0\.0\.1", line)[1] for line in found]  # type: ignore[index]
    assert (marks[0] == marks[1], len(set(marks))) == (True, 3)
    logged_in(cast.sari)
    assert lines(log) == [f"logged in account={cast.sari.pk} from=127.0.0.1"]


def test_factors_leave_lines_and_decisions(
    cast: Cast, log: pytest.LogCaptureFixture, settings: Settings, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    client = logged_in(cast.dewi)
    set_up(client, django_capture_on_commit_callbacks)
    code = client.get("/akun/dua-langkah/kode/").context["unused_codes"][0]
    lines(log)
    other = Client()
    other.post("/akun/masuk/", {"login": "dewi", "password": PASSWORD})
    other.post("/akun/dua-langkah/masuk/", {"code": "000000"})
    other.post("/akun/dua-langkah/masuk/", {"code": code})
    client.post("/akun/dua-langkah/aplikasi/lepas/")
    about = f"account={cast.dewi.pk} from=127.0.0.1"
    assert lines(log) == [
        f"factor wrong {about} kind=totp", f"factor used {about} kind=recovery_codes", f"logged in {about}",
        f"factor removed {about} kind=totp", f"factor removed {about} kind=recovery_codes",
    ]  # fmt: skip
    rows = Decision.objects.order_by("pk").values_list("kind", "subject", "subject_id", "by", "agency", "facts")
    same = ("core.User", str(cast.dewi.pk), cast.dewi.pk, cast.surabaya.pk, {"kinds": ["totp"]})
    assert list(rows) == [(DecisionKind.FACTOR_ADDED, *same), (DecisionKind.FACTOR_REMOVED, *same)]


def test_setting_up_leaves_lines(cast: Cast, log: pytest.LogCaptureFixture, django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]
    client = logged_in(cast.dewi)
    lines(log)
    set_up(client, django_capture_on_commit_callbacks)
    about = f"account={cast.dewi.pk} from=127.0.0.1"
    assert lines(log) == [f"factor added {about} kind=totp", f"factor added {about} kind=recovery_codes"]
    assert Authenticator.objects.filter(user=cast.dewi).count() == 2


def contexts(user: User) -> list[dict]:
    return [event.pgh_context for event in user.events.filter(pgh_label="update").order_by("pgh_id")]


def test_activation_is_ascribed_without_the_token(cast: Cast) -> None:
    user = make(cast)
    link = link_for(cast, user)
    assert Client().post(link, BOTH).status_code == 302
    found = contexts(user)
    assert {(one["user"], one["page"]) for one in found} == {(user.pk, "/akun/aktivasi/…/")}
    assert link.split("/")[-2] not in str(found)


def test_activation_behind_another_person_is_ascribed_to_the_new_one(cast: Cast) -> None:
    user = make(cast)
    token = link_for(cast, user).split("/")[-2]
    with acting(user=cast.dewi, source="web"):
        activate(token=token, password=PASSWORD, at=user.joined_at)
    assert [one["user"] for one in contexts(user)] == [user.pk]


def test_logging_in_for_the_first_time_is_ascribed(cast: Cast) -> None:
    logged_in(cast.sari)
    assert [(one["user"], one["page"]) for one in contexts(cast.sari)] == [(cast.sari.pk, "/akun/masuk/")]


def test_addresses_that_are_keys_are_cut() -> None:
    routes = (
        reverse("account_activate", args=["geheim"]),
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1z", "key": "geheim"}),
    )
    pages = [_page_of(RequestFactory().get(route)) for route in (*routes, routes[0].rstrip("/"), "/akun/lupa/")]
    assert pages == [*(f"{start}…/" for start in SECRET_BELOW), f"{SECRET_BELOW[0]}…/", "/akun/lupa/"]
