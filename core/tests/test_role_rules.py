"""Rules of an assignment: scope, period, acting officials, the last holder."""

from datetime import date

import pytest

from core.domain import roles as rules
from core.domain.roles import Period

TODAY = date(2026, 11, 21)


def misfit(role: str, *, unit: bool, acting: str = "", first: date | None = None, last: date | None = None):
    return rules.misfit(role=role, has_unit=unit, acting=acting, period=Period(first, last), today=TODAY)


@pytest.mark.parametrize("role", ["manager", "hr_unit"])
def test_some_roles_need_a_unit(role: str) -> None:
    assert (misfit(role, unit=True), misfit(role, unit=False)) == (None, "needs_unit")


@pytest.mark.parametrize("role", ["hr_agency", "leader", "auditor", "administrator"])
def test_some_roles_hold_for_the_whole_agency(role: str) -> None:
    assert (misfit(role, unit=False), misfit(role, unit=True)) == (None, "whole_agency")


@pytest.mark.parametrize("role", ["asn", "organiser", "assessor", "mentor"])
def test_the_others_take_both(role: str) -> None:
    assert (misfit(role, unit=False), misfit(role, unit=True)) == (None, None)


def test_only_managers_act_and_always_for_a_while() -> None:
    first, last = TODAY, date(2026, 12, 21)
    assert misfit("hr_unit", unit=True, acting="plt", first=first, last=last) == "acting_is_for_managers"
    assert misfit("manager", unit=True, acting="plt", first=first) == "acting_needs_period"
    assert misfit("manager", unit=True, acting="plh", last=last) == "acting_needs_period"
    assert misfit("manager", unit=True, acting="plh", first=first, last=last) is None


@pytest.mark.parametrize(
    ("first", "longest"),
    [
        (date(2026, 11, 21), date(2027, 2, 20)),
        (date(2026, 11, 30), date(2027, 2, 27)),
        (date(2027, 1, 1), date(2027, 3, 31)),
    ],
)
def test_somebody_acts_three_months_at_most(first: date, longest: date) -> None:
    assert rules.longest_acting(first) == longest
    over = date.fromordinal(longest.toordinal() + 1)
    assert misfit("manager", unit=True, acting="plt", first=first, last=longest) is None
    assert misfit("manager", unit=True, acting="plt", first=first, last=over) == "acting_too_long"
    assert misfit("manager", unit=True, acting="plh", first=first, last=over) == "acting_too_long"


def test_periods_run_forward_and_are_not_over() -> None:
    assert misfit("asn", unit=False, first=date(2026, 12, 2), last=date(2026, 12, 1)) == "ends_before_start"
    assert misfit("asn", unit=False, last=date(2026, 11, 20)) == "already_over"
    assert misfit("asn", unit=False, last=TODAY) is None


def change(acting: str, before: Period, after: Period):
    return rules.bad_change(acting=acting, before=before, after=after, today=TODAY)


def test_a_year_typed_wrong_is_refused() -> None:
    assert misfit("asn", unit=False, last=date(2046, 11, 21)) is None
    assert misfit("asn", unit=False, last=date(2046, 11, 22)) == "too_far_ahead"
    assert misfit("asn", unit=False, first=date(9999, 12, 31)) == "too_far_ahead"


def test_somebody_who_acts_is_extended_once() -> None:
    before = Period(date(2026, 9, 1), date(2026, 11, 30))
    assert change("plt", before, Period(before.first, date(2027, 2, 28))) is None
    extended = Period(before.first, date(2027, 2, 28))
    assert change("plt", before, Period(before.first, date(2027, 3, 1))) == "acting_too_long"
    assert change("plt", extended, Period(before.first, date(2027, 3, 1))) == "acting_too_long"
    assert change("plt", before, Period(before.first, TODAY)) is None
    assert change("plt", before, Period(before.first, None)) == "acting_needs_period"


def test_the_first_day_moves_only_before_it_has_come() -> None:
    coming = Period(date(2026, 12, 1), None)
    assert change("", coming, Period(date(2026, 12, 5), None)) is None
    assert change("", Period(date(2026, 11, 1), None), Period(date(2026, 12, 1), None)) == "already_begun"
    assert change("", Period(None, None), Period(date(2026, 12, 1), None)) == "already_begun"


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (Period(), Period(), True),
        (Period(None, TODAY), Period(TODAY, None), True),
        (Period(None, date(2026, 11, 20)), Period(TODAY, None), False),
        (Period(TODAY, None), Period(None, date(2026, 11, 20)), False),
    ],
)
def test_overlaps(one: Period, other: Period, shared: bool) -> None:
    assert one.overlaps(other) is shared


def test_what_is_taken_away_ends_today_or_before_it_began() -> None:
    assert rules.day_of_ending(Period(), TODAY) == TODAY
    assert rules.day_of_ending(Period(TODAY, date(2026, 12, 31)), TODAY) == TODAY
    assert rules.day_of_ending(Period(date(2026, 12, 1), None), TODAY) == date(2026, 12, 1)


def test_a_period_cut_short_holds_its_last_day_no_more() -> None:
    day = Period(TODAY, TODAY)
    assert (day.holds(TODAY), day.cut_short().holds(TODAY)) == (True, False)
    assert day.cut_short().overlaps(Period()) is False
    assert Period(None, TODAY).cut_short() == Period(None, date(2026, 11, 20))


def test_a_gap_is_the_first_day_without_anybody() -> None:
    until_december, after = Period(None, date(2026, 11, 30)), Period(date(2026, 12, 1), None)
    assert rules.first_gap([], TODAY) == TODAY
    assert rules.first_gap([until_december], TODAY) == date(2026, 12, 1)
    assert rules.first_gap([after, until_december], TODAY) is None
    assert rules.widens_gap([until_december, after], [until_december], TODAY) is True
    assert rules.widens_gap([until_december], [until_december], TODAY) is False
