"""What the jobs of the demo demand beyond their tier: technical competencies of the library by family of job.

A family is the beginning of a job's name. Jobs outside of these families keep no standard of their own, so that the
page about coverage has something to say.
"""

from dataclasses import dataclass
from typing import Final

from evaluations.enums import Importance

MUST, SHOULD, MAY = Importance.ESSENTIAL, Importance.IMPORTANT, Importance.NEEDED


@dataclass(frozen=True, slots=True)
class Family:
    """Jobs that demand the same.

    Attributes:
        summary: ikhtisar jabatan.
        technical: code in the library, levels above (or below) the tier's own, importance.
        raised: of the nine, levels above the default of the tier.
        trainings: that the job asks for.
    """

    summary: str
    technical: tuple[tuple[str, int, str], ...]
    raised: tuple[tuple[str, int], ...] = ()
    trainings: str = ""


_SERVES: Final = (("pelayananPublik", 1),)
_CARE: Final = Family(
    "Memberikan pelayanan kesehatan sesuai kewenangan klinis dan standar profesi.",
    (("KES.05", 0, MUST), ("KES.04", -1, SHOULD)), _SERVES, "Pencegahan dan Pengendalian Infeksi",
)  # fmt: skip
_MOTHERS: Final = Family(
    "Memberikan asuhan keperawatan dan kebidanan di fasilitas pelayanan kesehatan.",
    (("KES.03", 0, MUST), ("KES.05", 0, MUST), ("KES.04", -1, SHOULD)), _SERVES, "Asuhan Persalinan Normal",
)  # fmt: skip
_HEALTH_OFFICE: Final = Family(
    "Merencanakan dan mengendalikan program kesehatan masyarakat.",
    (("KES.01", 0, SHOULD), ("KES.02", 0, SHOULD), ("KES.04", 0, MUST)),
)  # fmt: skip
_AUDIT: Final = Family(
    "Melaksanakan pengawasan intern atas penyelenggaraan pemerintahan daerah.",
    (("KEU.03", 0, MUST), ("KEU.02", 0, SHOULD), ("PBJ.03", -1, SHOULD)), (("integritas", 1),),
    "Audit Berbasis Risiko",
)  # fmt: skip
_HEAD_OF_OFFICE: Final = Family(
    "Memimpin perangkat daerah dan mengendalikan program, anggaran serta sumber dayanya.",
    (("PRO.02", 0, MUST), ("KEU.01", -1, SHOULD), ("PBJ.03", -1, SHOULD)), (), "Pelatihan Kepemimpinan Nasional Tingkat II",
)  # fmt: skip
_SECRETARY: Final = Family(
    "Mengoordinasikan perencanaan, keuangan, kepegawaian dan umum perangkat daerah.",
    (("KEU.01", 0, MUST), ("ARS.01", 0, SHOULD), ("PBJ.01", -1, MAY)), (), "Pelatihan Kepemimpinan Administrator",
)  # fmt: skip

FAMILIES: Final[dict[str, Family]] = {
    "Penata Layanan Operasional": Family(
        "Melaksanakan pelayanan administrasi terpadu dan menyiapkan bahan perbaikannya.",
        (("KEP.01", 0, MUST), ("ARS.01", 0, MAY)), _SERVES, "Pelayanan Administrasi Terpadu Kecamatan",
    ),
    "Penelaah Teknis Kebijakan": Family(
        "Menelaah bahan kebijakan teknis dan menyusun rekomendasinya.", (("PRO.01", 0, SHOULD), ("TIK.04", 0, MAY)),
    ),
    "Penata Kelola Pemerintahan": Family(
        "Menata administrasi pemerintahan dan memantau kegiatan unit kerja.", (("PRO.01", 0, SHOULD), ("KEU.02", 0, MAY)),
    ),
    "Pengolah Data dan Informasi": Family(
        "Mengumpulkan, mengolah dan menyajikan data unit kerja.", (("TIK.04", 0, MUST), ("KEP.02", 0, MAY)),
    ),
    "Pengadministrasi Perkantoran": Family(
        "Mengelola surat, arsip dan administrasi perkantoran.", (("ARS.01", 0, MUST), ("ARS.02", 0, MAY)),
        trainings="Tata Naskah Dinas Elektronik",
    ),
    "Pengelola Layanan Operasional": Family(
        "Mengelola layanan operasional dan memelihara kelengkapannya.", (("KEP.01", 0, SHOULD), ("ARS.01", 0, MAY)), _SERVES,
    ),
    "Guru": Family(
        "Mendidik, mengajar, membimbing, menilai dan mengevaluasi peserta didik.",
        (("DIK.01", 0, MUST), ("DIK.02", 0, MUST), ("DIK.05", -1, MAY)), _SERVES, "Pembelajaran Berdiferensiasi",
    ),
    "Perawat": _MOTHERS, "Bidan": _MOTHERS, "Dokter": _CARE, "Apoteker": _CARE, "Nutrisionis": _CARE,
    "Administrator Kesehatan": _HEALTH_OFFICE, "Penyuluh Kesehatan Masyarakat": _HEALTH_OFFICE,
    "Arsiparis": Family(
        "Mengelola arsip dinamis dan statis serta membina kearsipan.",
        (("ARS.01", 0, MUST), ("ARS.02", 0, SHOULD), ("ARS.03", -1, MAY)),
    ),
    "Penyuluh Pertanian": Family(
        "Menyiapkan, melaksanakan dan mengevaluasi penyuluhan pertanian.",
        (("TAN.01", 0, MUST), ("TAN.02", 0, SHOULD), ("TAN.04", -1, MAY)),
    ),
    "Medik Veteriner": Family("Melaksanakan pengendalian penyakit dan kesehatan hewan.", (("TAN.03", 0, MUST), ("TAN.04", -1, MAY))),
    "Pranata Komputer": Family(
        "Membangun dan memelihara sistem informasi pemerintah daerah.",
        (("TIK.02", 0, MUST), ("TIK.03", 0, SHOULD), ("TIK.04", -1, SHOULD), ("TIK.01", -1, MAY)),
    ),
    "Auditor": _AUDIT, "Pengawas Penyelenggaraan Urusan Pemerintahan Daerah": _AUDIT,
    "Analis Kebijakan": Family("Melaksanakan kajian dan analisis kebijakan.", (("PRO.01", 0, MUST), ("TIK.04", -1, SHOULD))),
    "Pekerja Sosial": Family(
        "Memberikan pelayanan kesejahteraan sosial.", (("SOS.02", 0, MUST), ("SOS.01", 0, SHOULD), ("SOS.03", -1, MAY)),
    ),
    "Lurah": Family(
        "Memimpin kelurahan: pemerintahan, pemberdayaan masyarakat, pelayanan dan ketenteraman.",
        (("KEP.01", 0, MUST), ("SOS.01", 0, SHOULD), ("KEU.02", 0, SHOULD)), _SERVES, "Pengelolaan Dana Kelurahan",
    ),
    "Camat": Family(
        "Memimpin kecamatan dan mengoordinasikan pemerintahan di wilayahnya.",
        (("PRO.02", 0, MUST), ("KEU.01", 0, SHOULD), ("SOS.03", -1, SHOULD)), _SERVES, "Pelatihan Kepemimpinan Administrator",
    ),
    "Kepala Subbagian Umum dan Kepegawaian": Family(
        "Mengelola urusan umum, perlengkapan dan kepegawaian.", (("ARS.01", 0, SHOULD), ("KEU.02", 0, SHOULD)),
    ),
    "Kepala Bidang Pengembangan": Family(
        "Memimpin pengembangan kompetensi aparatur.", (("PRO.01", 0, MUST), ("TIK.04", -1, SHOULD)),
        (), "Manajemen Talenta ASN",
    ),
    "Kepala Dinas": _HEAD_OF_OFFICE, "Kepala Badan": _HEAD_OF_OFFICE, "Inspektur Kabupaten": _HEAD_OF_OFFICE,
    "Sekretaris Dinas": _SECRETARY, "Sekretaris Badan": _SECRETARY, "Sekretaris Kecamatan": _SECRETARY,
}  # fmt: skip


def family_of(job: str) -> Family | None:
    """The family whose name the job begins with; the longest name where several fit."""
    fits = [name for name in FAMILIES if job == name or job.startswith(f"{name} ")]
    return FAMILIES[max(fits, key=len)] if fits else None
