#!/usr/bin/env python
"""Django's command line; starts the embedded services when a command needs them."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_competency.settings")
    from django.core.management import execute_from_command_line

    from core.tracing import acting

    # Also what Django's own commands write (createsuperuser, shell) names its origin in the trail.
    with acting(user=None, source=f"command {sys.argv[1] if len(sys.argv) > 1 else 'help'}"):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
