"""The superior of a person: on her page, corrected, refused; and what a manager sees by name."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.domain.errors import DomainError
from core.enums import DecisionKind, Role
from core.models import Decision, RoleAssignment, User
from core.tests.people import Cast, cast, make_unit, make_user  # noqa: F401
from employees.hierarchy import superior_of
from employees.models import Employee, Position, Superior
from employees.services.superiors import reset_superior, set_superior
from employees.tests.staff import Staff, enter, make_person, staff  # noqa: F401

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


@pytest.fixture
def camat(staff: Staff, cast: Cast) -> Employee:
    """Heads the district above Budi's village."""
    cast.district.head_title = "CAMAT GAYUNGAN"
    cast.district.save(update_fields=["head_title"])
    job = Position.objects.create(agency=cast.surabaya, name="Camat Gayungan", tier="administrator")
    user = make_user("camat", Role.MANAGER, cast.surabaya, cast.district)
    return make_person(cast.surabaya, "197001011995031001", "Ririn Susanti", cast.district, position=job, user=user)


def above(person: Employee, at: datetime = AT) -> tuple[str, str] | None:
    found = superior_of(Employee.objects.select_related("unit", "agency").get(pk=person.pk), at=at)
    return (found.person.name, found.ground) if found else None


def act(user: User, unit, kind: str, last: date = date(2026, 12, 31)) -> RoleAssignment:
    return RoleAssignment.objects.create(
        user=user,
        role=Role.MANAGER,
        agency=unit.agency,
        unit=unit,
        acting=kind,
        starts_on=date(2026, 11, 1),
        ends_on=last,
    )


def name(person: Employee, superior: Employee) -> Superior:
    return Superior.objects.create(employee=person, superior=superior, reason="SK 17", set_at=AT)


def test_the_tree_decides(staff: Staff, camat: Employee) -> None:
    assert above(staff.sari) == ("Budi Santoso", "head")
    assert above(staff.budi) == ("Ririn Susanti", "head")
    assert above(camat) is None
    assert above(staff.tono) is None


def test_an_inactive_head_is_none(staff: Staff, camat: Employee) -> None:
    Employee.objects.filter(pk=staff.budi.pk).update(is_active=False)
    assert above(staff.sari) == ("Ririn Susanti", "head")


def test_an_acting_official_while_her_days_last(staff: Staff, cast: Cast, camat: Employee) -> None:
    Employee.objects.filter(pk=staff.budi.pk).update(is_active=False)
    act(cast.rina, staff.village, "plt", last=TODAY)
    assert above(staff.sari) == ("Rina Puspitasari", "acting")
    assert above(staff.sari, AT + timedelta(days=1)) == ("Ririn Susanti", "head")
    assert above(staff.sari, datetime(2026, 11, 21, 16, 59, tzinfo=UTC)) == ("Rina Puspitasari", "acting")
    assert above(staff.sari, datetime(2026, 11, 21, 17, 0, tzinfo=UTC)) == ("Ririn Susanti", "head")  # 00.00 WIB


def test_a_name_goes_before_the_tree_while_she_is_active(staff: Staff) -> None:
    name(staff.sari, staff.dewi)
    assert above(staff.sari) == ("Dewi Anggraini", "named")
    Employee.objects.filter(pk=staff.dewi.pk).update(is_active=False)
    assert above(staff.sari) == ("Budi Santoso", "head")


def test_costs_few_queries(staff: Staff, camat: Employee, django_assert_num_queries) -> None:
    unnamed = as_read(staff.sari)
    with django_assert_num_queries(2):
        superior_of(unnamed, at=AT)
    name(staff.sari, staff.dewi)
    named = as_read(staff.sari)
    with django_assert_num_queries(1):
        superior_of(named, at=AT)


def as_read(person: Employee) -> Employee:
    """The person as the page of a person reads her: a dozen columns and tables in one query, made before."""
    return Employee.objects.select_related("unit", "agency", "named_superior").get(pk=person.pk)


def test_the_page_says_who_and_why(staff: Staff, cast: Cast) -> None:
    text = enter(cast.sari).get("/saya/").content.decode()
    assert ("Budi Santoso" in text, "karena memimpin Kelurahan Ketintang" in text) == (True, True)
    assert f"/pegawai/{staff.sari.pk}/atasan/" not in text
    assert f"/pegawai/{staff.sari.pk}/atasan/" in enter(cast.rina).get(f"/pegawai/{staff.sari.pk}/").content.decode()


# Correcting


def refused(action, **about) -> str:
    with pytest.raises(DomainError) as caught, transaction.atomic():
        action(**about, at=AT)
    return caught.value.code


def test_naming_and_taking_back_leave_decisions(staff: Staff, cast: Cast) -> None:
    set_superior(employee=staff.sari, superior=staff.dewi, reason="SK 17", by=cast.rina, at=AT)
    assert above(staff.sari) == ("Dewi Anggraini", "named")
    reset_superior(employee=staff.sari, reason="SK dicabut", by=cast.dewi, at=AT)
    assert above(staff.sari) == ("Budi Santoso", "head")
    written = [(one.kind, one.by, one.reason, one.facts["superior_name"], one.facts["before_name"])
               for one in Decision.objects.order_by("pk")]  # fmt: skip
    assert written == [
        (DecisionKind.SUPERIOR_SET, cast.rina, "SK 17", "Dewi Anggraini", "Budi Santoso"),
        (DecisionKind.SUPERIOR_RESET, cast.dewi, "SK dicabut", "Budi Santoso", "Dewi Anggraini"),
    ]


def test_what_does_not_fit_is_refused(staff: Staff, cast: Cast) -> None:
    about = {"employee": staff.sari, "superior": staff.dewi, "reason": "x", "by": cast.rina}
    assert refused(set_superior, **about | {"superior": staff.sari}) == "herself"
    assert refused(set_superior, **about | {"superior": staff.wati}) == "other_agency"
    assert refused(set_superior, **about | {"by": cast.sari}) == "own_superior"
    assert refused(set_superior, **about | {"reason": " "}) == "no_reason"
    assert refused(reset_superior, employee=staff.sari, reason="x", by=cast.dewi) == "not_corrected"
    Employee.objects.filter(pk=staff.dewi.pk).update(is_active=False)
    staff.dewi.refresh_from_db()
    assert refused(set_superior, **about) == "inactive"
    assert Decision.objects.count() == 0


def test_nobody_names_herself(staff: Staff, cast: Cast) -> None:
    about = {"employee": staff.sari, "superior": staff.rina, "reason": "SK", "by": cast.rina}
    assert refused(set_superior, **about) == "names_herself"
    set_superior(**about | {"by": cast.dewi}, at=AT)


def test_a_circle_is_refused_in_a_sentence(staff: Staff, cast: Cast, camat: Employee) -> None:
    """Budi leads Sari, the camat leads Budi: neither may answer to Sari."""
    with pytest.raises(DomainError) as caught, transaction.atomic():
        set_superior(employee=camat, superior=staff.sari, reason="x", by=cast.dewi, at=AT)
    assert caught.value.code == "circle"
    assert "Ririn Susanti → Sari Wulandari, S.A.P. → Budi Santoso → Ririn Susanti" in caught.value.message


def test_taking_back_may_not_close_a_circle_either(staff: Staff, cast: Cast, camat: Employee) -> None:
    name(staff.budi, staff.dewi)
    name(camat, staff.sari)
    assert refused(reset_superior, employee=staff.budi, reason="x", by=cast.dewi) == "circle"
    assert above(staff.budi) == ("Dewi Anggraini", "named")


@pytest.mark.parametrize(
    ("user", "person", "status"),
    [
        ("rina", "sari", 200), ("rina", "tono", 404), ("rina", "rina", 403), ("dewi", "tono", 200),
        ("dewi", "wati", 404), ("anton", "sari", 404), ("budi", "sari", 403), ("maya", "sari", 403),
    ],
)  # fmt: skip
def test_who_corrects_whom(staff: Staff, cast: Cast, user: str, person: str, status: int) -> None:
    address = f"/pegawai/{getattr(staff, person).pk}/atasan/"
    client = enter(getattr(cast, user))
    assert (client.get(address).status_code, client.get(f"{address}kembalikan/").status_code) == (status, status)


def test_the_form(staff: Staff, cast: Cast) -> None:
    client, address = enter(cast.rina), f"/pegawai/{staff.sari.pk}/atasan/"
    wrong = client.post(address, {"superior": "Nobody", "reason": "x"})
    assert wrong.context["form"].errors["superior"] == [
        "Tidak ada pegawai aktif dengan NIP ini. Pilih salah satu saran."
    ]
    foreign = client.post(address, {"superior": staff.wati.nip, "reason": "x"})
    assert foreign.status_code == 400
    client.post(address, {"superior": f"Dewi Anggraini · {staff.dewi.nip}", "reason": "SK 17"})
    assert above(staff.sari) == ("Dewi Anggraini", "named")
    client.post(f"{address}kembalikan/", {"reason": "keliru"})
    assert above(staff.sari) == ("Budi Santoso", "head")


def test_suggestions_are_people_of_the_own_scope(staff: Staff, cast: Cast) -> None:
    answer = enter(cast.rina).get("/pegawai/saran/atasan/?superior=a").content.decode()
    assert answer.strip() == ""
    answer = enter(cast.rina).get("/pegawai/saran/atasan/?superior=an").content.decode()
    assert ("Sari Wulandari" in answer, "Tono" in answer) == (True, False)


# What a manager sees by name


def seen(user: User) -> set[str]:
    rows = enter(user).get("/pegawai/").context["page"].rows
    return {row.record.name for row in rows}


def opens(user: User, person: Employee) -> bool:
    return enter(user).get(f"/pegawai/{person.pk}/").status_code == 200


def test_a_named_subordinate_of_another_unit_is_seen(staff: Staff, cast: Cast) -> None:
    cast.budi.roles.update(unit=staff.village)
    assert (seen(cast.budi), opens(cast.budi, staff.tono)) == ({"Sari Wulandari", "Budi Santoso"}, False)
    name(staff.tono, staff.budi)
    assert seen(cast.budi) == {"Sari Wulandari", "Budi Santoso", "Tono Hartono"}
    assert opens(cast.budi, staff.tono) is True
    assert opens(cast.sari, staff.tono) is False


def test_and_so_are_those_below_her(staff: Staff, cast: Cast) -> None:
    """Dewi leads the office; named to Budi she brings its staff along."""
    cast.budi.roles.update(unit=staff.village)
    staff.office.head_title = "KEPALA BADAN"
    staff.office.save(update_fields=["head_title"])
    job = Position.objects.create(agency=cast.surabaya, name="Kepala Badan", tier="jpt_pratama")
    Employee.objects.filter(pk=staff.dewi.pk).update(position=job)
    name(staff.dewi, staff.budi)
    assert seen(cast.budi) == {"Sari Wulandari", "Budi Santoso", "Dewi Anggraini", "Tono Hartono"}
    assert opens(cast.budi, staff.tono) is True


def test_a_second_reset_is_answered_on_the_page(staff: Staff, cast: Cast) -> None:
    client, url = enter(cast.dewi), f"/pegawai/{staff.sari.pk}/atasan/kembalikan/"
    name(staff.sari, staff.tono)
    assert client.post(url, {"reason": "SK 18"}).status_code == 302
    again = client.post(url, {"reason": "SK 18"}, follow=True)
    assert "Atasan orang ini sudah mengikuti susunan unit." in again.content.decode()
    assert 'id="sidebar"' in again.content.decode()


def test_a_circle_is_told_with_one_full_stop(staff: Staff, cast: Cast) -> None:
    Employee.objects.filter(pk=staff.budi.pk).update(title_back="S.IP.")
    with pytest.raises(DomainError) as refused:
        set_superior(
            employee=Employee.objects.get(pk=staff.budi.pk), superior=staff.sari, reason="SK 17", by=cast.dewi, at=AT
        )
    assert str(refused.value).endswith("→ Budi Santoso, S.IP.")


def test_without_a_managers_role_a_name_opens_nothing(staff: Staff, cast: Cast) -> None:
    name(staff.tono, staff.sari)
    assert (opens(cast.sari, staff.tono), opens(cast.sari, staff.sari)) == (False, True)


def test_who_acts_for_the_head_reaches_those_named_to_the_head(staff: Staff, cast: Cast) -> None:
    name(staff.tono, staff.budi)
    acting = act(cast.sari, staff.village, "plh", last=timezone.localdate() + timedelta(days=9))
    assert seen(cast.sari) == {"Sari Wulandari", "Budi Santoso", "Tono Hartono"}
    assert opens(cast.sari, staff.tono) is True
    RoleAssignment.objects.filter(pk=acting.pk).update(ends_on=date(2026, 11, 2))
    assert (opens(cast.sari, staff.tono), opens(cast.sari, staff.budi)) == (False, False)


def test_the_list_costs_one_query_more_and_no_more_with_more_names(staff: Staff, cast: Cast) -> None:
    client = enter(cast.budi)
    costs = []
    for number in (0, 1, 3):
        for count in range(Superior.objects.count(), number):
            person = make_person(cast.surabaya, f"19900101201903100{count}", f"Orang {count}", staff.office)
            name(person, staff.budi)
        client.get("/pegawai/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/pegawai/")
        costs.append(len(queries))
    assert (costs[1] - costs[0], costs[2] - costs[1], costs[2] <= 12) == (1, 0, True)


def test_names_of_another_agency_reach_nobody(staff: Staff, cast: Cast) -> None:
    """A row that an import might bring: the superior works elsewhere now."""
    name(staff.wati, staff.budi)
    assert opens(cast.budi, staff.wati) is False


# The page of findings

CHECK = "/organisasi/atasan/"


def tab(user: User, key: str):
    return enter(user).get(f"{CHECK}?tab={key}").context["tab"]


def test_people_without_superior(staff: Staff, cast: Cast, camat: Employee) -> None:
    names = [person.name for person in tab(cast.dewi, "orphans").rows]
    assert names == ["Dewi Anggraini", "Ririn Susanti", "Tono Hartono"]
    assert [person.name for person in tab(cast.rina, "orphans").rows] == ["Ririn Susanti"]
    name(staff.tono, camat)
    assert [person.name for person in tab(cast.dewi, "orphans").rows] == ["Dewi Anggraini", "Ririn Susanti"]


def test_the_list_agrees_with_the_person_page(staff: Staff, cast: Cast, camat: Employee) -> None:
    make_person(cast.surabaya, "199001012019031009", "Tanpa Unit")
    act(cast.dewi, cast.district, "plh")
    name(staff.tono, staff.dewi)
    listed = {person.pk for person in tab(cast.dewi, "orphans").rows}
    people = Employee.objects.filter(agency=cast.surabaya, is_active=True).select_related("unit", "agency")
    assert listed == {person.pk for person in people if superior_of(person, at=timezone.now()) is None}


def test_circles_are_found(staff: Staff, cast: Cast, camat: Employee) -> None:
    assert list(tab(cast.dewi, "circles").rows) == []
    name(camat, staff.sari)
    [ring] = tab(cast.dewi, "circles").rows
    assert {person.name for person in ring} == {"Ririn Susanti", "Sari Wulandari", "Budi Santoso"}
    assert len(tab(cast.rina, "circles").rows) == 1
    assert list(tab(cast.anton, "circles").rows) == []


def test_vacant_posts_and_who_acts(staff: Staff, cast: Cast) -> None:
    assert list(tab(cast.dewi, "posts").rows) == []
    Employee.objects.filter(pk=staff.budi.pk).update(is_active=False)
    acting = act(cast.rina, staff.village, "plt", last=timezone.localdate() + timedelta(days=9))
    RoleAssignment.objects.filter(pk=acting.pk).update(starts_on=timezone.localdate())
    [post] = tab(cast.dewi, "posts").rows
    assert (post.unit, post.acting) == (staff.village, acting)
    assert list(tab(cast.anton, "posts").rows) == []


@pytest.mark.parametrize(("days", "found"), [(30, True), (31, False)])
def test_acting_officials_whose_days_end(staff: Staff, cast: Cast, days: int, found: bool) -> None:
    today = cast.surabaya.date_at(timezone.now())
    RoleAssignment.objects.create(
        user=cast.rina, role=Role.MANAGER, agency=cast.surabaya, unit=staff.village, acting="plt",
        starts_on=today, ends_on=today + timedelta(days=days),
    )  # fmt: skip
    assert (len(tab(cast.dewi, "ending").rows), len(tab(cast.anton, "ending").rows)) == (int(found), 0)


@pytest.mark.parametrize(
    ("user", "status"), [("sari", 403), ("budi", 403), ("maya", 403), ("rina", 200), ("dewi", 200), ("anton", 200)]
)
def test_who_checks(staff: Staff, cast: Cast, user: str, status: int) -> None:
    assert enter(getattr(cast, user)).get(CHECK).status_code == status


def test_checking_costs_the_same_for_one_and_three(staff: Staff, cast: Cast, camat: Employee) -> None:
    client, costs = enter(cast.dewi), []
    for numbers in (range(1), range(1, 3)):
        for count in numbers:
            unit = make_unit(cast.surabaya, f"DINAS {count}", cast.city)
            unit.head_title = f"KEPALA DINAS {count}"
            unit.save(update_fields=["head_title"])
            make_person(cast.surabaya, f"19910101201903100{count}", f"Orang {count}", unit)
        client.get(CHECK)
        with CaptureQueriesContext(connection) as queries:
            client.get(CHECK)
        costs.append(len(queries))
    assert (costs[0], costs[0] <= 12) == (costs[1], True)
