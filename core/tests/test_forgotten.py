"""A forgotten password: the page does the same for every address, a worker writes the letter."""

import re
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from core.domain.jobs import LEASE, QUEUE_PATIENCE
from core.enums import JobState
from core.models import Job, User
from core.services import jobs

ADDRESS = "/akun/lupa/"
EMAIL, UNKNOWN = "sari@contoh.invalid", "nobody@contoh.invalid"
NEW = "Sandi-baru-5-panjang"


@pytest.fixture(autouse=True)
def sari(db: None) -> User:
    return User.objects.create_user("199405142019032001", "Kata-sandi-4-panjang", name="SARI WULANDARI", email=EMAIL)


def ask(email: str = EMAIL) -> Job:
    """Fill in the form; the job that follows."""
    before = set(Job.objects.values_list("pk", flat=True))
    answer = Client().post(ADDRESS, {"email": email})
    assert (answer.status_code, answer["Location"]) == (302, "/akun/lupa/terkirim/")
    return Job.objects.exclude(pk__in=before).get()


def link_in(letter: Any) -> str:
    found = re.search(r"http://testserver(/akun/lupa/kunci/\S+)", letter.body)
    assert found is not None
    return found[1]


def test_the_page_sends_nothing_and_the_worker_does(sari: User) -> None:
    job = ask("SARI@contoh.invalid")
    assert mail.outbox == []
    jobs.run(pk=job.pk)
    assert [(letter.to, letter.subject, sari.username in letter.body) for letter in mail.outbox] == [
        ([EMAIL], "Tautan untuk membuat kata sandi baru", True)
    ]
    client = Client()
    form = client.get(link_in(mail.outbox[0]))["Location"]
    assert client.post(form, {"password1": NEW, "password2": NEW})["Location"] == "/akun/lupa/selesai/"
    sari.refresh_from_db()
    job.refresh_from_db()
    assert (sari.check_password(NEW), job.state) == (True, JobState.DONE)


def test_the_job_holds_a_key_and_no_secret(sari: User) -> None:
    job = ask()
    assert job.arguments == {"user": sari.pk, "pages": "http://testserver/", "language": "id"}
    jobs.run(pk=job.pk)
    secret = link_in(mail.outbox[0]).rstrip("/").rpartition("-")[2]
    job.refresh_from_db()
    assert secret not in f"{job.key}{job.arguments}{job.step}{job.error}"


def test_an_unknown_address_makes_the_same_job_and_no_letter() -> None:
    job = ask(UNKNOWN)
    jobs.run(pk=job.pk)
    job.refresh_from_db()
    assert (job.arguments["user"], job.state, mail.outbox) == (None, JobState.DONE, [])


@pytest.mark.parametrize("state", ["active", "never activated", "closed", "none"])
def test_the_page_asks_the_database_the_same_for_every_address(
    sari: User, state: str, django_capture_on_commit_callbacks: Any
) -> None:
    if state == "never activated":
        sari.set_unusable_password()
    sari.is_active = state != "closed"
    sari.save()
    ask("warm@contoh.invalid")
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        django_capture_on_commit_callbacks() as after,
    ):
        ask(EMAIL if state != "none" else UNKNOWN)
    kinds = [query["sql"].split()[0] for query in queries]
    with CaptureQueriesContext(connection) as others, django_capture_on_commit_callbacks() as after_others:
        ask("other@contoh.invalid")
    assert (kinds, len(after)) == ([query["sql"].split()[0] for query in others], len(after_others))


def test_a_closed_account_gets_no_letter(sari: User) -> None:
    User.objects.filter(pk=sari.pk).update(is_active=False)
    jobs.run(pk=ask().pk)
    assert mail.outbox == []


def test_an_account_closed_meanwhile_gets_no_letter(sari: User) -> None:
    job = ask()
    User.objects.filter(pk=sari.pk).update(is_active=False)
    jobs.run(pk=job.pk)
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_while_the_broker_is_down_the_letter_waits(
    use_broker: Callable[[str], None], sent: Callable[[], list[str]]
) -> None:
    use_broker("redis://127.0.0.1:1/0")
    job = ask()
    use_broker("memory://")
    assert (sent(), jobs.sweep(at=timezone.now())) == ([], 0)
    assert jobs.sweep(at=timezone.now() + QUEUE_PATIENCE * 2) == 1
    assert sent() == [str(job.pk)]
    jobs.run(pk=job.pk)
    assert len(mail.outbox) == 1


class AwayBackend(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages: Any) -> int:
        raise SMTPServerDisconnected


@pytest.mark.django_db(transaction=True)
def test_while_the_mail_server_is_down_the_letter_waits(settings: Settings) -> None:
    job = ask()
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.AwayBackend"
    jobs.run(pk=job.pk)
    job.refresh_from_db()
    assert (job.state, mail.outbox) == (JobState.RUNNING, [])
    settings.EMAIL_BACKEND = works
    assert jobs.sweep(at=timezone.now() + LEASE + timedelta(seconds=1)) == 1
    jobs.run(pk=job.pk)
    assert len(mail.outbox) == 1


def test_the_letter_is_in_the_language_of_the_page() -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    client.post(ADDRESS, {"email": EMAIL})
    jobs.run(pk=Job.objects.get().pk)
    assert mail.outbox[0].subject == "Link for making a new password"


def test_asking_too_often_leaves_no_further_jobs() -> None:
    answers = [Client().post(ADDRESS, {"email": UNKNOWN}).status_code for _n in range(7)]
    assert (answers, Job.objects.count()) == ([302] * 5 + [429] * 2, 5)
