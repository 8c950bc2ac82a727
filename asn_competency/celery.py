"""The Celery application. The database row `core.Job` is the truth; Celery only executes it."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_competency.settings")

app = Celery("asn_competency")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
