"""Files that people upload by mistake or with bad intent, made in a folder of the test."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter

HEADER = ("Id", "NamaUnor", "DiatasanId", "NamaJabatan")
ROW = ("A1", "KECAMATAN GAYUNGAN", "", "CAMAT GAYUNGAN")
REQUIRED = [("Id", "UNOR ID"), ("NamaUnor", "NAMA UNOR")]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def write_csv(
    path: Path,
    rows: Iterable[Sequence[object]] = (HEADER, ROW),
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def write_xlsx(path: Path, rows: Iterable[Sequence[object]] = (HEADER, ROW)) -> Path:
    """Numbers, dates and text as what they are."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd-mm-yyyy"}) as book:
        sheet = book.add_worksheet("Data")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write(number, column, cell)
    return path


_STYLES = (
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"'
    ' Target="styles.xml"/></Relationships>'
)


def write_raw(path: Path, sheet: str | Iterable[bytes], *, styles: str = "") -> Path:
    """A workbook whose sheet XML is exactly what the test says (``sheetData`` and what surrounds it)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in _PARTS.items():
            if styles and name == "xl/_rels/workbook.xml.rels":
                content = content.replace("</Relationships>", _STYLES)
            archive.writestr(name, content)
        if styles:
            archive.writestr("xl/styles.xml", styles)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for chunk in [sheet.encode()] if isinstance(sheet, str) else sheet:
                part.write(chunk)
    return path


def cell(reference: str, value: object, *, prefix: str = "") -> str:
    """One inline text cell."""
    p = f"{prefix}:" if prefix else ""
    place = f' r="{reference}"' if reference else ""
    return f'<{p}c{place} t="inlineStr"><{p}is><{p}t>{value}</{p}t></{p}is></{p}c>'


def line(number: int, values: Sequence[object], *, prefix: str = "") -> str:
    p = f"{prefix}:" if prefix else ""
    cells = "".join(cell(f"{'ABCDEFGHIJ'[i]}{number}", value, prefix=prefix) for i, value in enumerate(values))
    return f'<{p}row r="{number}">{cells}</{p}row>'


def sheet_xml(body: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


def chunks(head: str, repeated: Iterable[str], tail: str = "</sheetData></worksheet>") -> Iterable[bytes]:
    """A large sheet, never wholly in memory."""
    yield f'<worksheet xmlns="{MAIN}"><sheetData>{head}'.encode()
    buffer = io.StringIO()
    for piece in repeated:
        if buffer.write(piece) and buffer.tell() > 1_000_000:
            yield buffer.getvalue().encode()
            buffer = io.StringIO()
    yield (buffer.getvalue() + tail).encode()


def head() -> str:
    """Header and one good row."""
    return line(1, HEADER) + line(2, ROW)


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def truncated_xlsx(path: Path) -> Path:
    whole = write_xlsx(path, [HEADER, *[ROW] * 500]).read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    return path


def truncated_csv(path: Path) -> Path:
    whole = write_csv(path, [HEADER, *[ROW] * 50]).read_bytes()
    path.write_bytes(whole[:-20])
    return path


def pdf(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
    return path


def locked(path: Path) -> Path:
    """The container that Excel makes when a password is set."""
    path.write_bytes(_ole("EncryptedPackage"))
    return path


def old_xls(path: Path) -> Path:
    path.write_bytes(_ole("Workbook"))
    return path


def _ole(stream: str) -> bytes:
    entry = stream.encode("utf-16-le").ljust(64, b"\0")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + entry + bytes(2048)


def html(path: Path) -> Path:
    path.write_text("<html><head><title>Masuk</title></head><body><table></table></body></html>")
    return path


def excel_2003_xml(path: Path) -> Path:
    path.write_text('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')
    return path


def ods(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    return path


def declared_bomb(path: Path) -> Path:
    """30 MB of blanks in some hundred kilobytes."""
    return write_raw(path, chunks(head(), (" " * 200_000 for _ in range(150))))


def many_entries(path: Path) -> Path:
    """A directory of 150,000 names."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, content)
        archive.writestr("xl/worksheets/sheet1.xml", sheet_xml(head()))
        for number in range(150_000):
            archive.writestr(zipfile.ZipInfo(f"xl/media/{number}"), b"")
    return path


def million_empty_rows(path: Path) -> Path:
    return write_raw(path, chunks(head(), (f'<row r="{n}"/>' for n in range(3, 1_000_003))))


def million_empty_cells(path: Path) -> Path:
    """Rows that were formatted but never filled."""
    rows = (f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(3, 1_000_003))
    return write_raw(path, chunks(head(), rows))


def sparse_corner(path: Path) -> Path:
    return write_raw(path, sheet_xml(head() + f'<row r="1048576">{cell("XFD1048576", "x")}</row>'))


def tall_corner(path: Path) -> Path:
    """One far cell in a column that is still allowed."""
    return write_raw(path, sheet_xml(head() + f'<row r="1048576">{cell("CV1048576", "x")}</row>'))


def sparse_diagonal(path: Path) -> Path:
    """Few cells, spread so that the rectangle around them is huge."""
    rows = (f'<row r="{n}">{cell(f"A{n}" if n % 2 else f"CV{n}", "x")}</row>' for n in range(3, 350_003))
    far = f'<row r="1048576">{cell("CV1048576", "x")}</row>'
    return write_raw(path, chunks(head(), rows, far + "</sheetData></worksheet>"))


def wide_without_references(path: Path) -> Path:
    """Cells need not say where they are: 16,000 in one row, then a hundred thousand rows."""
    wide = "<row>" + "<c><v>1</v></c>" * 16_000 + "</row>"
    return write_raw(path, chunks(head() + wide, ("<row><c><v>1</v></c></row>" for _ in range(100_000))))


def corner_in_other_words(path: Path) -> Path:
    """The far cell with a name-space prefix, single quotes and odd spaces."""
    rows = line(1, HEADER, prefix="x") + line(2, ROW, prefix="x")
    far = "<x:row\n r='1048576'><x:c  r = 'XFD1048576'><x:v>1</x:v></x:c></x:row>"
    return write_raw(path, f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}{far}</x:sheetData></x:worksheet>')


def wrong_kind(path: Path) -> Path:
    return write_csv(path, [("nipBaru", "tahun", "kuadranKinerjaNilai"), ("199405142019032001", "2025", "2")])


def without_header(path: Path) -> Path:
    return write_csv(path, [ROW] * 30)


def impossible_time(path: Path) -> Path:
    """A duration of a thousand million days, which fails only when the row is made."""
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="46" applyNumberFormat="1"/></cellXfs></styleSheet>'
    row = '<row r="3"><c r="A3" s="1"><v>1e12</v></c></row>'
    return write_raw(path, sheet_xml(head() + row), styles=styles)


def only_header(path: Path) -> Path:
    return write_csv(path, [HEADER])


def unclosed_quote(path: Path) -> Path:
    lines = [",".join(HEADER), 'A1,KECAMATAN GAYUNGAN,,"CAMAT'] + [",".join(ROW)] * 200
    path.write_text("\n".join(lines) + "\n")
    return path


def binary(path: Path) -> Path:
    path.write_bytes(bytes(range(256)) * 500)
    return path


def blank_lines(path: Path) -> Path:
    """A million blank lines between two good rows."""
    text = ",".join(HEADER) + "\n" + ",".join(ROW) + "\n" + "\n" * 1_000_000
    path.write_text(text + ",".join(("A2", *ROW[1:])) + "\n")
    return path


def trailing_blank_lines(path: Path) -> Path:
    path.write_text(",".join(HEADER) + "\n" + ",".join(ROW) + "\n" + "\n" * 1_000_000)
    return path


def merged_title(path: Path) -> Path:
    """Title rows above the header, merged over all columns, as offices like them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["DAFTAR UNIT ORGANISASI"])
    sheet.append(["Pemerintah Kota Surabaya"])
    sheet.append([])
    sheet.append(HEADER)
    sheet.append(ROW)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A2:D2")
    book.save(path)
    return path


def real_dates(path: Path) -> Path:
    """A real date, its serial number and its text."""
    days: list[object] = [date(2025, 11, 21), 45982, "21-11-2025"]
    return write_xlsx(path, [HEADER, *[(f"A{n}", ROW[1], "", day) for n, day in enumerate(days)]])


def formulas(path: Path) -> Path:
    """Formulas count with the value that the spreadsheet program last computed."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_string(1, 0, "A1")
        sheet.write_formula(1, 1, '="KECAMATAN "&"GAYUNGAN"', None, "KECAMATAN GAYUNGAN")
        sheet.write_boolean(1, 3, True)
    return path
