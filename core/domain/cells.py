"""Cells of exports: what counts as empty, and text turned into dates and numbers.

Source: SIASN field facts, section 1 ("cell quirks"): leading apostrophes, the text ``null``, ``-``
for empty, dates as dd-mm-yyyy text or as real dates.
"""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

EMPTY = frozenset({"", "-", "null", "NULL", "Null", "None", "#N/A", "'", "'-", "'null"})
_DMY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T].*)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?", re.ASCII)
_SERIAL = re.compile(r"[1-9]\d{4}(?:\.0+)?", re.ASCII)
_EXCEL_EPOCH = date(1899, 12, 30).toordinal()


class BadValue(ValueError):
    """A cell that cannot be what its column says; ``code`` names the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def text(cell: object) -> str | None:
    """The cell as trimmed text, or None when it is empty.

    Whole numbers lose their ``.0``; dates become ISO; a leading apostrophe (Excel's text mark) goes.
    """
    if type(cell) is str:
        return _clean(cell)
    if cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return _clean(str(cell))


def day(cell: object) -> str | None:
    """A date as ISO text; accepts dd-mm-yyyy, ISO, real dates and Excel serial numbers.

    Raises: BadValue ``date_invalid``.
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_serial(float(cell))
    value = text(cell)
    return None if value is None else _day(value)


def whole(cell: object) -> str | None:
    """A whole number as text. Raises: BadValue ``number_invalid``."""
    number = decimal(cell)
    if number is None:
        return None
    if number != number.to_integral_value() or abs(number) > 10**9:
        raise BadValue("number_invalid")
    return str(int(number))


def number(cell: object) -> str | None:
    """A number with up to two decimals as text. Raises: BadValue ``number_invalid``."""
    parsed = decimal(cell)
    if parsed is None:
        return None
    if abs(parsed) > 10**6:
        raise BadValue("number_invalid")
    return str(parsed.quantize(Decimal("0.01")))


def decimal(cell: object) -> Decimal | None:
    """Any finite number, with comma or point. Raises: BadValue ``number_invalid``."""
    value = text(cell)
    if value is None:
        return None
    try:
        parsed = Decimal(value.replace(",", "."))
    except InvalidOperation:
        raise BadValue("number_invalid") from None
    if not parsed.is_finite():
        raise BadValue("number_invalid")
    return parsed


def header(cell: object) -> str:
    """The form in which headers are compared: ``NIP BARU``, ``nip_baru``, ``nipBaru`` are one."""
    return re.sub(r"[\s_]+", "", str(cell or "").strip().lstrip("\ufeff")).casefold()


def _clean(raw: str) -> str | None:
    # A NUL can stand in a file, but PostgreSQL does not take it.
    value = " ".join(raw.replace("\x00", "").split()).lstrip("'").strip()
    return None if value in EMPTY else value


@lru_cache(maxsize=65536)
def _day(value: str) -> str:
    if match := _DMY.fullmatch(value):
        day_, month, year = (int(part) for part in match.groups())
    elif match := _ISO.fullmatch(value):
        year, month, day_ = (int(part) for part in match.groups())
    elif _SERIAL.fullmatch(value):
        return _from_serial(float(value))
    else:
        raise BadValue("date_invalid")
    try:
        return date(year, month, day_).isoformat()
    except ValueError:
        raise BadValue("date_invalid") from None


def _from_serial(serial: float) -> str:
    if not 10_000 <= serial < 73_050:  # 1927 to 2099; less is a year or a count, not a day
        raise BadValue("date_invalid")
    return date.fromordinal(_EXCEL_EPOCH + int(serial)).isoformat()
