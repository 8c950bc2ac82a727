"""Rows an import must refuse, one reason each; the reasons and their spelling are those of the sample exports."""

from typing import Final

from .layouts import Row
from .rows import EmployeeRows

REASONS: Final = (
    "name_missing", "nip_length", "nip_characters", "nip_date", "nip_number_cell", "duplicate_in_file",
)  # fmt: skip
DUPLICATE: Final = "duplicate_in_file"


def reason_of(number: int) -> str:
    """Return the reason of the n-th faulty row, counted from 0: each in turn."""
    return REASONS[number % len(REASONS)]


def spoil(row: Row, reason: str, rows: EmployeeRows) -> Row:
    """Return the row with one fault; a duplicate is the row itself, which the caller writes a second time."""
    spoiled = row.copy()
    if reason == "name_missing":
        spoiled[rows.name_column] = "  "
        return spoiled
    nip = str(row[rows.nip_column]).lstrip("'")
    column = rows.nip_column
    if reason == "nip_length":
        spoiled[column] = nip[:-1]
    elif reason == "nip_characters":
        spoiled[column] = f"{nip[:-3]}O{nip[-2:]}"  # the letter, as typed by hand
    elif reason == "nip_date":
        spoiled[column] = f"{nip[:4]}1332{nip[8:]}"  # month 13, day 32
    elif reason == "nip_number_cell":
        spoiled[column] = float(nip)  # a spreadsheet keeps 15 digits only
    return spoiled
