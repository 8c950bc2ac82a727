"""Who gets which certificate, its number, and what is said of it."""

from datetime import date
from decimal import Decimal

import pytest

from training.domain import certificates as rules
from training.domain.certificates import ATTENDANCE, COMPETENCE, Earned, Rule

LEARNED = Rule(COMPETENCE, attendance=Decimal(80), score=Decimal(70))
SAT = Rule(ATTENDANCE, attendance=Decimal(80))
ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("rule", "attendance", "score", "earned"),
    [
        (SAT, "80.00", None, Earned(ATTENDANCE)),
        (SAT, "79.99", None, Earned(None, ("attendance",))),
        (LEARNED, "80.00", "70", Earned(COMPETENCE)),
        (LEARNED, "100.00", "69.99", Earned(ATTENDANCE, ("score",))),
        (LEARNED, "100.00", None, Earned(ATTENDANCE, ("score",))),
        (LEARNED, "66.66", "100", Earned(None, ("attendance",))),
        (Rule(ATTENDANCE, Decimal(80), Decimal(50)), "100", "40", Earned(None, ("score",))),
    ],
)
def test_what_is_earned(rule: Rule, attendance: str, score: str | None, earned: Earned):
    given = Decimal(score) if score else None
    assert rules.earned(rule, attendance=Decimal(attendance), score=given) == earned


def test_the_number_of_a_series():
    said = rules.number("{urut}/{program}/{bulan}/{tahun}", sequence=7, programme="PBJ-1", on=ON)
    assert said == "0007/PBJ-1/XI/2026"


@pytest.mark.parametrize(
    ("pattern", "sequence", "reason"),
    [
        ("{program}/{tahun}", 1, "needs {urut}"),
        ("{urut}/{nomor}", 1, "unknown word"),
        ("{urut/{tahun}", 1, "needs {urut}"),
        ("{urut}}", 1, "unknown word"),
        ("{urut}", 0, "below 1"),
    ],
)
def test_a_pattern_that_gives_no_number(pattern: str, sequence: int, reason: str):
    with pytest.raises(ValueError, match=reason):
        rules.number(pattern, sequence=sequence, programme="A", on=ON)


@pytest.mark.parametrize(
    ("revoked", "replaced", "until", "said"),
    [
        (False, False, None, "valid"),
        (False, False, ON, "valid"),
        (False, False, date(2026, 11, 21), "expired"),
        (True, False, None, "revoked"),
        (True, True, None, "replaced"),
    ],
)
def test_what_the_public_page_says(revoked: bool, replaced: bool, until: date | None, said: str):
    assert rules.state(revoked=revoked, replaced=replaced, valid_until=until, on=ON) == said


@pytest.mark.parametrize(
    ("until", "days"),
    [
        (None, None),
        (date(2027, 2, 21), None),  # 91 days
        (date(2027, 2, 20), 90),
        (date(2026, 12, 23), 90),
        (date(2026, 12, 22), 30),
        (ON, 30),
        (date(2026, 11, 21), None),
    ],
)
def test_the_end_is_announced(until: date | None, days: int | None):
    assert rules.warning(until, on=ON) == days
