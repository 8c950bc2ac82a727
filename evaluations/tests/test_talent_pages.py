"""The pages of the talent map: boxes, lines, confirmation, file, and one's own box."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from core.enums import DecisionKind
from core.models import Agency, Decision
from core.tests.people import Cast
from employees.models import Employee, Reading
from employees.tests.staff import Staff, cast, enter, make_person, staff  # noqa: F401
from evaluations import personal_data
from evaluations.models import (
    TalentMap,
    TalentSetting,
)
from evaluations.tests.test_talent import NINE, YEAR, appraise, assess, city, confirm, draw_lines  # noqa: F401

pytestmark = pytest.mark.django_db


def test_the_map_is_a_simulation_until_it_is_confirmed(city: Agency, cast: Cast) -> None:
    client = enter(cast.dewi)
    text = client.get("/talenta/").content.decode()
    assert ("Simulasi" in text, "Keputusan 800" in text, "Batas bawaan" in text) == (True, False, True)
    draw_lines(city, cast.dewi)
    confirm(city, cast.dewi)
    text = client.get("/talenta/").content.decode()
    assert ("Simulasi" in text, "Keputusan 800/17/2026" in text) == (False, True)


def names(client, address: str) -> list[str]:
    return [row.record.name for row in client.get(address).context["table"].paginated_rows]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/talenta/kotak/9/", ["Sari Wulandari"]),
        ("/talenta/kotak/5/", ["Budi Santoso"]),
        ("/talenta/kotak/5/?q=sari", []),
        ("/talenta/kotak/0/", ["Dewi Anggraini", "Rina Puspitasari", "Tono Hartono"]),
        ("/talenta/kotak/0/?lacks=expired", ["Dewi Anggraini"]),
        ("/talenta/kotak/0/?lacks=no_predicate", ["Rina Puspitasari", "Tono Hartono"]),
        ("/talenta/kotak/9/?unit=ketintang", ["Sari Wulandari"]),
        ("/talenta/kotak/9/?unit=kepegawaian", []),
        ("/talenta/kotak/9/?unit=tidak-ada", []),
        ("/talenta/kotak/9/?tier=jf", []),
        ("/talenta/kotak/9/?tier=salah", []),
    ],
)
def test_who_is_in_a_box(city: Agency, cast: Cast, address: str, found: list[str]) -> None:
    assert names(enter(cast.dewi), address) == found


def test_a_box_that_does_not_exist(city: Agency, cast: Cast) -> None:
    assert enter(cast.dewi).get("/talenta/kotak/10/").status_code == 404


def test_who_was_listed_can_see_that_somebody_looked(city: Agency, staff: Staff, cast: Cast) -> None:
    enter(cast.dewi).get("/talenta/kotak/0/")  # her own line is no reading
    assert {(r.employee.name, r.reader, r.what) for r in Reading.objects.all()} == {
        ("Rina Puspitasari", cast.dewi, "talent"), ("Tono Hartono", cast.dewi, "talent"),
    }  # fmt: skip


@pytest.mark.parametrize("address", ["/talenta/", "/talenta/kotak/9/"])
def test_pages_cost_the_same_with_more_people(city: Agency, staff: Staff, cast: Cast, address: str) -> None:
    client, costs = enter(cast.dewi), []
    client.get(address)
    for number in (1, 3):
        for each in range(number - 1):
            person = make_person(city, f"19900101201901100{each}", f"Tambah {each}", staff.office)
            assess(person, dict.fromkeys(NINE, 1))
            appraise(person, 1)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
    assert (costs[0] == costs[1], costs[0] <= 12) == (True, True), costs


def test_the_preview_keeps_nothing(city: Agency, cast: Cast) -> None:
    form = {
        "from_year": YEAR, "performance_meets": "70", "performance_above": "90", "potential_medium": "85",
        "potential_high": "95", "legal_basis": "Perwali 12/2025",
    }  # fmt: skip
    client = enter(cast.dewi)
    response = client.post("/talenta/batas/", form | {"preview": "1"})
    assert (response.status_code, TalentSetting.objects.count()) == (200, 0)
    moved = [
        {cell.number: cell.people for _label, row in response.context[key] for cell in row if cell.people}
        for key in ("before", "after")
    ]
    assert moved == [{9: 1, 5: 1}, {9: 1, 2: 1}]
    assert client.post("/talenta/batas/", form | {"potential_high": "80"}).status_code == 400
    assert client.post("/talenta/batas/", form).status_code == 302
    assert TalentSetting.objects.get().potential_high == 95


def test_the_committee_decides_on_the_map_it_saw(city: Agency, staff: Staff, cast: Cast) -> None:
    draw_lines(city, cast.dewi)
    client = enter(cast.dewi)
    seen = client.get("/talenta/penetapan/").context["seal"]
    form = {"decree": "800/17/2026", "decided_on": "2026-03-02", "seen": seen}
    appraise(staff.rina, 2)  # meanwhile
    refused = client.post("/talenta/penetapan/", form)
    assert (refused.status_code, "Peta berubah" in refused.content.decode(), TalentMap.objects.count()) == (
        400,
        True,
        0,
    )
    again = client.post("/talenta/penetapan/", form | {"seen": refused.context["seal"]})
    assert (again.status_code, TalentMap.objects.get().decree) == (302, "800/17/2026")
    assert "Koreksi setelah penetapan tidak dimungkinkan" in client.get("/talenta/penetapan/").content.decode()


def test_the_file_has_the_fields_of_siasn(city: Agency, staff: Staff, cast: Cast) -> None:
    Employee.objects.filter(pk=staff.sari.pk).update(siasn_id="PNS-1", name="=1+1")
    client = enter(cast.dewi)
    response = client.get("/talenta/unduh/")
    assert "-simulasi-" in response["Content-Disposition"]
    book = load_workbook(BytesIO(response.getvalue()))
    assert list(book["talentmapping-save"].values) == [
        ("pns_id", "box", "sumbu_x", "sumbu_y", "total_sumbu", "status"), ("PNS-1", 9, 100, 100, 100, "simulasi"),
    ]  # fmt: skip
    left = [(row[1], row[4]) for row in book["Tidak disertakan"].iter_rows(min_row=2, values_only=True)]
    assert left == [
        ("Budi Santoso", "Tanpa PNS ID"),
        ("Dewi Anggraini", "Asesmen kedaluwarsa (lebih dari tiga tahun); Tanpa PNS ID"),
        ("Rina Puspitasari", "Belum ada predikat kinerja untuk tahun peta ini; Tanpa PNS ID"),
        ("Tono Hartono", "Belum ada predikat kinerja untuk tahun peta ini; Belum pernah diasesmen; Tanpa PNS ID"),
    ]
    cell = next(book["Daftar nama"].iter_rows(min_row=2, min_col=2, max_col=2))[0]
    assert (cell.value, cell.data_type) == ("=1+1, S.A.P.", "s")
    decision = Decision.objects.get(kind=DecisionKind.DATA_EXPORTED)
    assert decision.facts == {"people": 5}


def test_she_sees_her_own_box_only_once_it_is_decided(city: Agency, staff: Staff, cast: Cast) -> None:
    client = enter(cast.sari)
    assert "Belum ditetapkan" in client.get("/saya/talenta/").content.decode()
    draw_lines(city, cast.dewi)
    confirm(city, cast.dewi)
    text = client.get("/saya/talenta/").content.decode()
    assert ("Kotak 9" in text, "800/17/2026" in text, "Belum ditetapkan" in text) == (True, True, False)
    assert "Belum ada predikat kinerja untuk tahun peta ini" in enter(cast.rina).get("/saya/talenta/").content.decode()
    assert "Belum ditetapkan" in enter(cast.maya).get("/saya/talenta/").content.decode()
    assert Reading.objects.count() == 0


def test_her_copy_of_her_data_holds_the_box(city: Agency, staff: Staff, cast: Cast) -> None:
    draw_lines(city, cast.dewi)
    confirm(city, cast.dewi)
    sections = {section.key: section for section in personal_data.sections(cast.sari, staff.sari)}
    (row,) = sections["talent"].rows
    assert (row[:4], row[6:8]) == (("2025", "800/17/2026", date(2026, 3, 2), 9), (Decimal("100.00"), "Sangat Baik"))
