"""The monthly report."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django_celery_beat.models import PeriodicTask

from core.tests.people import Cast
from reports.models import Report
from reports.services import schedules
from reports.tasks import request_scheduled
from reports.tests.test_requests import add_person

WITA = ZoneInfo("Asia/Makassar")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 21, 3, tzinfo=UTC), datetime(2026, 12, 1, 5, tzinfo=WITA)),
        (datetime(2026, 12, 31, 20, tzinfo=UTC), datetime(2027, 1, 1, 5, tzinfo=WITA)),
        (datetime(2026, 12, 31, 21, tzinfo=UTC), datetime(2027, 2, 1, 5, tzinfo=WITA)),
        (datetime(2024, 2, 29, 3, tzinfo=UTC), datetime(2024, 3, 1, 5, tzinfo=WITA)),
    ],
)
def test_the_next_run_in_the_zone_of_the_office(at, expected):
    assert schedules.next_run(1, 5, WITA, at) == expected


def test_every_government_starts_with_a_monthly_report(cast: Cast):
    task = schedules.ensure_schedule(agency=cast.mamuju)
    again = schedules.ensure_schedule(agency=cast.mamuju)
    assert task == again
    assert (task.crontab.day_of_month, task.crontab.hour, str(task.crontab.timezone)) == ("1", "5", "Asia/Makassar")
    assert json.loads(task.kwargs) == {"agency_id": cast.mamuju.pk}


def test_the_task_requests_the_newest_year_once(cast: Cast):
    add_person(cast)
    request_scheduled(agency_id=cast.surabaya.pk)
    request_scheduled(agency_id=cast.surabaya.pk)
    request_scheduled(agency_id=cast.mamuju.pk)
    assert list(Report.objects.values_list("agency", "year", "is_scheduled")) == [(cast.surabaya.pk, 2025, True)]


def test_moving_and_switching_off_in_the_browser(client, cast: Cast):
    client.force_login(cast.dewi)
    client.post(reverse("schedule_list"), {"day": 5, "hour": 7, "is_on": "on"})
    page = client.get(reverse("schedule_list"))
    assert (page.context["schedule"].day, page.context["schedule"].hour) == (5, 7)
    client.post(reverse("schedule_list"), {"day": 5, "hour": 7})
    assert "dimatikan" in client.get(reverse("schedule_list")).content.decode()
    assert PeriodicTask.objects.get(name__startswith="reports.").enabled is False


@pytest.mark.parametrize(("who", "status"), [("sari", 403), ("maya", 403), ("dewi", 200)])
def test_who_may_change_it(client, cast: Cast, who, status):
    client.force_login(getattr(cast, who))
    assert client.get(reverse("schedule_list")).status_code == status
