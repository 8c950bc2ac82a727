"""Fields of duty of a local government: who works there, what they studied, what they learn.

One entry per field. `learning` is how eagerly people there train (1.0 = average); the differences are on purpose, so
that a chart per OPD has something to say. `functional` is the share of the staff in a functional job. Topics are
relevant to the duty (rules.md R-IP-2 to R-IP-4).
"""

from dataclasses import dataclass
from typing import Final

from .education import DENTIST, DOCTOR, GOVERNMENT_DIPLOMA_4, Study, bachelor, diploma


@dataclass(frozen=True, slots=True)
class JobFamily:
    """A functional job without its level; `study` is set where only that course of study gives access."""

    name: str
    study: Study | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One field of duty."""

    ministry: str
    learning: float
    functional: float
    graduates: tuple[Study, ...]
    experts: tuple[JobFamily, ...]
    skilled: tuple[JobFamily, ...]
    topics: tuple[str, ...]


def _jobs(*names: str) -> tuple[JobFamily, ...]:
    return tuple(JobFamily(name) for name in names)


_PUBLIC_ADMIN: Final = bachelor("ILMU ADMINISTRASI NEGARA", "S.A.P.")
_GOVERNMENT: Final = bachelor("ILMU PEMERINTAHAN", "S.IP.")
_SOCIAL: Final = bachelor("ILMU SOSIAL", "S.Sos.")
_LAW: Final = bachelor("ILMU HUKUM", "S.H.")
_ACCOUNTING: Final = bachelor("AKUNTANSI", "S.Ak.")
_ECONOMICS: Final = bachelor("EKONOMI PEMBANGUNAN", "S.E.")
_MANAGEMENT: Final = bachelor("MANAJEMEN", "S.E.")
_INFORMATICS: Final = bachelor("TEKNIK INFORMATIKA", "S.Kom.")
_CIVIL: Final = bachelor("TEKNIK SIPIL", "S.T.")
_PLANNING: Final = bachelor("PERENCANAAN WILAYAH DAN KOTA", "S.PWK.")
_TEACHING: Final = bachelor("PENDIDIKAN GURU SEKOLAH DASAR", "S.Pd.")
_PUBLIC_HEALTH: Final = bachelor("KESEHATAN MASYARAKAT", "S.K.M.")
_NURSE: Final = bachelor("KEPERAWATAN DAN NERS", "S.Kep., Ns.")
_AGRICULTURE: Final = bachelor("AGROTEKNOLOGI", "S.P.")
_COMMUNICATION: Final = bachelor("ILMU KOMUNIKASI", "S.I.Kom.")
_NURSE_D3: Final = diploma("KEPERAWATAN", "A.Md.Kep.")
_MIDWIFE_D3: Final = diploma("KEBIDANAN", "A.Md.Keb.")

UMUM: Final = Duty(
    "Kementerian Dalam Negeri", 1.05, 0.18, (_PUBLIC_ADMIN, _LAW, _GOVERNMENT, _MANAGEMENT),
    _jobs("Analis Kebijakan", "Perancang Peraturan Perundang-undangan", "Pengelola Pengadaan Barang/Jasa"),
    _jobs("Arsiparis"),
    ("Penyusunan Produk Hukum Daerah", "Pengadaan Barang/Jasa Pemerintah", "Tata Naskah Dinas Elektronik",
     "Penyusunan Standar Operasional Prosedur", "Reformasi Birokrasi dan SAKIP", "Analisis Jabatan dan Beban Kerja"),
)  # fmt: skip
KEPEGAWAIAN: Final = Duty(
    "Badan Kepegawaian Negara", 1.7, 0.35, (_PUBLIC_ADMIN, _MANAGEMENT, bachelor("PSIKOLOGI", "S.Psi.")),
    _jobs("Analis Kepegawaian", "Asesor SDM Aparatur", "Pranata Komputer"), _jobs("Pranata SDM Aparatur", "Arsiparis"),
    ("Manajemen Talenta ASN", "Penyusunan Human Capital Development Plan", "Pengelolaan Kinerja pada e-Kinerja BKN",
     "Penilaian Kompetensi Metode CACT", "Integrasi Data SIASN", "Analisis Kebutuhan Pengembangan Kompetensi"),
)  # fmt: skip
PENGAWASAN: Final = Duty(
    "Badan Pengawasan Keuangan dan Pembangunan", 1.6, 0.65, (_ACCOUNTING, _LAW, _ECONOMICS),
    _jobs("Auditor", "Pengawas Penyelenggaraan Urusan Pemerintahan Daerah"), _jobs("Auditor"),
    ("Audit Berbasis Risiko", "Reviu Laporan Keuangan Pemerintah Daerah", "Sistem Pengendalian Intern Pemerintah",
     "Audit Investigatif", "Probity Audit Pengadaan", "Penanganan Benturan Kepentingan dan Gratifikasi"),
)  # fmt: skip
PERENCANAAN: Final = Duty(
    "Kementerian PPN/Bappenas", 1.3, 0.4, (_PLANNING, _ECONOMICS, _PUBLIC_ADMIN),
    _jobs("Perencana", "Statistisi"), _jobs("Arsiparis"),
    ("Penyusunan RPJMD dan Renstra", "Perencanaan Berbasis Spasial", "Pengentasan Kemiskinan Ekstrem Berbasis Data",
     "Evaluasi RKPD pada SIPD", "Satu Data Indonesia Tingkat Daerah"),
)  # fmt: skip
KEUANGAN: Final = Duty(
    "Kementerian Keuangan", 1.1, 0.2, (_ACCOUNTING, _ECONOMICS, _MANAGEMENT),
    _jobs("Analis Keuangan Pusat dan Daerah", "Pemeriksa Pajak Daerah"), _jobs("Arsiparis"),
    ("Penatausahaan Keuangan Daerah", "Akuntansi Pemerintahan Berbasis Akrual", "Pengelolaan Barang Milik Daerah",
     "Bendahara Pengeluaran", "Intensifikasi Pajak dan Retribusi Daerah", "Penganggaran pada SIPD-RI"),
)  # fmt: skip
RISET: Final = Duty(
    "Badan Riset dan Inovasi Nasional", 1.2, 0.4, (_PUBLIC_ADMIN, _SOCIAL, _AGRICULTURE),
    _jobs("Analis Kebijakan"), _jobs("Arsiparis"),
    ("Penyusunan Policy Brief", "Inovasi Daerah dan Indeks Inovasi", "Metodologi Riset Kebijakan"),
)  # fmt: skip
PENDIDIKAN: Final = Duty(
    "Kementerian Pendidikan Dasar dan Menengah", 0.9, 0.15, (_TEACHING, _PUBLIC_ADMIN, _MANAGEMENT),
    _jobs("Widyaprada", "Pengembang Teknologi Pembelajaran"), _jobs("Arsiparis"),
    ("Pengelolaan Dapodik", "Pengelolaan Dana BOSP", "Perencanaan Berbasis Rapor Pendidikan",
     "Penjaminan Mutu Pendidikan", "Pendidikan Inklusif"),
)  # fmt: skip
SEKOLAH: Final = Duty(
    "Kementerian Pendidikan Dasar dan Menengah", 1.15, 0.9, (_TEACHING, bachelor("PENDIDIKAN MATEMATIKA", "S.Pd.")),
    (JobFamily("Guru", _TEACHING), JobFamily("Guru", bachelor("PENDIDIKAN MATEMATIKA", "S.Pd.")),
     JobFamily("Guru", bachelor("PENDIDIKAN BAHASA INDONESIA", "S.Pd.")),
     JobFamily("Guru", bachelor("PENDIDIKAN AGAMA ISLAM", "S.Pd.I."))), (),
    ("Pembelajaran Mendalam di Kelas", "Asesmen Formatif", "Literasi dan Numerasi", "Disiplin Positif di Sekolah",
     "Pembelajaran Berdiferensiasi", "Pemanfaatan Platform Pembelajaran Digital"),
)  # fmt: skip
KESEHATAN: Final = Duty(
    "Kementerian Kesehatan", 1.4, 0.45, (_PUBLIC_HEALTH, bachelor("FARMASI", "S.Farm."), _PUBLIC_ADMIN),
    _jobs("Administrator Kesehatan", "Epidemiolog Kesehatan", "Penyuluh Kesehatan Masyarakat"),
    (JobFamily("Sanitarian", diploma("KESEHATAN LINGKUNGAN", "A.Md.KL.")),),
    ("Surveilans Penyakit Menular", "Percepatan Penurunan Stunting", "Perencanaan Kesehatan Daerah",
     "Kesehatan Ibu dan Anak", "Imunisasi Rutin Lengkap", "Pengelolaan Obat dan Vaksin"),
)  # fmt: skip
LAYANAN_KESEHATAN: Final = Duty(
    "Kementerian Kesehatan", 1.5, 0.88, (_PUBLIC_HEALTH, _NURSE),
    (JobFamily("Dokter", DOCTOR), JobFamily("Dokter Gigi", DENTIST), *(JobFamily("Perawat", _NURSE),) * 4,
     JobFamily("Apoteker", bachelor("PROFESI APOTEKER", "S.Farm., Apt."))),
    (JobFamily("Perawat", _NURSE_D3), JobFamily("Perawat", _NURSE_D3), JobFamily("Bidan", _MIDWIFE_D3),
     JobFamily("Bidan", _MIDWIFE_D3), JobFamily("Nutrisionis", diploma("GIZI", "A.Md.Gz.")),
     JobFamily("Pranata Laboratorium Kesehatan", diploma("ANALIS KESEHATAN", "A.Md.A.K."))),
    ("Basic Trauma Cardiac Life Support", "Pencegahan dan Pengendalian Infeksi", "Asuhan Persalinan Normal",
     "Keselamatan Pasien", "Akreditasi Puskesmas", "Manajemen Terpadu Balita Sakit", "Rekam Medis Elektronik"),
)  # fmt: skip
PEKERJAAN_UMUM: Final = Duty(
    "Kementerian Pekerjaan Umum", 0.85, 0.3, (_CIVIL, bachelor("ARSITEKTUR", "S.Ars."), _PLANNING),
    _jobs("Teknik Jalan dan Jembatan", "Penata Ruang", "Teknik Tata Bangunan dan Perumahan"),
    (JobFamily("Teknik Pengairan", diploma("TEKNIK SIPIL", "A.Md.T.")),),
    ("Pengawasan Pekerjaan Konstruksi", "Sistem Manajemen Keselamatan Konstruksi", "Penyusunan RTRW dan RDTR",
     "Pemeliharaan Jalan Daerah", "Penyusunan HPS Pekerjaan Konstruksi"),
)  # fmt: skip
SOSIAL: Final = Duty(
    "Kementerian Sosial", 0.8, 0.3, (bachelor("ILMU KESEJAHTERAAN SOSIAL", "S.Sos."), _SOCIAL, _PUBLIC_ADMIN),
    _jobs("Pekerja Sosial", "Penyuluh Keluarga Berencana", "Penggerak Swadaya Masyarakat"),
    (JobFamily("Penyuluh Keluarga Berencana", _MIDWIFE_D3),),
    ("Pemutakhiran Data Tunggal Sosial Ekonomi Nasional", "Pengarusutamaan Gender", "Perlindungan Anak",
     "Manajemen Kasus Pekerjaan Sosial", "Pendampingan Keluarga Berisiko Stunting"),
)  # fmt: skip
KEPENDUDUKAN: Final = Duty(
    "Direktorat Jenderal Dukcapil", 0.95, 0.2, (_GOVERNMENT, _INFORMATICS, _PUBLIC_ADMIN),
    _jobs("Administrator Database Kependudukan"), _jobs("Operator Sistem Informasi Administrasi Kependudukan"),
    ("Layanan Administrasi Kependudukan", "Identitas Kependudukan Digital", "Pemanfaatan Data Kependudukan"),
)  # fmt: skip
KOMINFO: Final = Duty(
    "Kementerian Komunikasi dan Digital", 1.35, 0.45,
    (_INFORMATICS, bachelor("SISTEM INFORMASI", "S.Kom."), _COMMUNICATION),
    _jobs("Pranata Komputer", "Pranata Hubungan Masyarakat", "Sandiman"),
    (JobFamily("Pranata Komputer", diploma("MANAJEMEN INFORMATIKA", "A.Md.Kom.")),),
    ("Sistem Pemerintahan Berbasis Elektronik", "Keamanan Informasi dan CSIRT Daerah", "Analisis Data dengan Python",
     "Pengelolaan Media Sosial Pemerintah", "Arsitektur SPBE Pemerintah Daerah", "Tanda Tangan Elektronik"),
)  # fmt: skip
PERHUBUNGAN: Final = Duty(
    "Kementerian Perhubungan", 0.55, 0.2, (bachelor("TEKNIK TRANSPORTASI", "S.T."), _PUBLIC_ADMIN),
    _jobs("Penelaah Transportasi"),
    (JobFamily("Penguji Kendaraan Bermotor", diploma("PENGUJIAN KENDARAAN BERMOTOR", "A.Md.PKB.")),),
    ("Manajemen dan Rekayasa Lalu Lintas", "Pengujian Kendaraan Bermotor", "Keselamatan Pelayaran Rakyat"),
)  # fmt: skip
PERTANIAN: Final = Duty(
    "Kementerian Pertanian", 1.0, 0.55, (_AGRICULTURE, bachelor("AGRIBISNIS", "S.P."), bachelor("PETERNAKAN", "S.Pt.")),
    _jobs("Penyuluh Pertanian", "Analis Ketahanan Pangan", "Medik Veteriner"),
    (JobFamily("Penyuluh Pertanian", diploma("PENYULUHAN PERTANIAN", "A.Md.P.")),),
    ("Budi Daya Kakao Berkelanjutan", "Penyuluhan Pertanian Presisi", "Pengendalian Hama Terpadu",
     "Pascapanen Padi dan Jagung", "Pengelolaan Cadangan Pangan Daerah"),
)  # fmt: skip
PERIKANAN: Final = Duty(
    "Kementerian Kelautan dan Perikanan", 0.75, 0.4,
    (bachelor("BUDI DAYA PERAIRAN", "S.Pi."), bachelor("AGRIBISNIS PERIKANAN", "S.Pi.")),
    _jobs("Penyuluh Perikanan", "Analis Akuakultur"),
    (JobFamily("Teknisi Akuakultur", diploma("PERIKANAN", "A.Md.Pi.")),),
    ("Budi Daya Udang Vaname", "Penanganan Ikan yang Baik", "Pengelolaan Tempat Pelelangan Ikan"),
)  # fmt: skip
LINGKUNGAN: Final = Duty(
    "Kementerian Lingkungan Hidup", 0.8, 0.25, (bachelor("TEKNIK LINGKUNGAN", "S.T."), bachelor("BIOLOGI", "S.Si.")),
    _jobs("Pengendali Dampak Lingkungan", "Pengawas Lingkungan Hidup"), (),
    ("Penilaian AMDAL", "Pengelolaan Sampah Berbasis 3R", "Pengambilan Contoh Air Limbah"),
)  # fmt: skip
KETERTIBAN: Final = Duty(
    "Kementerian Dalam Negeri", 0.45, 0.35, (_GOVERNMENT, _LAW, _SOCIAL),
    _jobs("Polisi Pamong Praja", "Analis Kebencanaan"), _jobs("Polisi Pamong Praja", "Pemadam Kebakaran"),
    ("Penyidik Pegawai Negeri Sipil", "Penanganan Tanggap Darurat Bencana", "Pemadaman dan Penyelamatan Tingkat Dasar",
     "Deteksi Dini Konflik Sosial", "Penegakan Peraturan Daerah"),
)  # fmt: skip
EKONOMI: Final = Duty(
    "Kementerian Perdagangan", 0.9, 0.3, (_ECONOMICS, _MANAGEMENT, _LAW),
    _jobs("Penata Perizinan", "Pengawas Perdagangan", "Pengantar Kerja", "Pengawas Koperasi"), (),
    ("Perizinan Berusaha Berbasis Risiko (OSS-RBA)", "Pendampingan UMKM Naik Kelas", "Penempatan Tenaga Kerja",
     "Tera dan Tera Ulang", "Pengawasan Koperasi Simpan Pinjam"),
)  # fmt: skip
PARIWISATA: Final = Duty(
    "Kementerian Pariwisata", 0.7, 0.2, (bachelor("PARIWISATA", "S.Par."), _MANAGEMENT),
    _jobs("Adyatama Kepariwisataan dan Ekonomi Kreatif"), (),
    ("Pengelolaan Desa Wisata", "Promosi Destinasi Digital", "Pembinaan Kepemudaan"),
)  # fmt: skip
ARSIP: Final = Duty(
    "Arsip Nasional Republik Indonesia", 1.1, 0.5, (bachelor("ILMU PERPUSTAKAAN", "S.I.P."), _PUBLIC_ADMIN),
    _jobs("Pustakawan", "Arsiparis"), _jobs("Arsiparis", "Pustakawan"),
    ("Pengelolaan Arsip Dinamis dengan SRIKANDI", "Penyusutan Arsip", "Transformasi Perpustakaan Inklusi Sosial"),
)  # fmt: skip
KEWILAYAHAN: Final = Duty(
    "Kementerian Dalam Negeri", 0.65, 0.06, (_GOVERNMENT, _PUBLIC_ADMIN, _SOCIAL, GOVERNMENT_DIPLOMA_4),
    _jobs("Analis Kebijakan"), _jobs("Arsiparis"),
    ("Pelayanan Administrasi Terpadu Kecamatan", "Pembinaan RT/RW dan Lembaga Kemasyarakatan",
     "Pelayanan Publik Ramah Kelompok Rentan", "Pengelolaan Dana Kelurahan", "Administrasi Pertanahan"),
)  # fmt: skip
