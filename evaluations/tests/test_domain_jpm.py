"""Job person match and its bands: worked examples of rules 5.3, and what holds for all levels."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.domain.competencies import COMPETENCIES
from evaluations.domain.jpm import BANDS, category, is_comparable, job_person_match

NINE = [competency.key for competency in COMPETENCIES]
ADMINISTRATOR = dict.fromkeys(NINE, 3)
CODES = st.sampled_from([*NINE, "U.01.001"])
REQUIRED = st.dictionaries(CODES, st.integers(1, 5))
LEVELS = st.dictionaries(CODES, st.integers(1, 5))


def match(levels: list[int], **options: bool) -> Decimal:
    return job_person_match(ADMINISTRATOR, dict(zip(NINE, levels, strict=True)), **options)


@pytest.mark.parametrize(
    ("levels", "jpm", "filling", "mapping"),
    [
        ([3, 3, 2, 3, 3, 2, 3, 3, 3], "92.59", "MS", "Optimal"),
        ([3, 3, 2, 2, 2, 2, 2, 2, 2], "74.07", "MMS", "Kurang Optimal"),
        ([2] * 9, "66.67", "KMS", "Kurang Optimal"),
    ],
)
def test_worked_examples(levels: list[int], jpm: str, filling: str, mapping: str) -> None:
    value = match(levels)
    labels = (category(value, purpose="filling"), category(value, purpose="mapping"))
    assert (str(value), labels) == (jpm, (filling, mapping))


def test_a_surplus_hides_a_gap_unless_each_competency_is_capped() -> None:
    levels = [5, 1, 3, 3, 3, 3, 3, 3, 3]
    assert (match(levels), match(levels, cap_per_competency=True)) == (Decimal("100.00"), Decimal("92.59"))


def test_what_was_not_assessed_is_not_counted_and_nothing_is_no_match() -> None:
    assert job_person_match(ADMINISTRATOR, {NINE[0]: 3}) == Decimal("100.00")
    assert (job_person_match(ADMINISTRATOR, {"U.01.001": 5}), is_comparable(ADMINISTRATOR, {"U.01.001": 5})) == (
        Decimal("0.00"), False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "filling", "mapping"),
    [
        ("100", "MS", "Optimal"), ("90", "MS", "Optimal"), ("89.99", "MS", "Cukup Optimal"), ("80", "MS", "Cukup Optimal"),
        ("79.99", "MMS", "Cukup Optimal"), ("78", "MMS", "Cukup Optimal"), ("77.99", "MMS", "Kurang Optimal"),
        ("68", "MMS", "Kurang Optimal"), ("67.99", "KMS", "Kurang Optimal"), ("0", "KMS", "Kurang Optimal"),
    ],
)  # fmt: skip
def test_bands_begin_at_their_lower_limit(value: str, filling: str, mapping: str) -> None:
    found = (category(Decimal(value), purpose="filling"), category(Decimal(value), purpose="mapping"))
    assert found == (filling, mapping)


def test_another_purpose_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown purpose: hiring"):
        category(Decimal(90), purpose="hiring")  # type: ignore[arg-type]


@given(REQUIRED, LEVELS, st.booleans())
def test_it_is_total_and_bounded_with_two_decimals(required: dict, actual: dict, cap: bool) -> None:
    value = job_person_match(required, actual, cap_per_competency=cap)
    assert (0 <= value <= 100, value.as_tuple().exponent) == (True, -2)


@given(REQUIRED, LEVELS, CODES, st.booleans())
def test_a_higher_level_never_lowers_it(required: dict, actual: dict, code: str, cap: bool) -> None:
    if code not in actual:
        return
    higher = actual | {code: actual[code] + 1}
    assert job_person_match(required, higher, cap_per_competency=cap) >= job_person_match(
        required, actual, cap_per_competency=cap
    )


@given(REQUIRED, LEVELS)
def test_the_cap_never_raises_it(required: dict, actual: dict) -> None:
    assert job_person_match(required, actual, cap_per_competency=True) <= job_person_match(required, actual)


@given(REQUIRED, LEVELS)
def test_competencies_of_one_side_only_change_nothing(required: dict, actual: dict) -> None:
    shared = required.keys() & actual.keys()
    only = ({code: required[code] for code in shared}, {code: actual[code] for code in shared})
    assert job_person_match(required, actual) == job_person_match(*only)


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2), st.sampled_from(sorted(BANDS)))
def test_a_higher_value_never_has_a_lower_label(one: Decimal, other: Decimal, purpose: str) -> None:
    order = [label for _lower, label in BANDS[purpose]]
    low, high = sorted((one, other))
    places = [order.index(category(value, purpose=purpose)) for value in (high, low)]  # type: ignore[arg-type]
    assert places == sorted(places)
