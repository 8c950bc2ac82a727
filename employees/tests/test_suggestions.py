"""What is offered while one types: people, units, jobs."""

from core.tests.people import Cast
from employees.tests.staff import Staff, cast, enter, make_person, staff  # noqa: F401


def test_people_by_name_and_nip(staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    for typed in ("sari w", "1994 0514"):
        found = client.get("/pegawai/saran/", {"q": typed}).context["people"]
        assert [person.name for person in found] == ["Sari Wulandari"]


def test_people_only_inside_the_scope(staff: Staff, cast: Cast) -> None:
    found = enter(cast.rina).get("/pegawai/saran/", {"q": "an"}).context["people"]
    assert [person.name for person in found] == ["Budi Santoso", "Sari Wulandari"]


def test_nothing_for_one_character_or_none(staff: Staff, cast: Cast) -> None:
    client = enter(cast.dewi)
    for typed in ("", "s", " s ", "\0"):
        assert client.get("/pegawai/saran/", {"q": typed}).content.decode().strip() == ""


def test_at_most_eight(cast: Cast) -> None:
    for number in range(10):
        make_person(cast.surabaya, f"1990010120190310{number:02}", f"Orang {number}", cast.city)
    assert len(enter(cast.dewi).get("/pegawai/saran/", {"q": "orang"}).context["people"]) == 8


def test_names_that_begin_with_the_text_come_first(staff: Staff, cast: Cast) -> None:
    make_person(cast.surabaya, "199001012019031001", "Andi Santika", cast.city)
    make_person(cast.surabaya, "199001012019031002", "Santi Dewi", cast.city)
    found = enter(cast.dewi).get("/pegawai/saran/", {"q": "sant"}).context["people"]
    assert [person.name for person in found] == ["Santi Dewi", "Andi Santika", "Budi Santoso"]


def test_units_with_the_unit_above(staff: Staff, cast: Cast) -> None:
    options = enter(cast.dewi).get("/pegawai/saran/unit/", {"unit": "k"}).context["options"]
    assert options == [
        "Pemerintah Kota Surabaya",
        "Badan Kepegawaian Daerah",
        "Kecamatan Gayungan",
        "Kelurahan Ketintang · Kecamatan Gayungan",
    ]


def test_units_only_inside_the_scope(staff: Staff, cast: Cast) -> None:
    options = enter(cast.rina).get("/pegawai/saran/unit/", {"unit": "k"}).context["options"]
    assert options == ["Kecamatan Gayungan", "Kelurahan Ketintang · Kecamatan Gayungan"]


def test_jobs_of_the_own_agency(staff: Staff, cast: Cast) -> None:
    assert enter(cast.dewi).get("/pegawai/saran/jabatan/", {"job": "lurah"}).context["options"] == ["LURAH KETINTANG"]
    assert enter(cast.anton).get("/pegawai/saran/jabatan/", {"job": "lurah"}).context["options"] == []


def test_an_asn_gets_no_suggestions(staff: Staff, cast: Cast) -> None:
    client = enter(cast.sari)
    for path in ("/pegawai/saran/?q=budi", "/pegawai/saran/unit/?unit=k", "/pegawai/saran/jabatan/?job=lurah"):
        assert client.get(path).status_code == 403


def test_a_name_is_found_as_the_page_shows_it(staff, cast: Cast):
    person = staff.sari
    person.title_front, person.title_back = "dr.", "S.STP., M.A.P."
    person.save(update_fields=["title_front", "title_back"])
    from employees.selectors import suggestions

    assert suggestions(cast.dewi, cast.surabaya, person.full_name) == [person]
