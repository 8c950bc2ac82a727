"""The Mamuju sample at the end of its year: person, unit and region agree with each other and with EXPECTED.json."""

import json
import random
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

import pytest

from core.models import Agency
from core.selectors import find_agency
from employees.models import Employee
from evaluations.domain.competencies import COMPETENCIES
from evaluations.domain.heat import Cell
from evaluations.selectors.demanded import Area
from evaluations.selectors.gaps import Coverage, coverage, heat_cells, whole_of
from evaluations.selectors.person import competency_profile
from evaluations.selectors.team import lines_of
from tests.conftest import DATA, import_all

pytestmark = pytest.mark.django_db
LAST_DAY = date(2025, 12, 31)
FOUR = Decimal("0.0001")


def mean(total: Decimal | int, people: int) -> float | None:
    return float((Decimal(total) / people).quantize(FOUR, ROUND_HALF_EVEN)) if people else None


def as_reported(cells: dict[str, Cell], counted: Coverage) -> dict:
    return {
        "assessment": {"valid": counted.valid, "expired": counted.expired, "never": counted.never},
        "competencies": {
            code: {
                "mean_required": mean(cell.required, cell.people),
                "mean_actual": mean(cell.actual, cell.people),
                "meeting": cell.meeting,
            }
            for code, cell in cells.items()
        },
        "jpm_average": mean(counted.jpm, counted.matched),
    }


def expected_of(entry: dict) -> dict:
    return {key: entry[key] for key in ("assessment", "competencies", "jpm_average")}


def numbers(area: Area) -> dict[str, dict]:
    """The parts of the area by name and "all", as the report counts them."""
    cells, counted = heat_cells(area), coverage(area)
    names = dict(area.agency.units.filter(path__in=list(counted)).values_list("path", "name"))
    by_code = {pk: one.code for pk, one in area.nine.items()}
    found = {
        names[path]: as_reported({by_code[pk]: cell for pk, cell in cells.get(path, {}).items()}, counted[path])
        for path in counted
        if len(path) == area.part_length
    }
    whole = {by_code[pk]: cell for pk, cell in whole_of(cells).items()}
    return {"all": as_reported(whole, sum(counted.values(), Coverage())), **found}


@pytest.fixture
def mamuju(regions) -> Agency:
    import_all("mamuju", "76.02")
    return find_agency("76.02")


def test_region_unit_team_and_person_equal_the_independent_count(mamuju):
    report = json.loads((DATA / "mamuju" / "EXPECTED.json").read_text())["report"]
    area = Area(mamuju, LAST_DAY, past=True)
    assert numbers(area) == {name: expected_of(entry) for name, entry in report.items()}

    office = mamuju.units.get(name="DINAS PENDIDIKAN")
    assert numbers(Area(mamuju, LAST_DAY, office, past=True))["all"] == expected_of(report["DINAS PENDIDIKAN"])

    everybody = list(Employee.objects.active().filter(agency=mamuju, unit__path__startswith=office.path).order_by("pk"))
    people = random.Random(4).sample(everybody, 50)
    lines = lines_of(people, area)
    sums: dict[str, Cell] = defaultdict(Cell)
    for person in people:
        profile = competency_profile(person, on=LAST_DAY, past=True)
        line = lines[person.pk]
        assert (profile.jpm, profile.is_valid) == (line.jpm, line.is_valid)
        for row in profile.compared:
            sums[row.code] += Cell(1, int(not row.shortfall), row.actual, row.required)
    assert sums == cells_of(area, people)
    assert {one.key for one in COMPETENCIES} == set(sums)


def cells_of(area: Area, people: list[Employee]) -> dict[str, Cell]:
    """What the SQL of the team says of the same people."""
    found: dict[str, Cell] = defaultdict(Cell)
    for line in lines_of(people, area).values():
        for pk, gap in line.gaps.items():
            if gap.actual is not None:
                found[area.nine[pk].code] += Cell(1, int(gap.is_met), gap.actual, gap.required)
    return found
