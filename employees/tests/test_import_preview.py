"""What the preview of units and people says aloud, and what must be agreed to before they are stored."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from core.domain.errors import DomainError
from core.enums import ImportState, JobState, Role
from core.models import Agency, ImportBatch, Unit
from core.permissions import GRANTS, Permission
from core.services import imports
from core.services import jobs as job_service
from core.tests.people import Cast
from employees.models import Employee
from employees.tests.test_people_import import AT, HEADER, SARI, take

pytestmark = pytest.mark.django_db
# Somebody else's row under Sari's NIP: PNS ID, NIK and name differ.
BUDI = SARI.replace("A1;", "B9;").replace("SARI WULANDARI", "BUDI SANTOSO")
UNITS = "Id;NamaUnor;DiatasanId;NamaJabatan\n"


@pytest.fixture
def dewi(client: Client, cast: Cast) -> Client:
    client.force_login(cast.dewi)
    return client


@pytest.fixture
def sari(cast: Cast, tmp_path: Path) -> Employee:
    """Sari as the last import left her, in a unit of the cast."""
    take("pegawai", tmp_path, text(SARI.replace(";U2;", f";{cast.district.siasn_id};")))
    return Employee.objects.get()


def text(*rows: str) -> str:
    return "\n".join([HEADER, *rows]) + "\n"


def preview(cast: Cast, content: str, kind: str = "pegawai", agency: Agency | None = None) -> ImportBatch:
    file = SimpleUploadedFile(f"{kind}.csv", content.encode())
    return work(imports.upload(agency=agency or cast.surabaya, kind=kind, file=file, by=cast.dewi, at=AT))


def work(batch: ImportBatch) -> ImportBatch:
    job_service.run(pk=batch.job_id)
    return ImportBatch.objects.get(pk=batch.pk)


def page(client: Client, batch: ImportBatch, **query: str) -> str:
    return client.get(reverse("import_detail", args=[batch.pk]), query).content.decode()


def command(folder: Path, *arguments: str) -> int:
    """What the command answers to Budi under Sari's NIP."""
    path = folder / "pegawai.csv"
    path.write_text(text(BUDI))
    try:
        call_command("import_siasn", "pegawai", str(path), "--region", "35.78", "--json", *arguments)
    except SystemExit as end:
        return int(end.code)
    return 0


def test_the_command_does_not_overwrite_somebody_else_unasked(cast, sari, tmp_path, capsys):
    before = ImportBatch.objects.count()
    assert command(tmp_path) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.strip().splitlines()) == (
        "",
        [
            "Berkas ini belum disimpan karena perlu persetujuan: nip_of_another (1 baris); periksa barisnya, "
            "lalu tambahkan --agree nip_of_another."
        ],
    )
    assert (Employee.objects.get().name, ImportBatch.objects.count()) == ("Sari Wulandari", before)
    assert command(tmp_path, "--agree", "other_tree") == 2


def test_the_command_overwrites_when_told_to(cast, sari, tmp_path, capsys):
    assert command(tmp_path, "--agree", "other_tree", "--agree", "nip_of_another") == 0
    assert Employee.objects.get().name == "Budi Santoso"


def test_a_made_up_government_takes_other_units_but_overwrites_nobody_unasked(cast, sari, tmp_path, capsys):
    file = tree("R;PEMERINTAH KOTA SURABAYA;;", "K;KECAMATAN GAYUNGAN;R;")
    with pytest.raises(DomainError):
        take("unor", tmp_path, file)
    Agency.objects.update(is_sample=True)
    assert take("unor", tmp_path, file)["created"] == 2
    assert command(tmp_path) == 2


def test_a_dry_run_asks_for_nothing(cast, sari, tmp_path, capsys):
    assert command(tmp_path, "--dry-run") == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["updated"], summary["warnings"], summary["rejected"]) == (1, 2, 0)
    assert list(summary) == ["rows", "created", "updated", "unchanged", "rejected", "warnings", "rejected_by_reason"]


@pytest.mark.parametrize(
    "row",
    [
        SARI.replace("SARI WULANDARI", "SARI WULANDHARI"),  # the PNS ID is hers
        SARI.replace("A1;", "B9;"),  # the name is hers
        SARI.replace("A1;", "B9;").replace("SARI WULANDARI", "sari wulandari"),
    ],
)
def test_whoever_has_one_thing_in_common_is_the_same_person(cast, sari, row):
    batch = preview(cast, text(row))
    assert batch.counts["warned"].get("nip_of_another", 0) == 0


def test_the_same_nik_is_the_same_person(cast, sari):
    Employee.objects.update(nik="3578016609860001")
    rows = f"{HEADER};NIK\n{BUDI};3578016609860001\n"
    assert preview(cast, rows).counts["warned"].get("nip_of_another", 0) == 0
    assert preview(cast, rows.replace("0001\n", "0002\n")).counts["warned"]["nip_of_another"] == 1


def test_without_pns_id_and_nik_another_name_is_another_person(cast, sari):
    batch = preview(cast, "NIP BARU;NAMA\n198609262015052001;BUDI SANTOSO\n")
    assert batch.counts["warned"] == {"nip_of_another": 1}


def test_storing_over_somebody_else_needs_a_tick(cast, sari):
    batch = preview(cast, text(BUDI))
    with pytest.raises(DomainError) as refusal:
        imports.confirm(batch=batch, by=cast.dewi, at=AT)
    assert refusal.value.code == "import_not_agreed"
    with pytest.raises(DomainError):
        imports.confirm(batch=batch, by=cast.dewi, at=AT, agreed=["other_tree"])
    batch = work(imports.confirm(batch=batch, by=cast.dewi, at=AT, agreed=["nip_of_another"]))
    assert (batch.state, Employee.objects.get().name) == (ImportState.STORED, "Budi Santoso")


def test_the_page_says_whose_record_is_overwritten_and_asks(dewi, cast, sari):
    batch = preview(cast, text(BUDI))
    html = page(dewi, batch)
    assert "1 baris memakai NIP milik orang lain" in html
    assert "Sari Wulandari → Budi Santoso" in html  # the first list that opens
    tick = '<input class="form-check-input border-secondary" type="checkbox" name="agreed" value="nip_of_another" form="import-confirm" required'
    assert tick in html
    url = reverse("import_confirm", args=[batch.pk])
    refused = dewi.post(url)
    assert refused.status_code == 400
    assert "Centang dahulu" in refused.content.decode()
    assert ImportBatch.objects.get(pk=batch.pk).state == ImportState.CHECKED
    assert dewi.post(url, {"agreed": "nip_of_another"}).status_code == 302
    assert ImportBatch.objects.get(pk=batch.pk).state == ImportState.STORING


def test_after_storing_the_remark_stays_without_the_question(dewi, cast, sari):
    batch = preview(cast, text(BUDI))
    html = page(dewi, work(imports.confirm(batch=batch, by=cast.dewi, at=AT, agreed=["nip_of_another"])))
    assert "1 baris memakai NIP milik orang lain" in html
    assert 'name="agreed"' not in html


def test_what_turns_up_after_the_preview_is_not_stored_unseen(cast, tmp_path):
    """Between preview and confirmation another import made the person whose NIP the file uses."""
    batch = preview(cast, text(BUDI))
    assert batch.counts["created"] == 1
    take("pegawai", tmp_path, text(SARI))
    batch = work(imports.confirm(batch=batch, by=cast.dewi, at=AT))
    assert (batch.state, batch.job.state) == (ImportState.CHECKED, JobState.FAILED)
    assert batch.message.startswith("Data berubah sejak pratinjau dibuat")
    assert Employee.objects.get().name == "Sari Wulandari"


def test_another_person_than_the_one_shown_is_not_overwritten(cast, sari, tmp_path):
    """As many as agreed to, but the NIP has become somebody else's meanwhile."""
    batch = preview(cast, text(BUDI))
    Employee.objects.update(nip="198609262015052007")
    take("pegawai", tmp_path, text(SARI.replace("A1;", "C3;").replace("SARI WULANDARI", "TINI")))
    batch = work(imports.confirm(batch=batch, by=cast.dewi, at=AT, agreed=["nip_of_another"]))
    assert (batch.state, batch.job.state) == (ImportState.CHECKED, JobState.FAILED)
    assert batch.message.startswith("Data berubah sejak pratinjau dibuat")
    assert set(Employee.objects.values_list("name", flat=True)) == {"Sari Wulandari", "Tini"}


def test_the_page_says_who_agreed_to_what(dewi, cast, sari):
    batch = work(imports.confirm(batch=preview(cast, text(BUDI)), by=cast.dewi, at=AT, agreed=["nip_of_another"]))
    html = page(dewi, batch)
    assert "Disetujui Dewi, 21 November 2026, 10.00\u00a0WIB." in html
    assert "Disetujui: Timpa data pegawai yang tercatat dengan baris-baris ini." in html


def test_the_reason_of_a_failure_is_in_the_reader_s_language(dewi, cast, sari, tmp_path):
    batch = preview(cast, text(BUDI))
    Employee.objects.update(name="Sari W.")
    batch = work(imports.confirm(batch=batch, by=cast.dewi, at=AT, agreed=["nip_of_another"]))
    assert "Data berubah sejak pratinjau dibuat" in page(dewi, batch)
    dewi.cookies["django_language"] = "en"
    assert "The data have changed since the preview" in page(dewi, batch)


def test_whoever_imports_may_see_disciplinary_matters():
    """A preview shows the legal status "Kena Hukuman Disiplin" to all who may open it."""
    importing = {role for role, granted in GRANTS.items() if Permission.IMPORT_RUN in granted}
    assert importing == {Role.HR_AGENCY, Role.ADMINISTRATOR}
    assert {role for role in importing if Permission.DISCIPLINE_VIEW not in GRANTS[role]} == set()


def test_the_headline_counts_people_without_a_unit(dewi, cast, sari):
    rows = [SARI, *(SARI.replace("A1;198609262015052001", f"C{n};19860926201505200{n}") for n in (2, 3))]
    batch = preview(cast, text(*rows))  # all in U2, which does not exist; Sari keeps the unit she has
    assert batch.counts["warned"] == {"unit_kept": 1, "unit_unknown": 2}
    assert "2 pegawai tanpa unit kerja" in page(dewi, batch)


def test_a_file_without_the_column_takes_nobody_s_unit(cast, sari):
    assert preview(cast, "NIP BARU;NAMA\n198609262015052001;SARI WULANDARI\n").counts["warnings"] == 0
    sari.unit = None
    sari.save(update_fields=["unit"])
    batch = preview(cast, "NIP BARU;NAMA\n198609262015052001;SARI WULANDARI\n")
    assert batch.counts["warned"] == {"unit_unknown": 1}


def test_an_empty_unit_in_the_file_takes_the_unit_away(dewi, cast, sari):
    batch = preview(cast, text(SARI.replace(";U2;", ";;")))
    assert batch.counts["warned"] == {"unit_unknown": 1}
    assert "dikosongkan" in page(dewi, batch, tab="changed")


def test_codes_are_shown_by_their_names(dewi, cast, sari):
    row = SARI.replace(";01;P;32;", ";03;P;33;").replace(";U2;", f";{cast.district.siasn_id};")
    batch = preview(cast, f"{HEADER};ESELON ID\n{row.replace(';4;Pengadministrasi Perkantoran;', ';1;CAMAT;')};31\n")
    html = page(dewi, batch, tab="changed")
    for old, new in (
        ("III/b · Penata Muda Tingkat I", "III/c · Penata"),
        ("Aktif", "Tugas Belajar"),
        ("(kosong)", "III.a"),
        ("Pelaksana", "Administrator"),
    ):
        assert f"<del>{old}</del>" in html
        assert f"<ins>{new}</ins>" in html


def test_what_is_emptied_is_marked_in_words(dewi, cast, sari):
    Employee.objects.update(birth_place="Surabaya")
    batch = preview(cast, f"{HEADER};TEMPAT LAHIR NAMA\n{SARI};\n")
    html = page(dewi, batch, tab="changed")
    assert "<del>Surabaya</del>" in html
    assert '<ins><span class="badge badge-tone-warn ">dikosongkan</span>' in html
    assert html.count("dikosongkan") == 1


def tree(*rows: str) -> str:
    return UNITS + "\n".join(rows) + "\n"


def test_a_file_with_none_of_the_stored_units_asks(dewi, cast):
    """New ids under old names are another tree."""
    file = tree("R;PEMERINTAH KOTA SURABAYA;;", "K;KECAMATAN GAYUNGAN;R;")
    batch = preview(cast, file, "unor")
    assert batch.counts["warned"] == {"other_tree": 1}
    assert "Tidak satu pun unit yang sudah tersimpan ada di berkas ini" in page(dewi, batch)
    with pytest.raises(DomainError):
        imports.confirm(batch=batch, by=cast.dewi, at=AT)
    work(imports.confirm(batch=batch, by=cast.dewi, at=AT, agreed=["other_tree"]))
    assert Unit.objects.filter(name="KECAMATAN GAYUNGAN").count() == 2


def test_new_units_under_stored_ones_need_no_question(cast):
    batch = preview(cast, tree(f"N1;KELURAHAN BARU;{cast.district.siasn_id};"), "unor")
    assert batch.counts["warned"] == {}


def test_a_second_root_asks(dewi, cast):
    file = tree(f"{cast.city.siasn_id};PEMERINTAH KOTA SURABAYA;;", "R2;DINAS KESEHATAN;;", "R3;DINAS SOSIAL;;")
    batch = preview(cast, file, "unor")
    assert batch.counts["warned"] == {"second_root": 2}
    assert "2 unit di berkas ini akan berdiri di puncak susunan" in page(dewi, batch)
    with pytest.raises(DomainError):
        imports.confirm(batch=batch, by=cast.dewi, at=AT)


def test_a_unit_that_loses_its_superior_is_a_second_root(cast):
    batch = preview(cast, tree(f"{cast.district.siasn_id};KECAMATAN GAYUNGAN;;"), "unor")
    assert batch.counts["warned"] == {"second_root": 1}


def test_the_first_file_may_hold_one_root(cast):
    """Mamuju has no units yet."""
    one, two = tree("R;KABUPATEN;;", "K;KECAMATAN;R;"), tree("R;KABUPATEN;;", "K;KECAMATAN;;")
    assert preview(cast, one, "unor", cast.mamuju).counts["warned"] == {}
    assert preview(cast, two, "unor", cast.mamuju).counts["warned"] == {"second_root": 1}


def test_a_new_root_above_the_old_one_is_no_second_root(cast):
    file = tree("TOP;PEMERINTAH KOTA SURABAYA;;", f"{cast.city.siasn_id};SEKRETARIAT DAERAH;TOP;")
    assert preview(cast, file, "unor").counts["warned"] == {}


def test_the_superior_of_a_unit_is_shown_by_name(dewi, cast):
    Unit.objects.filter(pk=cast.district.pk).update(parent_siasn_id=cast.city.siasn_id)
    file = tree(f"{cast.district.siasn_id};KECAMATAN GAYUNGAN;S9;", f"S9;SEKRETARIAT DAERAH;{cast.city.siasn_id};")
    html = page(dewi, preview(cast, file, "unor"), tab="changed")
    assert "<del>Pemerintah Kota Surabaya</del>" in html
    assert "<ins>Sekretariat Daerah</ins>" in html
