"""Every file is either read right or refused in one sentence, quickly and without eating the machine."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from core.domain import cells
from core.domain.errors import UnreadableFile
from core.importing.files import NoHeader, Table, open_table
from core.tests import workbooks
from core.tests.workbooks import HEADER, REQUIRED, ROW, write_csv, write_xlsx

REFUSED = {
    "empty": ("xlsx", "empty"),
    "truncated_xlsx": ("xlsx", "broken"),
    "truncated_csv": ("csv", "truncated"),
    "pdf": ("xlsx", "pdf"),
    "locked": ("xlsx", "locked"),
    "old_xls": ("xls", "old_xls"),
    "html": ("xls", "web_page"),
    "excel_2003_xml": ("xls", "old_xml"),
    "ods": ("ods", "broken"),
    "declared_bomb": ("xlsx", "bomb"),
    "many_entries": ("xlsx", "bomb"),
    "sparse_corner": ("xlsx", "too_wide"),
    "tall_corner": ("xlsx", "blank_rows"),
    "sparse_diagonal": ("xlsx", "blank_rows"),
    "wide_without_references": ("xlsx", "too_wide"),
    "corner_in_other_words": ("xlsx", "too_wide"),
    "impossible_time": ("xlsx", "broken"),
    "wrong_kind": ("csv", "no_header"),
    "without_header": ("csv", "no_header"),
    "only_header": ("csv", "no_rows"),
    "unclosed_quote": ("csv", "quote"),
    "binary": ("csv", "not_text"),
    "blank_lines": ("csv", "blank_rows"),
}
READ = {
    "million_empty_rows": ("xlsx", 1),
    "million_empty_cells": ("xlsx", 1),
    "trailing_blank_lines": ("csv", 1),
    "merged_title": ("xlsx", 1),
    "formulas": ("xlsx", 1),
}
HEAVY = ("declared_bomb", "sparse_diagonal", "million_empty_rows", "million_empty_cells", "blank_lines")


def read(path: Path) -> list[tuple[int, list[object]]]:
    return [(number, list(row)) for number, row in table_of(path).rows]


def table_of(path: Path) -> Table:
    return open_table(path, required=REQUIRED)


def made(name: str, folder: Path, suffix: str) -> Path:
    make: Callable[[Path], Path] = getattr(workbooks, name)
    return make(folder / f"{name}.{suffix}")


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_one_sentence(name, tmp_path):
    suffix, code = REFUSED[name]
    path = made(name, tmp_path, suffix)
    started = time.monotonic()
    with pytest.raises(UnreadableFile) as refusal:
        read(path)
    assert refusal.value.code == code
    assert refusal.value.message.endswith(".")
    assert len(refusal.value.message) < 200
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("name", READ)
def test_it_is_read_right(name, tmp_path):
    suffix, rows = READ[name]
    path = made(name, tmp_path, suffix)
    started = time.monotonic()
    assert len(read(path)) == rows
    assert time.monotonic() - started < 10


PEAK = """
import sys, django; django.setup()
from pathlib import Path
from core.domain.errors import UnreadableFile
from core.importing import files
if sys.argv[2] == "unguarded": files.guard_xlsx = lambda path: None
try: list(files.open_table(Path(sys.argv[1]), required=[("Id",), ("NamaUnor",)]).rows)
except UnreadableFile: pass
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def peak_megabytes(path: Path, guard: str = "guarded") -> int:
    """Of a process of its own, because memory once taken is not given back."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "asn_competency.settings", "PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, "-c", PEAK, str(path), guard]
    result = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    return int(result.stdout) // 1024


@pytest.mark.parametrize("name", HEAVY)
def test_it_stays_below_300_megabytes(name, tmp_path):
    assert peak_megabytes(made(name, tmp_path, (REFUSED | READ)[name][0])) < 300


def test_control_without_the_guard_the_memory_is_taken(tmp_path):
    """Filled cells in the first and the last column by turns: the rectangle has a hundred times as many."""
    rows = (f'<row r="{n}">{workbooks.cell(f"A{n}" if n % 2 else f"CV{n}", "x")}</row>' for n in range(3, 120_000))
    path = workbooks.write_raw(tmp_path / "x.xlsx", workbooks.chunks(workbooks.head(), rows))
    assert peak_megabytes(path) < 300
    assert peak_megabytes(path, "unguarded") > 300


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_every_dialect(tmp_path, delimiter, encoding):
    row = ("A1", "KECAMATAN “GAYUNGAN”, BARU;", "", "É")
    path = write_csv(tmp_path / "x.csv", [HEADER, row], delimiter=delimiter, encoding=encoding)
    assert read(path) == [(2, list(row))]


def test_cp1252_is_noticed_however_late_it_shows(tmp_path):
    rows = [HEADER, *[ROW] * 5_000, ("A2", "PUSKESMAS CITRÉ", "", "")]
    path = write_csv(tmp_path / "x.csv", rows, encoding="cp1252")
    assert path.stat().st_size > 2 * 65_536
    assert read(path)[-1] == (5_002, ["A2", "PUSKESMAS CITRÉ", "", ""])


def test_a_character_of_many_bytes_at_the_edge_of_what_is_looked_at(tmp_path):
    path = tmp_path / "x.csv"
    text = ",".join(HEADER) + "\nA1,"
    path.write_bytes(text.encode() + b"x" * (65_535 - len(text)) + "é,,\n".encode())
    assert read(path)[0][1][1].endswith("é")


def test_nul_bytes_late_in_a_text_are_no_reason_to_refuse(tmp_path):
    rows = [HEADER, *[ROW] * 3_000, ("A2", "DINAS\0 SOSIAL", "", "")]
    path = write_csv(tmp_path / "x.csv", rows)
    assert cells.text(read(path)[-1][1][1]) == "DINAS SOSIAL"


def test_quotes_and_line_breaks_inside_a_cell(tmp_path):
    row = ("A1", 'DINAS "PU"', "Jl. Ahmad Yani\nNo. 1", "")
    assert read(write_csv(tmp_path / "x.csv", [HEADER, row, ROW])) == [(2, list(row)), (3, list(ROW))]


def test_an_unclosed_quote_names_its_row(tmp_path):
    with pytest.raises(UnreadableFile) as refusal:
        read(workbooks.unclosed_quote(tmp_path / "x.csv"))
    assert "pada baris 2 " in refusal.value.message


def test_an_unclosed_quote_near_the_end(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(",".join(HEADER) + f'\n{",".join(ROW)}\nA2,"DINAS,,\n{",".join(ROW)}\n')
    with pytest.raises(UnreadableFile) as refusal:
        read(path)
    assert refusal.value.code == "quote"


def test_title_rows_and_row_numbers_as_the_spreadsheet_shows_them(tmp_path):
    table = table_of(workbooks.merged_title(tmp_path / "x.xlsx"))
    assert (table.header_row, table.header) == (4, HEADER)
    assert [number for number, _row in table.rows] == [5]


def test_blank_rows_between_data_keep_their_numbers(tmp_path):
    path = write_xlsx(tmp_path / "x.xlsx", [HEADER, ROW, (), (), ROW])
    assert [number for number, _row in read(path)] == [2, 5]


def test_the_header_may_stand_on_another_sheet(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "x.xlsx")) as book:
        book.add_worksheet("Petunjuk").write_string(0, 0, "Cara mengisi")
        chart = book.add_chartsheet("Grafik")
        pie = book.add_chart({"type": "pie"})
        pie.add_series({"values": "=Data!$A$1:$A$2"})
        chart.set_chart(pie)
        data = book.add_worksheet("Data")
        data.write_row(0, 0, HEADER)
        data.write_row(1, 0, ROW)
    table = table_of(tmp_path / "x.xlsx")
    assert table.sheet == "Data"
    assert len(list(table.rows)) == 1


def test_what_counts_is_the_content_not_the_name(tmp_path):
    assert read(write_xlsx(tmp_path / "x.xls")) == [(2, list(ROW))]
    assert read(write_xlsx(tmp_path / "x.csv")) == [(2, list(ROW))]
    assert read(write_csv(tmp_path / "x.xlsx")) == [(2, list(ROW))]


def test_formulas_and_booleans(tmp_path):
    assert read(workbooks.formulas(tmp_path / "x.xlsx")) == [(2, ["A1", "KECAMATAN GAYUNGAN", "", True])]


def test_dates_as_dates_serials_and_text_are_the_same_day(tmp_path):
    rows = read(workbooks.real_dates(tmp_path / "x.xlsx"))
    assert [row[3] for _number, row in rows] == [date(2025, 11, 21), 45982.0, "21-11-2025"]
    assert {cells.day(row[3]) for _number, row in rows} == {"2025-11-21"}


def test_a_year_is_not_a_day():
    with pytest.raises(cells.BadValue):
        cells.day(2025.0)


def test_formatted_cells_far_away_hold_nothing(tmp_path):
    body = workbooks.head() + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert len(read(workbooks.write_raw(tmp_path / "x.xlsx", workbooks.sheet_xml(body)))) == 1


def test_prefixed_names_are_read_like_others(tmp_path):
    rows = workbooks.line(1, HEADER, prefix="x") + workbooks.line(2, ROW, prefix="x")
    body = f'<x:worksheet xmlns:x="{workbooks.MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    assert read(workbooks.write_raw(tmp_path / "x.xlsx", body)) == [(2, list(ROW))]


def test_a_narrow_file_with_many_rows_is_no_sparse_sheet(tmp_path):
    rows = (workbooks.line(n, ROW) for n in range(2, 60_002))
    path = workbooks.write_raw(tmp_path / "x.xlsx", workbooks.chunks(workbooks.line(1, HEADER), rows))
    assert len(read(path)) == 60_000


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(NoHeader) as refusal:
        read(write_csv(tmp_path / "x.csv", [("Id", "x"), ("A1", "y")]))
    assert refusal.value.message == "Kolom wajib tidak ditemukan: NamaUnor."


def test_any_bytes_end_in_rows_or_a_sentence(tmp_path):
    """Cut and damaged copies of good files."""
    import random

    chance = random.Random(7)
    whole = {"x.xlsx": write_xlsx(tmp_path / "a.xlsx"), "x.csv": write_csv(tmp_path / "a.csv")}
    for name, source in whole.items():
        good = source.read_bytes()
        for _ in range(150):
            damaged = bytearray(good[: chance.randrange(1, len(good) + 1)])
            for _ in range(chance.randrange(4)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            (tmp_path / name).write_bytes(damaged)
            try:
                read(tmp_path / name)
            except UnreadableFile as error:
                assert error.message.endswith(".")
