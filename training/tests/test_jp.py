"""Every row of the table of conversion, the worked examples, and what no activity may be."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.domain import jp
from training.domain.jp import convert

ON = date(2025, 6, 30)
HOURS = {"minutes": 540}  # 12 JP of the programme
DAYS = {"days": 2}
COACHED = {"sessions_by_month": (3, 1)}  # three in a month count as two
STUDIED = {"minutes_by_day": (225, 30)}  # 5 JP and two thirds of one

# Written by hand from the table of rules 8.4, not from the code: form, input, national, international.
ROWS = [
    ("A1", {"semesters": 2}, "40.00", "40.00"),
    ("A2", {"semesters": 3}, "60.00", "60.00"),
    ("B1", HOURS, "12.00", None),
    ("B2", HOURS, "12.00", "14.40"),
    ("B3", HOURS, "12.00", "14.40"),
    ("B4", HOURS, "12.00", "14.40"),
    ("B5", HOURS, "12.00", "14.40"),
    ("B6", DAYS, "8.00", "12.00"),
    ("B7", DAYS, "10.00", "14.00"),
    ("B8", HOURS, "12.00", "14.40"),
    ("B9", HOURS, "12.00", "14.40"),
    ("B10", HOURS, "12.00", "14.40"),
    ("B11", DAYS, "8.00", "12.00"),
    ("C1", COACHED, "6.00", "12.00"),
    ("C2", COACHED, "6.00", "12.00"),
    ("C3", STUDIED, "3.66", "4.66"),
    ("C4", HOURS, "12.00", "14.40"),
    ("C5", {}, "20.00", "24.00"),
    ("C6", HOURS, "12.00", "14.40"),
    ("C7", {}, "10.00", "20.00"),
    ("C8", {}, "20.00", "24.00"),
    ("C9", STUDIED, "2.66", "3.20"),
    ("C10", STUDIED, "2.66", "3.20"),
    ("C11", {}, "20.00", "24.00"),
]


def counted(row: tuple[str, dict[str, Any], str, str | None], scope: Any) -> Decimal | str:
    try:
        return convert(row[0], scope=scope, on=ON, **row[1])
    except ValueError:
        return "refused"


def wrong_rows() -> list[str]:
    """Rows of which the code says something else than the table."""
    return [
        row[0]
        for row in ROWS
        if counted(row, "national") != Decimal(row[2])
        or counted(row, "international") != (Decimal(row[3]) if row[3] else "refused")
    ]


def test_every_row_of_the_table():
    assert wrong_rows() == []
    assert [row[0] for row in ROWS] == list(jp.table_on(ON).rates)


def changed(rate: jp.Rate) -> list[jp.Rate]:
    """The rate with each of its values a little different."""
    found = [replace(rate, national=rate.national + Fraction(1, 5))]
    found += [replace(rate, international=rate.international + Fraction(1, 5) if rate.international else Fraction(1))]
    found += [replace(rate, cap=(rate.cap[0] + 1, rate.cap[1])), replace(rate, cap=(rate.cap[0], rate.cap[1] + 1))] if rate.cap else []  # fmt: skip
    return found


MUTANTS = [
    pytest.param(form, mutant, id=f"{form}-{n}")
    for form, rate in jp.TABLES[-1].rates.items()
    for n, mutant in enumerate(changed(rate))
]


@pytest.mark.parametrize(("form", "mutant"), MUTANTS)
def test_no_value_of_the_table_can_change_unseen(form: str, mutant: jp.Rate, monkeypatch):
    monkeypatch.setitem(jp.TABLES[-1].rates, form, mutant)
    assert wrong_rows() == [form]


def test_the_worked_example_of_a_year():
    seminar = convert("B6", days=2, on=ON)
    workshop = convert("B7", scope="international", days=1, on=ON)
    e_learning = convert("C3", minutes_by_day=[5 * 45] * 3, on=ON)
    coaching = convert("C1", sessions_by_month=[3], on=ON)
    assert (seminar, workshop, e_learning, coaching) == (Decimal(8), Decimal(7), Decimal(9), Decimal(4))
    assert seminar + workshop + e_learning + coaching == Decimal(28)


def test_the_examples_of_the_rules():
    assert convert("B3", scope="international", minutes=12 * 45, on=ON) == Decimal("14.40")
    assert convert("A1", semesters=2, on=ON) == Decimal(40)
    assert convert("C11", on=ON) == Decimal(20)


def test_what_is_left_over_is_rounded_down():
    assert convert("B3", minutes=100, on=ON) == Decimal("2.22")
    assert convert("B3", minutes=1, on=ON) == Decimal("0.02")
    assert str(convert("B3", minutes=0, on=ON)) == "0.00"


@pytest.mark.parametrize(
    ("form", "given", "reason"),
    [
        ("D1", {}, "unknown form of development: 'D1'"),
        ("b3", {}, "unknown form of development: 'b3'"),
        ("B3", {"scope": "local"}, "unknown scope: 'local'"),
        ("B1", {"scope": "international", "minutes": 45}, "the table provides no international rate for B1"),
        ("B3", {"minutes": -1}, "minutes: -1 is below zero"),
        ("B6", {"days": -2}, "days: -2 is below zero"),
        ("B6", {"days": 1.5}, "days: a whole number is needed, not 1.5"),
        ("B6", {"days": True}, "days: a whole number is needed, not True"),
        ("C1", {"sessions_by_month": [2, -1]}, "sessions_by_month: -1 is below zero"),
        ("A1", {"semesters": -1}, "semesters: -1 is below zero"),
        ("C3", {"minutes_by_day": [45, 1441]}, "minutes_by_day: a day has 1440 minutes"),
        ("C3", {"minutes": 90}, "minutes_by_day: C3 counts so many JP a day, so the minutes of each day are needed"),
        ("B3", {"on": date(2018, 8, 20)}, "no table of conversion was in force on 2018-08-20"),
    ],
)
def test_what_no_activity_is(form: str, given: dict[str, Any], reason: str):
    with pytest.raises(ValueError) as refused:
        convert(form, **({"on": ON} | given))
    assert str(refused.value) == reason


FORMS = st.sampled_from([form for form in jp.TABLES[-1].rates if form != "B1"])
AMOUNTS = st.fixed_dictionaries({
    "minutes_by_day": st.lists(st.integers(0, 1440), max_size=40),
    "days": st.integers(0, 400),
    "sessions_by_month": st.lists(st.integers(0, 40), max_size=24),
    "semesters": st.integers(0, 20),
})  # fmt: skip


@given(FORMS, AMOUNTS)
def test_never_below_zero_and_never_less_abroad(form: str, amounts: dict[str, Any]):
    at_home, abroad = (convert(form, scope=scope, on=ON, **amounts) for scope in jp.SCOPES)
    assert Decimal(0) <= at_home <= abroad
    assert at_home == at_home.quantize(Decimal("0.01"))


@given(FORMS, AMOUNTS, AMOUNTS)
def test_more_never_counts_less(form: str, amounts: dict[str, Any], more: dict[str, Any]):
    joined = {name: amounts[name] + more[name] for name in amounts}
    assert convert(form, on=ON, **joined) >= convert(form, on=ON, **amounts)
