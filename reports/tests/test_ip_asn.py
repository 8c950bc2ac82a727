"""The index: worked examples of rules 9.8, boundaries, and its properties."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employees.enums import Education, Tier
from reports.domain.ip_asn import BANDS, Evidence, band, index

NO, YES = False, True
# tier, education, leadership, functional, technical JP, seminar, predicate, discipline → total, band
EXAMPLES = {
    "E1": (("jpt_pratama", "s2", YES, NO, 20, YES, 2, None), "90", "Tinggi"),
    "E2": (("administrator", "s2", YES, NO, 12, YES, 1, None), "80", "Sedang"),
    "E3": (("pengawas", "s1", NO, NO, 20, YES, 2, None), "70", "Rendah"),
    "E4": (("jf", "s1", NO, YES, 20, YES, 2, "R"), "83", "Tinggi"),
    "E5": (("pelaksana", "slta", NO, NO, 20, YES, 2, None), "75", "Sedang"),
    "E6": (("pelaksana", "d3", NO, NO, 0, YES, 2, None), "57.5", "Sangat Rendah"),
    "E7": (("jf", "s3", NO, YES, 20, YES, 1, None), "100", "Sangat Tinggi"),
    "E8": (("pelaksana", "smp", NO, NO, 0, NO, 3, "B"), "17", "Sangat Rendah"),
}


def evidence(tier, education, leadership, functional, jp, seminar, predicate, discipline) -> Evidence:
    return Evidence(tier, education, leadership, functional, Decimal(jp), seminar, predicate, discipline)


@pytest.mark.parametrize("name", EXAMPLES)
def test_worked_examples(name):
    values, total, category = EXAMPLES[name]
    result = index(evidence(*values))
    assert (result.total, result.band) == (Decimal(total), category)


def test_the_eight_together():
    totals = [index(evidence(*values)).total for values, _total, _band in EXAMPLES.values()]
    assert sum(totals) / len(totals) == Decimal("71.5625")


@pytest.mark.parametrize(
    ("value", "category"),
    [("91", "Sangat Tinggi"), ("90.5", "Tinggi"), ("90", "Tinggi"), ("81", "Tinggi"), ("80.5", "Sedang"), ("71", "Sedang"),
     ("70.5", "Rendah"), ("61", "Rendah"), ("60.5", "Sangat Rendah"), ("60", "Sangat Rendah"), ("0", "Sangat Rendah")],
)  # fmt: skip
def test_boundaries(value, category):
    assert band(Decimal(value)) == category


@pytest.mark.parametrize("tier", ["jpt_pratama", "administrator", "pengawas", "jf", "pelaksana"])
def test_every_job_can_reach_one_hundred(tier):
    assert index(evidence(tier, "s3", YES, YES, 20, YES, 1, None)).total == 100


EVIDENCE = st.builds(
    Evidence,
    tier=st.sampled_from(["", *Tier.values]),
    education=st.sampled_from(["", *Education.values]),
    leadership=st.booleans(),
    functional=st.booleans(),
    technical_jp=st.decimals(0, 500, places=2),
    seminar=st.booleans(),
    predicate=st.sampled_from([None, 1, 2, 3, 4, 5]),
    discipline=st.sampled_from([None, "R", "S", "B"]),
)


@given(EVIDENCE)
def test_bounded_and_named(one):
    result = index(one)
    assert 0 <= result.total <= 100
    assert result.band in {name for _lower, name in BANDS}


@given(EVIDENCE)
def test_more_training_never_costs_points(one):
    from dataclasses import replace

    better = replace(one, leadership=True, functional=True, technical_jp=Decimal(20), seminar=True)
    assert index(better).competency >= index(one).competency
