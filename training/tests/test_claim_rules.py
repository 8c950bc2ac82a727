"""What a claimed training cannot be, and how one that was claimed before is found."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from training.domain.claims import Claim, duplicates, plain, problems

ON = date(2026, 11, 22)
CLAIM = Claim(
    title="Bimtek Pengelolaan Arsip",
    organiser="Dinas Perpustakaan dan Kearsipan",
    number="12/BKD/2026",
    starts_on=date(2026, 3, 2),
    ends_on=date(2026, 3, 4),
    jp=Decimal(24),
)


def test_a_plain_claim_has_no_problem():
    assert problems(CLAIM, on=ON) == {}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"title": "  "}, {"title": "empty"}),
        ({"organiser": "-"}, {"organiser": "empty"}),
        ({"ends_on": date(2026, 11, 23)}, {"ends_on": "future"}),
        ({"starts_on": date(2027, 1, 1), "ends_on": date(2027, 1, 2)}, {"starts_on": "future", "ends_on": "future"}),
        ({"starts_on": date(1999, 12, 31)}, {"starts_on": "too_early"}),
        ({"starts_on": date(2026, 3, 5)}, {"ends_on": "ends_before_start"}),
        ({"starts_on": date(2020, 1, 1)}, {"ends_on": "too_long"}),
        ({"jp": Decimal(0)}, {"jp": "not_positive"}),
        ({"jp": Decimal("-1")}, {"jp": "not_positive"}),
        ({"jp": Decimal(999)}, {"jp": "too_many"}),
        ({"jp": Decimal(48)}, {}),
        ({"jp": Decimal("48.01")}, {"jp": "too_many"}),
    ],
)
def test_what_cannot_be(changes: dict[str, Any], found: dict[str, str]):
    assert problems(replace(CLAIM, **changes), on=ON) == found


def test_today_is_not_the_future():
    assert problems(replace(CLAIM, starts_on=ON, ends_on=ON, jp=Decimal(4)), on=ON) == {}


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, ["number"]),
        ({"number": "12 / bkd / 2026.", "organiser": "DINAS  Perpustakaan & Kearsipan"}, ["title"]),
        ({"number": "12 / bkd / 2026.", "organiser": "Perpustakaan dan Kearsipan", "title": "Lain"}, ["number"]),
        ({"number": "", "title": "BIMTEK pengelolaan  arsip"}, ["title"]),
        ({"number": "", "title": "Lain"}, ["days"]),
        ({"number": "", "title": "Lain", "ends_on": date(2026, 3, 3)}, []),
        ({"number": "", "starts_on": date(2026, 3, 1)}, []),
    ],
)
def test_what_was_claimed_before(changes: dict[str, Any], reasons: list[str]):
    known = replace(CLAIM, key=7, **changes)
    assert [reason for _other, reason in duplicates(CLAIM, [known])] == reasons


def test_a_claim_is_no_duplicate_of_itself():
    stored = replace(CLAIM, key=7)
    assert duplicates(stored, [stored]) == []
    assert duplicates(stored, [replace(stored, key=8)]) == [(replace(stored, key=8), "number")]


def test_two_claims_without_number_are_not_the_same_for_that():
    one, other = replace(CLAIM, number="-"), replace(CLAIM, number=" ", title="Lain", starts_on=date(2026, 3, 1))
    assert duplicates(one, [other]) == []


def test_what_is_compared():
    assert plain("No. 12/BKD/2025 – Édisi") == "no12bkd2025edisi"
