"""The report's canvas: colours and widths are written when they change, and text is as wide as measured."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from reports.pdf import fonts
from reports.pdf.canvas import ReportCanvas
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.text import width_of

TRICKY = ("Dinas P&K (Bidang \\ A)", "naik ▲ 2,1", "UPTD – “Sèñtrâ” 1.234,56%", " dua  spasi ", "")


@pytest.fixture(autouse=True)
def typeface():
    fonts.register()


def written(draw, kind=ReportCanvas) -> PdfReader:
    out = BytesIO()
    canvas = kind(out, initialFontName=REGULAR, pageCompression=0)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    out.seek(0)
    return PdfReader(out)


def codes(reader: PdfReader) -> str:
    return reader.pages[0].get_contents().get_data().decode("latin1")


def test_a_colour_or_width_is_written_when_it_changes_and_again_after_a_restore():
    red, blue = HexColor("#FF0000"), HexColor("#0000FF")

    def draw(canvas):
        canvas.setFillColor(red)
        canvas.setFillColor(red)
        canvas.setStrokeColor(blue)
        canvas.setLineWidth(0.5)
        canvas.setLineWidth(0.5)
        canvas.saveState()
        canvas.setFillColor(blue)
        canvas.restoreState()
        canvas.setFillColor(red)
        canvas.rect(1, 2, 3.456, 4, stroke=0, fill=1)
        canvas.line(1, 2, 3, 4.5)

    lines = [line.split() for line in codes(written(draw)).splitlines()]
    assert [line for line in lines if line and line[-1] in ("rg", "RG", "w", "q", "Q", "f*", "S")][-8:] == [
        ["1", "0", "0", "rg"],
        ["0", "0", "1", "RG"],
        [".5", "w"],
        ["q"],
        ["0", "0", "1", "rg"],
        ["Q"],
        ["n", "1", "2", "3.456", "4", "re", "f*"],
        ["n", "1", "2", "m", "3", "4.5", "l", "S"],
    ]


def test_a_see_through_colour_keeps_its_transparency():
    def draw(canvas):
        canvas.setFillColor(Color(1, 0, 0, alpha=0.5))
        canvas.rect(1, 1, 5, 5, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#00FF00"))
        canvas.rect(9, 1, 5, 5, stroke=0, fill=1)

    reader = written(draw)
    states = reader.pages[0]["/Resources"]["/ExtGState"]
    assert sorted(float(state.get_object()["/ca"]) for state in states.values()) == [0.5, 1.0]
    assert codes(reader).count(" gs") == 2


@pytest.mark.parametrize("words", TRICKY)
def test_width_is_the_width_of_reportlab(words):
    canvas = Canvas(BytesIO())
    assert width_of(words, BOLD, 8.5) == pytest.approx(canvas.stringWidth(words, BOLD, 8.5))
