"""Rules of superiors: named, head, acting, up the tree; circles; who is below by name."""

import pytest

from employees.domain import superiors as rules
from employees.domain.superiors import Found, Lead, Named, Reach

ROOT, DISTRICT, VILLAGE = "1", "12", "123"
UPWARD = (VILLAGE, DISTRICT, ROOT)
SARI, BUDI, CAMAT, SEKDA, TONO = 1, 2, 3, 4, 5
LEADS = rules.leads_by_unit([Lead(VILLAGE, BUDI), Lead(DISTRICT, CAMAT), Lead(ROOT, SEKDA)])


def superior(person: int, upward=UPWARD, *, named: int | None = None, leads=LEADS) -> Found | None:
    return rules.superior(person, upward, named=named, leads=leads)


def test_the_head_of_the_unit() -> None:
    assert superior(SARI) == Found(BUDI, "head", VILLAGE)


def test_the_head_herself_looks_up() -> None:
    assert superior(BUDI) == Found(CAMAT, "head", DISTRICT)
    assert superior(SEKDA, (ROOT,)) is None


def test_a_named_superior_goes_first() -> None:
    assert superior(SARI, named=TONO) == Found(TONO, "named")
    assert superior(SARI, named=SARI) == Found(BUDI, "head", VILLAGE)


def test_an_acting_official_stands_in_for_a_vacant_post() -> None:
    leads = rules.leads_by_unit([Lead(VILLAGE, TONO, "plt"), Lead(DISTRICT, CAMAT)])
    assert superior(SARI, leads=leads) == Found(TONO, "acting", VILLAGE, "plt")
    assert superior(TONO, leads=leads) == Found(CAMAT, "head", DISTRICT)


def test_a_vacant_post_passes_to_the_unit_above() -> None:
    assert superior(SARI, leads=rules.leads_by_unit([Lead(DISTRICT, CAMAT)])) == Found(CAMAT, "head", DISTRICT)
    assert superior(SARI, leads={}) is None


def test_one_lead_for_a_unit() -> None:
    """The holder before a Plt. before a Plh.; of two the older record."""
    leads = [Lead(VILLAGE, 9, "plh"), Lead(VILLAGE, 8, "plt"), Lead(VILLAGE, 7), Lead(VILLAGE, 6)]
    for number, expected in ((4, 6), (2, 8), (1, 9)):
        assert rules.leads_by_unit(leads[:number])[VILLAGE].person == expected


@pytest.mark.parametrize(
    ("superiors", "found"),
    [
        ({1: 2, 2: 3, 3: None}, []),
        ({1: 2, 2: 1}, [(1, 2)]),
        ({5: 3, 3: 4, 4: 3}, [(3, 4)]),
        ({3: 2, 2: 1, 1: 3, 7: 8, 8: 7, 9: 7}, [(1, 3, 2), (7, 8)]),
        ({1: 1}, [(1,)]),
        ({1: 2}, []),
    ],
)
def test_circles(superiors: dict, found: list) -> None:
    assert rules.circles(superiors) == found


def below(*named: Named, managers: set[int] = frozenset({CAMAT}), paths: tuple[str, ...] = (DISTRICT,)) -> Reach:
    return rules.reach(named, managers=frozenset(managers), paths=paths)


ELSEWHERE = "19"


def test_named_subordinates_elsewhere() -> None:
    assert below(Named(TONO, ELSEWHERE, "", CAMAT, DISTRICT)) == Reach(frozenset({TONO}), ())


def test_those_of_the_own_units_are_not_listed_twice() -> None:
    assert below(Named(SARI, VILLAGE, VILLAGE, CAMAT, DISTRICT)) == Reach()


def test_a_named_head_brings_her_unit() -> None:
    assert below(Named(TONO, ELSEWHERE, ELSEWHERE, CAMAT, DISTRICT)) == Reach(frozenset(), (ELSEWHERE,))


def test_those_below_by_name_in_turn() -> None:
    """Tono answers to Sari of the manager's unit, 6 to Tono, 7 sits in the unit of 6's subordinate."""
    chain = [
        Named(7, "17", "17", 6, "18"),
        Named(6, "18", "", TONO, ELSEWHERE),
        Named(TONO, ELSEWHERE, "", SARI, VILLAGE),
    ]
    assert below(*chain) == Reach(frozenset({TONO, 6}), ("17",))


def test_those_named_to_others_are_not_reached() -> None:
    assert below(Named(TONO, ELSEWHERE, "", SEKDA, ROOT)) == Reach()


def test_people_without_a_unit() -> None:
    reached = below(Named(TONO, "", "", CAMAT, DISTRICT))
    assert (reached, reached.holds(TONO, ""), reached.holds(SARI, "")) == (Reach(frozenset({TONO}), ()), True, False)
