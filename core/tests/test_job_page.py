"""What the page of a running job says while one waits."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.domain import jobs as rules
from core.enums import JobState
from core.templatetags.web import clock, moment
from core.tests.people import cast  # noqa: F401
from core.tests.work import AT, kind, make_job  # noqa: F401


@pytest.mark.parametrize(
    ("state", "seconds", "expected"),
    [("queued", 15, False), ("queued", 16, True), ("running", 60, False), ("done", 60, False)],
)
def test_who_waits_long_is_told(state, seconds, expected):
    assert rules.waits_long(state, AT, AT + timedelta(seconds=seconds)) is expected


@pytest.mark.parametrize(
    ("state", "silent", "expected"),
    [
        ("running", 9, None),
        ("running", 10, AT + timedelta(minutes=2)),  # the lease and the sweeper take 90 seconds
        ("running", 200, AT + timedelta(minutes=2)),
        ("queued", 200, None),
    ],
)
def test_when_work_goes_on_whose_worker_fell_silent(state, silent, expected):
    until = AT + rules.LEASE  # the last sign of life came at AT
    assert rules.resumes_by(state, until, AT + timedelta(seconds=silent)) == expected


def test_the_full_minute_is_itself_the_latest():
    until = AT + timedelta(seconds=30)
    assert rules.resumes_by("running", until, AT) == AT + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("state", "seconds", "expected"),
    [
        ("queued", 60, False),
        ("queued", 61, True),
        ("running", 120, False),
        ("running", 121, True),
        ("done", 900, False),
    ],
)
def test_nobody_came_for_the_work(state, seconds, expected):
    assert rules.is_unserved(state, AT, AT + rules.LEASE, AT + timedelta(seconds=seconds)) is expected


def watch(client, cast, **fields) -> str:
    job = make_job(requested_by=cast.sari, **fields)
    client.force_login(cast.sari)
    return client.get(reverse("job_progress", args=[job.pk])).content.decode()


def test_the_page_says_that_work_is_paused_and_until_when(client, cast, kind):
    now = timezone.now()
    page = watch(client, cast, state=JobState.RUNNING, at=now, lease_until=now + timedelta(seconds=20))
    latest = clock(rules.resumes_by("running", now + timedelta(seconds=20), now))
    assert f"Pekerjaan dilanjutkan otomatis paling lambat pukul {latest}" in page


def test_the_page_says_that_nobody_came(client, cast, kind):
    page = watch(client, cast, at=AT)
    assert f"Diminta {moment(AT)}, tetapi belum ada layanan pengolah yang mengerjakannya" in page


def test_working_work_needs_no_words(client, cast, kind):
    assert "job-pause" not in watch(client, cast, state=JobState.RUNNING, at=timezone.now())


def test_without_scripts_the_page_loads_itself_again_until_the_end(client, cast, kind):
    refresh = '<noscript><meta http-equiv="refresh" content="5"></noscript>'
    assert refresh in watch(client, cast, at=AT).split("<body>")[0]
    job = make_job(JobState.FAILED, requested_by=cast.sari)
    assert client.get(reverse("job_progress", args=[job.pk])).status_code == 302
