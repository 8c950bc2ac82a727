"""The frame of every page: navigation, person search, language, theme, agency, and what CSP forbids."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from core.models import RoleAssignment, User
from core.navigation import ENTRIES, navigation
from core.tests.people import Cast
from core.tests.people import cast as cast

PAGES = ("/saya/", "/pegawai/", "/organisasi/", "/akun/kata-sandi/buat/", "/akun/keluar/", "/tidak-ada/")


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def labels(user: User, *, has_record: bool = True) -> tuple[list[str], list[str]]:
    user.has_record = has_record
    shown = navigation(user, "/", user.roles.get().agency)
    return [str(e["label"]) for e in shown["main"]], [str(e["label"]) for e in shown["settings"]]


@pytest.mark.parametrize(
    ("name", "main", "foot"),
    [
        ("sari", ["Beranda", "Kompetensi saya", "Data saya"], []),
        ("budi", ["Beranda", "Kompetensi saya", "Data saya", "Pegawai", "Kompetensi"], ["Organisasi"]),
        (
            "dewi",
            ["Beranda", "Kompetensi saya", "Data saya", "Pegawai", "Kompetensi", "Laporan"],
            ["Organisasi", "Peran", "Akun", "Impor data", "Koreksi data", "Insiden", "Jadwal"],
        ),
        (
            "maya",
            ["Beranda", "Kompetensi saya", "Data saya", "Pegawai", "Kompetensi", "Jejak audit", "Laporan"],
            ["Organisasi", "Peran", "Akun", "Insiden"],
        ),
    ],
)
def test_the_sidebar_shows_what_the_roles_open(cast: Cast, name: str, main: list[str], foot: list[str]) -> None:
    assert labels(getattr(cast, name)) == (main, foot)


def test_an_account_without_a_record_finds_what_is_held_about_it_and_nothing_of_a_job(cast: Cast) -> None:
    assert labels(cast.sari, has_record=False) == (["Beranda", "Data saya"], [])
    page = enter(cast.dewi).get("/organisasi/").content.decode()
    assert ('href="/saya/data/"' in page, 'href="/saya/kompetensi/"' in page, 'href="/saya/"' in page) == (
        True,
        False,
        False,
    )


def test_every_entry_leads_somewhere_and_is_marked_there(cast: Cast) -> None:
    admin = User.objects.create(username="admin", is_superuser=True)
    RoleAssignment.objects.create(user=admin, role="assessor", agency=cast.surabaya)
    for entry in ENTRIES:
        url = reverse(entry.url_name)
        admin.has_record = entry.of_staff is not False
        shown = navigation(admin, url, cast.surabaya)
        active = [e["url"] for e in shown["main"] + shown["settings"] if e["active"]]
        assert active == [url]


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/saya/asesmen/", "/saya/kompetensi/"), ("/saya/karier/", "/saya/kompetensi/"), ("/saya/talenta/", "/saya/kompetensi/"),
        ("/saya/data/", "/saya/"), ("/talenta/suksesi/", "/kompetensi/"), ("/tim/kompetensi/", "/kompetensi/"),
        ("/asesmen-saya/3/", "/saya/kompetensi/"),
    ],
)  # fmt: skip
def test_pages_under_tabs_mark_the_entry_that_leads_to_them(cast: Cast, path: str, here: str) -> None:
    cast.dewi.has_record = True
    shown = navigation(cast.dewi, path, cast.surabaya)["main"]
    assert [entry["url"] for entry in shown if entry["active"]] == [here]


def test_an_entry_stays_marked_on_the_pages_below(cast: Cast) -> None:
    active = [e["url"] for e in navigation(cast.dewi, "/pegawai/7/", cast.surabaya)["main"] if e["active"]]
    assert active == ["/pegawai/"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_carry_nothing_inline(cast: Cast, path: str) -> None:
    text = enter(cast.dewi).get(path).content.decode()
    assert re.findall(r"<[^>]*\s(?:style|on[a-z]+)=", text) == []
    assert re.findall(r"<style|<script(?![^>]*\ssrc=)(?![^>]*application/json)", text) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', text) == []


def test_the_policy_allows_only_ourselves(cast: Cast) -> None:
    policy = enter(cast.dewi).get("/pegawai/")["Content-Security-Policy"]
    assert sorted(policy.split("; ")) == [
        "base-uri 'self'", "default-src 'self'", "form-action 'self'", "frame-ancestors 'none'",
        "img-src 'self' data:", "object-src 'none'", "script-src 'self'", "style-src 'self'",
    ]  # fmt: skip


def test_one_heading_one_title_and_a_skip_link(cast: Cast) -> None:
    text = enter(cast.dewi).get("/pegawai/").content.decode()
    assert re.findall(r"<h1[^>]*>([^<]+)</h1>", text) == ["Pegawai"]
    assert re.findall(r"<title>([^<]+)</title>", text) == ["Pegawai · Kompetensi ASN"]
    assert '<a class="skip-link" href="#content">' in text
    assert '<main id="content"' in text


def test_only_those_who_see_people_find_the_search(cast: Cast) -> None:
    found = {name: 'id="person-search"' in enter(getattr(cast, name)).get("/saya/").content.decode()
             for name in ("sari", "budi", "maya")}  # fmt: skip
    assert found == {"sari": False, "budi": True, "maya": True}


@pytest.mark.parametrize(
    ("cookie", "drawn", "choice"),
    [("dark", "dark", "dark"), ("light", "light", "light"), ("auto", "light", "auto"), ('"><script>', "light", "auto")],
)
def test_the_server_draws_the_chosen_theme(cast: Cast, cookie: str, drawn: str, choice: str) -> None:
    client = enter(cast.sari)
    client.cookies["theme"] = cookie
    text = client.get("/saya/").content.decode()
    assert f'data-theme-choice="{choice}" data-bs-theme="{drawn}"' in text


def test_the_theme_can_be_chosen_without_scripts(db) -> None:
    response = Client().post("/akun/tampilan/", {"theme": "dark", "next": "/akun/masuk/?a=1"})
    assert (response["Location"], response.cookies["theme"].value) == ("/akun/masuk/?a=1", "dark")
    assert "theme" not in Client().post("/akun/tampilan/", {"theme": "pink"}).cookies
    assert Client().get("/akun/tampilan/").status_code == 405


@pytest.mark.parametrize("address", ["https://contoh.invalid/", "//contoh.invalid", "javascript:alert(1)", ""])
def test_no_form_sends_people_elsewhere(db, address: str) -> None:
    assert Client().post("/akun/tampilan/", {"theme": "dark", "next": address})["Location"] == "/"


def test_the_language_can_be_chosen_before_logging_in(db) -> None:
    client = Client()
    assert client.post("/bahasa/", {"language": "en", "next": "/akun/masuk/"}).status_code == 302
    assert '<html lang="en"' in client.get("/akun/masuk/").content.decode()
    client.post("/bahasa/", {"language": "id"})
    assert '<html lang="id"' in client.get("/akun/masuk/").content.decode()


def test_people_of_several_agencies_choose_one(cast: Cast) -> None:
    cast.dewi.roles.create(role="auditor", agency=cast.mamuju)
    client = enter(cast.dewi)
    page = client.get("/pegawai/")
    assert page.wsgi_request.agency == cast.mamuju
    assert 'action="/akun/instansi/"' in page.content.decode()
    client.post("/akun/instansi/", {"agency": cast.surabaya.pk})
    assert client.get("/pegawai/").wsgi_request.agency == cast.surabaya


def test_nobody_chooses_an_agency_of_others(cast: Cast) -> None:
    client = enter(cast.dewi)
    assert client.post("/akun/instansi/", {"agency": cast.mamuju.pk}).status_code == 400
    assert client.post("/akun/instansi/", {"agency": "x"}).status_code == 400
    assert client.get("/pegawai/").wsgi_request.agency == cast.surabaya


def test_people_of_one_agency_see_no_switch(cast: Cast) -> None:
    assert "/akun/instansi/" not in enter(cast.dewi).get("/pegawai/").content.decode()


def test_sample_data_is_marked(cast: Cast) -> None:
    client = enter(cast.dewi)
    assert "Data contoh" not in client.get("/pegawai/").content.decode()
    cast.surabaya.is_sample = True
    cast.surabaya.save(update_fields=["is_sample"])
    assert "Data contoh" in client.get("/pegawai/").content.decode()


def test_the_account_menu_names_person_and_roles(cast: Cast) -> None:
    cast.dewi.roles.create(role="leader", agency=cast.surabaya)
    response = enter(cast.dewi).get("/pegawai/")
    assert response.context["role_names"] == ["Pengelola kepegawaian BKPSDM", "Pimpinan daerah"]


def test_the_sidebar_shows_what_opens_in_the_agency_she_works_in(cast: Cast) -> None:
    """HR of Surabaya who mentors in Mamuju sees no import while she works in Mamuju; her own data always."""
    RoleAssignment.objects.create(user=cast.dewi, role="mentor", agency=cast.mamuju)
    client = enter(cast.dewi)
    client.post(reverse("agency_choose"), {"agency": cast.mamuju.pk})
    page = client.get("/saya/")
    shown = page.context["navigation"]
    labels = [str(entry["label"]) for entry in shown["main"] + shown["settings"]]
    assert (labels, page.context["finds_people"]) == (["Beranda", "Data saya"], False)


def test_a_long_search_gets_a_page_of_ours(client, cast):
    """The web server's own refusal is a bare line: it takes addresses as long as it can, the fields far shorter ones."""
    assert "--limit-request-line 8190" in (settings.BASE_DIR / "Procfile").read_text()
    client.force_login(cast.dewi)
    response = client.get("/pegawai/", {"q": "a" * 8000})
    assert (response.status_code, response.content.decode().count('name="q" maxlength="200"')) == (200, 1)
    assert response.content.decode().count('maxlength="200"') == 4  # top bar, search, unit, job
