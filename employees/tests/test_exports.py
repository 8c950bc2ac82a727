"""The Excel file of the list: what is filtered, as text, inside the scope."""

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from core.tests.people import Cast
from employees import exports
from employees.models import Employee
from employees.tests.staff import Staff, cast, enter, make_person, staff  # noqa: F401

EXPORT = "/pegawai/ekspor/"


def sheet(client: Client, query: str = "") -> list[tuple]:
    """All rows of the file, the heading included."""
    response = client.get(EXPORT + query)
    assert response.status_code == 200
    return list(load_workbook(BytesIO(response.getvalue())).active.iter_rows(values_only=True))


def test_holds_what_is_filtered_in_order_of_name(staff: Staff, cast: Cast) -> None:
    rows = sheet(enter(cast.dewi), "?unit=kecamatan")
    assert [row[1] for row in rows] == ["Nama", "Budi Santoso", "Rina Puspitasari", "Sari Wulandari, S.A.P."]


def test_values_are_written_out(staff: Staff, cast: Cast) -> None:
    heading, row = sheet(enter(cast.dewi), "?q=sari+w")
    values = dict(zip(heading, row, strict=True))
    values["TMT golongan"] = str(values["TMT golongan"].date())
    assert {name: values[name] for name in (
        "NIP", "Status", "Golongan", "TMT golongan", "Jabatan", "Unit kerja", "Perangkat daerah", "Masa kerja (tahun)",
    )} == {
        "NIP": "199405142019032001",
        "Status": "PNS",
        "Golongan": "III/c",
        "TMT golongan": "2023-04-01",
        "Jabatan": "Pengadministrasi Umum",
        "Unit kerja": "Kelurahan Ketintang",
        "Perangkat daerah": "Kecamatan Gayungan",
        "Masa kerja (tahun)": 7,
    }  # fmt: skip


def test_private_data_stays_out(staff: Staff, cast: Cast) -> None:
    cells = {str(cell) for row in sheet(enter(cast.dewi)) for cell in row}
    assert cells.isdisjoint({staff.sari.nik, staff.sari.phone, staff.sari.address})


def test_formulas_are_texts(cast: Cast) -> None:
    make_person(cast.surabaya, "199001012019031001", '=HYPERLINK("http://x","y")', cast.city)
    content = enter(cast.dewi).get(EXPORT).getvalue()
    cell = load_workbook(BytesIO(content)).active["B2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x","y")', "s")


def test_a_filter_that_cannot_be_read_exports_nobody(staff: Staff, cast: Cast) -> None:
    assert sheet(enter(cast.dewi), "?status=chief")[1:] == []


def test_keeps_to_the_scope_in_which_one_may_export(staff: Staff, cast: Cast) -> None:
    cast.rina.roles.create(role="manager", agency=cast.surabaya, unit=staff.office)
    assert [row[1] for row in sheet(enter(cast.rina))[1:]] == [
        "Budi Santoso", "Rina Puspitasari", "Sari Wulandari, S.A.P.",
    ]  # fmt: skip


@pytest.mark.parametrize("user", ["sari", "budi", "maya"])
def test_needs_the_right_to_export(staff: Staff, cast: Cast, user: str) -> None:
    assert enter(getattr(cast, user)).get(EXPORT).status_code == 403
    assert "ekspor" not in enter(cast.budi).get("/pegawai/").content.decode()


def test_too_many_rows_lead_back_with_a_sentence(staff: Staff, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_ROWS", 2)
    response = enter(cast.dewi).get(f"{EXPORT}?status=pns", follow=True)
    assert response.redirect_chain == [("/pegawai/?status=pns", 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "Hasil saringan lebih dari 2 pegawai, terlalu banyak untuk satu berkas Excel. "
        "Persempit menurut unit kerja, status, atau jenjang, lalu unduh lagi."
    ]


def test_people_without_unit_or_job_are_in_it(cast: Cast) -> None:
    make_person(cast.surabaya, "199001012019031001", "Orang Baru")
    assert Employee.objects.get().unit is None
    assert sheet(enter(cast.dewi))[1][1] == "Orang Baru"


@pytest.mark.parametrize(("user", "status"), [("dewi", "PNS Kena Hukuman Disiplin"), ("rina", "Aktif")])
def test_a_legal_status_tells_nobody_else_of_a_punishment(staff: Staff, cast: Cast, user: str, status: str) -> None:
    Employee.objects.filter(pk=staff.sari.pk).update(legal_status="15")
    heading, row = sheet(enter(getattr(cast, user)), "?q=sari+w")
    assert dict(zip(heading, row, strict=True))["Kedudukan hukum"] == status
