"""`manage.py import_siasn KIND FILE [--region CODE] [--dry-run] [--json]`."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from core.domain.errors import DomainError
from core.importing import registry
from core.services.imports import import_file


class Command(BaseCommand):
    help = "Import a SIASN export (xlsx or csv); exit 2 and nothing stored when it cannot be read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=[importer.kind for importer in registry.importers()])
        parser.add_argument("file", type=Path)
        parser.add_argument("--region", help="Kemendagri code of the government, e.g. 76.02")
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
