"""Gaps of a person, a team, a unit and a region; who fits: numbers, access, readings, costs."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pgtrigger
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from core.enums import DecisionKind
from core.models import Decision
from core.tests.people import Cast
from employees.enums import ReadingKind
from employees.models import Employee, EmployeeHistory, Position, Reading
from employees.tests.staff import Staff, cast, enter, make_person, staff  # noqa: F401
from evaluations.enums import Method
from evaluations.models import Assessment, AssessmentLevel, Competency, JobStandard, StandardLevel
from evaluations.selectors import gaps
from evaluations.selectors.demanded import Area
from evaluations.selectors.person import competency_profile
from evaluations.selectors.team import lines_of
from evaluations.services.current import refresh_levels
from evaluations.services.library import load_library

pytestmark = pytest.mark.django_db
TODAY = date.today()
DAY = date(TODAY.year - 1, 6, 1)


def assess(person: Employee, level: int, *, day: date = DAY, method: str = Method.SIASN, only: str = "") -> Assessment:
    """The same level in all nine, or in one competency."""
    made = Assessment.objects.create(agency=person.agency, employee=person, assessed_on=day, method=method, levels={})
    chosen = Competency.objects.filter(code=only) if only else Competency.objects.mandatory()
    AssessmentLevel.objects.bulk_create(AssessmentLevel(assessment=made, competency=c, level=level) for c in chosen)
    refresh_levels(agency=person.agency, on=TODAY)
    return made


def demand(position: Position, *, since: date, **levels: int) -> JobStandard:
    standard = JobStandard.objects.create(
        agency=position.agency, position=position, valid_from=since, made_at="2026-01-01T00:00Z"
    )
    for code, level in levels.items():
        StandardLevel.objects.create(standard=standard, competency=Competency.objects.get(code=code), level=level)
    return standard


def text_of(response: HttpResponse) -> str:
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def library(db: None) -> None:
    load_library(at=timezone.now())


def area(cast: Cast, **more: object) -> Area:
    return Area(cast.surabaya, TODAY, **more)


# The person


def test_the_match_shows_its_arithmetic(staff: Staff, cast: Cast) -> None:
    demand(staff.sari.position, since=date(2020, 1, 1), komunikasi=3)
    assess(staff.sari, 1)
    profile = competency_profile(staff.sari, on=TODAY)
    assert (profile.reached_sum, profile.required_sum, str(profile.jpm)) == (9, 11, "81.82")
    assert [(row.code, row.kind, row.importance) for row in profile.gaps] == [("komunikasi", "medium", "penting")]
    text = text_of(enter(cast.sari).get("/saya/kompetensi/"))
    assert "dimiliki 9, dibagi jumlah level yang dituntut 11" in text
    assert "kurang 2 level · sedang" in text


def test_what_the_levels_of_a_gap_mean(staff: Staff, cast: Cast, library: None) -> None:
    demand(staff.sari.position, since=date(2020, 1, 1), komunikasi=3)
    assess(staff.sari, 1)
    row = competency_profile(staff.sari, on=TODAY, with_meaning=True).gaps[0]
    assert (row.present.level, row.wanted.level, len(row.wanted.indicators)) == (1, 3, 3)
    text = text_of(enter(cast.sari).get("/saya/kompetensi/"))
    assert all(words in text for words in (row.present.text, row.wanted.text, *row.wanted.indicators))


def test_a_standard_that_changed_and_a_job_that_changed_are_said(staff: Staff, cast: Cast) -> None:
    assess(staff.sari, 2)
    profile = competency_profile(staff.sari, on=TODAY)
    assert (profile.changed_on, profile.moved_on) == (None, None)
    demand(staff.sari.position, since=date(TODAY.year, 1, 1), komunikasi=3)
    moved = date(TODAY.year, 2, 1)
    EmployeeHistory.objects.create(
        employee=staff.sari, aspect="position", value="Analis", until=moved, recorded_at="2026-11-01T00:00Z"
    )
    profile = competency_profile(staff.sari, on=TODAY)
    assert (profile.changed_on, profile.moved_on) == (date(TODAY.year, 1, 1), moved)
    text = text_of(enter(cast.sari).get("/saya/kompetensi/"))
    assert ("Standar jabatan berubah sejak asesmen" in text, "Pindah jabatan sejak asesmen" in text) == (True, True)


def test_other_results_fill_in_and_a_self_rating_never_counts(staff: Staff, cast: Cast) -> None:
    assess(staff.sari, 4, method=Method.SELF)
    assess(staff.sari, 2, method=Method.SUPERIOR, only="komunikasi")
    profile = competency_profile(staff.sari, on=TODAY)
    found = {row.code: (row.actual, row.source.method) for row in profile.rows if row.source}
    assert found == {"komunikasi": (2, Method.SUPERIOR)}
    assert competency_profile(staff.sari, on=TODAY, past=True).rows == profile.rows


def test_what_assessors_wrote_is_not_for_the_person(staff: Staff, cast: Cast) -> None:
    made = assess(staff.sari, 1)
    with pgtrigger.ignore("evaluations.AssessmentLevel:append_only"):
        made.results.update(evidence="Ragu saat LGD")
    page = f"/pegawai/{staff.sari.pk}/kompetensi/"
    shown = {who: "Ragu saat LGD" in text_of(enter(getattr(cast, who)).get(page)) for who in ("sari", "budi", "dewi")}
    assert shown == {"sari": False, "budi": False, "dewi": True}


# Team, unit, region


def test_person_team_unit_and_region_agree(staff: Staff, cast: Cast) -> None:
    demand(staff.sari.position, since=date(2020, 1, 1), komunikasi=3)
    assess(staff.sari, 2)
    assess(staff.budi, 1)
    line = lines_of([staff.sari], area(cast))[staff.sari.pk]
    profile = competency_profile(staff.sari, on=TODAY)
    assert {gap.required - (gap.actual or 0) for gap in line.gaps.values()} == {-1, 1}
    assert line.jpm == profile.jpm
    found = gaps.heat_cells(area(cast))
    whole = gaps.whole_of(found)
    by_code = {one.code: pk for pk, one in area(cast).nine.items()}
    cell = whole[by_code["komunikasi"]]
    assert (cell.people, cell.meeting, cell.actual, cell.required) == (2, 0, 3, 5)
    unit = gaps.whole_of(gaps.heat_cells(area(cast, unit=staff.village)))
    assert unit == whole
    assert gaps.heat_cells(area(cast, past=True)) == found
    counted = gaps.coverage(area(cast))[cast.district.path]
    assert (counted.people, counted.valid, counted.expired, counted.never) == (3, 2, 0, 1)


def test_an_expired_result_stops_counting_on_its_day(staff: Staff, cast: Cast) -> None:
    assess(staff.sari, 1, day=date(2023, 6, 1))
    before, after = (
        gaps.coverage(Area(cast.surabaya, day, past=True)) for day in (date(2026, 5, 31), date(2026, 6, 1))
    )
    path = cast.district.path
    assert [(one[path].valid, one[path].expired) for one in (before, after)] == [(1, 0), (0, 1)]
    refresh_levels(agency=cast.surabaya, on=date(2026, 5, 31))  # the table as the evening before left it
    assert [bool(gaps.heat_cells(Area(cast.surabaya, date(2026, *day)))) for day in ((5, 31), (6, 1))] == [True, False]


def test_the_map_links_to_those_below_the_level(staff: Staff, cast: Cast) -> None:
    assess(staff.budi, 1)  # a lurah: level 2 is demanded
    assess(staff.sari, 1)
    client = enter(cast.dewi)
    text = text_of(client.get("/kompetensi/"))
    pk = Competency.objects.get(code="komunikasi").pk
    address = f"/tim/kompetensi/?unit={cast.district.pk}&amp;competency={pk}&amp;state=short"
    assert address in text
    shown = text_of(client.get(address.replace("&amp;", "&")))
    assert ("Budi Santoso" in shown, "Sari Wulandari" in shown) == (True, False)
    for state, names in (("met", ["Sari Wulandari"]), ("none", ["Rina Puspitasari"])):
        rows = client.get(f"/tim/kompetensi/?unit={cast.district.pk}&state={state}").context["table"].rows
        assert [row.record.name for row in rows] == names


def test_technical_competencies_where_a_standard_demands_them(staff: Staff, cast: Cast) -> None:
    Competency.objects.create(agency=cast.surabaya, code="X.1", name="Surveilans", group="technical", order=90)
    assess(staff.sari, 3, method=Method.TECHNICAL, only="X.1")
    assert "Surveilans" not in text_of(enter(cast.dewi).get("/kompetensi/?kind=technical")).split('id="results"')[1]
    demand(staff.sari.position, since=date(2020, 1, 1), **{"X.1": 4})
    found = gaps.heat_map(area(cast), cast.dewi, is_led=True, technical=True)
    assert [(column.code, cell.people, cell.meeting) for column, cell in found.sum_row] == [("X.1", 1, 0)]


def test_every_figure_says_what_it_counts(staff: Staff, cast: Cast) -> None:
    """Three with a result in the nine, one of them with a technical one too."""
    Competency.objects.create(agency=cast.surabaya, code="X.1", name="Surveilans", group="technical", order=90)
    for person in (staff.sari, staff.budi, staff.rina):
        assess(person, 3)
    assess(staff.sari, 3, method=Method.TECHNICAL, only="X.1")
    demand(staff.sari.position, since=date(2020, 1, 1), **{"X.1": 4})
    found = {kind: gaps.heat_map(area(cast), cast.dewi, is_led=True, technical=kind).assessed for kind in (False, True)}
    assert found == {False: 3, True: 1}
    page = text_of(enter(cast.dewi).get("/kompetensi/?kind=technical"))
    assert "paling banyak 1 pegawai dinilai per kompetensi pada peta ini" in page
    assert "Sembilan kompetensi manajerial dan sosial kultural:" in text_of(enter(cast.dewi).get("/kompetensi/tren/"))
    assert "Setiap orang dihitung sekali" in text_of(enter(cast.dewi).get("/kompetensi/cakupan/"))


def test_cells_without_a_result_show_the_sign_of_the_legend(staff: Staff, cast: Cast) -> None:
    page = text_of(enter(cast.dewi).get("/tim/kompetensi/?q=199405142019032001"))
    assert page.count("of-none") == 9
    assess(staff.sari, 3)
    assert text_of(enter(cast.dewi).get("/tim/kompetensi/?q=199405142019032001")).count("of-none") == 0


def test_one_sees_the_area_of_one_s_role(staff: Staff, cast: Cast) -> None:
    def statuses(user: object, *units: object) -> list[int]:
        client = enter(user)
        return [client.get("/kompetensi/", {"unit": unit}).status_code for unit in units]

    wanted = ("", staff.village.pk, staff.office.pk, "semua", "x", cast.district.pk)
    assert statuses(cast.dewi, *wanted) == [200, 200, 200, 200, 404, 200]
    assert statuses(cast.rina, *wanted) == [200, 200, 404, 200, 404, 200]
    assert statuses(cast.sari, "") == [403]
    client = enter(cast.rina)
    assert [client.get(f"/kompetensi/{page}/?unit=semua").status_code for page in ("cakupan", "tren")] == [404, 404]


def test_small_groups_elsewhere_are_hidden_from_those_of_a_unit(staff: Staff, cast: Cast) -> None:
    assess(staff.tono, 1)
    assess(staff.sari, 1)
    page = {"unit": "semua", "show": "people"}
    mine = enter(cast.rina).get("/kompetensi/", page).context["map"]
    cells = {part.name: [cell.is_hidden for _column, cell in line] for part, line in mine.rows}
    assert cells == {"Badan Kepegawaian Daerah": [True] * 9, "Kecamatan Gayungan": [False] * 9}
    assert {cell.is_hidden for _column, cell in mine.sum_row} == {True}
    whole = enter(cast.dewi).get("/kompetensi/", page).context["map"]
    assert {cell.is_hidden for _part, line in whole.rows for _column, cell in line} == {False}


def test_the_headline_names_a_group_of_ten(staff: Staff, cast: Cast) -> None:
    for number in range(10):
        person = make_person(cast.surabaya, f"1990010120200110{number:02}", f"Orang {number}", staff.office)
        assess(person, 1, only="" if number < 6 else "komunikasi")
    Employee.objects.filter(unit=staff.office).update(tier="pengawas")
    text = text_of(enter(cast.dewi).get("/kompetensi/"))
    assert "Kesenjangan terbesar: Komunikasi di Badan Kepegawaian Daerah, 0% memenuhi" in text


def test_the_years(staff: Staff, cast: Cast) -> None:
    assess(staff.sari, 1, day=date(TODAY.year - 2, 3, 1))
    found = gaps.trend(area(cast), until=TODAY.year)
    assert list(found) == [TODAY.year - 2, TODAY.year - 1, TODAY.year]
    text = text_of(enter(cast.dewi).get("/kompetensi/tren/"))
    assert "Tidak ada kompetensi yang berubah" in text


# Who fits


def test_who_reaches_every_level(staff: Staff, cast: Cast) -> None:
    for person, level in ((staff.sari, 3), (staff.budi, 4), (staff.tono, 2), (staff.wati, 5)):
        assess(person, level)
    wanted = list(Competency.objects.filter(code__in=("komunikasi", "integritas")).order_by("order"))
    address = f"/kompetensi/cari/?k1={wanted[0].pk}&n1=3&k2={wanted[1].pk}&n2=2"
    rows = enter(cast.dewi).get(address).context["rows"]
    assert [(fit.person.name, fit.above) for fit in rows] == [("Budi Santoso", 3), ("Sari Wulandari", 1)]
    assert [(one.level, proof.level, proof.method) for one, proof in rows[0].pairs] == [
        (3, 4, "siasn"),
        (2, 4, "siasn"),
    ]
    assert [fit.person.name for fit in enter(cast.anton).get(address).context["rows"]] == ["Wati Mamuju"]


def test_expired_results_only_when_asked_for(staff: Staff, cast: Cast) -> None:
    assess(staff.sari, 5, day=date(2021, 3, 1))
    pk = Competency.objects.get(code="komunikasi").pk
    client = enter(cast.dewi)
    assert client.get(f"/kompetensi/cari/?k1={pk}").context["rows"] == []
    rows = client.get(f"/kompetensi/cari/?k1={pk}&expired=1").context["rows"]
    assert [(fit.person.name, fit.pairs[0][1].is_valid) for fit in rows] == [("Sari Wulandari", False)]
    assess(staff.rina, 5, day=date(2021, 3, 1), method=Method.SELF)  # never counted and has not expired
    rows = client.get(f"/kompetensi/cari/?k1={pk}&expired=1").context["rows"]
    assert [fit.person.name for fit in rows] == ["Sari Wulandari"]
    assess(staff.sari, 1)  # what counts goes before what was
    assert client.get(f"/kompetensi/cari/?k1={pk}&n1=2&expired=1").context["rows"] == []


# Files and readings


def sheet(response: HttpResponse) -> list[list]:
    assert response.status_code == 200
    return (
        CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content))).get_sheet_by_index(0).to_python()
    )


@pytest.mark.parametrize("state", ["short", "met", "none"])
@pytest.mark.parametrize("url", ["/tim/kompetensi/", "/tim/kompetensi/unduh/"])
def test_a_filter_that_leaves_nobody_is_answered(staff: Staff, cast: Cast, url: str, state: str) -> None:
    response = enter(cast.dewi).get(url, {"unit": "zzz", "state": state})
    assert response.status_code == 200
    if url.endswith("/kompetensi/"):
        assert "Tidak ada pegawai" in response.content.decode()
    response.close()  # of a file that nobody reads


def test_files_of_people_are_written_down(staff: Staff, cast: Cast) -> None:
    staff.sari.name = "=1+1"
    staff.sari.save()
    assess(staff.sari, 3)
    pk = Competency.objects.get(code="komunikasi").pk
    client = enter(cast.dewi)
    found = sheet(client.get(f"/kompetensi/cari/unduh/?k1={pk}&n1=2"))
    assert (found[0][4], found[1][1], found[1][4]) == ("Komunikasi ≥ 2", "=1+1, S.A.P.", 3.0)
    team = sheet(client.get("/tim/kompetensi/unduh/?q=19940514"))
    assert (len(team), team[1][4:6]) == (2, [3.0, 1.0])
    decisions = Decision.objects.filter(kind=DecisionKind.DATA_EXPORTED).values_list("facts", flat=True)
    assert list(decisions) == [{"people": 1}] * 2
    assert Reading.objects.filter(employee=staff.sari, what=ReadingKind.EXPORT).count() == 2


def test_the_file_of_the_map(staff: Staff, cast: Cast) -> None:
    assess(staff.sari, 1)
    rows = sheet(enter(cast.dewi).get("/kompetensi/unduh/"))
    assert [row[:2] for row in rows] == [
        ["Unit kerja", "Integritas"], ["Kecamatan Gayungan", 100.0], ["Kota Surabaya", 100.0]
    ]  # fmt: skip


@pytest.mark.parametrize("page", ["/tim/kompetensi/", "/kompetensi/cari/?k1={pk}"])
def test_levels_of_named_people_leave_a_reading(staff: Staff, cast: Cast, page: str) -> None:
    assess(staff.sari, 3)
    enter(cast.rina).get(page.format(pk=Competency.objects.get(code="komunikasi").pk))
    seen = Reading.objects.filter(what=ReadingKind.COMPETENCY, reader=cast.rina)
    people = {"Sari Wulandari", "Budi Santoso"} if "tim" in page else {"Sari Wulandari"}
    assert set(seen.values_list("employee__name", flat=True)) == people


PAGES: list[Callable[[int], str]] = [
    lambda pk: "/tim/kompetensi/", lambda pk: f"/tim/kompetensi/?state=short&competency={pk}", lambda pk: "/kompetensi/",
    lambda pk: "/kompetensi/cakupan/", lambda pk: f"/kompetensi/cari/?k1={pk}&n1=2",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_costs_the_same_for_one_person_and_three(staff: Staff, cast: Cast, page: Callable[[int], str]) -> None:
    pk = Competency.objects.get(code="komunikasi").pk
    Employee.objects.exclude(pk__in=[staff.budi.pk]).filter(agency=cast.surabaya).update(is_active=False)
    Position.objects.filter(agency=cast.surabaya).update(tier="jpt_pratama")
    client, costs = enter(cast.dewi), []
    client.get(page(pk))  # the session notes its first use
    for people in ([staff.budi], [staff.sari, staff.tono]):
        for person in people:
            Employee.objects.filter(pk=person.pk).update(is_active=True)
            assess(person, 2)
        with CaptureQueriesContext(connection) as queries:
            text_of(client.get(page(pk)))
        costs.append(len(queries))
    assert (costs[1], costs[0] <= 12) == (costs[0], True), costs
