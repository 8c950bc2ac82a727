import pytest
from reportlab.pdfbase import pdfmetrics

from reports.pdf import fonts


def test_a_missing_typeface_is_one_clear_error(tmp_path, monkeypatch):
    monkeypatch.setattr(pdfmetrics, "getRegisteredFontNames", list)
    with pytest.raises(fonts.FontsMissing) as failure:
        fonts.register(tmp_path)
    assert str(failure.value) == (
        f"Huruf laporan tidak ditemukan di {tmp_path}: 400Regular/SourceSans3_400Regular.ttf, "
        "600SemiBold/SourceSans3_600SemiBold.ttf. Jalankan `npm ci` lalu ulangi."
    )


def test_registered_once():
    fonts.register()
    before = pdfmetrics.getFont(fonts.REGULAR)
    fonts.register()
    assert pdfmetrics.getFont(fonts.REGULAR) is before


def test_digits_have_one_width():
    fonts.register()
    for face in (fonts.REGULAR, fonts.BOLD):
        assert len({pdfmetrics.stringWidth(digit, face, 10) for digit in "0123456789"}) == 1
