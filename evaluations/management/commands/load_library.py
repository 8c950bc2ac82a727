"""Load the dictionary of competencies, and the nightly schedule that lets results expire."""

from typing import Any

from django.utils import timezone
from django_celery_beat.models import CrontabSchedule, PeriodicTask

from core import commands
from evaluations.selectors.dictionary import twins
from evaluations.services.library import load_library

TASK = "evaluations.refresh_levels"
# A quarter past midnight in each of the three zones of the country.
AFTER_MIDNIGHT = {"minute": "15", "hour": "15-17", "day_of_month": "*", "month_of_year": "*", "day_of_week": "*"}


class Command(commands.Command):
    help = __doc__

    def handle(self, **options: Any) -> None:
        versions = load_library(at=timezone.now())
        nightly = CrontabSchedule.objects.filter(**AFTER_MIDNIGHT, timezone="UTC").first()
        nightly = nightly or CrontabSchedule.objects.create(**AFTER_MIDNIGHT, timezone="UTC")
        PeriodicTask.objects.update_or_create(name=TASK, defaults={"task": TASK, "crontab": nightly})
        for own in twins():
            # Said at every run: the office decides what to do about it, nothing is changed.
            self.stderr.write(f"{own.agency}: {own.code} stays its own {own.name}; the library uses the code too.")
        if versions and options["verbosity"] > 1:
            self.stdout.write(f"{versions} versions")
