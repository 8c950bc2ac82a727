"""The register of breaches: recording, the clock, the notice, telling, closing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.domain.errors import DomainError
from core.enums import DecisionKind, Role
from core.models import Decision, Incident, RoleAssignment, User
from core.services import incidents
from core.tests.people import Cast

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def entries(**changed: Any) -> dict[str, Any]:
    return {
        "kind": "confidentiality", "title": "Berkas daftar pegawai terkirim keluar", "data_revealed": "NIK 120 pegawai",
        "people": 120, "happened_at": AT - timedelta(hours=5), "how": "Salah alamat surel",
        "found_at": AT - timedelta(hours=2), "handling": "",
    } | changed  # fmt: skip


def make(cast: Cast, **changed: Any) -> Incident:
    return incidents.record(agency=cast.surabaya, by=cast.dewi, at=AT, **entries(**changed))


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def kinds() -> list[str]:
    return list(Decision.objects.order_by("id").values_list("kind", flat=True))


def test_a_breach_is_recorded_in_the_zone_of_the_office(cast: Cast) -> None:
    form = entries(happened_at="2026-11-20T08:00", found_at="2026-11-20T10:30", people="")
    response = enter(cast.dewi).post("/insiden/catat/", form)
    incident = Incident.objects.get()
    assert response["Location"] == f"/insiden/{incident.pk}/"
    assert (incident.agency, incident.recorded_by, incident.people) == (cast.surabaya, cast.dewi, None)
    assert incident.found_at == datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
    decision = Decision.objects.get()
    assert (decision.kind, decision.by, decision.facts["due_at"]) == (
        DecisionKind.INCIDENT_RECORDED, cast.dewi, "2026-11-23T03:30:00+00:00",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"found_at": "2026-11-19T10:00"}, ["Insiden tidak mungkin diketahui sebelum terjadi."]),
        ({"found_at": "2999-11-19T10:00"}, ["Waktu ini masih di masa depan."]),
    ],
)
def test_times_that_cannot_be_are_said_at_the_field(cast: Cast, changed: dict, errors: list[str]) -> None:
    form = entries(happened_at="2026-11-20T08:00", found_at="2026-11-20T10:00") | changed
    response = enter(cast.dewi).post("/insiden/catat/", form)
    assert (response.status_code, response.context["form"].errors["found_at"]) == (400, errors)
    assert Incident.objects.count() == 0


def test_the_clock_is_never_set_back(cast: Cast) -> None:
    incident = make(cast)
    later = incident.found_at + timedelta(minutes=1)
    with pytest.raises(DomainError) as refusal:
        incidents.amend(incident=incident, at=AT, **entries(found_at=later))
    assert refusal.value.code == "incident_clock"
    earlier = incidents.amend(incident=incident, at=AT, **entries(found_at=incident.found_at - timedelta(minutes=1)))
    assert earlier.found_at < incident.found_at
    form = entries(happened_at="2026-11-20T08:00", found_at="2026-11-21T09:59", people="")
    page = enter(cast.dewi).post(f"/insiden/{incident.pk}/ubah/", form)
    assert page.status_code == 400
    assert "tidak dapat digeser" in page.context["form"].errors["found_at"][0]


def test_a_year_typed_wrong_is_refused_everywhere(cast: Cast) -> None:
    form = entries(happened_at="0001-01-01T00:00", found_at="0001-01-01T00:00", people="")
    response = enter(cast.dewi).post("/insiden/catat/", form)
    assert (response.status_code, "happened_at" in response.context["form"].errors) == (400, True)
    with pytest.raises(DomainError):
        make(cast, happened_at=datetime(1999, 12, 31, tzinfo=UTC))
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=make(cast).pk).update(happened_at=datetime(1, 1, 1, tzinfo=UTC))


def test_the_database_refuses_such_times_as_well(cast: Cast) -> None:
    with pytest.raises(DomainError) as error:
        make(cast, found_at=AT - timedelta(hours=6))
    assert error.value.code == "incident_times"


def test_the_notice_is_a_letter_in_indonesian_whatever_the_page_speaks(cast: Cast) -> None:
    client, incident = enter(cast.dewi), make(cast)
    client.cookies["django_language"] = "en"
    page = client.get(f"/insiden/{incident.pk}/pemberitahuan/people/").content.decode()
    letter = page.split('<div lang="id">')[1]
    assert ("Yang terhormat" in letter, "Perkiraan jumlah orang" in letter, "Dear" in letter) == (True, True, False)
    assert 'lang="en"' in page.split("<body")[0]


def test_the_notice_goes_out_when_all_three_parts_are_there(cast: Cast) -> None:
    incident, client = make(cast), enter(cast.dewi)
    assert client.post(f"/insiden/{incident.pk}/sampaikan/people/").status_code == 400
    form = entries(happened_at="2026-11-20T08:00", found_at="2026-11-20T10:00", handling="Berkas ditarik")
    client.post(f"/insiden/{incident.pk}/ubah/", form)
    for _click in range(2):
        assert client.post(f"/insiden/{incident.pk}/sampaikan/people/").status_code == 302
    incident.refresh_from_db()
    assert (incident.people_told_by, incident.authority_told_at) == (cast.dewi, None)
    assert kinds() == ["incident_recorded", "incident_notified"]


def test_an_unknown_recipient_is_refused(cast: Cast) -> None:
    incident, client = make(cast, handling="x"), enter(cast.dewi)
    assert client.post(f"/insiden/{incident.pk}/sampaikan/closed/").status_code == 400
    assert client.get(f"/insiden/{incident.pk}/pemberitahuan/closed/").status_code == 404


@pytest.mark.parametrize("name", ["data_revealed", "how", "handling"])
def test_endless_texts_are_refused_at_the_field(cast: Cast, name: str) -> None:
    long = "baris\r\n" * 1000
    form = entries(happened_at="2026-11-20T08:00", found_at="2026-11-20T10:00", people="") | {name: long}
    page = enter(cast.dewi).post("/insiden/catat/", form)
    assert (page.status_code, list(page.context["form"].errors), "baris\n" * 999 in page.content.decode().replace("\r", "")) == (
        400, [name], True,
    )  # fmt: skip
    with pytest.raises(DomainError, match="terlalu panjang"):
        make(cast, **{name: long})


def test_what_keeps_a_file_open_is_said_at_the_field(cast: Cast) -> None:
    incident, client = make(cast), enter(cast.dewi)
    url = f"/insiden/{incident.pk}/tutup/"
    page = client.post(url, {"reason": ""})
    assert list(page.context["form"].errors) == ["reason"]
    page = client.post(url, {"reason": "b" * 10_000})
    assert (list(page.context["form"].errors), "b" * 10_000 in page.content.decode()) == (["reason"], True)
    incidents.close(incident=incident, by=cast.dewi, at=AT, reason="x")
    page = client.post(url, {"reason": "y"})
    assert (page.status_code, "Insiden ini sudah ditutup oleh Dewi" in page.content.decode()) == (400, True)


def test_closing_needs_both_told_or_a_reason(cast: Cast) -> None:
    incident, client = make(cast, handling="x"), enter(cast.dewi)
    assert client.post(f"/insiden/{incident.pk}/tutup/").status_code == 400
    incidents.mark_told(incident=incident, whom="people", by=cast.dewi, at=AT)
    assert client.post(f"/insiden/{incident.pk}/tutup/").status_code == 400
    incidents.mark_told(incident=incident, whom="authority", by=cast.dewi, at=AT)
    assert client.post(f"/insiden/{incident.pk}/tutup/").status_code == 302
    assert Incident.objects.open().count() == 0
    assert kinds()[-1] == "incident_closed"


def test_a_reason_closes_and_stays_readable(cast: Cast) -> None:
    incident, client = make(cast), enter(cast.dewi)
    client.post(f"/insiden/{incident.pk}/tutup/", {"reason": "Data terenkripsi, kunci aman."})
    text = client.get(f"/insiden/{incident.pk}/").content.decode()
    assert ("Data terenkripsi, kunci aman." in text, "Tutup insiden" in text) == (True, False)


@pytest.mark.parametrize("act", ["ubah", "tutup", "sampaikan/people"])
def test_a_closed_file_stays_as_it_is(cast: Cast, act: str) -> None:
    incident = make(cast, handling="x")
    incidents.close(incident=incident, by=cast.dewi, at=AT, reason="keliru")
    form = entries(happened_at="2026-11-20T08:00", found_at="2026-11-20T10:00", title="lain")
    assert enter(cast.dewi).post(f"/insiden/{incident.pk}/{act}/", form | {"reason": "x"}).status_code == 400
    incident.refresh_from_db()
    assert (incident.title, incident.people_told_at) == ("Berkas daftar pegawai terkirim keluar", None)


@pytest.mark.parametrize(
    ("hours", "state", "words"),
    [(2, "running", "Tersisa 2 hari"), (60, "soon", "Tersisa 12 jam"), (80, "late", "Terlambat 8 jam")],
)
def test_the_clock_is_visible(cast: Cast, hours: int, state: str, words: str) -> None:
    now = datetime.now(UTC)
    found = now - timedelta(hours=hours)
    incident = incidents.record(
        agency=cast.surabaya, by=cast.dewi, at=now, **entries(happened_at=found, found_at=found)
    )
    for address in ("/insiden/", f"/insiden/{incident.pk}/"):
        assert words in enter(cast.maya).get(address).content.decode()
    assert enter(cast.maya).get(f"/insiden/{incident.pk}/").context["clock"].state == state


@pytest.mark.parametrize(("whom", "words"), [("people", "Bapak/Ibu pemilik data"), ("authority", "Pimpinan Lembaga")])
def test_the_draft_holds_what_the_law_asks_for(cast: Cast, whom: str, words: str) -> None:
    incident = make(cast, handling="Berkas ditarik")
    text = enter(cast.dewi).get(f"/insiden/{incident.pk}/pemberitahuan/{whom}/").content.decode()
    for part in (words, "NIK 120 pegawai", "Salah alamat surel", "Berkas ditarik", "pasal 46", "08.00\u00a0WIB"):
        assert part in text
    assert "tersimpan" not in text


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("dewi", 200, 302),
        ("maya", 200, 403),
        ("anton", 404, 404),
        ("rina", 403, 403),
        ("budi", 403, 403),
        ("sari", 403, 403),
    ],
)
def test_who_reads_and_who_keeps_the_register(cast: Cast, who: str, reads: int, writes: int) -> None:
    incident, client = make(cast, handling="x"), enter(getattr(cast, who))
    assert client.get(f"/insiden/{incident.pk}/").status_code == reads
    assert client.post(f"/insiden/{incident.pk}/sampaikan/people/").status_code == writes


def test_keeping_one_register_and_reading_another_does_not_mix(cast: Cast) -> None:
    RoleAssignment.objects.create(user=cast.anton, role=Role.AUDITOR, agency=cast.surabaya)
    incident, client = make(cast, handling="x"), enter(cast.anton)
    assert client.get(f"/insiden/{incident.pk}/").status_code == 200
    assert client.post(f"/insiden/{incident.pk}/tutup/", {"reason": "x"}).status_code == 404


def test_an_empty_register_says_so(cast: Cast) -> None:
    assert "Belum ada insiden yang dicatat" in enter(cast.maya).get("/insiden/").content.decode()


def test_the_list_costs_the_same_for_one_and_three(cast: Cast) -> None:
    client, costs = enter(cast.dewi), []
    client.get("/insiden/")
    for number in (1, 2):
        for _each in range(number):
            make(cast)
        with CaptureQueriesContext(connection) as queries:
            client.get("/insiden/")
        costs.append(len(queries))
    assert (costs[1], costs[0] <= 12) == (costs[0], True)
