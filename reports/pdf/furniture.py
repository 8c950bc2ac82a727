"""Header and footer: what the report is, the mark of sample data, source, cut-off time, page x of y.

Everything that is the same on every page is one form XObject, written once into the file.
"""

from reports.domain.content import ReportMeta
from reports.pdf import text
from reports.pdf.canvas import ReportCanvas
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.geometry import MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, PAGE_HEIGHT, PAGE_WIDTH
from reports.pdf.palette import AMBER_DARK, MUTED, RULE, SLATE

_FORM = "furniture"
_SIZE = 7.8
_RIGHT = PAGE_WIDTH - MARGIN_RIGHT
_WIDTH = _RIGHT - MARGIN_LEFT
_FOOT = MARGIN_BOTTOM - 24
_HEAD = PAGE_HEIGHT - MARGIN_TOP + 22
_PAGE_ROOM = 86  # points kept for "Halaman 123 dari 123"
_MARK_ROOM = 66  # points kept for "DATA CONTOH"


def define_furniture(canvas: ReportCanvas, meta: ReportMeta) -> None:
    """Write the fixed part once; to be called before the first page."""
    canvas.beginForm(_FORM)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN_LEFT, _HEAD - 6, _RIGHT, _HEAD - 6)
    canvas.line(MARGIN_LEFT, _FOOT + 12, _RIGHT, _FOOT + 12)
    agency = text.fitted(meta.agency_name, _SIZE, _WIDTH / 2 - _MARK_ROOM, BOLD)
    text.left(canvas, MARGIN_LEFT, _HEAD, agency, _SIZE, BOLD, SLATE)
    text.right(canvas, _RIGHT, _HEAD, text.fitted(meta.title, _SIZE, _WIDTH / 2), _SIZE, REGULAR, MUTED)
    if meta.sample_data:
        sample_mark(canvas, MARGIN_LEFT + text.width_of(agency, BOLD, _SIZE) + 8, _HEAD)
    source = f"Sumber: {meta.source} · Keadaan data {meta.cut_off_words}"
    room = _WIDTH - _PAGE_ROOM
    text.lines(canvas, MARGIN_LEFT, _FOOT, text.wrapped(source, REGULAR, _SIZE, room), 9.5, _SIZE, REGULAR, MUTED)
    canvas.endForm()


def draw_furniture(canvas: ReportCanvas) -> None:
    """Header and footer of one page."""
    canvas.doForm(_FORM)
    canvas.defer_folio(_RIGHT, _FOOT, _SIZE, SLATE)


def sample_mark(canvas, x: float, y: float) -> None:
    """A small framed "DATA CONTOH": visible to who reads, not in the way of the text."""
    words = "DATA CONTOH"
    width = text.width_of(words, BOLD, 6.6)
    canvas.setStrokeColor(AMBER_DARK)
    canvas.setLineWidth(0.6)
    canvas.roundRect(x, y - 2.4, width + 8, 10, 2, stroke=1, fill=0)
    text.left(canvas, x + 4, y + 0.4, words, 6.6, BOLD, AMBER_DARK)
