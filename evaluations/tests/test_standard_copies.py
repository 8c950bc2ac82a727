"""A file that sets one level from a later day on changes that level only: the new standard begins as a copy."""

from datetime import date
from pathlib import Path

import pytest

from core.tests.people import Cast
from employees.tests.staff import Staff, cast, staff  # noqa: F401
from evaluations.models import JobStandard
from evaluations.selectors.standards import demand_of_job
from evaluations.tests.test_gaps import TODAY, demand, library  # noqa: F401
from evaluations.tests.test_library_import import COLUMNS, take, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def one_level(folder: Path, job: str, code: str, level: int, day: str) -> dict:
    return take("standar", write(folder, COLUMNS, [[job, "Pelaksana", code, level, "Mutlak", day, "Perbup 9"]]))


def test_one_row_with_a_later_day_keeps_the_other_demands(staff: Staff, cast: Cast, tmp_path: Path) -> None:
    job = staff.sari.position
    before = demand(job, since=date(2020, 1, 1), komunikasi=3, **{"KES.01": 4})
    JobStandard.objects.filter(pk=before.pk).update(summary="Ikhtisar", education="S1")
    got = one_level(tmp_path, job.name, "integritas", 2, "2026-01-01")
    assert (got["created"], got["updated"], got["rejected"]) == (1, 0, 0)
    found = demand_of_job(job, on=TODAY)
    wanted = {code: found.levels.get(code) for code in ("KES.01", "komunikasi", "integritas")}
    assert wanted == {"KES.01": 4, "komunikasi": 3, "integritas": 2}
    made = JobStandard.objects.get(position=job, valid_from=date(2026, 1, 1))
    assert (made.summary, made.education, made.legal_basis) == ("Ikhtisar", "S1", "Perbup 9")
    again = one_level(tmp_path, job.name, "integritas", 2, "2026-01-01")
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)


def test_a_row_over_a_copied_level_goes_before_it(staff: Staff, cast: Cast, tmp_path: Path) -> None:
    job = staff.sari.position
    demand(job, since=date(2020, 1, 1), komunikasi=3, integritas=1)
    one_level(tmp_path, job.name, "komunikasi", 2, "2026-01-01")
    made = JobStandard.objects.get(position=job, valid_from=date(2026, 1, 1))
    levels = made.levels.order_by("competency__code").values_list("competency__code", "level", "importance")
    assert list(levels) == [("integritas", 1, "penting"), ("komunikasi", 2, "mutlak")]


def test_two_days_in_one_file_follow_each_other(staff: Staff, cast: Cast, tmp_path: Path) -> None:
    job = staff.sari.position.name
    rows = [
        [job, "Pelaksana", "komunikasi", 3, "", "2025-01-01", ""],
        [job, "Pelaksana", "integritas", 2, "", "2026-01-01", ""],
    ]
    take("standar", write(tmp_path, COLUMNS, rows))
    made = JobStandard.objects.get(position=staff.sari.position, valid_from=date(2026, 1, 1))
    levels = dict(made.levels.values_list("competency__code", "level"))
    assert levels == {"komunikasi": 3, "integritas": 2}
