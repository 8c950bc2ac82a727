"""The matrix: every address × every visitor × every method × things near and far, compared with `pages`."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from core.templatetags.web import nip
from tests.access.bodies import NAMES_JOBS, NAMES_ROUNDS, NAMES_UNITS, REFUSES, VALID, files_of, queries
from tests.access.pages import ANYONE, OF_THE_STAFF, PAGES, RAISED, RIGHTS, SIGNED_IN, Gate, Page
from tests.access.world import Thing, Visitor, World, person_of, thing_of, unit_of

OPEN, LOGIN, CONFIRM, DENIED, MISSING, METHOD = "open", "log-in", "confirm", "403", "404", "405"
METHODS = ("GET", "GET part", "POST")
DONE = frozenset({200, 201, 204, 302, 303})
ANSWERED = DONE | {400, 409, 422}


@dataclass(frozen=True)
class Case:
    """One request that the matrix makes."""

    name: str
    visitor: Visitor
    method: str
    place: str
    thing: Thing | None
    query: str = ""

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.name, self.visitor.name, self.method, self.place, self.query)))


@dataclass(frozen=True)
class Mismatch:
    case: str
    expected: str
    got: str


def pattern_names() -> list[str]:
    """Every URL pattern below the root by name; those without one by their route."""
    return [_name(prefix, pattern) for prefix, pattern in _walk(get_resolver(), "")]


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        else:
            yield prefix, entry


def _name(prefix: str, pattern: URLPattern) -> str:
    return f"{prefix}{pattern.name}" if pattern.name else f"without a name: {pattern.pattern}"


def undeclared() -> list[str]:
    return sorted(set(pattern_names()) - set(PAGES))


def cases(world: World, name: str) -> Iterator[Case]:
    page = PAGES[name]
    for visitor in world.visitors.values():
        places = world.places(page.thing, visitor) if page.thing else {"": None}
        for place, thing in places.items():
            for method in METHODS:
                yield Case(name, visitor, method, place, thing)
            for query in queries(name, world) if page.get else ():
                yield Case(name, visitor, "GET", place, thing, query)


def sweep(world: World, name: str) -> tuple[int, list[Mismatch]]:
    """Make every request for one address: how many there were, and where the answer is not the expected one."""
    found: list[Mismatch] = []
    count = 0
    for case in cases(world, name):
        count += 1
        wanted = expected(PAGES[name], case.visitor, case.method, case.thing)
        got, shown = ask(world, case)
        # A search for a unit out of reach may be refused like the unit itself.
        if got != wanted and not ("unit=" in case.query and got in (MISSING, DENIED)):
            found.append(Mismatch(str(case), wanted, got))
        if shown:
            found.append(Mismatch(str(case), "nobody from outside", f"shows {', '.join(sorted(shown))}"))
    return count, found


# What must be


def expected(page: Page, visitor: Visitor, method: str, thing: Thing | None) -> str:
    gate = page.post if method == "POST" else page.get
    if visitor.user is None and (gate or page.get or page.post).right != ANYONE:
        return LOGIN
    if gate is None:
        return METHOD
    if not holds(visitor, gate.right):
        return DENIED
    if gate.right in RAISED and not visitor.elevated:
        return CONFIRM
    if thing is None:
        works_there = visitor.role_in(visitor.works or visitor.agency) in everybody_with(gate.right)
        return OPEN if works_there or page.is_open_elsewhere else DENIED
    if not sees(visitor, gate, thing):
        return MISSING
    if (gate.own == "refused" and is_own(visitor, thing)) or (
        gate.then and visitor.role_in(thing.agency) not in RIGHTS[gate.then]
    ):
        return DENIED
    return OPEN


def holds(visitor: Visitor, right: str) -> bool:
    return any(role in everybody_with(right) for role in visitor.roles)


def everybody_with(right: str) -> set[str]:
    """Roles that have the right; "" is nobody's, and of accounts without any."""
    return {"", "mentor"} | RIGHTS["self"] if right in (ANYONE, SIGNED_IN) else RIGHTS[right]


def is_own(visitor: Visitor, thing: Thing) -> bool:
    return thing.owner is not None and visitor.user is not None and thing.owner == visitor.user.pk


def sees(visitor: Visitor, gate: Gate, thing: Thing) -> bool:
    """Where a role of hers grants the right, and below its unit if it is held in one; or one's own."""
    granted = visitor.role_in(thing.agency) in everybody_with(gate.sees or gate.right)
    if gate.own == "here":
        return is_own(visitor, thing) and granted and visitor.role_in(thing.agency) in RIGHTS[gate.right]
    if gate.own == "only" or (gate.own == "shown" and is_own(visitor, thing)):
        return is_own(visitor, thing)
    return granted and visitor.covers(thing.agency, thing.path)


# What is


def ask(world: World, case: Case) -> tuple[str, list[str]]:
    """The outcome, and the places whose people the answer shows although they are out of reach.

    Whatever the request changes is taken back.
    """
    client = case.visitor.browser()
    address = reverse(case.name, kwargs=PAGES[case.name].arguments | (case.thing.arguments if case.thing else {}))
    headers = {"HX-Request": "true"} if case.method == "GET part" else None
    with transaction.atomic():
        if case.method == "POST":
            response = client.post(address, sent_by(case))
        else:
            response = client.get(f"{address}?{case.query}" if case.query else address, headers=headers)
        body = body_of(response)
        transaction.set_rollback(True)
    return outcome(response, answers_of(case)), leaks(world, case, body)


def sent_by(case: Case) -> dict[str, Any]:
    """A body that the page accepts; nothing where it cannot act here, since it would only repeat what was typed."""
    return {} if case.name in REFUSES else VALID.get(case.name, {}) | files_of(case.name)


def answers_of(case: Case) -> frozenset[int]:
    """What counts as open: a page may complain about an empty form, but not about a body that it has to accept."""
    is_done = case.method == "POST" and case.name in VALID and case.name not in REFUSES
    return (DONE if is_done else ANSWERED).union(PAGES[case.name].answers)


def outcome(response: HttpResponse, answers: frozenset[int] = ANSWERED) -> str:
    # A part of a page is not swapped for the log-in page: htmx leaves the page for it.
    address = response.headers.get("Location") or response.headers.get("HX-Redirect", "")
    if address.startswith(f"{resolve_url(settings.LOGIN_URL)}?"):
        return LOGIN
    if address.startswith(f"{reverse('rights_raise')}?"):
        return CONFIRM
    return OPEN if response.status_code in answers else str(response.status_code)


def body_of(response: Any) -> bytes:
    """All bytes of the answer; of a workbook, those of its sheets."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if not body.startswith(b"PK"):
        return body
    with ZipFile(BytesIO(body)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def leaks(world: World, case: Case, body: bytes) -> list[str]:
    """Places out of reach whose people, units or other things are named in the answer."""
    text = body.decode(errors="replace").lower()
    if case.name in NAMES_JOBS:
        for person in world.people.values():
            if case.visitor.role_in(person.agency) in RIGHTS["library"]:
                text = text.replace(str(person.position).lower(), "")
    return [place for place, words in out_of_reach(world, case).items() if any(word in text for word in words)]


def out_of_reach(world: World, case: Case) -> dict[str, set[str]]:
    """By place, the words in small letters that this visitor must find neither on this page nor in its files."""
    page, visitor = PAGES[case.name], case.visitor
    gate = page.get or page.post
    right = (gate.sees or gate.right) if gate else SIGNED_IN
    hidden: dict[str, set[str]] = {}
    for place, person in world.people.items():
        about = "people" if right in (ANYONE, SIGNED_IN) or right in OF_THE_STAFF else right
        reads = visitor.role_in(person.agency) in RIGHTS[about]
        if not reads or not visitor.covers(person.agency, person.unit.path):
            is_named = case.name in NAMES_UNITS and visitor.role_in(person.agency) in RIGHTS[right]
            units = () if is_named else (unit_of(place).lower(),)
            hidden[place] = {person_of(place).lower(), *nips_of(world, place), *units}
    for place, agency in (("agency", world.surabaya), ("abroad", world.mamuju)):
        about = "people" if right in (ANYONE, SIGNED_IN) else right
        if visitor.role_in(agency) not in RIGHTS[about] and case.name not in NAMES_ROUNDS:
            hidden.setdefault(place, set()).add(thing_of(place).lower())
    return hidden


def nips_of(world: World, place: str) -> tuple[str, str]:
    """The number as it is stored and as pages show it."""
    number = world.people[place].nip
    return number, nip(number)
