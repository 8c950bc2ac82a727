"""A retired addition comes back, the row has a trail that everybody reads, and one code has one meaning."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from core.enums import DecisionKind
from core.models import Decision
from core.tests.people import Cast
from core.tracing import acting
from employees.selectors import employee_for
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401
from evaluations.models import Competency, JobStandard, StandardLevel
from evaluations.selectors.dictionary import suggestions, twins
from evaluations.selectors.person import competency_profile
from evaluations.services import dictionary as service
from evaluations.services.library import load_library
from evaluations.tests.test_dictionary import AT, LIST, TODAY, WORDS, add, codes, refused, revise

pytestmark = pytest.mark.django_db


def retired(cast: Cast) -> Competency:
    return service.retire_competency(competency=add(cast), reason="SK 9", by=cast.dewi, at=AT)


# Bringing back


def test_a_retired_addition_is_offered_again_with_its_words(cast: Cast) -> None:
    competency = retired(cast)
    assert suggestions(cast.surabaya, "MJU") == []
    back = service.restore_competency(competency=competency, reason=" SK 10 ", by=cast.dewi, at=AT + timedelta(days=2))
    assert (back.retired_on, back.versions.count()) == (None, 1)
    assert suggestions(cast.surabaya, "MJU") == [competency]
    decision = Decision.objects.get(reason="SK 10")
    assert (decision.kind, decision.by, decision.facts) == (
        DecisionKind.LIBRARY_CHANGED, cast.dewi,
        {"code": "MJU.01", "act": "restored", "retired_on": TODAY.isoformat()},
    )  # fmt: skip
    assert list(competency.events.order_by("pgh_id").values_list("pgh_label", "retired_on")) == [
        ("insert", None), ("update", TODAY), ("update", None),
    ]  # fmt: skip
    revise(competency, cast, WORDS.__class__("Lain.", WORDS.issuer, WORDS.legal_basis, WORDS.levels))
    assert competency.versions.count() == 2


def test_a_second_click_and_no_reason_and_the_library(cast: Cast) -> None:
    load_library(at=AT)
    competency, national = retired(cast), Competency.objects.get(code="KES.01")
    assert refused(lambda: service.restore_competency(competency=competency, reason=" ", by=cast.dewi, at=AT)) == (
        "no_reason"
    )
    assert refused(lambda: service.restore_competency(competency=national, reason="x", by=cast.dewi, at=AT)) == (
        "library_national"
    )
    for _click in range(2):
        service.restore_competency(competency=competency, reason="x", by=cast.dewi, at=AT)
    assert Decision.objects.filter(facts__act="restored").count() == 1


def test_the_page_offers_it_where_it_was_retired(cast: Cast) -> None:
    competency, client = retired(cast), enter(cast.dewi)
    page = client.get(f"{LIST}{competency.pk}/").content.decode()
    address = f"{LIST}{competency.pk}/pakai-lagi/"
    assert (address in page, f"{LIST}{competency.pk}/ubah/" in page) == (True, False)
    empty = client.post(address, {"reason": ""})
    assert (empty.status_code, codes(client, "?origin=own")) == (400, [])
    assert client.post(address, {"reason": "SK 10"}).url == f"{LIST}{competency.pk}/"
    assert codes(client, "?origin=own") == ["MJU.01"]
    assert address not in client.get(f"{LIST}{competency.pk}/").content.decode()


@pytest.mark.parametrize(("user", "status"), [("sari", 403), ("maya", 403), ("dewi", 200), ("anton", 404)])
def test_who_brings_back(cast: Cast, user: str, status: int) -> None:
    assert enter(getattr(cast, user)).get(f"{LIST}{retired(cast).pk}/pakai-lagi/").status_code == status


# The trail of a row


def test_everybody_who_reads_the_library_reads_its_trail_and_no_name(cast: Cast) -> None:
    load_library(at=AT)
    national = Competency.objects.get(code="KES.01")
    with acting(user=cast.anton, source="web"):
        Competency.objects.filter(pk=national.pk).update(name="Promosi Kesehatan Baru")
    Competency.objects.filter(code="KES.02").update(name="RAHASIA LAIN")
    for user in (cast.sari, cast.dewi, cast.maya, cast.anton):
        page = enter(user).get(f"{LIST}{national.pk}/jejak/")
        newest = page.context["lines"][0]
        assert (newest.who, [change.title for change in newest.changes]) == ("Pengelola", ["Nama"])
        text = page.content.decode()
        main = text[text.index("<main") : text.index("</main")]
        assert ("Promosi Kesehatan Baru" in main, "Anton" in main, "RAHASIA LAIN" in main) == (True, False, False)
    assert f'href="{LIST}{national.pk}/jejak/"' in enter(cast.sari).get(f"{LIST}{national.pk}/").content.decode()


def test_the_trail_of_an_addition_stays_in_its_government(cast: Cast) -> None:
    address = f"{LIST}{retired(cast).pk}/jejak/"
    assert [enter(user).get(address).status_code for user in (cast.sari, cast.anton)] == [200, 404]


# One code, one meaning


@pytest.fixture
def own(cast: Cast) -> Competency:
    """An addition whose code the library takes up afterwards, in other letters."""
    made = add(cast, "kes.01", name="Perawatan Kami", field="kesehatan")
    load_library(at=AT)
    return made


def national() -> Competency:
    return Competency.objects.get(agency=None, code="KES.01")


def test_the_library_loads_and_the_agency_keeps_its_own_meaning(own: Competency, cast: Cast) -> None:
    assert load_library(at=AT) == 0
    both = Competency.objects.filter(code__iexact="KES.01")
    assert [list(both.of(agency)) for agency in (cast.surabaya, cast.mamuju, None)] == [
        [own], [national()], [national()],
    ]  # fmt: skip
    assert [suggestions(agency, "KES.01") for agency in (cast.surabaya, cast.mamuju)] == [[own], [national()]]


def test_retired_or_not_the_code_is_never_taken_over(own: Competency, cast: Cast) -> None:
    service.retire_competency(competency=own, reason="x", by=cast.dewi, at=AT)
    assert suggestions(cast.surabaya, "KES.01") == []
    service.restore_competency(competency=own, reason="x", by=cast.dewi, at=AT)
    assert suggestions(cast.surabaya, "KES.01") == [own]


def test_the_pages_say_so(own: Competency, cast: Cast) -> None:
    client = enter(cast.dewi)
    lines = {one.code: one.is_twin for one in client.get(f"{LIST}?q=kes.01").context["page"].rows}
    assert lines == {"kes.01": True}
    assert "Kode sama dengan kamus nasional" in client.get(f"{LIST}?q=kes.01").content.decode()
    pages = [client.get(f"{LIST}{one.pk}/").context["twin"] for one in (own, national())]
    assert pages == [national(), own]
    assert enter(cast.anton).get(f"{LIST}{national().pk}/").context["twin"] is None


def test_the_command_names_the_clash(own: Competency) -> None:
    out = StringIO()
    call_command("load_library", stderr=out)
    assert [line for line in out.getvalue().splitlines() if "kes.01" in line] != []
    assert twins() == [own]


def test_control_without_a_clash_nothing_is_said(cast: Cast) -> None:
    out = StringIO()
    call_command("load_library", stderr=out)
    assert (out.getvalue(), twins()) == ("", [])


def test_what_a_level_means_comes_from_the_own_dictionary(staff: Staff, cast: Cast) -> None:
    """Neither from another government that has the code, nor from the library that took it up."""
    mine = add(cast, "UJI.01", name="Milik Surabaya")
    other: dict[str, Any] = {"name": "Milik Mamuju", "group": "technical", "field": "x", "valid_from": TODAY}
    words = WORDS.__class__("X", "", "", tuple(w.__class__("RAHASIA MAMUJU", w.indicators) for w in WORDS.levels))
    service.add_competency(agency=cast.mamuju, code="UJI.01", words=words, by=cast.anton, at=AT, **other)
    standard = JobStandard.objects.create(
        agency=cast.surabaya, position=staff.sari.position, valid_from=TODAY, made_at=AT
    )
    StandardLevel.objects.create(standard=standard, competency=mine, level=3)
    profile = competency_profile(employee_for(cast.sari, staff.sari.pk), on=TODAY, with_meaning=True)
    assert profile is not None
    said = {row.name: row.wanted and row.wanted.text for row in profile.rows if row.code == "UJI.01"}
    assert said == {"Milik Surabaya": "Makna 3."}
