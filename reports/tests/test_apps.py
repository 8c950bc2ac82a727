"""What starting the application costs."""

import subprocess
import sys

from django.conf import settings

_PROBE = """
import sys, django
django.setup()
print(sorted({name.split(".")[0] for name in sys.modules} & {"reportlab"}))
"""


def test_starting_does_not_read_the_library_that_writes_reports():
    command = [
        sys.executable,
        "-c",
        f"import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'asn_competency.settings'\n{_PROBE}",
    ]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
