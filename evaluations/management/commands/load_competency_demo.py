"""Load standards, assessment rounds and talent of the demo, once, after `load_demo`."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from core import commands
from evaluations.demo.load import is_loaded, is_ready, load


class Command(commands.Command):
    help = __doc__

    def handle(self, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo has known passwords and is not loaded in production.")
        if not is_ready():
            self.stdout.write("Data contoh belum lengkap; jalankan load_library dan load_demo lebih dahulu.")
            return
        if is_loaded():
            self.stdout.write("Sudah ada standar jabatan atau kegiatan asesmen; data contoh kompetensi tidak dimuat.")
            return
        load(at=timezone.now(), say=self.stdout.write)
