"""From a person's competencies to each of her results, for those who may open them."""

import pytest
from django.urls import reverse

from core.models import User
from core.tests.people import Cast
from employees.tests.staff import Staff, enter
from evaluations.models import Assessment
from evaluations.tests.rounds import Ring, cast, ring, staff  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def result(ring: Ring) -> Assessment:
    for rater in (ring.one, ring.two):
        ring.enter(rater, 2, 3)
    made: Assessment = ring.conclude()
    return made


def links(user: User, address: str, result: Assessment) -> list[str]:
    """Which pages of the result the page leads to."""
    text = enter(user).get(address).content.decode()
    names = ("assessment_result", "assessment_own")
    return [name for name in names if f'href="{reverse(name, args=[result.pk])}"' in text]


def test_each_reader_is_led_to_the_page_she_may_open(result: Assessment, staff: Staff, cast: Cast) -> None:
    address = reverse("employee_competencies", args=[staff.sari.pk])
    found = {user.username: links(user, address, result) for user in (cast.dewi, cast.maya, cast.budi, cast.sari)}
    assert found == {
        "dewi": ["assessment_result"], "maya": ["assessment_result"], "budi": [], "sari": ["assessment_own"],
    }  # fmt: skip
    for user in (cast.dewi, cast.maya, cast.sari):
        page = reverse(found[user.username][0], args=[result.pk])
        assert enter(user).get(page).status_code == 200


def test_ones_own_page_leads_there_too(result: Assessment, cast: Cast) -> None:
    assert links(cast.sari, reverse("competency_self"), result) == ["assessment_own"]


def test_a_result_of_another_government_is_not_linked(result: Assessment, staff: Staff, cast: Cast) -> None:
    Assessment.objects.filter(pk=result.pk).update(agency=cast.mamuju)
    assert links(cast.dewi, reverse("employee_competencies", args=[staff.sari.pk]), result) == []
