"""A file lands in the government it is from, whichever way it comes."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.domain.errors import DomainError
from core.enums import ImportState
from core.models import Agency, ImportBatch, RoleAssignment, Unit
from core.services import imports
from core.tests.people import Cast
from core.tests.test_importing import AT, work
from core.tests.workbooks import HEADER, write_csv

MAMUJU_ID, SURABAYA_ID = "I-MAMUJU", "I-SURABAYA"


def units(folder: Path, *, agency: str = "", top: str = "SEKRETARIAT DAERAH") -> Path:
    """An export of one unit; ``agency`` is the id of the government, "" leaves it out."""
    return write_csv(folder / "unor.csv", [(*HEADER, "InstansiId"), ("N1", top, "", "", agency)])


def check(cast: Cast, path: Path) -> ImportBatch:
    """Uploaded by Dewi in Surabaya, which an office opened without knowing its SIASN id."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return work(imports.upload(agency=cast.surabaya, kind="unor", file=file, by=cast.dewi, at=AT))


def take(path: Path, region: str | None = "35.78") -> None:
    imports.import_file(kind="unor", path=path, region=region, dry_run=False, at=AT, agreed=["other_tree"])


@pytest.fixture
def mamuju_is_known(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.mamuju.pk).update(siasn_id=MAMUJU_ID)


@pytest.mark.usefixtures("mamuju_is_known")
def test_an_office_without_an_id_refuses_the_file_of_another(cast, tmp_path):
    batch = check(cast, units(tmp_path, agency=MAMUJU_ID))
    assert (batch.state, batch.message) == (
        ImportState.UNREADABLE,
        "Berkas ini milik Pemerintah Kabupaten Mamuju, bukan Pemerintah Kota Surabaya. "
        "Pilih instansi yang benar lalu unggah ulang.",
    )


@pytest.mark.usefixtures("mamuju_is_known")
def test_the_command_refuses_it_too(cast, tmp_path):
    with pytest.raises(DomainError) as refusal:
        take(units(tmp_path, agency=MAMUJU_ID))
    assert (refusal.value.code, Unit.objects.filter(siasn_id="N1").count()) == ("other_agency", 0)


@pytest.mark.usefixtures("mamuju_is_known")
def test_an_id_that_nobody_has_is_that_of_the_new_office(cast, tmp_path):
    """The control: the same file with another id."""
    batch = check(cast, units(tmp_path, agency=SURABAYA_ID))
    work(imports.confirm(batch=batch, by=cast.dewi, at=AT, agreed=["other_tree"]))
    assert Agency.objects.get(pk=cast.surabaya.pk).siasn_id == SURABAYA_ID


def test_the_command_learns_the_id_as_well(cast, tmp_path):
    take(units(tmp_path, agency=SURABAYA_ID))
    assert Agency.objects.get(pk=cast.surabaya.pk).siasn_id == SURABAYA_ID
    Agency.objects.filter(pk=cast.surabaya.pk).update(siasn_id=None)
    imports.import_file(
        kind="unor", path=units(tmp_path, agency=SURABAYA_ID), region="35.78", dry_run=True, at=AT
    )  # fmt: skip
    assert Agency.objects.get(pk=cast.surabaya.pk).siasn_id is None


@pytest.mark.parametrize(
    ("top", "state"),
    [
        ("PEMERINTAH KAB. MAMUJU", ImportState.UNREADABLE),
        ("PEMERINTAH KOTA SURABAYA", ImportState.CHECKED),
        ("SEKRETARIAT DAERAH", ImportState.CHECKED),
    ],
)
def test_without_an_id_the_name_says_whose_file_it_is(cast, tmp_path, top, state):
    assert check(cast, units(tmp_path, top=top)).state == state


def test_a_name_goes_before_there_being_only_one_government(cast, tmp_path):
    RoleAssignment.objects.filter(agency=cast.mamuju).delete()
    cast.mamuju.delete()
    for name, code in (("Pemerintah Kab. Mamuju", "agency_unknown"), ("", None)):
        path = people(tmp_path, name)
        assert refusal_of(path) == code


def refusal_of(path: Path) -> str | None:
    try:
        imports.import_file(kind="pegawai", path=path, region=None, dry_run=False, at=AT)
    except DomainError as error:
        return error.code
    return None


def people(folder: Path, agency: str) -> Path:
    rows = [("NIP BARU", "NAMA", "INSTANSI INDUK NAMA"), ("198609262015052001", "SARI WULANDARI", agency)]
    return write_csv(folder / "pegawai.csv", rows)
