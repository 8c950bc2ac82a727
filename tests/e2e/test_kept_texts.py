"""What was typed survives an ended session, for whoever typed it and for nobody else."""

from collections.abc import Callable

import pytest

from employees.demo.load import PASSWORD
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e
ASK, RECORD = "/saya/koreksi/nik/", "/insiden/catat/"
WANTED = "3578015405940002"
KEPT = "() => JSON.stringify(sessionStorage)"


def wanted(visitor: Visitor) -> str:
    return visitor.page.locator("[name=wanted]").input_value()


def type_wanted(visitor: Visitor) -> None:
    visitor.open(ASK)
    visitor.page.locator("[name=wanted]").fill(WANTED)
    assert WANTED in visitor.page.evaluate(KEPT)


def log_out(visitor: Visitor) -> None:
    visitor.page.locator(".account-menu summary, details.menu summary").last.click()
    visitor.press("Keluar")
    visitor.settle()


def test_what_one_person_typed_is_not_shown_to_the_next(visit: Callable[..., Visitor]) -> None:
    visitor = visit("sari")
    type_wanted(visitor)
    log_out(visitor)
    assert WANTED not in visitor.page.evaluate(KEPT)

    visitor.log_in("budi")
    visitor.open(ASK)
    assert wanted(visitor) == ""


def test_where_a_session_ended_by_itself_another_account_finds_nothing(visit: Callable[..., Visitor]) -> None:
    visitor = visit("sari")
    type_wanted(visitor)
    visitor.page.context.clear_cookies()
    visitor.log_in("budi")
    visitor.open(ASK)
    assert (wanted(visitor), WANTED in visitor.page.evaluate(KEPT)) == ("", False)


def test_and_the_same_account_finds_it_again(visit: Callable[..., Visitor]) -> None:
    """The control."""
    visitor = visit("sari")
    type_wanted(visitor)
    visitor.page.context.clear_cookies()
    visitor.log_in("sari")
    visitor.open(ASK)
    assert wanted(visitor) == WANTED


def test_fields_of_every_kind_are_found_again(visit: Callable[..., Visitor]) -> None:
    typed = {
        "title": "Surel salah kirim", "happened_at": "2026-11-20T08:00", "found_at": "2026-11-20T10:00",
        "data_revealed": "NIK", "people": "12", "how": "Lampiran keliru",
    }  # fmt: skip
    visitor = visit("dewi")
    visitor.open(RECORD)
    for name, value in typed.items():
        visitor.page.locator(f"[name={name}]").fill(value)
    kind = visitor.page.locator("[name=kind]")
    kind.select_option(index=2)
    typed["kind"] = kind.input_value()
    visitor.page.context.clear_cookies()
    visitor.page.goto("/akun/masuk/")
    visitor.page.get_by_label("NIP").fill("dewi")
    visitor.page.get_by_label("Kata sandi").fill(PASSWORD)
    assert PASSWORD not in visitor.page.evaluate(KEPT)
    visitor.press("Masuk")
    visitor.page.wait_for_url("**/")
    visitor.open(RECORD)
    assert {name: visitor.page.locator(f"[name={name}]").input_value() for name in typed} == typed
