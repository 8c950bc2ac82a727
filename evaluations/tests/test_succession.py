"""Leading posts and who could follow; the way from one's job to another, and how others went."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from core.models import Agency
from core.tests.people import Cast, make_unit
from employees.models import Employee, EmployeeHistory, Position, Reading
from employees.tests.staff import Staff, cast, enter, make_person, staff  # noqa: F401
from evaluations.domain.competencies import COMPETENCIES
from evaluations.models import Competency, JobStandard, StandardLevel
from evaluations.selectors import career, succession
from evaluations.selectors import talent as maps
from evaluations.services.current import refresh_levels
from evaluations.tests.test_talent import appraise, assess, government  # noqa: F401

pytestmark = pytest.mark.django_db
NINE = [competency.key for competency in COMPETENCIES]
TODAY = timezone.localdate()


def measure(person: Employee, levels: dict[str, int]) -> None:
    """A whole assessment with its rows, of this year."""
    assess(person, levels, on=date(TODAY.year, 1, 1))
    refresh_levels(agency=person.agency, on=TODAY)


@pytest.fixture
def village(staff: Staff, cast: Cast) -> Agency:
    """Budi leads the village (pengawas: level 2); Sari could follow him with development, Rina is ready."""
    measure(staff.sari, dict.fromkeys(NINE, 2) | {"integritas": 1, "kerjasama": 1, "komunikasi": 1, "perekatBangsa": 1})
    measure(staff.rina, dict.fromkeys(NINE, 2))
    measure(staff.tono, dict.fromkeys(NINE, 1))
    for person in (staff.sari, staff.rina, staff.tono):
        appraise(person, 1)
    return cast.surabaya


def candidates(staff: Staff) -> list[tuple[str, str, Decimal | None, int | None]]:
    agency = staff.village.agency
    post = succession.described(list(succession.posts(agency).filter(pk=staff.village.pk)), None)[0]
    demand = succession.demand_of_post(post, on=TODAY)
    chart, known = maps.newest_chart(agency, on=TODAY), succession.competencies_of(demand, agency)
    found = succession.candidates(post, demand, known, chart, on=TODAY)
    people = Employee.objects.in_bulk([one.employee for one in found])
    return [(people[one.employee].name, one.state, one.jpm, one.box) for one in found]


def test_candidates_are_the_pool_and_whoever_matches(village: Agency, staff: Staff) -> None:
    """As clerks (level 1) all three reach box 9; the post demands level 2."""
    assert candidates(staff) == [
        ("Rina Puspitasari", "ready", Decimal("100.00"), 9),
        ("Sari Wulandari", "developing", Decimal("77.78"), 9),
        ("Tono Hartono", "not_ready", Decimal("50.00"), 9),
    ]


def test_the_holder_other_tiers_and_other_agencies_are_none(village: Agency, staff: Staff) -> None:
    Employee.objects.filter(pk=staff.rina.pk).update(tier="jf", level="ahli_madya")
    Employee.objects.filter(pk=staff.tono.pk).update(is_active=False)
    measure(staff.budi, dict.fromkeys(NINE, 2))
    measure(staff.wati, dict.fromkeys(NINE, 2))
    assert [name for name, *_rest in candidates(staff)] == ["Sari Wulandari"]


def test_an_unassessed_competency_of_the_post_comes_first(village: Agency, staff: Staff) -> None:
    post = Position.objects.get(name="LURAH KETINTANG")
    standard = JobStandard.objects.create(
        agency=village, position=post, valid_from=date(2025, 1, 1), made_at=timezone.now()
    )
    own = Competency.objects.create(agency=village, code="L.01", name="Tata kelurahan", group="technical", order=99)
    StandardLevel.objects.create(standard=standard, competency=own, level=3)
    assert candidates(staff)[0] == ("Rina Puspitasari", "developing", Decimal("100.00"), 9)


def test_every_candidate_of_a_government_is_as_ready_as_the_rule_says(government: Agency) -> None:
    refresh_levels(agency=government, on=TODAY)
    chart = maps.newest_chart(government, on=TODAY)
    placed = maps.placed(chart, None)
    for post in succession.described(list(succession.posts(government)[::7]), chart):
        demand = succession.demand_of_post(post, on=TODAY)
        known = succession.competencies_of(demand, government)
        found = {
            one.employee: (one.state, one.jpm, one.box)
            for one in succession.candidates(post, demand, known, chart, on=TODAY)
        }
        people = Employee.objects.filter(agency=government, is_active=True).exclude(pk=post.holder and post.holder.pk)
        levels = succession.levels_of([person.pk for person in people], on=TODAY)
        wanted = {}
        for person in people:
            ready, box = levels.get(person.pk, succession.Known()).before(demand), placed[person.pk].box
            follows = succession.readiness.may_fill(post.tier, tier=person.tier, level=person.level)
            if follows and (box in (7, 8, 9) or (ready.jpm or 0) >= 80):
                wanted[person.pk] = (ready.state, ready.jpm, box)
        assert found == wanted


def posts(client, query: str = "") -> list[str]:
    return [post.unit.head_title for post, _leaving in client.get(f"/talenta/suksesi/{query}").context["posts"]]


def test_the_posts_that_lead_units(village: Agency, staff: Staff, cast: Cast) -> None:
    office = make_unit(village, "BAGIAN HUKUM", cast.city)
    office.head_title, office.eselon = "Kepala Bagian Hukum", "31"
    office.save()
    clerks = make_unit(village, "POSKO", cast.city)
    clerks.head_title = "Pengadministrasi Umum"  # no structural job
    clerks.save()
    Employee.objects.filter(pk=staff.budi.pk).update(birth_date=date(TODAY.year - 55, 1, 1))
    client = enter(cast.dewi)
    assert posts(client) == ["Lurah Ketintang", "Kepala Bagian Hukum"]
    assert (posts(client, "?state=vacant"), posts(client, "?state=soon")) == (
        ["Kepala Bagian Hukum"],
        ["Lurah Ketintang"],
    )
    assert (posts(client, "?tier=administrator"), posts(client, "?q=lurah")) == (
        ["Kepala Bagian Hukum"],
        ["Lurah Ketintang"],
    )
    assert (posts(client, "?unit=gayungan"), posts(client, "?tier=jf")) == (["Lurah Ketintang"], [])
    post, leaving = client.get("/talenta/suksesi/").context["posts"][0]
    assert (post.holder, post.tier, post.pool, post.retires_on.year, leaving) == (
        staff.budi, "pengawas", 3, TODAY.year + 3, True,
    )  # fmt: skip


def test_what_a_candidate_lacks_stands_on_the_page(village: Agency, staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    address = f"/talenta/suksesi/{staff.village.pk}/"
    response = client.get(address + "?state=developing")
    assert [one.person.name for one in response.context["candidates"]] == ["Sari Wulandari"]
    text = response.content.decode()
    assert ("Integritas&nbsp;−1" in text, "77,78" in text, "Siap dengan pengembangan" in text) == (True, True, True)
    found = [
        len(client.get(address + query).context["candidates"]) for query in ("?q=rina", "?unit=kepegawaian", "?state=x")
    ]
    assert found == [1, 1, 0]
    read = {(r.employee.name, r.what) for r in Reading.objects.filter(reader=cast.dewi)}
    assert read == {(name, "talent") for name in ("Sari Wulandari", "Rina Puspitasari", "Tono Hartono")}


def test_a_unit_without_a_leading_job_says_so(village: Agency, staff: Staff, cast: Cast) -> None:
    assert (
        "tidak mempunyai jabatan pimpinan"
        in enter(cast.dewi).get(f"/talenta/suksesi/{staff.office.pk}/").content.decode()
    )
    assert enter(cast.anton).get(f"/talenta/suksesi/{staff.village.pk}/").status_code == 404


@pytest.mark.parametrize(("which", "most"), [("list", 12), ("post", 14)])
def test_pages_cost_the_same_with_more_rows(village: Agency, staff: Staff, cast: Cast, which: str, most: int) -> None:
    address = "/talenta/suksesi/" if which == "list" else f"/talenta/suksesi/{staff.village.pk}/"
    client, costs = enter(cast.dewi), []
    Employee.objects.filter(pk__in=[staff.sari.pk, staff.tono.pk]).update(is_active=False)
    client.get(address)
    for number in (0, 2):
        for each in range(number):
            unit = make_unit(village, f"KELURAHAN {each}", cast.district)
            unit.head_title, unit.eselon = f"Lurah {each}", "41"
            unit.save()
            measure(make_person(village, f"19900101201901100{each}", f"Tambah {each}", unit), dict.fromkeys(NINE, 2))
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
    assert (costs[0] == costs[1], costs[0] <= most) == (True, True), "\n".join(q["sql"][:150] for q in queries)


def test_the_files(village: Agency, staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    rows = list(load_workbook(BytesIO(client.get("/talenta/suksesi/unduh/").getvalue())).active.values)
    assert rows[1] == ("Lurah Ketintang", "Kelurahan Ketintang", "Pengawas", "Budi Santoso", None, 3)
    response = client.get(f"/talenta/suksesi/{staff.village.pk}/unduh/?state=developing")
    (row,) = list(load_workbook(BytesIO(response.getvalue())).active.values)[1:]
    assert (row[1], row[5:10], row[11]) == (
        "Sari Wulandari, S.A.P.", (9, "simulasi", 77.78, "MMS", "Siap dengan pengembangan"),
        "Integritas −1; Kerja Sama −1; Komunikasi −1; Perekat Bangsa −1",
    )  # fmt: skip


# Career


def test_the_way_to_a_job(village: Agency, staff: Staff, cast: Cast) -> None:
    response = enter(cast.sari).get("/saya/karier/?job=Lurah+Ketintang")
    way = response.context["way"]
    assert (way.readiness.state, way.readiness.jpm, len(way.met), len(way.lacking)) == (
        "developing",
        Decimal("77.78"),
        5,
        4,
    )
    assert response.context["others"] is None  # one holder could be recognised
    text = response.content.decode()
    assert ("Budi" in text, "Kurang dari lima orang" in text) == (False, True)
    assert Reading.objects.count() == 0


def test_suggested_are_the_next_level_and_the_jobs_that_lead(village: Agency, staff: Staff, cast: Cast) -> None:
    jobs = {
        level: Position.objects.create(agency=village, name=f"Perawat {words}", tier="jf", level=level)
        for level, words in (("ahli_muda", "Ahli Muda"), ("ahli_madya", "Ahli Madya"))
    }
    Employee.objects.filter(pk=staff.sari.pk).update(position=jobs["ahli_muda"])
    staff.sari.refresh_from_db()
    assert [job.name for job in career.suggested(staff.sari)] == ["Perawat Ahli Madya", "LURAH KETINTANG"]


def test_a_job_that_is_not_known_is_asked_again(village: Agency, staff: Staff, cast: Cast) -> None:
    client = enter(cast.sari)
    response = client.get("/saya/karier/?job=lurah")
    assert ([job.name for job in response.context["alike"]], response.context["target"]) == (["LURAH KETINTANG"], None)
    far = Position.objects.create(agency=cast.mamuju, name="Camat Mamuju", tier="administrator")
    assert client.get(f"/saya/karier/?job={far.pk}").context["target"] is None
    assert "LURAH KETINTANG" in client.get("/saya/karier/jabatan/?job=lurah").content.decode()
    assert client.get("/saya/karier/jabatan/?job=l").content.decode().strip() == ""


@pytest.mark.parametrize(
    ("who", "status"), [("sari", 403), ("budi", 200), ("rina", 200), ("dewi", 200), ("maya", 200), ("anton", 404)]
)
def test_who_may_open_the_way_of_another(village: Agency, staff: Staff, cast: Cast, who: str, status: int) -> None:
    response = enter(getattr(cast, who)).get(f"/pegawai/{staff.sari.pk}/karier/?job=Lurah+Ketintang")
    assert response.status_code == status
    assert Reading.objects.filter(employee=staff.sari, what="competency").count() == (status == 200)


def test_how_others_went_in_groups_of_five(village: Agency, staff: Staff, cast: Cast) -> None:
    target = Position.objects.create(agency=village, name="Camat", tier="administrator")
    before = ["Sekretaris Kecamatan"] * 6 + ["Kepala Seksi"] * 5 + ["Lurah"] * 2
    for number, job in enumerate(before):
        person = make_person(
            village, f"1980010120050110{number:02}", f"Camat {number}", position=target, education="s1"
        )
        for value, year in ((job, 2020), ("Juru Tulis", 2010), ("camat", 2022)):
            EmployeeHistory.objects.create(
                employee=person, aspect="position", value=value, since=date(year - 4, 1, 1), until=date(year, 1, 1),
                recorded_at=timezone.now(),
            )  # fmt: skip
    others = career.others_in(target)
    assert [(one.job, one.people, one.years) for one in others.origins] == [("Sekretaris Kecamatan", 6, 4.0)]
    assert (others.people, others.elsewhere, others.educations) == (13, 7, [("S1", 13)])
    text = enter(cast.sari).get(f"/saya/karier/?job={target.pk}").content.decode()
    assert ("Sekretaris Kecamatan" in text, "Lurah: " in text, "Camat 3" in text) == (True, False, False)
