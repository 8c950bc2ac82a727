"""The list of people: who is on it, search, filters, order, pages, cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import paging
from core.tests.people import Cast
from employees import tables
from employees.models import Employee
from employees.tests.staff import Staff, cast, enter, make_person, staff  # noqa: F401

LIST = "/pegawai/"


def names(client: Client, query: str = "") -> list[str]:
    """Names on the page, in order."""
    return [row.record.name for row in client.get(LIST + query).context["table"].paginated_rows]


@pytest.mark.parametrize(
    ("user", "seen"),
    [
        ("dewi", ["Budi Santoso", "Dewi Anggraini", "Rina Puspitasari", "Sari Wulandari", "Tono Hartono"]),
        ("maya", ["Budi Santoso", "Dewi Anggraini", "Rina Puspitasari", "Sari Wulandari", "Tono Hartono"]),
        ("rina", ["Budi Santoso", "Rina Puspitasari", "Sari Wulandari"]),
        ("budi", ["Budi Santoso", "Rina Puspitasari", "Sari Wulandari"]),
        ("anton", ["Wati Mamuju"]),
    ],
)
def test_each_role_sees_its_scope(staff: Staff, cast: Cast, user: str, seen: list[str]) -> None:
    assert names(enter(getattr(cast, user))) == seen


def test_an_asn_has_no_list(staff: Staff, cast: Cast) -> None:
    assert enter(cast.sari).get(LIST).status_code == 403


def test_without_login_the_login_page_comes(staff: Staff) -> None:
    response = Client().get(LIST)
    assert (response.status_code, response["Location"]) == (302, "/akun/masuk/?next=/pegawai/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=santo", ["Budi Santoso"]),
        ("?q=wulandari+SARI", ["Sari Wulandari"]),
        ("?q=19940514", ["Sari Wulandari"]),
        ("?q=19940514 201903 2 001", ["Sari Wulandari"]),
        ("?q=0514", []),
        ("?q=100%25", []),
        ("?status=pppk", ["Tono Hartono"]),
        ("?rank=41", ["Dewi Anggraini"]),
        ("?tier=jf", []),
        ("?job=lurah", ["Budi Santoso"]),
        ("?job=urah", []),
        ("?job=ketin", ["Budi Santoso"]),
        ("?job=(", []),
        ("?q=sant&sort=-rank", ["Budi Santoso"]),
        ("?unit=Kecamatan+Gayungan", ["Budi Santoso", "Rina Puspitasari", "Sari Wulandari"]),
        ("?unit=Kelurahan+Ketintang+·+Kecamatan+Gayungan", ["Budi Santoso", "Sari Wulandari"]),
        ("?unit=badan", ["Dewi Anggraini", "Tono Hartono"]),
        ("?unit=dinas+yang+tidak+ada", []),
        ("?q=a&status=pns&unit=badan", ["Dewi Anggraini"]),
        ("?sort=-name&status=pns", ["Sari Wulandari", "Rina Puspitasari", "Dewi Anggraini", "Budi Santoso"]),
        ("?sort=nip&status=pns", ["Dewi Anggraini", "Budi Santoso", "Rina Puspitasari", "Sari Wulandari"]),
        ("?sort=-rank", ["Tono Hartono", "Dewi Anggraini", "Budi Santoso", "Sari Wulandari", "Rina Puspitasari"]),
        ("?sort=unit&status=pns", ["Rina Puspitasari", "Budi Santoso", "Sari Wulandari", "Dewi Anggraini"]),
        ("?sort=phone&status=pppk", ["Tono Hartono"]),
    ],
)
def test_search_filters_and_order(staff: Staff, cast: Cast, query: str, found: list[str]) -> None:
    assert names(enter(cast.dewi), query) == found


def test_a_unit_number_means_the_unit_and_all_below(staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    assert names(client, f"?unit={cast.district.pk}") == ["Budi Santoso", "Rina Puspitasari", "Sari Wulandari"]
    assert names(client, f"?unit={staff.village.pk}") == ["Budi Santoso", "Sari Wulandari"]


def test_units_of_another_agency_find_nobody(staff: Staff, cast: Cast) -> None:
    assert names(enter(cast.dewi), f"?unit={staff.wati.unit_id}") == []


def test_inactive_people_come_only_when_asked_for(staff: Staff, cast: Cast) -> None:
    Employee.objects.filter(pk=staff.tono.pk).update(is_active=False, legal_status="99")
    client = enter(cast.dewi)
    assert names(client, "?unit=badan") == ["Dewi Anggraini"]
    assert names(client, "?unit=badan&standing=inactive") == ["Tono Hartono"]
    assert names(client, "?unit=badan&standing=all") == ["Dewi Anggraini", "Tono Hartono"]


def test_nonsense_in_the_address_is_harmless(staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    for query in ("?page=0", "?page=-1", "?page=x", "?page=99999999", "?q=%00", "?unit=%00", "?unit=9999999999999",
                  "?status=chief", "?sort=", "?sort=,,", "?sort=-"):  # fmt: skip
        assert client.get(LIST + query).status_code == 200


@pytest.mark.parametrize("query", ["?status=chief", "?rank=99", "?q=" + "a" * 3000, "?unit=%00", "?standing=x"])
def test_what_cannot_be_read_shows_nobody_and_says_so(staff: Staff, cast: Cast, query: str) -> None:
    response = enter(cast.dewi).get(LIST + query)
    assert list(response.context["table"].paginated_rows) == []
    assert "Saringan pada alamat ini tidak dapat dibaca" in response.content.decode()


def test_chips_name_the_filters_and_take_them_away(staff: Staff, cast: Cast) -> None:
    response = enter(cast.dewi).get(f"{LIST}?status=pns&unit={staff.village.pk}&q=a&page=2")
    assert [(chip.label, chip.url) for chip in response.context["filter"].chips] == [
        ("Unit kerja: Kelurahan Ketintang · Kecamatan Gayungan", "?status=pns&q=a"),
        ("Status: PNS", f"?unit={staff.village.pk}&q=a"),
    ]


def test_pages_keep_filters_and_stop_at_the_cap(cast: Cast) -> None:
    for number in range(60):
        make_person(cast.surabaya, f"1990010120190310{number:02}", f"Orang {number:02}", cast.city)
    page = enter(cast.dewi).get(f"{LIST}?status=pns&page=2").context["page"]
    assert (page.number, len(page.rows), page.summary) == (2, 25, "26–50 dari 60 pegawai")
    assert (page.previous, page.next) == (None, 3)
    assert enter(cast.dewi).get(f"{LIST}?page=3").context["page"].next is None


@pytest.mark.parametrize("query", ["?q=orang", ""])
@pytest.mark.parametrize(
    ("asked", "number", "summary"),
    [(1, 1, "1–25 dari lebih dari 50 pegawai"), (2, 2, "26–50 dari lebih dari 50 pegawai"),
     (3, 2, "26–50 dari lebih dari 50 pegawai"), (99, 2, "26–50 dari lebih dari 50 pegawai")],
)  # fmt: skip
def test_a_search_leafs_like_the_list(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, query: str, asked: int, number: int, summary: str
) -> None:
    monkeypatch.setattr(paging, "CAP", 50)
    for index in range(60):
        make_person(cast.surabaya, f"1990010120190310{index:02}", f"Orang {index:02}", cast.city)
    page = enter(cast.dewi).get(LIST + query + ("&" if query else "?") + f"page={asked}").context["page"]
    assert (page.number, page.summary) == (number, summary)
    assert page.rows[0].record.name == f"Orang {(number - 1) * 25:02}"


def test_a_page_beyond_the_last_of_a_search(cast: Cast) -> None:
    for index in range(30):
        make_person(cast.surabaya, f"1990010120190310{index:02}", f"Orang {index:02}", cast.city)
    client = enter(cast.dewi)
    assert client.get(f"{LIST}?q=orang&page=9").context["page"].summary == "26–30 dari 30 pegawai"
    assert client.get(f"{LIST}?q=tidakada&page=9").context["page"].paginator.count == 0


def test_htmx_gets_the_table_alone(staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    part = client.get(LIST, headers={"HX-Request": "true", "HX-Target": "results"})
    assert part.content.decode().strip().startswith('<div id="results">')
    assert "HX-Request" in part["Vary"]
    whole = client.get(LIST, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert whole.content.startswith(b"<!doctype html>")


@pytest.mark.parametrize("query", ["", "?unit=kecamatan&q=orang&status=pns&job=umum&sort=-rank"])
def test_costs_the_same_for_one_row_and_three(cast: Cast, query: str) -> None:
    client = enter(cast.dewi)
    make_person(cast.surabaya, "199001012019031001", "Orang Satu", cast.district)
    client.get(LIST)
    one = cost(client, query)
    make_person(cast.surabaya, "199001012019031002", "Orang Dua", cast.district)
    make_person(cast.surabaya, "199001012019031003", "Orang Tiga", cast.district)
    assert (cost(client, query), one <= 12) == (one, True)


def cost(client: Client, query: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(LIST + query).status_code == 200
    return len(queries)


def test_names_are_written_out_safely(cast: Cast) -> None:
    make_person(cast.surabaya, "199001012019031001", "<script>alert(1)</script>", cast.district)
    text = enter(cast.dewi).get(f"{LIST}?q=<script>").content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


@pytest.mark.parametrize("order", ["unit", "-unit"])
def test_people_without_unit_stay_when_a_long_list_is_sorted_by_unit(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    monkeypatch.setattr(tables, "CAP", 3)
    for number in range(5):
        unit = cast.district if number < 2 else None
        make_person(cast.surabaya, f"19900101201903100{number}", f"Orang {number}", unit)
    found = names(enter(cast.dewi), f"?sort={order}")
    assert sorted(found) == [f"Orang {number}" for number in range(5)]
    assert set(found[2:]) == {"Orang 2", "Orang 3", "Orang 4"}
