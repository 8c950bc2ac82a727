"""Compute the yearly facts of every government whose data have changed."""

from typing import Any

from django.utils import timezone

from core import commands
from core.models import Agency
from reports.selectors import latest_year
from reports.services.facts import refresh_if_stale


class Command(commands.Command):
    help = __doc__

    def handle(self, **options: Any) -> None:
        for agency in Agency.objects.all():
            if year := latest_year(agency):
                for each in (year - 1, year):
                    refresh_if_stale(agency=agency, year=each, at=timezone.now())
