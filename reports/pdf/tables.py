"""Tables: light rules, right-aligned tabular figures, header on every page, a totals row that is never left alone.

Cells are plain strings wrapped here once, and row heights are known, so that reportlab has nothing left to measure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import LongTable, Paragraph, Spacer, Table, TableStyle

from reports.pdf import text
from reports.pdf.fonts import BOLD, REGULAR
from reports.pdf.geometry import FRAME_WIDTH
from reports.pdf.palette import HAIR, INK, RULE, SLATE, TEAL, TEAL_WASH
from reports.pdf.styles import CELL, CELL_BOLD

SIZE, LEADING, PADDING = 8.5, 10.2, 1.8
HEAD_SIZE, HEAD_LEADING = 7.8, 9.6
SIDE = 3.5
MOST_LINES = 40  # of a row; about half a page, so that no page stays empty before one

_BASE = (
    ("FONT", (0, 0), (-1, -1), REGULAR, SIZE, LEADING),
    ("TEXTCOLOR", (0, 0), (-1, -1), INK),
    ("FONT", (0, 0), (-1, 0), BOLD, HEAD_SIZE, HEAD_LEADING),
    ("TEXTCOLOR", (0, 0), (-1, 0), SLATE),
    ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
    ("VALIGN", (0, 1), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), SIDE),
    ("RIGHTPADDING", (0, 0), (-1, -1), SIDE),
    ("TOPPADDING", (0, 0), (-1, -1), PADDING),
    ("BOTTOMPADDING", (0, 0), (-1, -1), PADDING),
    ("LINEBELOW", (0, 0), (-1, 0), 0.9, TEAL),
    ("LINEBELOW", (0, 1), (-1, -1), 0.35, HAIR),
    ("LINEBELOW", (0, -1), (-1, -1), 0.7, RULE),
)
_TOTAL = (
    ("FONT", (0, -1), (-1, -1), BOLD, SIZE, LEADING),
    ("BACKGROUND", (0, -1), (-1, -1), TEAL_WASH),
    ("LINEABOVE", (0, -1), (-1, -1), 0.9, TEAL),
)


@dataclass(frozen=True)
class Column:
    """A column's head and width in points; width 0 takes what is left. Numbers stand right, text left."""

    head: str
    width: float = 0
    numeric: bool = True


class DataTable(LongTable):
    """`full_height` is known before layout, so that a short table can be kept on one page."""

    full_height = 0.0


def data_table(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], total: Sequence[str] | None = None
) -> DataTable:
    """A table of strings; `total` becomes the last, emphasised row."""
    widths = _widths(columns)
    head = [_cell(column.head, BOLD, HEAD_SIZE, width) for column, width in zip(columns, widths, strict=True)]
    body = [part for row in rows for part in _parts(_row(columns, widths, row, REGULAR))]
    if total:
        body.append(_row(columns, widths, total, BOLD))
    heights = [_height(head, HEAD_LEADING)] + [_height(row, LEADING) for row in body]
    table = DataTable([head, *body], colWidths=widths, rowHeights=heights, repeatRows=1, style=_style(columns, total))
    table.full_height, table.spaceAfter = sum(heights), 4
    return table


def _style(columns: Sequence[Column], total) -> TableStyle:
    commands = list(_BASE)
    start = next((index for index, column in enumerate(columns) if column.numeric), None)
    if start is not None:  # numeric columns come together, after the text columns
        last = max(index for index, column in enumerate(columns) if column.numeric)
        commands.append(("ALIGN", (start, 0), (last, -1), "RIGHT"))
    if total:
        commands.extend(_TOTAL)
        commands.append(("NOSPLIT", (0, -3), (0, -1)))
    return TableStyle(commands)


def _widths(columns: Sequence[Column]) -> list[float]:
    fixed = sum(column.width for column in columns)
    flexible = sum(1 for column in columns if not column.width)
    rest = (FRAME_WIDTH - fixed) / flexible if flexible else 0
    return [column.width or rest for column in columns]


def _row(columns: Sequence[Column], widths: Sequence[float], row: Sequence[str], font: str) -> list[str]:
    """Only text columns are wrapped; numbers are made to fit by their column's width."""
    return [
        value if column.numeric else _cell(value, font, SIZE, width)
        for column, width, value in zip(columns, widths, row, strict=True)
    ]


def _cell(value: str, font: str, size: float, width: float) -> str:
    return "\n".join(line for part in value.split("\n") for line in text.wrapped(part, font, size, width - 2 * SIDE))


def _parts(row: list[str]) -> Iterator[list[str]]:
    """The row, cut where it would be taller than a page."""
    lines = [value.split("\n") for value in row]
    for start in range(0, max(map(len, lines)), MOST_LINES):
        yield ["\n".join(cell[start : start + MOST_LINES]) for cell in lines]


def _height(row: Sequence[str], leading: float) -> float:
    return max(value.count("\n") + 1 for value in row) * leading + 2 * PADDING


def definition_table(rows: Sequence[tuple[str, str]], width: float = 128) -> Table:
    """Two columns of running text: a term and what it means."""
    cells = [
        [Paragraph(text.escaped(term), CELL_BOLD), Paragraph(text.escaped(meaning), CELL)] for term, meaning in rows
    ]
    table = LongTable(
        cells,
        colWidths=[width, FRAME_WIDTH - width],
        splitInRow=1,
        style=TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), REGULAR, SIZE, LEADING),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
                ("LINEBELOW", (0, 0), (-1, -1), 0.35, RULE),
            ]
        ),
    )
    table.spaceAfter = 8
    return table


def gap(points: float = 8) -> Spacer:
    return Spacer(1, points)
