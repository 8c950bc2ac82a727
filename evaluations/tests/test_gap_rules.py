"""Cells of the heat map: shares, steps of colour, hidden groups, the headline."""

from decimal import Decimal

import pytest

from evaluations.domain.heat import Cell, largest, too_small, veiled


def test_a_cell_says_share_and_average_gap():
    cell = Cell(3, 2, 5, 7) + Cell(1, 0, 1, 2)
    assert (cell.people, cell.short, cell.share, cell.gap) == (4, 2, Decimal("50.0"), Decimal("-0.75"))
    assert (Cell().share, Cell().gap, Cell().tone) == (None, None, "none")


@pytest.mark.parametrize(
    ("meeting", "tone"), [(100, "ok"), (80, "ok"), (79, "info"), (60, "info"), (59, "warn"), (40, "warn"), (39, "bad"), (0, "bad")]
)  # fmt: skip
def test_steps_of_colour(meeting, tone):
    assert Cell(100, meeting, 0, 0).tone == tone


def test_small_groups_are_hidden():
    assert too_small({"a": 40, "b": 4, "c": 20, "d": 0}, 70) == {"b"}


def test_the_difference_to_the_whole_tells_nothing():
    """With "b" alone hidden, 64 - 60 would be the four people of "b"."""
    assert too_small({"a": 40, "b": 4, "c": 20}, 64) == {"b", "c"}


def test_people_one_sees_anyway_are_no_protection():
    """Of the seven in "a" the reader knows four by name: the cell would be about the other three."""
    cells = {"a": Cell(7, 3, 7, 7), "b": Cell(30, 3, 30, 30), "c": Cell(30, 3, 30, 30)}
    shown, whole = veiled(cells, sum(cells.values(), Cell()), {"a": 4})
    assert ([part for part, cell in shown.items() if cell.is_hidden], whole.is_hidden) == (["a", "b"], False)
    assert shown["a"].share is None
    shown, _whole = veiled(cells, sum(cells.values(), Cell()))
    assert [part for part, cell in shown.items() if cell.is_hidden] == []


def test_one_s_own_group_is_shown_whole():
    cells = {"a": Cell(3, 3, 7, 7), "b": Cell(30, 3, 30, 30)}
    shown, _whole = veiled(cells, sum(cells.values(), Cell()), {"a": 3})
    assert shown == cells


def test_the_headline_needs_ten_people():
    small, large, best = ("small", Cell(9, 0)), ("large", Cell(50, 20)), ("best", Cell(50, 50))
    assert largest([small, large, best]) == large
    assert largest([small, best]) is None
