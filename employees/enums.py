"""Choices about people and their jobs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EmploymentStatus(TextChoices):
    PNS = "pns", _("PNS")
    CPNS = "cpns", _("CPNS")
    PPPK = "pppk", _("PPPK")
    PPPK_PART_TIME = "pppk_pw", _("PPPK Paruh Waktu")


class Sex(TextChoices):
    MALE = "m", _("Laki-laki")
    FEMALE = "f", _("Perempuan")


class Tier(TextChoices):
    """Tier of the job (jenjang jabatan), UU 20/2023 and rules section 3.3."""

    JPT_UTAMA = "jpt_utama", _("JPT Utama")
    JPT_MADYA = "jpt_madya", _("JPT Madya")
    JPT_PRATAMA = "jpt_pratama", _("JPT Pratama")
    ADMINISTRATOR = "administrator", _("Administrator")
    PENGAWAS = "pengawas", _("Pengawas")
    JF = "jf", _("Jabatan Fungsional")
    PELAKSANA = "pelaksana", _("Pelaksana")


class FunctionalLevel(TextChoices):
    """Level of a functional job, rules section 3.4."""

    AHLI_UTAMA = "ahli_utama", _("Ahli Utama")
    AHLI_MADYA = "ahli_madya", _("Ahli Madya")
    AHLI_MUDA = "ahli_muda", _("Ahli Muda")
    AHLI_PERTAMA = "ahli_pertama", _("Ahli Pertama")
    PENYELIA = "penyelia", _("Penyelia")
    MAHIR = "mahir", _("Mahir")
    TERAMPIL = "terampil", _("Terampil")
    PEMULA = "pemula", _("Pemula")


class Education(TextChoices):
    SD = "sd", _("SD")
    SMP = "smp", _("SMP")
    SLTA = "slta", _("SLTA")
    D1 = "d1", _("Diploma I")
    D2 = "d2", _("Diploma II")
    D3 = "d3", _("Diploma III")
    D4 = "d4", _("Diploma IV")
    S1 = "s1", _("S1")
    S2 = "s2", _("S2")
    S3 = "s3", _("S3")


class DisciplineLevel(TextChoices):
    """Severity of a punishment, PP 94/2021; the value is SIASN's code."""

    LIGHT = "R", _("Ringan")
    MEDIUM = "S", _("Sedang")
    HEAVY = "B", _("Berat")


class Aspect(TextChoices):
    """What a line of a person's history is about."""

    RANK = "rank", _("Golongan")
    POSITION = "position", _("Jabatan")
    UNIT = "unit", _("Unit kerja")
    EDUCATION = "education", _("Pendidikan")
    STATUS = "status", _("Status kepegawaian")
    LEGAL_STATUS = "legal_status", _("Kedudukan hukum")


class ReadingKind(TextChoices):
    """Guarded data of a person that somebody can open."""

    PROFILE = "profile", _("Profil")
    PRIVATE = "private", _("NIK, telepon, dan alamat")
    DISCIPLINE = "discipline", _("Hukuman disiplin")
    COMPETENCY = "competency", _("Hasil asesmen")
    PERFORMANCE = "performance", _("Hasil kinerja")
    CORRECTION = "correction", _("Permohonan koreksi")
    EXPORT = "export", _("Berkas daftar pegawai")
    COPY = "copy", _("Salinan seluruh data")
    REPORT = "report", _("Laporan asesmen rahasia")
    TALENT = "talent", _("Peta talenta")
    TRAIL = "trail", _("Jejak perubahan data")


class CorrectionState(TextChoices):
    """Life of a request to mend an entry."""

    WAITING = "waiting", _("Menunggu verifikasi")
    ACCEPTED = "accepted", _("Diterima")
    REJECTED = "rejected", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik kembali")
