"""Steps of an enrolment, seats, the waiting list and clashes, as pure rules."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.domain import enrolment as rules
from training.domain.enrolment import Queued, Quota, Span

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
STATES = sorted(rules.LIVE | rules.OVER)


def test_every_state_is_live_or_over():
    assert rules.LIVE.isdisjoint(rules.OVER)
    assert {state for step in rules.STEPS for state in (step.before, step.after)} == rules.LIVE | rules.OVER


def test_nothing_follows_what_is_over():
    assert [step for step in rules.STEPS if step.before in rules.OVER] == []


def test_what_is_live_has_an_end():
    ends = {before for before, after in ((s.before, s.after) for s in rules.STEPS) if after in rules.OVER}
    assert ends == rules.LIVE


def test_no_step_stands_twice():
    pairs = [(step.before, step.after) for step in rules.STEPS]
    assert len(pairs) == len(set(pairs))


def test_the_person_never_approves_herself():
    approved = {rules.ENDORSED, rules.WAITING, rules.COMPLETED}
    assert [step for step in rules.STEPS if step.after in approved and rules.PERSON in step.by] == []
    assert rules.may_step(rules.OFFERED, rules.CONFIRMED, by=rules.PERSON)
    assert not rules.may_step(rules.ENDORSED, rules.CONFIRMED, by=rules.PERSON)


def test_who_is_turned_away_reads_why():
    sad = {rules.REJECTED, rules.CANCELLED, rules.FAILED}
    assert [step for step in rules.STEPS if step.needs_reason != (step.after in sad)] == []


@pytest.mark.parametrize(("before", "after"), list(product(STATES, STATES)))
def test_the_table_is_the_only_way(before: str, after: str):
    in_table = any((step.before, step.after) == (before, after) for step in rules.STEPS)
    assert (rules.step(before, after) is not None) == in_table


# Seats


def test_a_full_session_has_no_seat():
    assert rules.has_seat(capacity=20, taken=19, unit_path="a", quotas=[])
    assert not rules.has_seat(capacity=20, taken=20, unit_path="a", quotas=[])


def test_a_quota_holds_for_the_unit_and_all_below():
    full = [Quota("0001", seats=2, taken=2)]
    assert not rules.has_seat(capacity=20, taken=2, unit_path="00010007", quotas=full)
    assert rules.has_seat(capacity=20, taken=2, unit_path="0002", quotas=full)


def test_each_quota_above_counts():
    quotas = [Quota("0001", seats=5, taken=4), Quota("00010007", seats=1, taken=1)]
    assert not rules.has_seat(capacity=20, taken=4, unit_path="00010007", quotas=quotas)
    assert rules.has_seat(capacity=20, taken=4, unit_path="00010008", quotas=quotas)


def test_the_waiting_list_by_its_rule():
    queue = [Queued(1, 3, gap=2), Queued(2, 1, gap=0), Queued(3, 2, gap=2)]
    assert [one.key for one in rules.in_order(queue, rule=rules.FIRST_COME)] == [2, 3, 1]
    assert [one.key for one in rules.in_order(queue, rule=rules.LARGEST_GAP)] == [3, 1, 2]
    with pytest.raises(ValueError, match="unknown rule of the waiting list: 'lottery'"):
        rules.in_order(queue, rule="lottery")


def test_a_free_seat_skips_who_has_no_quota_left():
    queue = [Queued(1, 1, gap=0, unit_path="0001"), Queued(2, 2, gap=0, unit_path="0002")]
    full = [Quota("0001", seats=1, taken=1)]
    found = rules.next_for_seat(queue, rule=rules.FIRST_COME, capacity=3, taken=1, quotas=full)
    assert found == queue[1]
    assert rules.next_for_seat(queue, rule=rules.FIRST_COME, capacity=1, taken=1, quotas=full) is None


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=30), st.integers(0, 10))
def test_nobody_is_seated_beyond_the_capacity(people: list[tuple[int, int]], capacity: int):
    queue = [Queued(n, n, gap, unit_path=f"000{unit}") for n, (gap, unit) in enumerate(people)]
    seated: list[Queued] = []
    while True:
        quotas = [Quota("0001", 2, sum(one.unit_path == "0001" for one in seated))]
        left = [one for one in queue if one not in seated]
        found = rules.next_for_seat(
            left, rule=rules.LARGEST_GAP, capacity=capacity, taken=len(seated), quotas=quotas
        )  # fmt: skip
        if found is None:
            break
        seated.append(found)
    from_first = [one for one in queue if one.unit_path == "0001"]
    others = len(queue) - len(from_first)
    assert len(seated) == min(capacity, others + min(2, len(from_first)))


# Time


@pytest.mark.parametrize(("day", "said"), [(1, "before"), (2, "open"), (5, "open"), (6, "after")])
def test_both_days_belong_to_the_registration(day: int, said: str):
    assert rules.registration(date(2026, 11, 2), date(2026, 11, 5), on=date(2026, 11, day)) == said


def test_an_offer_holds_a_day_but_not_beyond_the_beginning():
    assert rules.accept_until(NOON, NOON + timedelta(days=9)) == NOON + timedelta(hours=24)
    assert rules.accept_until(NOON, NOON + timedelta(hours=3)) == NOON + timedelta(hours=3)


def test_what_overlaps_clashes():
    wanted = [Span(NOON, NOON + timedelta(hours=4))]
    before = Span(NOON - timedelta(hours=2), NOON, "ends when it begins")
    inside = Span(NOON + timedelta(hours=1), NOON + timedelta(hours=2), "inside")
    around = Span(NOON - timedelta(days=1), NOON + timedelta(days=1), "leave")
    after = Span(NOON + timedelta(hours=4), NOON + timedelta(hours=5), "begins when it ends")
    assert rules.clashes(wanted, [before, inside, around, after]) == [inside, around]
