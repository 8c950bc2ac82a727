"""The archive of reports in the browser: who sees it, what it says."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import translation

from core.models import Job
from core.services import jobs
from core.tests.people import Cast
from reports.domain.voice import Voice
from reports.models import Report
from reports.selectors import sources_of
from reports.services.requests import request_report
from reports.tests.test_requests import add_person, ask, media  # noqa: F401  (fixture)

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def test_the_form_requests_one_report_even_when_clicked_twice(client, cast: Cast, db):
    add_person(cast)
    client.force_login(cast.dewi)
    for _click in range(2):
        response = client.post(reverse("report_request"), {"year": 2025, "unit": ""})
        assert response.status_code == 302
    report = Report.objects.get()
    assert (report.agency, report.year, report.requested_by) == (cast.surabaya, 2025, cast.dewi)
    assert response.headers["Location"] == reverse("report_detail", args=[report.pk])


def test_a_year_that_is_not_offered_is_refused_at_the_field(client, cast: Cast, db):
    client.force_login(cast.dewi)
    ask(cast)
    response = client.post(reverse("report_request"), {"year": 1850, "unit": ""})
    assert (response.status_code, response.context["is_waiting"]) == (400, True)
    assert Report.objects.count() == 1
    assert "year" in response.context["form"].errors


@pytest.mark.django_db(transaction=True)
def test_a_finished_report_shows_its_figures_and_gives_its_files(client, cast: Cast, media):
    add_person(cast)
    report = ask(cast)
    jobs.run(pk=report.job_id)
    client.force_login(cast.maya)
    page = client.get(reverse("report_detail", args=[report.pk]))
    assert [stat.value for stat in page.context["stats"]][:2] == ["1", "0,0%"]
    for kind, start in (("pdf", b"%PDF-"), ("xlsx", b"PK\x03\x04"), ("json", b"{\n")):
        response = client.get(reverse("report_file", args=[report.pk, kind]))
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert b"".join(response.streaming_content).startswith(start)
    assert client.get(reverse("report_file", args=[report.pk, "exe"])).status_code == 404
    client.force_login(cast.anton)
    assert client.get(reverse("report_file", args=[report.pk, "pdf"])).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("sari", 403), ("budi", 403), ("rina", 403), ("dewi", 200), ("maya", 200), ("anton", 404)],
)
def test_who_may_open_a_report(client, cast: Cast, db, who, status):
    report = ask(cast)
    client.force_login(getattr(cast, who))
    assert client.get(reverse("report_detail", args=[report.pk])).status_code == status


@pytest.mark.parametrize(("who", "status"), [("sari", 403), ("maya", 403), ("dewi", 302)])
def test_who_may_request_one(client, cast: Cast, db, who, status):
    add_person(cast)
    client.force_login(getattr(cast, who))
    assert client.post(reverse("report_request"), {"year": 2025}).status_code == status


def test_a_failed_report_says_why_and_offers_another_try(client, cast: Cast, db):
    report = ask(cast)
    Job.objects.filter(pk=report.job_id).update(state="failed", error="Ruang penyimpanan penuh.", finished_at=AT)
    client.force_login(cast.dewi)
    page = client.get(reverse("report_detail", args=[report.pk])).content.decode()
    assert "Ruang penyimpanan penuh." in page
    assert reverse("job_retry", args=[report.job_id]) in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_length(client, cast: Cast, db, django_assert_num_queries, count):
    for year in range(count):
        request_report(agency=cast.surabaya, unit=None, year=2020 + year, by=cast.dewi, at=AT)
    client.force_login(cast.dewi)
    client.get(reverse("report_list"))
    with django_assert_num_queries(7):
        client.get(reverse("report_list"))


def test_the_empty_archive_says_what_to_do(client, cast: Cast, db):
    client.force_login(cast.dewi)
    assert "Belum ada laporan" in client.get(reverse("report_list")).content.decode()


@pytest.mark.parametrize(
    ("stored", "language", "shown"),
    [
        ("Ekspor SIASN, impor terakhir 3 November 2026", "id", "Ekspor SIASN, impor terakhir 3 November 2026"),
        ("Ekspor SIASN, impor terakhir 9 Mei 2026", "en", "SIASN export, last import 9 May 2026"),
        ("SIASN (ekspor BKN)", "en", "SIASN (ekspor BKN)"),
    ],
)
def test_the_source_in_the_language_of_the_reader(stored, language, shown):
    english = {"Ekspor SIASN, impor terakhir {day}": "SIASN export, last import {day}"}
    voice = Voice(lambda text: english.get(text, text)) if language == "en" else Voice()
    with translation.override(language):
        assert sources_of(Report(meta={"source": stored}), voice) == shown
