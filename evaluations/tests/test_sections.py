"""Competency and performance of one person: access, levels, validity, years."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.tests.people import Cast
from employees.tests.staff import Staff, cast, enter, staff  # noqa: F401
from evaluations.models import Assessment, AssessmentLevel, Competency, PerformanceResult
from evaluations.selectors.person import CompetencyRow, competency_profile
from evaluations.services.current import refresh_levels

NINE = ("integritas", "kerjasama", "komunikasi", "orientasiPadaHasil", "pelayananPublik",
        "pengembanganDiriDanOrla", "mengelolaPerubahan", "pengambilanKeputusan", "perekatBangsa")  # fmt: skip


TODAY = date(2026, 11, 21)


def assess(staff: Staff, cast: Cast, day: date, *levels: int) -> Assessment:
    by_code = dict(zip(NINE, levels, strict=False))
    made = Assessment.objects.create(agency=cast.surabaya, employee=staff.sari, assessed_on=day, levels=by_code)
    for competency in Competency.objects.filter(code__in=by_code):
        AssessmentLevel.objects.create(assessment=made, competency=competency, level=by_code[competency.code])
    refresh_levels(agency=cast.surabaya, on=TODAY)
    return made


@pytest.mark.parametrize("section", ["kompetensi", "kinerja"])
@pytest.mark.parametrize(
    ("user", "status"), [("sari", 200), ("budi", 200), ("rina", 200), ("dewi", 200), ("maya", 200), ("anton", 404)]
)
def test_access_follows_the_person(staff: Staff, cast: Cast, section: str, user: str, status: int) -> None:
    client = enter(getattr(cast, user))
    assert client.get(f"/pegawai/{staff.sari.pk}/{section}/").status_code == status
    assert enter(cast.sari).get(f"/pegawai/{staff.budi.pk}/{section}/").status_code == 404


@pytest.mark.parametrize("section", ["kompetensi", "kinerja"])
def test_a_part_for_htmx_and_a_page_for_the_rest(staff: Staff, cast: Cast, section: str) -> None:
    client, address = enter(cast.sari), f"/pegawai/{staff.sari.pk}/{section}/"
    assert client.get(address).content.startswith(b"<!doctype html>")
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<section class="card')


def test_the_latest_assessment_against_the_job(staff: Staff, cast: Cast) -> None:
    assess(staff, cast, date(2020, 1, 15), 1, 1, 1, 1, 1, 1, 1, 1, 1)
    assess(staff, cast, date(2025, 8, 20), 2, 1, 1, 1, 1, 1, 1, 1, 1)
    staff.sari.position.tier = "pengawas"  # demands level 2
    profile = competency_profile(staff.sari, on=TODAY)
    assert (profile.assessed_on, profile.valid_until, profile.is_valid) == (
        date(2025, 8, 20), date(2028, 8, 20), True,
    )  # fmt: skip
    assert (profile.met, profile.assessed, len(profile.assessments)) == (1, 9, 2)
    row = profile.rows[1]
    assert (row.name, row.required, row.actual, row.kind) == ("Kerja Sama", 2, 1, "low")
    assert [row.name for row in profile.by_priority][-1] == "Integritas"


def test_results_expire_after_three_years(staff: Staff, cast: Cast) -> None:
    assess(staff, cast, date(2022, 8, 20), 1)
    text = enter(cast.sari).get(f"/pegawai/{staff.sari.pk}/kompetensi/").content.decode()
    assert "Kedaluwarsa sejak 20 Agustus 2025" in text
    assert (text.count("hasil kedaluwarsa"), text.count("belum pernah dinilai")) == (1, 8)


def test_an_assessment_to_come_does_not_count(staff: Staff, cast: Cast) -> None:
    assess(staff, cast, date(2026, 12, 1), 1)
    profile = competency_profile(staff.sari, on=TODAY)
    assert (profile.assessments, profile.is_valid, {row.kind for row in profile.rows}) == ([], False, {"unassessed"})


def test_nothing_demanded_and_nothing_measured_is_no_profile(staff: Staff, cast: Cast) -> None:
    staff.sari.position = None
    staff.sari.tier = ""
    assert competency_profile(staff.sari, on=TODAY) is None


@pytest.mark.parametrize(
    ("required", "actual", "segments", "shortfall", "surplus"),
    [
        (3, 2, ["reached", "reached", "missing", "none", "none"], 1, 0),
        (2, 3, ["reached", "reached", "beyond", "none", "none"], 0, 1),
        (5, 5, ["reached"] * 5, 0, 0),
        (None, 2, ["reached", "reached", "none", "none", "none"], 0, 0),
        (3, None, ["none"] * 5, 0, 0),
    ],
)
def test_levels_in_five_segments(
    required: int | None, actual: int | None, segments: list[str], shortfall: int, surplus: int
) -> None:
    row = CompetencyRow("Integritas", "Manajerial", required, actual)
    assert (row.segments, row.shortfall, row.surplus) == (segments, shortfall, surplus)


def test_years_newest_first(staff: Staff, cast: Cast) -> None:
    for year in (2023, 2025, 2024):
        PerformanceResult.objects.create(
            agency=cast.surabaya, employee=staff.sari, year=year, results=2, behaviour=1, predicate=2,
            rater_name="BUDI SANTOSO",
        )  # fmt: skip
    response = enter(cast.sari).get(f"/pegawai/{staff.sari.pk}/kinerja/")
    assert [result.year for result in response.context["years"]] == [2025, 2024, 2023]
    text = response.content.decode()
    assert text.count("Budi Santoso") == 3
    assert text.count("Di atas ekspektasi") == 3
    assert '<th scope="row">2025</th>' in text


def test_nothing_yet_is_said_in_words(staff: Staff, cast: Cast) -> None:
    client = enter(cast.sari)
    assert "Belum ada asesmen" in client.get(f"/pegawai/{staff.sari.pk}/kompetensi/").content.decode()
    assert "Belum ada penilaian kinerja" in client.get(f"/pegawai/{staff.sari.pk}/kinerja/").content.decode()


def test_costs_the_same_for_one_year_and_three(staff: Staff, cast: Cast) -> None:
    client, costs = enter(cast.sari), []
    client.get(f"/pegawai/{staff.sari.pk}/kinerja/")  # the session notes its first use
    for years in ((2023,), (2024, 2025)):
        for year in years:
            PerformanceResult.objects.create(agency=cast.surabaya, employee=staff.sari, year=year, predicate=2)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/pegawai/{staff.sari.pk}/kinerja/")
        costs.append(len(queries))
    assert (costs[1], costs[0] <= 12) == (costs[0], True)
