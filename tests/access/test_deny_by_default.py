"""A view that says nothing about who may open it stops the start, and is refused if it gets that far."""

from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path
from django.views import View

from core.access import requires
from core.checks import every_view_names_its_access
from tests.access.matrix import LOGIN, OPEN, outcome
from tests.access.world import ANONYMOUS

pytestmark = pytest.mark.django_db
SECRET = "isi yang tidak boleh terbaca"


def silent(request: HttpRequest, **arguments: str) -> HttpResponse:
    """Forgotten altogether."""
    return HttpResponse(SECRET)


class Classy(View):
    """As a class, and forgotten too."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(SECRET)


def wrapped(request: HttpRequest, extra: str) -> HttpResponse:
    """Behind something that hides it."""
    return HttpResponse(SECRET)


PLANTED = ("lupa/", "kelas/", "bungkus/")
urlpatterns = [
    path("lupa/", silent),
    path("kelas/", Classy.as_view()),
    path("bungkus/", partial(wrapped, extra="")),
    path("", include("asn_competency.urls")),
]
three_bad_views = override_settings(ROOT_URLCONF=__name__)


@three_bad_views
def test_three_bad_views_are_three_errors() -> None:
    assert [error.id for error in every_view_names_its_access(None)] == ["core.E001"] * 3


@three_bad_views
def test_the_start_is_refused() -> None:
    with pytest.raises(CommandError, match=r"core\.E001"):
        call_command("check")


@three_bad_views
@pytest.mark.parametrize("address", PLANTED)
def test_at_run_time_nobody_gets_in(world, address: str) -> None:
    for visitor in world.visitors.values():
        response = visitor.browser().get(f"/{address}")
        wanted = LOGIN if visitor.name == ANONYMOUS else "403"
        assert (visitor.name, outcome(response), SECRET in response.content.decode()) == (visitor.name, wanted, False)


def test_the_product_itself_starts(world) -> None:
    """The control: the same question about the real addresses."""
    assert every_view_names_its_access(None) == []
    assert outcome(world.visitors["asn"].browser().get("/")) == OPEN


def test_a_right_that_does_not_exist_fails_at_import() -> None:
    with pytest.raises(TypeError, match="is not a Permission"):
        requires("employees.viwe")
