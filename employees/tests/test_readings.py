"""Who opened whose data: what is written down, how often, and what the person sees of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.enums import DecisionKind, Role
from core.models import Decision, RoleAssignment
from core.services.roles import end_role
from core.tests.people import Cast, make_user
from employees.enums import ReadingKind
from employees.models import Employee, Reading
from employees.personal_data import _readings
from employees.services import readings
from employees.services.readings import record_reading
from employees.tests.staff import Staff, cast, enter, make_person, staff  # noqa: F401

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def whats(person: Employee) -> list[tuple[str, str]]:
    return list(person.readings.order_by("id").values_list("reader__username", "what"))


@pytest.mark.parametrize(
    ("reader", "what"),
    [
        ("dewi", {"profile", "private", "discipline"}), ("maya", {"profile", "discipline"}),
        ("rina", {"profile"}), ("budi", {"profile"}), ("sari", set()),
    ],
)  # fmt: skip
def test_opening_a_page_is_written_down_by_what_it_shows(staff: Staff, cast: Cast, reader: str, what: set) -> None:
    enter(getattr(cast, reader)).get(f"/pegawai/{staff.sari.pk}/")
    assert set(whats(staff.sari)) == {(reader, kind) for kind in what}


@pytest.mark.parametrize(
    ("part", "what"),
    [("kompetensi", ["competency"]), ("kinerja", ["performance"]), ("indeks", ["discipline", "performance"])],
)
def test_fragments_are_written_down(staff: Staff, cast: Cast, part: str, what: list[str]) -> None:
    enter(cast.dewi).get(f"/pegawai/{staff.sari.pk}/{part}/", headers={"HX-Request": "true"})
    enter(cast.sari).get(f"/pegawai/{staff.sari.pk}/{part}/", headers={"HX-Request": "true"})
    assert sorted(whats(staff.sari)) == [("dewi", kind) for kind in what]
    assert {r.page for r in staff.sari.readings.all()} == {f"/pegawai/{staff.sari.pk}/{part}/"}


def test_a_page_that_is_refused_is_no_reading(staff: Staff, cast: Cast) -> None:
    assert enter(cast.anton).get(f"/pegawai/{staff.sari.pk}/").status_code == 404
    assert Reading.objects.count() == 0


def read(staff: Staff, cast: Cast, at: datetime, *what: ReadingKind) -> int:
    return record_reading(people=[staff.sari], reader=cast.dewi, what=what, page="/x/", at=at)


def test_a_profile_counts_once_an_hour_and_confidential_data_every_time(staff: Staff, cast: Cast) -> None:
    kinds = (ReadingKind.PROFILE, ReadingKind.DISCIPLINE)
    assert read(staff, cast, AT, *kinds) == 2
    assert read(staff, cast, AT + timedelta(minutes=59), *kinds) == 1
    assert read(staff, cast, AT + timedelta(minutes=61), *kinds) == 2
    assert record_reading(people=[staff.sari], reader=cast.maya, what=kinds, page="", at=AT) == 2


def test_without_the_pause_every_opening_counts(staff: Staff, cast: Cast, monkeypatch) -> None:
    """The control of the test above."""
    monkeypatch.setattr(readings, "READINGS_ONCE", frozenset())
    assert [read(staff, cast, AT, ReadingKind.PROFILE) for _ in range(2)] == [1, 1]


def test_an_export_is_a_reading_of_everybody_in_it_and_one_decision(staff: Staff, cast: Cast) -> None:
    enter(cast.dewi).get("/pegawai/ekspor/?unit=kecamatan").getvalue()
    read_ = {(r.employee.name, r.what) for r in Reading.objects.select_related("employee")}
    assert read_ == {(p.name, "export") for p in (staff.sari, staff.budi, staff.rina)}
    decision = Decision.objects.get()
    assert (decision.kind, decision.by, decision.agency, decision.facts) == (
        DecisionKind.DATA_EXPORTED, cast.dewi, cast.surabaya, {"people": 3},
    )  # fmt: skip


@pytest.mark.parametrize("people", [1, 3])
def test_any_number_of_people_is_one_statement(
    staff: Staff, cast: Cast, people: int, django_assert_num_queries
) -> None:
    chosen = [staff.sari, staff.budi, staff.rina][:people]
    with django_assert_num_queries(1):
        record_reading(people=chosen, reader=cast.dewi, what=[ReadingKind.EXPORT], page="", at=AT)
    assert Reading.objects.count() == people


def test_the_page_of_a_person_costs_one_statement_more(staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    client.get(f"/pegawai/{staff.sari.pk}/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/pegawai/{staff.sari.pk}/")
    assert (len(queries) <= 12, sum("employees_reading" in q["sql"] for q in queries)) == (True, 1)


def test_a_reading_is_not_changed_afterwards(staff: Staff, cast: Cast) -> None:
    read(staff, cast, AT, ReadingKind.PROFILE)
    with pytest.raises(DatabaseError), transaction.atomic():
        Reading.objects.update(page="/elsewhere/")


def test_she_sees_who_what_and_when_newest_first(staff: Staff, cast: Cast) -> None:
    read(staff, cast, AT, ReadingKind.PROFILE)
    record_reading(
        people=[staff.sari], reader=cast.rina, what=[ReadingKind.PROFILE], page="", at=AT + timedelta(days=1)
    )
    page = enter(cast.sari).get("/saya/pembaca/")
    assert [(reading.reader, role) for reading, role in page.context["lines"]] == [
        (cast.rina, "Pengelola kepegawaian unit"), (cast.dewi, "Pengelola kepegawaian BKPSDM"),
    ]  # fmt: skip
    text = page.content.decode()
    for words in ("21 November 2026, 10.00\u00a0WIB", "Badan Kepegawaian Daerah", "Profil"):
        assert words in text


def test_the_role_is_that_of_the_reading(staff: Staff, cast: Cast) -> None:
    """Also where it was taken away in the same hour; and of what she became later nothing is said."""
    admin = make_user("admin", Role.ADMINISTRATOR, cast.surabaya)
    read(staff, cast, AT, ReadingKind.DISCIPLINE)
    make_user("second", Role.HR_AGENCY, cast.surabaya)
    end_role(assignment=cast.dewi.roles.get(), reason="Mutasi", by=admin, at=AT + timedelta(minutes=1))
    RoleAssignment.objects.create(user=cast.dewi, role=Role.AUDITOR, agency=cast.surabaya)
    read(staff, cast, AT + timedelta(minutes=2), ReadingKind.DISCIPLINE)
    page = enter(cast.sari).get("/saya/pembaca/")
    words = ["Auditor", "Pengelola kepegawaian BKPSDM"]
    assert [role for _reading, role in page.context["lines"]] == words
    assert [role for _at, _name, role, _what in _readings(staff.sari, None).rows] == words


def test_readings_without_stored_roles_go_by_the_periods(staff: Staff, cast: Cast) -> None:
    cast.dewi.roles.update(ends_on=AT.date())
    RoleAssignment.objects.create(
        user=cast.dewi, role=Role.LEADER, agency=cast.surabaya, starts_on=AT.date() + timedelta(1)
    )
    for days in (0, 1):
        Reading.objects.create(employee=staff.sari, reader=cast.dewi, what="profile", at=AT + timedelta(days))
    lines = enter(cast.sari).get("/saya/pembaca/").context["lines"]
    assert [role for _reading, role in lines] == ["Pimpinan daerah", "Pengelola kepegawaian BKPSDM"]


def test_in_mamuju_the_hours_are_wita(staff: Staff, cast: Cast) -> None:
    Employee.objects.filter(pk=staff.wati.pk).update(user=cast.anton)
    other = make_person(cast.mamuju, "199001012019031009", "Orang Lain", staff.wati.unit)
    record_reading(people=[staff.wati], reader=cast.dewi, what=[ReadingKind.PROFILE], page="", at=AT)
    record_reading(people=[other], reader=cast.dewi, what=[ReadingKind.PROFILE], page="", at=AT)
    page = enter(cast.anton).get("/saya/pembaca/")
    assert (len(page.context["lines"]), "11.00\u00a0WITA" in page.content.decode()) == (1, True)


def test_nobody_yet_is_said_in_words(staff: Staff, cast: Cast) -> None:
    assert "Belum ada yang membuka data Anda" in enter(cast.sari).get("/saya/pembaca/").content.decode()
    assert "belum terhubung" in enter(cast.maya).get("/saya/pembaca/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    staff: Staff, cast: Cast, rows: int, django_assert_num_queries
) -> None:
    for reader in (cast.dewi, cast.rina, cast.maya)[:rows]:
        record_reading(people=[staff.sari], reader=reader, what=[ReadingKind.COMPETENCY], page="", at=AT)
    client = enter(cast.sari)
    client.get("/saya/pembaca/")
    with django_assert_num_queries(5):  # session, person with roles, record, count, readings
        assert len(client.get("/saya/pembaca/").context["lines"]) == rows
