"""Names in normal case."""

import pytest

from core.domain.naming import full_name, person_name, unit_name


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("ANDI AISYAH", "Andi Aisyah"),
        ("HJ.  SITI NUR'AINI", "Hj. Siti Nur'aini"),
        ("  Baso  Yunus ", "Baso Yunus"),
        ("I'LHAM LATIF", "I'lham Latif"),
    ],
)
def test_people(raw, shown):
    assert person_name(raw) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("SUBBAGIAN UMUM DAN KEPEGAWAIAN RSUD", "Subbagian Umum dan Kepegawaian RSUD"),
        ("BIDANG III DINAS KESEHATAN", "Bidang III Dinas Kesehatan"),
        ("PEMERINTAH KAB. MAMUJU", "Pemerintah Kab. Mamuju"),
        ("Dinas Kesehatan", "Dinas Kesehatan"),
    ],
)
def test_units(raw, shown):
    assert unit_name(raw) == shown


def test_degrees_stay_as_they_are():
    assert full_name("Andi Aisyah", "dr.", "M.Kes.") == "dr. Andi Aisyah, M.Kes."
    assert full_name("Andi Aisyah") == "Andi Aisyah"
