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
    ("user", "shown"), [("dewi", True), ("maya", True), ("rina", False), ("budi", False), ("sari", True)]
)
def test_discipline_is_confidential(staff: Staff, cast: Cast, user: str, shown: bool) -> None:
    Discipline.objects.create(
        agency=cast.surabaya, employee=staff.sari, level="S", decided_on=date(2024, 3, 1), number="SK-17"
    )
    text = page(enter(getattr(cast, user)), staff.sari).content.decode()
    assert (("Hukuman disiplin" in text), ("SK-17" in text)) == (shown, shown)


@pytest.mark.parametrize(
    ("user", "status", "past"),
    [
        ("dewi", "PNS Kena Hukuman Disiplin", ["15", "01", "02"]),
        ("maya", "PNS Kena Hukuman Disiplin", ["15", "01", "02"]),
        ("sari", "PNS Kena Hukuman Disiplin", ["15", "01", "02"]),
        ("rina", "Aktif", ["02"]),
        ("budi", "Aktif", ["02"]),
    ],
)
def test_a_legal_status_tells_nobody_else_of_a_punishment(
    staff: Staff, cast: Cast, user: str, status: str, past: list[str]
) -> None:
    """15 after 01 after 15 after 01 after 02: for most people active since the leave."""
    Employee.objects.filter(pk=staff.sari.pk).update(legal_status="15")
    for day, code in enumerate(("02", "01", "15"), start=1):
        EmployeeHistory.objects.create(
            employee=staff.sari, aspect=Aspect.LEGAL_STATUS, value=code, recorded_at=datetime(2026, 1, day, tzinfo=UTC)
        )
    response = page(enter(getattr(cast, user)), staff.sari)
    assert response.context["legal_status"] == status
    assert [entry.value for entry in response.context["history"]] == past
    assert ("Kena Hukuman" in response.content.decode()) is (status != "Aktif")


def test_the_past_is_told_in_words(staff: Staff, cast: Cast) -> None:
    for aspect, value in ((Aspect.LEGAL_STATUS, "02"), (Aspect.RANK, "32"), (Aspect.EDUCATION, "s1")):
        EmployeeHistory.objects.create(
            employee=staff.sari, aspect=aspect, value=value, recorded_at=datetime(2026, 1, 1, tzinfo=UTC)
        )
    history = page(enter(cast.budi), staff.sari).context["history"]
    assert [entry.words for entry in history] == ["CLTN", "III/b", "S1"]


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


def test_the_history_says_what_it_records(staff: Staff, cast: Cast) -> None:
    """A changed name is no line of it, so it must not claim that nothing has changed."""
    text = enter(cast.dewi).get(f"/pegawai/{staff.sari.pk}/").content.decode()
    assert "Pangkat, jabatan, unit kerja, pendidikan, dan kedudukan hukum belum berubah" in text


def test_a_legal_status_is_said_in_the_language_of_the_reader(staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    for language, status in (("id", "Aktif"), ("en", "Active")):
        client.cookies["django_language"] = language
        assert f"<dd>{status}</dd>" in client.get(f"/pegawai/{staff.sari.pk}/").content.decode()
