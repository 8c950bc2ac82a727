"""Accounts of people: one at a time, or for everybody in a filtered list by a background job."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import xlsxwriter
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import jobs
from core.domain.accounts import LINK_FILE_LIFE
from core.domain.errors import DomainError
from core.domain.naming import unit_name
from core.enums import DecisionKind, JobState, Role
from core.models import Agency, Job, RoleAssignment, User
from core.permissions import Permission
from core.reach import beyond_reach
from core.services import accounts as kernel
from core.services.decisions import record_decisions
from core.services.jobs import request_job
from employees.accounts import LINKS_KIND, account_people, unready
from employees.models import Employee

MOST_PEOPLE = 50_000
_BATCH = 2000


@transaction.atomic
def make_account_for(*, person: Employee, by: Any, at: datetime) -> User:
    """The account of one person: her NIP is its name.

    Raises: DomainError ``has_account`` or ``account_taken``.
    """
    locked = Employee.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if locked.user_id is not None:
        raise DomainError("has_account", _("{name} sudah punya akun.").format(name=locked))
    user = kernel.make_account(
        username=locked.nip, name=locked.name, email=locked.email_official or locked.email,
        agency=locked.agency, by=by, at=at,
    )  # fmt: skip
    locked.user = user
    locked.save(update_fields=["user"])
    return user


def request_links(*, people: Iterable[int], agency: Agency, pages: str, by: Any, at: datetime) -> Job:
    """A job that makes what accounts are missing and writes a file with a link for everybody not yet activated.

    Args:
        pages: absolute address below which the activation pages stand.
    """
    keys = sorted(people)
    mark = sha256(f"{by.pk}:{agency.pk}:{keys}:{at:%Y%m%d%H%M}".encode()).hexdigest()[:24]
    arguments = {"agency": agency.pk, "people": keys, "pages": pages}
    return request_job(kind=LINKS_KIND, key=f"{LINKS_KIND}:{mark}", arguments=arguments, by=by, at=at)


@dataclass
class Line:
    """One person in the file: her link, or why she has none."""

    person: Employee
    link: str = ""
    reason: str = ""


def links_job(context: jobs.JobContext) -> None:
    """Make accounts, issue links, write the file; all of it or nothing."""
    said, by, at = context.arguments, context.job.requested_by, timezone.now()
    agency = Agency.objects.get(pk=said["agency"])
    with context.finishing():
        scoped = account_people(by, agency, Permission.ACCOUNT_MANAGE).filter(pk__in=said["people"])
        people = list(unready(scoped).order_by("unit__path", "name", "id"))
        context.progress(10, _("Membuat akun"))
        lines = _make_missing(people, agency, by, at)
        context.progress(50, _("Menerbitkan tautan"))
        _issue_all([line for line in lines if not line.reason], said["pages"], agency, by, at)
        context.progress(80, _("Menulis berkas"))
        write_file(file_of(context.job), [line for line in lines if line.reason or line.link])


def _make_missing(people: list[Employee], agency: Agency, by: Any, at: datetime) -> list[Line]:
    without = [person for person in people if person.user_id is None]
    taken = set(User.objects.filter(username__in=[person.nip for person in without]).values_list("username", flat=True))
    addresses = _free_addresses(without)
    made, users = [], []
    for person in without:
        if person.nip not in taken:
            user = User(username=person.nip, name=person.name, email=addresses.get(person.pk, ""))
            user.set_unusable_password()
            made.append(person)
            users.append(user)
    User.objects.bulk_create(users, batch_size=_BATCH)
    for person, user in zip(made, users, strict=True):
        person.user = user
    Employee.objects.bulk_update(made, ["user"], batch_size=_BATCH)
    roles = [RoleAssignment(user=user, role=Role.ASN, agency=agency) for user in users]
    RoleAssignment.objects.bulk_create(roles, batch_size=_BATCH)
    record_decisions(DecisionKind.ACCOUNT_MADE, subjects=users, agency=agency, by=by, at=at)
    record_decisions(DecisionKind.ROLE_GIVEN, subjects=roles, agency=agency, by=by, at=at)
    return _lines(people, by)


def _lines(people: list[Employee], by: Any) -> list[Line]:
    """Everybody with an account gets a link, but for accounts beyond the person's reach."""
    users = [person.user for person in people if person.user]
    others = beyond_reach(by, users, Permission.ACCOUNT_MANAGE)
    reasons = {
        None: _("NIP ini sudah dipakai akun lain; hubungi administrator."),
        **dict.fromkeys(others, _("Akun ini di luar wewenang Anda; hubungi administrator.")),
        by.pk: _("Akun Anda sendiri diurus oleh orang lain yang berwenang."),
    }
    return [Line(person, reason=reasons.get(person.user_id, "")) for person in people]


def _free_addresses(people: list[Employee]) -> dict[int, str]:
    """Addresses that are valid, and neither another account's nor another person's in the list."""
    wanted = {person.pk: kernel.valid_address(person.email_official or person.email) for person in people}
    count = Counter(wanted.values())
    held = User.objects.exclude(email="").filter(email__in=set(wanted.values())).values_list("email", flat=True)
    used = {address.lower() for address in held}
    return {pk: address for pk, address in wanted.items() if address and count[address] == 1 and address not in used}


def _issue_all(lines: list[Line], pages: str, agency: Agency, by: Any, at: datetime) -> None:
    """Under a lock: who has meanwhile chosen a password keeps it and gets no link."""
    keys = [line.person.user_id for line in lines if line.person.user_id]
    waiting = User.objects.filter(pk__in=keys, activated_at=None, is_active=True)
    users = waiting.select_for_update(of=("self",)).order_by("pk").in_bulk()
    for user in users.values():
        user.set_unusable_password()  # older links hang on the text that is gone now
    User.objects.bulk_update(users.values(), ["password"], batch_size=_BATCH)
    record_decisions(DecisionKind.ACCOUNT_LINK, subjects=users.values(), agency=agency, by=by, at=at)
    for line in lines:
        if line.person.user_id in users:
            line.link = f"{pages}{kernel.token_of(users[line.person.user_id])}/"


def file_of(job: Job) -> Path:
    """Where the file of a job lies; nothing serves this folder."""
    return Path(settings.MEDIA_ROOT) / kernel.LINK_FILES / f"{job.pk}.xlsx"


def file_to_download(job: Job, *, at: datetime) -> Path | None:
    """The file while it may be fetched; None once its time is over."""
    fresh = job.state == JobState.DONE and job.finished_at and at - job.finished_at < LINK_FILE_LIFE
    file = file_of(job)
    return file if fresh and file.exists() else None


def write_file(file: Path, lines: list[Line]) -> None:
    """One row a person; texts are written as texts: what begins with "=" is shown, never computed."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    fresh = file.with_suffix(".new")
    with xlsxwriter.Workbook(fresh, options) as book:
        sheet = book.add_worksheet(_("Tautan aktivasi"))
        bold = book.add_format({"bold": True, "bottom": 1})
        heads = (
            (_("NIP"), 20),
            (_("Nama"), 34),
            (_("Unit kerja"), 44),
            (_("Tautan, berlaku 7 hari"), 90),
            (_("Catatan"), 50),
        )
        for column, (head, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, bold)
        sheet.freeze_panes(1, 2)
        for row, line in enumerate(lines, start=1):
            person = line.person
            unit = unit_name(person.unit.name) if person.unit else ""
            for column, text in enumerate((person.nip, person.full_name, unit, line.link, line.reason)):
                sheet.write_string(row, column, text)
    fresh.chmod(0o600)
    fresh.replace(file)


def register_jobs() -> None:
    """Tell the machinery of jobs about the one of this module."""
    jobs.register(
        LINKS_KIND,
        links_job,
        permission=Permission.ACCOUNT_MANAGE,
        agency_of=lambda job: Agency.objects.get(pk=job.arguments["agency"]),
        page=lambda job: reverse("account_links", args=[job.pk]),
    )
