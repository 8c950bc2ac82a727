"""The organisation of Pemerintah Kota Surabaya (region 35.78), the part around Kecamatan Gayungan, as a seed.

OPD after rules.md 13.2; kelurahan of Gayungan (35.78.22) after Kepmendagri 300.2.2-2430/2025. No real people.
"""

from typing import Final

from . import duties as d
from .offices import inspectorate, kecamatan, office, puskesmas, regional_secretariat, school
from .units import UnitPlan

SECRETARIAT: Final = regional_secretariat(
    {
        "Pemerintahan dan Kesejahteraan Rakyat": ("Pemerintahan dan Otonomi Daerah", "Hukum dan Kerja Sama"),
        "Administrasi Umum": ("Organisasi", "Umum, Protokol dan Komunikasi Pimpinan"),
    },
    weight=1.2,
)  # fmt: skip

PLAN: Final = UnitPlan(
    "Pemerintah Kota Surabaya", d.UMUM,
    children=(
        SECRETARIAT,
        inspectorate(),
        office("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", d.KEPEGAWAIAN, (
            "Pengadaan, Mutasi dan Promosi", "Pengembangan Kompetensi Aparatur", "Penilaian Kinerja dan Disiplin")),
        office("Dinas Pendidikan", d.PENDIDIKAN, ("Sekolah Dasar", "Sekolah Menengah Pertama"), weight=1.2, below=(
            school("SD Negeri Gayungan I", weight=6.0), school("SMP Negeri 36 Surabaya", weight=6.0))),
        office("Dinas Kesehatan", d.KESEHATAN, (
            "Kesehatan Masyarakat", "Pencegahan dan Pengendalian Penyakit"), weight=1.2,
            below=(puskesmas("Gayungan", weight=12.0),)),
        office("Dinas Komunikasi dan Informatika", d.KOMINFO, (
            "Informasi dan Komunikasi Publik", "Aplikasi dan Layanan e-Government")),
        kecamatan("Gayungan", ("Gayungan", "Menanggal", "Dukuh Menanggal", "Ketintang"),
                  learning=1.1, weight=1.8, sections=3),
    ),
)  # fmt: skip
