"""Ratings and levels that cannot be: what is stored stays, and the reason names the bounds."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.importing.preview import issue_row
from core.importing.registry import importer_for
from core.models import ImportIssue
from core.services.imports import import_file
from core.tests.people import Cast
from employees.models import Employee
from evaluations.imports import COMPETENCY_CODES
from evaluations.models import Assessment, PerformanceResult

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
NIP = "198609262015052001"


@pytest.fixture(autouse=True)
def sari(cast: Cast) -> Employee:
    return Employee.objects.create(agency=cast.surabaya, nip=NIP, name="Sari Wulandari")


def take(kind: str, folder: Path, header: str, *lines: str) -> dict:
    path = folder / f"{kind}.csv"
    path.write_text("\n".join([header, *(f"{NIP},{line}" for line in lines)]) + "\n")
    return import_file(kind=kind, path=path, region="35.78", dry_run=False, at=AT).summary()


def reasons(kind: str) -> list[str]:
    return [issue_row(importer_for(kind), issue).reason for issue in ImportIssue.objects.order_by("id")]


SKP = "nipBaru,tahun,hasilKinerjaNilai,perilakuKerjaNilai,kuadranKinerjaNilai"


def test_a_quadrant_that_does_not_exist_leaves_the_stored_one(tmp_path):
    take("skp22", tmp_path, SKP, "2025,2,2,2")
    summary = take("skp22", tmp_path, SKP, "2025,2,2,9")
    assert (summary["unchanged"], summary["warnings"], summary["rejected"]) == (1, 1, 0)
    assert PerformanceResult.objects.values_list("predicate", flat=True).get() == 2


def test_the_year_of_an_appraisal_is_out_of_range_not_no_number(tmp_path):
    summary = take("skp22", tmp_path, SKP, "2099,2,2,2", "abc,2,2,2")
    assert summary["rejected_by_reason"] == {"number_invalid": 1, "number_range": 1}
    year = datetime.now(UTC).year
    assert reasons("skp22") == [
        f"Angka ini di luar rentang yang masuk akal (1990 sampai {year}).", "Isi bukan angka.",
    ]  # fmt: skip


def test_a_level_that_does_not_exist_leaves_the_stored_one_and_takes_the_others(tmp_path):
    header = ",".join(["nipBaru", "tanggal", *COMPETENCY_CODES])
    take("kompetensi", tmp_path, header, "18-03-2023," + ",".join(["3"] * 9))
    summary = take("kompetensi", tmp_path, header, "18-03-2023,9,4," + ",".join(["3"] * 7))
    assert (summary["updated"], summary["warnings"]) == (1, 1)
    stored = Assessment.objects.in_force().get()
    assert stored.levels == dict(zip(COMPETENCY_CODES, [3, 4, *[3] * 7], strict=True))
    assert sorted(stored.results.values_list("level", flat=True)) == [3] * 8 + [4]
