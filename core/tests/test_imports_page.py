"""The pages of an import, as people with different roles see them."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.domain.jobs import LEASE
from core.enums import ImportState, JobState, Role
from core.importing import registry
from core.models import ImportBatch, ImportChange, Job, RoleAssignment, Unit
from core.services import jobs as job_service
from core.tests import workbooks
from core.tests.people import Cast
from core.tests.test_importing import FAULTY, TREE, checked, fail_the_store, stored, upload, work
from core.tests.workbooks import HEADER, write_csv


@pytest.fixture
def dewi(client: Client, cast: Cast) -> Client:
    client.force_login(cast.dewi)
    return client


def send(client: Client, path: Path, kind: str = "unor"):
    with path.open("rb") as file:
        return client.post(reverse("import_upload"), {"kind": kind, "file": file})


def page(client: Client, name: str, *arguments, **query) -> str:
    response = client.get(reverse(name, args=arguments), query)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_list_says_what_to_do_first(dewi):
    html = page(dewi, "import_list")
    assert "Belum ada berkas yang diimpor" in html
    places = [html.index(f"<strong>{importer.title}</strong>") for importer in registry.importers()]
    assert places == sorted(places)
    assert f"{reverse('import_upload')}?kind=unor" in html


def test_the_list_shows_what_came_of_each_file(dewi, cast, tmp_path):
    stored(cast, tmp_path)
    html = page(dewi, "import_list")
    for text in ("Unit organisasi", "unor.csv", "Dewi", "21 November 2026, 10.00", "Tersimpan"):
        assert text in html


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_as_for_one(
    dewi, cast, tmp_path, rows, django_assert_num_queries
):
    for _ in range(rows):
        checked(cast, tmp_path)
    dewi.get(reverse("import_list"))
    with django_assert_num_queries(4):  # session, person with roles, count, imports
        dewi.get(reverse("import_list"))


def test_the_form_describes_every_kind_and_keeps_the_one_asked_for(dewi):
    html = page(dewi, "import_upload", kind="pegawai")
    for importer in registry.importers():
        assert str(importer.title) in html
        assert str(importer.about) in html
    assert 'value="pegawai" required checked' in html


def test_uploading_leads_to_the_page_of_the_import(dewi, cast, tmp_path):
    response = send(dewi, write_csv(tmp_path / "unor.csv", [HEADER, *TREE]))
    batch = ImportBatch.objects.get()
    assert response.url == reverse("import_detail", args=[batch.pk])
    assert (batch.agency, batch.uploaded_by, batch.job.requested_by) == (cast.surabaya, cast.dewi, cast.dewi)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        ("empty", "Berkas ini kosong (0 bita)."),
        ("pdf", "Berkas ini PDF, bukan Excel atau CSV."),
        ("locked", "Berkas ini terkunci kata sandi."),
        ("old_xls", "Berkas ini Excel lama (.xls)."),
        ("html", "Berkas ini halaman web, bukan Excel."),
        ("excel_2003_xml", "Berkas ini XML, bukan Excel (.xlsx)."),
        ("binary", "bukan Excel (.xlsx) dan bukan teks CSV"),
    ],
)
def test_what_shows_at_sight_is_said_at_the_field(dewi, tmp_path, make, sentence):
    response = send(dewi, getattr(workbooks, make)(tmp_path / "x.xlsx"), kind="pegawai")
    html = response.content.decode()
    assert response.status_code == 400
    assert html.index('id="file-error"') < html.index(sentence)
    assert 'value="pegawai" required checked' in html
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize(
    ("make", "suffix", "sentence"),
    [
        ("truncated_xlsx", "xlsx", "rusak atau terpotong"),
        ("truncated_csv", "csv", "Berkas ini terpotong: baris terakhir"),
        ("declared_bomb", "xlsx", "terlalu besar setelah dibuka"),
        ("sparse_corner", "xlsx", "lebih dari 100 kolom"),
        ("tall_corner", "xlsx", "terbentang sampai baris 1048576"),
        ("blank_lines", "csv", "lebih dari 100.000 baris kosong"),
        ("wrong_kind", "csv", "tampaknya ekspor “Kinerja tahunan (SKP)”"),
        ("without_header", "csv", "Baris judul kolom tidak ditemukan"),
        ("only_header", "csv", "hanya berisi judul kolom"),
        ("unclosed_quote", "csv", "Tanda kutip"),
        ("ods", "xlsx", "bukan berkas Excel (.xlsx)"),
    ],
)
def test_what_the_check_finds_is_said_on_the_page(dewi, tmp_path, make, suffix, sentence):
    response = send(dewi, getattr(workbooks, make)(tmp_path / f"x.{suffix}"))
    job_service.run(pk=Job.objects.get().pk)
    html = dewi.get(response.url).content.decode()
    assert "Berkas ini tidak dapat dipakai" in html
    assert sentence in html
    assert "Unggah berkas lain" in html


@pytest.mark.parametrize("sent", [{}, {"kind": "unor"}, {"kind": "nonsense"}])
def test_what_is_missing_is_said_at_the_field(dewi, sent):
    response = dewi.post(reverse("import_upload"), sent)
    assert response.status_code == 400
    assert "Pilih berkas yang akan diunggah." in response.content.decode()


def test_while_it_is_checked_the_page_shows_progress(dewi, cast, tmp_path):
    batch = upload(cast, write_csv(tmp_path / "unor.csv", [HEADER, *TREE]))
    html = page(dewi, "import_detail", batch.pk)
    assert f'hx-get="{reverse("job_progress", args=[batch.job_id])}" hx-trigger="every 1s"' in html
    assert "<progress" in html


def test_the_preview_counts_and_explains(dewi, cast, tmp_path):
    stored(cast, tmp_path, TREE)
    changed = ("K", "KECAMATAN GAYUNGAN BARU", "R", "CAMAT GAYUNGAN")
    batch = checked(cast, tmp_path, [TREE[0], changed, *FAULTY[2:]])
    html = page(dewi, "import_detail", batch.pk, tab="changed")
    for text in ("Simpan 2 baris", "KECAMATAN GAYUNGAN BARU", "<del>KECAMATAN GAYUNGAN</del>", "Nama"):
        assert text in html
    html = page(dewi, "import_detail", batch.pk, tab="refused")
    for text in ("Baris ini sudah muncul lebih atas", "Isi wajib pada kolom ini kosong.", "Ditolak"):
        assert text in html
    assert "Unit atasan tidak ada di berkas" in page(dewi, "import_detail", batch.pk, tab="warnings")
    assert "Tidak ada yang dihapus" in page(dewi, "import_detail", batch.pk, tab="gone")


def test_columns_that_are_not_used_are_named(dewi, cast, tmp_path):
    path = write_csv(tmp_path / "x.csv", [(*HEADER, "WARNA"), (*TREE[0], "merah")])
    batch = work(upload(cast, path))
    html = page(dewi, "import_detail", batch.pk)
    assert "1 kolom yang diabaikan" in html
    assert "WARNA" in html


def test_nothing_new_means_nothing_to_store(dewi, cast, tmp_path):
    stored(cast, tmp_path, TREE)
    html = page(dewi, "import_detail", checked(cast, tmp_path, TREE).pk)
    assert "tidak ada yang perlu disimpan" in html
    assert "Tutup tanpa menyimpan" in html
    assert "import_confirm" not in html and "/simpan/" not in html


def test_a_long_list_comes_in_pages(dewi, cast, tmp_path):
    rows = [(f"U{n:03}", f"UNIT {n:03}", "", "") for n in range(60)]
    batch = checked(cast, tmp_path, rows)
    html = page(dewi, "import_detail", batch.pk, tab="new", page=3)
    assert "UNIT 050" in html and "UNIT 059" in html and "UNIT 049" not in html
    assert "51–60 dari 60 baris" in html


def test_htmx_gets_only_the_list(dewi, cast, tmp_path):
    batch = checked(cast, tmp_path)
    response = dewi.get(reverse("import_detail", args=[batch.pk]), {"tab": "new"}, headers={"HX-Request": "true"})
    assert response.content.decode().lstrip().startswith('<section class="card" id="rows">')


def test_more_changes_than_are_kept_are_said(dewi, cast, tmp_path):
    batch = checked(cast, tmp_path)
    ImportBatch.objects.filter(pk=batch.pk).update(counts=batch.counts | {"created": 5_000})
    assert "3 baris pertama ditampilkan" in page(dewi, "import_detail", batch.pk, tab="new")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_preview_asks_as_often_for_three_rows_as_for_one(dewi, cast, tmp_path, rows, django_assert_num_queries):
    batch = checked(cast, tmp_path, [(f"U{n}", f"UNIT {n}", "", "") for n in range(rows)])
    url = reverse("import_detail", args=[batch.pk]) + "?tab=new"
    dewi.get(url)
    with django_assert_num_queries(6):  # session, person with roles, import, count, rows, the same file before
        dewi.get(url)


def test_two_clicks_on_save_store_once(dewi, cast, tmp_path):
    batch = checked(cast, tmp_path)
    url = reverse("import_confirm", args=[batch.pk])
    tick = {"agreed": "other_tree"}
    assert [dewi.post(url, tick).status_code, dewi.post(url, tick).status_code] == [302, 302]
    work(ImportBatch.objects.get(pk=batch.pk))
    assert dewi.post(url).status_code == 302
    assert Job.objects.filter(kind="import_store").count() == 1
    assert Unit.objects.filter(siasn_id="K").count() == 1


def test_the_result_stays_and_leads_to_the_next_kind(dewi, cast, tmp_path):
    html = page(dewi, "import_detail", stored(cast, tmp_path).pk)
    for text in ("Tersimpan", "3 baris baru dan 0 baris berubah", "2 baris ditolak", "Lanjut: Pegawai"):
        assert text in html
    assert "/simpan/" not in html


def test_a_failed_store_says_so_and_offers_to_try_again(dewi, cast, tmp_path):
    html = page(dewi, "import_detail", fail_the_store(cast, tmp_path).pk)
    assert "Penyimpanan gagal; tidak ada yang berubah." in html
    assert "Simpan 3 baris" in html


def test_a_failed_check_offers_to_try_again(dewi, cast, tmp_path):
    batch = upload(cast, write_csv(tmp_path / "unor.csv", [HEADER, *TREE]))
    Path(batch.file.path).rename(tmp_path / "away")
    html = page(dewi, "import_detail", work(batch).pk)
    assert f'action="{reverse("job_retry", args=[batch.job_id])}"' in html


def test_discarding_says_that_nothing_changed(dewi, cast, tmp_path):
    batch = checked(cast, tmp_path)
    response = dewi.post(reverse("import_discard", args=[batch.pk]), follow=True)
    assert "Tidak ada data yang berubah." in response.content.decode()
    assert "Impor ini dibatalkan" in page(dewi, "import_detail", batch.pk)


def rows_of(content: bytes, sheet: str) -> list[tuple]:
    return list(openpyxl.load_workbook(BytesIO(content), read_only=True)[sheet].iter_rows(values_only=True))


def test_the_refused_rows_come_back_as_they_were_noted(dewi, cast, tmp_path):
    formula = ("=1+1", "", "R", "")
    batch = checked(cast, tmp_path, [*FAULTY, formula])
    response = dewi.get(reverse("import_issues", args=[batch.pk]))
    content = b"".join(response.streaming_content)
    assert response.headers["Content-Disposition"] == 'attachment; filename="unor-baris-ditolak.xlsx"'
    reasons = registry.importer_for("unor").reasons
    expected = [
        ("unor.csv", issue.row, issue.column, issue.value, str(reasons[issue.code]))
        for issue in batch.issues.filter(is_warning=False)
    ]
    head = ("Lembar", "Baris", "Kolom", "Isi", "Alasan")
    assert rows_of(content, "Ditolak") == [head, *expected]
    assert len(expected) == 3
    assert [row[1:3] for row in rows_of(content, "Catatan")] == [("Baris", "Kolom"), (2, "Id"), (6, "DiatasanId")]


def test_values_that_look_like_formulas_stay_text(dewi, cast, tmp_path):
    batch = checked(cast, tmp_path, [("A", "UNIT", "=HYPERLINK(1)", "")])
    content = b"".join(dewi.get(reverse("import_issues", args=[batch.pk])).streaming_content)
    sheet = openpyxl.load_workbook(BytesIO(content))["Catatan"]
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=HYPERLINK(1)", "s")


PAGES = (
    ("get", "import_detail"), ("post", "import_confirm"), ("post", "import_discard"), ("get", "import_issues"),
)  # fmt: skip


@pytest.mark.parametrize(("method", "name"), PAGES)
@pytest.mark.parametrize(
    ("who", "status"), [("sari", 403), ("budi", 403), ("rina", 403), ("maya", 403), ("anton", 404)]
)
def test_nobody_else_gets_at_an_import(client, cast, tmp_path, method, name, who, status):
    batch = checked(cast, tmp_path)
    client.force_login(getattr(cast, who))
    response = getattr(client, method)(reverse(name, args=[batch.pk]))
    assert response.status_code == status
    assert b"KECAMATAN" not in response.content
    assert ImportBatch.objects.get().state == ImportState.CHECKED


@pytest.mark.parametrize("name", ["import_list", "import_upload"])
@pytest.mark.parametrize("who", ["sari", "budi", "rina", "maya"])
def test_only_people_who_run_imports_see_these_pages(client, cast, name, who):
    client.force_login(getattr(cast, who))
    assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", ["import_list", "import_upload"])
def test_strangers_are_asked_to_log_in(client, db, name):
    assert client.get(reverse(name)).status_code == 302


def test_the_list_of_another_agency_is_empty(client, cast, tmp_path):
    checked(cast, tmp_path)
    client.force_login(cast.anton)
    assert "unor.csv" not in page(client, "import_list")


def test_a_right_in_one_agency_does_not_reach_another(dewi, cast, tmp_path):
    """Dewi is HR in Surabaya and, say, a plain ASN in Mamuju."""
    RoleAssignment.objects.create(user=cast.dewi, role=Role.ASN, agency=cast.mamuju)
    session = dewi.session
    session["agency"] = cast.mamuju.pk
    session.save()
    response = send(dewi, write_csv(tmp_path / "unor.csv", [HEADER, *TREE]))
    assert response.status_code == 403
    assert ImportBatch.objects.count() == 0


def test_hr_of_one_unit_may_not_import_for_the_agency(client, cast):
    RoleAssignment.objects.filter(user=cast.rina).update(role=Role.HR_AGENCY)
    client.force_login(cast.rina)
    assert client.get(reverse("import_upload")).status_code == 403


def progress(client: Client, job: Job, **headers):
    return client.get(reverse("job_progress", args=[job.pk]), headers=headers)


def test_progress_says_what_is_being_done(dewi, cast, tmp_path):
    job = upload(cast, write_csv(tmp_path / "unor.csv", [HEADER, *TREE])).job
    job.state, job.progress, job.step = JobState.RUNNING, 40, "Membaca baris 5.000"
    job.lease, job.lease_until = job.pk, timezone.now() + LEASE
    job.save()
    html = progress(dewi, job, **{"HX-Request": "true"}).content.decode()
    assert "Membaca baris 5.000" in html
    assert 'value="40"' in html
    assert "every 1s" in html


def test_who_waits_long_hears_why(dewi, cast, tmp_path):
    job = upload(cast, write_csv(tmp_path / "unor.csv", [HEADER, *TREE])).job
    html = progress(dewi, job, **{"HX-Request": "true"}).content.decode()
    assert "Menunggu giliran lebih lama dari biasanya" in html


def test_at_the_end_the_page_goes_to_the_result(dewi, cast, tmp_path):
    batch = checked(cast, tmp_path)
    target = reverse("import_detail", args=[batch.pk])
    assert progress(dewi, batch.job, **{"HX-Request": "true"}).headers["HX-Redirect"] == target
    assert progress(dewi, batch.job).url == target


def test_without_scripts_progress_is_a_page_that_reloads(dewi, cast, tmp_path):
    job = upload(cast, write_csv(tmp_path / "unor.csv", [HEADER, *TREE])).job
    html = progress(dewi, job).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in html
    assert "Muat ulang" in html


@pytest.mark.parametrize("who", ["sari", "maya", "anton"])
def test_nobody_else_watches_or_retries_a_job(client, cast, tmp_path, who):
    job = fail_the_store(cast, tmp_path).job
    client.force_login(getattr(cast, who))
    assert progress(client, job).status_code == 404
    assert client.post(reverse("job_retry", args=[job.pk])).status_code == 404
    assert Job.objects.get(pk=job.pk).state == JobState.FAILED


def test_a_colleague_of_the_agency_may_watch_and_retry(client, cast, tmp_path):
    job = fail_the_store(cast, tmp_path).job
    RoleAssignment.objects.create(user=cast.maya, role=Role.HR_AGENCY, agency=cast.surabaya)
    client.force_login(cast.maya)
    assert client.post(reverse("job_retry", args=[job.pk])).status_code == 302
    assert Job.objects.get(pk=job.pk).state == JobState.QUEUED


def test_who_lost_the_right_cannot_retry_her_own_job(dewi, cast, tmp_path):
    job = fail_the_store(cast, tmp_path).job
    RoleAssignment.objects.filter(user=cast.dewi).update(role=Role.ASN)
    assert dewi.post(reverse("job_retry", args=[job.pk])).status_code == 403


def test_retrying_what_has_not_failed_is_a_sentence(dewi, cast, tmp_path):
    job = upload(cast, write_csv(tmp_path / "unor.csv", [HEADER, *TREE])).job
    response = dewi.post(reverse("job_retry", args=[job.pk]))
    assert response.status_code == 400
    assert "Pekerjaan ini tidak sedang gagal." in response.content.decode()


def test_a_file_name_is_shown_as_text(dewi, cast):
    file = SimpleUploadedFile("<b>x</b>.csv", b"Id,NamaUnor\nA,B\n")
    dewi.post(reverse("import_upload"), {"kind": "unor", "file": file})
    assert "<b>x</b>" not in page(dewi, "import_list")


def test_the_preview_of_another_release_still_opens(dewi, cast, tmp_path):
    batch = checked(cast, tmp_path)
    ImportChange.objects.filter(batch=batch).update(kind="changed", differences=[["no_such_column", "a", "b"]])
    assert page(dewi, "import_detail", batch.pk, tab="changed")
