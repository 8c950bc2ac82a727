"""What makes the pages pleasant: theme and language that stay, a menu for the keyboard, work one can watch."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.sights import Sights
from tests.e2e.visitor import Visitor
from tests.stage import Stage

pytestmark = pytest.mark.e2e
MENU = "Bahasa dan tampilan"
WRONG_PASSWORD = (
    "NIP, surel, atau kata sandi tidak cocok. Periksa kembali, lalu coba lagi. "
    "Setelah lima kali gagal, tunggu lima menit."
)
REASONS = [
    "Nama kosong.",
    "NIP harus tepat 18 angka.",
    "NIP hanya boleh berisi angka, dengan kode jenis kelamin 1 atau 2 dan nomor urut 001-999. "
    "Periksa huruf O yang tertukar dengan angka 0.",
]


def test_the_theme_changes_at_once_and_stays(returning: Callable[..., Visitor]) -> None:
    sari = returning("sari")
    sari.open("/")
    root = sari.page.locator("html")
    expect(root).to_have_attribute("data-bs-theme", "light")
    sari.page.get_by_label(MENU).click()
    sari.press("Gelap")
    expect(root).to_have_attribute("data-bs-theme", "dark")
    assert sari.page.url.endswith("/")

    sari.open("/saya/")
    expect(root).to_have_attribute("data-theme-choice", "dark")
    expect(root).to_have_attribute("data-bs-theme", "dark")


def test_the_language_changes_and_stays(returning: Callable[..., Visitor]) -> None:
    sari = returning("sari")
    sari.open("/saya/")
    assert sari.page.locator("html").get_attribute("lang") == "id"
    sari.page.get_by_label(MENU).click()
    sari.press("English")
    sari.page.wait_for_url("**/saya/")
    expect(sari.page.locator("html")).to_have_attribute("lang", "en")

    sari.open("/")
    expect(sari.page.locator("h1")).to_have_text("Welcome, Sari")
    sari.page.get_by_label("Language and appearance").click()
    sari.press("Bahasa Indonesia")
    expect(sari.page.locator("h1")).to_have_text("Selamat datang, Sari")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(returning: Callable[..., Visitor], key: str) -> None:
    sari = returning("sari", width=360)
    sari.open("/")
    menu, opener = sari.page.locator("#sidebar"), sari.page.get_by_role("button", name="Buka menu")
    expect(menu).not_to_be_visible()
    for _ in range(5):
        sari.page.keyboard.press("Tab")
        if opener.evaluate("element => element === document.activeElement"):
            break
    expect(opener).to_be_focused()
    sari.page.keyboard.press(key)
    expect(menu).to_be_focused()  # once it has slid in

    sari.page.keyboard.press("Escape")
    expect(menu).not_to_be_visible()
    expect(opener).to_be_focused()


def test_refused_rows_say_what_is_wrong(returning: Callable[..., Visitor], sights: Sights) -> None:
    dewi = returning("dewi")
    dewi.open(f"{sights.preview}?tab=refused")
    reasons = [words.strip() for words in dewi.page.locator("#rows td.cell-wide").all_inner_texts()]
    assert reasons == REASONS


def test_a_wrong_password_is_answered_calmly(visit: Callable[..., Visitor]) -> None:
    stranger = visit()
    stranger.open("/akun/masuk/")
    stranger.page.get_by_label("NIP").fill("sari")
    stranger.page.get_by_label("Kata sandi").fill("bukan-kata-sandi")
    stranger.press("Masuk")
    expect(stranger.page.locator(".alert")).to_have_text(WRONG_PASSWORD)
    expect(stranger.page.get_by_label("NIP")).to_have_value("sari")


def test_work_can_be_watched(returning: Callable[..., Visitor], product: Stage, sights: Sights) -> None:
    """The page asks again by itself, and says in words when the work has failed."""
    dewi = returning("dewi")
    dewi.open(sights.busy)
    job, bar = dewi.page.locator(".job"), dewi.page.locator("progress")
    expect(job).to_contain_text("Menghitung angka")
    before = product.value("SELECT progress FROM core_job WHERE id = %s", sights.job)
    expect(bar).to_have_attribute("value", str(before))

    product.sql("UPDATE core_job SET progress = 90, step = 'Menyimpan dokumen' WHERE id = %s", sights.job)
    expect(job).to_contain_text("Menyimpan dokumen")
    expect(bar).to_have_attribute("value", "90")

    failure = "Berkas laporan tidak dapat ditulis."
    finish = "UPDATE core_job SET state = 'failed', error = %s, finished_at = now() WHERE id = %s"
    product.sql(finish, failure, sights.job)
    expect(dewi.page.get_by_role("alert")).to_have_text(failure)
    expect(dewi.page.get_by_role("button", name="Coba lagi")).to_be_visible()
    product.sql("UPDATE core_job SET state = 'running', error = '', finished_at = NULL WHERE id = %s", sights.job)


def test_a_missing_kind_is_said_at_its_field_and_the_file_stays(returning: Callable[..., Visitor], tmp_path) -> None:
    file = tmp_path / "unor.csv"
    file.write_text("ID;NAMA UNOR\n")
    dewi = returning("dewi", width=360)
    dewi.open("/impor/unggah/")
    dewi.page.locator("input[type=file]").set_input_files(file)
    dewi.press("Unggah dan periksa")
    expect(dewi.page.locator("#kind-error")).to_have_text("Pilih jenis data yang ada di berkas.")
    expect(dewi.page.locator("#kind-error")).to_be_in_viewport()
    expect(dewi.page.locator("[data-file-name]")).to_contain_text("unor.csv")
    radio, bar = dewi.page.locator("input[name=kind]").first, dewi.page.locator(".topbar")
    expect(radio).to_be_focused()
    assert radio.bounding_box()["y"] >= bar.bounding_box()["y"] + bar.bounding_box()["height"]
    assert dewi.page.evaluate("document.querySelector('input[type=file]').files.length") == 1


def test_names_beside_bars_do_not_run_into_each_other(returning: Callable[..., Visitor]) -> None:
    rina = returning("rina", width=360)
    rina.open("/")
    rina.page.wait_for_function("window.Chart && Chart.getChart(document.querySelector('canvas'))")
    apart = """() => [...document.querySelectorAll('canvas')].flatMap((canvas) => {
        const scale = Chart.getChart(canvas).scales.y;
        const most = Math.max(...scale.ticks.map((tick) => [tick.label].flat().length));
        return scale.ticks.length > 1 ? [scale.height / scale.ticks.length - most * 14] : [];
    })"""
    assert min(rina.page.evaluate(apart)) >= 0
