"""Why a training fits: every reason with its points."""

from hypothesis import given
from hypothesis import strategies as st

from training.domain import relevance as rules
from training.domain.relevance import Circumstances, Need, Part

PLAIN = Circumstances()


def test_a_gap_counts_by_the_levels_that_close_and_its_importance():
    needs = {"arsip": Need(4, 2, "mutlak"), "data": Need(3, 2, "perlu"), "lain": Need(3, 1)}
    found = rules.parts({"arsip": 3, "data": 4}, needs, PLAIN)
    assert found == [Part("gap", 25, "arsip", 1), Part("gap", 12, "data", 1)]
    assert rules.score(found) == 37


def test_what_the_job_does_not_demand_is_no_reason():
    assert rules.parts({"arsip": 3}, {}, PLAIN) == []


def test_what_was_never_assessed_is_a_reason_of_its_own():
    assert rules.parts({"arsip": 3}, {"arsip": Need(3, None)}, PLAIN) == [Part("never_assessed", 8, "arsip")]


def test_who_holds_the_level_already_is_not_sent_again():
    found = rules.parts({"arsip": 3}, {"arsip": Need(4, 3)}, Circumstances(job_targeted=True))
    assert found == [Part("already_there", -30)]
    assert rules.score(found) == 0


def test_circumstances_add_up_and_a_repetition_takes_away():
    about = Circumstances(job_targeted=True, tier_targeted=True, proposed_by_superior=True, taken_before=True)
    found = rules.parts({}, {}, about)
    assert found == [Part("job", 20), Part("superior", 15), Part("tier", 10), Part("taken", -60)]
    assert rules.score(found) == 0


NEEDS = st.dictionaries(
    st.sampled_from("abcd"),
    st.builds(Need, st.integers(1, 5), st.none() | st.integers(1, 5), st.sampled_from(["mutlak", "penting", "perlu"])),
)


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(1, 5)), NEEDS, st.booleans())
def test_the_score_is_the_sum_of_what_is_shown(leads_to: dict[str, int], needs: dict[str, Need], taken: bool):
    found = rules.parts(leads_to, needs, Circumstances(taken_before=taken))
    assert rules.score(found) == max(0, min(100, sum(part.points for part in found)))
    assert [part.points for part in found] == sorted((part.points for part in found), reverse=True)
