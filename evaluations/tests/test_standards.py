"""Required levels, validity of assessments, predicates: rules sections 4, 5 and 7."""

from datetime import date

import pytest

from employees.enums import FunctionalLevel, Tier
from evaluations.domain.predicate import predicate_code
from evaluations.domain.standards import is_valid, required_level, valid_until


def test_every_tier_and_level_has_a_default():
    assert {tier: required_level(tier) for tier in Tier.values if tier != Tier.JF} == {
        "jpt_utama": 5, "jpt_madya": 5, "jpt_pratama": 4, "administrator": 3, "pengawas": 2, "pelaksana": 1,
    }  # fmt: skip
    assert {level: required_level("jf", level) for level in FunctionalLevel.values} == {
        "ahli_utama": 5, "ahli_madya": 4, "ahli_muda": 3, "ahli_pertama": 2,
        "penyelia": 3, "mahir": 2, "terampil": 1, "pemula": 1,
    }  # fmt: skip


def test_without_tier_or_level_nothing_is_demanded():
    assert required_level("") is None
    assert required_level("jf", "") is None


@pytest.mark.parametrize(
    ("on", "valid"),
    [(date(2022, 12, 30), False), (date(2022, 12, 31), True), (date(2025, 12, 30), True), (date(2025, 12, 31), False)],
)
def test_a_result_lasts_three_years(on, valid):
    assert is_valid(date(2022, 12, 31), on=on) is valid


def test_a_result_of_leap_day_ends_with_february():
    assert valid_until(date(2024, 2, 29)) == date(2027, 3, 1)


def test_all_nine_cells_of_the_matrix():
    cells = {
        (results, behaviour): predicate_code(results, behaviour) for results in (1, 2, 3) for behaviour in (1, 2, 3)
    }
    assert cells == {
        (1, 1): 1, (1, 2): 2, (1, 3): 4,
        (2, 1): 2, (2, 2): 2, (2, 3): 4,
        (3, 1): 3, (3, 2): 3, (3, 3): 5,
    }  # fmt: skip
