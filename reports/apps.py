from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Laporan")

    def ready(self) -> None:
        from core import personal_data
        from core.importing import registry
        from reports import personal_data as own
        from reports.documents import write_copy
        from reports.services import facts, requests, schedules

        registry.after_store(facts.mark_stale)
        registry.after_store(lambda agency, kind: schedules.ensure_schedule(agency=agency))
        registry.after_store(lambda agency, kind: schedules.ensure_rescue())
        facts.register_jobs()
        requests.register_jobs()
        personal_data.register(own.sections)
        personal_data.register_writer("pdf", write_copy)
