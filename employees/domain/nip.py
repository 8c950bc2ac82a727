"""NIP of a PNS and NI of a PPPK: 18 digits that say when a person was born and appointed.

Source: Perka BKN 22/2007 (structure), 43/2007 (procedure); rules section 2.
"""

import re
from dataclasses import dataclass
from datetime import date

LENGTH = 18
PART_TIME_CODE = 24  # contract code seen in numbers of PPPK paruh waktu
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE | re.ASCII)


class InvalidNip(ValueError):
    """``code`` is one of the reason codes: nip_length, nip_characters, nip_date, nip_number_cell."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Nip:
    """What the digits say.

    Attributes:
        born: birth date.
        appointed_year: year of the first appointment.
        appointed_month: 1-12 for PNS, None for PPPK.
        contract_code: None for PNS, above 12 for PPPK.
        sex: ``m`` or ``f``.
        sequence: 1-999.
    """

    digits: str
    born: date
    appointed_year: int
    appointed_month: int | None
    contract_code: int | None
    sex: str
    sequence: int

    @property
    def is_pppk(self) -> bool:
        return self.contract_code is not None


def normalise(cell: object) -> str:
    """The digits as typed: without apostrophe and spaces.

    Raises: InvalidNip ``nip_number_cell`` when a spreadsheet stored a number: digits are lost then.
    """
    if not isinstance(cell, str):
        if cell is None:
            return ""
        raise InvalidNip("nip_number_cell")
    if cell.isdigit():
        return cell  # nearly all of them: imports ask this of every row
    digits = cell.strip().lstrip("'").replace(" ", "").replace("\u00a0", "")
    if _SCIENTIFIC.fullmatch(digits):
        raise InvalidNip("nip_number_cell")
    return digits


def check(digits: str, *, on: date) -> date:
    """Check the number (rules 2.3, steps 1 to 6); return the birth date in it.

    Args:
        on: the day of the check; nobody is appointed later than the year after it.
    Raises: InvalidNip
    """
    if not (digits.isascii() and digits.isdigit()) and digits:
        raise InvalidNip("nip_characters")
    if len(digits) != LENGTH:
        raise InvalidNip("nip_length")
    born = _birth(digits)
    year, middle = int(digits[8:12]), int(digits[12:14])
    if middle == 0 or not born.year + 16 <= year <= on.year + 1:
        raise InvalidNip("nip_date")
    if digits[14] not in "12" or digits[15:] == "000":
        raise InvalidNip("nip_characters")
    return born


def parse(digits: str, *, on: date) -> Nip:
    """Read the number. Raises: InvalidNip, as `check` does."""
    born = check(digits, on=on)
    middle = int(digits[12:14])
    is_pns = middle <= 12
    return Nip(
        digits=digits,
        born=born,
        appointed_year=int(digits[8:12]),
        appointed_month=middle if is_pns else None,
        contract_code=None if is_pns else middle,
        sex="m" if digits[14] == "1" else "f",
        sequence=int(digits[15:]),
    )


def grouped(digits: str) -> str:
    """``"198609262015051001"`` → ``"19860926 201505 1 001"``; anything else unchanged."""
    if len(digits) != LENGTH:
        return digits
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def _birth(digits: str) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        raise InvalidNip("nip_date") from None
