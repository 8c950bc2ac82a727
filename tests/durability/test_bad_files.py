"""Files that cannot be read: refused in one sentence, quickly, in little memory, and nothing stays."""

import itertools
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from core.tests import workbooks
from tests.conftest import sample_file
from tests.stage import Stage

SECONDS = 10
MEGABYTES = 300
STORED = (
    "employees_employee",
    "employees_discipline",
    "core_agency",
    "core_importbatch",
    "core_importissue",
    "core_job",
)


def cut(government: str, kind: str) -> Callable[[Path], Path]:
    """A download that broke off: the first part of a real export."""

    def make(path: Path) -> Path:
        whole = sample_file(government, kind).read_bytes()
        path.write_bytes(whole[: len(whole) * 3 // 5 - 7])
        return path

    return make


def million_separators(path: Path) -> Path:
    """What a spreadsheet program saves when somebody formatted a million rows."""
    head = ";".join(workbooks.HEADER) + "\n" + ";".join(workbooks.ROW) + "\n"
    path.write_text(head + ";;;\n" * 1_000_000 + ";".join(workbooks.ROW) + "\n")
    return path


def bomb(path: Path) -> Path:
    """A gigabyte of blanks in a megabyte."""
    return workbooks.write_raw(path, itertools.repeat(b" " * 1_000_000, 1_000))


def bomb_of_rows(path: Path) -> Path:
    """A well-formed sheet with a gigabyte of numbers."""
    rows = "".join(f"<row>{'<c><v>1</v></c>' * 60}</row>" for _ in range(1_000)).encode()
    head, tail = workbooks.sheet_xml(workbooks.line(1, workbooks.HEADER) + "|").encode().split(b"|")
    return workbooks.write_raw(path, [head, *[rows] * 1_000, tail])


def bomb_of_texts(path: Path) -> Path:
    """Half a gigabyte of texts that no cell uses; packed less tightly, so that the ratio alone does not tell."""
    letters = Random(1)
    texts = "".join(f"<si><t>{letters.randbytes(800).hex()}{'A' * 100_000}</t></si>" for _ in range(100)).encode()
    workbooks.write_raw(path, workbooks.sheet_xml(workbooks.head()))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sharedStrings.xml", "w") as part:
        part.write(f'<sst xmlns="{workbooks.MAIN}">'.encode())
        for _ in range(50):
            part.write(texts)
        part.write(b"</sst>")
    return path


BAD_FILES = {
    "empty.xlsx": ("pegawai", workbooks.empty),
    "empty.csv": ("pegawai", workbooks.empty),
    "truncated.xlsx": ("pegawai", cut("mamuju", "pegawai")),
    "truncated.csv": ("pegawai", cut("gayungan", "pegawai")),
    "renamed_pdf.xlsx": ("pegawai", workbooks.pdf),
    "renamed_pdf.csv": ("pegawai", workbooks.pdf),
    "password.xlsx": ("pegawai", workbooks.locked),
    "bomb.xlsx": ("hukdis", bomb),
    "bomb_of_rows.xlsx": ("hukdis", bomb_of_rows),
    "bomb_of_texts.xlsx": ("hukdis", bomb_of_texts),
    "million_rows.xlsx": ("pegawai", workbooks.million_empty_rows),
    "million_rows_formatted.xlsx": ("pegawai", workbooks.million_empty_cells),
    "million_rows.csv": ("hukdis", million_separators),
    "million_lines.csv": ("hukdis", workbooks.blank_lines),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_in_a_sentence(installation: Stage, tmp_path: Path, name: str):
    kind, make = BAD_FILES[name]
    path = make(tmp_path / name)
    before = stored(installation)

    run = installation.measure("import_siasn", kind, str(path), "--region", "76.02", "--json")

    assert (run.code, run.out) == (2, "")
    sentence = run.err.strip()
    assert sentence.count("\n") == 0
    assert sentence.endswith(".")
    assert "Traceback" not in sentence
    assert run.seconds < SECONDS
    assert run.megabytes < MEGABYTES
    assert stored(installation) == before


def test_a_good_file_beside_them_is_taken(installation: Stage):
    """The control: the same command with a file that can be read does store."""
    before = stored(installation)

    run = installation.measure("import_siasn", "unor", str(sample_file("mamuju", "unor")), "--region", "76.02")

    assert run.code == 0
    assert stored(installation) != before


def stored(stage: Stage) -> tuple[object, ...]:
    """Rows of the tables that an import writes, and the files it keeps."""
    return *(stage.value(f"SELECT count(*) FROM {table}") for table in STORED), *stage.files()
