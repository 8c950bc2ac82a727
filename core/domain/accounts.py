"""What an account must fulfil: its password, how long a link and a session live.

Source: Peraturan BSSN 4/2021, standard for web applications, families a (authentication) and b (sessions).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

ACTIVATION_LIFE = timedelta(days=7)
LINK_FILE_LIFE = timedelta(hours=24)
ELEVATED_FOR = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=1)  # how exactly a session knows when it was last used

UPPER, LOWER, DIGIT, SYMBOL = "upper", "lower", "digit", "symbol"


def missing_kinds(password: str) -> list[str]:
    """Which of upper case, lower case, digit and symbol the password lacks.

    Peraturan BSSN 4/2021, family a asks for a combination; a letter without case counts as none of them.
    """
    present = {
        UPPER: any(sign.isupper() for sign in password),
        LOWER: any(sign.islower() for sign in password),
        DIGIT: any(sign.isdigit() for sign in password),
        SYMBOL: any(not sign.isalnum() and not sign.isspace() for sign in password),
    }
    return [kind for kind, found in present.items() if not found]


@dataclass(frozen=True)
class SessionLimits:
    """How long a session may last.

    Attributes:
        longest: after logging in, however busy.
        idle: without any request; shorter for people who see the data of others.
    """

    longest: timedelta
    idle: timedelta


@dataclass(frozen=True)
class Ended:
    """Why a session is over."""

    by_idleness: bool
    limit: timedelta


def session_end(limits: SessionLimits, *, started: datetime, seen: datetime, at: datetime) -> Ended | None:
    """Whether a session has lived too long or was left alone too long; None while it lives.

    Source: Peraturan BSSN 4/2021, family b.
    """
    if at - started >= limits.longest:
        return Ended(by_idleness=False, limit=limits.longest)
    if at - seen >= limits.idle:
        return Ended(by_idleness=True, limit=limits.idle)
    return None
