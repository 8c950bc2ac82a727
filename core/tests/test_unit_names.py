import pytest

from core.domain.naming import unit_name

NAMES = [
    (
        "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    ),
    ("SEKRETARIAT DPRD", "Sekretariat DPRD"),
    ("UPTD PUSKESMAS TAPALANG II", "UPTD Puskesmas Tapalang II"),
    ("RSUD DR. MOHAMAD SOEWANDHIE", "RSUD dr. Mohamad Soewandhie"),
    ("BKPSDM", "BKPSDM"),
    ("DP3AP2KB", "DP3AP2KB"),
    ("SATPOL PP", "Satpol PP"),
    ("SMPN 3 KALUKKU", "SMPN 3 Kalukku"),
    ("DINAS PERUMAHAN, PERMUKIMAN/PERTANAHAN (DPRKPP)", "Dinas Perumahan, Permukiman/Pertanahan (DPRKPP)"),
    ("SD NEGERI MA'RANG", "SD Negeri Ma'rang"),
    ("  KECAMATAN   KEPULAUAN BALA BALAKANG ", "Kecamatan Kepulauan Bala Balakang"),
    ("INSPEKTUR PEMBANTU XIV", "Inspektur Pembantu XIV"),
    ("Dinas P&K", "Dinas P&K"),
    ("", ""),
]


@pytest.mark.parametrize(("shouted", "written"), NAMES)
def test_unit_name(shouted, written):
    assert unit_name(shouted) == written


@pytest.mark.parametrize("name", [written for _, written in NAMES])
def test_a_written_name_stays(name):
    assert unit_name(name) == name
