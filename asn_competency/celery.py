"""The Celery application. The database row `core.Job` is the truth; Celery only executes it."""

import os
from typing import Any

from celery import Celery, Task

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_competency.settings")


class TracedTask(Task):
    """A task whose writes say which task made them; a job adds who asked for it (`core.services.jobs`)."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        from core.tracing import acting

        with acting(user=None, source=f"task {self.name}"):
            return super().__call__(*arguments, **options)


app = Celery("asn_competency", task_cls=TracedTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
