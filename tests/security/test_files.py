"""Files in and out: looked at before they are read, handed over as attachments, texts never computed."""

import ast
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from core.domain.errors import UnreadableFile
from core.forms import ImportForm
from core.importing.guards import guard_xlsx
from employees.forms import CorrectionForm
from tests.architecture.source import modules, name

# These look at a value and decide by themselves what it is: a text that begins with "=" becomes a formula.
GUESSING = {"write", "write_row", "write_column", "write_formula", "write_array_formula", "write_url", "add_table"}
# Sample files for trying the import out; they leave no installation.
DEMO = "employees/demo/"


def product_files() -> list[Path]:
    return [file for file in modules() if not {"tests", "benchmarks"} & set(file.parts)]


def guesses(source: str) -> list[str]:
    """Places where a workbook is written by guessing."""
    tree = ast.parse(source)
    if not any(isinstance(node, ast.Import) and node.names[0].name == "xlsxwriter" for node in ast.walk(tree)):
        return []
    return [
        f"line {node.lineno}: {node.func.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in GUESSING
    ]


def opened_in_place(source: str) -> list[str]:
    """Files that a view answers with and that the browser might open."""
    return [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "FileResponse"
        and not any(
            word.arg == "as_attachment" and getattr(word.value, "value", None) is True for word in node.keywords
        )
    ]


def writers() -> list[Path]:
    return [
        file
        for file in product_files()
        if "xlsxwriter" in file.read_text() and not name(file).startswith(DEMO)
    ]  # fmt: skip


def test_workbooks_are_written_text_by_text() -> None:
    assert len(writers()) >= 4
    assert {name(file): found for file in writers() if (found := guesses(file.read_text()))} == {}


def test_files_are_attachments() -> None:
    assert {name(file): found for file in product_files() if (found := opened_in_place(file.read_text()))} == {}


def test_guessing_and_opening_are_noticed() -> None:
    """The control."""
    assert guesses("import xlsxwriter\nsheet.write(0, 0, name)\n") == ["line 2: write"]
    assert opened_in_place("FileResponse(file)\nFileResponse(file, as_attachment=True)") == ["line 1"]


def fields_for_files() -> set[str]:
    """Fields of forms that take a file."""

    def below(form: type) -> list[type]:
        return [each for child in form.__subclasses__() for each in (child, *below(child))]

    own = [form for form in below(forms.BaseForm) if form.__module__.startswith(("core.", "employees.", "reports."))]
    return {
        f"{form.__name__}.{name}"
        for form in own
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.FileField)
    }


def test_every_upload_is_known_here() -> None:
    assert fields_for_files() == {"ImportForm.file", "CorrectionForm.evidence"}


def bomb() -> bytes:
    """200 MB of nothing in 200 kB."""
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    return body.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("filename", "content"),
    [
        ("pegawai.xlsx", b"MZ\x90\x00 a program"),
        ("pegawai.xlsx", b"%PDF-1.7"),
        ("pegawai.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook"),
        ("pegawai.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("pegawai.xlsx", b""),
    ],
)
def test_an_import_is_known_by_its_first_bytes(filename: str, content: bytes) -> None:
    form = ImportForm({"kind": "pegawai"}, {"file": SimpleUploadedFile(filename, content)})
    assert list(form.errors) == ["file"]


def test_a_bomb_is_measured_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "pegawai.xlsx"
    path.write_bytes(bomb())
    assert path.stat().st_size < 300_000
    with pytest.raises(UnreadableFile) as refused:
        guard_xlsx(path)
    assert refused.value.code == "bomb"


@pytest.mark.parametrize(
    ("filename", "content"),
    [
        ("akta.pdf", b"MZ\x90\x00 a program"),
        ("akta.pdf", b"<html><script>go()</script>"),
        ("akta.png", b"<svg onload='go()'>"),
        ("akta.svg", b"<svg/>"),
        ("akta.jpg", b""),
    ],
)
def test_evidence_is_known_by_its_first_bytes(filename: str, content: bytes) -> None:
    form = CorrectionForm(
        {"wanted": "Surabaya"}, {"evidence": SimpleUploadedFile(filename, content)}, field="birth_place"
    )
    assert list(form.errors) == ["evidence"]


def test_a_document_is_taken() -> None:
    """The control."""
    sent = SimpleUploadedFile("akta.pdf", b"%PDF-1.4\n1 0 obj\n%%EOF")
    assert CorrectionForm({"wanted": "Surabaya"}, {"evidence": sent}, field="birth_place").errors == {}
