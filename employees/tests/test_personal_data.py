"""Everything held about a person: complete, as page, JSON and PDF, for herself and whoever she asks."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.apps import apps
from django.utils import timezone
from pypdf import PdfReader

from core.enums import DecisionKind
from core.models import Decision
from core.personal_data import Section, personal_data, words
from core.tests.people import Cast
from employees.models import Discipline, Employee, Reading
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401
from employees.tests.test_privacy_fields import models_about

# Rows about a person that are not in the copy, each with its reason.
LEFT_OUT: dict[str, str] = {}


def sections(staff: Staff, cast: Cast) -> list[Section]:
    return personal_data(user=cast.sari, person=staff.sari, agency=cast.surabaya, at=timezone.now()).sections


def test_every_model_about_people_is_in_the_copy_or_left_out_for_a_reason(staff: Staff, cast: Cast) -> None:
    copied = {label for section in sections(staff, cast) for label in section.models}
    about = {m._meta.label for m in models_about(Employee) if not hasattr(m, "pgh_tracked_model")}
    assert (about - copied, {label for label, reason in LEFT_OUT.items() if not reason}) == (set(LEFT_OUT), set())


def test_a_forgotten_model_is_noticed(staff: Staff, cast: Cast) -> None:
    """The control of the test above."""
    about = {m._meta.label for m in models_about(Employee)}
    copied = {label for section in sections(staff, cast) for label in section.models if label != "employees.Reading"}
    assert "employees.Reading" in about - copied


def test_every_section_is_whole(staff: Staff, cast: Cast) -> None:
    found = sections(staff, cast)
    assert len({section.key for section in found}) == len(found)
    assert [s.key for s in found for row in s.rows if len(row) != len(s.columns)] == []


def test_the_record_holds_every_field(staff: Staff, cast: Cast) -> None:
    record = next(section for section in sections(staff, cast) if section.key == "record")
    fields = {field.name for field in Employee._meta.concrete_fields} - {"id", "user"}
    assert {key for key, _title in record.columns} == fields
    values = dict(zip([key for key, _title in record.columns], record.rows[0], strict=True))
    assert (values["nik"], values["birth_date"], values["position"]) == (
        "3578012345670001", date(1994, 5, 14), "Pengadministrasi Umum",
    )  # fmt: skip


def test_the_page_shows_all_sections_to_her(staff: Staff, cast: Cast) -> None:
    Discipline.objects.create(
        agency=cast.surabaya, employee=staff.sari, level="R", decided_on=date(2024, 3, 1), number="SK-17"
    )
    text = enter(cast.sari).get("/saya/data/").content.decode()
    for section in sections(staff, cast):
        assert str(section.title) in text
    assert ("SK-17" in text, "357801\u00a0234567\u00a00001" in text) == (True, True)


def test_the_page_reads_no_more_than_it_shows(staff: Staff, cast: Cast) -> None:
    Reading.objects.bulk_create(
        Reading(employee=staff.sari, reader=cast.dewi, what="profile", page=f"/{number}/", at=timezone.now())
        for number in range(30)
    )
    client = enter(cast.sari)
    response = client.get("/saya/data/")
    lengths = {section.key: len(section.rows) for section in response.context["data"].sections}
    assert (lengths["readings"], "Tampilkan 10 baris pertama" in response.content.decode()) == (11, True)
    copy = json.loads(client.post("/saya/data/salinan.json").getvalue())
    assert len(copy["sections"]["readings"]["rows"]) == 30


def test_an_account_without_a_record_has_a_copy_of_the_account(staff: Staff, cast: Cast) -> None:
    client = enter(cast.maya)
    assert "Auditor" in client.get("/saya/data/").content.decode()
    copy = json.loads(client.post("/saya/data/salinan.json").getvalue())
    assert (copy["number"], set(copy["sections"])) == ("maya", {"account", "roles", "decisions"})


def test_the_copy_as_json(staff: Staff, cast: Cast) -> None:
    response = enter(cast.sari).post("/saya/data/salinan.json")
    copy = json.loads(response.getvalue())
    assert response["Content-Disposition"].startswith('attachment; filename="data-pribadi-199405142019032001-')
    assert (copy["name"], copy["number"]) == ("Sari Wulandari, S.A.P.", "199405142019032001")
    assert copy["sections"]["record"]["rows"][0]["phone"] == "081234567890"
    assert [role["role"] for role in copy["sections"]["roles"]["rows"]] == ["ASN"]
    decision = Decision.objects.get(kind=DecisionKind.DATA_COPIED)
    assert (decision.by, decision.subject, decision.subject_id, decision.facts) == (
        cast.sari, "employees.Employee", str(staff.sari.pk), {"form": "json"},
    )  # fmt: skip


def test_the_copy_as_pdf_says_the_same(staff: Staff, cast: Cast) -> None:
    pdf = PdfReader(BytesIO(enter(cast.sari).post("/saya/data/salinan.pdf").getvalue()))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    missing = [str(section.title) for section in sections(staff, cast) if str(section.title) not in text]
    assert (missing, "3578012345670001" in text, f"Halaman 1 dari {len(pdf.pages)}" in text) == ([], True, True)


def test_her_own_copy_is_no_reading_and_another_persons_is(staff: Staff, cast: Cast) -> None:
    enter(cast.sari).post("/saya/data/salinan.json").getvalue()
    assert Reading.objects.count() == 0
    response = enter(cast.dewi).post(f"/pegawai/{staff.sari.pk}/salinan.pdf")
    assert (response.status_code, response.getvalue()[:5]) == (200, b"%PDF-")
    assert [(r.employee, r.reader, r.what) for r in Reading.objects.all()] == [(staff.sari, cast.dewi, "copy")]


@pytest.mark.parametrize(
    ("who", "status"), [("sari", 403), ("budi", 403), ("rina", 403), ("maya", 403), ("anton", 404), ("dewi", 200)]
)
def test_who_may_copy_for_another(staff: Staff, cast: Cast, who: str, status: int) -> None:
    response = enter(getattr(cast, who)).post(f"/pegawai/{staff.sari.pk}/salinan.json")
    assert (response.status_code, b"3578012345670001" in response.getvalue()) == (status, status == 200)


def test_a_copy_is_never_made_by_a_link(staff: Staff, cast: Cast) -> None:
    client = enter(cast.sari)
    assert client.get("/saya/data/salinan.json").status_code == 405
    assert client.post("/saya/data/salinan.exe").status_code == 404


def test_values_in_words() -> None:
    from decimal import Decimal

    values = (None, "", True, date(2026, 11, 21), Decimal("1234.50"), "x")
    assert [words(value) for value in values] == ["–", "–", "Ya", "21 November 2026", "1.234,5", "x"]


def test_the_page_costs_the_same_with_more_rows(staff: Staff, cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, costs = enter(cast.sari), []
    client.get("/saya/data/")
    for days in ((1,), (2, 3)):
        for day in days:
            Discipline.objects.create(
                agency=cast.surabaya, employee=staff.sari, level="R", decided_on=date(2024, 3, day)
            )
        with CaptureQueriesContext(connection) as queries:
            client.get("/saya/data/")
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert apps.get_model("employees.Discipline").objects.count() == 3
