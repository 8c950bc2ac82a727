"""Learning of one person: access, hours per year, records in pages."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.tests.people import Cast
from employees.models import Employee
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401
from training.models import TrainingRecord
from training.selectors.records import learning_years


def learn(person: Employee, day: date | None, jp: str, name: str = "Kursus") -> TrainingRecord:
    return TrainingRecord.objects.create(
        agency_id=person.agency_id, employee=person, source="kursus", record_key=f"{name}-{day}-{jp}", form=11,
        name=name, jp=Decimal(jp), counted_on=day,
    )  # fmt: skip


def address(person: Employee) -> str:
    return f"/pegawai/{person.pk}/pelatihan/"


@pytest.mark.parametrize(
    ("user", "status"), [("sari", 200), ("budi", 200), ("rina", 200), ("dewi", 200), ("maya", 200), ("anton", 404)]
)
def test_access_follows_the_person(staff: Staff, cast: Cast, user: str, status: int) -> None:
    assert enter(getattr(cast, user)).get(address(staff.sari)).status_code == status
    assert enter(cast.sari).get(address(staff.budi)).status_code == 404


def test_a_part_for_htmx_and_a_page_for_the_rest(staff: Staff, cast: Cast) -> None:
    client = enter(cast.sari)
    assert client.get(address(staff.sari)).content.startswith(b"<!doctype html>")
    part = client.get(address(staff.sari), headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<section class="card" id="training">')


def test_hours_are_summed_by_calendar_year(staff: Staff) -> None:
    learn(staff.sari, date(2026, 1, 1), "8")
    learn(staff.sari, date(2026, 12, 31), "5.5")
    learn(staff.sari, date(2025, 12, 31), "20")
    learn(staff.sari, None, "99")
    learn(staff.budi, date(2026, 5, 5), "40")
    years = learning_years(staff.sari, this_year=2026)
    assert [(y.year, y.jp, y.records, y.missing, y.percent) for y in years] == [
        (2026, Decimal("13.5"), 2, Decimal("6.5"), 67),
        (2025, Decimal(20), 1, Decimal(0), 100),
        (2024, Decimal(0), 0, Decimal(20), 0),
        (2023, Decimal(0), 0, Decimal(20), 0),
        (2022, Decimal(0), 0, Decimal(20), 0),
    ]


@pytest.mark.parametrize(
    ("appointed", "years"),
    [
        (date(2025, 6, 1), [2026, 2025]),
        (date(2026, 12, 1), [2026]),
        (date(2027, 1, 1), [2026]),  # this year is always shown
        (date(2010, 3, 1), [2026, 2025, 2024, 2023, 2022]),
        (None, [2026, 2025, 2024, 2023, 2022]),
    ],
)
def test_years_before_the_appointment_are_left_out(staff: Staff, appointed: date | None, years: list[int]) -> None:
    staff.sari.appointed_on = appointed
    learn(staff.sari, date(2024, 3, 3), "12")
    assert [year.year for year in learning_years(staff.sari, this_year=2026)] == years


def test_a_pppk_has_a_ceiling_and_misses_nothing(staff: Staff) -> None:
    learn(staff.tono, date(2026, 2, 2), "12")
    year = learning_years(staff.tono, this_year=2026)[0]
    assert (year.quota.jp, year.quota.is_ceiling, year.missing, year.percent) == (Decimal(24), True, Decimal(0), 50)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("sari", "PNS mengikuti paling sedikit 20 JP setiap tahun"),
        ("tono", "PPPK berhak atas paling banyak 24 JP setiap tahun perjanjian kerja; ini batas atas, bukan kewajiban"),
    ],
)
def test_the_rule_is_said_in_words(staff: Staff, cast: Cast, name: str, sentence: str) -> None:
    assert sentence in enter(cast.dewi).get(address(getattr(staff, name))).content.decode()


def test_numbers_are_written_the_indonesian_way(staff: Staff, cast: Cast) -> None:
    learn(staff.sari, date(2026, 3, 1), "1234.50")
    text = enter(cast.sari).get(address(staff.sari)).content.decode()
    assert "1.234,5 dari 20 JP" in text


def test_records_newest_first_in_pages_of_ten(staff: Staff, cast: Cast) -> None:
    learn(staff.sari, None, "1", "Tanpa tanggal")
    for month in range(1, 12):
        learn(staff.sari, date(2025, month, 1), "1", f"Kursus {month:02}")
    client = enter(cast.sari)
    first, second = (client.get(address(staff.sari) + page).context["page"] for page in ("", "?page=2"))
    assert [record.name for record in first.rows] == [f"Kursus {month:02}" for month in range(11, 1, -1)]
    assert [record.name for record in second.rows] == ["Kursus 01", "Tanpa tanggal"]
    assert first.summary == "1–10 dari 12 pelatihan"


def test_nothing_yet_is_said_in_words(staff: Staff, cast: Cast) -> None:
    assert "Belum ada riwayat pelatihan" in enter(cast.sari).get(address(staff.sari)).content.decode()


def test_costs_the_same_for_one_record_and_three(staff: Staff, cast: Cast) -> None:
    client, costs = enter(cast.sari), []
    client.get(address(staff.sari))  # the session notes its first use
    for months in ((1,), (2, 3)):
        for month in months:
            learn(staff.sari, date(2025, month, 1), "2")
        with CaptureQueriesContext(connection) as queries:
            client.get(address(staff.sari))
        costs.append(len(queries))
    assert (costs[1], costs[0] <= 12) == (costs[0], True)
