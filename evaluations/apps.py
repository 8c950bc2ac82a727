from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationsConfig(AppConfig):
    name = "evaluations"
    verbose_name = _("Penilaian")

    def ready(self) -> None:
        from core import personal_data
        from evaluations import holdings, imports
        from evaluations import personal_data as own

        holdings.register_all()
        imports.register_all()
        personal_data.register(own.sections)
