"""Celery tasks of the kernel: an id in, one service called."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from core.services import accounts, jobs, seals


@shared_task(name="core.run_job")
def run_job(pk: str) -> None:
    jobs.run(pk=UUID(pk))


@shared_task(name="core.sweep_jobs", expires=30)
def sweep_jobs() -> None:
    jobs.sweep(at=timezone.now())
    accounts.remove_old_link_files(at=timezone.now())


@shared_task(name="core.seal_trail")
def seal_trail() -> None:
    seals.seal_due(at=timezone.now())
