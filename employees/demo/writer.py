"""Sheets that take one row at a time and never hold more than one, so that 100,000 people fit in little memory."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Final, Protocol

import xlsxwriter

from .layouts import KINDS, Cell, Layout, header_of, text_date

XLSX_MAX_ROWS: Final = 1_048_576
# A fixed "created" property keeps two runs of the same seed equal to the byte; no clock is read.
CREATED: Final = datetime(2025, 1, 1)


class Sheet(Protocol):
    """A file that is being filled."""

    path: Path

    def append(self, row: Iterable[Cell]) -> None:
        """Add one row."""

    def close(self) -> None:
        """Finish the file."""


class CsvSheet:
    """UTF-8 with a byte-order mark and CRLF, as spreadsheet programs export it."""

    def __init__(self, path: Path, header: tuple[str, ...], delimiter: str = ",") -> None:
        self.path = path
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file, delimiter=delimiter)
        self._writer.writerow(header)

    def append(self, row: Iterable[Cell]) -> None:
        """Add one row; a number too long for a spreadsheet cell comes out in scientific notation, as Excel saves it."""
        self._writer.writerow([self._text(cell) for cell in row])

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    @staticmethod
    def _text(cell: Cell) -> Cell:
        if isinstance(cell, float):
            return f"{cell:.5E}"
        return text_date(cell) if isinstance(cell, date) else cell


class XlsxSheet:
    """One worksheet named Data; rows go to disk at once (`constant_memory`)."""

    def __init__(self, path: Path, header: tuple[str, ...]) -> None:
        self.path = path
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        self._book.set_properties({"created": CREATED})
        self._sheet = self._book.add_worksheet("Data")
        self._date = self._book.add_format({"num_format": "dd-mm-yyyy"})
        self._next = 0
        self.append(header)

    def append(self, row: Iterable[Cell]) -> None:
        """Add one row; raises ValueError past the rows a worksheet can hold, which xlsxwriter drops in silence."""
        if self._next >= XLSX_MAX_ROWS:
            raise ValueError(f"{self.path.name}: more than {XLSX_MAX_ROWS:,} rows; use the csv layout")
        sheet, line = self._sheet, self._next
        for column, cell in enumerate(row):
            if cell == "":
                continue
            if isinstance(cell, str):
                sheet.write_string(line, column, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(line, column, cell, self._date)
            else:
                sheet.write_number(line, column, cell)
        self._next += 1

    def close(self) -> None:
        """Finish the file."""
        self._book.close()


@contextmanager
def open_sheets(slug: str, out: Path, layout: Layout) -> Iterator[dict[str, Sheet]]:
    """Open all files of one government, kind -> sheet; the unit file is csv in every layout, as in the real exports."""
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        sheets: dict[str, Sheet] = {}
        for kind in KINDS:
            sheets[kind] = _open(kind, slug, out, layout)
            stack.callback(sheets[kind].close)
        yield sheets


def _open(kind: str, slug: str, out: Path, layout: Layout) -> Sheet:
    header = header_of(kind, layout)
    if layout.name == "xlsx" and kind != "unor":
        return XlsxSheet(out / f"{slug}_{kind}.xlsx", header)
    delimiter = layout.employee_delimiter if kind == "pegawai" else ","
    return CsvSheet(out / f"{slug}_{kind}.csv", header, delimiter)
