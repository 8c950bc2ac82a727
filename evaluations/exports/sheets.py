"""Workbooks row by row: texts stay texts, so that what begins with "=" is shown and never computed."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

import xlsxwriter

Column = tuple[str, int, Callable[[Any], Any]]  # heading, width, the value of a row


class Sheet(NamedTuple):
    """Its name, (heading, width) of the columns, and the rows.

    Attributes:
        number: how numbers are shown ("0.00"); "": as they are.
        frozen: columns that stay in sight beside the headings.
    """

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Any]]
    number: str = ""
    frozen: int = 0


def listed(name: str, columns: Sequence[Column], rows: Iterable[Any]) -> IO[bytes]:
    """A workbook of one sheet: a line for each row, a column for each of its values."""
    heads = [(heading, width) for heading, width, _value in columns]
    return workbook(Sheet(name, heads, ([value(row) for _heading, _width, value in columns] for row in rows)))


def workbook(*sheets: Sheet) -> IO[bytes]:
    """An open temporary file at its beginning; rows are written as they arrive, so memory stays the same."""
    with ExitStack() as stack:
        file: IO[bytes] = stack.enter_context(TemporaryFile())
        with xlsxwriter.Workbook(file, {"constant_memory": True, "default_date_format": "dd-mm-yyyy"}) as book:
            bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
            for sheet in sheets:
                _fill(book, sheet, bold)
        file.seek(0)
        stack.pop_all()  # from now on the response closes it
    return file


def _fill(book: xlsxwriter.Workbook, asked: Sheet, bold: Any) -> None:
    sheet = book.add_worksheet(asked.name[:31])
    numbers = book.add_format({"num_format": asked.number}) if asked.number else None
    for index, (heading, width) in enumerate(asked.columns):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, str(heading), bold)
    sheet.freeze_panes(1, asked.frozen)
    for line, row in enumerate(asked.rows, start=1):
        for index, value in enumerate(row):
            _write(sheet, line, index, value, numbers)


def _write(sheet: Any, line: int, column: int, value: Any, numbers: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, column, value)
    elif isinstance(value, (int, float, Decimal)):
        sheet.write_number(line, column, value, numbers)
    elif value is not None and value != "":
        sheet.write_string(line, column, str(value))
