"""Numbers with the marks of the language the page is read in; documents are Indonesian whoever asks."""

from django.utils.translation import get_language

from core.domain import formatting
from core.domain.formatting import Number


def is_english() -> bool:
    """Whether the page is read in English; Indonesian unless chosen."""
    return (get_language() or "id").startswith("en")


def number(value: Number, decimals: int | None = None) -> str:
    """``1.234,5``; on an English page ``1,234.5``."""
    return formatting.number(value, decimals, english=is_english())
