"""A form sent when it should not be: after the session has ended, from a tab of another agency, by its bare address."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_celery_beat.models import PeriodicTask

from core.enums import Role
from core.models import ImportBatch, RoleAssignment
from core.sessions import raise_rights
from core.tests.people import Cast
from employees.tests.staff import make_person
from reports.models import Report
from reports.services.schedules import ensure_schedule

pytestmark = pytest.mark.django_db
FORM_PAGES = ("schedule_list", "import_upload", "report_list", "role_give", "incident_record", "account_list")


@pytest.fixture
def both(client: Client, cast: Cast) -> Client:
    """Dewi works in Mamuju too and has chosen Surabaya."""
    RoleAssignment.objects.create(user=cast.dewi, role=Role.ADMINISTRATOR, agency=cast.surabaya)
    RoleAssignment.objects.create(user=cast.dewi, role=Role.ADMINISTRATOR, agency=cast.mamuju)
    client.force_login(cast.dewi)
    choose(client, cast.surabaya)
    session = client.session
    raise_rights(session, at=timezone.now())  # roles are given with raised rights only
    session.save()
    return client


def choose(client: Client, agency: object) -> None:
    client.post(reverse("agency_choose"), {"agency": agency.pk})


@pytest.mark.parametrize("name", FORM_PAGES)
def test_every_form_about_the_agency_says_which(both: Client, cast: Cast, name: str):
    make_person(cast.surabaya, "199405142019032001", "Sari Wulandari")  # accounts are prepared for somebody
    field = f'<input type="hidden" name="for_agency" value="{cast.surabaya.pk}">'
    assert both.get(reverse(name)).content.decode().count(field) == 1


def test_a_schedule_is_not_saved_for_another_agency(both: Client, cast: Cast):
    ensure_schedule(agency=cast.mamuju)
    choose(both, cast.mamuju)
    sent = {"day": 9, "hour": 9, "is_on": "on", "for_agency": cast.surabaya.pk}

    response = both.post(reverse("schedule_list"), sent)
    task = PeriodicTask.objects.get(crontab__timezone="Asia/Makassar")
    assert (response.status_code, task.crontab.day_of_month) == (400, "1")
    text = response.content.decode()
    assert ("dibuka untuk instansi lain" in text, "KABUPATEN MAMUJU" in text.upper()) == (True, True)

    control = both.post(reverse("schedule_list"), sent | {"for_agency": cast.mamuju.pk})
    task = PeriodicTask.objects.get(crontab__timezone="Asia/Makassar")
    assert (control.status_code, task.crontab.day_of_month) == (302, "9")


@pytest.mark.parametrize("name", ["report_request", "import_upload", "role_give", "incident_record", "account_prepare"])
def test_no_form_of_another_agency_writes(both: Client, cast: Cast, name: str):
    roles = RoleAssignment.objects.count()
    choose(both, cast.mamuju)
    response = both.post(reverse(name), {"for_agency": cast.surabaya.pk, "year": 2025, "kind": "unor"})
    assert (response.status_code, "dibuka untuk instansi lain" in response.content.decode()) == (400, True)
    assert (Report.objects.count(), ImportBatch.objects.count(), RoleAssignment.objects.count()) == (0, 0, roles)


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/laporan/?page=2", "/laporan/%3Fpage%3D2"),
        ("http://elsewhere.example/laporan/", "/"),
        ("", "/"),
    ],
)
def test_who_is_logged_out_comes_back_to_the_page_of_the_form(client: Client, referer: str, back: str):
    response = client.post(reverse("report_request"), {"year": 2025}, headers={"Referer": referer})
    assert (response.status_code, response.headers["Location"]) == (302, f"/akun/masuk/?next={back}")
    shown = client.get(response.headers["Location"]).content.decode()
    assert "Formulir yang baru Anda kirim belum diterima." in shown


def test_who_only_opened_a_page_hears_nothing_of_forms(client: Client):
    response = client.get("/laporan/?page=2")
    assert response.headers["Location"] == "/akun/masuk/?next=/laporan/%3Fpage%3D2"
    assert "Formulir" not in client.get(response.headers["Location"]).content.decode()


@pytest.mark.parametrize("name", ["report_request", "agency_choose", "set_language", "theme_choose", "rights_lower"])
def test_the_address_of_a_form_has_a_page_too(both: Client, name: str):
    response = both.get(reverse(name))
    text = response.content.decode()
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert ("hanya menerima kiriman formulir" in text, '<a class="btn btn-primary" href="/">' in text) == (True, True)
