"""Show what has been kept long enough (a dry run), or erase it with --apply."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from core.services import retention
from core.services.retention import Due
from core.tracing import acting


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="erase; without it nothing is changed")
        parser.add_argument("--json", action="store_true", help="machine-readable output")

    def handle(self, **options: Any) -> None:
        on = timezone.localdate()
        if not options["apply"]:
            self._show(retention.plan(on=on), options["json"])
            return
        total = 0
        with acting(user=None, source="command retention"):
            for due, rows in retention.apply(on=on, by=None, source="command retention"):
                self._line(due, rows, options["json"])
                total += rows
        if not options["json"]:
            self.stdout.write(f"{total} rows were erased." if total else "Nothing has been kept too long.")

    def _show(self, plan: list[Due], as_json: bool) -> None:
        for due in plan:
            self._line(due, due.rows, as_json)
        if not as_json:
            self.stdout.write("Nothing was erased. Run again with --apply to erase.")

    def _line(self, due: Due, rows: int, as_json: bool) -> None:
        facts = {
            "rule": due.rule.key,
            "agency": str(due.agency) if due.agency else None,
            "before": due.before.isoformat() if due.before else None,
            "rows": rows,
            "erased": due.is_erased,
            "basis": due.rule.basis,
        }
        if as_json:
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
            return
        when = f"{due.before:%Y-%m-%d}" if due.before else "kept"
        self.stdout.write(f"{due.rule.key:16} {facts['agency'] or 'shared':36} {when:10} {rows:>9}  {due.rule.basis}")
