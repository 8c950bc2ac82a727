"""Reads generated export files back, with nothing of the generator: plain rows of text, as an importer sees them."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from python_calamine import load_workbook

Cell = str | float | date
Record = dict[str, Cell]
EMPTY = ("", "null", "-")


def read_table(path: Path, delimiter: str = ",") -> list[list[Cell]]:
    """Return header and rows with the cell types of the file."""
    if path.suffix == ".xlsx":
        return load_workbook(str(path)).get_sheet_by_index(0).to_python()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [list(row) for row in csv.reader(file, delimiter=delimiter)]


def records(table: list[list[Cell]]) -> list[Record]:
    """Return the rows as header -> cell."""
    header = [str(name) for name in table[0]]
    return [dict(zip(header, row, strict=True)) for row in table[1:]]


def text(cell: Cell) -> str:
    """Return the cell as text without apostrophe, empty for the marks that mean empty."""
    plain = "" if isinstance(cell, str) and cell in EMPTY else str(cell).lstrip("'")
    return plain.strip()


def day(cell: Cell) -> date:
    """Return the date of a real date cell or of dd-mm-yyyy."""
    if isinstance(cell, date):
        return cell
    dd, mm, yyyy = str(cell).split("-")
    return date(int(yyyy), int(mm), int(dd))


@dataclass(frozen=True)
class Export:
    """All files of one government."""

    paths: dict[str, Path]
    tables: dict[str, list[list[Cell]]]

    def of(self, kind: str) -> list[Record]:
        """Return the records of one kind."""
        return records(self.tables[kind])

    def employee(self, nip: str) -> Record:
        """Return the only employee with a NIP."""
        (found,) = (row for row in self.of("pegawai") if text(row["NIP BARU"]) == nip)
        return found

    def history(self, kind: str, nips: Iterable[str]) -> list[Record]:
        """Return the history rows of some people."""
        wanted = set(nips)
        return [row for row in self.of(kind) if row["nipBaru"] in wanted]


def office_members(export: Export, office: str) -> list[Record]:
    """Return the people of an OPD: of its unit and of every unit below."""
    below: set[Cell] = set()
    for unit in export.of("unor"):  # parents stand before children
        if unit["NamaUnor"] == office or unit["DiatasanId"] in below:
            below.add(unit["Id"])
    return [row for row in export.of("pegawai") if row["UNOR ID"] in below]


def load(paths: dict[str, Path]) -> Export:
    """Read all files of a government."""
    return Export(
        paths,
        {
            kind: read_table(path, ";" if kind == "pegawai" and path.suffix == ".csv" else ",")
            for kind, path in paths.items()
        },
    )
