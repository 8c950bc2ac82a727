"""Paragraph styles, made once. Sizes in points."""

from reportlab.lib.styles import ParagraphStyle

from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.palette import INK, MUTED, SLATE, TEAL

BODY = ParagraphStyle(
    "body", fontName=REGULAR, bulletFontName=REGULAR, fontSize=10, leading=14.5, textColor=INK, spaceAfter=6
)
LEAD = ParagraphStyle("lead", parent=BODY, fontSize=11.5, leading=16.5, textColor=SLATE, spaceAfter=12)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=8, leading=11, textColor=MUTED, spaceAfter=10)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=8.8, leading=12, spaceAfter=0)
CELL_BOLD = ParagraphStyle("cell-bold", parent=CELL, fontName=BOLD)
BULLET = ParagraphStyle("bullet", parent=BODY, leftIndent=14, bulletIndent=3, bulletColor=TEAL, spaceAfter=3)
CHAPTER = ParagraphStyle(
    "chapter", parent=BODY, fontName=BOLD, fontSize=22, leading=26, spaceBefore=30, spaceAfter=14, textColor=INK
)
UNIT = ParagraphStyle("unit", parent=CHAPTER, fontSize=17, leading=20.5, spaceAfter=7)
UNIT_LEAD = ParagraphStyle("unit-lead", parent=LEAD, fontSize=10, leading=13.6, spaceAfter=9)
SECTION = ParagraphStyle(
    "section", parent=BODY, fontName=BOLD, fontSize=13, leading=17, spaceBefore=12, spaceAfter=6, textColor=TEAL
)
TABLE_TITLE = ParagraphStyle(
    "table-title", parent=BODY, fontName=BOLD, fontSize=9.5, leading=12.5, spaceBefore=8, spaceAfter=5
)
NOTE = ParagraphStyle("note", parent=BODY, fontSize=9, leading=12.2, spaceAfter=0)
