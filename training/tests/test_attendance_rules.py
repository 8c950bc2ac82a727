"""Codes that change by themselves, the share of days, and devices that several people used."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from training.domain import attendance as rules

SECRET, DAY = b"of the day", 41
NOW = datetime(2026, 11, 23, 8, 0, 10, tzinfo=UTC)


def test_a_code_holds_for_a_minute_after_it_was_shown():
    shown = rules.code(SECRET, DAY, at=NOW)
    held = [rules.is_code(SECRET, DAY, shown, at=NOW + timedelta(seconds=late)) for late in (0, 19, 20, 79, 80, 200)]
    assert held == [True, True, True, True, False, False]


def test_a_code_of_the_future_is_none():
    later = rules.code(SECRET, DAY, at=NOW + timedelta(seconds=30))
    assert not rules.is_code(SECRET, DAY, later, at=NOW)


def test_a_code_is_worth_nothing_for_another_day_or_secret():
    shown = rules.code(SECRET, DAY, at=NOW)
    assert not rules.is_code(SECRET, DAY + 1, shown, at=NOW)
    assert not rules.is_code(b"another", DAY, shown, at=NOW)
    assert not rules.is_code(SECRET, DAY, "", at=NOW)


def test_a_pin_may_be_typed_with_spaces_and_holds_until_ten_minutes_later():
    said = rules.pin(SECRET, DAY, at=NOW)
    assert len(said) == 6 and said.isdigit()
    typed = f" {said[:3]} {said[3:]} "
    held = [rules.is_pin(SECRET, DAY, typed, at=NOW + timedelta(minutes=late)) for late in (0, 9, 19, 21)]
    assert held == [True, True, True, False]


def test_digits_of_other_scripts_are_no_pin():
    arabic = rules.pin(SECRET, DAY, at=NOW).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert not rules.is_pin(SECRET, DAY, arabic, at=NOW)


def test_how_long_a_code_is_still_shown():
    assert [rules.seconds_left(NOW + timedelta(seconds=s)) for s in (0, 19, 20)] == [20, 1, 30]


@pytest.mark.parametrize(
    ("present", "days", "percent"), [(0, 0, "0.00"), (0, 3, "0.00"), (2, 3, "66.66"), (3, 3, "100.00")]
)
def test_the_share_of_the_days(present: int, days: int, percent: str):
    assert rules.share(present, days) == Decimal(percent)


@pytest.mark.parametrize(("present", "days"), [(4, 3), (-1, 3), (0, -1)])
def test_nobody_was_there_on_more_days_than_there_were(present: int, days: int):
    with pytest.raises(ValueError, match=f"{present} of {days} days"):
        rules.share(present, days)


def test_one_device_for_several_people_is_found():
    assert rules.shared_devices({3: "a", 1: "a", 2: "b", 4: "", 5: ""}) == {"a": [1, 3]}
