"""Whatever is asked for, by whomever: an answer, never a failure of the program."""

from functools import cache
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.forms import BaseForm
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.importing.registry import importers
from tests.access.conftest import own_media, world  # noqa: F401  (fixtures)
from tests.access.matrix import body_of
from tests.access.pages import PAGES, Page
from tests.access.world import World

pytestmark = pytest.mark.django_db
QUICK, DEEP = 50, 1000
# Names that the pages read from the address; the fields of all forms come beside them.
PARAMETERS = (
    "q", "page", "sort", "unit", "job", "status", "tier", "rank", "active", "kind", "tab", "next", "agreed", "agency",
    "theme", "language", "year", "role", "from", "until", "actor", "object", "state", "code", "provider", "process",
)  # fmt: skip
NASTY = (
    "", "\0", "a\0b", "%00", "%", "'", "\"><svg onload=x>", "=1+1", "{{7*7}}", "../../etc/passwd", "null", "NaN", "Infinity",
    "-1", "0", "1e309", "9" * 19, "9" * 40, "9" * 5000, "-" + "9" * 30, "²", "٣", "１", "\u202e", "\ufeff", "\u00a0", "İ", "ß",
    "a" * 20_000, "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "2026-11-21T25:61", "//contoh.invalid/",
    "javascript:x", "35.78", "\r\nSet-Cookie: a=b", "🪪" * 300,
)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
VALUES = st.one_of(st.sampled_from(NASTY), st.sampled_from(NASTY), TEXT)
NUMBERS = st.sampled_from((0, 1, 2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**30))
BYTES = st.one_of(st.just(b""), st.just(b"PK\x03\x04"), st.binary(max_size=200), st.just(b"NIP;NAMA\n1;a\n" * 50))
FAILURES = range(500, 600)


def fields_of_all_forms() -> list[str]:
    """Names of the fields of every form that the product has loaded."""

    def below(form: type) -> list[type]:
        return [each for child in form.__subclasses__() for each in (child, *below(child))]

    own = [form for form in below(BaseForm) if not form.__module__.startswith("django.")]
    return sorted({name for form in own for name in getattr(form, "base_fields", {})})


@cache
def pairs() -> st.SearchStrategy[list[tuple[str, str]]]:
    """Names and values; a name that comes twice is a list."""
    names = sorted({*PARAMETERS, *fields_of_all_forms(), "", "\0", "x" * 300})
    return st.lists(st.tuples(st.sampled_from(names), VALUES), max_size=5)


def as_lists(found: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {name: [value for other, value in found if other == name] for name, _value in found}


@st.composite
def requests(draw: st.DrawFn, world: World, page: Page) -> dict[str, Any]:
    """Somebody, a method, an address, a query and a body."""
    visitor = draw(st.sampled_from(sorted(world.visitors)))
    places = world.places(page.thing, world.visitors[visitor]) if page.thing else {}
    arguments = dict(page.arguments)
    if places:
        arguments |= places[draw(st.sampled_from(sorted(places)))].arguments
    for name, value in arguments.items():
        if draw(st.integers(0, 3)) == 0:
            arguments[name] = draw(
                NUMBERS if isinstance(value, int) else VALUES if isinstance(value, str) else st.just(value)
            )
    return {
        "visitor": visitor,
        "arguments": arguments,
        "method": draw(st.sampled_from(("get", "get", "post", "post", "head", "put", "options"))),
        "query": as_lists(draw(pairs())),
        "body": as_lists(draw(pairs())),
        "file": draw(st.none() | BYTES),
        "part": draw(st.booleans()),
        "theme": draw(st.none() | st.sampled_from(("dark", "'", "x" * 300))),
    }


def ask(world: World, name: str, asked: dict[str, Any]) -> int:
    """Status of the answer, all of it drawn; 0 for an address that cannot be written."""
    try:
        address = reverse(name, kwargs=asked["arguments"])
    except NoReverseMatch:
        return 0
    client = world.visitors[asked["visitor"]].browser()
    if asked["theme"]:
        client.cookies["theme"] = asked["theme"]
    query = QueryDict(mutable=True)
    for key, values in asked["query"].items():
        query.setlist(key, values)
    body: dict[str, Any] = asked["body"] if asked["method"] in ("post", "put") else {}
    if asked["method"] == "post" and asked["file"] is not None:
        body = body | {"file": SimpleUploadedFile("pegawai.xlsx", asked["file"])}
        body = body | {"kind": importers()[0].kind, "evidence": SimpleUploadedFile("bukti.pdf", asked["file"])}
    headers = {"HX-Request": "true"} if asked["part"] else {}
    send = getattr(client, asked["method"])
    data = (
        {"data": str(body), "content_type": "text/plain"}
        if asked["method"] == "put"
        else {"data": body}
        if body
        else {}
    )
    with transaction.atomic():
        response = send(f"{address}?{query.urlencode()}", headers=headers, **data)
        body_of(response)
        transaction.set_rollback(True)
    return response.status_code


def never_fails(world: World, name: str, examples: int) -> None:
    page = PAGES[name]

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(requests(world, page))
    def answers(asked: dict[str, Any]) -> None:
        status = ask(world, name, asked)
        assert status not in FAILURES or status in page.answers

    answers()


@pytest.mark.parametrize("name", PAGES)
def test_any_request_is_answered(world, name: str) -> None:
    never_fails(world, name, QUICK)


@pytest.mark.deep
@pytest.mark.parametrize("name", PAGES)
def test_any_of_many_requests_is_answered(world, name: str) -> None:
    never_fails(world, name, DEEP)
