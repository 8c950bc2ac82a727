"""The first account of a real office: an HR officer of the whole government of a region."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import timezone

from core import commands
from core.domain.errors import DomainError
from core.services.agencies import open_office


class Command(commands.Command):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--region", required=True, help="Kemendagri code, e.g. 76.02")
        parser.add_argument("--nip", required=True, help="login name")
        parser.add_argument("--name", required=True)
        parser.add_argument("--email", default="")
        parser.add_argument("--password", help="asked for when left out")

    def handle(self, **options: Any) -> None:
        password = options["password"] or getpass.getpass("Kata sandi: ")
        try:
            validate_password(password)
            role = open_office(
                region=options["region"], username=options["nip"], name=options["name"],
                email=options["email"], password=password, at=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except DomainError as error:
            raise CommandError(error.message) from None
        self.stdout.write(str(role))
