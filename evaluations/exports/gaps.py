"""Gaps as Excel files: the heat map, a list of people with their levels, who fits."""

from collections.abc import Callable, Iterable, Sequence
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from core.domain.naming import unit_name
from employees.models import Employee
from evaluations.domain.heat import Cell
from evaluations.models import Competency
from evaluations.selectors.fits import Fit, Wanted
from evaluations.selectors.gaps import HeatMap
from evaluations.selectors.team import TeamLine

Row = Sequence[Any]
PERCENT, NUMBER = "0.0", "0.00"


def map_workbook(found: HeatMap) -> IO[bytes]:
    """A sheet for each of the numbers of the map: percent that meet, average gap, people assessed."""
    sheets: tuple[tuple[str, str, Callable[[Cell], Any]], ...] = (
        (_("Persen memenuhi"), PERCENT, lambda cell: cell.share),
        (_("Rata-rata kesenjangan"), NUMBER, lambda cell: cell.gap),
        (_("Jumlah dinilai"), "0", lambda cell: None if cell.is_hidden else cell.people),
    )
    heads = [(_("Unit kerja"), 44), *((column.name, 16) for column in found.columns)]

    def fill(book: xlsxwriter.Workbook) -> None:
        for name, form, value in sheets:
            rows = [[part.name, *(value(cell) for _column, cell in line)] for part, line in found.rows]
            rows.append([found.name, *(value(cell) for _column, cell in found.sum_row)])
            _sheet(book, name, heads, rows, form)

    return _workbook(fill)


def team_workbook(people: Iterable[Employee], lines: dict[int, TeamLine], nine: dict[int, Competency]) -> IO[bytes]:
    """A line for each person: the level reached and the level required in each of the nine, the match, the day."""
    heads = [*_person_heads()]
    for one in nine.values():
        heads += [(one.name, 14), (_("%(name)s, dituntut") % {"name": one.name}, 14)]
    heads += [(_("JPM"), 10), (_("Asesmen terakhir"), 16)]
    return _workbook(lambda book: _sheet(book, _("Kompetensi"), heads, (_team_row(p, lines, nine) for p in people)))


def _team_row(person: Employee, lines: dict[int, TeamLine], nine: dict[int, Competency]) -> list[Any]:
    line = lines.get(person.pk, TeamLine())
    row = _person(person)
    for pk in nine:
        gap = line.gaps.get(pk)
        row += [gap.actual, gap.required] if gap else [None, None]
    return [*row, line.jpm, line.last_on]


def fits_workbook(found: Sequence[Fit], wanted: Sequence[Wanted]) -> IO[bytes]:
    """A line for each person who fits: each level with its method and day."""
    heads = [*_person_heads()]
    for one in wanted:
        name = one.competency.name
        heads += [(f"{name} ≥ {one.level}", 14), (_("Metode"), 24), (_("Tanggal"), 12), (_("Berlaku sampai"), 14)]
    heads.append((_("Level di atas permintaan"), 14))
    return _workbook(lambda book: _sheet(book, _("Pencarian"), heads, (_fit_row(fit) for fit in found)))


def _fit_row(fit: Fit) -> list[Any]:
    row = _person(fit.person) if fit.person else []
    for _wanted, proof in fit.pairs:
        row += [proof.level, proof.method_name, proof.assessed_on, proof.valid_until] if proof else [None] * 4
    return [*row, fit.above]


def _person_heads() -> list[tuple[str, int]]:
    return [(_("NIP"), 20), (_("Nama"), 34), (_("Jabatan"), 40), (_("Unit kerja"), 44)]


def _person(person: Employee) -> list[Any]:
    job = person.position.name if person.position else ""
    return [person.nip, person.full_name, job, unit_name(person.unit.name) if person.unit else ""]


def _workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> IO[bytes]:
    """An open temporary file with the workbook, at its beginning."""
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115 (the response closes it)
    with xlsxwriter.Workbook(file, {"constant_memory": True, "default_date_format": "dd-mm-yyyy"}) as book:
        fill(book)
    file.seek(0)
    return file


def _sheet(
    book: xlsxwriter.Workbook, name: str, heads: Sequence[tuple[str, int]], rows: Iterable[Row], form: str = "0.##"
) -> None:
    """Texts are written as texts: what begins with "=" is shown, never computed."""
    sheet = book.add_worksheet(name[:31])
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    numbers = book.add_format({"num_format": form})
    for index, (heading, width) in enumerate(heads):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, heading, bold)
    sheet.freeze_panes(1, 1)
    for line, row in enumerate(rows, start=1):
        for index, value in enumerate(row):
            _write(sheet, line, index, value, numbers)


def _write(sheet: Any, line: int, column: int, value: Any, numbers: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(line, column, value)
    elif hasattr(value, "year"):
        sheet.write_datetime(line, column, value)
    else:
        sheet.write_number(line, column, value, numbers)
