"""The numbers of a report, counted from facts that were written by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Unit
from core.tests.people import Cast, cast, make_unit
from employees.tests.staff import make_person
from evaluations.models import Assessment, AssessmentLevel, Competency
from reports.models import YearFact
from reports.numbers import collect

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
YEAR = 2025
NOBODY = {
    "headcount": 0,
    "by_status": {},
    "by_tier": {},
    "jp_total": 0,
    "jp_average": None,
    "pns_meeting_20_jp": 0,
    "pns_total": 0,
    "jp_histogram": {"0": 0, "1-9": 0, ">=40": 0, "10-19": 0, "20-39": 0},
    "predicates": {},
    "ip_average": None,
    "ip_dimensions": {"kinerja": None, "disiplin": None, "kompetensi": None, "kualifikasi": None},
    "ip_bands": {},
    "ip_band": None,
    "assessment": {"never": 0, "valid": 0, "expired": 0},
    "competencies": {},
    "jpm_average": None,
}


def count(cast: Cast, unit: Unit, number: int, levels: dict[str, int] | None = None, **other: Any) -> None:
    """A person of the unit with the facts of a year; `levels` by competency when there is a valid assessment."""
    person = make_person(cast.surabaya, f"19800101200001{number:04d}", f"Orang {number}", unit)
    values: dict[str, Any] = {
        "status": "pns", "tier": "jf", "jp": Decimal("20"), "predicate": 2, "required_level": 3,
        "ip_qualification": Decimal("10"), "ip_competency": Decimal("20"), "ip_performance": Decimal("25"),
        "ip_discipline": Decimal("5"), "ip_total": Decimal("60"), "assessment_state": "never", **other,
    }  # fmt: skip
    if levels:
        done = Assessment.objects.create(
            agency=cast.surabaya, employee=person, assessed_on=date(YEAR, 3, 1), levels=levels
        )
        for code, level in levels.items():
            AssessmentLevel.objects.create(assessment=done, competency=Competency.objects.get(code=code), level=level)
        values |= {"assessment": done, "assessment_state": "valid"}
    YearFact.objects.create(
        employee=person, year=YEAR, agency=cast.surabaya, unit_path=unit.path, is_active=True, ip_leadership=False,
        ip_functional=False, ip_technical_jp=0, ip_seminar=False, rule_set="", **values,
    )  # fmt: skip


def test_nobody(cast):
    assert collect(agency=cast.surabaya, unit=None, year=YEAR) == {"all": NOBODY}


def test_every_figure_of_a_part_and_of_the_whole(cast):
    Competency.objects.bulk_create(Competency(code=code, order=at, group="managerial") for at, code in enumerate("ba"))
    count(cast, cast.district, 1, {"b": 3, "a": 2}, jp=Decimal("10.5"), jpm=Decimal("83.33"))
    count(cast, cast.district, 2, {"b": 4, "a": 1}, status="pppk_pw", predicate=None, ip_total=Decimal("91"))
    count(cast, cast.city, 3, {"b": 5}, status="cpns", tier="pelaksana", jp=Decimal("40"), jpm=Decimal("100"))
    numbers = collect(agency=cast.surabaya, unit=None, year=YEAR)
    assert list(numbers) == ["all", "KECAMATAN GAYUNGAN"]  # who works at the top belongs to no part
    assert numbers["KECAMATAN GAYUNGAN"] == {
        "headcount": 2,
        "by_status": {"PNS": 1, "PPPK": 1},
        "by_tier": {"jf": 2},
        "jp_total": 30.5,
        "jp_average": 15.25,
        "pns_meeting_20_jp": 0,
        "pns_total": 1,
        "jp_histogram": {"0": 0, "1-9": 0, ">=40": 0, "10-19": 1, "20-39": 1},
        "predicates": {"2": 1},
        "ip_average": 75.5,
        "ip_dimensions": {"kinerja": 25.0, "disiplin": 5.0, "kompetensi": 20.0, "kualifikasi": 10.0},
        "ip_bands": {"Sangat Tinggi": 1, "Sangat Rendah": 1},
        "ip_band": "Sedang",
        "assessment": {"never": 0, "valid": 2, "expired": 0},
        "competencies": {
            "b": {"mean_required": 3.0, "mean_actual": 3.5, "meeting": 2},
            "a": {"mean_required": 3.0, "mean_actual": 1.5, "meeting": 0},
        },
        "jpm_average": 83.33,
    }
    whole = numbers["all"]
    assert (whole["headcount"], whole["jp_total"], whole["jp_average"]) == (3, 70.5, 23.5)
    assert (whole["pns_meeting_20_jp"], whole["pns_total"], whole["jpm_average"]) == (1, 2, 91.665)
    assert list(whole["competencies"].items()) == [
        ("b", {"mean_required": 3.0, "mean_actual": 4.0, "meeting": 3}),
        ("a", {"mean_required": 3.0, "mean_actual": 1.5, "meeting": 0, "people": 2}),
    ]


def test_rounding_of_a_tie(cast):
    """1/32 more: dimensions are rounded half up, the other means half to even."""
    for number in range(32):
        extra = Decimal("0.5") if number == 0 else 0
        jp = Decimal("21") if number == 0 else Decimal("20")
        count(cast, cast.district, number, jp=jp, ip_performance=25 + extra, ip_total=60 + extra)
    whole = collect(agency=cast.surabaya, unit=None, year=YEAR)["all"]
    assert (whole["jp_average"], whole["ip_average"]) == (20.0312, 60.0156)
    assert whole["ip_dimensions"]["kinerja"] == 25.0156


def test_two_parts_with_one_name_and_the_parts_of_one_unit(cast):
    twin = make_unit(cast.surabaya, "X", cast.city)
    Unit.objects.filter(pk=twin.pk).update(name=cast.district.name)
    village = make_unit(cast.surabaya, "KELURAHAN MENANGGAL", cast.district)
    count(cast, cast.district, 1)
    count(cast, village, 2)
    count(cast, twin, 3)
    numbers = collect(agency=cast.surabaya, unit=None, year=YEAR)
    assert {name: part["headcount"] for name, part in numbers.items()} == {
        "all": 3,
        "KECAMATAN GAYUNGAN": 2,
        "KECAMATAN GAYUNGAN (2)": 1,
    }
    of_unit = collect(agency=cast.surabaya, unit=cast.district, year=YEAR)
    assert {name: part["headcount"] for name, part in of_unit.items()} == {"all": 2, "KELURAHAN MENANGGAL": 1}


def test_two_queries_whatever_the_number_of_parts(cast):
    count(cast, cast.district, 1)
    for number in range(2, 5):
        count(cast, make_unit(cast.surabaya, f"DINAS {number}", cast.city), number)
    with CaptureQueriesContext(connection) as queries:
        collect(agency=cast.surabaya, unit=None, year=YEAR)
    assert len(queries) == 2
