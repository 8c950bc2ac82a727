"""The core journeys with JavaScript switched off: slow lines, old devices, scripts that did not arrive."""

import time

import pytest
from playwright.sync_api import expect

from tests.conftest import sample_file

pytestmark = pytest.mark.e2e


def test_the_list_of_people_and_a_person(visit):
    dewi = visit("dewi", scripts=False)
    dewi.follow("Pegawai", within=dewi.page.locator("#sidebar"))
    dewi.page.get_by_label("Cari", exact=True).fill("sari wulandari")
    dewi.page.get_by_label("Status").select_option("pns")
    dewi.press("Terapkan")
    expect(dewi.page.locator("#results tbody tr")).to_have_count(1)
    dewi.follow("Sari Wulandari")
    assert dewi.heading().startswith("Sari Wulandari")

    dewi.follow("Buka Pelatihan dan JP")
    expect(dewi.page.locator("main")).to_contain_text("Bimbingan Teknis Pelayanan Administrasi Terpadu Kecamatan")


def test_the_search_in_the_top_bar(visit):
    dewi = visit("dewi", scripts=False)
    dewi.page.locator("#person-search").fill("budi santoso")
    dewi.page.locator("#person-search").press("Enter")
    expect(dewi.page.locator("#results tbody tr")).to_have_count(1)


def test_an_import_from_upload_to_result(visit):
    anton = visit("anton", scripts=False)
    anton.open("/impor/unggah/")
    anton.page.get_by_role("radio", name="Unit organisasi").check()
    anton.page.locator("input[type=file]").set_input_files(sample_file("mamuju", "unor"))
    anton.press("Unggah dan periksa")
    verdict = anton.page.locator(".import-verdict")

    until_over(anton)
    expect(verdict).to_contain_text("baris yang terbaca")
    anton.page.get_by_role("checkbox").check()  # the sample's tree is another one than the demo's
    anton.page.get_by_role("button", name="Simpan").click()
    until_over(anton)

    expect(verdict).to_contain_text("Tersimpan")


def until_over(visitor) -> None:
    """Press "Muat ulang" as long as there is progress to see."""
    for _ in range(60):
        again = visitor.page.get_by_role("link", name="Muat ulang")
        if not again.count():
            return
        time.sleep(0.3)
        again.click()
    raise TimeoutError("The work did not come to an end")
