"""The translation catalogues, without GNU gettext: extract, check, compile.

Indonesian is the language of the source; `locale/en` must be complete. `catalogue` merges new strings into it,
`--check` fails on missing or empty ones, `--compile` writes the .mo files.
"""

import io
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
FOLDERS = ("asn_competency", "core", "employees", "evaluations", "training", "partnerships", "reports", "templates")
TARGET = Path("locale") / "en" / "LC_MESSAGES" / "django.po"


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--compile", action="store_true")

    def handle(self, **options: Any) -> None:
        path: Path = settings.BASE_DIR / TARGET
        catalogue = _read(path)
        if options["compile"]:
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue)
            return
        catalogue.update(_template(settings.BASE_DIR), no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        missing = [str(message.id) for message in catalogue if message.id and not _is_complete(message.string)]
        if options["check"]:
            if missing:
                raise CommandError(f"{len(missing)} strings without English: " + " | ".join(missing[:20]))
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
        self.stdout.write(f"{len(catalogue)} strings, {len(missing)} without English")


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="en", domain="django", project="Kompetensi ASN", header_comment="#", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def _template(base: Path) -> Catalog:
    found = Catalog(locale="en", domain="django", fuzzy=False)
    for path in _sources(base):
        text = path.read_text()
        source = text if path.suffix == ".py" else _as_python(text, str(path))
        messages = extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {"encoding": "utf-8"})
        for line, function, message, _comments in messages:
            _add(found, function, message, f"{path.relative_to(base)}:{line}")
    return found


def _as_python(template: str, origin: str) -> str:
    """The calls of a template, one under the other: what is masked in between keeps an indent that means nothing."""
    return "\n".join(line.lstrip() for line in templatize(template, origin=origin).splitlines())


def _sources(base: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((base / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".txt") and "tests" not in path.parts and "migrations" not in path.parts:
                yield path


def _add(found: Catalog, function: str | None, message: Any, _where: str) -> None:
    parts = message if isinstance(message, tuple) else (message,)
    context = None
    if function and function.startswith(("pgettext", "npgettext")):
        context, *parts = parts
    parts = [part for part in parts if part]
    if not parts:
        return
    plural = function is not None and "ngettext" in function and len(parts) > 1
    identity = (parts[0], parts[1]) if plural else parts[0]
    if not (isinstance(identity, str) and not identity.strip()):
        found.add(identity, context=context)


def _is_complete(translation: Any) -> bool:
    return all(translation) if isinstance(translation, (list, tuple)) else bool(translation)
