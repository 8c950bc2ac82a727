"""Numbers, masks, initials."""

from decimal import Decimal

import pytest

from core.domain.formatting import initials, masked, number


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, None, "0"),
        (1234, None, "1.234"),
        (1_000_000, None, "1.000.000"),
        (1234.5, None, "1.234,5"),
        (Decimal("1234.56"), None, "1.234,56"),
        (Decimal("20.00"), None, "20"),
        (Decimal("0.005"), None, "0,01"),
        (-0.001, None, "0"),
        (47.25, 1, "47,3"),
        (3, 2, "3,00"),
        (-1234.5, 1, "-1.234,5"),
    ],
)
def test_numbers_the_indonesian_way(value: float, decimals: int | None, text: str) -> None:
    assert number(value, decimals) == text


def test_numbers_the_english_way() -> None:
    assert number(Decimal("1234.5"), 2, english=True) == "1,234.50"


@pytest.mark.parametrize(
    ("text", "shown"), [("", ""), ("1234", "••••"), ("12345", "••••2345"), ("3578012345670001", "••••0001")]
)
def test_masks_all_but_the_end(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(("name", "letters"), [("Andi Aisyah Putri", "AA"), ("sari", "S"), ("", ""), ("1 dua", "D")])
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
