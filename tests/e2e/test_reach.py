"""What is not somebody's is neither shown to her nor reached by typing its address: every account of the demo."""

import re
from collections.abc import Callable

import pytest

from tests.e2e.visitor import Visitor
from tests.stage import Stage

pytestmark = pytest.mark.e2e
HR, ALL_HR = {"dewi", "anton", "admin"}, {"rina", "dewi", "anton", "admin"}
READERS = ALL_HR | {"budi", "maya"}
AUDIT = {"maya", "admin"}
STAFF = READERS | {"sari", "tono"}
# Who opens an address; everybody else is refused. Written by hand, as the table of tests/access/pages.py.
OPENS: dict[str, set[str]] = {
    "/pegawai/": READERS,
    "/organisasi/": READERS,
    "/organisasi/atasan/": ALL_HR,
    "/kompetensi/": READERS,
    "/kompetensi/kamus/": STAFF,
    "/kompetensi/standar/": STAFF,
    "/kompetensi/asesmen/": HR | AUDIT,
    "/kompetensi/asesmen/baru/": HR,
    "/kompetensi/kamus/baru/": HR,
    "/tim/kompetensi/": READERS,
    "/kompetensi/cari/": READERS,
    "/talenta/": HR | AUDIT,
    "/talenta/suksesi/": HR | AUDIT,
    "/talenta/batas/": HR,
    "/asesmen-saya/": STAFF,  # the auditor is an ASN too, and rates a colleague
    "/laporan/": HR | AUDIT,
    "/jadwal/": HR,
    "/impor/": HR,
    "/koreksi/": ALL_HR,
    "/insiden/": HR | AUDIT,
    "/insiden/catat/": HR,
    "/jejak/": AUDIT,
    "/pengaturan/peran/": HR | AUDIT,
    "/pengaturan/akun/": ALL_HR | AUDIT,
    "/pengaturan/masa-simpan/": {"admin"},
}
ACCOUNTS = ("sari", "budi", "rina", "dewi", "anton", "maya", "yusuf", "tono", "admin")
PERSONS = {"sari": "199405142019032001", "anton": "198103252006041001"}
# Of the two persons, whom each account reads.
READS: dict[str, set[str]] = {
    "sari": {"sari"}, "budi": {"sari"}, "rina": {"sari"}, "dewi": {"sari"}, "maya": {"sari"}, "anton": {"anton"},
    "yusuf": set(), "tono": set(), "admin": {"sari", "anton"},
}  # fmt: skip
PARTS = ("", "kompetensi/", "pelatihan/", "kinerja/", "indeks/")
LINKED = re.compile(r"^(/[^?#]*)")


def shown_on(who: Visitor) -> set[str]:
    """Addresses of ours to which the page leads, sidebar and menus included; without questions and marks."""
    found = who.page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    return {match[1] for href in found if (match := LINKED.match(href))}


def answer(who: Visitor, path: str) -> int:
    """Of the address as typed; where it leads elsewhere, of that page."""
    return who.page.request.get(path).status


@pytest.mark.parametrize("account", ACCOUNTS)
def test_only_what_is_hers_is_shown_and_reached(visit: Callable[..., Visitor], account: str) -> None:
    who = visit(account)
    refused = {path for path, accounts in OPENS.items() if account not in accounts}
    answers = {path: answer(who, path) for path in OPENS}
    assert {path: status for path, status in answers.items() if status != (403 if path in refused else 200)} == {}

    seen = {path for path in ("/", "/saya/", *sorted(OPENS.keys() - refused)) if answer(who, path) == 200}
    shown: dict[str, set[str]] = {}
    for path in sorted(seen):
        who.open(path)
        shown[path] = shown_on(who)
    assert {path: links & refused for path, links in shown.items() if links & refused} == {}
    pages = {link for links in shown.values() for link in links if not re.search(r"\d|^/static/", link)}
    assert {link: status for link in sorted(pages) if (status := answer(who, link)) != 200} == {}


@pytest.mark.parametrize("account", ACCOUNTS)
def test_only_whom_she_reads_is_reached(visit: Callable[..., Visitor], product: Stage, account: str) -> None:
    who = visit(account)
    for person, nip in PERSONS.items():
        key = product.value("SELECT id FROM employees_employee WHERE nip = %s", nip)
        answers = {part: answer(who, f"/pegawai/{key}/{part}") for part in PARTS}
        wanted = 200 if person in READS[account] else 403 if account == "yusuf" else 404
        assert (person, answers) == (person, dict.fromkeys(PARTS, wanted))
