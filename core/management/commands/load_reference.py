"""Load the region codes of Kemendagri and the schedules every office starts with."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

from core import commands
from core.domain.jobs import SWEEP

SOURCES = (
    ("province", "provinces.csv", None),
    ("regency", "regencies.csv", "province_code"),
    ("district", "districts.csv", "regency_code"),
    ("village", "villages.csv", "district_code"),
)


class Command(commands.Command):
    help = __doc__

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        folder = settings.BASE_DIR / "node_modules" / "idn-area-data"
        self._load_regions(folder)
        every, _made = IntervalSchedule.objects.get_or_create(every=SWEEP.seconds, period="seconds")
        PeriodicTask.objects.update_or_create(
            name="core.sweep_jobs", defaults={"task": "core.sweep_jobs", "interval": every}
        )
        # Several times: a day that a long transaction kept open is sealed by the next run.
        when = {"minute": "20", "hour": "2-6", "day_of_month": "*", "month_of_year": "*", "day_of_week": "*"}
        nightly = CrontabSchedule.objects.filter(**when, timezone="UTC").first()
        nightly = nightly or CrontabSchedule.objects.create(**when, timezone="UTC")
        PeriodicTask.objects.update_or_create(
            name="core.seal_trail", defaults={"task": "core.seal_trail", "crontab": nightly}
        )

    def _load_regions(self, folder: Path) -> None:
        version = json.loads((folder / "package.json").read_text())["version"]
        with connection.cursor() as cursor:
            # The version loaded last is kept as the comment of the table.
            cursor.execute("SELECT obj_description('core_region'::regclass)")
            if cursor.fetchone()[0] == version:
                return
            cursor.execute("CREATE TEMPORARY TABLE region_file (LIKE core_region) ON COMMIT DROP")
            with cursor.copy("COPY region_file (code, name, kind, parent_id) FROM STDIN") as copy:
                for row in _rows(folder / "data"):
                    copy.write_row(row)
            cursor.execute(
                "INSERT INTO core_region SELECT * FROM region_file ON CONFLICT (code)"
                " DO UPDATE SET name = excluded.name, parent_id = excluded.parent_id"
            )
            cursor.execute(f"COMMENT ON TABLE core_region IS '{version}'")


def _rows(folder: Path) -> Iterator[tuple[str, str, str, str | None]]:
    for kind, name, parent in SOURCES:
        with (folder / name).open(newline="") as file:
            for row in csv.DictReader(file):
                yield row["code"], row["name"], kind, row[parent] if parent else None
