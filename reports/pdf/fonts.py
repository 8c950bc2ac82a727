"""The report's typeface: Source Sans 3 (OFL), with tabular figures and full Latin coverage, embedded as subsets.

The files come with the npm package `@expo-google-fonts/source-sans-3`, like every other asset of the interface.
"""

from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "ReportSans"
BOLD = "ReportSans-SemiBold"

FONT_DIR = Path(__file__).resolve().parents[2] / "node_modules" / "@expo-google-fonts" / "source-sans-3"

_FILES = {
    REGULAR: "400Regular/SourceSans3_400Regular.ttf",
    BOLD: "600SemiBold/SourceSans3_600SemiBold.ttf",
}


class FontsMissing(RuntimeError):
    """The font files are not where the npm package puts them."""


def register(directory: Path = FONT_DIR) -> None:
    """Make the typeface known to reportlab, once per process; the report uses two weights and no italics.

    Raises FontsMissing when a file is absent: an official document must not silently change its typeface.
    """
    known = set(pdfmetrics.getRegisteredFontNames())
    if known.issuperset(_FILES):
        return
    absent = [name for name in _FILES.values() if not (directory / name).is_file()]
    if absent:
        raise FontsMissing(
            f"Huruf laporan tidak ditemukan di {directory}: {', '.join(absent)}. Jalankan `npm ci` lalu ulangi."
        )
    for face, name in _FILES.items():
        pdfmetrics.registerFont(TTFont(face, str(directory / name)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
