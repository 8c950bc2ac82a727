"""What our pages are compared with: a page as Django's own tutorial would write it, over the same table.

The middleware and the context of `django-admin startproject`, the session, the user, one query of 25
people, a template with a table. No access rules, no search, no pages, no design.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.test import Client
from django.urls import path

from employees.models import Employee

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "benchmarks.plain.PlainAddresses",
]
PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>Pegawai</title></head>
<body><p>{{ user.username }}</p><h1>Pegawai</h1>
<table><thead><tr><th>NIP</th><th>Nama</th><th>Status</th><th>Golongan</th><th>Jabatan</th><th>Unit</th></tr></thead>
<tbody>{% for person in people %}<tr><td>{{ person.nip }}</td><td><a href="/pegawai/{{ person.pk }}/">{{ person.name }}</a></td>
<td>{{ person.get_status_display }}</td><td>{{ person.rank }}</td><td>{{ person.position.name }}</td>
<td>{{ person.unit.name }}</td></tr>{% endfor %}</tbody></table></body></html>"""
_TEMPLATES = DjangoTemplates(
    {
        "NAME": "plain",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
)
_page = _TEMPLATES.from_string(PAGE)


class PlainAddresses:
    """Sends every request to this module's addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = "benchmarks.plain"  # type: ignore[attr-defined]
        return self.get_response(request)


def people(request: HttpRequest) -> HttpResponse:
    rows = Employee.objects.select_related("position", "unit").order_by("pk")[:25]
    return HttpResponse(_page.render({"people": rows}, request))


urlpatterns = [path("plain/", people)]


def plain_client() -> Client:
    """A client whose requests go through the plain middleware only."""
    client = Client()
    ours, settings.MIDDLEWARE = settings.MIDDLEWARE, MIDDLEWARE
    try:
        client.handler.load_middleware()
    finally:
        settings.MIDDLEWARE = ours
    return client
