"""`manage.py import_siasn KIND FILE [--region CODE] [--agree CODE] [--dry-run] [--json]`."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core import commands
from core.domain.errors import DomainError
from core.importing import registry
from core.services.imports import import_file


def _consents() -> list[str]:
    return [notice.code for importer in registry.importers() for notice in importer.notices if notice.consent]


class Command(commands.Command):
    help = "Import a SIASN export (xlsx or csv); exit 2 and nothing stored when it cannot be read or needs a consent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=[importer.kind for importer in registry.importers()])
        parser.add_argument("file", type=Path)
        parser.add_argument("--region", help="Kemendagri code of the government, e.g. 76.02")
        parser.add_argument(
            "--agree", action="append", default=[], metavar="CODE", choices=_consents(),
            help="store although the file needs this consent; repeatable: %(choices)s",
        )  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="check only, store nothing")
        parser.add_argument("--json", action="store_true", help="one line of JSON on standard output")

    def handle(self, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            self._refuse(_("Berkas {path} tidak ditemukan.").format(path=path))
        try:
            outcome = import_file(
                kind=options["kind"],
                path=path,
                region=options["region"],
                dry_run=options["dry_run"],
                agreed=options["agree"],
                at=timezone.now(),
            )
        except DomainError as error:
            self._refuse(error.message)
        summary = outcome.summary()
        if options["json"]:
            self.stdout.write(json.dumps(summary))
        else:
            for name, value in summary.items():
                self.stdout.write(f"{name}: {value}")

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(2)
