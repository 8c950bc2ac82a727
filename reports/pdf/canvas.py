"""A canvas that knows page numbers only at the end, yet prints them at the beginning.

Page numbers in the table of contents and "Halaman x dari y" are drawn as form XObjects: a page refers to a form by
name, and the form is defined when the last page is done. One layout pass is enough, nothing is built twice.
"""

from collections.abc import Callable

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from reports.pdf.fonts import REGULAR
from reports.pdf.text import width_of

# Streams stay binary: the text armour of reportlab's default is a relic of mail systems, a quarter larger and slower.
rl_config.useA85 = 0

_BOX = 160  # points, wider than any deferred text


class ReportCanvas(Canvas):
    """`pages` maps the key of each heading to the number of its page, known once the heading was drawn."""

    def __init__(self, *args, **kwargs):
        # Without this, every page would name Helvetica, the one font that is not embedded.
        super().__init__(*args, **{**kwargs, "initialFontName": REGULAR})
        self.pages: dict[str, int] = {}
        self.total = 0
        self._deferred: dict[str, tuple[Callable[[], str], float, object]] = {}

    def setFillColor(self, aColor, alpha=None):
        """Write a colour only when it changes; charts set one before every mark and every word."""
        if alpha is not None or aColor is not self._fillColorObj:
            super().setFillColor(aColor, alpha)

    def setStrokeColor(self, aColor, alpha=None):
        if alpha is not None or aColor is not self._strokeColorObj:
            super().setStrokeColor(aColor, alpha)

    def setLineWidth(self, width):
        if width != self._lineWidth:
            super().setLineWidth(width)

    def mark(self, key: str, title: str, level: int, top: float) -> None:
        """A heading was reached: link target, outline entry, page number. `top` is relative to the current origin."""
        self.pages[key] = self.getPageNumber()
        self.bookmarkHorizontal(key, 0, top)
        self.addOutlineEntry(title, key, level, closed=level > 0)

    def defer_page(self, key: str, x: float, y: float, size: float, colour) -> None:
        """The page number of a heading, ending at x."""
        self._defer(f"page-{key}", x, y, lambda: str(self.pages[key]), size, colour)

    def defer_folio(self, x: float, y: float, size: float, colour) -> None:
        """ "Halaman 3 dari 44" for the current page, ending at x."""
        page = self.getPageNumber()
        self._defer(f"folio-{page}", x, y, lambda: f"Halaman {page} dari {self.total}", size, colour)

    def _defer(self, form: str, x: float, y: float, words: Callable[[], str], size: float, colour) -> None:
        self._deferred[form] = (words, size, colour)
        self.saveState()
        self.translate(x, y)
        self.doForm(form)
        self.restoreState()

    def save(self) -> None:
        """Define the deferred forms, now that all page numbers are known, and write the file."""
        self.total = self.getPageNumber() - 1  # showPage has already moved on to the page that will not be written
        for form, (compose, size, colour) in self._deferred.items():
            words = compose()
            self.beginForm(form, lowerx=-_BOX, lowery=-size, upperx=1, uppery=size)
            self.setFont(REGULAR, size)
            self.setFillColor(colour)
            self.drawString(-width_of(words, REGULAR, size), 0, words)
            self.endForm()
        super().save()
