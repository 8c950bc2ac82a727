"""The monthly report of each government, as a schedule of django-celery-beat."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

from core.enums import DecisionKind
from core.models import Agency
from core.services.decisions import record_decision
from reports.selectors import latest_year
from reports.services.requests import request_monthly_report

TASK = "reports.request_scheduled"
RESCUE = "reports.refresh_again"
DEFAULT_DAY, DEFAULT_HOUR = 1, 5


@dataclass(frozen=True)
class Schedule:
    """When the report comes; ``next_at`` is None while it is switched off."""

    day: int
    hour: int
    is_on: bool
    next_at: datetime | None


@transaction.atomic
def ensure_schedule(*, agency: Agency) -> PeriodicTask:
    """Each government starts with a report on the first of the month at 05.00 of its own zone."""
    task = PeriodicTask.objects.filter(name=_name(agency)).select_related("crontab").first()
    return task or _write(agency, DEFAULT_DAY, DEFAULT_HOUR, is_on=True)


@transaction.atomic
def ensure_rescue() -> None:
    """Every hour numbers whose counting failed are asked for again."""
    if not PeriodicTask.objects.filter(name=RESCUE).exists():
        every = IntervalSchedule.objects.filter(every=1, period=IntervalSchedule.HOURS).first()
        every = every or IntervalSchedule.objects.create(every=1, period=IntervalSchedule.HOURS)
        PeriodicTask.objects.get_or_create(name=RESCUE, defaults={"task": RESCUE, "interval": every})


@transaction.atomic
def change_schedule(
    *, agency: Agency, day: int, hour: int, is_on: bool, by: Any | None = None, at: datetime | None = None
) -> PeriodicTask:
    """Move the monthly report to another day or hour, or switch it off."""
    facts = {"day": day, "hour": hour, "is_on": is_on}
    record_decision(
        DecisionKind.SCHEDULE_SET, subject=agency, agency=agency, by=by, at=at or timezone.now(), facts=facts
    )
    return _write(agency, day, hour, is_on=is_on)


def schedule_of(*, agency: Agency, at: datetime) -> Schedule:
    """The schedule in the zone of the agency, with its next run."""
    task = ensure_schedule(agency=agency)
    day, hour = int(task.crontab.day_of_month), int(task.crontab.hour)
    return Schedule(
        day, hour, task.enabled, next_run(day, hour, ZoneInfo(agency.time_zone), at) if task.enabled else None
    )


def next_run(day: int, hour: int, zone: ZoneInfo, at: datetime) -> datetime:
    """The first moment after ``at`` that is the day and hour in the zone; ``day`` is at most 28."""
    local = at.astimezone(zone)
    this_month = local.replace(day=day, hour=hour, minute=0, second=0, microsecond=0)
    if this_month > local:
        return this_month
    following = (local.replace(day=1) + timedelta(days=32)).replace(day=day)
    return following.replace(hour=hour, minute=0, second=0, microsecond=0)


def request_scheduled(*, agency_id: int, at: datetime) -> None:
    """The monthly report of the newest year; nothing to do before any year was appraised.

    The month is that of the agency's zone: a message delivered twice makes one report.
    """
    agency = Agency.objects.get(pk=agency_id)
    if year := latest_year(agency):
        month = f"{at.astimezone(ZoneInfo(agency.time_zone)):%Y-%m}"
        request_monthly_report(agency=agency, year=year, month=month, at=at)


def _name(agency: Agency) -> str:
    return f"{TASK}:{agency.pk}"


def _write(agency: Agency, day: int, hour: int, *, is_on: bool) -> PeriodicTask:
    # The scheduler's table knows no uniqueness: two equal rows are no reason to fail.
    when = {"minute": "0", "hour": str(hour), "day_of_month": str(day), "month_of_year": "*", "day_of_week": "*"}
    crontab = CrontabSchedule.objects.filter(**when, timezone=agency.time_zone).first()
    crontab = crontab or CrontabSchedule.objects.create(**when, timezone=agency.time_zone)
    values = {"task": TASK, "crontab": crontab, "enabled": is_on, "kwargs": json.dumps({"agency_id": agency.pk})}
    task, _made = PeriodicTask.objects.update_or_create(name=_name(agency), defaults=values)
    return task
