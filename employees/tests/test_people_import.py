"""What an import of people keeps, changes and remembers."""

from datetime import UTC, date, datetime

import pytest

from core.domain.errors import UnreadableFile
from core.models import Agency, ImportIssue, Region, Unit
from core.services.imports import import_file
from employees.models import Employee, EmployeeHistory, Position

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
HEADER = (
    "PNS ID;NIP BARU;NAMA;TANGGAL LAHIR;JENIS KELAMIN;KEDUDUKAN HUKUM ID;STATUS CPNS PNS;GOL AKHIR ID;TMT GOLONGAN;"
    "MK TAHUN;JENIS JABATAN ID;JABATAN NAMA;TMT JABATAN;TINGKAT PENDIDIKAN ID;UNOR ID;INSTANSI INDUK ID"
)
SARI = "A1;198609262015052001;SARI WULANDARI;26-09-1986;F;01;P;32;01-04-2023;8;4;Pengadministrasi Perkantoran;01-01-2020;40;U2;I1"


@pytest.fixture
def office(tmp_path):
    Region.objects.create(code="35.78", name="KOTA SURABAYA", kind="regency")
    units = "Id,InstansiId,DiatasanId,EselonId,NamaUnor,NamaJabatan\nU1,I1,,,PEMERINTAH KOTA SURABAYA,\nU2,I1,U1,31,KECAMATAN GAYUNGAN,Camat Gayungan\n"
    take("unor", tmp_path, units)
    take("pegawai", tmp_path, f"{HEADER}\n{SARI}\n")
    return tmp_path


def take(kind: str, folder, text: str, region: str = "35.78") -> dict:
    path = folder / f"{kind}.csv"
    path.write_text(text)
    return import_file(kind=kind, path=path, region=region, dry_run=False, at=AT).summary()


def counts(summary: dict) -> tuple[int, int, int, int]:
    return summary["created"], summary["updated"], summary["unchanged"], summary["rejected"]


def test_what_the_export_says_of_a_person(office):
    sari = Employee.objects.select_related("unit", "position").get()
    assert (sari.full_name, sari.nip_grouped, sari.status, sari.rank_title, sari.tier) == (
        "Sari Wulandari", "19860926 201505 2 001", "pns", "III/b · Penata Muda Tingkat I", "pelaksana",
    )  # fmt: skip
    assert (sari.unit.name, sari.position.name, sari.service_years, sari.service_months, sari.education) == (
        "KECAMATAN GAYUNGAN", "Pengadministrasi Perkantoran", 8, None, "s1",
    )  # fmt: skip


def test_a_file_with_nip_and_name_only_erases_nothing(office):
    before = Employee.objects.values().get()
    assert counts(take("pegawai", office, "NIP BARU;NAMA\n198609262015052001;SARI WULANDARI\n")) == (0, 0, 1, 0)
    assert Employee.objects.values().get() == before
    assert EmployeeHistory.objects.count() == 0


def test_an_unknown_unit_is_remarked_and_the_known_one_stays(office):
    summary = take("pegawai", office, f"{HEADER}\n{SARI.replace(';U2;', ';U9;')}\n")
    assert (counts(summary), summary["warnings"]) == ((0, 0, 1, 0), 1)
    assert Employee.objects.get().unit.siasn_id == "U2"


def test_what_is_replaced_stays_as_history(office):
    promoted = SARI.replace(";32;01-04-2023;", ";33;01-04-2026;").replace(
        "Pengadministrasi Perkantoran", "Arsiparis Terampil"
    )
    promoted = promoted.replace(";4;Arsiparis", ";2;Arsiparis")
    assert counts(take("pegawai", office, f"{HEADER}\n{promoted}\n")) == (0, 1, 0, 0)
    sari = Employee.objects.get()
    assert (sari.rank, sari.tier, sari.level) == ("33", "jf", "terampil")
    kept = EmployeeHistory.objects.order_by("aspect").values_list("aspect", "value", "since", "until")
    assert list(kept) == [
        ("position", "Pengadministrasi Perkantoran", date(2020, 1, 1), date(2020, 1, 1)),
        ("rank", "32", date(2023, 4, 1), date(2026, 4, 1)),
    ]


def test_a_new_nip_with_the_same_pns_id_is_the_same_person(office):
    assert counts(take("pegawai", office, f"{HEADER}\n{SARI.replace('2001;SARI', '2007;SARI')}\n")) == (0, 1, 0, 0)
    assert Employee.objects.get().nip == "198609262015052007"


def test_a_row_that_mixes_two_people_is_refused(office):
    other = SARI.replace("A1;198609262015052001", "A2;198609262015052002").replace("SARI", "RINA")
    take("pegawai", office, f"{HEADER}\n{SARI}\n{other}\n")
    mixed = SARI.replace("A1;", "A2;")
    summary = take("pegawai", office, f"{HEADER}\n{mixed}\n")
    assert summary["rejected_by_reason"] == {"identity_conflict": 1}


def test_the_head_of_a_unit_gets_her_tier_from_it(office):
    head = SARI.replace(";4;Pengadministrasi Perkantoran;", ";1;CAMAT GAYUNGAN;")
    take("pegawai", office, f"{HEADER}\n{head}\n")
    assert (Employee.objects.get().tier, Employee.objects.get().eselon) == ("administrator", "31")


def test_a_file_of_another_government_is_refused_and_nothing_stored(office):
    mamuju = Region.objects.create(code="76.02", name="KABUPATEN MAMUJU", kind="regency")
    Agency.objects.create(region=mamuju, name="Pemerintah Kabupaten Mamuju", siasn_id="I2")
    with pytest.raises(UnreadableFile) as caught:
        take("pegawai", office, f"{HEADER}\n{SARI}\n", region="76.02")
    assert caught.value.code == "other_agency"
    assert Employee.objects.filter(agency__region="76.02").count() == 0


def test_units_that_run_in_a_circle_are_refused(office):
    text = "Id,InstansiId,DiatasanId,NamaUnor\nU1,I1,,PEMERINTAH KOTA SURABAYA\nC1,I1,C2,SATU\nC2,I1,C1,DUA\n"
    assert take("unor", office, text)["rejected_by_reason"] == {"parent_circle": 2}


def test_a_moved_unit_takes_its_branch_along(office):
    text = (
        "Id,InstansiId,DiatasanId,EselonId,NamaUnor,NamaJabatan\nU1,I1,,,PEMERINTAH KOTA SURABAYA,\n"
        "U2,I1,U3,31,KECAMATAN GAYUNGAN,Camat Gayungan\nU3,I1,U1,21,SEKRETARIAT DAERAH,Sekretaris Daerah\n"
    )
    assert counts(take("unor", office, text)) == (1, 1, 1, 0)
    unit, parent = Unit.objects.get(siasn_id="U2"), Unit.objects.get(siasn_id="U3")
    assert unit.parent == parent
    assert (unit.depth, unit.path.startswith(parent.path)) == (3, True)


def test_a_part_of_the_units_leaves_the_tree_as_it_is(office):
    text = "Id,InstansiId,DiatasanId,EselonId,NamaUnor,NamaJabatan\nU2,I1,U1,31,KECAMATAN GAYUNGAN,Camat Gayungan\nU4,I1,U2,41,KELURAHAN KETINTANG,Lurah\n"
    assert counts(take("unor", office, text)) == (1, 0, 1, 0)
    assert list(Unit.objects.order_by("siasn_id").values_list("siasn_id", "depth")) == [("U1", 1), ("U2", 2), ("U4", 3)]


def test_one_pns_id_written_two_ways_is_refused_with_a_reason(office):
    twins = [SARI.replace("A1;198609262015052001", f"{pns};19860926201505200{n}") for n, pns in ((3, "B1"), (4, "'B1"))]
    summary = take("pegawai", office, "\n".join([HEADER, *twins]) + "\n")
    assert (summary["created"], summary["rejected_by_reason"]) == (1, {"identity_conflict": 1})


def test_a_check_makes_no_jobs(office):
    path = office / "pegawai.csv"
    path.write_text(f"{HEADER}\n{SARI.replace('Pengadministrasi Perkantoran', 'Jabatan Khayalan')}\n")
    import_file(kind="pegawai", path=path, region="35.78", dry_run=True, at=AT)
    assert list(Position.objects.values_list("name", flat=True)) == ["Pengadministrasi Perkantoran"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ((";01-04-2023;", ";31-02-2023;"), "date_invalid"),
        ((";26-09-1986;", ";1986;"), "date_invalid"),
        ((";8;4;", ";delapan;4;"), "number_invalid"),
        ((";8;4;", ";120;4;"), "number_range"),
        ((";F;", ";X;"), "code_unknown"),
        ((";40;U2;", ";77;U2;"), "code_unknown"),
    ],
)
def test_what_cannot_be_read_leaves_what_is_stored(office, cells, code):
    before = Employee.objects.values().get()
    summary = take("pegawai", office, f"{HEADER}\n{SARI.replace(*cells)}\n")
    assert (counts(summary), summary["warnings"]) == ((0, 0, 1, 0), 1)
    assert ImportIssue.objects.values_list("code", flat=True).get() == code
    assert Employee.objects.values().get() == before
    assert EmployeeHistory.objects.count() == 0


def test_a_date_far_ahead_is_remarked(office):
    summary = take("pegawai", office, f"{HEADER}\n{SARI.replace(';01-04-2023;', ';01-04-2032;')}\n")
    assert (counts(summary), summary["warnings"]) == ((0, 1, 0, 0), 1)
    assert ImportIssue.objects.values_list("column", "value", "code").get() == (
        "TMT GOLONGAN",
        "01-04-2032",
        "date_ahead",
    )
