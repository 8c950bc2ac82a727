"""What an assessment found is never written over: a corrected export is a new result that closes the old one."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from core.importing.preview import issue_row
from core.importing.registry import importer_for
from core.models import ImportIssue
from core.services.imports import import_file
from core.tests.people import Cast
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401
from evaluations.enums import Method
from evaluations.holdings import _drop_assessments
from evaluations.imports import COMPETENCY_CODES
from evaluations.models import Assessment, AssessmentLevel, CurrentLevel
from evaluations.selectors.results import own_results
from evaluations.tests.test_gaps import TODAY
from evaluations.tests.test_library_import import AT, write

pytestmark = pytest.mark.django_db
HEADER = ("nip", "tanggal", *COMPETENCY_CODES)
DAY = "2026-05-01"


def export(folder: Path, nip: str, level: int, day: str = DAY) -> dict:
    path = write(folder, HEADER, [[nip, day, *[level] * 9]])
    return import_file(kind="kompetensi", path=path, region="35.78", dry_run=False, at=AT).summary()


def test_a_corrected_export_of_the_same_day_closes_what_it_replaces(staff: Staff, tmp_path: Path) -> None:
    nip = staff.sari.nip
    counts = [export(tmp_path, nip, level) for level in (2, 4, 4)]
    assert [(one["created"], one["updated"], one["unchanged"]) for one in counts] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    rows = Assessment.objects.order_by("pk")
    assert [(one.levels["integritas"], one.closed_at is None) for one in rows] == [(2, False), (4, True)]
    stored = AssessmentLevel.objects.filter(competency__code="integritas").order_by("pk")
    assert list(stored.values_list("level", flat=True)) == [2, 4]
    assert set(CurrentLevel.objects.values_list("level", "assessment")) == {(4, rows[1].pk)}


def test_what_was_closed_shows_nowhere(staff: Staff, cast: Cast, tmp_path: Path) -> None:
    for level in (2, 4):
        export(tmp_path, staff.sari.nip, level)
    assert [one.levels["integritas"] for one in own_results(cast.sari)] == [4]
    assert "level_once" not in str(enter(cast.dewi).get(f"/pegawai/{staff.sari.pk}/kompetensi/").content)


@pytest.mark.parametrize(
    "change", [{"levels": {"integritas": 5}}, {"jpm": Decimal(100)}, {"assessed_on": TODAY}, {"potential": Decimal(9)}]
)
def test_the_database_refuses_to_write_over_a_result(staff: Staff, tmp_path: Path, change: dict) -> None:
    export(tmp_path, staff.sari.nip, 2)
    with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
        Assessment.objects.update(**change)
    with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
        AssessmentLevel.objects.update(level=5)
    assert Assessment.objects.get().levels["integritas"] == 2


def test_a_result_is_closed_once_and_may_be_erased(staff: Staff, tmp_path: Path) -> None:
    for level in (2, 4):
        export(tmp_path, staff.sari.nip, level)
    with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
        Assessment.objects.filter(closed_at__isnull=False).update(closed_at=None)
    _drop_assessments(list(Assessment.objects.values_list("pk", flat=True)))
    assert (Assessment.objects.count(), AssessmentLevel.objects.count()) == (0, 0)


def test_two_results_of_one_day_stand_beside_each_other_only_when_one_is_closed(staff: Staff, tmp_path: Path) -> None:
    export(tmp_path, staff.sari.nip, 2)
    with pytest.raises(Exception, match="assessment_once_a_day"), transaction.atomic():
        Assessment.objects.create(
            agency=staff.sari.agency, employee=staff.sari, assessed_on=date(2026, 5, 1), levels={}, method=Method.SIASN
        )


@pytest.mark.parametrize("day", [date(1999, 12, 31), date.today() + timedelta(days=2)])
def test_a_day_that_cannot_be_is_refused(staff: Staff, tmp_path: Path, day: date) -> None:
    counts = export(tmp_path, staff.sari.nip, 2, day.isoformat())
    assert (counts["created"], counts["rejected_by_reason"]) == (0, {"date_range": 1})
    reason = issue_row(importer_for("kompetensi"), ImportIssue.objects.get()).reason
    assert reason == "Tanggal ini di luar rentang yang masuk akal: tidak sebelum tahun 2000 dan tidak sesudah hari ini."


def test_today_and_the_year_2000_are_taken(staff: Staff, tmp_path: Path) -> None:
    days = (date(2000, 1, 1), date.today())
    counts = [export(tmp_path, staff.sari.nip, 2, day.isoformat()) for day in days]
    assert [one["created"] for one in counts] == [1, 1]
