"""Choices of the kernel."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person may do, within the scope of the assignment (architecture.md, section 3)."""

    ASN = "asn", _("ASN")
    MANAGER = "manager", _("Atasan")
    HR_UNIT = "hr_unit", _("Pengelola kepegawaian unit")
    HR_AGENCY = "hr_agency", _("Pengelola kepegawaian BKPSDM")
    LEADER = "leader", _("Pimpinan daerah")
    MENTOR = "mentor", _("Pembimbing mitra")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class JobState(TextChoices):
    """Life of a background job."""

    QUEUED = "queued", _("Menunggu giliran")
    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Selesai")
    FAILED = "failed", _("Gagal")


class RegionKind(TextChoices):
    PROVINCE = "province", _("Provinsi")
    REGENCY = "regency", _("Kabupaten/kota")
    DISTRICT = "district", _("Kecamatan")
    VILLAGE = "village", _("Kelurahan/desa")


class ImportState(TextChoices):
    """Life of an uploaded export."""

    CHECKING = "checking", _("Sedang diperiksa")
    CHECKED = "checked", _("Menunggu persetujuan Anda")
    STORING = "storing", _("Sedang disimpan")
    STORED = "stored", _("Tersimpan")
    UNREADABLE = "unreadable", _("Tidak dapat dibaca")
    DISCARDED = "discarded", _("Dibatalkan")


class ChangeKind(TextChoices):
    NEW = "new", _("Baru")
    CHANGED = "changed", _("Berubah")
    GONE = "gone", _("Tidak ada di berkas")
