"""The demo shows an acting official and a named superior."""

from datetime import UTC, date, datetime

import pytest

from core.enums import DecisionKind, Role
from core.models import Decision
from core.tests.people import Cast, cast, make_unit, make_user  # noqa: F401
from employees.demo.posts import fill_posts
from employees.models import Position, Superior
from employees.tests.staff import make_person

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture
def officials(cast: Cast):
    make_user("admin", Role.ADMINISTRATOR, cast.surabaya)
    cast.district.head_title = "CAMAT GAYUNGAN"
    cast.district.save(update_fields=["head_title"])
    found = []
    for number, (job, unit) in enumerate((("Camat Gayungan", cast.district), ("Sekretaris Daerah", cast.city))):
        position = Position.objects.create(agency=cast.surabaya, name=job, tier="administrator")
        found.append(make_person(cast.surabaya, f"19700101199503100{number}", job, unit, position=position))
    return found


def test_both_are_there_with_their_decisions(cast: Cast, officials) -> None:
    vacant = make_unit(cast.surabaya, "KELURAHAN MENANGGAL", cast.district)
    vacant.head_title = "LURAH MENANGGAL"
    vacant.save(update_fields=["head_title"])
    fill_posts(agency=cast.surabaya, at=AT)
    acting = cast.budi.roles.exclude(acting="").get()
    assert (acting.acting, acting.unit, acting.ends_on) == ("plt", vacant, date(2026, 12, 11))
    named = Superior.objects.get()
    assert [named.employee, named.superior] == officials
    kinds = Decision.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [DecisionKind.ROLE_GIVEN, DecisionKind.SUPERIOR_SET]


def test_nothing_vacant_is_no_mistake(cast: Cast, officials) -> None:
    fill_posts(agency=cast.surabaya, at=AT)
    assert cast.budi.roles.exclude(acting="").exists() is False
