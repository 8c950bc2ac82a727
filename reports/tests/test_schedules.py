"""The monthly report."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django_celery_beat.models import PeriodicTask

from core.models import Job
from core.tests.people import Cast
from reports.models import Report
from reports.services import schedules
from reports.tasks import refresh_again, request_scheduled
from reports.tests.test_requests import add_person, ask

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
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


def test_a_second_delivery_after_the_report_is_made_makes_no_other(cast: Cast):
    add_person(cast)
    schedules.request_scheduled(agency_id=cast.surabaya.pk, at=AT)
    Job.objects.update(state="done", finished_at=AT)
    schedules.request_scheduled(agency_id=cast.surabaya.pk, at=AT + timedelta(days=2))
    assert Report.objects.count() == 1
    schedules.request_scheduled(agency_id=cast.surabaya.pk, at=AT + timedelta(days=20))
    assert Report.objects.count() == 2


def test_a_month_begins_in_the_zone_of_the_office(cast: Cast):
    """31 January 18.00 UTC is 1 February in Surabaya."""
    add_person(cast)
    for at in (datetime(2026, 1, 31, 18, tzinfo=UTC), datetime(2026, 2, 1, 18, tzinfo=UTC)):
        schedules.request_scheduled(agency_id=cast.surabaya.pk, at=at)
        Job.objects.update(state="done", finished_at=at)
    assert Report.objects.count() == 1


def test_a_report_asked_for_by_hand_does_not_replace_the_monthly_one(cast: Cast):
    add_person(cast)
    ask(cast)
    Job.objects.update(state="done", finished_at=AT)
    schedules.request_scheduled(agency_id=cast.surabaya.pk, at=AT)
    assert sorted(Report.objects.values_list("is_scheduled", flat=True)) == [False, True]


def test_a_monthly_report_that_failed_is_tried_again(cast: Cast):
    add_person(cast)
    schedules.request_scheduled(agency_id=cast.surabaya.pk, at=AT)
    Job.objects.update(state="failed", finished_at=AT)
    schedules.request_scheduled(agency_id=cast.surabaya.pk, at=AT)
    assert list(Job.objects.values_list("state", flat=True)) == ["queued"]


def test_numbers_that_failed_are_asked_for_again_every_hour(cast: Cast):
    schedules.ensure_rescue()
    schedules.ensure_rescue()
    task = PeriodicTask.objects.get(task=refresh_again.name)
    assert (task.interval.every, task.interval.period) == (1, "hours")
    refresh_again()  # nobody has imported anything yet
    assert Job.objects.count() == 0
