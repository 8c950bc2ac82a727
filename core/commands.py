"""What all commands of the project are made from."""

from typing import Any

from django.core.management.base import BaseCommand

from core.tracing import acting


class Command(BaseCommand):
    """A command whose writes say which command made them."""

    def execute(self, *arguments: Any, **options: Any) -> str | None:
        with acting(user=None, source=f"command {self.__module__.rpartition('.')[2]}"):
            return super().execute(*arguments, **options)
