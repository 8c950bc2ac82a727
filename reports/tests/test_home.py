"""The home page: each person sees first what concerns her."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import ImportBatch, Job, RoleAssignment
from core.tests.people import Cast, make_unit
from employees.models import Employee
from evaluations.models import Assessment, AssessmentLevel, Competency, PerformanceResult
from evaluations.services.current import refresh_levels
from reports.dashboards import own_year
from reports.models import FactsState, YearFact
from reports.services import facts
from reports.services.facts import refresh
from reports.tests.test_requests import add_person
from training.models import TrainingRecord

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def home(client, user):
    client.force_login(user)
    return client.get(reverse("home"))


@pytest.fixture
def sari(cast: Cast) -> Employee:
    person = add_person(cast)
    person.user = cast.sari
    person.tier = "pengawas"
    person.save(update_fields=["user", "tier"])
    TrainingRecord.objects.create(
        agency=cast.surabaya, employee=person, source="kursus", record_key="1", name="Bimtek", jp=14,
        form=8, counted_on=date(2025, 5, 1),
    )  # fmt: skip
    levels = {"integritas": 2, "kerjasama": 2, "komunikasi": 1, "mengelolaPerubahan": 1}
    done = Assessment.objects.create(
        agency=cast.surabaya, employee=person, assessed_on=date(2025, 3, 1), levels=levels
    )  # fmt: skip
    for competency in Competency.objects.filter(code__in=levels):
        AssessmentLevel.objects.create(assessment=done, competency=competency, level=levels[competency.code])
    refresh_levels(agency=cast.surabaya, on=AT.date())
    refresh(agency=cast.surabaya, year=2025, at=AT)
    return person


def test_sari_sees_her_running_year_and_the_newest_appraisal(cast: Cast, sari):
    own = own_year(sari, newest=2025, on=date(2026, 11, 21))
    assert (own.learning.year, own.learning.jp, own.learning.missing, own.learning.percent) == (2026, 0, 20, 0)
    assert (own.fact.year, own.fact.predicate, own.fact.jp) == (2025, 2, 14)
    assert own.gaps == [("Komunikasi", 1, 2), ("Mengelola Perubahan", 1, 2)]


def test_an_assessment_that_has_run_out_shows_no_gaps(cast: Cast, sari):
    own = own_year(sari, newest=2025, on=date(2028, 3, 2))
    assert (own.is_assessed, own.gaps) == (False, [])


def test_without_an_appraisal_the_hours_are_there(cast: Cast, sari):
    YearFact.objects.all().delete()
    own = own_year(sari, newest=2025, on=date(2025, 12, 31))
    assert (own.learning.jp, own.learning.missing, own.learning.percent, own.fact) == (14, 6, 70, None)


def test_her_page_speaks_of_this_year_and_of_nobody_else(client, cast: Cast, sari):
    page = home(client, cast.sari)
    year = timezone.localdate().year
    text = " ".join(page.content.decode().split())
    assert f"JP saya tahun {year}" in text
    assert f"Kurang 20 JP sampai 31 Desember {year}." in text
    assert "Kinerja dan indeks 2025" in text
    shown = page.context["home"]
    assert (shown.board, shown.notices) == (None, [])


def test_dewi_sees_the_region_and_what_is_wrong(client, cast: Cast, sari):
    batch = ImportBatch.objects.create(
        agency=cast.surabaya, kind="kursus", filename="k.csv", sha256="0", state="stored", stored_at=AT,
        uploaded_at=AT, counts={"rejected": 3},
    )  # fmt: skip
    Employee.objects.filter(pk=sari.pk).update(unit=None)
    shown = home(client, cast.dewi).context["home"]
    assert [stat.value for stat in shown.board.stats][:2] == ["1", "0,0%"]
    assert [notice.url for notice in shown.notices] == [reverse("import_detail", args=[batch.pk]), reverse("unit_tree")]


def test_figures_follow_the_language_of_the_page(client, cast: Cast, sari, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    board = home(client, cast.dewi).context["home"].board
    assert [stat.value for stat in board.stats][:3] == ["1", "0.0%", "14.00"]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "id"
    board = home(client, cast.dewi).context["home"].board
    assert [stat.value for stat in board.stats][:3] == ["1", "0,0%", "14,00"]
    assert [stat.label for stat in board.stats][:2] == ["Jumlah ASN", "PNS dan CPNS memenuhi 20 JP"]
    assert board.charts[0].title == "0,0% PNS dan CPNS memenuhi 20 JP"


def test_a_card_keeps_direction_and_text_apart(client, cast: Cast, sari):
    refresh(agency=cast.surabaya, year=2024, at=AT)
    PerformanceResult.objects.create(
        agency=cast.surabaya, employee=sari, year=2024, results=2, behaviour=2, predicate=2
    )
    refresh(agency=cast.surabaya, year=2024, at=AT)
    hours = home(client, cast.dewi).context["home"].board.stats[2]
    assert (hours.change, hours.hint, hours.direction, hours.tone) == (
        "naik 14,00 JP", "dari 2024 · total 14 JP", "up", "ok",
    )  # fmt: skip


def test_rina_sees_her_unit(client, cast: Cast, sari):
    assert home(client, cast.rina).context["home"].board.name == "Kecamatan Gayungan"


def test_budi_finds_the_unit_he_acts_for_beside_his_own(client, cast: Cast, sari):
    office = make_unit(cast.surabaya, "KECAMATAN WONOKROMO", cast.city)
    today = timezone.localdate()
    RoleAssignment.objects.create(
        user=cast.budi, role="manager", agency=cast.surabaya, unit=office, acting="plt",
        starts_on=today, ends_on=today + timedelta(9),
    )  # fmt: skip
    page = home(client, cast.budi)
    assert page.context["home"].board.name == "Kecamatan Gayungan"
    assert [str(unit) for unit in page.context["home"].areas] == ["Kecamatan Gayungan", "Kecamatan Wonokromo"]
    assert f'href="?unit={office.pk}"' in page.content.decode()
    other = client.get(reverse("home"), {"unit": office.pk}).context["home"]
    assert (other.board.name, other.board.stats[0].value) == ("Kecamatan Wonokromo", "0")
    assert client.get(reverse("home"), {"unit": cast.city.pk}).context["home"].board.name == "Kecamatan Gayungan"
    assert home(client, cast.rina).context["home"].areas == []


def test_anton_starts_with_an_empty_office(client, cast: Cast, sari):
    page = home(client, cast.anton)
    assert page.context["home"].is_empty
    assert reverse("import_upload") in page.content.decode()


def test_the_index_shows_its_arithmetic_to_the_person_it_is_about(client, cast: Cast, sari):
    client.force_login(cast.sari)
    page = client.get(reverse("employee_index", args=[sari.pk])).content.decode()
    assert "pelatihan teknis 14 dari 20 JP: 0 dari 15" in page
    assert "Peraturan BKN 8/2019" in page


@pytest.mark.parametrize("who", ["sari", "budi", "rina", "dewi", "maya", "anton"])
def test_everybody_gets_a_home_page_within_the_budget(client, cast: Cast, sari, django_assert_max_num_queries, who):
    home(client, getattr(cast, who))
    with django_assert_max_num_queries(14):
        assert client.get(reverse("home")).status_code == 200


@pytest.fixture
def failed(cast: Cast, sari: Employee) -> Job:
    """An import was stored; counting anew failed."""
    facts.mark_stale(cast.surabaya, "kursus")
    job = Job.objects.get(kind="refresh_facts")
    Job.objects.filter(pk=job.pk).update(state="failed", error="Ruang penyimpanan penuh.", finished_at=AT)
    return job


def test_numbers_being_counted_anew_say_so(client, cast: Cast, sari):
    facts.mark_stale(cast.surabaya, "kursus")
    (notice,) = home(client, cast.dewi).context["home"].notices
    assert (notice.tone, notice.retry) == ("info", "")


def test_a_failed_counting_is_told_and_can_be_tried_again(client, cast: Cast, failed):
    page = home(client, cast.dewi)
    (notice,) = page.context["home"].notices
    assert (notice.tone, notice.retry) == ("bad", reverse("job_retry", args=[failed.pk]))
    assert notice.retry in page.content.decode()
    assert client.post(notice.retry).headers["Location"] == reverse("home")
    failed.refresh_from_db()
    assert failed.state == "queued"


def test_the_first_counting_that_failed_is_told_too(client, cast: Cast, failed):
    FactsState.objects.all().delete()
    (notice,) = home(client, cast.dewi).context["home"].notices
    assert notice.retry == reverse("job_retry", args=[failed.pk])


@pytest.mark.parametrize(("who", "status"), [("sari", 404), ("rina", 404), ("maya", 404), ("anton", 404)])
def test_who_may_not_try_the_counting_again(client, cast: Cast, failed, who, status):
    client.force_login(getattr(cast, who))
    assert client.post(reverse("job_retry", args=[failed.pk])).status_code == status


def test_a_failed_counting_is_asked_for_again_by_itself(cast: Cast, failed):
    facts.ask_again(at=AT)
    failed.refresh_from_db()
    assert (failed.state, Job.objects.count()) == ("queued", 1)


def test_what_was_counted_since_is_not_asked_for_again(cast: Cast, failed):
    facts.mark_stale(cast.surabaya, "kursus")
    Job.objects.exclude(pk=failed.pk).update(state="done", finished_at=AT)
    facts.ask_again(at=AT)
    failed.refresh_from_db()
    assert failed.state == "failed"


def test_an_index_of_rules_that_are_gone_is_not_explained_with_others(client, cast: Cast, sari):
    YearFact.objects.update(rule_set="per-bkn-0-2099")
    client.force_login(cast.sari)
    text = client.get(reverse("employee_index", args=[sari.pk])).content.decode()
    assert "per-bkn-0-2099" in text
    assert ("Peraturan BKN 8/2019" in text, "pelatihan teknis" in text) == (False, False)


def test_the_index_is_a_part_or_a_page(client, cast: Cast, sari):
    client.force_login(cast.sari)
    address = reverse("employee_index", args=[sari.pk])
    part = client.get(address, headers={"HX-Request": "true"})
    assert ("<html" in part.content.decode(), part.headers["Vary"].count("HX-Request")) == (False, 1)
    restored = client.get(address, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in restored.content.decode()
