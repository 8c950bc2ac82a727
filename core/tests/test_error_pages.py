"""What people see when something fails: a sentence and a way out, never a trace."""

from collections.abc import Callable

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from core.access import public
from core.domain.errors import Denied, DomainError
from core.views.errors import server_error


def failing(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    @public
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("gagal/400/", failing(DomainError("rule", "Jadwal sudah lewat."))),
    path("gagal/403/", failing(Denied("Hanya untuk auditor."))),
    path("gagal/500/", failing(ZeroDivisionError("secret"))),
    path("gagal/503/", failing(OperationalError("secret"))),
    path("gagal/curiga/", failing(SuspiciousOperation("secret"))),
    path("", include("asn_competency.urls")),
]
handler500 = "core.views.errors.server_error"


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="core.tests.test_error_pages")
@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("400", 400, "Jadwal sudah lewat."),
        ("403", 403, "Hanya untuk auditor."),
        ("500", 500, "Terjadi kesalahan di pihak kami"),
        ("503", 503, "Basis data sedang tidak dapat dihubungi."),
        ("curiga", 400, "Permintaan tidak dapat diproses"),
        ("tidak-ada", 404, "Halaman tidak ditemukan"),
    ],
)
def test_a_sentence_and_a_way_out(address: str, status: int, sentence: str) -> None:
    response = Client(raise_request_exception=False).get(f"/gagal/{address}/")
    text = response.content.decode()
    assert (response.status_code, sentence in text, "secret" in text) == (status, True, False)
    assert '<a class="btn btn-primary" href="/">' in text


def test_500_and_503_are_drawn_without_database() -> None:
    request = RequestFactory().get("/")
    for error, status in ((ZeroDivisionError(), 500), (OperationalError(), 503)):
        with connection.execute_wrapper(no_database):
            try:
                raise error
            except (ZeroDivisionError, OperationalError):
                assert server_error(request).status_code == status


def no_database(*args: object) -> None:
    raise AssertionError("the page asked the database")


@pytest.mark.django_db
def test_an_expired_form_says_so() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/akun/masuk/", {"login": "sari", "password": "x"})
    assert (response.status_code, "sudah kedaluwarsa" in response.content.decode()) == (403, True)
