"""What each app erases when its time to keep is over; the periods stand in `core.domain.retention`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise

BATCH = 1000  # rows of one transaction: short enough to hold up nobody

Find = Callable[[datetime, Any | None], Any]  # (before, agency) -> query set of what is due
Erase = Callable[[list[Any]], None]


@dataclass(frozen=True)
class Holding:
    """One kind of data under a rule.

    Attributes:
        what: in words; ``since``: what its period is counted from, in words.
        due: the rows that would go, oldest first, of an agency or (``is_shared``) of all.
        table: of the sealed trail that loses rows; `verify_trail` then knows that they were not stolen.
        erase: takes the keys of one batch, inside its transaction; None: counted only, never erased.
    """

    key: str
    what: str | Promise
    since: str | Promise
    due: Find
    erase: Erase | None
    is_shared: bool = False
    table: str = ""


def drop_files(rows: QuerySet[Any], field: str) -> None:
    """Empty the file field of the rows; the files go when the transaction is through.

    A row without its file can be told, a file without its row cannot.
    """
    for row in rows:
        file = getattr(row, field)
        transaction.on_commit(partial(file.storage.delete, file.name))
    rows.update(**{field: ""})


_holdings: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    """Make a holding known; its key is that of a rule."""
    _holdings[holding.key] = holding


def holdings() -> dict[str, Holding]:
    """All of them by key."""
    return dict(_holdings)
