"""Standards of jobs: setting, history, two people at once, the grid, the list, and how far they reach."""

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
from core.models.tracked import events_of
from employees.models import Position
from employees.tests.staff import Staff, cast, enter, make_person, staff  # noqa: F401
from evaluations.models import Assessment, Competency, JobStandard, StandardLevel
from evaluations.selectors import jobs as selectors
from evaluations.selectors.standards import demand_of_job
from evaluations.services.library import load_library
from evaluations.services.standards import set_standard

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
LIST = "/kompetensi/standar/"
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


@pytest.fixture
def library(db) -> None:
    load_library(at=AT)


@pytest.fixture
def clerk(staff: Staff) -> Position:
    return staff.sari.position


def key(code: str) -> int:
    return Competency.objects.get(agency=None, code=code).pk


def put(position: Position, levels: dict[str, int], *, since: date = TODAY, by: Any = None, **more: Any) -> JobStandard:
    stamp = more.pop("based_on", None) or selectors.stamp(selectors.newest_of(position))
    wanted = {key(code): (level, "penting") for code, level in levels.items()}
    return set_standard(position=position, levels=wanted, valid_from=since, based_on=stamp, by=by, at=AT, **more)


def refused(act: Any) -> str:
    with pytest.raises(DomainError) as error:
        act()
    return error.value.code


def test_a_standard_holds_from_its_day_and_the_tier_where_it_is_silent(clerk, cast):
    standard = put(
        clerk, {"integritas": 3, "KES.01": 2}, since=TODAY + timedelta(days=1), by=cast.dewi, legal_basis="Perwali 7"
    )
    assert demand_of_job(clerk, on=TODAY).levels["integritas"] == 1
    demand = demand_of_job(clerk, on=TODAY + timedelta(days=1))
    assert (demand.levels["integritas"], demand.levels["kerjasama"], demand.levels["KES.01"]) == (3, 1, 2)
    decision = Decision.objects.get()
    assert (decision.kind, decision.by, decision.facts["replaced"]) == (DecisionKind.STANDARD_SET, cast.dewi, False)
    assert (standard.legal_basis, standard.made_by, standard.levels.count()) == ("Perwali 7", cast.dewi, 2)


def test_a_later_day_makes_another_one_and_the_same_day_replaces_the_levels(clerk, cast):
    first = put(clerk, {"integritas": 2, "kerjasama": 2}, by=cast.dewi)
    later = put(clerk, {"integritas": 3}, since=TODAY + timedelta(days=10), by=cast.dewi)
    again = put(clerk, {"kerjasama": 4}, since=TODAY + timedelta(days=10), by=cast.dewi)
    assert (again, list(again.levels.values_list("competency__code", "level"))) == (later, [("kerjasama", 4)])
    assert dict(first.levels.values_list("competency__code", "level")) == {"integritas": 2, "kerjasama": 2}
    kinds = (
        events_of(StandardLevel).objects.filter(standard=later.pk).order_by("pgh_id").values_list("pgh_label", "level")
    )
    assert list(kinds) == [("insert", 3), ("delete", 3), ("insert", 4)]


def test_what_is_refused(clerk, cast, staff):
    put(clerk, {"integritas": 2})
    assert refused(lambda: put(clerk, {"integritas": 3}, since=TODAY - timedelta(days=1))) == "standard_older"
    assert refused(lambda: put(clerk, {"integritas": 3}, based_on="-")) == "standard_changed"
    assert refused(lambda: put(clerk, {})) == "standard_empty"
    assert refused(lambda: put(clerk, {"integritas": 3}, since=date(2062, 1, 1))) == "day_mistyped"
    foreign = Competency.objects.create(agency=cast.mamuju, code="X", name="X", group="technical", order=1)
    stamp = selectors.stamp(selectors.newest_of(clerk))
    wanted = {foreign.pk: (3, "penting")}
    assert (
        refused(
            lambda: set_standard(position=clerk, levels=wanted, valid_from=TODAY, based_on=stamp, by=cast.dewi, at=AT)
        )
        == "competency_unknown"
    )
    assert StandardLevel.objects.count() == 1


def test_a_second_click_changes_nothing(clerk, cast):
    stamp = selectors.stamp(None)
    first = put(clerk, {"integritas": 2}, by=cast.dewi, based_on=stamp)
    assert put(clerk, {"integritas": 2}, by=cast.dewi, based_on=stamp) == first
    assert (JobStandard.objects.count(), Decision.objects.count()) == (1, 1)
    assert refused(lambda: put(clerk, {"integritas": 2}, by=cast.anton, based_on=stamp)) == "standard_changed"


def test_what_was_assessed_stays_as_it_was(clerk, cast, staff):
    assessment = Assessment.objects.create(
        agency=cast.surabaya, employee=staff.sari, assessed_on=TODAY, levels={"integritas": 1}, required={"integritas": 1},
        jpm="100.00", category="Optimal", rule_set="x",
    )  # fmt: skip
    put(clerk, {"integritas": 5})
    assessment.refresh_from_db()
    assert (assessment.required, str(assessment.jpm), assessment.category) == ({"integritas": 1}, "100.00", "Optimal")


# The grid


def grid(position: Position, **changes: Any) -> dict[str, Any]:
    day = timezone.localdate().isoformat()
    data = {"valid_from": day, "based_on": selectors.stamp(selectors.newest_of(position)), "do": "save"}
    for competency in Competency.objects.mandatory():
        data |= {f"level_{competency.pk}": "2", f"importance_{competency.pk}": "penting"}
    return data | changes


def test_the_grid_begins_with_the_nine_at_the_level_of_the_tier(clerk, cast):
    rows = list(enter(cast.dewi).get(f"{LIST}{clerk.pk}/ubah/").context["form"].rows)
    chosen = [[value for value, _label, is_chosen in row["choices"] if is_chosen] for row in rows]
    assert (len(rows), chosen) == (9, [["1"]] * 9)


def test_saving_the_grid(clerk, cast):
    response = enter(cast.dewi).post(f"{LIST}{clerk.pk}/ubah/", grid(clerk, legal_basis=" Perwali  7 "))
    standard = clerk.standards.get()
    assert (response.status_code, response.url) == (302, f"{LIST}{clerk.pk}/")
    assert (standard.legal_basis, standard.made_by) == ("Perwali 7", cast.dewi)
    assert set(standard.levels.values_list("level", "importance")) == {(2, "penting")}


def test_a_row_is_added_from_the_dictionary_and_what_was_typed_stays(clerk, cast):
    client = enter(cast.dewi)
    data = grid(clerk, do="add", add="KES.01", legal_basis="Perwali 7", **{f"level_{key('integritas')}": "5"})
    form = client.post(f"{LIST}{clerk.pk}/ubah/", data).context["form"]
    rows = list(form.rows)
    chosen = [[value for value, _label, is_chosen in row["choices"] if is_chosen] for row in rows]
    assert ([row["competency"].code for row in rows][-1], chosen[0], chosen[-1]) == ("KES.01", ["5"], [""])
    assert (form["legal_basis"].value(), JobStandard.objects.count()) == ("Perwali 7", 0)
    client.post(f"{LIST}{clerk.pk}/ubah/", grid(clerk, **{f"level_{key('KES.01')}": "4"}))
    assert clerk.standards.get().levels.get(competency__code="KES.01").level == 4
    unknown = client.post(f"{LIST}{clerk.pk}/ubah/", grid(clerk, do="add", add="tidak ada"))
    said = [str(message) for message in unknown.context["messages"]]
    assert said[-1] == "Kompetensi itu tidak ditemukan dalam kamus. Pilih salah satu saran."


def test_the_levels_of_a_similar_job_are_copied(clerk, cast, staff):
    put(staff.budi.position, {"integritas": 4, "KES.01": 3})
    data = grid(clerk, do="copy", copy="LURAH KETINTANG · Pengawas", legal_basis="Perwali 7")
    form = enter(cast.dewi).post(f"{LIST}{clerk.pk}/ubah/", data).context["form"]
    levels = {row["competency"].code: next(v for v, _l, chosen in row["choices"] if chosen) for row in form.rows}
    assert (levels["integritas"], levels["kerjasama"], levels["KES.01"]) == ("4", "2", "3")
    assert (form["legal_basis"].value(), clerk.standards.count()) == ("Perwali 7", 0)


def test_who_types_over_what_somebody_saved_meanwhile_is_told_and_keeps_what_she_typed(clerk, cast):
    client = enter(cast.dewi)
    typed = grid(clerk, legal_basis="Dari saya")
    put(clerk, {"integritas": 5}, since=timezone.localdate(), by=cast.anton)
    response = client.post(f"{LIST}{clerk.pk}/ubah/", typed)
    form = response.context["form"]
    assert (response.status_code, form["legal_basis"].value()) == (400, "Dari saya")
    assert "baru saja disimpan oleh Anton" in form.non_field_errors()[0]
    assert clerk.standards.get().levels.get().level == 5
    based_on = response.context["based_on"]
    assert client.post(f"{LIST}{clerk.pk}/ubah/", typed | {"based_on": based_on}).status_code == 302
    assert clerk.standards.get().legal_basis == "Dari saya"


def test_an_older_day_is_refused_on_the_form(clerk, cast):
    put(clerk, {"integritas": 5}, since=date(2026, 3, 1))
    response = enter(cast.dewi).post(f"{LIST}{clerk.pk}/ubah/", grid(clerk, valid_from="2026-02-28"))
    assert response.context["form"].non_field_errors() == [
        "Standar jabatan ini sudah ditetapkan sejak 1 Maret 2026. Pilih tanggal itu atau sesudahnya; standar yang sudah "
        "lewat tidak diubah."
    ]


@pytest.mark.parametrize(
    ("user", "status"), [("sari", 403), ("budi", 403), ("maya", 403), ("dewi", 200), ("anton", 404)]
)
def test_who_sets_standards(clerk, cast, user: str, status: int):
    assert enter(getattr(cast, user)).get(f"{LIST}{clerk.pk}/ubah/").status_code == status


# The list and the pages


def sheets(response: Any) -> list[list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(response.getvalue()))
    return [book.get_sheet_by_index(n).to_python() for n in (0, 1)]


def names(client: Any, query: str = "") -> list[str]:
    return [job.name for job in client.get(f"{LIST}{query}").context["page"].rows]


def test_the_list_shows_jobs_that_are_held_and_says_how_many_have_a_standard(clerk, cast):
    Position.objects.create(agency=cast.surabaya, name="Arsiparis", tier="jf", level="ahli_muda")
    put(clerk, {"integritas": 2}, since=date(2026, 1, 1))
    response = enter(cast.sari).get(LIST)
    shown = [(job.name, job.holders, job.since) for job in response.context["page"].rows]
    assert shown == [("LURAH KETINTANG", 1, None), ("Pengadministrasi Umum", 1, date(2026, 1, 1))]
    assert "1 dari 2 jabatan sudah memiliki standar sendiri" in response.content.decode()


def test_filters(clerk, cast):
    Position.objects.create(agency=cast.surabaya, name="Arsiparis", tier="jf", level="ahli_muda")
    put(clerk, {"integritas": 2}, since=date(2026, 1, 1))
    client = enter(cast.dewi)
    assert names(client, "?held=all") == ["Arsiparis", "LURAH KETINTANG", "Pengadministrasi Umum"]
    assert names(client, "?held=vacant") == ["Arsiparis"]
    assert names(client, "?tier=pengawas") == ["LURAH KETINTANG"]
    assert names(client, "?level=ahli_muda&held=all") == ["Arsiparis"]
    assert names(client, "?standard=own") == ["Pengadministrasi Umum"]
    assert names(client, "?standard=none") == ["LURAH KETINTANG"]
    assert names(client, "?q=umum") == ["Pengadministrasi Umum"]
    assert names(client, "?tier=raja") == names(enter(cast.anton)) == []


def test_costs_the_same_for_one_line_and_three(clerk, cast):
    for number in range(3):
        position = Position.objects.create(agency=cast.surabaya, name=f"Penata {number}", tier="pelaksana")
        put(position, {"integritas": 2}, since=date(2026, 1, 1))
    client, costs = enter(cast.dewi), []
    for query in ("?held=all&q=penata+1", "?held=all&q=penata"):
        client.get(f"{LIST}{query}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{LIST}{query}")
        costs.append(len(queries))
    assert (costs[0], costs[0] <= 12) == (costs[1], True)


def test_a_job_shows_where_each_level_comes_from_and_what_was_before(clerk, cast):
    old = put(clerk, {"integritas": 2}, since=date(2026, 1, 1))
    new = put(clerk, {"integritas": 3, "KES.01": 1}, since=date(2026, 6, 1))
    context = enter(cast.sari).get(f"{LIST}{clerk.pk}/").context
    assert (context["current"], context["standards"], context["holders"]) == (new, [new, old], 1)
    rows = [(row.competency.code, row.level, row.is_default) for row in context["rows"]]
    assert (rows[0], rows[1], rows[-1], len(rows)) == (
        ("integritas", 3, False), ("kerjasama", 1, True), ("KES.01", 1, False), 10,
    )  # fmt: skip
    earlier = enter(cast.sari).get(f"{LIST}{clerk.pk}/?standar={old.pk}").context
    assert (earlier["shown"], earlier["rows"][0].level) == (old, 2)


def test_a_job_of_another_agency_does_not_exist(clerk, cast):
    assert enter(cast.anton).get(f"{LIST}{clerk.pk}/").status_code == 404


def test_the_reach_by_tier_and_by_opd(clerk, cast, staff):
    make_person(cast.surabaya, "199001012020121009", "Tuti", staff.village, position=clerk)
    put(clerk, {"integritas": 2}, since=date(2026, 1, 1))
    context = enter(cast.sari).get(f"{LIST}cakupan/").context
    tiers = [(row.name, row.jobs, row.own, row.people, row.covered) for row in context["tiers"]]
    assert tiers == [("Pengawas", 1, 0, 1, 0), ("Pelaksana", 1, 1, 2, 2)]
    assert [(row.name, row.jobs, row.own, row.people) for row in context["opds"]] == [("Kecamatan Gayungan", 2, 1, 3)]
    assert (context["own"], context["total"]) == (1, 2)
    tiers_of_file = sheets(enter(cast.sari).get(f"{LIST}cakupan/ekspor/"))[0]
    assert [line[1:] for line in tiers_of_file[1:]] == [[1.0, 0.0, 1.0, 0.0], [1.0, 1.0, 2.0, 2.0]]


def test_the_file_has_the_levels_and_the_jobs_and_computes_nothing(clerk, cast):
    Position.objects.filter(pk=clerk.pk).update(name="=1+1")
    put(clerk, {"integritas": 2}, since=date(2026, 1, 1), legal_basis="Perwali 7")
    levels, jobs = sheets(enter(cast.sari).get(f"{LIST}ekspor/"))
    row = ["=1+1", "Pelaksana", "integritas", 2.0, "Penting", date(2026, 1, 1), "Perwali 7", "Integritas"]
    assert row in levels
    assert [line[5] for line in levels if line[0] == "LURAH KETINTANG"] == [""] * 9
    assert [line[:4] for line in jobs[1:]] == [["=1+1", "Pelaksana", "", 1.0], ["LURAH KETINTANG", "Pengawas", "", 1.0]]


def test_suggestions_are_jobs_of_the_agency(clerk, cast):
    assert (
        'value="Pengadministrasi Umum · Pelaksana"'
        in enter(cast.dewi).get(f"{LIST}saran/jabatan/?copy=umum").content.decode()
    )
    assert enter(cast.anton).get(f"{LIST}saran/jabatan/?copy=umum").content.decode().strip() == ""
