"""The index contains punishments: who must not know of these cannot work them out of any average."""

from datetime import UTC, date, datetime, timedelta
from itertools import count as counted
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from core.enums import Role
from core.models import RoleAssignment, Unit, User
from core.tests.people import Cast, make_unit, make_user
from employees.models import Discipline, Employee
from employees.tests.staff import make_person
from evaluations.models import PerformanceResult
from reports import dashboards
from reports.domain import disclosure
from reports.domain.disclosure import SMALLEST, WHOLE, guarded, too_small, with_nobody, without_discipline
from reports.services import freeze
from reports.services.facts import refresh
from reports.services.freeze import freeze_for_readers
from reports.tests.render import factory

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
_numbers = counted(1)


# The rule, without pages


def government(*offices: int, elsewhere: int = 0) -> dict[str, Any]:
    """Numbers of offices with so many people, and of some who are in none."""
    parts = {f"DINAS {number:02}": factory.unit(people) for number, people in enumerate(offices)}
    return {WHOLE: factory.unit(sum(offices) + elsewhere)} | parts


def shown(numbers: dict[str, Any]) -> dict[str, int]:
    return {name: entry["headcount"] for name, entry in numbers.items() if entry["ip_average"] is not None}


@pytest.mark.parametrize(
    ("offices", "elsewhere", "found"),
    [
        ((8, 9), 0, {"all": 17, "DINAS 00": 8, "DINAS 01": 9}),
        ((4, 9, 12), 0, {"all": 25, "DINAS 02": 12}),  # 25 - 12 - 9 would be the four
        ((3, 2, 9), 0, {"all": 14, "DINAS 02": 9}),  # the five together are enough
        ((8, 9), 1, {"all": 18, "DINAS 01": 9}),  # one works at the top itself
        ((2, 2), 0, {}),
        ((6, 2), 0, {"all": 8}),
    ],
)
def test_cells_that_are_shown(offices, elsewhere, found) -> None:
    assert shown(guarded(government(*offices, elsewhere=elsewhere))) == found


def test_what_is_hidden_of_a_cell_is_all_that_holds_discipline() -> None:
    whole, few = government(2, 20), guarded(government(2, 20))["DINAS 00"]
    gone = {key: few[key] for key in ("ip_average", "ip_band", "ip_bands", "ip_hidden")}
    assert gone == {"ip_average": None, "ip_band": None, "ip_bands": {}, "ip_hidden": "few"}
    assert few["ip_dimensions"] == {"kualifikasi": 10.0, "kompetensi": 20.0, "kinerja": 25.0, "disiplin": None}
    assert few["jp_average"] == whole["DINAS 00"]["jp_average"]


TREES = st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=5), min_size=1, max_size=6)


def smallest_group(offices: list[list[int]], at_the_top: int) -> int:
    """The fewest people whose sum of points can be worked out of the reports of a government and of its offices.

    The first number of an office is that of people in none of its parts. Everything published is a tree of sets,
    so what can be worked out are its sets and what remains of each without the shown sets in it.
    """
    people = {str(number): sum(parts) for number, parts in enumerate(offices)}
    everybody = sum(people.values()) + at_the_top
    groups = [everybody] if everybody >= SMALLEST else []
    hidden = too_small(people, everybody)
    groups += [people[name] for name in people if name not in hidden]
    groups += [everybody - sum(groups[1:])] if groups else []
    for number, (own, *parts) in enumerate(offices):
        numbers = government(*parts, elsewhere=own)
        report = with_nobody(numbers) if str(number) in hidden else guarded(numbers)
        cells = shown(report)
        whole = cells.pop(WHOLE, 0)
        assert whole or not cells  # parts that are shown give their sum away
        groups += [*cells.values(), whole - sum(cells.values())]
    return min((group for group in groups if group), default=SMALLEST)


@given(offices=TREES, at_the_top=st.integers(0, 6))
def test_no_difference_singles_out_fewer_than_five(offices, at_the_top) -> None:
    assert smallest_group(offices, at_the_top) >= SMALLEST


def test_without_the_second_look_a_difference_would(monkeypatch) -> None:
    """The control: only cells that are small themselves are hidden."""
    small_alone = lambda people, whole: {part for part, count in people.items() if count < SMALLEST}  # noqa: E731
    monkeypatch.setattr(disclosure, "too_small", small_alone)
    assert smallest_group([[1, 6, 3]], 0) < SMALLEST


# The reports of a government whose offices are small


@pytest.fixture
def offices(cast: Cast) -> dict[str, Unit]:
    """A district of 8 (6 in one village, 2 in the other) and an office of 12."""
    east, west = (make_unit(cast.surabaya, f"KELURAHAN {name}", cast.district) for name in ("TIMUR", "BARAT"))
    office = make_unit(cast.surabaya, "DINAS SOSIAL", cast.city)
    for unit, people in ((east, 6), (west, 2), (office, 12)):
        for _each in range(people):
            add(cast, unit)
    refresh(agency=cast.surabaya, year=2025, at=AT)
    return {"east": east, "west": west, "office": office, "district": cast.district}


def add(cast: Cast, unit: Unit, user: User | None = None) -> Employee:
    number = next(_numbers)
    person = make_person(cast.surabaya, f"19900101202001{number % 10000:04}", f"Orang {number}", unit, user=user)
    PerformanceResult.objects.create(
        agency=cast.surabaya, employee=person, year=2025, results=2, behaviour=2, predicate=2
    )
    return person


def published(cast: Cast, unit: Unit | None) -> dict[str, int]:
    return shown(freeze_for_readers(agency=cast.surabaya, unit=unit, year=2025, at=AT, serial=1).numbers)


def test_reports_cannot_be_subtracted_from_each_other(cast: Cast, offices) -> None:
    assert published(cast, None) == {"all": 20, "DINAS SOSIAL": 12, "KECAMATAN GAYUNGAN": 8}
    assert published(cast, cast.district) == {"all": 8}  # 8 - 6 would be the two of the west
    assert published(cast, offices["east"]) == {}
    assert published(cast, offices["west"]) == {}
    assert published(cast, cast.city) == {}


def test_an_office_that_its_government_hides_has_no_index_of_its_own(cast: Cast, offices) -> None:
    add(cast, cast.city)  # alone at the top: the smallest office goes with her
    refresh(agency=cast.surabaya, year=2025, at=AT)
    assert published(cast, None) == {"all": 21, "DINAS SOSIAL": 12}
    assert published(cast, cast.district) == {}


def test_without_the_veil_a_report_shows_every_cell(cast: Cast, offices, monkeypatch) -> None:
    """The control: what the documents were made from before."""
    monkeypatch.setattr(freeze, "_for_readers", lambda numbers, *_rest: numbers)
    assert published(cast, cast.district) == {"all": 8, "KELURAHAN TIMUR": 6, "KELURAHAN BARAT": 2}


# Pages: the same, whether somebody was punished or not


READERS = {"budi": False, "rina": False, "leader": False, "dewi": True, "maya": True}
OF_A_PERSON = ("employee_index", "employee_detail")
PAGES = ("home", "employee_list", *OF_A_PERSON)


@pytest.fixture
def tiny(cast: Cast) -> tuple[Employee, dict[str, User]]:
    """Two people in the district, who are all that the government has; one is Sari."""
    sari, other = add(cast, cast.district, cast.sari), add(cast, cast.district)
    Employee.objects.filter(pk=other.pk).update(name="Tono")
    users = {name: getattr(cast, name) for name in READERS if name != "leader"}
    return sari, users | {"leader": make_user("lina", Role.LEADER, cast.surabaya)}


def text_of(client, user: User, name: str, person: Employee) -> str:
    client.force_login(user)
    response = client.get(reverse(name, args=[person.pk] if name in OF_A_PERSON else []))
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode()).split())


def differs(client, cast: Cast, person: Employee, user: User, name: str) -> bool:
    """Whether the page tells that the person was punished."""
    refresh(agency=cast.surabaya, year=2025, at=AT)
    before = text_of(client, user, name, person)
    Discipline.objects.create(agency=cast.surabaya, employee=person, level="B", decided_on=date(2025, 3, 1))
    refresh(agency=cast.surabaya, year=2025, at=AT + timedelta(seconds=1))
    return text_of(client, user, name, person) != before


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", READERS)
def test_a_punishment_changes_no_page_of_who_must_not_know(client, cast: Cast, tiny, who: str, name: str) -> None:
    sari, users = tiny
    knows = READERS[who] and name != "employee_list"
    assert differs(client, cast, sari, users[who], name) == knows


@pytest.mark.parametrize(("who", "veil"), [("budi", "without_discipline"), ("leader", "guarded")])
def test_without_the_veil_the_home_page_tells(client, cast: Cast, tiny, monkeypatch, who: str, veil: str) -> None:
    """The control of the test above."""
    sari, users = tiny
    monkeypatch.setattr(disclosure, veil, disclosure.whole_index)
    assert differs(client, cast, sari, users[who], "home")


def index_card(client, user: User) -> tuple[str, str, str]:
    client.force_login(user)
    card = client.get(reverse("home")).context["home"].board.stats[3]
    return card.label, card.value, card.hint


def test_the_home_page_says_what_is_left_out_and_why(client, cast: Cast, tiny) -> None:
    _sari, users = tiny
    refresh(agency=cast.surabaya, year=2025, at=AT)
    name, value = "IP ASN tanpa disiplin", index_card(client, users["budi"])[1]
    known = "belum ada pembanding 2024 · paling tinggi 95; nilai disiplin {} · terlemah Kompetensi"
    assert index_card(client, users["budi"]) == (name, value, known.format("bersifat rahasia"))
    assert index_card(client, users["leader"]) == (
        name, value, known.format("tidak ditampilkan karena terlalu sedikit orang"),
    )  # fmt: skip
    assert index_card(client, users["dewi"])[0] == "IP ASN"


def test_the_leader_sees_the_index_of_a_government_that_is_large_enough(client, cast: Cast, offices) -> None:
    lina = make_user("lina", Role.LEADER, cast.surabaya)
    assert index_card(client, lina)[:2] == index_card(client, cast.dewi)[:2]
    RoleAssignment.objects.filter(user=lina).update(unit=cast.district)
    assert index_card(client, lina)[0] == "IP ASN tanpa disiplin"


def test_who_is_asked_for_the_veil(cast: Cast) -> None:
    veils = {who: dashboards.index_veil(getattr(cast, who), cast.surabaya, cast.district) for who in ("budi", "dewi")}
    assert veils == {"budi": without_discipline, "dewi": disclosure.whole_index}
