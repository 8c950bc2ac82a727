"""Every address says who may open it (docs/architecture.md); a view that does not is reported at start-up."""

from django.test import override_settings
from django.urls import include, path

from core.access import public
from core.checks import every_view_names_its_access, is_marked, patterns


def silent(request: object) -> None:
    """A view that says nothing about who may open it."""


@public
def spoken(request: object) -> None:
    """A view that does."""


urlpatterns = [
    path("diam/", silent),
    path("dalam/", include([path("diam/", silent), path("terbuka/", spoken)])),
    path("", include("asn_competency.urls")),
]


def test_every_address_names_its_access() -> None:
    assert every_view_names_its_access(None) == []


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_without_access_is_reported() -> None:
    reported = every_view_names_its_access(None)
    assert [(error.id, error.msg) for error in reported] == [("core.E001", f"{__name__}.silent names no access.")] * 2
    assert [is_marked(pattern.callback) for pattern in patterns(urlpatterns[:2])] == [False, False, True]
