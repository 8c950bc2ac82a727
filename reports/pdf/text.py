"""Drawing and measuring text straight on the canvas, for charts and cards.

Lines are wrapped once per distinct text: unit names appear in every chart and table of the report.
"""

import re
from functools import lru_cache

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth

from reports.pdf.fonts import REGULAR
from reports.pdf.palette import INK

UNPRINTABLE = "[?]"
_GONE = "\0"
_RUN = re.compile(r"\0(?:[\0 ]*\0)?")

width_of = lru_cache(maxsize=8192)(stringWidth)


@lru_cache(maxsize=8192)
def wrapped(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """The lines of a text in a column of `width` points."""
    return tuple(simpleSplit(text, font, size, width)) or ("",)


def fitted(words: str, size: float, width: float, font: str = REGULAR) -> str:
    """The words, cut between two of them with an ellipsis when they are wider than `width`."""
    if width_of(words, font, size) <= width:
        return words
    kept = words.split()
    while kept and width_of(" ".join(kept) + " …", font, size) > width:
        kept.pop()
    return " ".join(kept) + " …"


def printable(words: str) -> str:
    """The words with `UNPRINTABLE` for every run of letters that the typeface does not hold (emoji, Arabic, Chinese)."""
    known = pdfmetrics.getFont(REGULAR).face.charToGlyph
    shown = [letter if letter == "\n" or ord(letter) in known else _GONE for letter in words.replace("\t", " ")]
    return _RUN.sub(UNPRINTABLE, "".join(shown))


def escaped(words: str) -> str:
    """Text for a Paragraph: names and sources are data, never markup ("Dinas P&K")."""
    return words.replace("&", "&amp;").replace("<", "&lt;")


def left(canvas, x: float, y: float, text: str, size: float = 8, font: str = REGULAR, colour=INK) -> None:
    canvas.setFont(font, size)
    canvas.setFillColor(colour)
    canvas.drawString(x, y, text)


def right(canvas, x: float, y: float, text: str, size: float = 8, font: str = REGULAR, colour=INK) -> None:
    left(canvas, x - width_of(text, font, size), y, text, size, font, colour)


def centred(canvas, x: float, y: float, text: str, size: float = 8, font: str = REGULAR, colour=INK) -> None:
    left(canvas, x - width_of(text, font, size) / 2, y, text, size, font, colour)


def lines(canvas, x: float, y: float, texts, leading: float, size: float = 8, font: str = REGULAR, colour=INK) -> float:
    """Draw lines downwards from baseline `y`; answers the baseline below the last one."""
    for text in texts:
        left(canvas, x, y, text, size, font, colour)
        y -= leading
    return y
