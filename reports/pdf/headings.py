"""Headings that are link targets, outline entries and lines of the table of contents at once."""

from reportlab.platypus import Paragraph

from reports.pdf import text
from reports.pdf.fonts import BOLD
from reports.pdf.palette import TEAL
from reports.pdf.styles import CHAPTER, SECTION, UNIT

CHAPTER_LEVEL, SECTION_LEVEL = 0, 1
_OVERLINE = 15  # points above a chapter's title for "BAB 2"


class Heading(Paragraph):
    """A heading of level 0 or 1. `label` is its number ("2" or "2.1"), empty when it has none."""

    key = label = title = overline = ""
    level = CHAPTER_LEVEL
    compact = False  # listed in the small columns of the table of contents

    def wrap(self, avail_width, avail_height):
        width, height = super().wrap(avail_width, avail_height)
        return width, height + (_OVERLINE if self.overline else 0)

    def split(self, avail_width, avail_height):
        """Never split: a heading moves to the next page as a whole."""
        return []

    def draw(self):
        outline = f"{self.label} {self.title}".strip()
        self.canv.mark(self.key, outline, self.level, self.height + _OVERLINE + 6)
        if self.overline:
            text.left(self.canv, 0, self.height + 3, self.overline, 8.5, BOLD, TEAL)
        super().draw()


def chapter_heading(key: str, title: str, *, label: str = "", overline: str = "") -> Heading:
    heading = Heading(text.escaped(title), CHAPTER)
    heading.key, heading.title, heading.label, heading.overline = key, title, label, overline.upper()
    return heading


def section_heading(key: str, title: str, label: str) -> Heading:
    heading = Heading(f"{label}&nbsp;&nbsp;{text.escaped(title)}", SECTION)
    heading.key, heading.title, heading.label, heading.level = key, title, label, SECTION_LEVEL
    return heading


def unit_heading(key: str, title: str, overline: str) -> Heading:
    """The title of a unit's own page: in the outline below its chapter, in the table of contents in columns."""
    heading = Heading(text.escaped(title), UNIT)
    heading.key, heading.title, heading.overline = key, title, overline.upper()
    heading.level, heading.compact = SECTION_LEVEL, True
    return heading
