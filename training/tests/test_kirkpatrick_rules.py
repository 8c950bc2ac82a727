"""Averages of answers, which show nothing of fewer than three people."""

from decimal import Decimal

import pytest

from training.domain import kirkpatrick as rules
from training.domain.kirkpatrick import Figure


def test_the_mean_to_a_tenth():
    assert rules.mean([4, 5, 5]) == Figure(Decimal("4.7"), 3)
    assert rules.mean([4, 5]) == Figure(None, 2)
    assert rules.mean([]) == Figure(None, 0)


def test_the_share_to_a_tenth():
    assert rules.percent(1, 3) == Figure(Decimal("33.3"), 3)
    assert rules.percent(2, 2) == Figure(None, 2)
    with pytest.raises(ValueError, match="4 of 3 answers"):
        rules.percent(4, 3)


def test_the_gain_of_those_who_took_both_tests():
    before, after = [Decimal(50), Decimal(60), Decimal(70)], [Decimal(80), Decimal(60), Decimal(75)]
    assert rules.gain(before, after) == Figure(Decimal("11.7"), 3)
    with pytest.raises(ValueError, match="1 scores before and 0 after"):
        rules.gain([Decimal(1)], [])


def test_reasons_by_how_often_they_were_given():
    assert rules.irrelevance_reasons(["level", "bukan tugas", "level"]) == [("level", 2), ("bukan tugas", 1)]


@pytest.mark.parametrize(("irrelevant", "answers", "revise"), [(2, 2, False), (3, 10, False), (4, 10, True)])
def test_a_programme_that_too_many_call_irrelevant(irrelevant: int, answers: int, revise: bool):
    assert rules.needs_revision(irrelevant, answers) == revise
