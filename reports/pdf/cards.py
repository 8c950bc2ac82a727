"""The six figures as cards: label, value, direction against last year, what it consists of."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from reports.domain.comparison import Direction
from reports.domain.indonesian import NO_DATA
from reports.domain.narrative import KeyFigure
from reports.pdf import text
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.geometry import FRAME_WIDTH
from reports.pdf.palette import AMBER_DARK, INK, MIST, MUTED, SLATE, TEAL

COLUMNS = 3
GAP = 9


class Cards(Flowable):
    """Cards in rows of three. `notes` replaces the figures' own notes (a unit compares itself with the region)."""

    def __init__(self, figures: Sequence[KeyFigure], notes: Sequence[str] = (), *, height: float = 82):
        super().__init__()
        self.figures = figures
        self.notes = notes or [figure.note for figure in figures]
        self.card_height = height
        self.compact = height < 75

    def wrap(self, avail_width, avail_height):
        rows = -(-len(self.figures) // COLUMNS)
        self.width, self.height = FRAME_WIDTH, rows * (self.card_height + GAP)
        return self.width, self.height

    def draw(self):
        width = (FRAME_WIDTH - GAP * (COLUMNS - 1)) / COLUMNS
        for index, (figure, note) in enumerate(zip(self.figures, self.notes, strict=True)):
            x = index % COLUMNS * (width + GAP)
            top = self.height - index // COLUMNS * (self.card_height + GAP)
            self._card(figure, note, x, top, width)

    def _card(self, figure: KeyFigure, note: str, x: float, top: float, width: float) -> None:
        canvas = self.canv
        canvas.setFillColor(MIST)
        canvas.rect(x, top - self.card_height, width, self.card_height, stroke=0, fill=1)
        canvas.setFillColor(TEAL)
        canvas.rect(x, top - self.card_height, 2.4, self.card_height, stroke=0, fill=1)
        inner, room = x + 11, width - 18
        size = 18 if self.compact else 24
        if figure.value == NO_DATA or text.width_of(figure.value, BOLD, size) > room:
            size = 12
        y = top - 14
        text.left(canvas, inner, y, figure.label, 8.4, REGULAR, SLATE)
        y -= 19 if self.compact else 27
        text.left(canvas, inner, y, figure.value, size, BOLD, INK)
        y -= 12 if self.compact else 15
        if figure.change.direction is not Direction.UNKNOWN:  # nothing to compare with: the note stands in its place
            draw_change(canvas, inner, y, figure)
            y -= 11
        note_lines = text.wrapped(note, REGULAR, 7.8, room)[:2] if note else ()
        text.lines(canvas, inner, y, note_lines, 9.2, 7.8, REGULAR, MUTED)


def draw_change(canvas, x: float, y: float, figure: KeyFigure) -> None:
    """An arrow and words; its colour says better or worse, its shape and the words say up or down."""
    change = figure.change
    colour = _colour(figure)
    if change.direction in (Direction.UP, Direction.DOWN):
        _arrow(canvas, x, y, up=change.direction is Direction.UP, colour=colour)
        x += 9
    text.left(canvas, x, y, change.words, 8, BOLD if change.difference else REGULAR, colour)


def _colour(figure: KeyFigure):
    direction = figure.change.direction
    if figure.better_when_up is None or direction not in (Direction.UP, Direction.DOWN):
        return SLATE
    return TEAL if (direction is Direction.UP) == figure.better_when_up else AMBER_DARK


def _arrow(canvas, x: float, y: float, *, up: bool, colour) -> None:
    base, tip = (y, y + 5.6) if up else (y + 5.6, y)
    path = canvas.beginPath()
    path.moveTo(x, base)
    path.lineTo(x + 6.4, base)
    path.lineTo(x + 3.2, tip)
    path.close()
    canvas.setFillColor(colour)
    canvas.drawPath(path, stroke=0, fill=1)
