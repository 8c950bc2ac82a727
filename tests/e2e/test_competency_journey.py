"""An assessment from the assessor's levels to what the person reads, and how she finds her gaps and her way."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.sights import SARI
from tests.stage import Stage

pytestmark = pytest.mark.e2e
SECRET, ADVICE = "Belum siap memimpin", "Ikuti coaching dengan lurah"
FEEDBACK = "Umpan balik 360"


def participant_of(product: Stage, nip: str, method: str) -> int:
    return product.value(
        "SELECT p.id FROM evaluations_participant p JOIN evaluations_assessmentround r ON r.id = p.round_id"
        " JOIN employees_employee e ON e.id = p.employee_id"
        " WHERE e.nip = %s AND r.method = %s AND r.state = 'open'",
        nip,
        method,
    )


def test_tono_rates_one_who_waits_for_him(visit):
    tono = visit("tono")
    tono.follow("Tugas menilai", within=tono.page.locator("#sidebar"))
    waiting = tono.page.locator("#ratings tbody tr").filter(has_text="0 dari 9").first
    name = waiting.get_by_role("link").first.inner_text()
    waiting.get_by_role("link").first.click()
    tono.settle()
    cards = tono.page.locator("main form section.card")
    expect(cards).to_have_count(9)

    cards.first.get_by_role("radio").nth(1).check()
    tono.expected = {400}
    tono.press("Simpan semua")
    expect(tono.page.locator("main")).to_contain_text("Tuliskan bukti perilaku yang Anda lihat.")
    expect(cards.first.get_by_role("radio").nth(1)).to_be_checked()

    for number in range(9):
        cards.nth(number).get_by_role("radio").nth(1).check()
        cards.nth(number).get_by_role("textbox").fill("Menata antrean tanpa diminta")
    tono.press("Simpan semua")
    tono.settle()
    tono.open("/asesmen-saya/")
    expect(tono.page.locator("#ratings tbody tr").filter(has_text=name)).to_contain_text("9 dari 9")


def test_dewi_concludes_and_only_sari_reads_what_is_hers(visit, product: Stage, tmp_path: Path):
    report = tmp_path / "laporan.pdf"
    report.write_bytes(b"%PDF-1.7\n1 0 obj\n")
    asked = participant_of(product, SARI, "umpan_balik_360")
    dewi = visit("dewi")
    dewi.open(f"/kompetensi/asesmen/peserta/{asked}/penetapan/")
    dewi.page.get_by_label("Ringkasan").fill("Melayani warga dengan sabar")
    dewi.page.get_by_label("Saran pengembangan").fill(ADVICE)
    dewi.page.get_by_label("Rekomendasi").fill(SECRET)
    dewi.page.locator("input[type=file]").set_input_files(report)
    dewi.press("Tetapkan hasil")
    dewi.press("Ya, lanjutkan")
    dewi.page.wait_for_url(lambda url: "penetapan" not in url)
    dewi.settle()
    stored = "SELECT id FROM evaluations_assessment WHERE participant_id = %s"
    result = product.value(stored, asked)

    sari = visit("sari", width=360)
    sari.open("/saya/asesmen/")
    expect(sari.page.locator("main")).to_contain_text(FEEDBACK)
    sari.page.locator(f"a[href='/saya/asesmen/{result}/']").first.click()
    sari.settle()
    expect(sari.page.locator("main")).to_contain_text(ADVICE)
    assert SECRET not in sari.page.content()
    assert sari.too_wide() == []
    sari.open(f"/kompetensi/asesmen/hasil/{result}/laporan/", status=403)
    rina = visit("rina")
    rina.open(f"/saya/asesmen/{result}/", status=404)
    rina.open(f"/kompetensi/asesmen/hasil/{result}/", status=403)


def test_sari_compares_herself_with_a_job_she_wants(visit):
    sari = visit("sari", width=360)
    sari.open("/saya/kompetensi/")
    expect(sari.page.locator("canvas").first).to_be_visible()
    sari.follow("Karier")
    sari.page.get_by_label("Jabatan yang dituju").fill("Lurah Ketintang")
    sari.press("Bandingkan")
    sari.settle()
    expect(sari.page.locator("main")).to_contain_text("Lurah Ketintang")
    expect(sari.page.locator("main")).to_contain_text("Integritas")
    assert sari.too_wide() == []


def test_dewi_goes_from_the_map_to_the_people(visit):
    dewi = visit("dewi")
    dewi.page.locator("#sidebar").get_by_role("link", name="Kompetensi", exact=True).click()
    dewi.settle()
    dewi.follow("Kecamatan Gayungan", within=dewi.page.locator("main"))
    dewi.follow("Per orang")
    expect(dewi.page.locator("main tbody tr").first).to_be_visible()
    expect(dewi.page.locator("main")).to_contain_text("Kecamatan Gayungan")
