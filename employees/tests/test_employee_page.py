"""One person's page: who may open it, what is masked, history, discipline."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import User
from core.tests.people import Cast
from employees.enums import Aspect
from employees.models import Discipline, Employee, EmployeeHistory
from employees.selectors import employee_for
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401

SEES = [
    ("sari", {"sari"}),
    ("budi", {"sari", "budi", "rina"}),
    ("rina", {"sari", "budi", "rina"}),
    ("dewi", {"sari", "budi", "rina", "dewi", "tono"}),
    ("maya", {"sari", "budi", "rina", "dewi", "tono"}),
    ("anton", {"wati"}),
]


@pytest.mark.parametrize(("user", "seen"), SEES)
def test_who_may_open_whom(staff: Staff, cast: Cast, user: str, seen: set[str]) -> None:
    client = enter(getattr(cast, user))
    everyone = ("sari", "budi", "rina", "dewi", "tono", "wati")
    opened = {name for name in everyone if page(client, getattr(staff, name)).status_code == 200}
    assert opened == seen


def test_the_access_function_says_404_outside_the_scope(staff: Staff, cast: Cast) -> None:
    assert employee_for(cast.dewi, staff.sari.pk) == staff.sari
    with pytest.raises(Http404):
        employee_for(cast.anton, staff.sari.pk)
    with pytest.raises(Http404):
        employee_for(cast.dewi, 0)


def test_a_role_that_has_ended_opens_nothing(staff: Staff, cast: Cast) -> None:
    cast.dewi.roles.update(ends_on=date(2020, 1, 1))
    assert page(enter(cast.dewi), staff.sari).status_code == 403


def test_the_heading_names_the_person(staff: Staff, cast: Cast) -> None:
    text = page(enter(cast.dewi), staff.sari).content.decode()
    assert '<h1 class="page-title">Sari Wulandari, S.A.P.</h1>' in text
    assert 'NIP <span class="nip">19940514\u00a0201903\u00a02\u00a0001</span>' in text
    assert "<span>Kecamatan Gayungan</span><span>Kelurahan Ketintang</span>" in text


def test_pppk_carry_another_number(staff: Staff, cast: Cast) -> None:
    assert 'NI PPPK <span class="nip">' in page(enter(cast.dewi), staff.tono).content.decode()


@pytest.mark.parametrize(
    ("user", "whole"), [("sari", True), ("dewi", True), ("budi", False), ("rina", False), ("maya", False)]
)
def test_private_data_is_masked_for_most(staff: Staff, cast: Cast, user: str, whole: bool) -> None:
    text = page(enter(getattr(cast, user)), staff.sari).content.decode()
    for secret, masked in [
        ("3578012345670001", "••••0001"),
        ("081234567890", "••••7890"),
        ("Jalan Ketintang 1", "••••ng 1"),
    ]:
        assert ((secret in text), (masked in text)) == (whole, not whole)


@pytest.mark.parametrize(
    ("user", "shown"), [("dewi", True), ("maya", True), ("rina", False), ("budi", False), ("sari", False)]
)
def test_discipline_is_confidential(staff: Staff, cast: Cast, user: str, shown: bool) -> None:
    Discipline.objects.create(
        agency=cast.surabaya, employee=staff.sari, level="S", decided_on=date(2024, 3, 1), number="SK-17"
    )
    text = page(enter(getattr(cast, user)), staff.sari).content.decode()
    assert (("Hukuman disiplin" in text), ("SK-17" in text)) == (shown, shown)


def test_history_stands_newest_first(staff: Staff, cast: Cast) -> None:
    for day, value in ((1, "III/a"), (2, "III/b")):
        EmployeeHistory.objects.create(
            employee=staff.sari, aspect=Aspect.RANK, value=value, since=date(2019, 3, day),
            recorded_at=datetime(2026, 1, day, tzinfo=UTC),
        )  # fmt: skip
    history = page(enter(cast.dewi), staff.sari).context["history"]
    assert [entry.value for entry in history] == ["III/b", "III/a"]


def test_sections_load_from_their_own_apps(staff: Staff, cast: Cast) -> None:
    text = page(enter(cast.sari), staff.sari).content.decode()
    for section in ("kompetensi", "pelatihan", "kinerja"):
        assert f'hx-get="/pegawai/{staff.sari.pk}/{section}/"' in text
        assert f'<a href="/pegawai/{staff.sari.pk}/{section}/">' in text


def test_own_record(staff: Staff, cast: Cast) -> None:
    response = enter(cast.sari).get("/saya/")
    assert (response.context["person"], response.context["is_self"]) == (staff.sari, True)


def test_an_account_without_record_is_told_so(staff: Staff, cast: Cast) -> None:
    response = enter(cast.maya).get("/saya/")
    assert response.status_code == 200
    assert "belum terhubung dengan data pegawai" in response.content.decode()


def test_someone_without_any_role_sees_nothing(staff: Staff) -> None:
    client = enter(User.objects.create(username="yusuf", name="Yusuf"))
    assert page(client, staff.sari).status_code == 403
    assert client.get("/saya/").status_code == 200


def test_costs_little(staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    page(client, staff.sari)
    with CaptureQueriesContext(connection) as queries:
        page(client, staff.sari)
    assert len(queries) <= 12


def page(client: Client, person: Employee):
    return client.get(f"/pegawai/{person.pk}/")
