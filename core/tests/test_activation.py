"""The one-time link with which a person takes over the account that the office has made."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from core.domain.errors import Denied, DomainError
from core.enums import DecisionKind, Role
from core.models import Decision, User
from core.services.accounts import (
    activate,
    close_account,
    issue_link,
    make_account,
    open_account,
    remove_factors,
    token_of,
)
from core.tests.people import Cast, make_user
from core.tests.test_second_factor import SECRET, add_app, code_of

NIP = "199001012023211002"
NEW = "Sandi-pertama-7"
NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
PAGES = "http://testserver/akun/aktivasi/"
BOTH = {"password1": NEW, "password2": NEW}


def make(cast: Cast, email: str = "Tono@Contoh.invalid") -> User:
    return make_account(
        username=NIP, name="TONO HARTONO", email=email, agency=cast.surabaya, by=cast.dewi, at=NOON
    )  # fmt: skip


def link_for(cast: Cast, user: User, by: User | None = None) -> str:
    return issue_link(user=user, agency=cast.surabaya, pages=PAGES, by=by or cast.dewi, at=NOON)


def kinds() -> list[str]:
    return list(Decision.objects.order_by("pk").values_list("kind", flat=True))


def test_a_new_account_opens_to_nobody(cast: Cast) -> None:
    user = make(cast)
    assert (user.email, user.has_usable_password(), user.activated_at) == ("tono@contoh.invalid", False, None)
    assert [(role.role, role.agency, role.unit) for role in user.roles.all()] == [(Role.ASN, cast.surabaya, None)]
    assert kinds() == [DecisionKind.ACCOUNT_MADE, DecisionKind.ROLE_GIVEN]
    with pytest.raises(DomainError) as error:
        make(cast)
    assert error.value.code == "account_taken"


@pytest.mark.parametrize("email", ["", "bukan surel", "SARI@contoh.invalid"])
def test_an_address_that_is_none_or_taken_is_left_out(cast: Cast, email: str) -> None:
    User.objects.filter(pk=cast.sari.pk).update(email="sari@contoh.invalid")
    assert make(cast, email).email == ""


def test_the_link_leads_in_once(cast: Cast) -> None:
    user = make(cast)
    link = link_for(cast, user)
    client = Client()
    page = client.get(link).content.decode()
    assert "Selamat datang, Tono Hartono" in page
    assert "berisi huruf besar, huruf kecil, angka, dan simbol" in page
    assert client.post(link, {"password1": "pendek", "password2": "pendek"}).status_code == 200
    assert client.post(link, BOTH)["Location"] == "/"
    assert client.get("/saya/").status_code == 200
    user.refresh_from_db()
    assert (user.activated_at is not None, user.password_changed_at is not None) == (True, True)
    over = Client().get(link)
    assert (over.status_code, "Tautan tidak berlaku lagi" in over.content.decode()) == (410, True)
    assert Client().post(link, BOTH).status_code == 410


def test_a_newer_link_replaces_the_older_one(cast: Cast) -> None:
    user = make(cast)
    first, second = link_for(cast, user), link_for(cast, user)
    assert (Client().get(first).status_code, Client().get(second).status_code) == (410, 200)
    assert kinds() == [DecisionKind.ACCOUNT_MADE, DecisionKind.ROLE_GIVEN, *[DecisionKind.ACCOUNT_LINK] * 2]


def test_it_is_over_after_seven_days(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        link = link_for(cast, make(cast))
        clock.shift(timedelta(days=7))
        assert Client().get(link).status_code == 200
        clock.shift(timedelta(seconds=1))
        assert Client().get(link).status_code == 410


def test_used_expired_and_invented_links_are_answered_alike(cast: Cast) -> None:
    user = make(cast)
    used = link_for(cast, user)
    link = link_for(cast, user)
    invented = link.replace("aktivasi/ey", "aktivasi/eZ")
    closed = link
    close_account(user=user, agency=cast.surabaya, reason="pindah", by=cast.dewi, at=NOON)
    answers = {Client().get(address).content for address in (used, invented, closed, PAGES + "x/")}
    assert len(answers) == 1


def test_a_second_use_at_the_same_moment_gets_nothing(cast: Cast) -> None:
    token = link_for(cast, make(cast)).removeprefix(PAGES).strip("/")
    first = activate(token=token, password=NEW, at=NOON)
    second = activate(token=token, password="Sandi-lain-8-itu", at=NOON)
    assert (first is not None, second) == (True, None)
    assert User.objects.get(username=NIP).check_password(NEW)


def test_the_link_goes_by_mail_where_there_is_an_address(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    user = make(cast)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        link = link_for(cast, user)
    assert [(letter.to, link in letter.body, NIP in letter.body) for letter in mail.outbox] == [
        (["tono@contoh.invalid"], True, True)
    ]


def test_a_second_factor_is_asked_for_after_a_link_too(cast: Cast) -> None:
    """Whoever gets hold of a link for an account with a factor has only half of what it takes."""
    user = make(cast)
    client = Client()
    client.post(link_for(cast, user), BOTH)
    add_app(user)
    again = Client()
    assert link_for(cast, User.objects.get(pk=user.pk)) == ""
    link = f"{PAGES}{token_of(User.objects.get(pk=user.pk))}/"
    assert again.post(link, BOTH)["Location"] == "/akun/dua-langkah/masuk/"
    assert again.get("/saya/").status_code == 302
    again.post("/akun/dua-langkah/masuk/", {"code": code_of(SECRET)})
    assert again.get("/saya/").status_code == 200


def test_the_link_throws_out_who_was_at_the_computer(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.dewi)
    client.post(link_for(cast, make(cast)), BOTH)
    assert client.session["_auth_user_id"] == str(User.objects.get(username=NIP).pk)


def test_a_link_for_an_active_account_ends_its_password(cast: Cast) -> None:
    user = make(cast)
    client = Client()
    client.post(link_for(cast, user), BOTH)
    link_for(cast, user)
    assert client.get("/saya/").status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW) is False


def test_closing_and_opening_are_decisions(cast: Cast) -> None:
    user = make(cast)
    about = {"user": user, "agency": cast.surabaya, "by": cast.dewi, "at": NOON}
    for _twice in range(2):
        close_account(reason="pensiun", **about)
    with pytest.raises(DomainError) as error:
        link_for(cast, User.objects.get(pk=user.pk))
    assert error.value.code == "account_closed"
    open_account(reason="salah orang", **about)
    rows = Decision.objects.order_by("pk").values_list("kind", "reason", "by")
    assert list(rows)[2:] == [
        (DecisionKind.ACCOUNT_CLOSED, "pensiun", cast.dewi.pk), (DecisionKind.ACCOUNT_OPENED, "salah orang", cast.dewi.pk)
    ]  # fmt: skip


def test_hr_cannot_take_over_who_can_do_more(cast: Cast) -> None:
    wira = make_user("wira", Role.ADMINISTRATOR, cast.surabaya)
    root = User.objects.create(username="root", password="!", is_superuser=True)
    for strong in (wira, cast.maya, root):
        with pytest.raises(Denied):
            link_for(cast, strong)
    with pytest.raises(Denied):
        link_for(cast, cast.dewi, by=cast.dewi)
    with pytest.raises(Denied):
        link_for(cast, root, by=wira)
    assert kinds() == []
    link_for(cast, cast.maya, by=wira)
    link_for(cast, cast.dewi, by=wira)
    link_for(cast, wira, by=root)
    assert kinds() == [DecisionKind.ACCOUNT_LINK] * 3


def test_a_lost_phone_is_reset_with_a_reason(cast: Cast) -> None:
    wira = make_user("wira", Role.ADMINISTRATOR, cast.surabaya)
    add_app(cast.dewi)
    about = {"user": cast.dewi, "agency": cast.surabaya, "reason": "ponsel hilang", "by": wira, "at": NOON}
    remove_factors(**about)
    decision = Decision.objects.get()
    assert (decision.kind, decision.reason, decision.facts) == (
        DecisionKind.FACTOR_REMOVED, "ponsel hilang", {"kinds": ["totp"]}
    )  # fmt: skip
    with pytest.raises(DomainError) as error:
        remove_factors(**about)
    assert error.value.code == "no_factor"
