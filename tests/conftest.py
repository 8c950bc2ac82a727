"""What tests across apps share: reference data and the two sample governments."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from core.models import Region
from core.services.imports import import_file

SLOW_LAST = ("tests/test_benchmarks.py", "tests/durability/", "tests/e2e/")
DATA = Path(__file__).parent / "data"
KINDS = ("unor", "pegawai", "kursus", "diklat", "skp22", "kompetensi", "hukdis")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Quick tests first; those with servers and a browser of their own after them, each kind in one go."""
    items.sort(key=lambda item: next((n for n, part in enumerate(SLOW_LAST, 1) if part in str(item.path)), 0))


@pytest.fixture
def regions(db):
    """The regions of the two sample governments."""
    Region.objects.bulk_create(
        [
            Region(code="35", name="JAWA TIMUR", kind="province"),
            Region(code="35.78", name="KOTA SURABAYA", kind="regency", parent_id="35"),
            Region(code="76", name="SULAWESI BARAT", kind="province"),
            Region(code="76.02", name="KABUPATEN MAMUJU", kind="regency", parent_id="76"),
        ]
    )


def sample_file(government: str, kind: str) -> Path:
    """Path of one export of a sample government (``gayungan`` or ``mamuju``)."""
    return next((DATA / government).glob(f"*_{kind}.*"))


def import_all(government: str, region: str) -> dict[str, dict]:
    """Import all exports in order; the summaries by kind."""
    return {
        kind: import_file(
            kind=kind,
            path=sample_file(government, kind),
            region=region,
            dry_run=False,
            at=timezone.now(),
        ).summary()
        for kind in KINDS
    }


@pytest.fixture
def reference(db):
    call_command("load_reference")
    call_command("load_library", verbosity=0)
