"""What an unreadable cell of the export kursus does: nothing to what is stored."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.models import ImportBatch
from core.services import imports
from core.services import jobs as job_service
from core.tests.people import Cast
from employees.models import Employee
from training.models import TrainingRecord

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
NIP = "198609262015052001"
HEADER = "id,nipBaru,jenisDiklatId,namaKursus,jumlahJam,tanggalKursus,tanggalSelesaiKursus,tahunKursus"


@pytest.fixture
def sari(cast: Cast) -> Employee:
    return Employee.objects.create(agency=cast.surabaya, nip=NIP, name="Sari Wulandari")


def line(key="K1", form="10", jp="24", starts="01-06-2025", ends="03-06-2025", year="2025") -> str:
    return f"{key},{NIP},{form},Pelatihan Arsip,{jp},{starts},{ends},{year}"


def take(folder: Path, *lines: str) -> imports.engine.Outcome:
    path = folder / "kursus.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n")
    return imports.import_file(kind="kursus", path=path, region="35.78", dry_run=False, at=AT)


def preview(cast: Cast, *lines: str) -> ImportBatch:
    file = SimpleUploadedFile("kursus.csv", "\n".join([HEADER, *lines]).encode())
    batch = imports.upload(agency=cast.surabaya, kind="kursus", file=file, by=cast.dewi, at=AT)
    job_service.run(pk=batch.job_id)
    return ImportBatch.objects.get(pk=batch.pk)


def record() -> tuple:
    return TrainingRecord.objects.values_list("form", "jp", "starts_on", "ends_on", "counted_on").get()


STORED = (10, Decimal(24), date(2025, 6, 1), date(2025, 6, 3), date(2025, 6, 3))


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"jp": "-5"}, "number_range"),
        ({"jp": "99999"}, "number_range"),
        ({"jp": "99999999999"}, "number_range"),
        ({"jp": "sepuluh"}, "number_invalid"),
        ({"ends": "31-02-2025"}, "date_invalid"),
        ({"ends": "2025"}, "date_invalid"),
        ({"starts": "kemarin"}, "date_invalid"),
        ({"form": "99"}, "code_unknown"),
        ({"year": "dua ribu"}, "number_invalid"),
    ],
)
def test_what_cannot_be_read_leaves_what_is_stored(sari, tmp_path, cells, code):
    take(tmp_path, line())
    assert record() == STORED
    outcome = take(tmp_path, line(**cells))
    assert (outcome.updated, outcome.unchanged, outcome.review.warned) == (0, 1, {code: 1})
    assert record() == STORED


def test_an_empty_cell_still_empties(sari, tmp_path):
    """The control: this is what the export says."""
    take(tmp_path, line())
    assert take(tmp_path, line(jp="", ends="")).updated == 1
    assert record() == (10, Decimal(0), date(2025, 6, 1), None, date(2025, 6, 1))


def test_the_other_cells_of_the_row_are_taken(sari, tmp_path):
    """Also where a column rests on a cell that can be read and one that cannot."""
    take(tmp_path, line())
    take(tmp_path, line(jp="sepuluh", ends="05-06-2025", year="x"))
    assert record() == (10, Decimal(24), date(2025, 6, 1), date(2025, 6, 5), date(2025, 6, 5))


def test_a_year_that_cannot_be_read_keeps_the_year_in_which_the_hours_count(sari, tmp_path):
    take(tmp_path, line(ends=""))
    take(tmp_path, line(ends="", year="x"))
    assert record() == (10, Decimal(24), date(2025, 6, 1), None, date(2025, 6, 1))


def test_each_row_keeps_its_own(sari, tmp_path):
    take(tmp_path, line("K1"), line("K2", jp="8"))
    take(tmp_path, line("K1", jp="x"), line("K2", jp="9"))
    assert dict(TrainingRecord.objects.values_list("siasn_id", "jp")) == {"K1": Decimal(24), "K2": Decimal(9)}


def test_a_new_record_goes_without_it(sari, tmp_path):
    assert take(tmp_path, line(jp="-5", ends="2025")).created == 1
    assert record() == (10, Decimal(0), date(2025, 6, 1), None, date(2025, 6, 1))


def test_the_page_says_what_becomes_of_it_and_why(client: Client, cast, sari, tmp_path):
    take(tmp_path, line())
    batch = preview(cast, line(jp="-5"))
    client.force_login(cast.dewi)
    html = client.get(reverse("import_detail", args=[batch.pk]), {"tab": "warnings"}).content.decode()
    assert (
        "Angka ini di luar rentang yang masuk akal (0 sampai 9.999,99). "
        "Isi sel ini tidak dipakai: data yang sudah tersimpan tetap, pada data baru dikosongkan."
    ) in html
    assert "Bukan angka" not in html


def test_hours_are_written_as_people_write_them(client: Client, cast, sari, tmp_path):
    take(tmp_path, line(jp="24"))
    batch = preview(cast, line(jp="12.5"))
    client.force_login(cast.dewi)
    url = reverse("import_detail", args=[batch.pk]) + "?tab=changed"
    html = client.get(url).content.decode()
    assert "<del>24</del>" in html
    assert "<ins>12,5</ins>" in html
    client.cookies["django_language"] = "en"
    assert "<ins>12.5</ins>" in client.get(url).content.decode()


def test_a_course_far_ahead_is_stored_with_a_remark(sari, tmp_path):
    outcome = take(tmp_path, line("K1", ends="03-06-2031"), line("K2", ends="21-11-2027"))
    assert (outcome.created, outcome.review.warned) == (2, {"date_ahead": 1})
    assert outcome.review.rows == [(2, "tanggalSelesaiKursus", "03-06-2031", "date_ahead", True)]
