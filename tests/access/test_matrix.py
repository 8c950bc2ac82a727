"""Every address × every role × GET, GET of a part and POST × own, near, elsewhere and abroad."""

import pytest
from django.test import override_settings
from django.urls import include, path

from core.access import public
from tests.access.matrix import pattern_names, sweep, undeclared
from tests.access.pages import PAGES

pytestmark = pytest.mark.django_db


@public
def planted(request):
    """A page that nobody has declared."""


urlpatterns = [path("baru/", planted, name="planted"), path("", include("asn_competency.urls"))]


def test_every_address_is_declared() -> None:
    assert undeclared() == []


def test_no_declaration_outlives_its_address() -> None:
    assert sorted(set(PAGES) - set(pattern_names())) == []


def test_every_name_is_one_address() -> None:
    names = pattern_names()
    assert sorted({name for name in names if names.count(name) > 1}) == []


@override_settings(ROOT_URLCONF=__name__)
def test_an_address_that_nobody_declared_is_found() -> None:
    """The control of the walk."""
    assert undeclared() == ["planted"]


@pytest.mark.parametrize("name", PAGES)
def test_who_may_open_it(world, count, name: str) -> None:
    cases, mismatches = sweep(world, name)
    count(name, cases)
    assert mismatches == []
