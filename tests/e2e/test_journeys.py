"""What the cast does all day, from logging in to the downloaded file."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from employees.demo.generator import SURABAYA, write_government
from employees.demo.load import SEED, YEAR
from tests.conftest import sample_file
from tests.stage import Stage

pytestmark = pytest.mark.e2e
PEOPLE, MOVED, FAULTS = 300, 3, 6


@pytest.fixture(scope="module")
def faulty_export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The people of the demo once more: three have moved, six rows are faulty."""
    files = write_government(
        SURABAYA, tmp_path_factory.mktemp("export"), people=PEOPLE, seed=SEED, year=YEAR, layout="csv", faults=FAULTS
    )
    path = files["pegawai"]
    with path.open(newline="", encoding="utf-8-sig") as source:
        header, *rows = csv.reader(source, delimiter=";")
    column = header.index("ALAMAT")
    for row in rows[:MOVED]:
        row[column] = "Jalan Ketintang Baru 9"
    with path.open("w", newline="", encoding="utf-8-sig") as target:
        csv.writer(target, delimiter=";").writerows([header, *rows])
    return path


def pk_of(product: Stage, nip: str) -> int:
    return product.value("SELECT id FROM employees_employee WHERE nip = %s", nip)


SARI, ANTON = "199405142019032001", "198103252006041001"


def test_dewi_finds_a_person_as_she_types(visit):
    dewi = visit("dewi")
    assert dewi.heading() == "Selamat datang, Dewi"
    expect(dewi.page.locator("canvas").first).to_be_visible()

    dewi.page.keyboard.press("/")
    dewi.page.keyboard.type("sari wul")
    found = dewi.page.locator(".suggestions a")
    expect(found).to_have_count(1)
    dewi.page.keyboard.press("ArrowDown")
    dewi.page.keyboard.press("Enter")

    dewi.page.wait_for_url("**/pegawai/*/")
    dewi.settle()
    assert dewi.heading().startswith("Sari Wulandari")
    expect(dewi.page.get_by_role("link", name="Buka ")).to_have_count(0)  # all parts have arrived
    parts = (
        "7 dari 9 kompetensi memenuhi standar jabatan",
        "Pelatihan dan JP",
        "Kinerja per tahun",
        "Indeks profesionalitas",
    )
    for part in parts:
        expect(dewi.page.locator("main")).to_contain_text(part)


def test_dewi_narrows_the_list_and_takes_it_along(visit, tmp_path):
    dewi = visit("dewi")
    dewi.follow("Pegawai", within=dewi.page.locator("#sidebar"))
    dewi.page.get_by_label("Cari", exact=True).fill("sari")
    dewi.page.wait_for_url("**/pegawai/?q=sari")
    dewi.page.get_by_label("Status").select_option("pns")
    dewi.page.wait_for_url("**status=pns**")
    dewi.settle()
    shown = dewi.page.locator("#results tbody tr").count()
    assert shown > 0

    path = dewi.download("Unduh Excel", tmp_path)

    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    names = [row for row in rows if any("sari" in str(cell).lower() for cell in row)]
    assert len(names) == shown


def test_dewi_imports_an_export_with_faults(visit, product, faulty_export, tmp_path):
    dewi = visit("dewi")
    dewi.follow("Impor data", within=dewi.page.locator("#sidebar"))
    dewi.follow("Unggah berkas")
    dewi.page.get_by_role("radio", name="Pegawai Data utama").check()
    dewi.page.locator("input[type=file]").set_input_files(faulty_export)
    dewi.press("Unggah dan periksa")

    verdict = dewi.page.locator(".import-verdict")
    expect(verdict).to_contain_text(
        "Dari 306 baris yang terbaca, 0 akan ditambahkan dan 3 akan diperbarui", timeout=30_000
    )
    tabs = dewi.page.get_by_role("navigation", name="Rincian impor")
    dewi.follow("Berubah", within=tabs)
    expect(dewi.page.locator("#rows")).to_contain_text("Jalan Ketintang Baru 9")
    dewi.follow("Ditolak", within=tabs)
    expect(dewi.page.locator("#rows tbody tr")).to_have_count(FAULTS)
    before = product.value("SELECT count(*) FROM employees_employee WHERE address = 'Jalan Ketintang Baru 9'")

    dewi.press("Simpan 3 baris")

    expect(verdict).to_contain_text("0 baris baru dan 3 baris berubah", timeout=30_000)
    after = product.value("SELECT count(*) FROM employees_employee WHERE address = 'Jalan Ketintang Baru 9'")
    assert (before, after) == (0, MOVED)
    path = dewi.download("Unduh baris ditolak", tmp_path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet.max_row == FAULTS + 1
    dewi.page.reload()
    expect(verdict).to_contain_text("3 baris berubah")


def test_a_file_that_is_no_table_is_refused_at_once(visit, tmp_path):
    path = tmp_path / "laporan.xlsx"
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n")
    dewi = visit("dewi")
    dewi.open("/impor/unggah/?kind=pegawai")
    dewi.expected = {400}
    dewi.page.locator("input[type=file]").set_input_files(path)
    dewi.press("Unggah dan periksa")

    expect(dewi.page.locator("#file-error")).to_have_text(
        "Berkas ini PDF, bukan Excel atau CSV. Unduh ekspor SIASN sebagai xlsx atau csv."
    )


def test_a_file_that_broke_off_is_explained_after_the_check(visit, tmp_path):
    whole = sample_file("mamuju", "pegawai").read_bytes()
    path = tmp_path / "pegawai.xlsx"
    path.write_bytes(whole[: len(whole) // 2])
    dewi = visit("dewi")
    dewi.open("/impor/unggah/?kind=pegawai")
    dewi.page.locator("input[type=file]").set_input_files(path)
    dewi.press("Unggah dan periksa")

    again = dewi.page.get_by_role("link", name="Unggah berkas lain")
    expect(again).to_be_visible(timeout=30_000)
    expect(dewi.page.locator("main")).to_contain_text("Berkas ini rusak atau terpotong")


def test_dewi_has_a_report_made(visit, tmp_path):
    dewi = visit("dewi")
    dewi.follow("Laporan", within=dewi.page.locator("#sidebar"))
    dewi.page.get_by_label("Tahun").select_option(str(YEAR))
    dewi.press("Buat laporan")
    dewi.page.wait_for_url("**/laporan/*/")

    expect(dewi.page.get_by_role("link", name="PDF").first).to_be_visible(timeout=60_000)
    pdf = dewi.download("PDF", tmp_path)
    numbers = dewi.download("JSON", tmp_path)

    assert pdf.read_bytes()[:5] == b"%PDF-"
    assert json.loads(numbers.read_text())["all"]["headcount"] > 0


def test_sari_sees_only_her_own_data_on_her_phone(visit, product):
    sari = visit("sari", width=360)
    assert sari.heading() == "Selamat datang, Sari"
    expect(sari.page.locator("main")).to_contain_text("0 dari 20 JP")
    sari.page.get_by_role("button", name="Buka menu").click()
    menu = sari.page.locator("#sidebar")
    expect(menu.get_by_role("link", name="Pegawai")).to_have_count(0)
    sari.follow("Data saya", within=menu)
    assert sari.heading().startswith("Sari Wulandari")
    assert sari.too_wide() == []

    sari.open("/pegawai/", status=403)
    sari.open("/impor/", status=403)
    sari.open("/laporan/", status=403)
    budi = pk_of(product, "197911052005011001")
    for path in ("", "kompetensi/", "pelatihan/", "kinerja/", "indeks/"):
        sari.open(f"/pegawai/{budi}/{path}", status=404)


def test_anton_of_another_agency_does_not_find_sari(visit, product):
    anton = visit("anton")
    sari = pk_of(product, SARI)
    for path in ("", "kompetensi/", "pelatihan/", "kinerja/", "indeks/"):
        anton.open(f"/pegawai/{sari}/{path}", status=404)
    anton.open(f"/pegawai/?q={SARI}")
    expect(anton.page.locator("main")).to_contain_text("Tidak ada pegawai yang cocok")
    anton.open(f"/pegawai/{pk_of(product, ANTON)}/")
    assert anton.heading().startswith("Anton Palalloi")


def test_a_wrong_password_says_so(visit):
    stranger = visit()
    stranger.open("/pegawai/")
    assert stranger.page.url.endswith("/akun/masuk/?next=/pegawai/")
    stranger.page.get_by_label("NIP").fill("dewi")
    stranger.page.get_by_label("Kata sandi").fill("bukan-kata-sandi")
    stranger.press("Masuk")
    expect(stranger.page.locator("main")).to_contain_text("tidak cocok")
