"""Cells of exports: what is empty, dates and numbers in all their spellings."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain import cells
from core.domain.cells import BadValue


@pytest.mark.parametrize("cell", ["", " ", "-", "null", "NULL", None, "'", "\u00a0", "#N/A"])
def test_empty(cell):
    assert cells.text(cell) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("'01", "01"),
        ("  a \t b\n", "a b"),
        (2025.0, "2025"),
        (12.5, "12.5"),
        (True, "True"),
        (date(2025, 2, 1), "2025-02-01"),
        (datetime(2025, 2, 1, 8, 30), "2025-02-01"),
    ],
)
def test_text(cell, expected):
    assert cells.text(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "21-11-2025",
        "21/11/2025",
        "21.11.2025",
        "2025-11-21",
        "2025-11-21 00:00:00",
        date(2025, 11, 21),
        45982,
        45982.0,
        "45982",
    ],
)
def test_one_day_in_many_spellings(cell):
    assert cells.day(cell) == "2025-11-21"


@pytest.mark.parametrize("cell", ["31-02-2025", "2025", "kemarin", "00-00-0000", -3, 99999999, "1-1-25"])
def test_no_day(cell):
    with pytest.raises(BadValue) as caught:
        cells.day(cell)
    assert caught.value.code == "date_invalid"


@pytest.mark.parametrize(("cell", "expected"), [(12.0, "12.00"), ("12,5", "12.50"), ("7", "7.00"), ("-", None)])
def test_number(cell, expected):
    assert cells.number(cell) == expected


@pytest.mark.parametrize("cell", ["dua belas", "nan", "inf", "1e308", float("inf"), float("nan")])
def test_no_number(cell):
    with pytest.raises(BadValue) as caught:
        cells.number(cell)
    assert caught.value.code == "number_invalid"


def test_headers_compare_without_case_spaces_and_underscores():
    assert cells.header("NIP BARU") == cells.header("nip_baru") == cells.header("\ufeffnipBaru ")


ANY_CELL = st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.none(), st.dates())


@given(ANY_CELL)
def test_every_parser_answers_or_says_why(cell):
    for parse in (cells.text, cells.day, cells.whole, cells.number):
        try:
            value = parse(cell)
        except BadValue as error:
            assert error.code in {"date_invalid", "number_invalid"}
        else:
            assert value is None or (value and value == " ".join(value.split()) and "\x00" not in value)
