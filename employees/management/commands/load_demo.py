"""Load the two sample governments and the demo accounts into an empty database."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from core import commands
from core.models import Agency, User
from employees.demo.load import load


class Command(commands.Command):
    help = __doc__

    def handle(self, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo has known passwords and is not loaded in production.")
        if Agency.objects.exists() or User.objects.exists():
            self.stdout.write("Sudah ada instansi atau akun; data contoh tidak dimuat.")
            return
        load(at=timezone.now(), say=self.stdout.write)
