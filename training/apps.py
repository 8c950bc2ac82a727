from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = _("Pelatihan")

    def ready(self) -> None:
        from core import personal_data
        from training import imports
        from training import personal_data as own

        imports.register_all()
        personal_data.register(own.sections)
