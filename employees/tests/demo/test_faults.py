"""Faulty rows: exactly as many as asked, spread over the reasons, recognisable without the generator."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from employees.demo.generator import SURABAYA, write_government

from .exports import Export, Record, load, text


def _has_birth_date(nip: str) -> bool:
    try:
        date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return False
    return True


def _reason(row: Record, seen: set[str]) -> str:
    """Return why an import refuses the row, or nothing."""
    cell = row["NIP BARU"]
    if not str(row["NAMA"]).strip():
        return "name_missing"
    if isinstance(cell, float) or "E+" in str(cell):
        return "nip_number_cell"
    nip = text(cell)
    if len(nip) != 18:
        return "nip_length"
    if not nip.isdigit():
        return "nip_characters"
    if not _has_birth_date(nip):
        return "nip_date"
    if nip in seen:
        return "duplicate_in_file"
    seen.add(nip)
    return ""


def _reasons(export: Export) -> Counter[str]:
    seen: set[str] = set()
    return Counter(_reason(row, seen) for row in export.of("pegawai"))


@pytest.mark.parametrize("layout", ["csv", "xlsx"])
def test_faults_are_spread_over_the_reasons(tmp_path: Path, layout: str) -> None:
    export = load(write_government(SURABAYA, tmp_path, people=100, seed=3, layout=layout, faults=20))
    assert _reasons(export) == {
        "": 100, "name_missing": 4, "nip_length": 4, "nip_characters": 3, "nip_date": 3, "nip_number_cell": 3,
        "duplicate_in_file": 3,
    }  # fmt: skip


def test_more_faults_than_people(tmp_path: Path) -> None:
    export = load(write_government(SURABAYA, tmp_path, people=20, seed=3, layout="csv", faults=60))
    assert _reasons(export) == {
        "": 20, "name_missing": 10, "nip_length": 10, "nip_characters": 10, "nip_date": 10, "nip_number_cell": 10,
        "duplicate_in_file": 10,
    }  # fmt: skip


def test_the_demo_has_no_fault(mamuju: Export, surabaya: Export) -> None:
    assert [_reasons(mamuju), _reasons(surabaya)] == [{"": 1500}, {"": 300}]


def test_good_rows_and_histories_are_the_same_with_and_without_faults(tmp_path: Path) -> None:
    clean, faulty = (
        load(write_government(SURABAYA, tmp_path / str(faults), people=100, seed=3, layout="csv", faults=faults))
        for faults in (0, 12)
    )
    seen: set[str] = set()
    assert clean.of("pegawai") == [row for row in faulty.of("pegawai") if not _reason(row, seen)]
    for kind in ("unor", "kursus", "diklat", "skp22", "kompetensi", "hukdis"):
        assert clean.tables[kind] == faulty.tables[kind]
