"""Who was there: a code that changes by itself, the share of days, and one device that checked in several people.

Source: ASVS 2.4.1 and 6.5 (codes that live shortly and cannot be guessed). A code shared by chat is of no use half
a minute later; whoever opens it must be logged in and enrolled besides.
"""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import ROUND_DOWN, Decimal

WINDOW_SECONDS = 30
PIN_SECONDS = 600  # somebody reads it aloud
WINDOWS_BACK = 2  # a slow line: the page was asked for with a code that has changed since
PIN_DIGITS = 6


def code(secret: bytes, day: int, *, at: datetime) -> str:
    """What the QR code of a day says at the moment: 16 letters and digits.

    Args:
        secret: of the day, never shown.
        day: key of the day, so that a code is worth nothing on another one.
        at: aware.
    """
    return _digest(secret, day, "qr", _window(at, WINDOW_SECONDS))[:16]


def pin(secret: bytes, day: int, *, at: datetime) -> str:
    """Six digits for those whose phone cannot scan; the same for ten minutes."""
    return _pin(secret, day, _window(at, PIN_SECONDS))


def is_code(secret: bytes, day: int, given: str, *, at: datetime) -> bool:
    """Whether it is the code of now or of a minute ago."""
    now = _window(at, WINDOW_SECONDS)
    known = [_digest(secret, day, "qr", now - back)[:16] for back in range(WINDOWS_BACK + 1)]
    return _is_one_of(given.strip().lower(), known)


def is_pin(secret: bytes, day: int, given: str, *, at: datetime) -> bool:
    """Whether it is the PIN of these ten minutes or of those before."""
    now = _window(at, PIN_SECONDS)
    digits = "".join(character for character in given if character.isascii() and character.isdigit())
    return _is_one_of(digits, [_pin(secret, day, now), _pin(secret, day, now - 1)])


def seconds_left(at: datetime) -> int:
    """Until the QR code changes: 1 to 30."""
    return WINDOW_SECONDS - int(at.timestamp()) % WINDOW_SECONDS


def _window(at: datetime, seconds: int) -> int:
    return int(at.timestamp()) // seconds


def _pin(secret: bytes, day: int, window: int) -> str:
    return f"{int(_digest(secret, day, 'pin', window)[:15], 16) % 10**PIN_DIGITS:0{PIN_DIGITS}d}"


def _digest(secret: bytes, day: int, kind: str, window: int) -> str:
    return hmac.new(secret, f"{kind}:{day}:{window}".encode(), hashlib.sha256).hexdigest()


def _is_one_of(given: str, known: Iterable[str]) -> bool:
    """Every one is compared, so that the time tells nothing."""
    return sum(hmac.compare_digest(given.encode(), one.encode()) for one in known) > 0


def share(present: int, days: int) -> Decimal:
    """Percent of the days, two decimals, rounded down; 0 for a session without days.

    Raises: ValueError for more days present than there were, or below zero.
    """
    if present < 0 or days < 0 or present > days:
        raise ValueError(f"{present} of {days} days")
    if days == 0:
        return Decimal("0.00")
    return (Decimal(100) * present / days).quantize(Decimal("0.01"), ROUND_DOWN)


def shared_devices(checked_in: Mapping[int, str]) -> dict[str, list[int]]:
    """Devices with which more than one person checked in on a day, and those people.

    Args:
        checked_in: device by person; "" where it is not known.
    """
    people: dict[str, list[int]] = defaultdict(list)
    for person, device in sorted(checked_in.items()):
        if device:
            people[device].append(person)
    return {device: found for device, found in people.items() if len(found) > 1}
