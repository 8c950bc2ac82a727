"""NIP and NI PPPK (rules.md 2.1 to 2.3), and the other numbers a person carries, all of them recognisably invented."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from hashlib import md5
from typing import Final

FULL_TIME_CONTRACT: Final = 21
PART_TIME_CONTRACT: Final = 24


class Serials:
    """Hands out the last three digits of a NIP.

    Counted per birth date and sex rather than per first fifteen digits: the numbers stay unique, and the memory needed
    is bounded by the calendar instead of by the number of people.
    """

    def __init__(self) -> None:
        self._used: Counter[tuple[int, str]] = Counter()

    def next(self, born: date, sex: str) -> int:
        """Return the next free sequence number, 1 to 999; raises ValueError when a birth date is full."""
        key = (born.toordinal(), sex)
        self._used[key] += 1
        if self._used[key] > 999:
            raise ValueError(f"more than 999 people of one sex born on {born}")
        return self._used[key]


def make_nip(born: date, appointed: date, sex: str, serial: int, contract: int = 0) -> str:
    """Return the 18 digits; positions 13-14 hold the month of appointment of a PNS or the contract code of a PPPK."""
    return f"{born:%Y%m%d}{appointed.year:04d}{contract or appointed.month:02d}{1 if sex == 'M' else 2}{serial:03d}"


@dataclass(frozen=True, slots=True)
class NipParts:
    """What a NIP of a PNS says about its holder."""

    born: date
    appointed: date
    sex: str
    serial: int


def read_nip(nip: str) -> NipParts:
    """Take a valid NIP of a PNS apart; raises ValueError for anything else, NI PPPK included."""
    if len(nip) != 18:
        raise ValueError(f"not 18 digits: {nip}")
    born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    appointed = date(int(nip[8:12]), int(nip[12:14]), 1)
    return NipParts(born, appointed, {"1": "M", "2": "F"}[nip[14]], int(nip[15:]))


def person_id(agency_id: str, nip: str) -> str:
    """Return the PNS ID, the same in every run for the same number."""
    return md5(f"{agency_id}/{nip}".encode(), usedforsecurity=False).hexdigest().upper()


def synthetic_nik(region_code: str, ordinal: int) -> str:
    """Return a NIK of 16 digits; no region has the code 99.99."""
    return f"9999{region_code.replace('.', '')}{ordinal:08d}"


def synthetic_phone(ordinal: int) -> str:
    """Return a number under 0800, which no mobile operator uses."""
    return f"0800{ordinal:08d}"
