"""Celery tasks of competencies."""

from celery import shared_task
from django.utils import timezone

from evaluations.services import current


@shared_task(name="evaluations.refresh_levels", expires=3600)
def refresh_levels() -> None:
    current.refresh_all(at=timezone.now())
