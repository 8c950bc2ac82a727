"""One official match and one notion of "assessed": person, team, coverage, talent map, succession and report agree."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from core.tests.people import Cast
from employees.models import Employee, Position
from employees.tests.staff import Staff, cast, enter, make_person, staff  # noqa: F401
from evaluations.domain import standards
from evaluations.enums import Method
from evaluations.models import Assessment, AssessmentLevel, Competency, CurrentLevel
from evaluations.selectors import gaps, succession
from evaluations.selectors import talent as maps
from evaluations.selectors.demanded import Area
from evaluations.selectors.person import competency_profile
from evaluations.selectors.team import lines_of
from evaluations.services.current import refresh_levels
from evaluations.tests.test_gaps import TODAY, area, demand, text_of
from evaluations.tests.test_gaps import library as library
from evaluations.tests.test_talent import appraise

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
EARLY = date(TODAY.year, 1, 5)


def assess(
    person: Employee, level: int, *, day: date = EARLY, method: str = Method.SIASN, only: Iterable[str] = ()
) -> Assessment:
    """As the services store it: levels by code, and a row for each."""
    known = Competency.objects.filter(agency=None)
    chosen = known.filter(code__in=only) if only else Competency.objects.mandatory()
    levels = {one.code: level for one in chosen}
    made = Assessment.objects.create(
        agency=person.agency, employee=person, assessed_on=day, method=method, levels=levels
    )
    AssessmentLevel.objects.bulk_create(AssessmentLevel(assessment=made, competency=c, level=level) for c in chosen)
    refresh_levels(agency=person.agency, on=TODAY)
    return made


def ask_everywhere(person: Employee) -> dict[str, tuple[bool, Decimal | None]]:
    """Is she assessed, and what is her match, in each place that says so."""
    profile = competency_profile(person, on=TODAY)
    past = competency_profile(person, on=TODAY, past=True)
    line = lines_of([person], Area(person.agency, TODAY))[person.pk]
    gone = lines_of([person], Area(person.agency, TODAY, past=True))[person.pk]
    alone = {"agency": person.agency, "on": TODAY, "unit": person.unit}
    Employee.objects.filter(unit=person.unit).exclude(pk=person.pk).update(is_active=False)
    counted = [sum(gaps.coverage(Area(**alone, past=is_past)).values(), gaps.Coverage()) for is_past in (False, True)]
    place = maps.placed(maps.chart_of(person.agency, TODAY.year - 1, on=TODAY), [person.pk])[person.pk]
    ready = succession.levels_of([person.pk], on=TODAY).get(person.pk, succession.Known())
    found = ready.before(succession.demand_of_job(person.position, on=TODAY, tier=person.tier, level=person.level))
    return {
        "page": (profile.is_valid, profile.jpm), "page of the past": (past.is_valid, past.jpm),
        "team": (line.is_valid, line.jpm), "team of the past": (gone.is_valid, gone.jpm),
        **{f"coverage {n}": (one.valid == 1, one.jpm_average) for n, one in enumerate(counted)},
        "talent": (place.x is not None, place.x), "succession": (bool(ready.official), found.jpm),
    }  # fmt: skip


MIXTURES = {
    "nine and a technical test": [(1, Method.SIASN, ()), (2, Method.TECHNICAL, ("KES.01",))],
    "a part of the nine, feedback for the rest": [
        (1, Method.CENTER, ("integritas", "kerjasama")), (5, Method.FEEDBACK, ("komunikasi",)),
        (5, Method.SUPERIOR, ("perekatBangsa",)),
    ],
    "feedback alone": [(4, Method.FEEDBACK, ("integritas", "komunikasi"))],
    "a technical test alone": [(4, Method.TECHNICAL, ("KES.01",))],
    "an assessment center about a technical competency alone": [(4, Method.CENTER, ("KES.01",))],
    "a technical test of one of the nine": [(4, Method.TECHNICAL, ("integritas",))],
}  # fmt: skip
OFFICIAL = {
    "nine and a technical test": (True, Decimal("81.82")),
    "a part of the nine, feedback for the rest": (True, Decimal("100.00")),
}


@pytest.mark.parametrize("mixture", MIXTURES)
def test_all_places_agree_about_a_mixture_of_sources(staff: Staff, cast: Cast, mixture: str) -> None:
    demand(staff.sari.position, since=date(2020, 1, 1), komunikasi=3, **{"KES.01": 3})
    appraise(staff.sari, 1, TODAY.year - 1)
    for level, method, only in MIXTURES[mixture]:
        assess(staff.sari, level, method=method, only=only)
    found = ask_everywhere(staff.sari)
    assert found == dict.fromkeys(found, OFFICIAL.get(mixture, (False, None)))


def test_other_results_are_shown_beside_the_match(staff: Staff, cast: Cast) -> None:
    demand(staff.sari.position, since=date(2020, 1, 1), **{"KES.01": 3})
    assess(staff.sari, 1)
    assess(staff.sari, 2, method=Method.TECHNICAL, only=("KES.01",))
    profile = competency_profile(staff.sari, on=TODAY)
    assert ([row.code for row in profile.beside], profile.assessed) == (["KES.01"], 9)
    name = Competency.objects.get(code="KES.01").name
    text = text_of(enter(cast.sari).get("/saya/kompetensi/"))
    assert f"{name} 2/3" in text.split("Di luar JPM")[1]
    assert "Jumlah level yang dimiliki 9, dibagi jumlah level yang dituntut 9" in text


def test_whoever_has_only_other_results_is_not_called_expired(staff: Staff, cast: Cast) -> None:
    assess(staff.sari, 1, method=Method.FEEDBACK, only=("integritas",))
    text = text_of(enter(cast.sari).get("/saya/kompetensi/"))
    assert ("Belum ada asesmen resmi" in text, "edaluwarsa sejak" in text) == (True, False)


@pytest.mark.parametrize("method", [Method.FEEDBACK, Method.TECHNICAL, Method.SELF])
def test_old_results_of_other_sources_make_nobody_expired(staff: Staff, cast: Cast, method: str) -> None:
    old = date(TODAY.year - 5, 3, 1)
    assess(staff.sari, 1, day=old, method=method)
    counted = sum(gaps.coverage(area(cast)).values(), gaps.Coverage())
    assert (counted.valid, counted.expired) == (0, 0)
    assess(staff.sari, 1, day=old)
    counted = sum(gaps.coverage(area(cast)).values(), gaps.Coverage())
    assert (counted.valid, counted.expired) == (0, 1)


# Of each competency the newest valid whole assessment that measured it


def test_a_newer_partial_assessment_leaves_the_others_in_force(staff: Staff, cast: Cast) -> None:
    whole = assess(staff.sari, 2, day=TODAY - timedelta(days=200))
    part = assess(staff.sari, 3, day=TODAY - timedelta(days=10), method=Method.CENTER, only=("integritas",))
    appraise(staff.sari, 1, TODAY.year - 1)
    profile = competency_profile(staff.sari, on=TODAY)
    sources = dict(CurrentLevel.objects.filter(employee=staff.sari).values_list("competency__code", "assessment"))
    assert sources == dict.fromkeys(profile.demand.levels, whole.pk) | {"integritas": part.pk}
    found = ask_everywhere(staff.sari)
    assert found == dict.fromkeys(found, (True, Decimal("100.00")))


def test_only_what_has_expired_is_called_so(staff: Staff, cast: Cast) -> None:
    assess(staff.sari, 1, day=TODAY - timedelta(days=200))
    assess(staff.sari, 3, day=TODAY - timedelta(days=10), method=Method.CACT, only=("KES.01",))
    profile = competency_profile(staff.sari, on=TODAY)
    assert [row.code for row in profile.rows if row.expired] == []
    assert text_of(enter(cast.sari).get("/saya/kompetensi/")).count("edaluwarsa sejak") == 0
    assert profile.assessed == 9


def test_a_row_past_its_day_does_not_count_before_the_night_s_work(staff: Staff, cast: Cast) -> None:
    """The table as it was the day before: on its last day the result counts, on the next it does not."""
    day = date(2023, 6, 1)
    made = assess(staff.sari, 1, day=day)
    appraise(staff.sari, 1, TODAY.year - 1)
    last = standards.last_day(day)
    refresh_levels(agency=cast.surabaya, on=last)
    assert CurrentLevel.objects.filter(assessment=made).count() == 9
    found = {}
    for name, on in (("last", last), ("next", last + timedelta(days=1))):
        asked = Area(cast.surabaya, on)
        found[name] = (
            competency_profile(staff.sari, on=on).is_valid,
            lines_of([staff.sari], asked)[staff.sari.pk].is_valid,
            sum(gaps.coverage(asked).values(), gaps.Coverage()).valid == 1,
            bool(gaps.heat_cells(asked)),
            bool(succession.levels_of([staff.sari.pk], on=on)),
        )
    assert found == {"last": (True,) * 5, "next": (False,) * 5}


def test_the_last_day_on_which_it_counts_is_shown(staff: Staff, cast: Cast) -> None:
    day = standards.oldest_valid(TODAY) + timedelta(days=40)
    made = assess(staff.sari, 1, day=day)
    profile = competency_profile(staff.sari, on=TODAY)
    assert (standards.is_valid(day, on=profile.last_day), standards.is_valid(day, on=profile.valid_until)) == (
        True,
        False,
    )
    for page in ("/saya/kompetensi/", reverse("assessment_own", args=[made.pk])):
        assert f"Berlaku hingga {date_format(profile.last_day)}" in text_of(enter(cast.sari).get(page))


# What pages say


def test_the_remark_names_the_day_that_was_compared(staff: Staff, cast: Cast) -> None:
    assess(staff.sari, 1, day=date(TODAY.year - 1, 1, 5))
    assess(staff.sari, 1, day=date(TODAY.year, 6, 5), method=Method.CENTER, only=("integritas",))
    demand(staff.sari.position, since=date(TODAY.year, 3, 1), komunikasi=3)
    profile = competency_profile(staff.sari, on=TODAY)
    assert (profile.changed_on, profile.compared_on) == (date(TODAY.year, 3, 1), date(TODAY.year - 1, 1, 5))
    text = text_of(enter(cast.sari).get("/saya/kompetensi/"))
    assert f"asesmen {date_format(profile.compared_on)}. Kesenjangan" in text


def test_the_team_says_valid_where_the_job_demands_nothing(staff: Staff, cast: Cast) -> None:
    bare = Position.objects.create(agency=cast.surabaya, name="Staf Khusus", tier="")
    Employee.objects.filter(pk=staff.sari.pk).update(position=bare, tier="")
    staff.sari.refresh_from_db()
    assess(staff.sari, 2, day=TODAY - timedelta(days=30))
    line = lines_of([staff.sari], area(cast))[staff.sari.pk]
    assert (line.is_valid, line.jpm, line.gaps) == (True, None, {})
    counted = sum(gaps.coverage(area(cast)).values(), gaps.Coverage())
    assert (counted.valid, counted.matched, counted.jpm_average) == (1, 0, None)


def test_the_more_important_of_two_gaps_comes_first(staff: Staff, cast: Cast) -> None:
    standard = demand(staff.sari.position, since=date(2020, 1, 1), komunikasi=3, integritas=2)
    standard.levels.filter(competency__code="komunikasi").update(importance="perlu")
    standard.levels.filter(competency__code="integritas").update(importance="mutlak")
    assess(staff.sari, 1)
    profile = competency_profile(staff.sari, on=TODAY)
    assert [(row.code, row.shortfall) for row in profile.gaps] == [("integritas", 1), ("komunikasi", 2)]


@pytest.mark.parametrize("state", ["met", "short"])
def test_meeting_means_everything_and_short_means_anything(staff: Staff, cast: Cast, state: str) -> None:
    demand(staff.sari.position, since=date(2020, 1, 1), komunikasi=3)
    assess(staff.sari, 1)  # eight met, one short
    assess(staff.rina, 1)  # all met
    rows = enter(cast.dewi).get(f"/tim/kompetensi/?state={state}").context["table"].rows
    assert [row.record.name for row in rows] == {"met": ["Rina Puspitasari"], "short": ["Sari Wulandari"]}[state]


def test_nobody_is_counted_before_the_appointment(staff: Staff, cast: Cast) -> None:
    for person, day in ((staff.sari, TODAY + timedelta(days=1)), (staff.rina, TODAY)):
        Employee.objects.filter(pk=person.pk).update(appointed_on=day)
        assess(person, 1)
    cells = gaps.whole_of(gaps.heat_cells(area(cast)))
    assert {cell.people for cell in cells.values()} == {1}


def test_whoever_holds_the_post_is_not_in_its_pool(staff: Staff, cast: Cast) -> None:
    for person in (staff.budi, staff.sari):
        assess(person, 4)
        appraise(person, 1, TODAY.year - 1)
    Employee.objects.filter(pk=staff.budi.pk).update(tier="pengawas")
    chart = maps.chart_of(cast.surabaya, TODAY.year - 1, on=TODAY)
    post = succession.described(list(succession.posts(cast.surabaya).filter(pk=staff.village.pk)), chart)[0]
    wanted = succession.demand_of_post(post, on=TODAY)
    known = succession.competencies_of(wanted, cast.surabaya)
    found = succession.candidates(post, wanted, known, chart, on=TODAY)
    assert (post.holder, post.pool, sum(one.is_in_pool for one in found)) == (staff.budi, 1, 1)


def test_a_past_year_s_end_is_kept_until_something_changes(staff: Staff, cast: Cast) -> None:
    assess(staff.sari, 1, day=date(TODAY.year - 2, 3, 1))
    pk = Competency.objects.get(code="komunikasi").pk

    def meeting() -> tuple[int, int]:
        cell = gaps.trend(area(cast), until=TODAY.year)[TODAY.year - 1][pk]
        return cell.people, cell.meeting

    found = [meeting()]
    demand(staff.sari.position, since=date(2020, 1, 1), komunikasi=3)
    found.append(meeting())
    assess(staff.rina, 2, day=date(TODAY.year - 1, 3, 1))
    found.append(meeting())
    Employee.objects.filter(pk=staff.rina.pk).update(is_active=False)
    found.append(meeting())
    assert found == [(1, 1), (1, 0), (2, 1), (1, 0)]
