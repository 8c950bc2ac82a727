"""Headers and cookies of every answer: of every address, to somebody and to nobody, refused or not."""

import re
from http.cookies import Morsel
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template.backends.django import Template
from django.templatetags.static import static
from django.test import Client, override_settings
from django.urls import include, path, reverse

from core.access import public
from tests.access.conftest import own_media, world  # noqa: F401  (fixtures)
from tests.access.matrix import body_of
from tests.access.pages import PAGES
from tests.access.world import ANONYMOUS, World

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
VISITORS = (ANONYMOUS, "asn", "hr_agency", "administrator elevated")
# What a browser shows in place; everything else is handed over as a file.
SHOWN = ("text/html", "application/json")


@pytest.fixture(autouse=True)
def drawn_lightly(monkeypatch) -> None:
    """Headers do not depend on what a page says."""
    monkeypatch.setattr(Template, "render", lambda self, context=None, request=None: self.template.name)


def policy_of(response: HttpResponse) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";") if part)


def faults(response: HttpResponse) -> list[str]:
    """What is wrong with the headers and cookies of the answer."""
    headers = response.headers
    found = [f"{name}: {headers.get(name)}" for name, value in HEADERS.items() if headers.get(name) != value]
    if "Content-Security-Policy" not in headers or policy_of(response) != POLICY:
        found.append(f"policy: {headers.get('Content-Security-Policy')}")
    if not {"camera=()", "geolocation=()"} <= set(headers.get("Permissions-Policy", "").split(", ")):
        found.append("permissions policy")
    if re.search(r"\d", headers.get("Server", "")) or "X-Powered-By" in headers:
        found.append("version")
    return (
        found + kept_too_long(response) + [fault for cookie in response.cookies.values() for fault in careless(cookie)]
    )


def kept_too_long(response: HttpResponse) -> list[str]:
    personal = "cookie" in response.headers.get("Vary", "").lower()
    cached = "no-store" not in response.headers.get("Cache-Control", "")
    return ["cached"] if personal and cached else []


def careless(cookie: "Morsel[str]") -> list[str]:
    if not cookie.value:
        return []  # taken back: nothing is left to protect
    hidden = cookie["httponly"] or cookie.key in (settings.CSRF_COOKIE_NAME, "theme")
    strict = cookie["samesite"] in ("Lax", "Strict")
    return [] if hidden and strict and cookie["path"] == "/" and not cookie["domain"] else [f"cookie {cookie.key}"]


def shown_in_place(response: HttpResponse) -> bool:
    """A file that the browser would open instead of keeping it."""
    kind = response.headers.get("Content-Type", "text/html").partition(";")[0]
    return kind not in SHOWN and not response.headers.get("Content-Disposition", "").startswith("attachment")


def answers(world: World, name: str) -> list[tuple[str, Any]]:
    page = PAGES[name]
    found = []
    for visitor in (world.visitors[each] for each in VISITORS):
        places = world.places(page.thing, visitor) if page.thing else {"": None}
        for place, thing in places.items():
            address = reverse(name, kwargs=page.arguments | (thing.arguments if thing else {}))
            for method in ("get", "post"):
                response = getattr(visitor.browser(), method)(address)
                body_of(response)
                found.append((f"{visitor.name} {method} {place}", response))
    return found


@pytest.mark.parametrize("name", PAGES)
def test_every_answer_carries_them(world, name: str) -> None:
    found = {who: faults(response) for who, response in answers(world, name)}
    assert {who: wrong for who, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("name", PAGES)
def test_files_are_handed_over_and_not_opened(world, name: str) -> None:
    opened = [who for who, response in answers(world, name) if response.status_code == 200 and shown_in_place(response)]
    assert opened == []


@public
def failing(request: Any) -> HttpResponse:
    raise ZeroDivisionError("a detail of the program")


@public
def loose(request: Any) -> HttpResponse:
    response = HttpResponse("x", content_type="text/plain", headers={"X-Frame-Options": "SAMEORIGIN"})
    response.set_cookie("spy", "1", samesite="None")
    return response


urlpatterns = [
    path("gagal/", failing),
    path("lalai/", loose),
    path("", include("asn_competency.urls")),
]
handler500 = "core.views.errors.server_error"


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(("address", "status"), [("/gagal/", 500), ("/tidak-ada/", 404), ("/akun/tampilan/", 405)])
def test_so_do_the_pages_of_errors(address: str, status: int) -> None:
    response = Client(raise_request_exception=False).get(address)
    assert (response.status_code, faults(response)) == (status, [])


def test_so_does_the_page_of_an_expired_form() -> None:
    response = Client(enforce_csrf_checks=True).post("/akun/masuk/")
    assert (response.status_code, faults(response)) == (403, [])


def test_so_do_static_files() -> None:
    response = Client().get(static("css/app.css"))
    body_of(response)
    assert (response.status_code, faults(response)) == (200, [])


@override_settings(ROOT_URLCONF=__name__)
def test_a_careless_answer_is_noticed() -> None:
    """The control."""
    response = Client().get("/lalai/")
    assert faults(response) == ["X-Frame-Options: SAMEORIGIN", "cookie spy"]
    assert shown_in_place(response)


@override_settings(CONTENT_SECURITY_POLICY={"DIRECTIVES": {"default-src": ["'self'", "'unsafe-inline'"]}})
def test_a_softer_policy_is_noticed() -> None:
    """The control of the policy."""
    assert faults(Client().get("/akun/masuk/")) == ["policy: default-src 'self' 'unsafe-inline'"]
