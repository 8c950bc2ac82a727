"""`manage.py seal_trail`: seal the days of the trail that are over; the worker does it every day."""

from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core import commands
from core.domain.errors import DomainError
from core.services import seals


class Command(commands.Command):
    help = __doc__

    def handle(self, **options: Any) -> None:
        try:
            days = seals.seal_due(at=timezone.now())
        except DomainError as error:
            raise CommandError(error.message) from error
        for day in days:
            # Whoever writes this value down elsewhere can tell later that nobody made all seals anew.
            self.stdout.write(f"{day} {seals.digest_of_day(day)}")
        if not days:
            self.stdout.write(_("Tidak ada hari yang perlu disegel."))
