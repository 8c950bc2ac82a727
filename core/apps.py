from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Inti")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from core import account_data, holdings, personal_data
        from core import checks as _checks  # noqa: F401  (registers the start-up check)
        from core import signals as _signals  # noqa: F401  (connects the receivers)
        from core.services import imports, resets
        from core.truncation import guard_trail

        imports.register_jobs()
        resets.register_jobs()
        personal_data.register(account_data.sections)
        holdings.register_all()
        post_migrate.connect(guard_trail, sender=self)
