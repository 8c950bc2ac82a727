"""`manage.py regional_report --agency NAME_OR_CODE --year 2025 --out DIR [--unit NAME]`."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core import commands
from core.models import Agency, Unit
from core.selectors import find_agency
from reports.documents import write_documents
from reports.services.freeze import freeze


class Command(commands.Command):
    help = "Write report.pdf, report.xlsx and report.json of a government or one of its units."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--agency", required=True, help="name, region code or SIASN id")
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument("--out", required=True, type=Path, help="folder, made when missing")
        parser.add_argument("--unit", help="name of a unit, in any letter case")

    def handle(self, **options: Any) -> None:
        agency = find_agency(options["agency"])
        if agency is None:
            self._refuse(_("Instansi {name} tidak ditemukan.").format(name=options["agency"]))
        unit = None
        if options["unit"]:
            unit = self._unit(agency, options["unit"])
        if not 1990 <= options["year"] <= timezone.localdate().year:
            self._refuse(_("Tahun {year} di luar jangkauan.").format(year=options["year"]))
        frozen = freeze(agency=agency, unit=unit, year=options["year"], at=timezone.now())
        options["out"].mkdir(parents=True, exist_ok=True)
        for path in write_documents(frozen, options["out"]).values():
            self.stdout.write(str(path))

    def _unit(self, agency: Agency, name: str) -> Unit:
        """The one unit of the name that stands highest; several at one height are refused with their superiors."""
        units = list(Unit.objects.filter(agency=agency, name__iexact=name).select_related("parent").order_by("depth"))
        highest = [unit for unit in units if unit.depth == units[0].depth]
        if not highest:
            self._refuse(_("Unit {name} tidak ditemukan.").format(name=name))
        if len(highest) > 1:
            where = "; ".join(str(unit.parent) for unit in highest)
            self._refuse(_("Ada beberapa unit bernama {name}: di bawah {where}.").format(name=name, where=where))
        return highest[0]

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(2)
