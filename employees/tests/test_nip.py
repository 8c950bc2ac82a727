"""NIP and NI PPPK: rules section 2."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employees.domain.nip import InvalidNip, check, grouped, normalise, parse

TODAY = date(2026, 11, 21)


def code_of(digits: str) -> str:
    with pytest.raises(InvalidNip) as caught:
        check(digits, on=TODAY)
    return caught.value.code


def test_the_example_of_the_source():
    nip = parse("198609262015051001", on=TODAY)
    assert (nip.born, nip.appointed_year, nip.appointed_month, nip.sex, nip.sequence) == (
        date(1986, 9, 26), 2015, 5, "m", 1,
    )  # fmt: skip
    assert not nip.is_pppk


def test_part_time_pppk_of_the_source():
    nip = parse("199009132025242014", on=TODAY)
    assert (nip.born, nip.appointed_year, nip.contract_code, nip.sex, nip.sequence) == (
        date(1990, 9, 13), 2025, 24, "f", 14,
    )  # fmt: skip
    assert nip.is_pppk


@pytest.mark.parametrize(
    ("digits", "code"),
    [
        ("", "nip_length"),
        ("19860926201505100", "nip_length"),
        ("1986092620150510011", "nip_length"),
        ("1986O9262015051001", "nip_characters"),
        ("198609262015053001", "nip_characters"),
        ("198609262015051000", "nip_characters"),
        ("198613262015051001", "nip_date"),
        ("198602302015051001", "nip_date"),
        ("198609262015001001", "nip_date"),
        ("198609262000051001", "nip_date"),
        ("198609262028051001", "nip_date"),
        ("１98609262015051001", "nip_characters"),
    ],
)
def test_what_is_refused(digits, code):
    assert code_of(digits) == code


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("'198609262015051001", "198609262015051001"),
        (" 19860926 201505 1 001 ", "198609262015051001"),
        ("19860926\u00a0201505 1 001", "198609262015051001"),
        (None, ""),
    ],
)
def test_as_people_type_it(cell, expected):
    assert normalise(cell) == expected


@pytest.mark.parametrize("cell", [1.98609e17, 198609262015051001, "1.99112E+17", "1,99112e17"])
def test_a_number_has_lost_its_digits(cell):
    with pytest.raises(InvalidNip) as caught:
        normalise(cell)
    assert caught.value.code == "nip_number_cell"


def test_printed_in_groups():
    assert grouped("198609262015051001") == "19860926 201505 1 001"
    assert grouped("123") == "123"


@given(st.text(max_size=25))
def test_any_text_is_read_or_refused_with_a_code(text):
    try:
        digits = normalise(text)
        assert parse(digits, on=TODAY).digits == digits
    except InvalidNip as error:
        assert error.code in {"nip_length", "nip_characters", "nip_date", "nip_number_cell"}
