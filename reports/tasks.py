"""Celery tasks of the reports: an id in, one service called."""

from celery import shared_task
from django.utils import timezone

from reports.services import facts, schedules


@shared_task(name="reports.request_scheduled")
def request_scheduled(agency_id: int) -> None:
    schedules.request_scheduled(agency_id=agency_id, at=timezone.now())


@shared_task(name="reports.refresh_again", expires=3600)
def refresh_again() -> None:
    facts.ask_again(at=timezone.now())
    facts.refresh_running_year(at=timezone.now())
