"""Reading an uploaded xlsx or csv: guarded before it is opened, row by row afterwards.

Any failure becomes one `UnreadableFile` with a sentence for the person who uploaded it.
"""

import csv
import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine
from django.utils.translation import gettext as _

from core.domain import cells
from core.domain.errors import UnreadableFile

MAX_BYTES = 80 * 1024 * 1024
MAX_UNPACKED = 700 * 1024 * 1024
MAX_RATIO = 150  # real exports pack about 10 to 1
MAX_BLANK_ROWS = 100_000
HEADER_SEARCH_ROWS = 20
# A sheet is kept as a full rectangle while it is read: columns beyond CV, or a far-away cell in a
# nearly empty sheet, would cost memory for nothing.
_TOO_WIDE = re.compile(rb' r="(?:[A-Z]{3}|[D-Z][A-Z]|C[W-Z])\d')
_LAST_ROW = re.compile(rb'<row[^>]*? r="(\d+)"')
MAX_AREA_PER_CELL = 60
SMALL_SHEET_ROWS = 20_000

Row = Sequence[object]


@dataclass(frozen=True)
class Table:
    """A sheet with its header found.

    Attributes:
        rows: pairs of (row number as the spreadsheet program shows it, cells); blank rows left out.
    """

    sheet: str
    header: tuple[str, ...]
    header_row: int
    rows: Iterator[tuple[int, Row]]


def open_table(path: Path, *, required: Iterable[Sequence[str]]) -> Table:
    """Open the sheet of ``path`` that has all ``required`` columns, each by any of its names.

    Raises: UnreadableFile, with a code: empty, too_large, locked, old_xls, pdf, broken, bomb,
        too_wide, no_header, no_rows, blank_rows, truncated, not_text.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile("empty", _("Berkas ini kosong (0 bita). Unduh ulang dari SIASN."))
    if size > MAX_BYTES:
        raise UnreadableFile("too_large", _("Berkas ini lebih besar dari 80 MB. Bagilah menjadi beberapa berkas."))
    with path.open("rb") as file:
        magic = file.read(8)
    sheets = _xlsx_sheets(path) if magic.startswith(b"PK") else _csv_sheets(path, magic)
    wanted = {names[0]: {cells.header(name) for name in names} for names in required}
    return _with_rows(_find_header(sheets, wanted))


def _find_header(sheets: Iterable[tuple[str, Iterator[tuple[int, Row]]]], wanted: dict[str, set[str]]) -> Table:
    best: set[str] = set()
    for sheet, rows in sheets:
        for number, row in itertools.islice(rows, HEADER_SEARCH_ROWS):
            titles = [str(cell or "").strip().lstrip("\ufeff") for cell in row]
            present = {cells.header(title) for title in titles}
            found = {name for name, spellings in wanted.items() if spellings & present}
            if len(found) == len(wanted):
                return Table(sheet, tuple(titles), number, rows)
            best = max(best, found, key=len)
    if not best:
        message = _("Baris judul kolom tidak ditemukan. Pastikan berkas ini ekspor SIASN dari jenis yang dipilih.")
    else:
        missing = ", ".join(sorted(wanted.keys() - best))
        message = _("Kolom wajib tidak ditemukan: {columns}.").format(columns=missing)
    raise UnreadableFile("no_header", message)


def _with_rows(table: Table) -> Table:
    first = next(table.rows, None)
    if first is None:
        raise UnreadableFile("no_rows", _("Berkas ini hanya berisi judul kolom, tanpa baris data."))
    return Table(table.sheet, table.header, table.header_row, itertools.chain([first], table.rows))


def _xlsx_sheets(path: Path) -> Iterator[tuple[str, Iterator[tuple[int, Row]]]]:
    declared = _guard_xlsx(path)
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            first = (sheet.start[0] if sheet.start else 0) + 1
            blank = max(0, declared - sheet.height) if len(workbook.sheet_names) == 1 else 0
            yield name, _filled(enumerate(sheet.iter_rows(), start=first), blank=blank)
    except UnreadableFile:
        raise
    except GeneratorExit:
        raise
    except BaseException as error:  # the reader's Rust panics are no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise _broken() from error


def _guard_xlsx(path: Path) -> int:
    """Refuse bombs before anything is unpacked into memory; return the largest row count."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            packed = max(1, sum(entry.compress_size for entry in entries))
            if unpacked > MAX_UNPACKED or (unpacked > 20_000_000 and unpacked / packed > MAX_RATIO):
                raise UnreadableFile("bomb", _("Isi berkas ini terlalu besar setelah dibuka; berkas ditolak demi keamanan."))
            if not any(entry.filename.startswith("xl/") for entry in entries):
                raise UnreadableFile("broken", _("Berkas ini bukan berkas Excel (.xlsx)."))
            if any(entry.flag_bits & 1 for entry in entries):
                raise UnreadableFile("locked", _("Berkas ini terkunci kata sandi. Simpan tanpa kata sandi lalu unggah ulang."))
            sheets = [e for e in entries if e.filename.startswith("xl/worksheets/") and e.filename.endswith(".xml")]
            return max((_guard_sheet(archive, entry) for entry in sheets), default=0)
    except UnreadableFile:
        raise
    except Exception as error:  # zipfile and zlib raise seven unrelated classes on broken files
        raise _broken() from error


def _guard_sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    count = rows = last = 0
    tail = b""
    with archive.open(entry) as sheet:
        while chunk := sheet.read(1 << 20):
            window = tail + chunk
            count += window.count(b"<c ") - tail.count(b"<c ")
            rows += window.count(b"<row") - tail.count(b"<row")
            if _TOO_WIDE.search(window):
                raise UnreadableFile("too_wide", _("Lembar ini memakai lebih dari 100 kolom; ekspor SIASN paling banyak 69."))
            if found := _LAST_ROW.findall(window, max(0, window.rfind(b"<row") - 1)):
                last = max(last, int(found[-1]))
            tail = window[-64:]
    if last > SMALL_SHEET_ROWS and last * 100 > count * MAX_AREA_PER_CELL * 5:
        raise _blank_rows()
    return rows


def _csv_sheets(path: Path, magic: bytes) -> Iterator[tuple[str, Iterator[tuple[int, Row]]]]:
    if magic.startswith(b"%PDF"):
        raise UnreadableFile("pdf", _("Berkas ini PDF, bukan Excel atau CSV. Unduh ekspor SIASN sebagai xlsx atau csv."))
    if magic.startswith(b"\xd0\xcf\x11\xe0"):
        if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P" in path.read_bytes():
            raise UnreadableFile("locked", _("Berkas ini terkunci kata sandi. Simpan tanpa kata sandi lalu unggah ulang."))
        raise UnreadableFile("old_xls", _("Berkas ini Excel lama (.xls). Simpan sebagai .xlsx lalu unggah ulang."))
    with path.open("rb") as file:
        head = file.read(65536)
    if b"\0" in head:
        raise UnreadableFile("not_text", _("Berkas ini bukan Excel (.xlsx) dan bukan teks CSV."))
    try:
        head.decode("utf-8-sig")
        encoding = "utf-8-sig"
    except UnicodeDecodeError as error:
        # A character cut at the edge of what was read is no sign of another encoding.
        encoding = "utf-8-sig" if error.start > len(head) - 4 else "cp1252"
    yield path.name, _filled(_csv_rows(path, encoding, _delimiter(head)))


def _csv_rows(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(1 << 20)
    width = 0
    row: list[str] = []
    number = 0
    with path.open("rb") as raw:
        ends_cleanly = _ends_with_newline(raw)
        stream = io.TextIOWrapper(raw, encoding=encoding, newline="", errors="strict")
        reader = csv.reader(stream, delimiter=delimiter)
        try:
            for row in reader:
                number += 1
                width = max(width, len(row))
                if row:
                    yield number, row
        except (csv.Error, UnicodeDecodeError) as error:
            raise _broken() from error
    if row and len(row) < width and not ends_cleanly:
        raise UnreadableFile(
            "truncated",
            _("Berkas ini terpotong: baris terakhir berisi {found} dari {all} kolom. Unduh ulang lalu unggah lagi.").format(
                found=len(row), all=width
            ),
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


def _filled(rows: Iterable[tuple[int, Row]], *, blank: int = 0) -> Iterator[tuple[int, Row]]:
    if blank > MAX_BLANK_ROWS:
        raise _blank_rows()
    expected = None
    for number, row in rows:
        blank += number - (expected or number)
        expected = number + 1
        if any(row):
            yield number, row
        else:
            blank += 1
        if blank > MAX_BLANK_ROWS:
            raise _blank_rows()


def _blank_rows() -> UnreadableFile:
    return UnreadableFile(
        "blank_rows",
        _("Lembar ini memuat lebih dari 100.000 baris kosong. Hapus baris kosong itu, simpan, lalu unggah ulang."),
    )


def _broken() -> UnreadableFile:
    return UnreadableFile("broken", _("Berkas ini rusak atau terpotong sehingga tidak dapat dibaca. Unduh ulang dari SIASN lalu unggah lagi."))
