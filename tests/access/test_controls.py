"""The controls of the matrix: with one protection taken away it reports exactly that.

Each protection is removed where it stands, one address is swept, and the mismatches are those that the
hole makes possible.
"""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F
from django.urls import get_resolver, reverse

from core.models import ImportBatch, Unit
from employees import selectors
from employees.models import Employee, EmployeeQuerySet
from reports.models import Report
from reports.views import reports
from tests.access.bodies import queries
from tests.access.matrix import DENIED, MISSING, OPEN, body_of, sweep
from tests.access.pages import PAGES
from tests.access.world import ANONYMOUS, LEADS_HERE, TWO_HATS, WORKS_ABROAD

pytestmark = pytest.mark.django_db


def pattern(name: str) -> Any:
    return next(each for each in _all(get_resolver()) if each.name == name)


def _all(resolver: Any) -> list[Any]:
    return [
        found
        for each in resolver.url_patterns
        for found in (_all(each) if hasattr(each, "url_patterns") else [each])
    ]  # fmt: skip


def bare(name: str, prepare: Callable[..., tuple[Any, ...]] = lambda **arguments: ()) -> Callable[..., Any]:
    """The view without any of its decorators; ``prepare`` makes from the address what it is given."""
    view = inspect.unwrap(pattern(name).callback)

    def unguarded(request: Any, **arguments: Any) -> Any:
        return view(request, *prepare(**arguments))

    unguarded.access = "nobody asks"  # type: ignore[attr-defined]
    return unguarded


def holes(world: Any, name: str, method: str = "GET") -> set[tuple[str, str, str]]:
    """What was let through: visitor, place, and what should have been the answer."""
    _cases, mismatches = sweep(world, name)
    parts = [(each.case.split(" · "), each) for each in mismatches if each.got == OPEN]
    return {(case[1], "".join(case[3:]), each.expected) for case, each in parts if case[2] == method}


def test_without_visible_to_other_units_and_agencies_open(world, monkeypatch) -> None:
    monkeypatch.setattr(EmployeeQuerySet, "visible_to", lambda people, user: people)
    found = holes(world, "employee_detail")
    assert {place for _visitor, place, _answer in found} == {"unit", "elsewhere", "abroad"}
    assert {answer for _visitor, _place, answer in found} == {MISSING}
    assert {("asn", "unit", MISSING), ("hr_unit", "elsewhere", MISSING), ("hr_agency", "abroad", MISSING)} <= found


def test_without_requires_everybody_with_an_account_gets_in(world, monkeypatch) -> None:
    monkeypatch.setattr(pattern("import_list"), "callback", bare("import_list"))
    found = holes(world, "import_list")
    kept_out = {name for name in world.visitors if name not in ("hr_agency", "hr_agency abroad", LEADS_HERE)}
    assert found == {
        (name, "", DENIED) for name in kept_out if not name.startswith("administrator") and name != ANONYMOUS
    }


@pytest.mark.parametrize(
    ("name", "method", "model"),
    [("import_detail", "GET", ImportBatch), ("unit_branch", "GET", Unit), ("employee_training", "GET part", Employee)],
)
def test_without_the_check_of_the_object_another_agency_opens(world, monkeypatch, name, method, model) -> None:
    """For a page, a branch of a tree and a fragment alike."""
    unchecked = bare(name, lambda pk: (model.objects.get(pk=pk),))
    monkeypatch.setattr(pattern(name), "callback", unchecked)
    found = holes(world, name, method)
    assert ("hr_agency", "abroad", MISSING) in found
    assert ("hr_agency abroad", "agency" if model is ImportBatch else "unit", MISSING) in found


def test_a_download_without_the_check_of_the_object_gives_away_its_bytes(world, monkeypatch) -> None:
    monkeypatch.setattr(reports, "report_for", lambda user, pk: Report.objects.get(pk=pk))
    assert holes(world, "report_file") == {
        (visitor, "abroad", MISSING)
        for visitor in (
            "hr_agency",
            "leader",
            "auditor",
            "administrator",
            "administrator elevated",
            TWO_HATS,
            WORKS_ABROAD,
        )
    } | {("hr_agency abroad", "agency", MISSING)}


def test_a_list_without_its_scope_shows_people_from_outside(world, monkeypatch) -> None:
    monkeypatch.setattr(selectors, "people", everybody)
    _cases, mismatches = sweep(world, "employee_list")
    shown = {tuple(each.case.split(" · ")[1:3]): each.got for each in mismatches}
    assert shown["hr_unit", "GET"] == "shows abroad, elsewhere"
    assert shown["hr_agency", "GET part"] == "shows abroad"


def test_a_search_without_its_scope_finds_people_from_outside(world, monkeypatch) -> None:
    """The bare address of suggestions shows nobody: only with a query the hole is seen."""
    monkeypatch.setattr(EmployeeQuerySet, "led_by", lambda people, user, permission=None: people)
    monkeypatch.setattr(EmployeeQuerySet, "visible_to", lambda people, user, permission=None: people)
    _cases, mismatches = sweep(world, "employee_suggest")
    shown = {(case[1], each.got) for each in mismatches if (case := each.case.split(" · ")) and case[-1][:2] == "q="}
    units = {("hr_unit", "shows elsewhere"), ("manager", "shows elsewhere")}
    assert shown == units | {(WORKS_ABROAD, "shows abroad")}
    assert [each for each in mismatches if " · q=" not in each.case] == []


SHOWN = {
    "competency_list": "tengahsari", "competency_team": "dekatwati", "fits": "dekatwati", "fits_export": "dekatwati",
    "gap_map": "lainunit", "import_list": "tengahsari", "incident_list": "tengahsari", "report_list": "tengahsari",
    "round_list": "tengahsari", "succession_list": "dekatunit", "talent_box": "dekatwati", "talent_export": "dekatwati",
    "unit_options": "dekatunit",
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_there_is_something_to_hide(world, name: str) -> None:
    """What no stranger may find stands there for who may: an empty page would hide nothing."""
    visitor = world.visitors["hr_agency"]
    asked = ["", *queries(name, world)]
    found = [str(body_of(visitor.browser().get(f"{address_of(name)}?{query}")), errors="replace") for query in asked]
    assert any(SHOWN[name] in text.lower() for text in found)


def address_of(name: str) -> str:
    return reverse(name, kwargs=PAGES[name].arguments)


def everybody(user: Any, agency: Any) -> Any:
    """People of all agencies, as the list would show them."""
    return Employee.objects.select_related("position", "unit").alias(sort_name=F("name"))
