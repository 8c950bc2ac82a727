"""Looking at an xlsx before the reader opens it, so that no file can exhaust the memory of a worker.

The reader keeps a sheet as a full rectangle around its filled cells, and a rectangle that does not fit
into memory ends the whole process. So the rectangle is measured first, on the unpacked XML as a stream.
"""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from core.domain.errors import UnreadableFile

MAX_UNPACKED = 700 * 1024 * 1024
MAX_BESIDE_SHEETS = 200 * 1024 * 1024  # texts and styles, which the reader keeps whole
MAX_RATIO = 150  # real exports pack about 10 to 1
HARMLESS_UNPACKED = 20_000_000
MAX_DIRECTORY = 8 * 1024 * 1024  # bytes of names inside the zip; real exports need some hundred
MAX_COLUMNS = 100  # real exports have at most 69
HARMLESS_AREA = 4_000_000  # cells: 100 MB as a rectangle
MAX_AREA_PER_CELL = 12
WINDOW = 1 << 20

# The way nearly all programs write: double quotes, one space, no name-space prefix.
_ROW = re.compile(rb'<row[^>]*? r="(\d+)"')
# Filled cells (not closed at once) beyond column CV or below row 999.999.
_OUTSIDE = re.compile(rb' r="(?:[A-Z]{3,}|[D-Z][A-Z]|C[W-Z]|[A-Z]{1,2}(\d{6}))(\d+)"[^>]*(?<!/)>')
_BEYOND = ((100, re.compile(rb' r="[B-Z][A-Z]\d')), (52, re.compile(rb' r="A[A-Z]\d')))
_RELATIONSHIP = re.compile(rb"<(?:[^\s<>/:]+:)?Relationship\s[^>]*>")
_TARGET = re.compile(rb"""\sTarget\s*=\s*["']([^"']+)["']""")
# Any other way of saying the same.
_TAG = re.compile(rb"<(?:[^\s<>/:]+:)?(row|c)((?:\s[^>]*)?)>")
_PREFIXED = re.compile(rb"<[^\s<>/:]+:(?:row|c)[\s/>]")
_PLACE = re.compile(rb"""\sr\s*=\s*["'](?:([A-Z]{1,9})?(\d{1,12}))["']""")


@dataclass
class Shape:
    """The rectangle of a sheet so far: last row and column that hold something, number of filled cells."""

    row: int = 0
    column: int = 26
    filled: int = 0
    here: int = 0  # row that the reading stands in
    cell: int = 0  # column of the last cell, where cells do not say their place


def guard_xlsx(path: Path) -> None:
    """Refuse what would unpack to too much, is locked, or is no workbook.

    Raises: UnreadableFile with code bomb, locked, broken, too_wide or blank_rows.
    """
    if _directory_size(path) > MAX_DIRECTORY:
        raise _bomb()
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        packed = max(1, sum(entry.compress_size for entry in entries))
        beside = sum(entry.file_size for entry in entries if not entry.filename.startswith("xl/worksheets/"))
        if unpacked > MAX_UNPACKED or (unpacked > HARMLESS_UNPACKED and unpacked / packed > MAX_RATIO):
            raise _bomb()
        if beside > MAX_BESIDE_SHEETS:
            raise _bomb()
        if not any(entry.filename.startswith("xl/") for entry in entries):
            raise UnreadableFile("broken", _("Berkas ini bukan berkas Excel (.xlsx)."))
        if any(entry.flag_bits & 1 for entry in entries):
            raise locked()
        _refuse_odd_sheets(archive)
        for entry in entries:
            if _is_sheet(entry.filename):
                _guard_sheet(archive, entry)


def _is_sheet(name: str) -> bool:
    """The reader ignores the case of names, so the guard does too."""
    return name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml")


def _refuse_odd_sheets(archive: zipfile.ZipFile) -> None:
    """The workbook says where its sheets are; one that stands where the guard does not look is refused."""
    for name in archive.namelist():
        if name.lower() == "xl/_rels/workbook.xml.rels":
            for relationship in _RELATIONSHIP.findall(archive.read(name)):
                target = _TARGET.search(relationship)
                if b"/worksheet" in relationship and target and not _is_sheet(_path_of(target[1])):
                    raise UnreadableFile("broken", _("Susunan berkas Excel ini tidak lazim. Simpan ulang dari Excel."))


def _path_of(target: bytes) -> str:
    """Path inside the archive: targets are relative to ``xl/`` unless they begin at the root."""
    name = target.decode("utf-8", "replace")
    return name.lstrip("/") if name.startswith("/") else f"xl/{name}"


def locked() -> UnreadableFile:
    return UnreadableFile("locked", _("Berkas ini terkunci kata sandi. Simpan tanpa kata sandi lalu unggah ulang."))


def _bomb() -> UnreadableFile:
    return UnreadableFile("bomb", _("Isi berkas ini terlalu besar setelah dibuka; berkas ditolak demi keamanan."))


def _too_wide() -> UnreadableFile:
    return UnreadableFile("too_wide", _("Lembar ini memakai lebih dari 100 kolom; ekspor SIASN paling banyak 69."))


def _stretched(row: int) -> UnreadableFile:
    return UnreadableFile(
        "blank_rows",
        _(
            "Lembar ini hampir kosong tetapi terbentang sampai baris {row}. Hapus baris kosong di antara data, simpan, lalu unggah ulang."
        ).format(row=row),
    )


def _directory_size(path: Path) -> int:
    """Bytes of the list of names, from the record at the end of every zip; 0 when there is none."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 65_557))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _guard_sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    shape, rest, measure = Shape(), b"", None
    with archive.open(entry) as sheet:
        while chunk := sheet.read(WINDOW):
            window = rest + chunk
            end = window.rfind(b"<")  # a tag is looked at when all of it is there
            part, rest = (window[:end], window[end:]) if end > 0 else (window, b"")
            measure = measure or (_measure_usual if _is_usual(part) else _measure_unusual)
            measure(shape, part)
    if shape.row * min(shape.column, MAX_COLUMNS) > max(HARMLESS_AREA, MAX_AREA_PER_CELL * shape.filled):
        raise _stretched(shape.row)


def _is_usual(part: bytes) -> bool:
    """Whether every row and cell of the sheet's beginning says its place in the usual way."""
    places = part.count(b"<c ") + part.count(b"<c>") + part.count(b"<row")
    return part.count(b' r="') >= places and not _PREFIXED.search(part)


def _measure_usual(shape: Shape, part: bytes) -> None:
    if outside := _OUTSIDE.search(part):
        raise _stretched(int(outside[1] + outside[2])) if outside[1] else _too_wide()
    rows = _ROW.findall(part)
    shape.filled += part.count(b"</v>") + part.count(b"</is>")
    last_value = max(part.rfind(b"</v>"), part.rfind(b"</is>"))
    if last_value >= 0:
        after = part.count(b"<row ", last_value)  # rows after the last value are formatted at most
        shape.row = max(shape.row, shape.here, *(int(number) for number in rows[: len(rows) - after]))
        wider = (width for width, beyond in _BEYOND if shape.column < width and beyond.search(part))
        shape.column = next(wider, shape.column)
    shape.here = int(rows[-1]) if rows else shape.here


def _measure_unusual(shape: Shape, part: bytes) -> None:
    """Tag by tag: places left out, prefixes, other quotes and spaces. Raises UnreadableFile ``too_wide``."""
    for tag in _TAG.finditer(part):
        place = _PLACE.search(tag[2])
        if tag[1] == b"row":
            shape.here, shape.cell = int(place[2]) if place else shape.here + 1, 0
            continue
        shape.cell = _column_number(place[1]) if place and place[1] else shape.cell + 1
        if tag[2].endswith(b"/"):
            continue
        shape.filled += 1
        shape.row = max(shape.row, shape.here, int(place[2]) if place else 0)
        shape.column = max(shape.column, shape.cell)
        if shape.column > MAX_COLUMNS:
            raise _too_wide()


def _column_number(letters: bytes) -> int:
    """``A`` is 1, ``CV`` is 100."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
