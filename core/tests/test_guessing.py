"""200 wrong passwords, from one address and from many, for an account that exists and for one that does not."""

import statistics
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from core.models import User

LOGIN = "/akun/masuk/"
NIP, UNKNOWN = "199405142019032001", "199405142019032009"
PASSWORD = "Kata-sandi-4-panjang"
ATTEMPTS = 200
WRONG = "tidak cocok. Periksa kembali"
LOCKED = "Terlalu banyak percobaan masuk yang gagal"


@pytest.fixture(autouse=True)
def sari(db: None, settings: Settings) -> User:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # time is measured apart
    cache.clear()
    return User.objects.create_user(NIP, PASSWORD, name="SARI WULANDARI", email="sari@contoh.invalid")


def answer_to(login: str, password: str, address: str = "10.0.0.1") -> tuple[int, str]:
    """Status of the answer and its sentence."""
    response = Client(REMOTE_ADDR=address).post(LOGIN, {"login": login, "password": password})
    text = response.content.decode()
    said = [word for word, part in (("wrong", WRONG), ("locked", LOCKED)) if part in text]
    return response.status_code, ",".join(said)


def guess(login: str, *, many_addresses: bool) -> list[tuple[int, str]]:
    addresses = [f"10.1.{n}.7" if many_addresses else "10.0.0.1" for n in range(ATTEMPTS)]
    with time_machine.travel(datetime(2026, 11, 23, 5, tzinfo=UTC), tick=False):
        return [answer_to(login, f"tebakan {n}", address) for n, address in enumerate(addresses)]


@pytest.mark.parametrize("many_addresses", [False, True])
def test_five_guesses_and_no_more(many_addresses: bool) -> None:
    known = guess(NIP, many_addresses=many_addresses)
    assert known == [(200, "wrong")] * 5 + [(200, "locked")] * (ATTEMPTS - 5)
    cache.clear()
    assert guess(UNKNOWN, many_addresses=many_addresses) == known


def test_without_the_limits_all_of_them_are_tried(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
    assert guess(NIP, many_addresses=True) == [(200, "wrong")] * ATTEMPTS


def test_the_right_password_is_refused_alike_until_the_lock_ends() -> None:
    with time_machine.travel(datetime(2026, 11, 23, 5, tzinfo=UTC), tick=False) as clock:
        for n in range(6):
            answer_to(NIP, f"tebakan {n}")
        assert answer_to(NIP, PASSWORD) == (200, "locked")
        assert answer_to(NIP, PASSWORD, "10.9.9.9") == (200, "locked")
        clock.shift(timedelta(minutes=5, seconds=1))
        assert answer_to(NIP, PASSWORD) == (302, "")


def test_many_accounts_from_one_address_are_stopped_too() -> None:
    with time_machine.travel(datetime(2026, 11, 23, 5, tzinfo=UTC), tick=False):
        answers = [answer_to(f"{NIP[:-3]}{n:03}", "tebakan") for n in range(120)]
    assert answers == [(200, "wrong")] * 100 + [(200, "locked")] * 20


def test_a_locked_account_does_not_lock_its_neighbours() -> None:
    for n in range(6):
        answer_to(UNKNOWN, f"tebakan {n}")
    assert answer_to(NIP, PASSWORD) == (302, "")


def seconds(login: str, settings: Settings) -> float:
    """Median time of an answer that has to check a password."""
    times = []
    for n in range(9):
        cache.clear()
        began = time.perf_counter()
        answer_to(login, f"tebakan {n}")
        times.append(time.perf_counter() - began)
    return statistics.median(times)


@pytest.mark.parametrize("state", ["active", "never activated", "closed"])
def test_the_answer_takes_as_long_for_an_unknown_account(sari: User, settings: Settings, state: str) -> None:
    """With the real hasher: the work on the password is what takes time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    sari.set_password(PASSWORD) if state != "never activated" else sari.set_unusable_password()
    sari.is_active = state != "closed"
    sari.save()
    seconds(NIP, settings)  # once, to warm up
    for _try in range(3):  # other work on this machine may disturb one round, never all
        known, unknown = seconds(NIP, settings), seconds(UNKNOWN, settings)
        if 0.8 <= known / unknown <= 1.25:
            return
    pytest.fail(f"known {known:.3f} s, unknown {unknown:.3f} s")


def test_a_forgotten_password_says_the_same_for_everybody() -> None:
    answers = {
        (response.status_code, response["Location"])
        for email in ("sari@contoh.invalid", "nobody@contoh.invalid")
        for response in [Client().post("/akun/lupa/", {"email": email})]
    }
    assert answers == {(302, "/akun/lupa/terkirim/")}
