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

from tests.access.pages import ANYONE, PAGES, RAISED, RIGHTS, SIGNED_IN, Gate, Page
from tests.access.world import ABROAD, ANONYMOUS, Thing, Visitor, World, person_of

OPEN, LOGIN, CONFIRM, DENIED, MISSING, METHOD = "open", "log-in", "confirm", "403", "404", "405"
METHODS = ("GET", "GET part", "POST")
ANSWERED = {200, 201, 204, 302, 303, 400, 409, 422}


@dataclass(frozen=True)
class Case:
    """One request that the matrix makes."""

    name: str
    visitor: Visitor
    method: str
    place: str
    thing: Thing | None

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.name, self.visitor.name, self.method, self.place)))


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


def sweep(world: World, name: str) -> tuple[int, list[Mismatch]]:
    """Make every request for one address: how many there were, and where the answer is not the expected one."""
    found: list[Mismatch] = []
    count = 0
    for case in cases(world, name):
        count += 1
        wanted = expected(PAGES[name], case.visitor, case.method, case.thing)
        got, shown = ask(case)
        if got != wanted:
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
        return OPEN
    if not sees(visitor, gate, thing):
        return MISSING
    if (gate.own == "refused" and is_own(visitor, thing)) or (gate.then and not holds(visitor, gate.then)):
        return DENIED
    return OPEN


def holds(visitor: Visitor, right: str) -> bool:
    return right in (ANYONE, SIGNED_IN) or visitor.role in RIGHTS[right]


def is_own(visitor: Visitor, thing: Thing) -> bool:
    return thing.owner is not None and visitor.user is not None and thing.owner == visitor.user.pk


def sees(visitor: Visitor, gate: Gate, thing: Thing) -> bool:
    """In the agency of the role, and below its unit if it is held in one; or one's own."""
    if gate.own == "only" or (gate.own != "scoped" and is_own(visitor, thing)):
        return is_own(visitor, thing)
    in_scope = thing.agency == visitor.agency and thing.path.startswith(visitor.path)
    return in_scope and holds(visitor, gate.sees or gate.right)


# What is


def ask(case: Case) -> tuple[str, list[str]]:
    """The outcome, and the places whose people the answer shows although they are out of reach.

    Whatever the request changes is taken back.
    """
    client = case.visitor.browser()
    address = reverse(case.name, kwargs=PAGES[case.name].arguments | (case.thing.arguments if case.thing else {}))
    headers = {"HX-Request": "true"} if case.method == "GET part" else None
    with transaction.atomic():
        send = client.post if case.method == "POST" else client.get
        response = send(address, headers=headers)
        body = body_of(response)
        transaction.set_rollback(True)
    return outcome(response, PAGES[case.name].answers), leaks(case, body)


def outcome(response: HttpResponse, answers: tuple[int, ...] = ()) -> str:
    # A part of a page is not swapped for the log-in page: htmx leaves the page for it.
    address = response.headers.get("Location") or response.headers.get("HX-Redirect", "")
    if address.startswith(f"{resolve_url(settings.LOGIN_URL)}?"):
        return LOGIN
    if address.startswith(f"{reverse('rights_raise')}?"):
        return CONFIRM
    return OPEN if response.status_code in ANSWERED.union(answers) else str(response.status_code)


def body_of(response: Any) -> bytes:
    """All bytes of the answer; of a workbook, those of its sheets."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if not body.startswith(b"PK"):
        return body
    with ZipFile(BytesIO(body)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def leaks(case: Case, body: bytes) -> list[str]:
    return [place for place in out_of_reach(case.visitor) if person_of(place).encode() in body]


def out_of_reach(visitor: Visitor) -> set[str]:
    """Places whose people this visitor must find on no page."""
    if visitor.name == ABROAD:
        return {"unit", "elsewhere"}
    if visitor.name == ANONYMOUS or visitor.role not in RIGHTS["people"]:
        return {"unit", "elsewhere", "abroad"}
    return {"elsewhere", "abroad"} if visitor.path else {"abroad"}
