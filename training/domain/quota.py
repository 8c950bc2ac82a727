"""Yearly hours of learning (JP): the floor for PNS and the ceiling for PPPK.

Source: PP 11/2017 jo. PP 17/2020 art. 203(4) (PNS, at least 20 JP a year); Peraturan LAN 15/2020
(PPPK, at most 24 JP per year of contract); rules R-JP-1 and R-JP-2.

Unconfirmed [U]: the day from which the ceiling holds (only the year of Peraturan LAN 15/2020 is certain), and
counting it per calendar year instead of per year of contract, which SIASN's exports do not tell.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Quota:
    """What the law says of one year of learning.

    Attributes:
        jp: hours of learning.
        is_ceiling: a right of at most so many (PPPK), not a duty of at least so many.
    """

    valid_from: date
    jp: Decimal
    is_ceiling: bool
    legal_basis: str


PNS_JP = 20
_PNS = (Quota(date(2017, 4, 7), Decimal(PNS_JP), False, "PP 11/2017 jo. PP 17/2020 pasal 203 ayat (4)"),)
_PPPK = (Quota(date(2020, 1, 1), Decimal(24), True, "Peraturan LAN 15/2020"),)  # [U] the day


def quota(status: str, *, year: int) -> Quota | None:
    """The quota of an employment status in a calendar year; None before there was one."""
    table = _PPPK if status.startswith("pppk") else _PNS
    known = [entry for entry in table if entry.valid_from <= date(year, 12, 31)]
    return known[-1] if known else None
