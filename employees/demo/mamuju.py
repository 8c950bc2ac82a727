"""The organisation of Pemerintah Kabupaten Mamuju (region 76.02), as a seed; real names of units, no real people.

OPD after rules.md 13.2; kecamatan and kelurahan after the region codes of Kepmendagri 300.2.2-2430/2025.
"""

from typing import Final

from . import duties as d
from .offices import (
    council_secretariat,
    hospital,
    inspectorate,
    kecamatan,
    office,
    puskesmas,
    regional_secretariat,
    school,
)  # fmt: skip
from .units import UnitPlan

RESEARCH_OFFICE: Final = "Badan Riset dan Inovasi Daerah"

# Kelurahan only: a desa has no posts for civil servants. Far districts train less; that is the finding of the chart.
KECAMATAN: Final[dict[str, tuple[float, tuple[str, ...]]]] = {
    "Mamuju": (1.3, ("Binanga", "Mamunyu", "Karema", "Rimuku")),
    "Tapalang": (1.0, ("Galung", "Kasambang", "Dayanginna")),
    "Kalukku": (1.0, ("Sinyonyoi", "Bebanga", "Kalukku", "Sinyonyoi Selatan")),
    "Kalumpang": (0.4, ()),
    "Papalang": (0.8, ()),
    "Sampaga": (0.8, ()),
    "Tommo": (0.6, ()),
    "Simboro": (1.2, ("Simboro", "Rangas")),
    "Tapalang Barat": (0.7, ()),
    "Bonehau": (0.4, ()),
    "Kepulauan Bala Balakang": (0.35, ()),
}

SECRETARIAT: Final = regional_secretariat(
    {
        "Pemerintahan dan Kesejahteraan Rakyat": ("Pemerintahan", "Kesejahteraan Rakyat", "Hukum"),
        "Perekonomian dan Pembangunan": (
            "Perekonomian dan Sumber Daya Alam", "Administrasi Pembangunan", "Pengadaan Barang dan Jasa",
        ),
        "Administrasi Umum": (
            "Umum", "Organisasi", "Protokol dan Komunikasi Pimpinan", "Perencanaan dan Keuangan",
        ),
    }
)  # fmt: skip

AGENCIES: Final = (
    office("Badan Perencanaan Pembangunan Daerah", d.PERENCANAAN, (
        "Perencanaan, Pengendalian dan Evaluasi Pembangunan", "Pemerintahan dan Pembangunan Manusia",
        "Infrastruktur dan Kewilayahan")),
    office("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", d.KEPEGAWAIAN, (
        "Pengadaan, Pemberhentian dan Informasi Kepegawaian", "Mutasi dan Promosi",
        "Pengembangan Sumber Daya Manusia Aparatur")),
    office("Badan Keuangan dan Aset Daerah", d.KEUANGAN, ("Anggaran", "Perbendaharaan", "Aset Daerah")),
    office("Badan Pendapatan Daerah", d.KEUANGAN, ("Pajak Daerah", "Retribusi dan Pendapatan Lain"), learning=0.8),
    office("Badan Penanggulangan Bencana Daerah", d.KETERTIBAN, (
        "Pencegahan dan Kesiapsiagaan", "Kedaruratan dan Logistik", "Rehabilitasi dan Rekonstruksi"),
        head="Kepala Pelaksana Badan Penanggulangan Bencana Daerah", learning=1.6),
    office("Badan Kesatuan Bangsa dan Politik", d.KETERTIBAN, (
        "Ideologi dan Wawasan Kebangsaan", "Politik Dalam Negeri")),
)  # fmt: skip

SERVICES: Final = (
    office("Dinas Pendidikan", d.PENDIDIKAN, (
        "Pembinaan Sekolah Dasar", "Pembinaan Sekolah Menengah Pertama", "Pembinaan PAUD dan Pendidikan Nonformal"),
        below=(
            *(school(f"SD Negeri 1 {name}", learning=factor) for name, (factor, _) in KECAMATAN.items()),
            *(school(f"SMP Negeri 1 {name}", learning=KECAMATAN[name][0])
              for name in ("Mamuju", "Tapalang", "Kalukku", "Papalang", "Tommo")))),
    office("Dinas Kesehatan", d.KESEHATAN, (
        "Kesehatan Masyarakat", "Pencegahan dan Pengendalian Penyakit", "Pelayanan dan Sumber Daya Kesehatan"),
        below=tuple(puskesmas(name, learning=factor) for name, (factor, _) in KECAMATAN.items())),
    office("Dinas Pekerjaan Umum dan Penataan Ruang", d.PEKERJAAN_UMUM, (
        "Bina Marga", "Cipta Karya", "Sumber Daya Air", "Penataan Ruang")),
    office("Dinas Perumahan dan Kawasan Permukiman", d.PEKERJAAN_UMUM, ("Perumahan", "Kawasan Permukiman")),
    office("Dinas Sosial", d.SOSIAL, ("Rehabilitasi Sosial", "Perlindungan dan Jaminan Sosial")),
    office("Dinas Kependudukan dan Pencatatan Sipil", d.KEPENDUDUKAN, (
        "Pelayanan Pendaftaran Penduduk", "Pelayanan Pencatatan Sipil")),
    office("Dinas Pemberdayaan Masyarakat dan Desa", d.SOSIAL, ("Pemerintahan Desa", "Usaha Ekonomi Masyarakat Desa")),
    office("Dinas Perhubungan", d.PERHUBUNGAN, ("Lalu Lintas dan Angkutan", "Pelayaran dan Pelabuhan")),
    office("Dinas Komunikasi dan Informatika", d.KOMINFO, (
        "Informasi dan Komunikasi Publik", "Aplikasi Informatika", "Statistik dan Persandian")),
    office("Dinas Koperasi, Usaha Kecil Menengah dan Perdagangan", d.EKONOMI, (
        "Koperasi dan Usaha Mikro", "Perdagangan dan Kemetrologian")),
    office("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", d.EKONOMI, (
        "Promosi dan Penanaman Modal", "Pelayanan Perizinan dan Nonperizinan"), learning=1.3),
    office("Dinas Pariwisata, Kepemudaan dan Olahraga", d.PARIWISATA, (
        "Destinasi dan Pemasaran Pariwisata", "Kepemudaan dan Olahraga")),
    office("Dinas Perpustakaan dan Kearsipan", d.ARSIP, ("Perpustakaan", "Kearsipan")),
    office("Dinas Kelautan dan Perikanan", d.PERIKANAN, ("Perikanan Tangkap", "Perikanan Budi Daya")),
    office("Dinas Pertanian", d.PERTANIAN, (
        "Tanaman Pangan dan Hortikultura", "Perkebunan", "Peternakan dan Kesehatan Hewan", "Penyuluhan Pertanian")),
    office("Dinas Ketahanan Pangan", d.PERTANIAN, (
        "Ketersediaan dan Distribusi Pangan", "Konsumsi dan Keamanan Pangan")),
    office("Dinas Lingkungan Hidup", d.LINGKUNGAN, ("Tata Lingkungan", "Pengelolaan Sampah dan Limbah")),
    office("Dinas Transmigrasi dan Tenaga Kerja", d.EKONOMI, ("Transmigrasi", "Penempatan dan Hubungan Industrial")),
    office("Dinas Pengendalian Penduduk, Keluarga Berencana, Pemberdayaan Perempuan dan Perlindungan Anak", d.SOSIAL, (
        "Pengendalian Penduduk dan Keluarga Berencana", "Pemberdayaan Perempuan dan Perlindungan Anak"), learning=1.3),
    office("Satuan Polisi Pamong Praja dan Pemadam Kebakaran", d.KETERTIBAN, (
        "Ketertiban Umum dan Penegakan Peraturan Daerah", "Pemadam Kebakaran dan Penyelamatan"), weight=4.0),
)  # fmt: skip

# Only the eight people of rules.md 9.8 work here, so that the report of this office shows 71.5625.
RESEARCH: Final = UnitPlan(
    RESEARCH_OFFICE, d.RISET, f"Kepala {RESEARCH_OFFICE}", "22", reserved=True,
    children=(
        UnitPlan(
            f"Sekretariat {RESEARCH_OFFICE}", d.RISET, f"Sekretaris {RESEARCH_OFFICE}", "31",
            children=(
                UnitPlan(f"Subbagian Umum dan Kepegawaian {RESEARCH_OFFICE}", d.RISET,
                         f"Kepala Subbagian Umum dan Kepegawaian {RESEARCH_OFFICE}", "41"),
            ),
        ),
        UnitPlan("Bidang Riset dan Inovasi", d.RISET, "Kepala Bidang Riset dan Inovasi", "32"),
    ),
)  # fmt: skip

PLAN: Final = UnitPlan(
    "Pemerintah Kab. Mamuju", d.UMUM,
    children=(
        SECRETARIAT,
        council_secretariat((
            "Umum dan Keuangan", "Persidangan dan Perundang-undangan", "Fasilitasi Penganggaran dan Pengawasan")),
        inspectorate(), *AGENCIES, RESEARCH, *SERVICES,
        hospital("Rumah Sakit Umum Daerah Kabupaten Mamuju", "RSUD Kabupaten Mamuju"),
        *(kecamatan(name, wards, learning=factor) for name, (factor, wards) in KECAMATAN.items()),
    ),
)  # fmt: skip
