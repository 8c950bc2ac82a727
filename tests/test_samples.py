"""Both sample governments, counted independently: imports to the row and reason, reports to four decimals."""

import json

import pytest
from django.utils import timezone

from core.selectors import find_agency
from reports.models import YearFact
from reports.numbers import collect
from reports.services.facts import refresh
from tests.conftest import DATA, KINDS, import_all

pytestmark = pytest.mark.django_db
GOVERNMENTS = [("gayungan", "35.78"), ("mamuju", "76.02")]


def expected_of(government: str) -> dict:
    return json.loads((DATA / government / "EXPECTED.json").read_text())


@pytest.mark.parametrize(("government", "region"), GOVERNMENTS)
def test_counts_equal_the_independent_count(regions, government, region):
    expected = expected_of(government)
    first = import_all(government, region)
    assert first["unor"]["created"] == expected["units"]
    people = expected["employees"]
    assert first["pegawai"] == {
        "rows": people["rows"],
        "created": people["accepted"],
        "updated": 0,
        "unchanged": 0,
        "rejected": people["rejected"],
        "warnings": 0,
        "rejected_by_reason": dict(sorted(people["rejected_by_reason"].items())),
    }
    for kind, rows in expected["history_rows"].items():
        unknown = expected["history_rows_of_unknown_people"][kind]
        assert (kind, first[kind]["rows"]) == (kind, rows)
        assert first[kind]["created"] == rows - unknown
        assert first[kind]["rejected_by_reason"] == ({"employee_unknown": unknown} if unknown else {})

    again = import_all(government, region)
    assert {kind: (again[kind]["created"], again[kind]["updated"]) for kind in KINDS} == dict.fromkeys(KINDS, (0, 0))
    assert {kind: again[kind]["unchanged"] for kind in KINDS} == {kind: first[kind]["created"] for kind in KINDS}


@pytest.mark.parametrize(("government", "region"), GOVERNMENTS)
def test_report_equals_the_independent_count(regions, government, region):
    expected = expected_of(government)
    import_all(government, region)
    agency = find_agency(region)
    refresh(agency=agency, year=expected["year"], at=timezone.now())

    numbers = collect(agency=agency, unit=None, year=expected["year"])

    assert json.loads(json.dumps(numbers)) == expected["report"]
    assert numbers["all"]["headcount"] == expected["employees"]["active"]
    facts = {
        fact.employee.nip: fact for fact in YearFact.objects.filter(year=expected["year"]).select_related("employee")
    }
    assert {nip: as_expected(facts[nip]) for nip in expected["people"]} == expected["people"]


def as_expected(fact: YearFact) -> dict:
    return {
        "jp": fact.jp,
        "predicate": fact.predicate,
        "ip": {
            "kualifikasi": fact.ip_qualification,
            "kompetensi": fact.ip_competency,
            "kinerja": fact.ip_performance,
            "disiplin": fact.ip_discipline,
        },
        "ip_total": fact.ip_total,
        "jpm": None if fact.jpm is None else float(fact.jpm),
    }
