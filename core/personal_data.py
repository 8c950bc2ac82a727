"""Everything held about one person, put together from what every app contributes (UU 27/2022, art. 7).

An app registers ``function(user, person, most) → sections`` when it starts. A section is one table; the page, the
PDF and the JSON file are made from the same sections, so that none of them holds more than the others. The page
shows the first rows only: with ``most`` an app reads no more than it takes to say that there are more (`first`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.templatetags.web import moment, number

Value = str | int | bool | Decimal | date | datetime | Promise | None
Row = Sequence[Value]


@dataclass(frozen=True)
class Section:
    """One table of a person's data.

    Attributes:
        key: stable name in the JSON file.
        columns: pairs of (key, heading).
        about: where the data come from and what they are for, in a sentence.
        models: labels of the models whose rows about the person are all in it.
        is_record: one row, shown as a list of fields.
    """

    key: str
    title: str | Promise
    columns: Sequence[tuple[str, str | Promise]]
    rows: Sequence[Row]
    about: str | Promise = ""
    models: tuple[str, ...] = ()
    is_record: bool = False

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Heading and words of a record, field by field."""
        return [(str(title), words(value)) for (_key, title), value in zip(self.columns, self.rows[0], strict=True)]

    def in_words(self, most: int | None = None) -> Iterator[list[tuple[str, str]]]:
        """The rows as pairs of heading and words, at most so many."""
        for row in self.rows[:most]:
            yield [(str(title), words(value)) for (_key, title), value in zip(self.columns, row, strict=True)]


@dataclass(frozen=True)
class PersonalData:
    """The whole copy, as of a moment.

    Attributes:
        person: her record, None for an account without one.
    """

    user: Any | None
    person: Any | None
    agency: Any | None
    made_at: datetime
    sections: list[Section] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.person or self.user)

    @property
    def number(self) -> str:
        """NIP, or the login name of an account without a record."""
        return self.person.nip if self.person else self.user.username  # type: ignore[union-attr]

    @property
    def held(self) -> list[Section]:
        """Sections with something in them."""
        return [section for section in self.sections if section.rows]

    @property
    def absent(self) -> list[Section]:
        """Sections of which nothing is held."""
        return [section for section in self.sections if not section.rows]

    def plain(self) -> dict[str, Any]:
        """Values that JSON knows, under stable keys."""
        return {
            "name": self.name,
            "number": self.number,
            "agency": str(self.agency or ""),
            "made_at": self.made_at.isoformat(),
            "legal_basis": "UU 27/2022",
            "sections": {
                section.key: {
                    "title": str(section.title),
                    "about": str(section.about),
                    "rows": [
                        {key: _plain(value) for (key, _title), value in zip(section.columns, row, strict=True)}
                        for row in section.rows
                    ],
                }
                for section in self.sections
            },
        }


Contribution = Callable[[Any | None, Any | None, int | None], Iterable[Section]]
Writer = Callable[[PersonalData], IO[bytes]]
_contributions: list[Contribution] = []
_writers: dict[str, Writer] = {}


def register(contribution: Contribution) -> None:
    """Add an app's part; parts stand in the order in which apps start."""
    if contribution not in _contributions:
        _contributions.append(contribution)


def register_writer(kind: str, writer: Writer) -> None:
    """Make a form of the copy known, e.g. "pdf"; the writer returns an open file at its beginning."""
    _writers[kind] = writer


def writer_of(kind: str) -> Writer:
    """Raises: KeyError for a form nobody registered."""
    return _writers[kind]


def first(rows: Any, most: int | None) -> Any:
    """The rows of a query set, or its first ones and one more, which shows that there are more."""
    return rows.all() if most is None else rows.all()[: most + 1]


def personal_data(
    *, user: Any | None, person: Any | None, agency: Any | None, at: datetime, most: int | None = None
) -> PersonalData:
    """All sections about the account and the person behind it; empty ones included, they say "nothing held".

    Args:
        most: enough for a page that shows so many rows of a section; a copy takes all.
    """
    sections = [section for contribution in _contributions for section in contribution(user, person, most)]
    return PersonalData(user, person, agency, at, sections)


def words(value: Value) -> str:
    """A value as a reader expects it: dates in words, numbers with commas, a dash for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return date_format(value)
    return number(value) if isinstance(value, Decimal) else str(value)


def _plain(value: Value) -> Any:
    if isinstance(value, date):  # moments are dates as well
        return value.isoformat()
    return str(value) if isinstance(value, (Decimal, Promise)) else value
