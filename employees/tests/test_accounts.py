"""The page of accounts: who sees whom, what HR does, and the job for many."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core import sessions
from core.enums import DecisionKind, JobState, Role
from core.models import Decision, Job, RoleAssignment, User
from core.services import jobs
from core.services.accounts import remove_old_link_files
from core.tests.people import Cast, make_user
from core.tests.test_second_factor import PASSWORD, add_app, with_password
from employees.models import Employee
from employees.services.accounts import file_of
from employees.tests.staff import Staff, enter, make_person, staff  # noqa: F401

ADDRESS = "/pengaturan/akun/"
Files = Callable[[], Any]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def names(client: Client, query: str = "") -> list[tuple[str, str]]:
    context = client.get(ADDRESS + query).context
    return [(person.name, state) for person, state in context["lines"]]


def activate(*users: User) -> None:
    User.objects.filter(pk__in=[user.pk for user in users]).update(activated_at=timezone.now())


def test_hr_sees_who_has_not_yet_activated(cast: Cast, staff: Staff) -> None:
    activate(cast.sari, cast.dewi)
    User.objects.filter(pk=cast.budi.pk).update(is_active=False)
    client = enter(cast.dewi)
    assert names(client) == [
        ("Budi Santoso", "closed"), ("Dewi Anggraini", "active"), ("Rina Puspitasari", "waiting"),
        ("Sari Wulandari", "active"), ("Tono Hartono", "none"),
    ]  # fmt: skip
    assert [names(client, f"?state={state}") for state in ("none", "waiting", "active", "closed")] == [
        [("Tono Hartono", "none")], [("Rina Puspitasari", "waiting")],
        [("Dewi Anggraini", "active"), ("Sari Wulandari", "active")], [("Budi Santoso", "closed")],
    ]  # fmt: skip
    assert names(client, "?q=tono") == [("Tono Hartono", "none")]
    assert names(client, "?unit=kecamatan gayungan&state=waiting") == [("Rina Puspitasari", "waiting")]
    assert names(client, "?state=lain") == []


@pytest.mark.parametrize(
    ("name", "status", "people"),
    [("sari", 403, []), ("budi", 403, []), ("rina", 200, ["Budi Santoso", "Rina Puspitasari", "Sari Wulandari"]),
     ("anton", 200, ["Wati Mamuju"]),
     ("maya", 200, ["Budi Santoso", "Dewi Anggraini", "Rina Puspitasari", "Sari Wulandari", "Tono Hartono"])],
)  # fmt: skip
def test_everybody_sees_her_own_area(cast: Cast, staff: Staff, name: str, status: int, people: list[str]) -> None:
    client = enter(getattr(cast, name))
    assert client.get(ADDRESS).status_code == status
    if status == 200:
        assert [person for person, _state in names(client)] == people


@pytest.mark.parametrize(
    ("name", "own", "other_unit", "other_agency"),
    [("sari", 403, 403, 403), ("rina", 200, 404, 404), ("dewi", 200, 200, 404), ("maya", 200, 200, 404),
     ("anton", 404, 404, 404)],
)  # fmt: skip
def test_an_account_opens_inside_the_area(
    cast: Cast, staff: Staff, name: str, own: int, other_unit: int, other_agency: int
) -> None:
    stranger = make_user("siti", Role.ASN, cast.mamuju)
    Employee.objects.filter(pk=staff.wati.pk).update(user=stranger)
    client = enter(getattr(cast, name))
    # Anton himself is the one whose "other agency" is Surabaya.
    wanted = [cast.sari.pk, cast.dewi.pk, cast.maya.pk if name == "anton" else stranger.pk]
    statuses = [client.get(f"{ADDRESS}{pk}/").status_code for pk in wanted]
    assert statuses == [own, other_unit, other_agency]


@pytest.mark.parametrize("name", ["sari", "budi", "rina", "maya"])
@pytest.mark.parametrize("act", ["tautan/", "nonaktifkan/", "aktifkan/", "reset/"])
def test_only_hr_of_the_agency_acts(cast: Cast, staff: Staff, name: str, act: str) -> None:
    answer = enter(getattr(cast, name)).post(f"{ADDRESS}{cast.dewi.pk}/{act}", {"reason": "coba"})
    assert (answer.status_code, Decision.objects.count()) == (403, 0)


def test_hr_of_another_agency_finds_nothing(cast: Cast, staff: Staff) -> None:
    client = enter(cast.anton)
    for act in (f"{cast.sari.pk}/tautan/", f"{cast.sari.pk}/nonaktifkan/", f"pegawai/{staff.tono.pk}/buat/"):
        assert client.post(ADDRESS + act, {"reason": "coba"}).status_code == 404
    assert Decision.objects.count() == 0


@pytest.mark.parametrize(("act", "reason"), [("nonaktifkan", ""), ("nonaktifkan", "b" * 301), ("tautan", "b" * 301)])
def test_a_reason_that_will_not_do_is_said_on_the_page(cast: Cast, staff: Staff, act: str, reason: str) -> None:
    page = enter(cast.dewi).post(f"{ADDRESS}{cast.sari.pk}/{act}/", {"reason": reason})
    assert (page.status_code, list(page.context["form"].errors)) == (400, ["reason"])
    if act != "tautan":  # of an account not in use no reason is asked for
        assert ("field-error" in page.content.decode(), reason in page.content.decode()) == (True, True)
    assert Decision.objects.count() == 0


def test_making_an_account_and_its_link(cast: Cast, staff: Staff) -> None:
    Employee.objects.filter(pk=staff.tono.pk).update(email_official="tono@contoh.go.id")
    client = enter(cast.dewi)
    answer = client.post(f"{ADDRESS}pegawai/{staff.tono.pk}/buat/")
    user = User.objects.get(username=staff.tono.nip)
    assert (answer["Location"], user.employee.pk, user.email) == (
        f"{ADDRESS}{user.pk}/",
        staff.tono.pk,
        "tono@contoh.go.id",
    )
    again = client.post(f"{ADDRESS}pegawai/{staff.tono.pk}/buat/", follow=True)
    assert again.redirect_chain == [(f"{ADDRESS}{user.pk}/", 302)]
    assert "sudah punya akun" in again.content.decode()
    shown = client.post(f"{ADDRESS}{user.pk}/tautan/")
    link = shown.context["link"]
    assert (link in shown.content.decode(), link in client.get(f"{ADDRESS}{user.pk}/").content.decode()) == (
        True,
        False,
    )
    new = {"password1": "Sandi-pertama-7", "password2": "Sandi-pertama-7"}
    assert Client().post(link, new).status_code == 302
    assert names(client, "?q=tono") == [("Tono Hartono", "active")]
    assert list(Decision.objects.order_by("pk").values_list("kind", "by", "agency")) == [
        (DecisionKind.ACCOUNT_MADE, cast.dewi.pk, cast.surabaya.pk),
        (DecisionKind.ROLE_GIVEN, cast.dewi.pk, cast.surabaya.pk),
        (DecisionKind.ACCOUNT_LINK, cast.dewi.pk, cast.surabaya.pk),
    ]


def test_closing_needs_a_reason(cast: Cast, staff: Staff) -> None:
    client = enter(cast.dewi)
    address = f"{ADDRESS}{cast.sari.pk}/nonaktifkan/"
    assert client.post(address, {"reason": " "}).status_code == 400
    assert User.objects.get(pk=cast.sari.pk).is_active is True
    client.post(address, {"reason": "pensiun"})
    assert User.objects.get(pk=cast.sari.pk).is_active is False
    assert "pensiun" in client.get(f"{ADDRESS}{cast.sari.pk}/").content.decode()


def test_an_administrator_resets_a_factor_with_raised_rights(cast: Cast, staff: Staff) -> None:
    wira = with_password(make_user("wira", Role.ADMINISTRATOR, cast.surabaya))
    add_app(cast.dewi)
    client = enter(wira)
    address = f"{ADDRESS}{cast.dewi.pk}/reset/"
    assert client.post(address, {"reason": "hilang"})["Location"].startswith("/akun/hak-tinggi/")
    client.post("/akun/hak-tinggi/", {"password": PASSWORD})
    assert client.post(address, {"reason": "hilang"})["Location"] == f"{ADDRESS}{cast.dewi.pk}/"
    assert list(Decision.objects.order_by("pk").values_list("kind", "reason")) == [
        (DecisionKind.RIGHTS_RAISED, ""), (DecisionKind.FACTOR_REMOVED, "hilang"),
    ]  # fmt: skip


def test_accounts_of_others_are_listed_apart(cast: Cast, staff: Staff) -> None:
    make_user("yusuf", Role.MENTOR, cast.surabaya)
    make_user("orang mamuju", Role.MENTOR, cast.mamuju)
    lines = enter(cast.dewi).get(f"{ADDRESS}lain/").context["lines"]
    assert [account.username for account, _state in lines] == ["maya", "yusuf"]
    assert enter(cast.rina).get(f"{ADDRESS}lain/").context["lines"] == []


@pytest.mark.parametrize("extra", [0, 2])
def test_the_list_asks_the_database_as_often_for_one_as_for_three(
    cast: Cast, staff: Staff, extra: int, django_assert_num_queries: Any
) -> None:
    for n in range(extra):
        user = make_user(f"lurah {n}", Role.ASN, cast.mamuju)
        make_person(cast.mamuju, f"19900101202321100{n}", f"Orang {n}", staff.wati.unit, user=user)
    client = enter(cast.anton)
    client.get(ADDRESS)
    with django_assert_num_queries(4):
        assert len(client.get(ADDRESS).context["lines"]) == 1 + extra


# Many at once


def prepare(client: Client, query: str = "") -> Job:
    answer = client.post(f"{ADDRESS}siapkan/{query}")
    return Job.objects.get(pk=answer["Location"].rstrip("/").rpartition("/")[2])


def rows_of(content: bytes) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in load_workbook(BytesIO(content)).active.iter_rows(min_row=2, values_only=True)]


def download(client: Client, job: Job) -> bytes:
    return b"".join(client.get(f"{ADDRESS}tautan/{job.pk}/berkas/").streaming_content)


@pytest.mark.django_db(transaction=True)
def test_everybody_in_the_filter_gets_an_account_and_a_link(cast: Cast, staff: Staff) -> None:
    activate(cast.sari, cast.dewi)
    Employee.objects.filter(pk=staff.tono.pk).update(name='=HYPERLINK("http://jahat")', email="Tono@contoh.invalid")
    client = enter(cast.dewi)
    job = prepare(client)
    jobs.run(pk=job.pk)
    page = client.get(f"{ADDRESS}tautan/{job.pk}/")
    assert "Unduh Excel" in page.content.decode()
    rows = rows_of(download(client, job))
    assert [row[0] for row in rows] == [staff.rina.nip, staff.budi.nip, staff.tono.nip]
    tono = User.objects.get(username=staff.tono.nip)
    assert (rows[2][1], tono.email, tono.employee.pk) == (
        '=HYPERLINK("http://jahat")', "tono@contoh.invalid", staff.tono.pk
    )  # fmt: skip
    assert [bool(row[4]) for row in rows] == [True, False, False]  # Rina is HR herself
    assert {Client().get(row[3]).status_code for row in rows[1:]} == {200}
    assert RoleAssignment.objects.get(user=tono).role == Role.ASN
    kinds = Decision.objects.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == [DecisionKind.ACCOUNT_LINK] * 2 + [DecisionKind.ACCOUNT_MADE, DecisionKind.ROLE_GIVEN]


def _is_somebody_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_who_chooses_a_password_meanwhile_keeps_it_and_gets_no_link(cast: Cast, staff: Staff) -> None:
    activate(cast.dewi)
    client = enter(cast.dewi)
    job = prepare(client, "?unit=kecamatan gayungan")
    work = threading.Thread(target=lambda: (jobs.run(pk=job.pk), connection.close()))
    with transaction.atomic():
        sari = with_password(User.objects.select_for_update(of=("self",)).get(pk=cast.sari.pk))
        activate(sari)
        work.start()
        end = time.monotonic() + 20
        while not _is_somebody_waiting() and time.monotonic() < end:
            time.sleep(0.05)
    work.join(30)
    assert [row[0] for row in rows_of(download(client, job))] == [staff.rina.nip, staff.budi.nip]
    assert User.objects.get(pk=sari.pk).check_password(PASSWORD) is True
    assert Decision.objects.filter(subject_id=str(sari.pk)).count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_file_is_for_who_asked_and_for_a_day(cast: Cast, staff: Staff) -> None:
    client = enter(cast.dewi)
    job = prepare(client, "?unit=kecamatan gayungan")
    jobs.run(pk=job.pk)
    other = enter(make_user("siti", Role.HR_AGENCY, cast.surabaya))
    assert len(rows_of(download(client, job))) == 3
    statuses = [
        one.get(f"{ADDRESS}tautan/{job.pk}/berkas/").status_code for one in (other, enter(cast.anton), Client())
    ]
    assert statuses == [404, 404, 302]
    assert file_of(job).stat().st_mode & 0o777 == 0o600
    assert remove_old_link_files(at=timezone.now() + timedelta(hours=23)) == 0
    Job.objects.filter(pk=job.pk).update(finished_at=timezone.now() - timedelta(hours=24))
    assert client.get(f"{ADDRESS}tautan/{job.pk}/berkas/").status_code == 404
    assert remove_old_link_files(at=timezone.now() + timedelta(hours=25)) == 1
    assert "Berkas sudah dihapus" in client.get(f"{ADDRESS}tautan/{job.pk}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_strong_accounts_and_names_in_use_are_left_out_with_a_reason(cast: Cast, staff: Staff) -> None:
    make_user(staff.tono.nip, Role.ASN, cast.mamuju)
    make_person(cast.surabaya, "198409092009022001", "Maya Kusumawardhani", staff.office, user=cast.maya)
    client = enter(cast.dewi)
    job = prepare(client, "?unit=badan kepegawaian")
    jobs.run(pk=job.pk)
    assert [(row[0], row[3] or None, bool(row[4])) for row in rows_of(download(client, job))] == [
        (staff.dewi.nip, None, True), ("198409092009022001", None, True), (staff.tono.nip, None, True)
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_role_lost_meanwhile_makes_nothing(cast: Cast, staff: Staff) -> None:
    job = prepare(enter(cast.dewi))
    RoleAssignment.objects.filter(user=cast.dewi).delete()
    jobs.run(pk=job.pk)
    job.refresh_from_db()
    assert (job.state, Decision.objects.count()) == (JobState.DONE, 0)


def test_nobody_left_is_said(cast: Cast, staff: Staff) -> None:
    activate(cast.sari, cast.budi, cast.rina, cast.dewi)
    client = enter(cast.dewi)
    answer = client.post(f"{ADDRESS}siapkan/?unit=kecamatan gayungan")
    assert "sudah mengaktifkan akunnya" in client.get(answer["Location"]).content.decode()
    assert Job.objects.count() == 0


def test_who_administers_takes_over_no_account_while_her_rights_rest(cast: Cast, staff: Staff) -> None:
    """Dewi is HR, so her account is strong; Sari's is in use without an address, Tono's with one."""
    ani = make_user("ani", Role.ADMINISTRATOR, cast.surabaya)
    tono = make_user("tono.in.use", Role.ASN, cast.surabaya)
    User.objects.filter(pk__in=[cast.sari.pk, tono.pk]).update(activated_at=timezone.now())
    User.objects.filter(pk=tono.pk).update(email="tono@contoh.invalid")
    client = enter(ani)

    def asked(account: User) -> str:
        response = client.post(f"{ADDRESS}{account.pk}/tautan/", {"reason": "Ponsel hilang"})
        return response.get("Location", "").partition("?")[0]

    assert [asked(account) for account in (cast.dewi, cast.sari)] == [reverse("rights_raise")] * 2
    assert Decision.objects.filter(kind=DecisionKind.ACCOUNT_LINK).count() == 0
    assert asked(tono) != reverse("rights_raise")  # control: her link goes by mail
    session = client.session
    sessions.raise_rights(session, at=timezone.now())
    session.save()
    assert [asked(account) for account in (cast.dewi, cast.sari)] == ["", ""]
    links = Decision.objects.filter(kind=DecisionKind.ACCOUNT_LINK).values_list("subject_id", flat=True)
    assert set(links) == {str(tono.pk), str(cast.dewi.pk), str(cast.sari.pk)}
