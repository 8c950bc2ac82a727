"""Making a report: once, whole, frozen."""

import json
from datetime import UTC, datetime

import pytest

from core.enums import JobState
from core.models import Job
from core.services import jobs
from core.tests.people import Cast
from employees.models import Employee
from evaluations.models import PerformanceResult
from reports.models import Report
from reports.numbers import collect
from reports.services import requests as service

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def add_person(cast: Cast, nip: str = "198609262015051001") -> Employee:
    person = Employee.objects.create(
        agency=cast.surabaya, unit=cast.district, nip=nip, name="Sari Wulandari", status="pns",
        tier="pelaksana", education="s1", legal_status="01", is_active=True,
    )  # fmt: skip
    PerformanceResult.objects.create(
        agency=cast.surabaya, employee=person, year=2025, results=2, behaviour=2, predicate=2
    )
    return person


def ask(cast: Cast, **changes) -> Report:
    return service.request_report(
        **({"agency": cast.surabaya, "unit": None, "year": 2025, "by": cast.dewi, "at": AT} | changes)
    )


def files(media) -> list[str]:
    return sorted(path.name for path in (media / "reports").glob("*")) if (media / "reports").exists() else []


def kinds(media) -> list[str]:
    return sorted(name.rsplit(".")[-1] for name in files(media))


@pytest.mark.django_db
def test_asking_twice_is_one_report_while_it_is_made(cast):
    first, again, other = ask(cast), ask(cast), ask(cast, year=2024)
    assert first == again
    assert other != first
    assert Job.objects.filter(kind="report_build").count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_report_is_made_once_and_its_numbers_stay(cast, media):
    add_person(cast)
    report = ask(cast)
    jobs.run(pk=report.job_id)
    jobs.run(pk=report.job_id)  # a second delivery of the same message
    report.refresh_from_db()
    assert report.job.state == JobState.DONE
    assert kinds(media) == ["json", "pdf", "xlsx"]
    assert (media / report.pdf.name).read_bytes().startswith(b"%PDF-")
    assert json.loads((media / report.json.name).read_text()) == report.numbers
    add_person(cast, nip="198609262015051002")
    report.refresh_from_db()
    assert report.numbers["all"]["headcount"] == 1


@pytest.mark.django_db(transaction=True)
def test_a_lost_lease_leaves_neither_row_nor_file(cast, media):
    add_person(cast)
    report = ask(cast)

    def steal(context):
        Job.objects.filter(pk=report.job_id).update(lease=None, lease_until=None, state=JobState.QUEUED)
        service.build_job(context)

    from core import jobs as kinds

    kinds.register("report_build", steal)
    try:
        jobs.run(pk=report.job_id)
    finally:
        service.register_jobs()
    report.refresh_from_db()
    assert (report.finished_at, report.numbers, files(media)) == (None, None, [])


@pytest.mark.django_db(transaction=True)
def test_files_of_a_killed_worker_do_not_stay(cast, media):
    add_person(cast)
    report = ask(cast)
    (media / "reports").mkdir(parents=True)
    (media / "reports" / f"{report.pk}-1.pdf").write_bytes(b"half")
    Job.objects.filter(pk=report.job_id).update(attempts=1)
    jobs.run(pk=report.job_id)
    assert kinds(media) == ["json", "pdf", "xlsx"]


@pytest.mark.django_db
def test_first_reports_only_where_a_year_was_appraised(cast):
    add_person(cast)
    service.request_first_reports()
    service.request_first_reports()
    assert list(Report.objects.values_list("agency", "year")) == [(cast.surabaya.pk, 2025)]


@pytest.mark.django_db
def test_nobody_is_no_division_by_zero(cast):
    numbers = collect(agency=cast.mamuju, unit=None, year=2025)
    assert numbers["all"]["headcount"] == 0
    assert numbers["all"]["jp_average"] is None
