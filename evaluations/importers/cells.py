"""Cells of the two layouts of our own, and what both importers refuse in the same words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone, translation

from core import tracing
from core.domain import cells
from core.importing.engine import refuse_if_missing
from core.importing.importer import Field, Refusal, RowCheck
from evaluations.domain.dictionary import CODE, EARLIEST


def up_to(length: int) -> Callable[[object], str | None]:
    """A text that fits its column. Raises, when called: BadValue ``too_long``."""

    def parse(cell: object) -> str | None:
        value = cells.text(cell)
        if value is not None and len(value) > length:
            raise cells.BadValue("too_long")
        return value

    return parse


def code(cell: object) -> str | None:
    """A code of the dictionary. Raises: BadValue ``code_invalid``."""
    value = cells.text(cell)
    if value is not None and not CODE.fullmatch(value):
        raise cells.BadValue("code_invalid")
    return value


def first_day(cell: object) -> str | None:
    """A day since 2000. Raises: BadValue ``date_invalid``."""
    value = cells.day(cell)
    if value is not None and date.fromisoformat(value) < EARLIEST:
        raise cells.BadValue("date_invalid")
    return value


def past_day(cell: object) -> str | None:
    """A day since 2000 that has come: nobody is assessed in the future. Raises: BadValue ``date_invalid``, ``date_range``."""
    value = cells.day(cell)
    if value is not None and not EARLIEST <= date.fromisoformat(value) <= timezone.localdate():
        raise cells.BadValue("date_range")
    return value


def spelled(choices: type[models.TextChoices]) -> dict[str, str]:
    """How the values of a choice may be written, in capitals: by key, or in the words of a file in Indonesian."""
    with translation.override(settings.LANGUAGE_CODE):
        return {str(word).upper(): value for value, label in choices.choices for word in (value, label)}


def strict(index: Mapping[str, int], fields: Sequence[Field], needed: Sequence[str]) -> RowCheck:
    """Refuse a row where a needed cell is empty or any cell cannot be read: a competency is taken whole or not at all."""
    complete = refuse_if_missing(index, tuple(f for f in fields if f.name in needed))
    slots = [(f, index[f.name]) for f in fields if f.name in index]

    def check(row: Sequence[object]) -> Refusal | None:
        if refusal := complete(row):
            return refusal
        for f, position in slots:
            try:
                f.parse(row[position])
            except cells.BadValue as error:
                return Refusal(error.code, f.headers[0], str(row[position]))
        return None

    return check


def maker() -> str:
    """SQL for the account on whose behalf a file is stored."""
    return str(tracing.user_key() or "NULL")
