"""The copy of a person's data holds whatever people have typed: long, over many lines, in any writing."""

from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from core.personal_data import PersonalData, Section
from reports.pdf.personal import render_copy

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
COLUMNS = (("at", "Waktu"), ("kind", "Keputusan"), ("reason", "Alasan"))


def copy_of(text: str, *, is_record: bool = False) -> PdfReader:
    section = Section("decisions", "Keputusan", COLUMNS, [("1", "Ditolak", text)], is_record=is_record)
    user = SimpleNamespace(username="sari", __str__=lambda self: "Sari")
    out = BytesIO()
    render_copy(PersonalData(user, None, None, AT, [section]), out)
    return PdfReader(out)


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize("is_record", [False, True])
@pytest.mark.parametrize("words", ["kata\n" * 450, "panjang sekali ini " * 530, "z" * 10_000])
def test_a_cell_longer_than_a_page_goes_on_over_several(words: str, is_record: bool) -> None:
    reader = copy_of(words, is_record=is_record)
    found = "".join(text_of(reader).split())
    assert len(reader.pages) > 1 or is_record  # a record is running text
    needle = words.split()[0][:4]
    assert found.count(needle) >= words.count(needle) * 0.98  # a word may be broken between two lines


def test_what_the_typeface_does_not_hold_is_replaced_by_a_sign() -> None:
    text = text_of(copy_of("Halo 😀😀 مرحبا بك dan 你好 é Ł – “ya”"))
    assert "Halo [?] dan [?] é Ł – “ya”" in text
    assert "Tanda [?] menggantikan" in text
