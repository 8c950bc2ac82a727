"""`manage.py verify_trail [--json] [--known DAY=DIGEST]`: exit 0 when the trail is whole, 1 when it is not."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core import commands
from core.domain.seals import Break, Finding
from core.services import seals


class Command(commands.Command):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one line of JSON on standard output")
        parser.add_argument(
            "--known", action="append", default=[], metavar="DAY=DIGEST", type=_known,
            help="a value that seal_trail printed and that was kept elsewhere",
        )  # fmt: skip

    def handle(self, **options: Any) -> None:
        report = seals.verify(at=timezone.now())
        for day, digest in options["known"]:
            if seals.digest_of_day(day) != digest:
                report.breaks.append(Break("core_seal", day, Finding.SEAL_BROKEN))
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(report)))
        else:
            self.stdout.write("\n".join([_summary(report), *map(sentence, report.breaks)]))
        if report.breaks:
            sys.exit(1)


def _known(text: str) -> tuple[date, str]:
    """``2026-11-20=ab12…`` → day and digest."""
    day, sign, digest = text.partition("=")
    try:
        return date.fromisoformat(day), digest if sign else ""
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not DAY=DIGEST, such as 2026-11-20=ab12…") from None


def sentence(found: Break) -> str:
    """What happened, in words."""
    words = {
        Finding.CHANGED: _("isi baris berubah"),
        Finding.REMOVED: _("ada baris yang hilang"),
        Finding.ADDED: _("ada baris yang ditambahkan"),
        Finding.SEAL_BROKEN: _("segel tidak cocok"),
        Finding.SEAL_MISSING: _("segel tidak ada"),
    }
    place = f"{found.table}, {found.day}"
    if found.first is not None:
        place += f", id {found.first}-{found.last}"
    return f"{place}: {words[found.finding]}"


def _summary(report: seals.Report) -> str:
    if report.breaks:
        return _("Jejak TIDAK utuh: %(number)s temuan.") % {"number": len(report.breaks)}
    if not report.days:
        return _("Belum ada hari yang disegel. Segel pertama dibuat setelah hari pertama berakhir.")
    text = _("Jejak utuh: %(rows)s baris dalam %(tables)s tabel selama %(days)s hari cocok dengan segelnya.")
    return text % {"rows": report.rows, "tables": report.tables, "days": report.days}


def _as_json(report: seals.Report) -> dict[str, Any]:
    return {
        "whole": not report.breaks,
        "rows": report.rows,
        "tables": report.tables,
        "days": report.days,
        "erased": [{"table": table, "day": str(day)} for table, day in report.erased],
        "breaks": [
            {"table": b.table, "day": str(b.day), "what": b.finding, "first": b.first, "last": b.last}
            for b in report.breaks
        ],
    }
