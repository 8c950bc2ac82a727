"""docs/security.md names code and tests that exist, and leaves no chapter out."""

import re
from pathlib import Path

from django.conf import settings

BASE = Path(settings.BASE_DIR)
TEXT = (BASE / "docs" / "security.md").read_text()
NAMED = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.\w+)`")


def missing(text: str) -> list[str]:
    return sorted({path for path in NAMED.findall(text) if not (BASE / path).exists()})


def test_what_it_names_exists() -> None:
    assert len(NAMED.findall(TEXT)) > 30
    assert missing(TEXT) == []


def test_what_does_not_exist_is_noticed() -> None:
    """The control."""
    assert missing("See `tests/security/test_nothing.py`.") == ["tests/security/test_nothing.py"]


def test_every_chapter_has_its_line() -> None:
    assert re.findall(r"^\| V(\d+) ", TEXT, re.MULTILINE) == [str(number) for number in range(1, 18)]
