"""Who is named in the trail, whichever way the program was entered."""

import logging

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asn_competency.celery import app
from core import jobs, tracing
from core.models import Decision, Job, Unit, User
from core.services import jobs as job_service
from core.tests.people import Cast
from core.tracing import RequestId, acting, ascribe, request_id


def last_context(row) -> dict:
    return row.events.first().pgh_context


def rename(unit: Unit) -> dict:
    unit.name = f"{unit.name} X"
    unit.save(update_fields=["name"])
    return last_context(unit)


def test_inside_another_one_the_inner_counts_and_then_the_outer_again(cast: Cast):
    with acting(user=None, source="command load_demo") as outer:
        with acting(user=cast.dewi, source="task import_store") as inner:
            assert request_id() == inner
            assert rename(cast.city)["user"] == cast.dewi.pk
        assert request_id() == outer
        assert rename(cast.city) == {"user": None, "source": "command load_demo", "page": "", "request": str(outer)}
    assert (request_id(), tracing.source()) == (None, "")


def test_who_says_who_she_is_is_named_from_then_on(cast: Cast):
    with acting(user=None, source="web"):
        assert rename(cast.city)["user"] is None
        ascribe(cast.sari)
        assert rename(cast.city)["user"] == cast.sari.pk


def test_an_error_inside_ends_the_context(cast: Cast):
    with pytest.raises(RuntimeError), acting(user=cast.dewi, source="web"):
        raise RuntimeError
    assert request_id() is None


def test_percent_signs_in_statements_without_parameters_stay(cast: Cast):
    with acting(user=cast.dewi, source="web"), connection.cursor() as cursor:
        cursor.execute("UPDATE core_unit SET eselon = '22' WHERE name LIKE 'KECAMATAN%'")
        cursor.execute("WITH s AS (SELECT 7 % 4 AS rest) SELECT rest FROM s")
        assert cursor.fetchone() == (3,)
    assert last_context(cast.district)["user"] == cast.dewi.pk


def test_a_page_names_the_person_and_gives_its_request_id(cast: Cast):
    client = Client()
    client.force_login(cast.dewi)
    response = client.post(
        reverse("schedule_list"), {"day": 2, "hour": 6, "is_on": "on", "for_agency": cast.surabaya.pk}
    )
    decision = Decision.objects.get()
    assert (response.status_code, decision.by, decision.source) == (302, cast.dewi, "web")
    assert str(decision.request_id) == response.headers["X-Request-ID"]


def test_every_answer_has_a_request_id_of_its_own(cast: Cast):
    found = [Client().get(path).headers["X-Request-ID"] for path in ("/", "/health/", "/tidak-ada/", "/")]
    assert len(set(found)) == 4


def test_an_error_page_shows_the_id(cast: Cast):
    client = Client()
    client.force_login(cast.sari)
    for path, status in ((reverse("import_list"), 403), ("/tidak-ada/", 404)):
        response = client.get(path)
        assert (response.status_code, response.headers["X-Request-ID"] in response.content.decode()) == (status, True)


def test_a_line_of_the_log_carries_the_id():
    record = logging.LogRecord("x", logging.WARNING, "", 1, "m", None, None)
    with acting(user=None, source="web") as marker:
        RequestId().filter(record)
    assert record.request_id == marker
    RequestId().filter(record)
    assert record.request_id == "-"


def test_a_job_acts_for_who_asked_for_it(cast: Cast):
    def handler(context: jobs.JobContext) -> None:
        with context.finishing():
            rename(cast.city)

    jobs.register("trace", handler)
    try:
        job = Job.objects.create(kind="trace", key="trace", requested_by=cast.rina, queued_at=timezone.now())
        with acting(user=None, source="task core.run_job"):
            job_service.run(pk=job.pk)
    finally:
        jobs._kinds.pop("trace")
    context = last_context(cast.city)
    assert (context["user"], context["source"]) == (cast.rina.pk, "task trace")


def test_a_task_names_itself(cast: Cast):
    @app.task(name="tests.rename")
    def task() -> None:
        rename(cast.city)

    try:
        task()
    finally:
        app.tasks.unregister("tests.rename")
    assert (last_context(cast.city)["user"], last_context(cast.city)["source"]) == (None, "task tests.rename")


def test_a_command_names_itself(cast: Cast):
    call_command(
        "create_office", region="35.78", nip="199001012020011001", name="Baru", password="Kata-Sandi-Panjang-1"
    )
    user = User.objects.get(username="199001012020011001")
    assert {event.pgh_context["source"] for event in user.events.all()} == {"command create_office"}
