"""An agency's own additions to the dictionary: versions, retiring, copies, who may change what, and the pages."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from core.domain.errors import DomainError
from core.enums import DecisionKind
from core.models import Decision
from core.tests.people import Cast, cast  # noqa: F401
from employees.tests.staff import enter
from evaluations.domain.dictionary import LevelWords, Words, in_force
from evaluations.models import Competency, CompetencyVersion, LevelText
from evaluations.services import dictionary as service
from evaluations.services.library import load_library

pytestmark = pytest.mark.django_db
LIST = "/kompetensi/kamus/"
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
WORDS = Words(
    "Merawat mesin.", "Dinas Perhubungan", "Perwali 7/2026",
    tuple(LevelWords(f"Makna {level}.", tuple(f"Indikator {level}.{n}." for n in (1, 2, 3))) for level in range(1, 6)),
)  # fmt: skip


def add(cast: Cast, code: str = "MJU.01", **changes: Any) -> Competency:
    about = {"name": "Perawatan Kapal", "group": "technical", "field": "perhubungan", "valid_from": TODAY} | changes
    return service.add_competency(agency=cast.surabaya, code=code, words=WORDS, by=cast.dewi, at=AT, **about)


def revise(
    competency: Competency, cast: Cast, words: Words, *, since: date = TODAY, based_on: int = 1, at=AT
) -> Competency:
    return service.revise_competency(
        competency=competency, name=competency.name, group=competency.group, field=competency.field, words=words,
        valid_from=since, based_on=based_on, by=cast.dewi, at=at,
    )  # fmt: skip


def refused(act: Any) -> str:
    with pytest.raises(DomainError) as error:
        act()
    return error.value.code


def typed(words: Words = WORDS, **changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": "MJU.01", "name": "Perawatan Kapal", "group": "technical", "field": "Perhubungan",
        "definition": words.definition, "issuer": words.issuer, "legal_basis": words.legal_basis,
        "valid_from": timezone.localdate().isoformat(),
    }  # fmt: skip
    for level, one in enumerate(words.levels, start=1):
        data[f"meaning_{level}"] = one.meaning
        data |= {f"indicator_{level}_{n}": text for n, text in enumerate(one.indicators, start=1)}
    return data | changes


def test_an_addition_has_its_first_version_and_a_decision(cast: Cast):
    competency = add(cast)
    version = competency.versions.get()
    assert (version.number, version.definition, version.made_by) == (1, "Merawat mesin.", cast.dewi)
    assert list(version.levels.values_list("level", "meaning")) == [(n, f"Makna {n}.") for n in range(1, 6)]
    decision = Decision.objects.get()
    assert (decision.kind, decision.facts["act"]) == (DecisionKind.LIBRARY_CHANGED, "added")


@pytest.mark.parametrize("code", ["MJU.01", "mju.01", "KES.01", "kes.01"])
def test_a_code_is_taken_once_in_any_letter_case_also_by_the_library(cast: Cast, code):
    load_library(at=AT)
    add(cast)
    assert refused(lambda: add(cast, code)) == "code_taken"


def test_two_agencies_may_use_the_same_code(cast: Cast):
    add(cast)
    other = service.add_competency(
        agency=cast.mamuju, code="MJU.01", name="Lain", group="additional", field="", words=WORDS, valid_from=TODAY,
        by=cast.anton, at=AT,
    )  # fmt: skip
    assert Competency.objects.of(cast.mamuju).get(code="MJU.01") == other


def test_other_words_are_another_version_and_the_old_ones_stay(cast: Cast):
    competency = add(cast)
    revise(competency, cast, replace(WORDS, definition="Merawat mesin kapal."), since=TODAY + timedelta(days=1))
    versions = list(competency.versions.order_by("number"))
    assert [(v.number, v.definition) for v in versions] == [(1, "Merawat mesin."), (2, "Merawat mesin kapal.")]
    assert [in_force(versions, on=TODAY + timedelta(days=n)).number for n in (0, 1)] == [1, 2]
    assert in_force(versions, on=TODAY - timedelta(days=1)) is None


def test_a_version_that_has_not_begun_gives_way_to_another(cast: Cast):
    competency, coming = add(cast), TODAY + timedelta(days=30)
    revise(competency, cast, replace(WORDS, definition="Kedua."), since=coming)
    revise(competency, cast, replace(WORDS, definition="Ketiga."), since=coming, based_on=2)
    assert list(competency.versions.values_list("number", "definition")) == [(2, "Ketiga."), (1, "Merawat mesin.")]
    begun = AT + timedelta(days=31)
    later = TODAY + timedelta(days=60)
    revise(competency, cast, replace(WORDS, definition="Keempat."), since=later, based_on=2, at=begun)
    assert list(competency.versions.values_list("number", flat=True)) == [3, 2, 1]


def test_what_is_refused(cast: Cast):
    load_library(at=AT)
    competency, national = add(cast), Competency.objects.get(code="KES.01")
    changed = replace(WORDS, definition="Lain.")
    assert refused(lambda: revise(national, cast, changed)) == "library_national"
    assert refused(lambda: revise(competency, cast, WORDS)) == "nothing_changed"
    assert refused(lambda: revise(competency, cast, changed, based_on=0)) == "version_changed"
    assert refused(lambda: revise(competency, cast, changed, since=date(2026, 11, 20))) == "version_older"
    assert refused(lambda: revise(competency, cast, changed, since=date(2062, 1, 1))) == "day_mistyped"
    assert refused(lambda: revise(competency, cast, replace(changed, levels=WORDS.levels[:4]))) == "words_missing"
    assert refused(lambda: service.retire_competency(competency=national, reason="x", by=cast.dewi, at=AT)) == (
        "library_national"
    )
    assert refused(lambda: service.retire_competency(competency=competency, reason=" ", by=cast.dewi, at=AT)) == (
        "no_reason"
    )
    assert (CompetencyVersion.objects.count(), LevelText.objects.count()) == (50, 250)


def test_a_new_name_alone_is_no_new_version(cast: Cast):
    competency = add(cast)
    competency.name = "Perawatan Kapal dan Dermaga"
    revise(competency, cast, WORDS)
    competency.refresh_from_db()
    assert (competency.name, competency.versions.count()) == ("Perawatan Kapal dan Dermaga", 1)


def test_retired_it_is_hidden_from_the_list_and_cannot_be_changed(cast: Cast):
    competency, client = add(cast), enter(cast.dewi)
    response = client.post(f"{LIST}{competency.pk}/hentikan/", {"reason": "SK 9"})
    competency.refresh_from_db()
    assert (response.url, competency.retired_on) == (f"{LIST}{competency.pk}/", cast.surabaya.date_at(timezone.now()))
    assert Decision.objects.filter(reason="SK 9").get().facts["act"] == "retired"
    assert codes(client) == [code for code in codes(client, "?state=all") if code != "MJU.01"]
    assert codes(client, "?state=retired") == ["MJU.01"]
    assert refused(lambda: revise(competency, cast, replace(WORDS, definition="Lain."))) == "competency_retired"


def codes(client: Any, query: str = "") -> list[str]:
    return [competency.code for competency in client.get(f"{LIST}{query}").context["page"].rows]


def test_the_list_shows_the_library_and_the_own_additions(cast: Cast):
    load_library(at=AT)
    add(cast)
    assert (len(codes(enter(cast.sari))), len(codes(enter(cast.anton)))) == (50, 49)
    sari = enter(cast.sari)
    assert (
        codes(sari, "?origin=own") == codes(sari, "?field=perhubungan") == codes(sari, "?q=merawat+mesin") == ["MJU.01"]
    )
    assert len(codes(sari, "?group=managerial")) == 8
    assert len(codes(sari, "?field=sembilan")) == 9
    assert codes(sari, "?q=tidakada") == codes(sari, "?group=salah") == []
    titles = [str(title) for title, _found in sari.get(LIST).context["fields"]]
    assert (titles[0], "Kesehatan" in titles) == ("Berlaku untuk semua jabatan", True)


def test_costs_the_same_for_one_line_and_three(cast: Cast):
    costs, client = [], enter(cast.dewi)
    for codes_ in (["A.1"], ["A.2", "A.3"]):
        for code in codes_:
            add(cast, code)
        client.get(f"{LIST}?origin=own")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{LIST}?origin=own")
        costs.append(len(queries))
    assert (costs[0], costs[0] <= 12) == (costs[1], True)


@pytest.mark.parametrize(
    ("user", "status"), [("sari", 403), ("budi", 403), ("maya", 403), ("dewi", 200), ("anton", 404)]
)
def test_who_edits_an_addition(cast: Cast, user: str, status: int):
    competency = add(cast)
    assert enter(getattr(cast, user)).get(f"{LIST}{competency.pk}/ubah/").status_code == status


def test_the_library_is_read_by_all_and_edited_by_nobody(cast: Cast):
    load_library(at=AT)
    national = Competency.objects.get(code="KES.01")
    assert enter(cast.anton).get(f"{LIST}{national.pk}/").status_code == 200
    assert enter(cast.dewi).get(f"{LIST}{national.pk}/ubah/").status_code == 404
    assert enter(cast.dewi).post(f"{LIST}{national.pk}/hentikan/", {"reason": "x"}).status_code == 404


def test_copying_one_of_the_library_fills_the_form_and_keeps_where_it_comes_from(cast: Cast):
    load_library(at=AT)
    national, client = Competency.objects.get(code="KES.01"), enter(cast.dewi)
    initial = client.get(f"{LIST}baru/?salin={national.pk}").context["form"].initial
    assert (initial["name"], initial["field"], initial["meaning_5"]) == (
        national.name, "Kesehatan", national.versions.get().levels.get(level=5).meaning,
    )  # fmt: skip
    data = dict(initial.items()) | {"code": "MJU.07"}
    client.post(f"{LIST}baru/?salin={national.pk}", data)
    own = Competency.objects.get(code="MJU.07")
    assert (own.agency, own.field) == (cast.surabaya, "kesehatan")
    assert Decision.objects.get().facts["copied_from"] == "KES.01"


def test_a_form_that_is_not_complete_keeps_what_was_typed(cast: Cast):
    response = enter(cast.dewi).post(f"{LIST}baru/", typed(indicator_3_2="", code="MJU 01"))
    form = response.context["form"]
    assert (response.status_code, sorted(form.errors)) == (400, ["code", "indicator_3_2"])
    assert (form["meaning_4"].value(), Competency.objects.filter(agency=cast.surabaya).count()) == ("Makna 4.", 0)


def test_who_typed_over_another_version_is_told_and_keeps_what_she_typed(cast: Cast):
    competency, client = add(cast), enter(cast.dewi)
    address = f"{LIST}{competency.pk}/ubah/"
    based_on = client.get(address).context["based_on"]
    today = timezone.localdate()
    revise(competency, cast, replace(WORDS, definition="Dari orang lain."), since=today, at=timezone.now())
    mine = typed(replace(WORDS, definition="Dari saya."), based_on=based_on)
    response = client.post(address, mine)
    form = response.context["form"]
    assert (response.status_code, form["definition"].value(), response.context["based_on"]) == (400, "Dari saya.", 2)
    assert "baru saja diubah oleh Dewi (versi 2)" in form.non_field_errors()[0]
    assert client.post(address, mine | {"based_on": 2}).status_code == 302
    assert competency.versions.latest("number").definition == "Dari saya."


def test_older_versions_stay_readable(cast: Cast):
    competency = add(cast)
    revise(competency, cast, replace(WORDS, definition="Kedua."), since=TODAY)
    client = enter(cast.sari)
    shown = [client.get(f"{LIST}{competency.pk}/?versi={asked}").context["shown"].number for asked in ("1", "2", "x")]
    assert shown == [1, 2, 2]


def test_the_file_has_a_row_for_each_level_and_computes_nothing(cast: Cast):
    add(cast, name="=1+1")
    file = BytesIO(enter(cast.sari).get(f"{LIST}ekspor/?origin=own").getvalue())
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["Kode", "Nama"]
    assert rows[1] == [
        "MJU.01", "=1+1", "Teknis", "perhubungan", "Merawat mesin.", "Dinas Perhubungan", 1.0, "Makna 1.", "Indikator 1.1.",
        "Indikator 1.2.", "Indikator 1.3.",
    ]  # fmt: skip
    assert [row[6] for row in rows[1:]] == [1.0, 2.0, 3.0, 4.0, 5.0]


def test_suggestions_are_what_a_standard_may_demand_beside_the_nine(cast: Cast):
    load_library(at=AT)
    add(cast)
    client = enter(cast.dewi)
    assert 'value="MJU.01 · Perawatan Kapal"' in client.get(f"{LIST}saran/?add=kapal").content.decode()
    assert client.get(f"{LIST}saran/?add=integritas").content.decode().strip() == ""
    assert enter(cast.anton).get(f"{LIST}saran/?add=kapal").content.decode().strip() == ""
