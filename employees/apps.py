from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmployeesConfig(AppConfig):
    name = "employees"
    verbose_name = _("Pegawai")

    def ready(self) -> None:
        from employees import imports

        imports.register_all()
