"""The year's end of a person, and the shortest way to the hours that are missing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.domain.forecast import Forecast, Offer, shortest_way
from training.domain.quota import quota


def forecast(status: str, counted: int, claimed: int = 0, planned: int = 0, year: int = 2026) -> Forecast:
    return Forecast(year, Decimal(counted), Decimal(claimed), Decimal(planned), quota(status, year=year))


def test_a_pns_has_a_floor():
    found = forecast("pns", 12, claimed=4, planned=2)
    assert (found.missing, found.missing_by_year_end, found.beyond_ceiling, found.percent) == (8, 2, 0, 60)


def test_a_pns_who_has_more_misses_nothing():
    found = forecast("pns", 26)
    assert (found.missing, found.missing_by_year_end, found.percent) == (0, 0, 100)


@pytest.mark.parametrize("status", ["pppk", "pppk_part_time"])
def test_a_pppk_has_a_ceiling(status: str):
    found = forecast(status, 20, planned=8)
    assert (found.missing, found.missing_by_year_end, found.beyond_ceiling, found.percent) == (0, 0, 4, 83)


def test_before_the_law_said_anything():
    found = forecast("pns", 10, year=2015)
    assert (found.quota, found.missing, found.percent) == (None, 0, 0)


def offer(key: int, jp: int, relevance: int = 50, ends_on: date = date(2026, 12, 1)) -> Offer:
    return Offer(key, Decimal(jp), relevance, ends_on)


def test_relevant_sessions_first_and_no_more_than_needed():
    offers = [offer(1, 4, 20), offer(2, 6, 80), offer(3, 8, 80), offer(4, 10, 10)]
    assert [one.key for one in shortest_way(Decimal(12), offers, year=2026)] == [3, 2]


def test_what_became_needless_is_left_out():
    offers = [offer(1, 2, 90), offer(2, 10, 50)]
    assert [one.key for one in shortest_way(Decimal(10), offers, year=2026)] == [2]


def test_neither_irrelevant_nor_next_year():
    offers = [offer(1, 20, 0), offer(2, 20, 90, date(2027, 1, 2)), offer(3, 3, 5)]
    assert [one.key for one in shortest_way(Decimal(8), offers, year=2026)] == [3]


def test_nothing_missing_nothing_proposed():
    assert shortest_way(Decimal(0), [offer(1, 5)], year=2026) == []


@given(st.integers(0, 40), st.lists(st.tuples(st.integers(1, 20), st.integers(0, 100)), max_size=12))
def test_the_way_suffices_where_anything_does(missing: int, found: list[tuple[int, int]]):
    offers = [offer(n, jp, relevance) for n, (jp, relevance) in enumerate(found)]
    chosen = shortest_way(Decimal(missing), offers, year=2026)
    reachable = sum(one.jp for one in offers if one.relevance > 0)
    total = sum(one.jp for one in chosen)
    assert total >= missing or total == reachable
    assert not any(total - one.jp >= missing for one in chosen)
