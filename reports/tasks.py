"""Celery tasks of the reports."""

from celery import shared_task

from reports.services import schedules


@shared_task(name="reports.request_scheduled")
def request_scheduled(agency_id: int) -> None:
    schedules.request_scheduled(agency_id=agency_id)
