"""The grid of nine boxes, and the people of one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.domain.naming import unit_name
from core.language import number
from core.templatetags.web import nip
from employees.models import Employee
from employees.tables import CLIP, EmployeeTable, hover, linked
from evaluations.domain import boxes, talent
from evaluations.enums import PotentialSource, Predicate
from evaluations.selectors.talent import Counts, Placed

_PREDICATES = dict(Predicate.choices)
_NUMBER = {"td": {"class": "num"}, "th": {"class": "num"}}


@dataclass(frozen=True)
class Cell:
    """One box of the grid."""

    number: int
    name: str
    advice: str
    potential: str
    people: int
    share: Decimal


def grid(counts: Counts) -> list[tuple[str, list[Cell]]]:
    """The nine boxes row by row, the best performance on top, potential rising to the right (rules 6.1)."""
    return [
        (gettext(words), [_cell(talent.BOXES[performance, x], x, counts) for x in talent.POTENTIALS])
        for performance, words in boxes.PERFORMANCES.items()
    ]


def _cell(number_: int, potential: str, counts: Counts) -> Cell:
    return Cell(
        number_, gettext(boxes.NAMES[number_]), gettext(boxes.ADVICE[number_]), gettext(boxes.POTENTIALS[potential]),
        counts.boxes[number_], counts.shares[number_],
    )  # fmt: skip


def reasons(counts: Counts) -> list[tuple[str, str, int]]:
    """Why people stand in no box: code, words, how many."""
    return [(code, gettext(boxes.REASONS[code]), people) for code, people in counts.missing.items()]


class BoxTable(EmployeeTable):
    """One line per person with what her place on the map rests on.

    Attributes:
        placed: of the people on the page, by key; given once the page is known.
    """

    status = rank = position = None
    unit = tables.Column(verbose_name=_("Jabatan dan unit kerja"), orderable=False, empty_values=(), attrs=CLIP)
    y = tables.Column(verbose_name=_("Kinerja"), orderable=False, empty_values=(), attrs=_NUMBER)
    x = tables.Column(verbose_name=_("Potensi"), orderable=False, empty_values=(), attrs=_NUMBER)
    valid_until = tables.Column(verbose_name=_("Berlaku sampai"), orderable=False, empty_values=())
    lacks = tables.Column(verbose_name=_("Yang belum ada"), orderable=False, empty_values=())
    placed: Mapping[int, Placed]

    class Meta:
        sequence = ("name", "nip", "unit", "y", "x", "valid_until", "lacks")

    def __init__(self, *args, is_incomplete: bool, **kwargs) -> None:
        super().__init__(*args, exclude=() if is_incomplete else ("lacks",), **kwargs)
        self.is_incomplete = is_incomplete

    @property
    def keys(self) -> list[int]:
        """Of the people on the page."""
        return [row.record.pk for row in self.paginated_rows]

    def cells(self, person: Employee) -> tuple[str, ...]:
        place = self.placed.get(person.pk)
        drawn = (linked(person), nip(person.nip), _job(person), performance(place), potential(place), until(place))
        return (*drawn, ", ".join(lacking(place))) if self.is_incomplete else drawn


def _job(person: Employee) -> str:
    job = person.position.name if person.position else "–"
    unit = unit_name(person.unit.name) if person.unit else ""
    return format_html('<span>{}<span class="cell-sub">{}</span></span>', hover(job), unit)


def performance(place: Placed | None) -> str:
    if place is None or place.y is None:
        return "–"
    predicate = _PREDICATES.get(place.predicate, "")
    return format_html('<span>{}<span class="cell-sub nowrap">{}</span></span>', number(place.y), predicate)


def potential(place: Placed | None) -> str:
    if place is None or place.x is None:
        return "–"
    source = gettext("potensi") if place.source == PotentialSource.POTENTIAL else gettext("JPM")
    return format_html('<span>{}<span class="cell-sub">{}</span></span>', number(place.x, 2), source)


def until(place: Placed | None) -> str:
    day = place.last_day if place else None
    return date_format(day, "j M Y") if day else "–"


def lacking(place: Placed | None) -> list[str]:
    return [gettext(boxes.SHORT_REASONS[code]) for code in place.missing] if place else []
