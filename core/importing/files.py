"""Reading an uploaded xlsx or csv: guarded before it is opened, row by row afterwards.

Any failure becomes one `UnreadableFile` with a sentence for the person who uploaded it.
"""

import codecs
import csv
import io
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, TypeVar

import python_calamine
from django.utils.translation import gettext as _

from core.domain import cells
from core.domain.errors import UnreadableFile
from core.importing.guards import guard_xlsx, locked

MAX_BYTES = 80 * 1024 * 1024
MAX_BLANK_ROWS = 100_000
HEADER_SEARCH_ROWS = 20
MAX_LINES_PER_CELL = 20  # more is a quotation mark that was never closed
HEAD = 65_536

Row = Sequence[object]
_T = TypeVar("_T")


@dataclass(frozen=True)
class Table:
    """A sheet with its header found.

    Attributes:
        sheet: its name; empty for a text file.
        rows: pairs of (row number as the spreadsheet program shows it, cells); blank rows left out.
        first: cells of the first row of data, to be looked at before the rows are read.
    """

    sheet: str
    header: tuple[str, ...]
    header_row: int
    rows: Iterator[tuple[int, Row]]
    first: Row = ()


class NoHeader(UnreadableFile):
    """No sheet has the required columns; ``seen`` holds the normalised titles of the first rows."""

    def __init__(self, message: str, seen: list[set[str]]) -> None:
        super().__init__("no_header", message)
        self.seen = seen


def open_table(path: Path, *, required: Iterable[Sequence[str]]) -> Table:
    """Open the sheet of ``path`` that has all ``required`` columns, each by any of its names.

    Raises: UnreadableFile, with a code: empty, too_large, locked, old_xls, pdf, web_page, old_xml,
        broken, bomb, too_wide, no_header, no_rows, blank_rows, truncated, quote, not_text. The last
        four also while the rows are read.
    """
    with path.open("rb") as file:
        head = refuse_at_sight(file, path.stat().st_size)
    sheets = _xlsx_sheets(path) if head.startswith(b"PK") else _csv_sheets(path, head)
    wanted = {names[0]: {cells.header(name) for name in names} for names in required}
    return _with_rows(_find_header(sheets, wanted))


def refuse_at_sight(file: IO[bytes], size: int) -> bytes:
    """Refuse what the size or the first bytes give away; return those bytes.

    Quick enough to answer while the person still looks at the form. Raises: UnreadableFile with code
    empty, too_large, pdf, locked, old_xls, web_page, old_xml or not_text.
    """
    if size == 0:
        raise UnreadableFile("empty", _("Berkas ini kosong (0 bita). Unduh ulang dari SIASN."))
    if size > MAX_BYTES:
        raise UnreadableFile("too_large", _("Berkas ini lebih besar dari 80 MB. Bagilah menjadi beberapa berkas."))
    file.seek(0)
    head = file.read(HEAD)
    start = head.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:200].lower()
    if start.startswith(b"%pdf"):
        raise UnreadableFile(
            "pdf", _("Berkas ini PDF, bukan Excel atau CSV. Unduh ekspor SIASN sebagai xlsx atau csv.")
        )
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedP".encode("utf-16-le") in head + file.read():
            raise locked()
        raise UnreadableFile("old_xls", _("Berkas ini Excel lama (.xls). Simpan sebagai .xlsx lalu unggah ulang."))
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        raise UnreadableFile(
            "web_page",
            _("Berkas ini halaman web, bukan Excel. Buka dengan Excel, simpan sebagai .xlsx, lalu unggah ulang."),
        )
    if start.startswith(b"<?xml"):
        raise UnreadableFile(
            "old_xml",
            _("Berkas ini XML, bukan Excel (.xlsx). Buka dengan Excel, simpan sebagai .xlsx, lalu unggah ulang."),
        )
    if b"\0" in head and not head.startswith((b"PK", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _not_text()  # a picture, a program
    return head


def _find_header(sheets: Iterable[tuple[str, Iterator[tuple[int, Row]]]], wanted: dict[str, set[str]]) -> Table:
    best: set[str] = set()
    seen: list[set[str]] = []
    for sheet, rows in sheets:
        for number, row in itertools.islice(rows, HEADER_SEARCH_ROWS):
            titles = [str(cell or "").strip().lstrip("\ufeff") for cell in row]
            present = {cells.header(title) for title in titles}
            seen.append(present)
            found = {name for name, spellings in wanted.items() if spellings & present}
            if len(found) == len(wanted):
                return Table(sheet, tuple(titles), number, rows)
            best = max(best, found, key=len)
    if not best:
        message = _("Baris judul kolom tidak ditemukan. Pastikan berkas ini ekspor SIASN dari jenis yang dipilih.")
    else:
        missing = ", ".join(sorted(wanted.keys() - best))
        message = _("Kolom wajib tidak ditemukan: {columns}.").format(columns=missing)
    raise NoHeader(message, seen)


def _with_rows(table: Table) -> Table:
    first = next(table.rows, None)
    if first is None:
        raise UnreadableFile("no_rows", _("Berkas ini hanya berisi judul kolom, tanpa baris data."))
    return replace(table, rows=itertools.chain([first], table.rows), first=first[1])


def _xlsx_sheets(path: Path) -> Iterator[tuple[str, Iterator[tuple[int, Row]]]]:
    try:
        guard_xlsx(path)
    except UnreadableFile:
        raise
    except Exception as error:  # zipfile and zlib raise seven unrelated classes on broken files
        raise _broken() from error
    with path.open("rb") as file:
        workbook = _read(lambda: python_calamine.CalamineWorkbook.from_filelike(file))
        for about in workbook.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue  # a sheet that is a chart has no cells
            sheet = _read(partial(workbook.get_sheet_by_name, about.name))
            first = (sheet.start[0] if sheet.start else 0) + 1
            yield about.name, _filled(_iterated(enumerate(sheet.iter_rows(), start=first)))


_OURS = (KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit)


def _read(step: Callable[[], _T]) -> _T:
    """Run a step of the reader; its Rust panics are no Exception."""
    try:
        return step()
    except _OURS:
        raise
    except BaseException as error:
        raise _broken() from error


def _iterated(rows: Iterable[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    """Cells are made while the rows are read, and a time beyond all calendars fails only then."""
    try:
        yield from rows
    except _OURS:
        raise
    except BaseException as error:
        raise _broken() from error


def _csv_sheets(path: Path, head: bytes) -> Iterator[tuple[str, Iterator[tuple[int, Row]]]]:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig" if _is_utf8(path) else "cp1252"
    yield "", _filled(_csv_rows(path, encoding, _delimiter(head)))


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _csv_rows(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(1 << 20)
    width = 0
    row: list[str] = []
    number = 0
    with path.open("rb") as raw:
        ends_cleanly = _ends_with_newline(raw)
        stream = io.TextIOWrapper(raw, encoding=encoding, newline="", errors="strict")
        reader = csv.reader(stream, delimiter=delimiter)
        line = 0
        try:
            for row in reader:
                number += 1
                if reader.line_num - line > MAX_LINES_PER_CELL:
                    raise _open_quote(number)
                line = reader.line_num
                width = max(width, len(row))
                if row:
                    yield number, row
        except csv.Error as error:
            raise _open_quote(number + 1) from error
        except UnicodeError as error:
            raise _not_text() from error
    if row and len(row) < width:
        if "\n" in row[-1]:
            raise _open_quote(number)
        if not ends_cleanly:
            raise UnreadableFile(
                "truncated",
                _(
                    "Berkas ini terpotong: baris terakhir berisi {found} dari {all} kolom. Unduh ulang lalu unggah lagi."
                ).format(found=len(row), all=width),
            )


def _delimiter(head: bytes) -> str:
    lines = head.splitlines()[:HEADER_SEARCH_ROWS]
    counts = {mark: max((line.count(mark.encode()) for line in lines), default=0) for mark in ";,\t"}
    return max(counts, key=lambda mark: counts[mark])


def _ends_with_newline(file: io.BufferedReader) -> bool:
    file.seek(-1, io.SEEK_END)
    last = file.read(1)
    file.seek(0)
    return last in (b"\n", b"\r")


def _filled(rows: Iterable[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    blank = 0
    expected = None
    for number, row in rows:
        blank += number - (expected or number)
        expected = number + 1
        if any(row):
            yield number, row
        else:
            blank += 1
        if blank > MAX_BLANK_ROWS:
            raise UnreadableFile(
                "blank_rows",
                _(
                    "Lembar ini memuat lebih dari 100.000 baris kosong di antara data. Hapus baris kosong itu, simpan, lalu unggah ulang."
                ),
            )


def _open_quote(row: int) -> UnreadableFile:
    return UnreadableFile(
        "quote",
        _(
            'Tanda kutip (") pada baris {row} tidak ditutup sehingga baris sesudahnya tidak terbaca. Perbaiki di berkas lalu unggah ulang.'
        ).format(row=row),
    )


def _not_text() -> UnreadableFile:
    return UnreadableFile("not_text", _("Berkas ini bukan Excel (.xlsx) dan bukan teks CSV."))


def _broken() -> UnreadableFile:
    return UnreadableFile(
        "broken",
        _("Berkas ini rusak atau terpotong sehingga tidak dapat dibaca. Unduh ulang dari SIASN lalu unggah lagi."),
    )
