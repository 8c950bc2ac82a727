"""The product's worker without its late acknowledgement, for the tests' control."""

from asn_competency.celery import app

app.conf.update(task_acks_late=False, task_reject_on_worker_lost=False)
