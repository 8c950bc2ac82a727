"""Every kind of page, at a desk and on a phone, light and dark: usable by everybody, and never wider than the screen."""

from collections.abc import Callable

import pytest

from tests.e2e.sights import Sights
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e
WIDTHS, NARROWEST = (1280, 360), 320
# name: (account, address, status); an address in words stands for one of `Sights`.
PAGES = {
    "login": ("", "/akun/masuk/", 200),
    "password forgotten": ("", "/akun/lupa/", 200),
    "password change": ("dewi", "/akun/kata-sandi/", 200),
    "logout": ("dewi", "/akun/keluar/", 200),
    "home of HR": ("dewi", "/", 200),
    "home of an ASN": ("sari", "/", 200),
    "home of a manager": ("budi", "/", 200),
    "home of a mentor": ("yusuf", "/", 200),
    "people": ("dewi", "/pegawai/", 200),
    "people, filtered": ("dewi", "/pegawai/?q=sari&status=pns&tier=pelaksana", 200),
    "people, none": ("dewi", "/pegawai/?q=zzzz", 200),
    "person": ("dewi", "sari", 200),
    "own record": ("sari", "/saya/", 200),
    "no record": ("admin", "/saya/", 200),
    "competencies": ("dewi", "sari kompetensi/", 200),
    "training": ("dewi", "sari pelatihan/", 200),
    "performance": ("dewi", "sari kinerja/", 200),
    "index": ("dewi", "sari indeks/", 200),
    "organisation": ("dewi", "/organisasi/", 200),
    "unit": ("dewi", "unit", 200),
    "units found": ("dewi", "/organisasi/?q=kelurahan", 200),
    "imports": ("dewi", "/impor/", 200),
    "upload": ("dewi", "/impor/unggah/", 200),
    "import preview": ("dewi", "preview", 200),
    "import preview, refused": ("dewi", "preview ?tab=refused", 200),
    "import result": ("dewi", "result", 200),
    "reports": ("dewi", "/laporan/", 200),
    "report": ("dewi", "report", 200),
    "report in the making": ("dewi", "busy", 200),
    "schedule": ("dewi", "/jadwal/", 200),
    "own competencies": ("sari", "/saya/kompetensi/", 200),
    "own assessments": ("sari", "/saya/asesmen/", 200),
    "career": ("sari", "/saya/karier/?jabatan=Lurah+Ketintang", 200),
    "own talent": ("sari", "/saya/talenta/", 200),
    "ratings": ("tono", "/asesmen-saya/", 200),
    "rating": ("tono", "rating", 200),
    "rounds": ("dewi", "/kompetensi/asesmen/", 200),
    "round": ("dewi", "round", 200),
    "round, new": ("dewi", "/kompetensi/asesmen/baru/", 200),
    "participant": ("dewi", "participant", 200),
    "conclusion": ("dewi", "participant penetapan/", 200),
    "gap map": ("dewi", "/kompetensi/", 200),
    "team": ("budi", "/tim/kompetensi/", 200),
    "who fits": ("dewi", "/kompetensi/cari/", 200),
    "talent map": ("dewi", "/talenta/", 200),
    "talent box": ("dewi", "/talenta/kotak/5/", 200),
    "lines of the map": ("dewi", "/talenta/batas/", 200),
    "succession": ("dewi", "/talenta/suksesi/", 200),
    "dictionary": ("dewi", "/kompetensi/kamus/", 200),
    "competency": ("dewi", "competency", 200),
    "standards": ("dewi", "/kompetensi/standar/", 200),
    "coverage": ("dewi", "/kompetensi/standar/cakupan/", 200),
    "standard, edited": ("dewi", "standard", 200),
    "forbidden": ("sari", "/pegawai/", 403),
    "not found": ("anton", "sari", 404),
}


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_the_page(returning: Callable[..., Visitor], sights: Sights, name: str) -> None:
    account, words, status = PAGES[name]
    visitor = returning(account)
    visitor.open(address_of(sights, words), status=status)
    found = {}
    for theme in ("light", "dark"):
        visitor.page.emulate_media(color_scheme=theme)
        for width in WIDTHS:
            visitor.resize(width)
            found[theme, width] = visitor.barriers()
    assert {where: barriers for where, barriers in found.items() if barriers} == {}

    visitor.resize(NARROWEST)
    assert visitor.too_wide() == []


def address_of(sights: Sights, words: str) -> str:
    """``"sari kinerja/"`` → the address of Sari with that behind it; addresses stay what they are."""
    if words.startswith("/"):
        return words
    sight, _, rest = words.partition(" ")
    return getattr(sights, sight) + rest
