from datetime import date, datetime
from decimal import Decimal

import pytest

from reports.domain import indonesian
from reports.tests.render.factory import WITA


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (0, 0, "0"),
        (2885, 0, "2.885"),
        (1234.56, 2, "1.234,56"),
        (Decimal("1234567.005"), 2, "1.234.567,01"),
        (46.75, 1, "46,8"),
        (0.05, 1, "0,1"),
        (-0.0137, 2, "−0,01"),
        (-0.004, 2, "0,00"),
        (-1234, 0, "−1.234"),
        ("12.5", 1, "12,5"),
        (None, 2, "–"),
    ],
)
def test_number(value, places, written):
    assert indonesian.number(value, places) == written


@pytest.mark.parametrize(
    ("value", "written"), [(3.2, "+3,2"), (-3.2, "−3,2"), (0.04, "0,0"), (-0.04, "0,0"), (None, "–")]
)
def test_signed(value, written):
    assert indonesian.signed(value, 1) == written


def test_percent_of_a_share():
    assert indonesian.percent(indonesian.share(1010, 2161)) == "46,7%"


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (5, 0), (None, 4), (4, None)])
def test_share_without_a_whole_is_unknown(part, whole):
    assert indonesian.share(part, whole) is None


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A dan B"),
        (["A", "B", "C"], "A, B, dan C"),
        (
            ["Dinas Kependudukan dan Pencatatan Sipil", "Inspektorat"],
            "Dinas Kependudukan dan Pencatatan Sipil serta Inspektorat",
        ),
        (["A dan B", "C", "D"], "A dan B, C, serta D"),
    ],
)
def test_joined(words, written):
    assert indonesian.joined(words) == written


def test_dates():
    assert indonesian.long_date(date(2026, 11, 21)) == "21 November 2026"
    moment = datetime(2026, 8, 1, 9, 5, tzinfo=WITA)
    assert indonesian.moment_in_words(moment, "WITA") == "1 Agustus 2026 pukul 09.05 WITA"
