"""Certificates: who gets which, what number it bears, and what is said of it to the public.

Source: rules 8.5 and features 16 (a certificate of attendance is not one of competence).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ATTENDANCE, COMPETENCE = "attendance", "competence"
VALID, EXPIRED, REVOKED, REPLACED = "valid", "expired", "revoked", "replaced"
WARNINGS = (90, 30)  # days before a certificate ends
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class Rule:
    """What a programme asks for.

    Attributes:
        kind: of the certificate that those get who meet everything.
        attendance: percent of the days.
        score: of the post-test, 0 to 100; None where there is none.
    """

    kind: str
    attendance: Decimal
    score: Decimal | None = None


@dataclass(frozen=True)
class Earned:
    """What somebody gets, or what is missing ("attendance", "score")."""

    kind: str | None
    missing: tuple[str, ...] = ()


def earned(rule: Rule, *, attendance: Decimal, score: Decimal | None) -> Earned:
    """The certificate of a participant by the rule of the programme.

    Whoever was there often enough but missed the score where competence is certified gets one of attendance,
    and reads what was missing.
    """
    if attendance < rule.attendance:
        return Earned(None, ("attendance",))
    if rule.score is not None and (score is None or score < rule.score):
        return Earned(ATTENDANCE if rule.kind == COMPETENCE else None, ("score",))
    return Earned(rule.kind)


def number(pattern: str, *, sequence: int, programme: str, on: date) -> str:
    """The number by the pattern of the series: ``"{urut}/{program}/{bulan}/{tahun}"`` → ``"0007/PBJ-1/XI/2026"``.

    Raises: ValueError for another word in braces, a broken pattern, one without ``{urut}``, or a sequence below 1.
    """
    if sequence < 1:
        raise ValueError(f"sequence {sequence} is below 1")
    if "{urut}" not in pattern:
        raise ValueError("the pattern needs {urut}: without it two certificates would bear one number")
    words = {
        "urut": f"{sequence:04d}",
        "program": programme,
        "bulan": _ROMAN[on.month - 1],
        "tahun": f"{on.year}",
    }
    filled = pattern
    for word, value in words.items():
        filled = filled.replace(f"{{{word}}}", value)
    if "{" in filled or "}" in filled:
        raise ValueError(f"unknown word in the pattern: {filled!r}")
    return filled


def state(*, revoked: bool, replaced: bool, valid_until: date | None, on: date) -> str:
    """What the public page says: valid through its last day."""
    if replaced:
        return REPLACED
    if revoked:
        return REVOKED
    return EXPIRED if valid_until is not None and valid_until < on else VALID


def warning(valid_until: date | None, *, on: date) -> int | None:
    """90 or 30 when the certificate ends within so many days, the nearer; None before, and once it has ended."""
    if valid_until is None or valid_until < on:
        return None
    left = (valid_until - on).days
    return min((days for days in WARNINGS if left <= days), default=None)
