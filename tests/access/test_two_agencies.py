"""Rights held in one government say nothing about another, and a unit's rights nothing about the rest."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from core.enums import Role
from core.models import Agency, Job, RoleAssignment, User
from core.tests.people import Cast, make_unit
from employees.models import Discipline, Employee, Position
from reports.services.facts import refresh
from reports.services.requests import request_report
from reports.tests.test_requests import AT, add_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_hats(cast: Cast) -> User:
    """HR of Surabaya who is also a mentor in Mamuju."""
    RoleAssignment.objects.create(user=cast.dewi, role=Role.MENTOR, agency=cast.mamuju)
    return cast.dewi


@pytest.fixture
def people(cast: Cast) -> dict[str, Employee]:
    """One person in each government, counted for 2025."""
    found = {}
    for agency, nip in ((cast.surabaya, "198609262015051001"), (cast.mamuju, "198609262015051002")):
        person = add_person(cast, nip)
        unit = cast.district if agency == cast.surabaya else make_unit(cast.mamuju, "PEMERINTAH KABUPATEN MAMUJU")
        job = Position.objects.create(agency=agency, name=f"Analis {agency}", tier="pelaksana")
        Employee.objects.filter(pk=person.pk).update(agency=agency, unit=unit, position=job)
        person.performance.update(agency=agency)
        person.refresh_from_db()
        refresh(agency=agency, year=2025, at=AT)
        found[agency.region_id] = person
    return found


def work_in(client, user: User, agency: Agency) -> None:
    client.force_login(user)
    client.post(reverse("agency_choose"), {"agency": agency.pk})


def test_the_home_page_shows_no_government_in_which_the_person_only_mentors(client, cast, two_hats, people):
    work_in(client, two_hats, cast.surabaya)
    assert client.get(reverse("home")).context["home"].board is not None
    work_in(client, two_hats, cast.mamuju)
    shown = client.get(reverse("home")).context["home"]
    assert (shown.board, shown.notices, shown.is_empty) == (None, [], False)


def test_a_leader_of_one_office_sees_the_figures_of_that_office_only(client, cast, people):
    other = make_unit(cast.surabaya, "DINAS KESEHATAN", cast.city)
    Employee.objects.filter(agency=cast.surabaya).update(unit=other)
    refresh(agency=cast.surabaya, year=2025, at=AT)
    leader = User.objects.create(username="camat", name="Camat", password="!")
    RoleAssignment.objects.create(user=leader, role=Role.LEADER, agency=cast.surabaya, unit=cast.district)
    work_in(client, leader, cast.surabaya)
    board = client.get(reverse("home")).context["home"].board
    assert (board.name, board.stats[0].value) == ("Kecamatan Gayungan", "0")


def test_suggested_jobs_are_those_of_people_one_may_see(client, cast, two_hats, people):
    work_in(client, two_hats, cast.mamuju)
    assert "Analis" not in client.get(reverse("job_options"), {"job": "Analis"}).content.decode()
    work_in(client, two_hats, cast.surabaya)
    assert "Analis" in client.get(reverse("job_options"), {"job": "Analis"}).content.decode()


def test_the_archive_opens_for_readers_there_without_the_form(client, cast, two_hats):
    RoleAssignment.objects.create(user=two_hats, role=Role.LEADER, agency=cast.mamuju)
    work_in(client, two_hats, cast.mamuju)
    page = client.get(reverse("report_list"))
    assert (page.status_code, "form" in page.context) == (200, False)


def test_a_right_held_elsewhere_retries_no_job_here(client, cast, two_hats):
    RoleAssignment.objects.create(user=two_hats, role=Role.LEADER, agency=cast.mamuju)
    report = request_report(agency=cast.mamuju, unit=None, year=2025, by=cast.anton, at=AT)
    Job.objects.filter(pk=report.job_id).update(state="failed", finished_at=AT)
    client.force_login(two_hats)
    assert client.post(reverse("job_retry", args=[report.job_id])).status_code == 403
    assert Job.objects.get(pk=report.job_id).state == "failed"


@pytest.mark.parametrize(("who", "sees"), [("rina", False), ("budi", False), ("dewi", True), ("maya", True)])
def test_the_index_does_not_give_punishments_away(client, cast, people, who, sees):
    person = people["35.78"]
    Discipline.objects.create(agency=cast.surabaya, employee=person, level="B", decided_on=AT.date())
    refresh(agency=cast.surabaya, year=2025, at=AT)
    client.force_login(getattr(cast, who))
    index = client.get(reverse("employee_index", args=[person.pk])).context["index"]
    assert (len(index.lines), index.total is not None) == ((4, True) if sees else (3, False))


def test_nobody_is_visible_without_an_account(people):
    assert Employee.objects.visible_to(AnonymousUser()).count() == 0


def test_own_record_stays_visible_beside_a_role_for_another_government(cast, people):
    person = people["35.78"]
    Employee.objects.filter(pk=person.pk).update(user=cast.anton)
    assert set(Employee.objects.visible_to(cast.anton)) == set(people.values())
