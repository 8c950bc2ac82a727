"""The kinds of import; each app adds its own when it starts, so nobody imports upwards."""

from collections.abc import Callable, Collection, Iterable

from core.importing.importer import Importer
from core.models import Agency

_importers: dict[str, Importer] = {}
_listeners: list[Callable[[Agency, str], None]] = []


def register(importer: Importer) -> None:
    _importers[importer.kind] = importer


def importer_for(kind: str) -> Importer:
    """Raises: KeyError for an unknown kind."""
    return _importers[kind]


def importers() -> list[Importer]:
    """All kinds in the order in which an office imports them."""
    return sorted(_importers.values(), key=lambda importer: importer.order)


def best_fit(rows: Iterable[Collection[str]]) -> Importer | None:
    """The kind that one of the rows of normalised titles fits best; None when they fit no kind."""
    fits = [(fit, importer) for titles in rows for importer in importers() if (fit := importer.fit(titles))]
    return max(fits, key=lambda found: found[0])[1] if fits else None


def after(kind: str) -> Importer | None:
    """The export that an office imports next; None after the last, and after what is no export."""
    kinds = [importer for importer in importers() if importer.of_siasn]
    if not importer_for(kind).of_siasn:
        return None
    place = [importer.kind for importer in kinds].index(kind)
    return kinds[place + 1] if place + 1 < len(kinds) else None


def after_store(listener: Callable[[Agency, str], None]) -> None:
    """Call ``listener(agency, kind)`` inside the transaction that stored a file."""
    _listeners.append(listener)


def stored(agency: Agency, kind: str) -> None:
    for listener in _listeners:
        listener(agency, kind)
