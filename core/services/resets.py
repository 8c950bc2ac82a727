"""Forgotten passwords: the page writes down the wish, a worker makes the link and sends it.

The secret comes into being in the worker and leaves it by mail only; the page does the same work for every
address, so that neither its words nor its time tell who has an account.
"""

from datetime import datetime
from urllib.parse import urljoin
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from core import jobs
from core.holders import account_by_address
from core.models import Job, User
from core.services.jobs import request_job

KIND = "password_reset"


def request_reset(*, email: str, pages: str, language: str | None, at: datetime) -> Job:
    """Have a link sent to the address, if an account in use has it; a job follows in any case.

    Args:
        pages: absolute address of the site.
        language: in which the page was read.
    """
    account = account_by_address(email)
    arguments = {"user": account.pk if account else None, "pages": pages, "language": language}
    # The key says nothing and is never the same: how often one may ask is limited at the page.
    return request_job(kind=KIND, key=f"{KIND}:{uuid4()}", arguments=arguments, by=None, at=at)


def reset_job(context: jobs.JobContext) -> None:
    """Send the link, unless there is no account or it was closed meanwhile.

    A worker that dies between mail and end leaves the job to another: the letter may come twice, never not at all.
    """
    said = context.arguments
    user = User.objects.filter(pk=said["user"], is_active=True).exclude(email="").first()
    if user is not None:
        try:
            _send(user, pages=said["pages"], language=said["language"])
        except OSError as error:  # every failure of SMTP is one
            raise jobs.NotYet from error
    with context.finishing():
        pass


def _send(user: User, *, pages: str, language: str | None) -> None:
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )
    about = {"link": urljoin(pages, path), "username": user.username}
    with translation.override(language):
        subject = " ".join(render_to_string("emails/password_reset_subject.txt", about).split())
        body = render_to_string("emails/password_reset.txt", about)
    send_mail(subject, body, None, [user.email])


def register_jobs() -> None:
    """Tell the machinery of jobs about the one of this module; nobody watches it."""
    jobs.register(KIND, reset_job)
