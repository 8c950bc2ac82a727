"""The trail on pages: in words, for those who may, of their own government only."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_celery_beat.models import CrontabSchedule

from core.enums import DecisionKind, Role
from core.models import Decision, ImportBatch, Job, RoleAssignment, User
from core.services.decisions import record_decision
from core.services.factors import record_added, record_removed
from core.tests.people import Cast, make_user
from core.tests.test_importing import stored
from core.tracing import acting
from employees.models import Correction, Discipline, Employee, Reading
from employees.tests.staff import Staff, enter, make_person
from employees.tests.staff import staff as staff
from reports.models import Report, ReportSchedule
from tests.audit.rows import SAMPLES

AT = datetime(2026, 11, 21, 3, 5, tzinfo=UTC)


def text_of(client: Client, address: str, status: int = 200) -> str:
    """What stands on the page, without tags."""
    response = client.get(address)
    assert response.status_code == status
    main = re.search(r"<main.*?</main>", response.content.decode(), re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main[0] if main else ""))).replace(" ,", ",")


def address(thing) -> str:
    return reverse("trail_object", args=[thing._meta.label, thing.pk])


def decide(cast: Cast, subject, by=None, at=AT, **more) -> Decision:
    return record_decision(
        DecisionKind.SUPERIOR_SET, subject=subject, agency=cast.surabaya, by=by or cast.dewi, at=at, **more
    )


def test_a_change_is_told_in_words(staff: Staff, cast: Cast):
    with acting(user=cast.rina, source="web", page="/pegawai/koreksi/"):
        Employee.objects.filter(pk=staff.sari.pk).update(rank="34", unit=cast.city, rank_since=date(2026, 10, 1))
    text = text_of(enter(cast.maya), address(staff.sari))
    assert re.search(r"Rina mengubah data pada \d+ \w+ \d{4}, \d\d\.\d\d\sWIB, melalui halaman “Pegawai”", text)
    assert "Golongan dari III/c · Penata menjadi III/d · Penata Tingkat I" in text
    assert "Unit kerja dari Kelurahan Ketintang menjadi Pemerintah Kota Surabaya" in text
    assert "TMT golongan dari 1 April 2023 menjadi 1 Oktober 2026" in text


def test_the_trail_of_an_account_tells_the_roles_given_and_taken(staff: Staff, cast: Cast):
    given = cast.sari.roles.get()
    for kind in (DecisionKind.ROLE_GIVEN, DecisionKind.ROLE_ENDED):
        record_decision(kind, subject=given, agency=cast.surabaya, by=cast.dewi, at=AT, reason="SK 9")
    record_decision(DecisionKind.ROLE_GIVEN, subject=cast.budi.roles.get(), agency=cast.surabaya, by=cast.dewi, at=AT)
    record_decision(DecisionKind.ROLE_CHANGED, subject=given, agency=cast.mamuju, by=cast.anton, at=AT)
    text = text_of(enter(cast.maya), address(cast.sari))
    told = [text.count(words) for words in ("Peran diberikan", "Peran dicabut", "Peran diubah", "Alasan: SK 9")]
    assert told == [1, 1, 0, 2]


def test_an_address_without_an_entry_in_the_sidebar_stays_an_address(staff: Staff, cast: Cast):
    for page, words in (("/koreksi/8/putusan/", "“Koreksi data”"), ("/akun/hak/", "/akun/hak/")):
        with acting(user=cast.rina, source="web", page=page):
            Employee.objects.filter(pk=staff.sari.pk).update(rank="34" if "koreksi" in page else "33")
        assert f"melalui halaman {words}" in text_of(enter(cast.maya), address(staff.sari))


def test_the_same_fields_are_told_in_english(staff: Staff, cast: Cast):
    client, given = enter(cast.maya), cast.budi.roles.get()
    words = [text_of(client, address(thing)) for thing in (staff.sari, given)]
    client.cookies["django_language"] = "en"
    english = [text_of(client, address(thing)) for thing in (staff.sari, given)]
    count = re.compile(r"\((\d+) (?:isian|entries|fields|values)\)")
    assert [count.findall(text) for text in english] == [count.findall(text) for text in words] != [[], []]


@pytest.mark.parametrize("query", ["until=9999-12-31", "since=0001-01-01", "until=9999-12-31&kind=core.Incident"])
def test_a_day_beyond_the_calendar_is_no_error(cast: Cast, query: str):
    assert enter(cast.maya).get(f"/jejak/?{query}").status_code == 200


def test_guarded_fields_show_their_end_only(staff: Staff, cast: Cast):
    Employee.objects.filter(pk=staff.sari.pk).update(
        nik="3578012345679999", phone="081299998888", address="Jalan Baru 77", birth_date=date(1994, 5, 15)
    )
    page = enter(cast.maya).get(address(staff.sari)).content.decode()
    assert [secret for secret in ("357801", "08129999", "Jalan", "Ketintang 1", "15 Mei") if secret in page] == []
    assert ("••••9999" in page, "••••8888" in page) == (True, True)


def test_confidential_values_are_not_shown_at_all(staff: Staff, cast: Cast):
    row = Discipline.objects.create(
        agency=cast.surabaya, employee=staff.sari, level="S", decided_on=date(2025, 3, 4), number="SK-RAHASIA"
    )
    Discipline.objects.filter(pk=row.pk).update(level="B")
    text = text_of(enter(cast.maya), address(row))
    assert "Tingkat (isi rahasia tidak ditampilkan)" in text
    assert [word for word in ("SK-RAHASIA", "Berat", "Sedang", "Maret") if word in text] == []


def test_the_answer_to_a_request_is_as_confidential_as_the_request(staff: Staff, cast: Cast):
    """HR's answer is the reason of her decision; of a role the reason is shown (the control)."""
    correction = Correction.objects.create(
        employee=staff.sari, field="nik", wanted="x", asked_at=AT, due_at=AT, state="rejected", decided_at=AT,
        decided_by=cast.dewi, answer="KTP milik kakaknya",
    )  # fmt: skip
    decide(cast, correction, reason="KTP milik kakaknya")
    decide(cast, cast.budi.roles.get(), reason="SK 17")
    client = enter(cast.maya)
    pages = [text_of(client, "/jejak/"), text_of(client, address(correction))]
    assert ["KTP milik" in text for text in pages] == [False, False]
    assert ["isi rahasia tidak ditampilkan" in text for text in pages] == [True, True]
    assert "SK 17" in pages[0]


def readings_of(person: Employee) -> list[tuple[str, str, str]]:
    return list(person.readings.order_by("id").values_list("reader__username", "what", "page"))


def test_reading_about_a_person_in_the_trail_is_written_down(staff: Staff, cast: Cast):
    row = Discipline.objects.create(
        agency=cast.surabaya, employee=staff.sari, level="S", decided_on=date(2025, 3, 4), number="SK-1"
    )
    client = enter(cast.maya)
    for page in (address(staff.sari), address(row), "/jejak/?kind=employees.Discipline", "/jejak/"):
        text_of(client, page)
    assert readings_of(staff.sari) == [
        ("maya", "trail", address(staff.sari)), ("maya", "discipline", address(row)), ("maya", "discipline", "/jejak/"),
    ]  # fmt: skip
    assert (readings_of(staff.tono), readings_of(staff.budi)) == ([], [])


def test_what_belongs_to_somebody_by_another_object_names_her_too(staff: Staff, cast: Cast):
    row = Discipline.objects.create(
        agency=cast.surabaya, employee=staff.sari, level="S", decided_on=date(2025, 3, 4), number="SK-1"
    )
    gone = address(row)
    row.delete()
    text_of(enter(cast.maya), gone)
    assert readings_of(staff.sari) == [("maya", "discipline", gone)]


def test_a_trail_that_is_about_nobody_is_no_reading(staff: Staff, cast: Cast):
    text_of(enter(cast.maya), address(cast.district))
    assert Reading.objects.count() == 0


def test_an_object_that_is_gone_keeps_its_trail(staff: Staff, cast: Cast):
    with acting(user=cast.dewi, source="web"):
        person = make_person(cast.surabaya, "199001012020011001", "Tamu Sementara", cast.city)
        gone = address(person)
        person.delete()
    text = text_of(enter(cast.maya), gone)
    assert "Tamu Sementara" in text
    assert "Pegawai · sudah dihapus; jejaknya tetap ada" in text
    assert "Dewi menghapus data" in text


def test_what_an_import_changed_names_the_import(cast: Cast, tmp_path):
    stored(cast, tmp_path)
    text = text_of(enter(cast.maya), f"{reverse('trail_list')}?kind=core.Unit")
    assert "Dewi melalui impor unor unor.csv" in text
    assert "Impor disimpan" in text_of(enter(cast.maya), address(ImportBatch.objects.get()))


def test_decisions_come_newest_first_with_reason_and_person(staff: Staff, cast: Cast):
    decide(cast, staff.sari, at=AT - timedelta(days=1), reason="Mutasi")
    decide(cast, staff.budi, by=cast.rina, reason="Pensiun")
    text = text_of(enter(cast.maya), reverse("trail_list"))
    assert "2 keputusan" in text
    assert text.index("Budi Santoso") < text.index("Sari Wulandari")
    assert ("Atasan dikoreksi Pensiun Rina" in text, "Atasan dikoreksi Mutasi Dewi" in text) == (True, True)
    assert "Alasan: Mutasi" in text_of(enter(cast.maya), address(staff.sari))


def test_decisions_about_what_all_share_are_seen_with_any_trail(staff: Staff, cast: Cast):
    record_decision(
        DecisionKind.DATA_ERASED, subject=cast.city, agency=None, by=None, at=AT, reason="Sesi lama", source="command"
    )
    assert "Sesi lama" in text_of(enter(cast.maya), reverse("trail_list"))
    assert [Decision.objects.visible_to(user).count() for user in (cast.maya, cast.dewi, cast.sari)] == [1, 0, 0]


def test_filters_by_kind_person_and_day(staff: Staff, cast: Cast):
    decide(cast, staff.sari, at=AT - timedelta(days=1))
    decide(cast, staff.budi, by=cast.rina)
    auditor = enter(cast.maya)

    def found(query: str) -> tuple[bool, bool]:
        text = text_of(auditor, f"{reverse('trail_list')}?{query}")
        return "Sari Wulandari" in text, "Budi Santoso" in text

    assert found("q=rina") == (False, True)
    assert found("q=nobody") == (False, False)
    assert found("kind=superior_set") == (True, True)
    assert found("kind=role_given") == (False, False)
    assert found("since=2026-11-21") == (False, True)
    assert found("until=2026-11-20") == (True, False)
    assert found("since=yesterday") == (False, False)
    assert found("kind=core.Job") == (False, False)


def test_changes_are_found_by_who_made_them(staff: Staff, cast: Cast):
    with acting(user=cast.rina, source="web"):
        Employee.objects.filter(pk=staff.sari.pk).update(rank="34")
    with acting(user=cast.dewi, source="web"):
        Employee.objects.filter(pk=staff.budi.pk).update(rank="41")
    text = text_of(enter(cast.maya), f"{reverse('trail_list')}?kind=employees.Employee&q=rina")
    assert ("III/d" in text, "IV/a" in text, "1 perubahan pegawai" in text) == (True, False, True)


def test_only_auditors_and_administrators_may_read_it(staff: Staff, cast: Cast):
    for user in (cast.sari, cast.budi, cast.rina, cast.dewi, cast.anton):
        assert enter(user).get(reverse("trail_list")).status_code == 403
        assert enter(user).get(address(staff.sari)).status_code == 403


@pytest.mark.parametrize("model", SAMPLES, ids=lambda model: model._meta.label)
def test_nothing_of_another_government_is_found(cast: Cast, model):
    """Every tracked model: its page opens at home, and abroad there is none."""
    row = model._default_manager.create(**SAMPLES[model].build(cast, 1))
    if hasattr(row, "username"):
        RoleAssignment.objects.create(user=row, role=Role.ASN, agency=cast.surabaya)
    RoleAssignment.objects.create(user=cast.anton, role=Role.AUDITOR, agency=cast.mamuju)
    at_home, abroad = (enter(user).get(address(row)).status_code for user in (cast.maya, cast.anton))
    expected = {"core.Agency": (404, 404), "reports.ReportSchedule": (404, 404)}
    assert (at_home, abroad) == expected.get(model._meta.label, (200, 404))


def test_the_list_shows_one_government_only(staff: Staff, cast: Cast):
    RoleAssignment.objects.create(user=cast.anton, role=Role.AUDITOR, agency=cast.mamuju)
    decide(cast, staff.sari)
    assert "Sari Wulandari" not in text_of(enter(cast.anton), reverse("trail_list"))
    text = text_of(enter(cast.anton), f"{reverse('trail_list')}?kind=employees.Employee")
    assert ("Wati" in text, "Sari Wulandari" in text) == (True, False)


@pytest.mark.parametrize(
    "label", ["core.Decision", "core.Job", "employees.EmployeeEvent", "x", "reports.ReportSchedule"]
)
def test_what_has_no_page_is_not_found(cast: Cast, label: str):
    schedule = ReportSchedule.objects.create(name="s", task="t", crontab=CrontabSchedule.objects.create())
    assert enter(cast.maya).get(reverse("trail_object", args=[label, schedule.pk])).status_code == 404


def test_the_pages_of_objects_lead_there_for_who_may(staff: Staff, cast: Cast):
    job = Job.objects.create(kind="report_build", key="r", queued_at=AT)
    report = Report.objects.create(agency=cast.surabaya, year=2025, requested_at=AT, job=job)
    for thing, page in ((staff.sari, reverse("employee_detail", args=[staff.sari.pk])),
                        (report, reverse("report_detail", args=[report.pk]))):  # fmt: skip
        found = [address(thing) in enter(user).get(page).content.decode() for user in (cast.maya, cast.dewi)]
        assert found == [True, False]


@pytest.mark.parametrize("kind", ["", "employees.Employee", "core.RoleAssignment"])
def test_the_list_costs_the_same_for_one_row_and_three(staff: Staff, cast: Cast, kind: str):
    people = [staff.sari, staff.budi, staff.tono]
    costs = []
    for some in (people[:1], people[1:]):
        with acting(user=cast.dewi, source="web"):
            for person in some:
                decide(cast, person)
                Employee.objects.filter(pk=person.pk).update(rank="42", unit=cast.city)
                RoleAssignment.objects.filter(user=cast.sari).update(ends_on=date(2030, 1, len(costs) + 1))
        client = enter(cast.maya)
        client.get(reverse("trail_list"))  # the first visit also writes the session
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"{reverse('trail_list')}?kind={kind}")
        costs.append(len(queries))
    assert (costs[1], costs[0] <= 12) == (costs[0], True)


def test_the_page_of_an_object_costs_the_same_for_one_change_and_three(staff: Staff, cast: Cast):
    costs = []
    for ranks in (("34",), ("41", "42")):
        with acting(user=cast.dewi, source="web"):
            for rank in ranks:
                Employee.objects.filter(pk=staff.sari.pk).update(rank=rank)
                decide(cast, staff.sari)
        client = enter(cast.maya)
        client.get(reverse("trail_list"))  # the first visit also writes the session
        with CaptureQueriesContext(connection) as queries:
            client.get(address(staff.sari))
        costs.append(len(queries))
    assert (costs[1], costs[0] <= 12) == (costs[0], True)


def test_what_is_about_a_person_without_a_role_in_force_is_read_in_her_government_only(cast: Cast):
    stranger = User.objects.create(username="calon", name="Calon", password="!")
    RoleAssignment.objects.create(user=stranger, role=Role.ASN, agency=cast.mamuju, starts_on=date(2100, 1, 1))
    auditor = make_user("auditor2", Role.AUDITOR, cast.mamuju)
    factor = Authenticator.objects.create(user=stranger, type="totp", data={})
    record_added(factor=factor, user=stranger, agency=None, at=AT)
    nobody = User.objects.create(username="tanpa", name="Tanpa peran", password="!")
    record_removed(factor=factor, user=nobody, agency=None, at=AT)
    seen = [
        set(Decision.objects.visible_to(user).filter(subject="core.User").values_list("subject_id", flat=True))
        for user in (cast.maya, auditor)
    ]
    assert seen == [set(), {str(stranger.pk)}]
