"""The refused rows of an import as an Excel file, to mend them side by side with the export."""

from tempfile import TemporaryFile
from typing import IO

import xlsxwriter
from django.utils.translation import gettext as _

from core.importing import registry
from core.importing.importer import Importer
from core.importing.preview import issue_row
from core.models import ImportBatch

_WIDTHS = (22, 10, 26, 40, 90)


def issues_workbook(batch: ImportBatch) -> IO[bytes]:
    """An open temporary file with the workbook, at its beginning: refused rows, then remarks.

    Rows are written as they arrive, and texts as texts: what begins with "=" is shown, never computed.
    """
    importer = registry.importer_for(batch.kind)
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115  (the answer to the browser closes it)
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        _sheet(book, _("Ditolak"), batch, importer, is_warning=False)
        _sheet(book, _("Catatan"), batch, importer, is_warning=True)
    file.seek(0)
    return file


def _sheet(book: xlsxwriter.Workbook, name: str, batch: ImportBatch, importer: Importer, *, is_warning: bool) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (title, width) in enumerate(zip(_titles(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    sheet.freeze_panes(1, 0)
    source = batch.layout.get("sheet") or batch.filename
    issues = batch.issues.filter(is_warning=is_warning)
    for line, issue in enumerate(issues.iterator(chunk_size=2000), start=1):
        row = issue_row(importer, issue)
        sheet.write_string(line, 0, source)
        sheet.write_number(line, 1, row.row)
        for column, text in ((2, row.column), (3, row.value), (4, row.reason)):
            sheet.write_string(line, column, text, wrapped)


def _titles() -> tuple[str, ...]:
    return (_("Lembar"), _("Baris"), _("Kolom"), _("Isi"), _("Alasan"))
