"""Two rights from two governments never add up: each counts only where it is held."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import holders, sessions
from core.domain.errors import DomainError
from core.enums import Role
from core.models import Agency, RoleAssignment, Unit, User
from core.services.roles import give_role
from core.tests.people import Cast, make_user
from employees.models import Employee, Position, Reading
from evaluations.models import Competency, PerformanceResult, Rater
from evaluations.tests.rounds import Ring, cast, enter, ring, staff  # noqa: F401

pytestmark = pytest.mark.django_db


def work_in(user: User, agency: Agency, *, raised: bool = False) -> Client:
    client = enter(user)
    session = client.session
    session["agency"] = agency.pk
    sessions.begin(session, at=timezone.now())
    if raised:
        sessions.raise_rights(session, at=timezone.now())
    session.save()
    return client


def also(user: User, role: str, agency: Agency, unit: Unit | None = None) -> User:
    """The account with a further role, read anew."""
    RoleAssignment.objects.create(user=user, role=role, agency=agency, unit=unit)
    return User.objects.get(pk=user.pk)


def is_file(client: Client, address: str) -> bool:
    """Whether a workbook comes."""
    answer = client.get(address)
    return answer.status_code == 200 and b"".join(answer.streaming_content)[:2] == b"PK"


def appraise(person: Employee) -> None:
    PerformanceResult.objects.create(
        agency=person.agency, employee=person, siasn_id=str(person.pk), year=2025, results="2", behaviour="2",
        predicate=3,
    )  # fmt: skip


def test_a_leader_takes_no_file_of_candidates_because_she_is_hr_elsewhere(cast: Cast, staff) -> None:
    anton = also(cast.anton, Role.LEADER, cast.surabaya)
    staff.office.head_title, staff.office.eselon = "KEPALA BADAN", "22"
    staff.office.save()
    appraise(staff.sari)
    client = work_in(anton, cast.surabaya)
    assert client.get(reverse("succession_detail", args=[staff.office.pk])).status_code == 200
    assert client.get(reverse("succession_file", args=[staff.office.pk])).status_code == 404
    assert is_file(enter(cast.dewi), reverse("succession_file", args=[staff.office.pk]))


def test_an_administrator_reads_the_rules_of_her_own_government_only(cast: Cast) -> None:
    admin = also(make_user("admin", Role.ADMINISTRATOR, cast.surabaya), Role.MENTOR, cast.mamuju)
    assert work_in(admin, cast.mamuju, raised=True).get(reverse("retention_rules")).status_code == 403
    assert work_in(admin, cast.surabaya, raised=True).get(reverse("retention_rules")).status_code == 200


def test_jobs_of_a_government_in_which_one_only_mentors_are_not_suggested(cast: Cast, staff) -> None:
    for agency, person in ((cast.mamuju, staff.wati), (cast.surabaya, staff.sari)):
        job = Position.objects.create(agency=agency, name=f"Analis Rahasia {agency.region.code}", tier="pelaksana")
        Employee.objects.filter(pk=person.pk).update(position=job)
    client = work_in(also(cast.sari, Role.MENTOR, cast.mamuju), cast.mamuju)
    found = client.get(reverse("career_jobs"), {"job": "Analis"}).context["options"]
    assert [label.partition(" · ")[0] for label in found] == ["Analis Rahasia 35.78"]


def test_the_dictionary_of_a_government_in_which_one_only_mentors_is_not_suggested(cast: Cast, staff) -> None:
    for agency in (cast.mamuju, cast.surabaya):
        name = f"Rahasia {agency.region.code}"
        Competency.objects.create(agency=agency, code="M.01", name=name, group="technical", order=1)
    sari = also(cast.sari, Role.MENTOR, cast.mamuju)
    found = {
        agency.region.code: work_in(sari, agency).get(reverse("competency_options"), {"add": "Rahasia"}).content
        for agency in (cast.mamuju, cast.surabaya)
    }
    assert (b"Rahasia" in found["76.02"], b"Rahasia 35.78" in found["35.78"]) == (False, True)


def test_the_fields_of_the_dictionary_there_are_not_offered_either(cast: Cast, staff) -> None:
    Competency.objects.create(agency=cast.mamuju, code="M.01", name="X", group="technical", field="rahasia", order=1)
    client = work_in(also(cast.sari, Role.MENTOR, cast.mamuju), cast.mamuju)
    assert "rahasia" not in client.get(reverse("competency_list")).content.decode().lower()


def test_an_account_shows_only_the_roles_of_governments_whose_accounts_one_reads(cast: Cast, staff) -> None:
    RoleAssignment.objects.create(user=cast.sari, role=Role.AUDITOR, agency=cast.mamuju)
    page = enter(cast.rina).get(reverse("account_detail", args=[cast.sari.pk]))
    assert {role.agency_id for role in page.context["roles"]} == {cast.surabaya.pk}


def test_a_rater_whose_role_was_taken_away_rates_no_more(cast: Cast, ring: Ring) -> None:
    guest = also(make_user("tamu", Role.ASSESSOR, cast.surabaya), Role.ASN, cast.mamuju)
    row = Rater.objects.create(participant=ring.participant, user=guest)
    assert enter(guest).get(reverse("rating_edit", args=[row.pk])).status_code == 200
    assert ring.enter(Rater.objects.get(pk=row.pk), 3, 3) == 2

    RoleAssignment.objects.filter(user=guest, agency=cast.surabaya).delete()

    client = work_in(User.objects.get(pk=guest.pk), cast.mamuju)
    assert client.get(reverse("rating_edit", args=[row.pk])).status_code == 404
    assert list(client.get(reverse("rating_list")).context["page"].rows) == []
    with pytest.raises(DomainError) as refusal:
        ring.enter(Rater.objects.get(pk=row.pk), 4, 4)
    assert refusal.value.code == "unable"
    assert set(row.ratings.values_list("level", "closed_at")) == {(3, None)}


def test_a_superior_elsewhere_names_no_raters_here(cast: Cast, ring: Ring) -> None:
    coast = Employee.objects.get(name="Wati Mamuju").unit
    guest = also(make_user("tamu", Role.ASN, cast.surabaya), Role.MANAGER, cast.mamuju, coast)
    ring.round.method = "umpan_balik_360"
    ring.round.save(update_fields=["method"])
    row = Rater.objects.create(participant=ring.participant, user=guest, relation="superior")
    client = work_in(guest, cast.surabaya)
    assert client.get(reverse("rating_edit", args=[row.pk])).context["nominates"] is False
    assert client.get(reverse("rating_nominate", args=[row.pk])).status_code == 404


# What a typed NIP tells


@pytest.mark.parametrize("closed", [False, True])
def test_a_nip_from_elsewhere_tells_neither_name_nor_home(cast: Cast, staff, closed: bool) -> None:
    umar = User.objects.create(username=staff.wati.nip, name="Umar Rahasia", password="!", is_active=not closed)
    Employee.objects.filter(pk=staff.wati.pk).update(user=umar)
    admin = make_user("admin", Role.ADMINISTRATOR, cast.surabaya)
    for role in (Role.HR_AGENCY, *([Role.MENTOR] if closed else [])):
        page = work_in(admin, cast.surabaya, raised=True).post(
            reverse("role_give"), {"account": staff.wati.nip, "role": role, "reason": "SK 1"}
        )
        text = page.content.decode()
        assert (page.status_code, "Umar" in text, "Wati" in text, "Mamuju" in text) == (400, False, False, False)
    with pytest.raises(DomainError) as refusal:
        give_role(user=User.objects.get(pk=umar.pk), role=Role.HR_AGENCY, agency=cast.surabaya, reason="SK", by=admin,
                  at=timezone.now())  # fmt: skip
    assert refusal.value.code == "home_elsewhere"


def test_raters_are_looked_for_in_the_government_of_the_round(cast: Cast, ring: Ring) -> None:
    found = [holders.account_named(cast.surabaya, login) for login in ("anton", "rina")]
    assert found == [None, cast.rina]
    client, wanted = enter(cast.dewi), {"others": "anton", "each": "1"}
    text = client.post(reverse("raters_spread", args=[ring.round.pk]), wanted).content.decode()
    assert ("anton" in text, "Anton" in text) == (True, False)


# What a file and its record say


def test_an_export_records_whom_the_file_holds(cast: Cast, staff, monkeypatch) -> None:
    """Somebody who arrives while the file is being written stands in neither."""
    from employees.views import people as pages

    write = pages.exports.people_workbook

    def slow(rows, *rest):
        file = write(rows, *rest)
        Employee.objects.create(agency=cast.surabaya, nip="199901012024011001", name="Baru Datang", unit=staff.office,
                                status="pns", legal_status="01")  # fmt: skip
        return file

    monkeypatch.setattr(pages.exports, "people_workbook", slow)
    assert is_file(enter(cast.dewi), reverse("employee_export"))
    assert recorded() == {"Sari Wulandari", "Budi Santoso", "Rina Puspitasari", "Tono Hartono"}


def test_an_export_of_the_map_records_whom_the_file_holds(cast: Cast, staff, monkeypatch) -> None:
    from evaluations.views import talent as pages

    for person in (staff.sari, staff.budi):
        appraise(person)
    write = pages.exports.map_workbook

    def slow(*arguments):
        file = write(*arguments)
        Employee.objects.create(agency=cast.surabaya, nip="199901012024011001", name="Baru Datang", unit=staff.office,
                                status="pns", legal_status="01")  # fmt: skip
        return file

    monkeypatch.setattr(pages.exports, "map_workbook", slow)
    assert is_file(enter(cast.dewi), reverse("talent_export"))
    assert recorded() == {"Sari Wulandari", "Budi Santoso", "Rina Puspitasari", "Tono Hartono"}


def recorded() -> set[str]:
    return set(Reading.objects.filter(what="export").values_list("employee__name", flat=True))
