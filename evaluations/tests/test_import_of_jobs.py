"""Looking at an export of people leaves jobs alone that standards and assessments speak of."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from core.enums import ImportState
from core.services import imports
from core.tests.people import Cast
from core.tests.test_importing import AT, work
from employees.models import Position
from evaluations.models import JobStandard

pytestmark = pytest.mark.django_db
FILE = """NIP BARU;NAMA;JENIS JABATAN ID;JABATAN NAMA
198609262015051001;ANDI AISYAH;4;PENGELOLA ARSIP
198609262015051002;SITI AMINAH;4;JABATAN BARU
"""


def test_a_job_with_a_standard_and_nobody_in_it_outlives_a_preview(cast: Cast, tmp_path: Path) -> None:
    vacant = Position.objects.create(agency=cast.surabaya, name="PENGELOLA ARSIP", tier="pelaksana")
    JobStandard.objects.create(
        agency=cast.surabaya, position=vacant, valid_from=date(2026, 1, 1), made_at=timezone.now()
    )
    file = SimpleUploadedFile("pegawai.csv", FILE.encode())
    batch = work(imports.upload(agency=cast.surabaya, kind="pegawai", file=file, by=cast.dewi, at=AT))
    connection.check_constraints()
    names = Position.objects.filter(agency=cast.surabaya).values_list("name", flat=True)
    assert (batch.state, "PENGELOLA ARSIP" in names, "JABATAN BARU" in names) == (ImportState.CHECKED, True, False)
