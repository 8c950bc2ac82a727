"""Rights over an account end where the rights in one of its governments end."""

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from core import sessions
from core.enums import DecisionKind, JobState, Role
from core.models import Decision, Job, RoleAssignment, User
from core.permissions import Permission
from core.reach import is_within_reach
from core.services.roles import end_role
from core.tests.people import Cast, make_user
from core.tests.test_second_factor import PASSWORD, add_app, with_password
from employees.accounts import LINKS_KIND
from employees.services.accounts import file_of, write_file
from employees.tests.staff import Staff, enter, staff  # noqa: F401

ADDRESS = "/pengaturan/akun/"
TRAIL = "/jejak/"
ACTS = ("tautan/", "nonaktifkan/", "aktifkan/", "reset/")


@pytest.fixture
def wira(cast: Cast) -> User:
    """Administrator of Surabaya and an ASN in Mamuju."""
    wira = make_user("wira", Role.ADMINISTRATOR, cast.surabaya)
    RoleAssignment.objects.create(user=wira, role=Role.ASN, agency=cast.mamuju)
    return wira


def raised(user: User, agency: Any = None) -> Client:
    client = enter(user)
    session = client.session
    sessions.begin(session, at=timezone.now())
    sessions.raise_rights(session, at=timezone.now())
    if agency is not None:
        session["agency"] = agency.pk
    session.save()
    return client


def activated(user: User, email: str = "") -> User:
    User.objects.filter(pk=user.pk).update(activated_at=timezone.now(), email=email)
    return user


def statuses(client: Client, account: User) -> list[int]:
    return [client.post(f"{ADDRESS}{account.pk}/{act}", {"reason": "coba"}).status_code for act in ACTS]


# Accounts with a role in another government


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.MENTOR])
@pytest.mark.parametrize("days", [{}, {"starts_on": date(2099, 1, 1)}])
def test_a_role_given_here_does_not_hand_over_an_account_from_elsewhere(
    cast: Cast, wira: User, role: str, days: dict[str, date]
) -> None:
    yusuf = make_user("yusuf", role, cast.mamuju)
    yusuf.roles.update(**days)
    add_app(yusuf)
    RoleAssignment.objects.create(user=yusuf, role=Role.MENTOR, agency=cast.surabaya)
    assert statuses(raised(wira), yusuf) == [403, 403, 403, 403]
    assert (Decision.objects.count(), User.objects.get(pk=yusuf.pk).is_active) == (0, True)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.HR_AGENCY])
def test_a_role_that_is_over_takes_no_account_out_of_reach(cast: Cast, wira: User, role: str) -> None:
    """Taken away after a minute, or run out years ago, here and elsewhere: what she is now decides."""
    siti = make_user("siti", Role.ASN, cast.surabaya)
    RoleAssignment.objects.create(user=siti, role=role, agency=cast.mamuju, ends_on=date(2020, 1, 1))
    given = RoleAssignment.objects.create(user=siti, role=role, agency=cast.surabaya)
    assert (is_within_reach(cast.dewi, siti, Permission.ACCOUNT_MANAGE), statuses(raised(wira), siti)[1]) == (
        False,
        302,
    )
    end_role(assignment=given, reason="Keliru", by=wira, at=timezone.now())
    assert is_within_reach(cast.dewi, siti, Permission.ACCOUNT_MANAGE) is True


def test_where_every_role_is_over_the_last_government_decides(cast: Cast, wira: User) -> None:
    siti = make_user("siti", Role.MENTOR, cast.mamuju)
    siti.roles.update(ends_on=date(2020, 1, 1))
    reach = [is_within_reach(by, siti, Permission.ACCOUNT_MANAGE) for by in (cast.dewi, wira, cast.anton)]
    assert reach == [False, False, True]


def test_a_page_says_who_handles_an_account_out_of_reach_and_why(cast: Cast, wira: User) -> None:
    """Never those whom the reader belongs to herself."""
    page = enter(cast.dewi).get(f"{ADDRESS}{cast.maya.pk}/").content.decode()
    assert "memegang peran Auditor. Akun dengan peran seperti itu diurus oleh administrator." in page
    assert "Pengelola kepegawaian BKPSDM atau administrator yang mengurusnya" not in page


def test_whoever_is_responsible_in_every_government_may_act(cast: Cast, wira: User) -> None:
    """The control."""
    yusuf = make_user("yusuf", Role.MENTOR, cast.mamuju)
    add_app(yusuf)
    RoleAssignment.objects.create(user=yusuf, role=Role.MENTOR, agency=cast.surabaya)
    RoleAssignment.objects.create(user=wira, role=Role.ADMINISTRATOR, agency=cast.mamuju)
    assert statuses(raised(wira), yusuf) == [200, 302, 302, 302]


def test_hr_here_and_an_administrator_abroad_are_not_the_same(cast: Cast) -> None:
    """Strength counts in the government of the strong role."""
    RoleAssignment.objects.create(user=cast.dewi, role=Role.ADMINISTRATOR, agency=cast.mamuju)
    assert statuses(raised(cast.dewi), cast.maya) == [403, 403, 403, 404]


@pytest.mark.parametrize("strong", [Role.HR_AGENCY, Role.HR_UNIT, Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_hr_acts_on_no_account_that_reads_the_agency(cast: Cast, wira: User, strong: str) -> None:
    siti = make_user("siti", strong, cast.surabaya, cast.district if strong == Role.HR_UNIT else None)
    assert statuses(enter(cast.dewi), siti)[:3] == [403, 403, 403]
    assert statuses(raised(wira), siti)[:3] == [200, 302, 302]


# Who sees a link


def test_the_link_of_an_account_in_use_goes_to_its_owner_only(
    cast: Cast, staff: Staff, django_capture_on_commit_callbacks: Any
) -> None:
    activated(cast.sari, "sari@contoh.invalid")
    client = enter(cast.dewi)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{ADDRESS}{cast.sari.pk}/tautan/", follow=True)
    page = answer.content.decode()
    assert ("/akun/aktivasi/" in page, "dikirim ke surel pemilik akun" in page) == (False, True)
    assert [(letter.to, "/akun/aktivasi/" in letter.body) for letter in mail.outbox] == [
        (["sari@contoh.invalid"], True)
    ]


def test_without_an_address_only_an_administrator_sees_it_and_says_why(cast: Cast, staff: Staff, wira: User) -> None:
    activated(cast.sari)
    address = f"{ADDRESS}{cast.sari.pk}/"
    assert enter(cast.dewi).post(f"{address}tautan/", {"reason": "lupa"}).status_code == 403
    assert "issue-link" not in enter(cast.dewi).get(address).content.decode()
    assert enter(wira).post(f"{address}tautan/", {"reason": "lupa"}).url.startswith("/akun/hak-tinggi/")
    client = raised(wira, cast.surabaya)
    assert client.post(f"{address}tautan/").status_code == 400
    assert Decision.objects.count() == 0
    assert "/akun/aktivasi/" in client.post(f"{address}tautan/", {"reason": "lupa"}).context["link"]
    assert list(Decision.objects.values_list("kind", "reason")) == [(DecisionKind.ACCOUNT_LINK, "lupa")]


# Suggestions, files and records


def test_suggestions_come_from_the_government_of_the_right(cast: Cast, wira: User) -> None:
    address = "/pengaturan/peran/saran/akun/?account=an"
    assert raised(wira, cast.surabaya).get(address).status_code == 200
    assert raised(wira, cast.mamuju).get(address).status_code == 403


def test_the_file_of_links_asks_for_the_right_in_its_government(cast: Cast, wira: User) -> None:
    found = {}
    for agency in (cast.surabaya, cast.mamuju):
        job = Job.objects.create(
            kind=LINKS_KIND, key=f"links:{agency.pk}", state=JobState.DONE, queued_at=timezone.now(),
            finished_at=timezone.now(), requested_by=wira, arguments={"agency": agency.pk},
        )  # fmt: skip
        write_file(file_of(job), [])
        answers = [enter(wira).get(f"{ADDRESS}tautan/{job.pk}/{end}") for end in ("", "berkas/")]
        found[agency.name] = [(answer.status_code, b"".join(answer))[0] for answer in answers]
    assert found == {cast.surabaya.name: [200, 200], cast.mamuju.name: [404, 404]}


def test_an_act_is_recorded_where_the_right_holds(cast: Cast, wira: User) -> None:
    yusuf = make_user("yusuf", Role.MENTOR, cast.surabaya)
    raised(wira, cast.mamuju).post(f"{ADDRESS}{yusuf.pk}/nonaktifkan/", {"reason": "pindah"})
    assert Decision.objects.get().agency == cast.surabaya


def test_raised_rights_are_recorded_in_every_government_they_hold_in(cast: Cast, wira: User) -> None:
    client = enter(with_password(wira))
    session = client.session
    session["agency"] = cast.mamuju.pk
    session.save()
    client.post("/akun/hak-tinggi/", {"password": PASSWORD})
    assert list(Decision.objects.values_list("agency", flat=True)) == [cast.surabaya.pk]
    RoleAssignment.objects.create(user=wira, role=Role.ADMINISTRATOR, agency=cast.mamuju)
    client.post("/akun/hak-tinggi/", {"password": PASSWORD})
    found = Decision.objects.order_by("pk").values_list("agency", flat=True)[1:]
    assert sorted(found) == sorted([cast.surabaya.pk, cast.mamuju.pk])


# What others decided


def decide(account: User, agency: Any, reason: str) -> None:
    Decision.objects.create(
        agency=agency, kind=DecisionKind.ACCOUNT_CLOSED, subject="core.User", subject_id=str(account.pk),
        label=account.name, reason=reason, at=timezone.now(),
    )  # fmt: skip


def test_decisions_of_another_government_stay_there(cast: Cast, staff: Staff) -> None:
    yusuf = make_user("yusuf", Role.MENTOR, cast.surabaya)
    decide(yusuf, cast.surabaya, "alasan surabaya")
    decide(yusuf, cast.mamuju, "alasan mamuju")
    pages = {
        "trail": enter(cast.maya).get(f"{TRAIL}core.User/{yusuf.pk}/").content.decode(),
        "account": enter(cast.dewi).get(f"{ADDRESS}{yusuf.pk}/").content.decode(),
    }
    shown = {name: ["alasan surabaya" in page, "alasan mamuju" in page] for name, page in pages.items()}
    assert shown == {"trail": [True, False], "account": [True, False]}


def test_hr_of_a_unit_reads_what_was_decided_there(cast: Cast, staff: Staff) -> None:
    decide(cast.sari, cast.surabaya, "alasan surabaya")
    assert "alasan surabaya" in enter(cast.rina).get(f"{ADDRESS}{cast.sari.pk}/").content.decode()


def test_the_history_of_an_account_needs_a_role_in_the_government(cast: Cast) -> None:
    auditor = make_user("umar", Role.AUDITOR, cast.mamuju)
    RoleAssignment.objects.create(user=auditor, role=Role.ASN, agency=cast.surabaya)
    address = f"{TRAIL}core.User/{cast.sari.pk}/"
    assert enter(auditor).get(address).status_code == 404
    RoleAssignment.objects.create(user=cast.sari, role=Role.MENTOR, agency=cast.mamuju)
    decide(cast.sari, cast.surabaya, "alasan surabaya")
    page = enter(auditor).get(address)
    assert (page.status_code, "alasan surabaya" in page.content.decode()) == (200, False)
