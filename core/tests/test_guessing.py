"""200 wrong passwords, from one address and from many, for an account that exists and for one that does not."""

import statistics
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from core.models import User

LOGIN = "/akun/masuk/"
NIP, UNKNOWN = "199405142019032001", "199405142019032009"
EMAIL, UNKNOWN_EMAIL = "sari@contoh.invalid", "nobody@contoh.invalid"
PASSWORD = "Kata-sandi-4-panjang"
ATTEMPTS = 200
WRONG = "tidak cocok. Periksa kembali"
LOCKED = "Terlalu banyak percobaan masuk yang gagal"
STATES = ["active", "never activated", "closed"]


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


def put_in(state: str, sari: User) -> None:
    sari.set_password(PASSWORD) if state != "never activated" else sari.set_unusable_password()
    sari.is_active = state != "closed"
    sari.save()


@pytest.mark.parametrize("state", STATES)
def test_the_answer_takes_as_long_for_an_unknown_account(sari: User, settings: Settings, state: str) -> None:
    """With the real hasher: the work on the password is what takes time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    put_in(state, sari)
    seconds(NIP, settings)  # once, to warm up
    for _try in range(3):  # other work on this machine may disturb one round, never all
        took = {name: seconds(name, settings) for name in (NIP, UNKNOWN, EMAIL, UNKNOWN_EMAIL)}
        if min(took.values()) >= 0.8 * max(took.values()):
            return
    pytest.fail(str(took))


class CountingHasher(MD5PasswordHasher):
    """Remembers how often a password was worked on."""

    count = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).count += 1
        return super().encode(password, salt)


def hashings(login: str, settings: Settings) -> int:
    """How often one wrong attempt works on a password."""
    before = CountingHasher.count
    answer_to(login, "tebakan")
    return CountingHasher.count - before


@pytest.mark.parametrize("state", STATES)
def test_every_name_costs_one_hashing(sari: User, settings: Settings, state: str) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    put_in(state, sari)
    found = {name: hashings(name, settings) for name in (NIP, UNKNOWN, EMAIL, UNKNOWN_EMAIL)}
    assert found == dict.fromkeys(found, 1)


def test_with_the_backend_of_the_library_an_address_costs_two(sari: User, settings: Settings) -> None:
    """The control."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    settings.AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
    put_in("active", sari)
    found = [hashings(name, settings) for name in (NIP, UNKNOWN, EMAIL, UNKNOWN_EMAIL)]
    assert found == [1, 1, 2, 1]


def test_the_names_of_one_account_are_counted_together(settings: Settings) -> None:
    """Five guesses by the one name leave none by the other; the right password is then no better than a wrong one."""
    with time_machine.travel(datetime(2026, 11, 23, 5, tzinfo=UTC), tick=False) as clock:
        for n in range(5):
            answer_to(NIP, f"tebakan {n}")
        assert [answer_to(EMAIL, PASSWORD, f"10.2.0.{n}") for n in range(6)] == [(200, "wrong")] * 5 + [(200, "locked")]
        clock.shift(timedelta(minutes=5, seconds=1))
        assert answer_to(EMAIL, PASSWORD) == (302, "")


def test_without_the_common_count_the_other_name_is_free(settings: Settings) -> None:
    """The control."""
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed_account": None}
    for n in range(5):
        answer_to(NIP, f"tebakan {n}")
    assert answer_to(EMAIL, PASSWORD) == (302, "")


@pytest.mark.parametrize("first", [NIP, UNKNOWN])
def test_the_common_count_does_not_tell_who_has_an_account(first: str) -> None:
    """Whoever guessed by one name learns nothing from the answers for another, be it of the same account or of none."""
    for n in range(6):
        answer_to(first, f"tebakan {n}")
    known, unknown = ([answer_to(name, "tebakan") for _n in range(6)] for name in (EMAIL, UNKNOWN_EMAIL))
    assert known == unknown == [(200, "wrong")] * 5 + [(200, "locked")]


def test_a_good_log_in_uses_up_nothing() -> None:
    assert [answer_to(name, PASSWORD) for name in (NIP, EMAIL) * 4] == [(302, "")] * 8


def test_a_new_password_ends_the_common_count(sari: User) -> None:
    """Whoever resets it because her right password was refused gets in by the name that nobody guessed at."""
    for n in range(5):
        answer_to(NIP, f"tebakan {n}")
    client = Client()
    client.force_login(sari)
    new = {"password1": "Sandi-baru-5-panjang", "password2": "Sandi-baru-5-panjang"}
    assert client.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, **new}).status_code == 302
    assert answer_to(EMAIL, new["password1"]) == (302, "")


def test_a_name_that_is_the_address_of_another_opens_its_own_account_only() -> None:
    """One name is one account, so that one password is checked."""
    User.objects.create_user(EMAIL, "Sandi-lain-8-panjang", name="TAMU")
    assert answer_to(EMAIL, "Sandi-lain-8-panjang") == (302, "")
    assert answer_to(EMAIL, PASSWORD) == (200, "wrong")
    assert answer_to(NIP, PASSWORD) == (302, "")
