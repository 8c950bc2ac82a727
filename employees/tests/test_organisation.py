"""The tree of units: scope, headcounts, heads, vacant posts, search, cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.enums import Role
from core.models import RoleAssignment, Unit
from core.tests.people import Cast, make_unit, make_user
from employees.models import Employee
from employees.tests.staff import Staff, cast, enter, make_person, staff  # noqa: F401
from employees.views import organisation as views

TREE = "/organisasi/"


def tree(client: Client, address: str = TREE) -> list[tuple[str, int, int]]:
    """Name, people in the unit, people in and below it; of the branches on the page."""
    branches = client.get(address).context["branches"]
    return [(str(branch.unit), branch.own, branch.total) for branch in branches]


def test_counts_the_unit_and_everything_below(staff: Staff, cast: Cast) -> None:
    response = enter(cast.dewi).get(TREE)
    top = response.context["top"]
    assert (str(top.unit), top.own, top.total) == ("Pemerintah Kota Surabaya", 0, 5)
    assert tree(enter(cast.dewi)) == [("Badan Kepegawaian Daerah", 2, 2), ("Kecamatan Gayungan", 1, 3)]
    assert tree(enter(cast.dewi), f"{TREE}{cast.district.pk}/") == [("Kelurahan Ketintang", 2, 2)]


def test_inactive_people_do_not_count(staff: Staff, cast: Cast) -> None:
    Employee.objects.filter(pk=staff.sari.pk).update(is_active=False)
    assert tree(enter(cast.dewi), f"{TREE}{cast.district.pk}/") == [("Kelurahan Ketintang", 1, 1)]


def test_begins_at_the_own_unit(staff: Staff, cast: Cast) -> None:
    response = enter(cast.rina).get(TREE)
    assert (str(response.context["top"].unit), response.context["top"].total) == ("Kecamatan Gayungan", 3)


def test_several_scopes_stand_side_by_side(staff: Staff, cast: Cast) -> None:
    cast.rina.roles.create(role="hr_unit", agency=cast.surabaya, unit=staff.office)
    cast.rina.roles.create(role="manager", agency=cast.surabaya, unit=staff.village)
    assert tree(enter(cast.rina)) == [("Badan Kepegawaian Daerah", 2, 2), ("Kecamatan Gayungan", 1, 3)]


@pytest.mark.parametrize(("user", "status"), [("dewi", 200), ("rina", 200), ("sari", 403), ("anton", 404)])
def test_who_opens_a_branch(staff: Staff, cast: Cast, user: str, status: int) -> None:
    assert enter(getattr(cast, user)).get(f"{TREE}{cast.district.pk}/").status_code == status


def test_units_above_the_scope_stay_closed(staff: Staff, cast: Cast) -> None:
    assert enter(cast.rina).get(f"{TREE}{cast.city.pk}/").status_code == 404


def test_a_head_is_who_holds_the_leading_job(staff: Staff, cast: Cast) -> None:
    (branch,) = enter(cast.dewi).get(f"{TREE}{cast.district.pk}/").context["branches"]
    assert (branch.head, branch.is_vacant) == (staff.budi, False)


def test_who_acts_for_a_vacant_post_stands_in_the_tree(staff: Staff, cast: Cast) -> None:
    Employee.objects.filter(pk=staff.budi.pk).update(is_active=False)
    today = timezone.localdate()
    acting = RoleAssignment.objects.create(
        user=cast.rina, role=Role.MANAGER, agency=cast.surabaya, unit=staff.village, acting="plt",
        starts_on=today, ends_on=today + timedelta(days=9),
    )  # fmt: skip
    page = enter(cast.dewi).get(f"{TREE}{cast.district.pk}/").content.decode()
    assert ("Plt. Rina Puspitasari" in page, "Pimpinan kosong" in page) == (True, False)
    RoleAssignment.objects.filter(pk=acting.pk).update(starts_on=today - timedelta(9), ends_on=today - timedelta(1))
    page = enter(cast.dewi).get(f"{TREE}{cast.district.pk}/").content.decode()
    assert ("Rina Puspitasari" in page, "Pimpinan kosong" in page) == (False, True)


def test_a_post_without_holder_is_vacant(staff: Staff, cast: Cast) -> None:
    Employee.objects.filter(pk=staff.budi.pk).update(is_active=False)
    response = enter(cast.dewi).get(f"{TREE}{cast.district.pk}/")
    (branch,) = response.context["branches"]
    assert (branch.head, branch.is_vacant) == (None, True)
    assert response.content.decode().count("Pimpinan kosong") == 1


def test_search_finds_units_by_part_of_the_name(staff: Staff, cast: Cast) -> None:
    assert tree(enter(cast.dewi), f"{TREE}?q=ketin") == [("Kelurahan Ketintang", 2, 2)]
    assert tree(enter(cast.dewi), f"{TREE}?q=kec") == [("Kecamatan Gayungan", 1, 3)]
    assert tree(enter(cast.anton), f"{TREE}?q=ketin") == []


def test_htmx_gets_the_branch_alone(staff: Staff, cast: Cast) -> None:
    response = enter(cast.dewi).get(f"{TREE}{cast.district.pk}/", headers={"HX-Request": "true"})
    assert response.content.decode().strip().startswith('<ul class="tree-list">')


def test_many_children_come_in_pages(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "CHILDREN_SHOWN", 2)
    for letter in "ABC":
        make_person(cast.surabaya, f"19900101201903100{ord(letter) % 10}", letter,
                    make_unit(cast.surabaya, f"SEKOLAH {letter}", cast.city))  # fmt: skip
    response = enter(cast.dewi).get(TREE)
    assert (response.context["page"].summary, response.context["top"].total) == ("1–2 dari 4 unit", 3)
    assert tree(enter(cast.dewi), f"{TREE}?page=2") == [("Sekolah B", 1, 1), ("Sekolah C", 1, 1)]


def test_an_agency_without_units_says_so(cast: Cast) -> None:
    response = enter(cast.anton).get(TREE)
    assert "Belum ada unit kerja" in response.content.decode()


def test_costs_the_same_for_one_branch_and_three(staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    client.get(TREE)
    one = cost(client)
    for letter in "ABC":
        school = make_unit(cast.surabaya, f"SEKOLAH {letter}", cast.city)
        make_unit(cast.surabaya, f"KELAS {letter}", school)
    assert (cost(client), one <= 12) == (one, True)


def cost(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(TREE).status_code == 200
    return len(queries)


def test_what_is_found_comes_in_pages(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "CHILDREN_SHOWN", 2)
    for letter in "ABC":
        make_unit(cast.surabaya, f"SEKOLAH {letter}", cast.city)
    response = enter(cast.dewi).get(f"{TREE}?q=sekolah")
    assert [str(branch.unit) for branch in response.context["branches"]] == ["Sekolah A", "Sekolah B"]
    assert response.context["page"].summary == "1–2 dari 3 unit"
    assert "?q=sekolah&amp;page=2" in response.content.decode()
    assert tree(enter(cast.dewi), f"{TREE}?q=sekolah&page=2") == [("Sekolah C", 0, 0)]


def test_a_second_scope_is_seen_beside_many_shallow_units(cast: Cast) -> None:
    far = make_unit(cast.surabaya, "SUBBIDANG ARSIP", make_unit(cast.surabaya, "DINAS ARSIP", cast.city))
    for number in range(60):
        make_unit(cast.surabaya, f"KELURAHAN {number:02}", cast.district)
    cast.rina.roles.create(role="manager", agency=cast.surabaya, unit=far)
    cast.rina.roles.create(role="manager", agency=cast.surabaya, unit=Unit.objects.get(name="KELURAHAN 07"))
    assert [name for name, _own, _total in tree(enter(cast.rina))] == ["Kecamatan Gayungan", "Subbidang Arsip"]


def test_units_above_the_scope_are_named_but_no_link(staff: Staff, cast: Cast) -> None:
    """What stands above one's own unit is the way to it, not a page one may open."""
    nina = make_user("nina", Role.HR_UNIT, cast.surabaya, staff.village)
    link, text = f'<a href="{TREE}{cast.district.pk}/">{cast.district}</a>', f"<span>{cast.district}</span>"
    for user, link_shown in ((nina, False), (cast.dewi, True)):
        page = enter(user).get(f"{TREE}{staff.village.pk}/").content.decode()
        crumbs = page.partition('class="crumbs"')[2].partition("</nav>")[0]
        assert (link in crumbs, text in crumbs) == (link_shown, not link_shown)
