"""What the pages of a request say when somebody was quicker, and what comes up after a decision."""

import pytest

from core.tests.people import Cast
from employees.services import corrections
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401
from employees.tests.test_corrections import AT, ask

pytestmark = pytest.mark.django_db


def test_who_is_too_late_reads_who_decided_what(staff: Staff, cast: Cast) -> None:
    correction = ask(staff, cast, "school", "SMA 5")
    corrections.reject(correction=correction, by=cast.dewi, at=AT, answer="Bukti buram.")
    page = enter(cast.rina).post(f"/koreksi/{correction.pk}/putusan/", {"decision": "accept"})
    text = page.content.decode()
    assert page.status_code == 400
    assert "Permohonan ini sudah ditolak oleh Dewi; tidak ada lagi yang diubah." in text
    assert ("Bukti buram." in text, "Terima dan ubah data" in text) == (True, False)


def test_taking_back_what_was_decided_is_answered_on_the_own_page(staff: Staff, cast: Cast) -> None:
    correction = ask(staff, cast, "school", "SMA 5")
    corrections.reject(correction=correction, by=cast.dewi, at=AT, answer="Bukti buram.")
    page = enter(cast.sari).post(f"/saya/koreksi/{correction.pk}/tarik/", follow=True)
    assert page.redirect_chain == [("/saya/koreksi/", 302)]
    assert "Permohonan ini sudah ditolak oleh Dewi" in page.content.decode()


def test_accepting_asks_once_and_the_next_request_comes_up(staff: Staff, cast: Cast) -> None:
    first, second = ask(staff, cast, "school", "SMA 5"), ask(staff, cast, "address", "Jalan Baru 2")
    client = enter(cast.dewi)
    page = client.get(f"/koreksi/{first.pk}/").content.decode()
    assert 'data-confirm="Sekolah Sari Wulandari, S.A.P. langsung menjadi “SMA 5”. Terima' in page
    places = [client.post(f"/koreksi/{one.pk}/putusan/", {"decision": "accept"})["Location"] for one in (first, second)]
    assert places == [f"/koreksi/{second.pk}/", "/koreksi/"]


def test_what_has_to_be_there_is_marked_as_such(staff: Staff, cast: Cast) -> None:
    client = enter(cast.sari)
    fields = [
        client.get(f"/saya/koreksi/{field}/").context["form"].fields["wanted"] for field in ("school", "title_back")
    ]
    assert [field.required for field in fields] == [True, False]
    page = client.post("/saya/koreksi/school/", {"wanted": " "})
    assert page.context["form"].errors["wanted"] == ["Tuliskan isi yang seharusnya."]
