"""Choices of the kernel."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person may do, within the scope of the assignment (architecture.md, section 3)."""

    ASN = "asn", _("ASN")
    MANAGER = "manager", _("Atasan")
    HR_UNIT = "hr_unit", _("Pengelola kepegawaian unit")
    HR_AGENCY = "hr_agency", _("Pengelola kepegawaian BKPSDM")
    ORGANISER = "organiser", _("Penyelenggara pelatihan")
    ASSESSOR = "assessor", _("Asesor")
    LEADER = "leader", _("Pimpinan daerah")
    MENTOR = "mentor", _("Pembimbing mitra")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Acting(TextChoices):
    """In whose place somebody leads a unit for a while (UU 30/2014, art. 14)."""

    PLT = "plt", _("Plt.")
    PLH = "plh", _("Plh.")


class DecisionKind(TextChoices):
    """Acts somebody answers for; each is written down with who, when and why."""

    ROLE_GIVEN = "role_given", _("Peran diberikan")
    ROLE_CHANGED = "role_changed", _("Peran diubah")
    ROLE_ENDED = "role_ended", _("Peran dicabut")
    RIGHTS_RAISED = "rights_raised", _("Hak administrator diaktifkan")
    ACCOUNT_MADE = "account_made", _("Akun dibuat")
    ACCOUNT_LINK = "account_link", _("Tautan aktivasi diterbitkan")
    ACCOUNT_CLOSED = "account_closed", _("Akun dinonaktifkan")
    ACCOUNT_OPENED = "account_opened", _("Akun diaktifkan kembali")
    FACTOR_ADDED = "factor_added", _("Verifikasi dua langkah dipasang")
    FACTOR_REMOVED = "factor_removed", _("Verifikasi dua langkah dilepas")
    IMPORT_STORED = "import_stored", _("Impor disimpan")
    IMPORT_DISCARDED = "import_discarded", _("Impor dibatalkan")
    REPORT_MADE = "report_made", _("Laporan dibuat")
    SCHEDULE_SET = "schedule_set", _("Jadwal laporan diatur")
    SUPERIOR_SET = "superior_set", _("Atasan dikoreksi")
    SUPERIOR_RESET = "superior_reset", _("Koreksi atasan dihapus")
    CORRECTION_ACCEPTED = "correction_accepted", _("Koreksi data diterima")
    CORRECTION_REJECTED = "correction_rejected", _("Koreksi data ditolak")
    INCIDENT_RECORDED = "incident_recorded", _("Insiden dicatat")
    INCIDENT_NOTIFIED = "incident_notified", _("Pemberitahuan insiden disampaikan")
    INCIDENT_CLOSED = "incident_closed", _("Insiden ditutup")
    DATA_COPIED = "data_copied", _("Salinan data pribadi diunduh")
    DATA_EXPORTED = "data_exported", _("Daftar pegawai diunduh")
    DATA_ERASED = "data_erased", _("Data dihapus sesuai masa simpan")
    LIBRARY_CHANGED = "library_changed", _("Kamus kompetensi diubah")
    STANDARD_SET = "standard_set", _("Standar jabatan ditetapkan")
    ROUND_OPENED = "round_opened", _("Kegiatan asesmen dibuka")
    ROUND_CLOSED = "round_closed", _("Kegiatan asesmen ditutup")
    ROUND_CANCELLED = "round_cancelled", _("Kegiatan asesmen dibatalkan")
    RATERS_SET = "raters_set", _("Penilai ditetapkan")
    ASSESSMENT_CONCLUDED = "assessment_concluded", _("Hasil asesmen ditetapkan")
    PARTICIPANT_LEFT = "participant_left", _("Peserta asesmen tidak dinilai")
    PARTICIPANT_BACK = "participant_back", _("Peserta asesmen diundang kembali")
    TALENT_CUTOFFS_SET = "talent_cutoffs_set", _("Batas peta talenta diatur")
    TALENT_CONFIRMED = "talent_confirmed", _("Peta talenta ditetapkan")
    PROGRAMME_SET = "programme_set", _("Program pelatihan diatur")
    SESSION_PUBLISHED = "session_published", _("Angkatan pelatihan diumumkan")
    SESSION_FINISHED = "session_finished", _("Angkatan pelatihan diselesaikan")
    SESSION_CANCELLED = "session_cancelled", _("Angkatan pelatihan dibatalkan")
    ENROLMENT_ENDORSED = "enrolment_endorsed", _("Permintaan pelatihan disetujui atasan")
    ENROLMENT_CONFIRMED = "enrolment_confirmed", _("Peserta pelatihan ditetapkan")
    ENROLMENT_REJECTED = "enrolment_rejected", _("Permintaan pelatihan ditolak")
    ENROLMENT_CANCELLED = "enrolment_cancelled", _("Pendaftaran pelatihan dibatalkan")


class IncidentKind(TextChoices):
    """What failed (UU 27/2022, explanation of art. 46)."""

    CONFIDENTIALITY = "confidentiality", _("Kerahasiaan: data terbuka kepada yang tidak berhak")
    INTEGRITY = "integrity", _("Keutuhan: data berubah tanpa hak")
    AVAILABILITY = "availability", _("Ketersediaan: data hilang atau tidak dapat diakses")


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
