"""Gaps as Excel files: the heat map, a list of people with their levels, who fits."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any

from django.utils.translation import gettext as _

from core.domain.naming import unit_name
from employees.models import Employee
from evaluations.domain.heat import Cell
from evaluations.exports.sheets import Sheet, workbook
from evaluations.models import Competency
from evaluations.selectors.fits import Fit, Wanted
from evaluations.selectors.gaps import HeatMap
from evaluations.selectors.team import TeamLine

PERCENT, NUMBER = "0.0", "0.00"


def map_workbook(found: HeatMap) -> IO[bytes]:
    """A sheet for each of the numbers of the map: percent that meet, average gap, people assessed."""
    sheets: tuple[tuple[str, str, Callable[[Cell], Any]], ...] = (
        (_("Persen memenuhi"), PERCENT, lambda cell: cell.share),
        (_("Rata-rata kesenjangan"), NUMBER, lambda cell: cell.gap),
        (_("Jumlah dinilai"), "0", lambda cell: None if cell.is_hidden else cell.people),
    )
    heads = [(_("Unit kerja"), 44), *((column.name, 16) for column in found.columns)]
    return workbook(*(Sheet(name, heads, _map_rows(found, value), form, frozen=1) for name, form, value in sheets))


def _map_rows(found: HeatMap, value: Callable[[Cell], Any]) -> Iterator[list[Any]]:
    for part, line in found.rows:
        yield [part.name, *(value(cell) for _column, cell in line)]
    yield [found.name, *(value(cell) for _column, cell in found.sum_row)]


def team_workbook(people: Iterable[Employee], lines: dict[int, TeamLine], nine: dict[int, Competency]) -> IO[bytes]:
    """A line for each person: the level reached and the level required in each of the nine, the match, the day."""
    heads = [*_person_heads()]
    for one in nine.values():
        heads += [(one.name, 14), (_("%(name)s, dituntut") % {"name": one.name}, 14)]
    heads += [(_("JPM"), 10), (_("Asesmen terakhir"), 16)]
    return workbook(Sheet(_("Kompetensi"), heads, (_team_row(p, lines, nine) for p in people), frozen=1))


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
    return workbook(Sheet(_("Pencarian"), heads, (_fit_row(fit) for fit in found), frozen=1))


def _fit_row(fit: Fit) -> list[Any]:
    row = _person(fit.person) if fit.person else []
    for _wanted, proof in fit.pairs:
        row += [proof.level, proof.method_name, proof.assessed_on, proof.last_day] if proof else [None] * 4
    return [*row, fit.above]


def _person_heads() -> list[tuple[str, int]]:
    return [(_("NIP"), 20), (_("Nama"), 34), (_("Jabatan"), 40), (_("Unit kerja"), 44)]


def _person(person: Employee) -> list[Any]:
    job = person.position.name if person.position else ""
    return [person.nip, person.full_name, job, unit_name(person.unit.name) if person.unit else ""]
