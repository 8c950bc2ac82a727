"""The gap map of somebody with two areas leads to both; a cell of a retired competency opens too."""

import re
from datetime import date, timedelta

import pytest

from core.models import RoleAssignment
from core.tests.people import Cast, make_unit
from employees.tests.staff import Staff, cast, enter, make_person, staff  # noqa: F401
from evaluations.enums import Method
from evaluations.models import Assessment, AssessmentLevel, Competency, StandardLevel
from evaluations.services.current import refresh_levels
from evaluations.tests.test_gaps import TODAY, assess, demand, text_of

pytestmark = pytest.mark.django_db


def test_both_areas_can_be_opened(staff: Staff, cast: Cast) -> None:
    other = make_unit(cast.surabaya, "KECAMATAN JAMBANGAN", cast.city)
    client = enter(cast.rina)
    assert "Wilayah Anda:" not in text_of(client.get("/kompetensi/"))
    RoleAssignment.objects.create(user=cast.rina, role="hr_unit", agency=cast.surabaya, unit=other)
    for person in (make_person(cast.surabaya, "199001012010012002", "Tini", other), staff.sari):
        assess(person, 1)
    page = text_of(client.get("/kompetensi/"))
    assert [f"?unit={unit.pk}" in page for unit in (other, cast.district)] == [True, True]
    assert client.get(f"/kompetensi/?unit={other.pk}").context["map"].area.unit == other


def test_a_cell_of_a_retired_competency_opens(staff: Staff, cast: Cast) -> None:
    own = Competency.objects.create(agency=cast.surabaya, code="MJU.1", name="Lokal", group="technical", order=10000)
    standard = demand(staff.sari.position, since=date(2020, 1, 1), komunikasi=2)
    StandardLevel.objects.create(standard=standard, competency=own, level=3)
    made = Assessment.objects.create(
        agency=cast.surabaya, employee=staff.sari, assessed_on=TODAY - timedelta(days=5), method=Method.TECHNICAL,
        levels={"MJU.1": 1},
    )  # fmt: skip
    AssessmentLevel.objects.create(assessment=made, competency=own, level=1)
    refresh_levels(agency=cast.surabaya, on=TODAY)
    own.retired_on = TODAY
    own.save(update_fields=["retired_on"])
    client = enter(cast.dewi)
    (address, *_rest) = re.findall(
        r'href="(/tim/kompetensi/[^"]+)"', text_of(client.get("/kompetensi/?kind=technical"))
    )
    assert "Sari Wulandari" in text_of(client.get(address.replace("&amp;", "&")))
