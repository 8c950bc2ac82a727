from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Laporan")

    def ready(self) -> None:
        from core import jobs
        from core.importing import registry
        from reports.services import facts, requests, schedules

        registry.after_store(facts.mark_stale)
        registry.after_store(lambda agency, kind: schedules.ensure_schedule(agency=agency))
        jobs.register("refresh_facts", facts.refresh_job)
        requests.register_jobs()
