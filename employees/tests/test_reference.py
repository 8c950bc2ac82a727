"""Code lists and what follows from the name of a job: rules section 3, siasn section 5."""

import pytest

from employees.domain import reference
from employees.enums import Education, FunctionalLevel, Tier


def test_every_code_leads_to_a_choice():
    assert set(reference.TIER_BY_ESELON.values()) <= set(Tier.values)
    assert set(reference.EDUCATION_BY_CODE.values()) == set(Education.values)
    assert set(reference.LEVEL_ENDINGS.values()) == set(FunctionalLevel.values)
    assert set(reference.ACTIVE_LEGAL_STATUSES) <= set(reference.LEGAL_STATUSES)
    assert (len(reference.RANKS_PNS), len(reference.RANKS_PPPK)) == (17, 17)


def test_pppk_grades_sort_after_the_ranks_of_pns_in_their_order():
    codes = [reference.RANK_CODES[name] for name in reference.RANKS_PPPK]
    assert codes == sorted(codes)
    assert min(codes) > max(reference.RANKS_PNS)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Perawat Ahli Muda", "ahli_muda"),
        ("PRANATA KOMPUTER TERAMPIL", "terampil"),
        ("Guru Ahli Pertama", "ahli_pertama"),
        ("Penata Layanan Operasional", None),
        ("Mahir", None),
    ],
)
def test_functional_level_by_the_end_of_the_name(name, level):
    assert reference.functional_level(name) == level


def test_rank_in_words():
    assert reference.rank_title("33") == "III/c · Penata"
    assert reference.rank_title("59") == "IX"
    assert reference.rank_title("?") == "?"
