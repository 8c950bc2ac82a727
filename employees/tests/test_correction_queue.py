"""The queue of correction requests: what stands on top, and what opening one leaves behind."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.tests.people import Cast
from employees.services import corrections
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401
from employees.tests.test_corrections import AT, ask

pytestmark = pytest.mark.django_db


def test_the_first_due_stands_on_top_and_late_ones_say_so(staff: Staff, cast: Cast) -> None:
    now = datetime.now(UTC)
    ask(staff, cast, "phone", "081111111111", at=now - timedelta(hours=10))
    ask(staff, cast, "address", "Jalan Baru 2", at=now - timedelta(hours=80))
    page = enter(cast.dewi).get("/koreksi/")
    assert [(c.field, clock.state) for c, clock in page.context["lines"]] == [("address", "late"), ("phone", "running")]
    text = page.content.decode()
    assert ("Terlambat 8 jam" in text, "Tersisa 2 hari 14 jam" in text) == (True, True)
    assert "Jalan Baru 2" not in text
    assert enter(cast.rina).get("/koreksi/").context["lines"] == []


def test_every_opening_of_a_request_is_written_down(staff: Staff, cast: Cast) -> None:
    correction, client = ask(staff, cast, "school", "SMA 5"), enter(cast.rina)
    for _time in range(2):
        client.get(f"/koreksi/{correction.pk}/")
    client.get(f"/koreksi/{correction.pk}/bukti/").getvalue()
    enter(cast.sari).get(f"/koreksi/{correction.pk}/bukti/").getvalue()
    assert list(staff.sari.readings.values_list("reader__username", "what")) == [("rina", "correction")] * 3


def test_empty_lists_say_so(staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    assert "Tidak ada permohonan yang menunggu" in client.get("/koreksi/").content.decode()
    assert "Belum ada yang diputuskan" in client.get("/koreksi/?tab=decided").content.decode()


@pytest.mark.parametrize("address", ["/koreksi/", "/saya/koreksi/", "/koreksi/?tab=decided"])
def test_lists_cost_the_same_for_one_and_three(staff: Staff, cast: Cast, address: str) -> None:
    client, costs = enter(cast.sari if "saya" in address else cast.dewi), []
    client.get(address)
    for wanted in ({"phone": "081111111111"}, {"email": "s@contoh.id", "address": "Jalan 3"}):
        for field, value in wanted.items():
            correction = ask(staff, cast, field, value)
            if "decided" in address:
                corrections.accept(correction=correction, by=cast.dewi, at=AT)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
    assert (costs[1], costs[0] <= 12) == (costs[0], True)
