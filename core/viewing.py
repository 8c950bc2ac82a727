"""The agency that a page shows follows the object on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from core.selectors import agencies_of


@contextmanager
def in_agency_of(request: HttpRequest, found: Any) -> Iterator[None]:
    """Who opens an object of another of her agencies works there from then on: header, lists and time zone agree.

    Parts of a page and sent forms change nothing for the pages that follow.
    """
    current = getattr(request, "agency", None)
    wanted = getattr(found, "agency_id", None)
    if current is None or wanted in (None, current.pk):
        yield
        return
    agency = next((agency for agency in agencies_of(request.user) if agency.pk == wanted), None)
    if agency is None:
        yield
        return
    request.agency = agency  # type: ignore[attr-defined]
    if request.method == "GET" and not request.htmx:  # type: ignore[attr-defined]
        request.session["agency"] = agency.pk
        text = _("Halaman ini milik %(agency)s. Sejak sekarang Anda bekerja di instansi itu; gantilah di bagian atas.")
        messages.info(request, text % {"agency": agency})
    with timezone.override(ZoneInfo(agency.time_zone)):
        yield
