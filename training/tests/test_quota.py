"""The law's number of hours per year."""

from decimal import Decimal

import pytest

from training.domain.quota import quota


@pytest.mark.parametrize(
    ("status", "jp", "is_ceiling"),
    [("pns", 20, False), ("cpns", 20, False), ("pppk", 24, True), ("pppk_pw", 24, True)],
)
def test_pns_have_a_floor_and_pppk_a_ceiling(status: str, jp: int, is_ceiling: bool) -> None:
    found = quota(status, year=2026)
    assert (found.jp, found.is_ceiling) == (Decimal(jp), is_ceiling)


def test_before_the_regulation_there_was_none() -> None:
    assert quota("pns", year=2016) is None
    assert quota("pppk", year=2019) is None
