"""The body of a unit's page: four small charts against the whole area, and what to do next.

Black ticks show the value of the whole area, so one look tells where the unit differs.
"""

from collections.abc import Sequence
from decimal import Decimal

from reportlab.platypus import Flowable

from reports.domain.content import ReportMeta
from reports.domain.figures import ReportFigures, UnitFigures
from reports.domain.indonesian import DASH, NO_DATA, number, percent, share, signed
from reports.domain.narrative import summarise
from reports.domain.vocabulary import (
    IP_DIMENSIONS,
    JP_CLASSES,
    JP_CLASSES_BELOW_20,
    PREDICATES,
    TIERS,
    present,
)
from reports.pdf import text
from reports.pdf.charts.stacked import draw_stack
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.geometry import FRAME_WIDTH
from reports.pdf.palette import (
    AMBER,
    ASSESSMENT_COLOURS,
    HAIR,
    INK,
    MUTED,
    RULE,
    SLATE,
    TEAL,
    TEAL_WASH,
)

_GAP = 22
_LEFT = FRAME_WIDTH * 0.56 - _GAP / 2
_RIGHT_X = _LEFT + _GAP
_RIGHT = FRAME_WIDTH - _RIGHT_X
_UPPER, _LOWER = 140, 188
_SIZE = 7.8
_SMALLEST = 0.7


class UnitSheet(Flowable):
    """Panels left and right in two rows, the next steps below."""

    def __init__(self, unit: UnitFigures, figures: ReportFigures, meta: ReportMeta):
        super().__init__()
        self.unit, self.whole, self.meta = unit, figures.whole, meta
        alone = ReportFigures(figures.year, unit, ())
        self.steps = summarise(alone, meta.child).recommendations
        self.step_lines = [
            text.wrapped(f"{step.headline}. {step.text}", REGULAR, 8.6, FRAME_WIDTH - 40) for step in self.steps
        ]

    def wrap(self, avail_width, avail_height):
        """A sheet never leaves its page: when names are very long it is drawn a little smaller."""
        needed = _UPPER + _LOWER + 24 + self._steps_height()
        self.scale = min(1.0, max(avail_height / needed, _SMALLEST))
        self.width, self.height, self.needed = FRAME_WIDTH, needed * self.scale, needed
        return self.width, self.height

    def _steps_height(self) -> float:
        return 30 + sum(len(lines) * 11 + 4 for lines in self.step_lines)

    def draw(self):
        if self.scale < 1:
            self.canv.scale(self.scale, self.scale)
        top = self.needed
        self._key(top)
        top -= 16
        self._histogram(top)
        self._predicates(top)
        self._competencies(top - _UPPER)
        self._dimensions(top - _UPPER)
        self._tiers(top - _UPPER - 92)
        self._steps(self._steps_height())

    def _key(self, top: float) -> None:
        """What bars and ticks mean."""
        canvas, y = self.canv, top - 8
        canvas.setFillColor(TEAL)
        canvas.rect(0, y, 12, 5.5, stroke=0, fill=1)
        text.left(canvas, 16, y, self.unit_word, _SIZE, REGULAR, SLATE)
        x = 16 + text.width_of(self.unit_word, REGULAR, _SIZE) + 12
        self._tick(x, y - 1, 8)
        text.left(canvas, x + 5, y, f"nilai {self.meta.whole}", _SIZE, REGULAR, SLATE)

    @property
    def unit_word(self) -> str:
        return f"{self.meta.child} ini"

    def _tick(self, x: float, y: float, height: float) -> None:
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(1.3)
        self.canv.line(x, y, x, y + height)

    def _panel(self, x: float, top: float, width: float, title: str) -> float:
        """A panel's title with its rule; answers the top of its content."""
        text.left(self.canv, x, top - 10, title, 9.2, BOLD, INK)
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(0.5)
        self.canv.line(x, top - 15, x + width, top - 15)
        return top - 20

    def _nothing(self, x: float, y: float) -> None:
        text.left(self.canv, x, y - 12, NO_DATA.capitalize(), _SIZE, REGULAR, MUTED)

    def _histogram(self, top: float) -> None:
        """Share of the people in every JP class, with the share of the whole area as a tick across."""
        top = self._panel(0, top, _LEFT, "Sebaran JP (% ASN)")
        own, whole = _shares(self.unit.jp_classes), _shares(self.whole.jp_classes)
        if own is None or whole is None:
            self._nothing(0, top)
            return
        base, room, slot = top - 94, 70, _LEFT / len(JP_CLASSES)
        scale = room / float(max(*own.values(), *whole.values(), Decimal(1)))
        canvas = self.canv
        for index, (key, label) in enumerate(JP_CLASSES.items()):
            x, width = index * slot + slot * 0.2, slot * 0.6
            height = float(own[key]) * scale
            canvas.setFillColor(AMBER if key in JP_CLASSES_BELOW_20 else TEAL)
            canvas.rect(x, base, width, height, stroke=0, fill=1)
            level = base + float(whole[key]) * scale
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(1.3)
            canvas.line(x - 4, level, x + width + 4, level)
            above = max(height, level - base) + 4
            text.centred(canvas, x + width / 2, base + above, percent(own[key]), _SIZE, BOLD, INK)
            text.centred(canvas, x + width / 2, base - 10, label, _SIZE, REGULAR, SLATE)
        canvas.setStrokeColor(RULE)
        canvas.line(0, base, _LEFT, base)

    def _predicates(self, top: float) -> None:
        """Share of the rated people with every predicate, and below it the validity of assessments."""
        y = self._panel(_RIGHT_X, top, _RIGHT, "Predikat kinerja (orang)")
        own, whole = _shares(self.unit.predicates, PREDICATES), _shares(self.whole.predicates, PREDICATES)
        if own is None or whole is None:
            self._nothing(_RIGHT_X, y)
        else:
            for key, label in PREDICATES.items():
                y -= 11.8
                words = number(self.unit.predicates.get(key, 0))
                self._bar(y, label, own[key], whole[key], words, AMBER if key in "345" else TEAL)
        self._validity(top - 86)

    def _bar(self, y: float, label: str, value, reference, words: str, colour, limit=100, label_width=64) -> None:
        """A bar in the right column with the tick of the whole area."""
        start = _RIGHT_X + label_width
        scale = (_RIGHT - label_width - 30) / float(limit)
        canvas = self.canv
        text.left(canvas, _RIGHT_X, y, label, _SIZE, REGULAR, INK)
        canvas.setFillColor(HAIR)
        canvas.rect(start, y - 0.6, float(limit) * scale, 7, stroke=0, fill=1)
        canvas.setFillColor(colour)
        canvas.rect(start, y - 0.6, float(value) * scale, 7, stroke=0, fill=1)
        self._tick(start + float(reference) * scale, y - 1.8, 9.4)
        text.right(canvas, FRAME_WIDTH, y, words, _SIZE, BOLD, INK)

    def _validity(self, top: float) -> None:
        unit = self.unit
        text.left(self.canv, _RIGHT_X, top - 10, "Penilaian kompetensi (orang)", 9.2, BOLD, INK)
        counts = (unit.valid, unit.expired, unit.never)
        if not sum(counts):
            self._nothing(_RIGHT_X, top - 8)
            return
        colours = tuple(ASSESSMENT_COLOURS.values())
        draw_stack(self.canv, _RIGHT_X, top - 22, _RIGHT, counts, colours, bar=11)
        x, y = _RIGHT_X, top - 40
        for colour, words in zip(colours, ("berlaku", "kedaluwarsa", "belum pernah"), strict=True):
            self.canv.setFillColor(colour)
            self.canv.rect(x, y - 0.5, 6.5, 6.5, stroke=0, fill=1)
            text.left(self.canv, x + 9, y, words, _SIZE, REGULAR, SLATE)
            x += 9 + text.width_of(words, REGULAR, _SIZE) + 9

    def _competencies(self, top: float) -> None:
        """Nine bars of people meeting the standard, with mean level, standard and gap in figures."""
        top = self._panel(0, top, _LEFT, "Memenuhi standar kompetensi")
        if not self.unit.assessed_competencies:
            self._nothing(0, top)
            return
        canvas = self.canv
        names, bars, end = 102, 54, _LEFT
        for x, head in ((names + bars + 30, "%"), (end - 34, "level"), (end, "selisih")):
            text.right(canvas, x, top - 8, head, 7.2, REGULAR, MUTED)
        y = top - 8
        for own, all_ in zip(self.unit.competencies, self.whole.competencies, strict=True):
            y -= 16.6
            label = text.wrapped(own.competency.name, REGULAR, _SIZE, names - 4)
            text.lines(canvas, 0, y + (len(label) - 1) * 4, label, 8.2, _SIZE, REGULAR, INK)
            self._competency(own, all_, y, names, bars, end)

    def _competency(self, own, all_, y: float, x: float, width: float, end: float) -> None:
        canvas = self.canv
        canvas.setFillColor(HAIR)
        canvas.rect(x, y - 0.8, width, 7.4, stroke=0, fill=1)
        if own.meeting_share is None:
            text.right(canvas, x + width + 30, y, DASH, _SIZE, REGULAR, MUTED)
            return
        canvas.setFillColor(TEAL)
        canvas.rect(x, y - 0.8, width * float(own.meeting_share) / 100, 7.4, stroke=0, fill=1)
        if all_.meeting_share is not None:
            self._tick(x + width * float(all_.meeting_share) / 100, y - 2, 9.8)
        text.right(canvas, x + width + 30, y, number(own.meeting_share, 1), _SIZE, BOLD, INK)
        text.right(canvas, end - 34, y, number(own.actual, 2), _SIZE, REGULAR, INK)
        text.right(canvas, end, y, signed(own.gap, 2), _SIZE, REGULAR, INK)

    def _dimensions(self, top: float) -> None:
        y = self._panel(_RIGHT_X, top, _RIGHT, "Dimensi IP ASN")
        limit = max(item.weight for item in IP_DIMENSIONS)
        if self.unit.ip_average is None and not self.unit.ip_hidden:
            self._nothing(_RIGHT_X, y)
            return
        for item in IP_DIMENSIONS:
            y -= 14
            value, reference = self.unit.ip_dimensions[item.key], self.whole.ip_dimensions[item.key]
            self._bar(y, item.name, value or 0, reference or 0, number(value, 2), TEAL, limit)

    def _tiers(self, top: float) -> None:
        y = self._panel(_RIGHT_X, top, _RIGHT, "Jenis jabatan (orang)")
        classes = present(self.unit.by_tier, TIERS)
        if not classes:
            self._nothing(_RIGHT_X, y)
        for key, label in classes[:6]:
            y -= 12
            text.left(self.canv, _RIGHT_X, y, label, _SIZE, REGULAR, INK)
            text.right(self.canv, FRAME_WIDTH, y, number(self.unit.by_tier[key]), _SIZE, BOLD, INK)

    def _steps(self, top: float) -> None:
        """The next steps on a tinted ground."""
        canvas = self.canv
        canvas.setFillColor(TEAL_WASH)
        canvas.rect(0, 0, FRAME_WIDTH, top, stroke=0, fill=1)
        text.left(canvas, 12, top - 16, "Tindak lanjut", 9.6, BOLD, TEAL)
        y = top - 31
        for index, lines in enumerate(self.step_lines, start=1):
            text.left(canvas, 12, y, str(index), 9, BOLD, TEAL)
            y = text.lines(canvas, 26, y, lines, 11, 8.6, REGULAR, INK) - 4


def _shares(counts, classes: Sequence[str] = tuple(JP_CLASSES)) -> dict[str, Decimal] | None:
    """Per cent of every class; None without people."""
    total = sum(counts.values())
    if not total:
        return None
    return {key: share(counts.get(key, 0), total) for key in classes}
