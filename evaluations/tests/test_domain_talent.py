"""The nine boxes (rules 6.1), their lines (6.2), readiness for a post, and groups that may be shown."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evaluations.domain import boxes, readiness, talent
from evaluations.domain.pathways import SMALLEST, disclosed, median_years
from evaluations.domain.readiness import born_before, may_fill, retires_on, retires_soon, state_of
from evaluations.domain.talent import Cutoffs, box, distribution, place

PERCENT = st.decimals(0, 100, places=2)
PREDICATES = st.one_of(st.none(), st.integers(1, 5))
LEVELS = st.dictionaries(st.sampled_from(list("abcdefghi")), st.integers(1, 5))
PERFORMANCES, POTENTIALS = ("below", "meets", "above"), ("low", "medium", "high")


@st.composite
def lines(draw) -> Cutoffs:
    y = sorted(draw(st.lists(PERCENT, min_size=2, max_size=2, unique=True)))
    x = sorted(draw(st.lists(PERCENT, min_size=2, max_size=2, unique=True)))
    return Cutoffs(y[0], y[1], x[0], x[1])


def test_all_nine_boxes() -> None:
    assert [[box(y, x) for x in POTENTIALS] for y in reversed(PERFORMANCES)] == [[4, 7, 9], [2, 5, 8], [1, 3, 6]]


def test_every_box_has_a_name_and_advice() -> None:
    assert (sorted(boxes.NAMES), sorted(boxes.ADVICE), len(set(boxes.NAMES.values()))) == (
        list(range(1, 10)), list(range(1, 10)), 9,
    )  # fmt: skip
    words = {
        "above": "di atas",
        "meets": "sesuai",
        "below": "di bawah",
        "low": "rendah",
        "medium": "menengah",
        "high": "tinggi",
    }
    named = {
        number: boxes.NAMES[number] == f"Kinerja {words[y]} ekspektasi, potensial {words[x]}"
        for (y, x), number in talent.BOXES.items()
    }
    assert named == dict.fromkeys(range(1, 10), True)


@pytest.mark.parametrize(
    ("predicate", "potential", "number", "total"),
    [
        (1, "95", 9, "97.5"), (2, "95", 8, "87.5"), (1, "80", 7, "90"), (3, "90", 6, "75"), (2, "78", 5, "79"),
        (1, "77.99", 4, "88.995"), (4, "89.99", 3, "64.995"), (2, "10", 2, "45"), (5, "0", 1, "10"),
    ],
)  # fmt: skip
def test_worked_combinations(predicate: int, potential: str, number: int, total: str) -> None:
    found = place(predicate=predicate, potential=Decimal(potential))
    assert (found.box, found.total, found.missing) == (number, Decimal(total), ())


@pytest.mark.parametrize(
    ("predicate", "potential", "missing", "lacks"),
    [
        (None, "90", (), ("no_predicate",)),
        (2, None, ("expired",), ("expired",)),
        (None, None, ("no_assessment",), ("no_predicate", "no_assessment")),
        (2, None, ("no_standard",), ("no_standard",)),
    ],
)
def test_without_data_there_is_no_box_and_it_says_why(predicate, potential, missing, lacks) -> None:
    found = place(predicate=predicate, potential=potential and Decimal(potential), missing=missing)
    assert (found.box, found.missing, found.total) == (None, lacks, None)


@given(PREDICATES, st.one_of(st.none(), PERCENT), lines())
def test_placing_is_total(predicate: int | None, potential: Decimal | None, cutoffs: Cutoffs) -> None:
    found = place(predicate=predicate, potential=potential, missing=("expired",), cutoffs=cutoffs)
    complete = predicate is not None and potential is not None
    assert (found.box in range(1, 10), bool(found.missing)) == (complete, not complete)


@given(st.integers(2, 5), PERCENT, PERCENT, lines())
def test_a_better_predicate_or_potential_never_lowers_a_step(
    predicate: int, one: Decimal, other: Decimal, cutoffs: Cutoffs
) -> None:
    low, high = sorted((one, other))
    steps = [POTENTIALS.index(talent.potential_step(value, cutoffs)) for value in (low, high)]
    values = [talent.PREDICATE_VALUES[code] for code in (predicate, predicate - 1)]
    ups = [PERFORMANCES.index(talent.performance_step(value, cutoffs)) for value in values]
    assert (steps, ups) == (sorted(steps), sorted(ups))


@given(st.dictionaries(st.integers(1, 9), st.integers(0, 100_000)))
def test_shares_are_of_all_nine_and_together_the_whole(people: dict[int, int]) -> None:
    shares = distribution(people)
    assert (list(shares), all(0 <= share <= 100 for share in shares.values())) == (list(range(1, 10)), True)
    assert abs(sum(shares.values()) - (100 if sum(people.values()) else 0)) <= Decimal("0.45")


# Readiness


@pytest.mark.parametrize(
    ("jpm", "largest", "unassessed", "state"),
    [
        ("100", 0, 0, "ready"), ("80", 1, 0, "ready"), ("79.99", 1, 0, "developing"), ("95", 2, 0, "developing"),
        ("100", 0, 1, "developing"), ("68", 3, 2, "developing"), ("67.99", 1, 0, "not_ready"), (None, 0, 9, "not_ready"),
    ],
)  # fmt: skip
def test_states(jpm: str | None, largest: int, unassessed: int, state: str) -> None:
    assert state_of(jpm and Decimal(jpm), largest_gap=largest, unassessed=unassessed) == state


def stand(required: dict, actual: dict) -> readiness.Readiness:
    """Somebody all of whose levels are official."""
    return readiness.readiness(required, actual, actual)


def test_other_results_close_gaps_and_are_no_part_of_the_match() -> None:
    found = readiness.readiness({"a": 2, "b": 2}, {"a": 2, "b": 1}, {"a": 2})
    assert (str(found.jpm), [gap.competency for gap in found.lacking], found.unassessed) == ("100.00", ["b"], ())
    assert readiness.readiness({"a": 2}, {"a": 2}, {}).jpm is None


def test_what_is_missing_for_a_post() -> None:
    found = stand({"a": 3, "b": 4, "c": 3, "d": 2}, {"a": 2, "b": 2, "c": 5})
    assert (found.state, str(found.jpm), found.category) == ("developing", "90.00", "MS")
    assert [(gap.competency, gap.shortage) for gap in found.lacking] == [("b", 2), ("a", 1)]
    assert [gap.competency for gap in found.unassessed] == ["d"]


@given(LEVELS, LEVELS, st.sampled_from(list("abcdefghi")))
def test_a_higher_level_never_makes_less_ready(required: dict, actual: dict, code: str) -> None:
    assume(code in actual)
    order = [readiness.NOT_READY, readiness.DEVELOPING, readiness.READY]
    before, after = stand(required, actual), stand(required, actual | {code: actual[code] + 1})
    assert order.index(after.state) >= order.index(before.state)
    assert before.jpm is None or 0 <= before.jpm <= (after.jpm or 0) <= 100


@given(LEVELS, LEVELS)
def test_ready_means_what_it_says(required: dict, actual: dict) -> None:
    found = stand(required, actual)
    wanted = bool(found.jpm is not None and found.jpm >= 80 and not found.unassessed) and all(
        gap.shortage <= 1 for gap in found.gaps
    )
    assert (found.state == readiness.READY) == wanted


def test_from_where_a_post_is_filled() -> None:
    looked_at = {
        post: [tier for tier in ("jpt_pratama", "administrator", "pengawas", "pelaksana") if may_fill(post, tier=tier)]
        for post in ("jpt_pratama", "administrator", "pengawas")
    }
    assert looked_at == {
        "jpt_pratama": ["jpt_pratama", "administrator"], "administrator": ["administrator", "pengawas"],
        "pengawas": ["pengawas", "pelaksana"],
    }  # fmt: skip
    levels = {level: may_fill("administrator", tier="jf", level=level) for level in ("ahli_muda", "ahli_pertama", "")}
    assert levels == {"ahli_muda": True, "ahli_pertama": False, "": False}
    assert (may_fill("jf", tier="jf", level="ahli_muda"), may_fill("", tier="")) == (False, False)


@pytest.mark.parametrize(
    ("born", "tier", "day"),
    [
        (date(1970, 5, 31), "jpt_pratama", date(2030, 6, 1)),
        (date(1970, 5, 31), "administrator", date(2028, 6, 1)),
        (date(1970, 12, 1), "pengawas", date(2029, 1, 1)),
        (None, "pengawas", None),
    ],
)
def test_when_somebody_retires(born: date | None, tier: str, day: date | None) -> None:
    assert retires_on(born, tier) == day


@given(
    st.dates(date(1940, 1, 1), date(2010, 12, 31)), st.dates(date(2020, 1, 1), date(2060, 12, 31)),
    st.sampled_from(readiness.STRUCTURAL),
)  # fmt: skip
def test_the_limit_of_birth_dates_says_the_same_as_the_day_of_retirement(born: date, on: date, tier: str) -> None:
    assert (born < born_before(tier, on=on)) == retires_soon(retires_on(born, tier), on=on)


# How others went


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 12)))
def test_no_group_under_five_is_shown_nor_told_by_subtraction(people: dict[str, int]) -> None:
    spread = disclosed(people)
    total = sum(people.values())
    assert [group for group in spread.groups if group.people < SMALLEST or group.people != people[group.name]] == []
    assert spread.others == 0 or spread.others >= SMALLEST
    assert spread.people in ({total} if total >= SMALLEST else {0})


def test_small_groups_are_put_together() -> None:
    spread = disclosed({"A": 9, "B": 6, "C": 2})
    assert ([(group.name, group.people) for group in spread.groups], spread.others) == ([("A", 9)], 8)


def test_a_median_needs_five_stays() -> None:
    stays = [(date(2010, 1, 1), date(2010 + years, 1, 1)) for years in (1, 2, 3, 4, 9)]
    assert (median_years(stays), median_years(stays[:4]), median_years([*stays[:4], (None, date(2020, 1, 1))])) == (
        3.0, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "soon"),
    [(date(2031, 11, 1), True), (date(2031, 11, 22), True), (date(2031, 11, 23), False), (date(2031, 12, 1), False)],
)
def test_soon_is_up_to_the_day_five_years_on(day: date, soon: bool) -> None:
    assert readiness.retires_soon(day, on=date(2026, 11, 22)) == soon


@given(st.dates(date(1960, 1, 1), date(1990, 12, 31)), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_the_limit_of_births_says_the_same(born: date, on: date) -> None:
    for tier in readiness.STRUCTURAL:
        soon = readiness.retires_soon(readiness.retires_on(born, tier), on=on)
        assert soon == (born < readiness.born_before(tier, on=on))


def test_shares_are_rounded_half_up() -> None:
    assert talent.distribution({1: 1, 2: 15})[1] == Decimal("6.3")
