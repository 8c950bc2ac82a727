"""The dictionary and the job standards from a file: new versions, new standards, refused rows, twice the same file."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from core.importing.preview import differences, issue_row
from core.importing.registry import importer_for
from core.models import ImportChange, ImportIssue
from core.models.tracked import events_of
from core.services.imports import import_file
from core.tests.test_importing import confirm, upload, work
from core.tracing import acting
from employees.models import Position
from employees.tests.staff import cast, enter, staff  # noqa: F401
from evaluations.models import Competency, CompetencyVersion, JobStandard, LevelText, StandardLevel
from evaluations.services.dictionary import retire_competency
from evaluations.services.library import load_library
from evaluations.services.standards import set_standard

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TITLES = ("Kode", "Nama", "Kelompok", "Bidang", "Definisi", "Instansi pembina", "Level", "Makna", "Indikator 1", "Indikator 2",
          "Indikator 3")  # fmt: skip
COLUMNS = ("Jabatan", "Jenjang", "Kode kompetensi", "Level", "Kepentingan", "Berlaku sejak", "Dasar hukum")


def write(folder: Path, titles: tuple[str, ...], rows: list[list[Any]]) -> Path:
    path = folder / f"{len(list(folder.iterdir()))}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([titles, *rows]):
            sheet.write_row(number, 0, [str(cell) if isinstance(cell, date) else cell for cell in row])
    return path


def entry(
    code: str = "MJU.01", name: str = "Perawatan Kapal", definition: str = "Merawat mesin.", **more: Any
) -> list[list[Any]]:
    field, group = more.get("field", "Kesehatan"), more.get("group", "Teknis")
    meaning = more.get("meaning", "Makna {}.")
    return [
        [code, name, group, field, definition, "Dishub", level, meaning.format(level), *(f"Indikator {level}.{n}." for n in (1, 2, 3))]
        for level in more.get("levels", range(1, 6))
    ]  # fmt: skip


def take(kind: str, path: Path) -> dict[str, Any]:
    found = import_file(kind=kind, path=path, region="35.78", dry_run=False, at=AT).summary()
    return {name: found[name] for name in ("created", "updated", "unchanged", "rejected")}


def counts(created: int = 0, updated: int = 0, unchanged: int = 0, rejected: int = 0) -> dict[str, int]:
    return {"created": created, "updated": updated, "unchanged": unchanged, "rejected": rejected}


def reasons(kind: str) -> set[str]:
    found = {issue_row(importer_for(kind), issue).reason for issue in ImportIssue.objects.all()}
    ImportIssue.objects.all().delete()
    return found


# The dictionary


def test_a_new_competency_and_the_same_file_again(cast, tmp_path):
    path = write(tmp_path, TITLES, entry())
    with acting(user=cast.dewi, source="task import_store"):
        assert take("kamus", path) == counts(created=5)
    competency = Competency.objects.get(code="MJU.01")
    version = competency.versions.get()
    assert (competency.agency, competency.field, competency.group) == (cast.surabaya, "kesehatan", "technical")
    assert (version.number, version.valid_from, version.issuer, version.made_by) == (
        1,
        date(2026, 11, 21),
        "Dishub",
        cast.dewi,
    )
    assert list(version.levels.values_list("level", "indicators"))[4] == (
        5,
        ["Indikator 5.1.", "Indikator 5.2.", "Indikator 5.3."],
    )
    assert take("kamus", path) == counts(unchanged=5)
    assert events_of(CompetencyVersion).objects.count() == 1


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(cast, tmp_path):
    take("kamus", write(tmp_path, TITLES, entry()))
    rows = entry()
    rows[2][7] = "Makna lain."
    again = write(tmp_path, TITLES, rows)
    assert take("kamus", again) == counts(updated=1, unchanged=4)
    versions = Competency.objects.get(code="MJU.01").versions.order_by("number")
    assert [[one.meaning for one in version.levels.all()][2] for version in versions] == ["Makna 3.", "Makna lain."]
    assert LevelText.objects.filter(version__competency__code="MJU.01").count() == 10
    assert take("kamus", again) == counts(unchanged=5)


def test_a_new_name_is_no_new_version(cast, tmp_path):
    take("kamus", write(tmp_path, TITLES, entry()))
    assert take("kamus", write(tmp_path, TITLES, entry(name="Perawatan Dermaga", field="Perhubungan"))) == counts(
        updated=5
    )
    competency = Competency.objects.get(code="MJU.01")
    assert (competency.name, competency.field, competency.versions.count()) == ("Perawatan Dermaga", "Perhubungan", 1)


def test_the_preview_shows_what_is_new_and_what_changes_in_words(cast, tmp_path):
    take("kamus", write(tmp_path, TITLES, entry()))
    rows = [*entry(field="Pendidikan"), *entry("MJU.02")]
    work(upload(cast, write(tmp_path, TITLES, rows), "kamus"))
    changed = ImportChange.objects.filter(kind="changed").first()
    said = [(d.title, d.old, d.new) for d in differences(importer_for("kamus"), changed.differences)]
    assert (changed.label, said) == ("MJU.01 · Perawatan Kapal · 1", [("Bidang", "Kesehatan", "Pendidikan")])
    assert (
        next(iter(ImportChange.objects.filter(kind="new").values_list("label", flat=True)))
        == "MJU.02 · Perawatan Kapal · 1"
    )
    assert CompetencyVersion.objects.filter(competency__agency=cast.surabaya).count() == 1


def test_bad_rows_are_listed_with_their_reason(cast, tmp_path):
    load_library(at=AT)
    take("kamus", write(tmp_path, TITLES, entry("OLD.01")))
    retire_competency(competency=Competency.objects.get(code="OLD.01"), reason="SK", by=cast.dewi, at=AT)
    unlike = entry("BAD.03")
    unlike[1][4] = "Definisi lain."
    rows = [
        *entry("KES.01"), *entry("BAD.01", levels=range(1, 5)), *entry("BAD.02", group="Manajerial"), *unlike,
        *entry("BAD.04"), *entry("BAD.04"), *entry("BAD 05"), *entry("BAD.06", meaning="x" * 501), *entry("OLD.01"),
        *entry("BAD.07", levels=(1, 2, 3, 4, 9)),
    ]  # fmt: skip
    assert take("kamus", write(tmp_path, TITLES, rows)) == counts(created=5, rejected=len(rows) - 5)
    assert reasons("kamus") == {
        "Kode ini milik kamus nasional, yang tidak dapat diubah. Pakai kode baru untuk tambahan instansi.",
        "Kompetensi harus lengkap: lima baris, level 1 sampai 5, semuanya dapat dibaca.",
        "Kelompok harus Teknis atau Tambahan.",
        "Nama, kelompok, bidang, definisi, atau instansi pembina berbeda dari baris pertama kode ini.",
        "Baris ini sudah muncul lebih atas di berkas yang sama; baris pertama yang dipakai.",
        "Kode hanya berisi huruf, angka, titik, garis miring, atau tanda hubung, tanpa spasi.",
        "Isi sel ini terlalu panjang.",
        "Kompetensi ini sudah tidak dipakai lagi sehingga tidak dapat diubah.",
        "Angka ini di luar rentang yang masuk akal (1 sampai 5).",
    }
    assert sorted(Competency.objects.filter(agency=cast.surabaya).values_list("code", flat=True)) == [
        "BAD.04",
        "OLD.01",
    ]


def test_the_exported_file_changes_nothing(cast, tmp_path):
    load_library(at=AT)
    take("kamus", write(tmp_path, TITLES, entry(field="Perhubungan")))
    response = enter(cast.dewi).get("/kompetensi/kamus/ekspor/")
    path = tmp_path / "ekspor.xlsx"
    path.write_bytes(response.getvalue())
    assert take("kamus", path) == counts(unchanged=5, rejected=245)


def test_an_addition_of_another_agency_is_none_of_ours(cast, tmp_path):
    other = Competency.objects.create(agency=cast.mamuju, code="MJU.01", name="Lain", group="technical", order=1)
    assert take("kamus", write(tmp_path, TITLES, entry())) == counts(created=5)
    other.refresh_from_db()
    assert (other.name, other.versions.count()) == ("Lain", 0)


# Standards


@pytest.fixture
def clerk(staff) -> Position:
    load_library(at=AT)
    return staff.sari.position


def line(code: str, level: Any, since: str = "01-01-2027", **more: Any) -> list[Any]:
    return [more.get("job", "PENGADMINISTRASI UMUM"), more.get("tier", "Pelaksana"), code, level, more.get("importance", "Mutlak"),
            since, more.get("basis", "Perwali 7")]  # fmt: skip


def test_a_new_standard_and_the_same_file_again(clerk, cast, tmp_path):
    path = write(tmp_path, COLUMNS, [line("integritas", 2), line("kes.01", 3, importance="", basis="")])
    with acting(user=cast.dewi, source="task import_store"):
        assert take("standar", path) == counts(created=2)
    standard = JobStandard.objects.get()
    assert (standard.position, standard.valid_from, standard.legal_basis, standard.made_by) == (
        clerk, date(2027, 1, 1), "Perwali 7", cast.dewi,
    )  # fmt: skip
    levels = list(standard.levels.values_list("competency__code", "level", "importance"))
    assert levels == [("integritas", 2, "mutlak"), ("KES.01", 3, "penting")]
    assert take("standar", path) == counts(unchanged=2)
    assert (events_of(JobStandard).objects.count(), events_of(StandardLevel).objects.count()) == (1, 2)


def test_the_same_day_is_mended_and_a_later_day_is_another_standard(clerk, cast, tmp_path):
    take("standar", write(tmp_path, COLUMNS, [line("integritas", 2), line("kerjasama", 2)]))
    made_at = JobStandard.objects.get().made_at
    assert take("standar", write(tmp_path, COLUMNS, [line("integritas", 3), line("KES.01", 1)])) == counts(1, 1)
    standard = JobStandard.objects.get()
    levels = dict(standard.levels.values_list("competency__code", "level"))
    assert (levels, standard.made_at >= made_at) == ({"integritas": 3, "kerjasama": 2, "KES.01": 1}, True)
    assert take("standar", write(tmp_path, COLUMNS, [line("integritas", 5, "01-06-2027")])) == counts(created=1)
    assert JobStandard.objects.count() == 2


def test_what_is_past_stays(clerk, cast, tmp_path):
    old = [line("integritas", 2, "01-01-2026"), line("kerjasama", 2, "01-01-2026")]
    take("standar", write(tmp_path, COLUMNS, old))
    take("standar", write(tmp_path, COLUMNS, [line("integritas", 3, "01-06-2026")]))
    again = [old[0], line("kerjasama", 5, "01-01-2026"), line("integritas", 5, "01-03-2026")]
    assert take("standar", write(tmp_path, COLUMNS, again)) == counts(unchanged=1, rejected=2)
    assert reasons("standar") == {
        "Jabatan ini sudah mempunyai standar yang lebih baru. Standar yang sudah lewat tidak diubah."
    }
    assert StandardLevel.objects.count() == 4  # the later standard began as a copy


def test_a_new_ground_alone_is_a_change(clerk, cast, tmp_path):
    take("standar", write(tmp_path, COLUMNS, [line("integritas", 2), line("kerjasama", 2)]))
    path = write(tmp_path, COLUMNS, [line("integritas", 2, basis="Perwali 8"), line("kerjasama", 2, basis="")])
    assert take("standar", path) == counts(updated=2)
    assert JobStandard.objects.get().legal_basis == "Perwali 8"
    assert take("standar", path) == counts(unchanged=2)


def test_bad_rows_of_standards_are_listed_with_their_reason(clerk, cast, tmp_path):
    Position.objects.create(agency=cast.surabaya, name="Camat", tier="administrator")
    Position.objects.create(agency=cast.surabaya, name="Camat", tier="pengawas")
    rows = [
        line("integritas", 2), line("integritas", 2), line("tidakada", 2), line("kerjasama", 7),
        line("kerjasama", 2, importance="Wajib"), line("kerjasama", 2, job="Raja"), line("kerjasama", 2, tier="Raja"),
        line("kerjasama", 2, job="Camat", tier=""), line("kerjasama", 2, "31-02-2027"), line("kerjasama", 2, ""),
        line("integritas", 4, job="Camat", tier="pengawas"),
    ]  # fmt: skip
    assert take("standar", write(tmp_path, COLUMNS, rows)) == counts(created=2, rejected=9)
    assert reasons("standar") == {
        "Baris ini sudah muncul lebih atas di berkas yang sama; baris pertama yang dipakai.",
        "Kode kompetensi ini tidak ada dalam kamus.",
        "Angka ini di luar rentang yang masuk akal (1 sampai 5).",
        "Kepentingan harus Mutlak, Penting, atau Perlu.",
        "Jabatan dengan nama dan jenjang ini tidak ada. Periksa ejaannya pada daftar jabatan.",
        "Jenjang jabatan ini tidak dikenal.",
        "Ada beberapa jabatan dengan nama ini. Isi kolom Jenjang.",
        "Tanggal tidak dikenali. Tulis sebagai tanggal-bulan-tahun, misalnya 21-11-2025.",
        "Isi wajib pada kolom ini kosong.",
    }
    assert list(JobStandard.objects.order_by("position__name").values_list("position__tier", flat=True)) == [
        "pengawas",
        "pelaksana",
    ]


def test_a_cell_without_tier_means_the_job_without_one(clerk, cast, tmp_path):
    bare = Position.objects.create(agency=cast.surabaya, name="Pengadministrasi Umum", tier="")
    assert take("standar", write(tmp_path, COLUMNS, [line("integritas", 2, tier="")])) == counts(created=1)
    assert JobStandard.objects.get().position == bare
    assert take("standar", write(tmp_path, COLUMNS, [line("integritas", 2, job="Lurah Ketintang", tier="")])) == counts(
        created=1
    )


def test_the_exported_standards_change_nothing(clerk, cast, tmp_path):
    wanted = {Competency.objects.get(code="KES.01").pk: (4, "perlu")}
    set_standard(position=clerk, levels=wanted, valid_from=date(2026, 1, 1), based_on="-", by=cast.dewi, at=AT)
    response = enter(cast.dewi).get("/kompetensi/standar/ekspor/?standard=own")
    path = tmp_path / "ekspor.xlsx"
    path.write_bytes(response.getvalue())
    assert take("standar", path) == counts(unchanged=1)


def test_uploaded_and_stored_through_the_pages(clerk, cast, tmp_path):
    batch = work(upload(cast, write(tmp_path, COLUMNS, [line("integritas", 2)]), "standar"))
    batch = work(confirm(cast, batch))
    assert (batch.counts["created"], JobStandard.objects.get().made_by) == (1, cast.dewi)
    page = enter(cast.dewi).get(f"/impor/{batch.pk}/")
    assert (page.status_code, page.context["next"]) == (200, None)
