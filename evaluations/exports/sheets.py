"""Workbooks row by row: texts stay texts, so that what begins with "=" is shown and never computed."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

import xlsxwriter


class Sheet(NamedTuple):
    """Its name, (heading, width) of the columns, and the rows."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Any]]


def workbook(*sheets: Sheet) -> IO[bytes]:
    """An open temporary file at its beginning; rows are written as they arrive, so memory stays the same."""
    with ExitStack() as stack:
        file: IO[bytes] = stack.enter_context(TemporaryFile())
        _fill(file, sheets)
        stack.pop_all()  # from now on the response closes it
    return file


def _fill(file: IO[bytes], sheets: Iterable[Sheet]) -> None:
    with xlsxwriter.Workbook(file, {"constant_memory": True, "default_date_format": "dd-mm-yyyy"}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, columns, rows in sheets:
            sheet = book.add_worksheet(name[:31])
            for index, (heading, width) in enumerate(columns):
                sheet.set_column(index, index, width)
                sheet.write_string(0, index, str(heading), bold)
            sheet.freeze_panes(1, 0)
            for line, row in enumerate(rows, start=1):
                for index, value in enumerate(row):
                    _write(sheet, line, index, value)
    file.seek(0)


def _write(sheet: Any, line: int, column: int, value: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, column, value)
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(line, column, value)
    elif value is not None:
        sheet.write_string(line, column, str(value))
