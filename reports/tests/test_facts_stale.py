"""Facts are counted anew after what they rest on has changed."""

import pytest

from core.tests.people import Cast
from employees.models import Position
from employees.tests.staff import Staff, cast, staff  # noqa: F401
from evaluations.tests.test_job_standards import AT, clerk, library, put  # noqa: F401
from reports.models import FactsState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def test_a_new_standard_makes_the_facts_of_its_own_government_stale(clerk: Position, cast: Cast, staff: Staff) -> None:
    for agency in (cast.surabaya, cast.mamuju):
        FactsState.objects.create(agency=agency, year=2026, refreshed_at=AT)
    put(clerk, {"integritas": 5})
    assert dict(FactsState.objects.values_list("agency", "is_stale")) == {cast.surabaya.pk: True, cast.mamuju.pk: False}
