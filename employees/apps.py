from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmployeesConfig(AppConfig):
    name = "employees"
    verbose_name = _("Pegawai")

    def ready(self) -> None:
        from core import personal_data, trail
        from core.importing import preview
        from employees import holdings, imports
        from employees import personal_data as own
        from employees.services import accounts, readings

        imports.register_all()
        accounts.register_jobs()
        personal_data.register(own.sections)
        holdings.register_all()
        trail.register_watcher(readings.record_trail_reading)
        preview.register_watcher(readings.record_preview_reading)
