"""The rows of the scheduler, seen as the office's own: who switched the monthly report on or off is traced."""

from django.utils.translation import gettext_lazy as _
from django_celery_beat.models import PeriodicTask

from core.models.tracked import tracked

BOOKKEEPING = ("last_run_at", "total_run_count", "date_changed")


@tracked(agency=None, exclude=BOOKKEEPING)
class ReportSchedule(PeriodicTask):
    class Meta:
        proxy = True
        verbose_name = _("jadwal laporan")
