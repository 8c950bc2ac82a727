"""Gaps between what a job demands and what a person reaches (rules 4.6), and the methods that measure it (5.1, 5.2)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.domain import methods, rounds
from evaluations.domain.gap import IMPORTANCE_WEIGHTS, Gap, gaps, priority
from evaluations.domain.methods import Measured, is_official, standing
from evaluations.domain.standards import is_valid, oldest_valid, valid_until

CODES = st.sampled_from(list("abcdef"))
LEVELS = st.dictionaries(CODES, st.integers(1, 5))
IMPORTANCE = st.dictionaries(CODES, st.sampled_from(sorted(IMPORTANCE_WEIGHTS)))
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
METHODS = st.sampled_from([*methods.PRECEDENCE, methods.SELF])
MEASURED = st.lists(st.tuples(DAYS, METHODS, st.dictionaries(CODES, st.integers(1, 5), min_size=1)), max_size=6)


@pytest.mark.parametrize(
    ("required", "actual", "size", "shortage", "gap_class"),
    [
        (3, 3, 0, 0, "none"), (3, 5, 2, 0, "none"), (3, 2, -1, 1, "low"), (3, 1, -2, 2, "medium"),
        (5, 2, -3, 3, "high"), (5, 1, -4, 4, "high"), (3, None, None, 0, "unassessed"),
    ],
)  # fmt: skip
def test_classes(required: int, actual: int | None, size: int | None, shortage: int, gap_class: str) -> None:
    gap = Gap("a", required, actual)
    assert (gap.size, gap.shortage, gap.gap_class) == (size, shortage, gap_class)


def test_never_assessed_is_neither_met_nor_a_shortage() -> None:
    (gap,) = gaps({"a": 1}, {})
    assert (gap.is_met, gap.shortage, gap.gap_class) == (False, 0, "unassessed")


def test_priority_weighs_missing_levels() -> None:
    found = gaps({"a": 3, "b": 4, "c": 2, "d": 2}, {"a": 1, "b": 3, "c": 5})
    weights = ("mutlak", "penting", "perlu", "mutlak")
    assert [priority(gap, weight) for gap, weight in zip(found, weights, strict=True)] == [2 * 3, 1 * 2, 0, 0]


@given(LEVELS, LEVELS)
def test_one_gap_per_demand_in_its_order(required: dict, actual: dict) -> None:
    assert [(gap.competency, gap.required, gap.actual) for gap in gaps(required, actual)] == [
        (code, level, actual.get(code)) for code, level in required.items()
    ]


@given(LEVELS, LEVELS, IMPORTANCE, CODES)
def test_a_higher_level_never_raises_a_gap(required: dict, actual: dict, importance: dict, code: str) -> None:
    if code not in actual:
        return
    before, after = gaps(required, actual), gaps(required, actual | {code: actual[code] + 1})
    for old, new in zip(before, after, strict=True):
        weight = importance.get(old.competency, "perlu")
        assert new.shortage <= old.shortage
        assert 0 <= priority(new, weight) <= priority(old, weight)


# Methods


def _as_assessments(rows: list) -> list[Measured]:
    return [Measured(key, day, method, levels) for key, (day, method, levels) in enumerate(rows)]


@given(MEASURED, DAYS)
def test_only_valid_official_results_ever_count(rows: list, on: date) -> None:
    known = {one.key: one for one in _as_assessments(rows)}
    for code, found in standing(known.values(), on=on).items():
        source = known[found.source]
        assert (source.levels[code], source.method, source.assessed_on) == (
            found.level,
            found.method,
            found.assessed_on,
        )
        assert (is_official(source.method), is_valid(source.assessed_on, on=on)) == (True, True)


@given(MEASURED, DAYS)
def test_the_newest_valid_whole_assessment_decides_what_it_measured(rows: list, on: date) -> None:
    assessments = _as_assessments(rows)
    wholes = [one for one in assessments if one.method in methods.WHOLE and is_valid(one.assessed_on, on=on)]
    if not wholes:
        return
    newest = max(wholes, key=lambda one: (one.assessed_on, one.key))
    found = standing(assessments, on=on)
    assert {code: found[code].source for code in newest.levels} == dict.fromkeys(newest.levels, newest.key)


@given(MEASURED, DAYS)
def test_a_self_rating_changes_nothing(rows: list, on: date) -> None:
    assessments = _as_assessments(rows)
    others = [one for one in assessments if one.method != methods.SELF]
    assert standing(assessments, on=on) == standing(others, on=on)


@given(st.dates(date(1950, 1, 1), date(2199, 12, 31)))
def test_the_oldest_valid_day_agrees_with_validity(on: date) -> None:
    oldest = oldest_valid(on)
    before = oldest - timedelta(days=1)
    assert (is_valid(oldest, on=on), is_valid(before, on=on)) == (True, False)
    assert (valid_until(oldest) > on, valid_until(before) <= on) == (True, True)


# Rounds


@given(st.lists(st.integers(1, 5), min_size=1, max_size=9))
def test_a_finding_lies_among_the_levels_that_were_seen(levels: list[int]) -> None:
    (finding,) = rounds.findings({"a": levels})
    above = sum(level >= (finding.proposal or 0) for level in levels)
    assert (finding.proposal in levels, 2 * above >= len(levels)) == (True, True)
    assert finding.differs == (len(set(levels)) > 1)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=9), st.integers(0, 8))
def test_feedback_is_bounded_and_monotone(levels: list[int], place: int) -> None:
    higher = [min(5, level + (index == place)) for index, level in enumerate(levels)]
    assert min(levels) <= rounds.feedback_level(levels) <= rounds.feedback_level(higher) <= max(higher)


def test_feedback_rounds_halves_upward_and_needs_somebody() -> None:
    assert (rounds.feedback_level([2, 3]), rounds.feedback_level([2, 2, 3])) == (3, 2)
    with pytest.raises(ValueError, match="no ratings"):
        rounds.feedback_level([])


@pytest.mark.parametrize("steps", [rounds.ROUND_STEPS, rounds.PARTICIPANT_STEPS])
def test_nothing_stays_where_it_is_and_every_step_is_in_the_table(steps: frozenset) -> None:
    assert [step for step in steps if step[0] == step[1]] == []
    assert all(rounds.may_step(steps, before, after) for before, after in steps)
    assert rounds.may_step(steps, "concluded", "draft") is False
