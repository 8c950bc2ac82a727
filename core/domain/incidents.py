"""What the notice of a breach must hold, and when its file may be closed.

Source: UU 27/2022 art. 46 (2): the data revealed; when and how they were revealed; handling and recovery.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

# Parts of the notice, and the entries of the register that each is written from.
NOTICE_PARTS: dict[str, tuple[str, ...]] = {
    "data": ("data_revealed",),
    "when_and_how": ("happened_at", "how"),
    "handling": ("handling",),
}
RECIPIENTS = ("people", "authority")
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # what lies before it is a year typed wrong


def parts_ready(entries: Mapping[str, Any]) -> dict[str, bool]:
    """Whether each part of the notice can be written, UU 27/2022 art. 46 (2)."""
    return {part: all(entries.get(name) for name in names) for part, names in NOTICE_PARTS.items()}


def may_close(*, people_told: bool, authority_told: bool, reason: str) -> bool:
    """Closed when both were told, or with a written reason why somebody need not be (UU 27/2022 art. 46)."""
    return (people_told and authority_told) or bool(reason.strip())
