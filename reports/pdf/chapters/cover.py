"""The cover: letterhead, title, what the report is about, signature."""

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from employees.domain.nip import grouped
from reports.domain.content import ReportMeta
from reports.domain.figures import UnitFigures
from reports.domain.indonesian import DASH, long_date
from reports.pdf import text
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.furniture import sample_mark
from reports.pdf.geometry import MARGIN_LEFT, MARGIN_RIGHT, PAGE_HEIGHT, PAGE_WIDTH
from reports.pdf.palette import INK, MUTED, PAPER, RULE, SLATE, TEAL, TEAL_DARK, TEAL_MID

_RIGHT = PAGE_WIDTH - MARGIN_RIGHT
_WIDTH = _RIGHT - MARGIN_LEFT
_LOGO = 21 * mm
_BLOCK_TOP, _BLOCK_BOTTOM = PAGE_HEIGHT - 160, PAGE_HEIGHT - 452
_SIGN_WIDTH = 218


class Cover(Flowable):
    """Fills the first page; drawn from its lower left corner."""

    def __init__(self, meta: ReportMeta, whole: UnitFigures):
        super().__init__()
        self.meta, self.whole = meta, whole

    def wrap(self, avail_width, avail_height):
        return PAGE_WIDTH, PAGE_HEIGHT - 0.1

    def draw(self):
        self._letterhead()
        self._title_block()
        self._facts()
        self._signature()

    def _letterhead(self) -> None:
        canvas, meta = self.canv, self.meta
        top = PAGE_HEIGHT - 62
        start = MARGIN_LEFT
        if meta.logo is not None:
            image = ImageReader(str(meta.logo))
            canvas.drawImage(
                image, MARGIN_LEFT, top - _LOGO + 16, _LOGO, _LOGO, mask="auto", preserveAspectRatio=True, anchor="c"
            )
            start += _LOGO + 8
        middle, room = (start + _RIGHT) / 2, _RIGHT - start
        y = self._centred(middle, top, meta.agency_name.upper(), 16, 19, room)
        y = self._centred(middle, y, meta.office_name.upper(), 11.5, 14, room)
        bottom = min(y, top + 8 - _LOGO if meta.logo else y) - 2
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(2)
        canvas.line(MARGIN_LEFT, bottom, _RIGHT, bottom)
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN_LEFT, bottom - 3.2, _RIGHT, bottom - 3.2)

    def _centred(self, middle: float, y: float, words: str, size: float, leading: float, room: float) -> float:
        for line in text.wrapped(words, BOLD, size, room):
            text.centred(self.canv, middle, y, line, size, BOLD, INK)
            y -= leading
        return y

    def _title_block(self) -> None:
        """A teal field with the title; its stripes are the nine competencies, as long as the share meeting each."""
        canvas, meta = self.canv, self.meta
        canvas.setFillColor(TEAL_DARK)
        canvas.rect(MARGIN_LEFT, _BLOCK_BOTTOM, _WIDTH, _BLOCK_TOP - _BLOCK_BOTTOM, stroke=0, fill=1)
        self._stripes()
        x = MARGIN_LEFT + 26
        text.left(canvas, x, _BLOCK_TOP - 42, f"TAHUN {meta.year}", 11, BOLD, PAPER)
        y = _BLOCK_TOP - 88
        for line in ("Laporan Kompetensi", "Aparatur Sipil Negara"):
            text.left(canvas, x, y, line, 32, BOLD, PAPER)
            y -= 38
        size = 17 if text.width_of(meta.area, REGULAR, 17) <= _WIDTH - 52 else 14
        for line in text.wrapped(meta.area, REGULAR, size, _WIDTH - 52)[:2]:
            text.left(canvas, x, y, line, size, REGULAR, PAPER)
            y -= size + 3
        if meta.sample_data:
            sample_mark(canvas, _RIGHT - 62, _BLOCK_TOP + 9)

    def _stripes(self) -> None:
        canvas = self.canv
        rows = self.whole.competencies
        y = _BLOCK_BOTTOM + 16
        for row in reversed(rows):
            part = float(row.meeting_share or 0) / 100
            canvas.setFillColor(TEAL)
            canvas.rect(MARGIN_LEFT, y, _WIDTH, 3.4, stroke=0, fill=1)
            canvas.setFillColor(TEAL_MID)
            canvas.rect(MARGIN_LEFT, y, _WIDTH * part, 3.4, stroke=0, fill=1)
            y += 8.4

    def _facts(self) -> None:
        canvas, meta = self.canv, self.meta
        unit = [("Perangkat daerah", meta.area)] if meta.unit_name else []
        rows = [
            ("Wilayah", f"{meta.region_name} ({meta.region_code})"),
            *unit,
            ("Periode", f"1 Januari – 31 Desember {meta.year}"),
            ("Keadaan data", meta.cut_off_words),
            ("Sumber data", meta.source),
            ("Nomor dokumen", meta.number or DASH),
        ]
        y = _BLOCK_BOTTOM - 26
        for label, value in rows:
            text.left(canvas, MARGIN_LEFT, y, label, 9.5, REGULAR, MUTED)
            lines = text.wrapped(value, REGULAR, 10, _WIDTH - 112)
            y = text.lines(canvas, MARGIN_LEFT + 112, y, lines, 12.5, 10, REGULAR, INK) + 12.5
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.4)
            canvas.line(MARGIN_LEFT, y - 6, _RIGHT, y - 6)
            y -= 19

    def _signature(self) -> None:
        """Place and date, office, room to sign, name and NIP; dotted lines where a name or NIP is not given."""
        canvas, meta = self.canv, self.meta
        x, y = _RIGHT - _SIGN_WIDTH, 196
        place = f"{meta.place}, " if meta.place else ""
        text.left(canvas, x, y, f"{place}{long_date(meta.cut_off)}", 10)
        title = text.wrapped(f"{meta.signatory_title},", REGULAR, 10, _SIGN_WIDTH)
        y = text.lines(canvas, x, y - 14, title, 12.5, 10) - 46
        if meta.signatory_name:
            text.left(canvas, x, y, meta.signatory_name, 10.5, BOLD)
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.6)
            canvas.line(x, y - 2.5, x + text.width_of(meta.signatory_name, BOLD, 10.5), y - 2.5)
        else:
            self._dots(x, y)
        y -= 15
        text.left(canvas, x, y, "NIP.", 10, REGULAR, SLATE)
        if meta.signatory_nip:
            text.left(canvas, x + 23, y, grouped(meta.signatory_nip), 10)
        else:
            self._dots(x + 23, y)

    def _dots(self, x: float, y: float) -> None:
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(0.8)
        self.canv.setDash(0.8, 2.2)
        self.canv.line(x, y, _RIGHT - 30, y)
        self.canv.setDash()
