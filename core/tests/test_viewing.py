"""Objects of another of the person's agencies: header, lists and times follow the object."""

import pytest
from django.test import Client
from django.urls import reverse

from core.enums import ImportState, Role
from core.models import ImportBatch, RoleAssignment
from core.tests.people import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(cast: Cast) -> ImportBatch:
    return ImportBatch.objects.create(
        agency=cast.mamuju, kind="unor", filename="unor.csv", uploaded_by=cast.anton, state=ImportState.DISCARDED,
        uploaded_at="2026-11-21T03:00:00Z",
    )  # fmt: skip


@pytest.fixture
def dewi(client: Client, cast: Cast) -> Client:
    """Dewi in Surabaya, who has the same role in Mamuju."""
    RoleAssignment.objects.create(user=cast.dewi, role=Role.HR_AGENCY, agency=cast.mamuju)
    client.force_login(cast.dewi)
    client.post(reverse("agency_choose"), {"agency": cast.surabaya.pk})
    return client


def test_a_page_of_another_agency_is_shown_in_that_agency(dewi: Client, cast: Cast, batch: ImportBatch):
    assert dewi.get(reverse("import_list")).context["agency"] == cast.surabaya
    response = dewi.get(reverse("import_detail", args=[batch.pk]))
    text = response.content.decode()
    assert response.context["agency"] == cast.mamuju
    assert ("11.00\u00a0WITA" in text, f"Halaman ini milik {cast.mamuju}." in text) == (True, True)
    assert dewi.get(reverse("import_list")).context["agency"] == cast.mamuju


def test_a_part_of_a_page_moves_nobody(dewi: Client, cast: Cast, batch: ImportBatch):
    dewi.get(reverse("import_detail", args=[batch.pk]), headers={"HX-Request": "true"})
    assert dewi.get(reverse("import_list")).context["agency"] == cast.surabaya


def test_within_the_own_agency_nothing_is_said(client: Client, cast: Cast, batch: ImportBatch):
    client.force_login(cast.anton)
    response = client.get(reverse("import_detail", args=[batch.pk]))
    assert (response.status_code, "Halaman ini milik" in response.content.decode()) == (200, False)


def test_everybody_starts_in_the_government_she_works_for(client: Client, cast: Cast):
    """Kabupaten Mamuju comes first by name; Sari works in Surabaya."""
    RoleAssignment.objects.create(user=cast.sari, role=Role.MENTOR, agency=cast.mamuju)
    client.force_login(cast.sari)
    assert client.get(reverse("home")).context["agency"] == cast.surabaya
