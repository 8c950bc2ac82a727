"""Take the front-end files from npm and collect all static files, hashed and compressed."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from core import assets


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        base, out = settings.BASE_DIR, settings.DATA_DIR / "assets"
        unknown = assets.build(base / "node_modules", base / "templates", out)
        if unknown:
            raise CommandError(f"Icons not in the sprite: {', '.join(unknown)}")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
