"""Choices of training."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from training.domain import certificates, enrolment, sessions


class RecordSource(TextChoices):
    """The SIASN history a record belongs to; the two have different fields."""

    COURSE = "kursus", _("Kursus dan pelatihan")
    LEADERSHIP = "diklat", _("Pelatihan struktural kepemimpinan")


class TrainingForm(IntegerChoices):
    """The 25 forms of competency development (jenisDiklatId, siasn field facts 5.1)."""

    STRUCTURAL = 1, _("Diklat Struktural")
    FUNCTIONAL = 2, _("Diklat Fungsional")
    TECHNICAL = 3, _("Diklat Teknis")
    WORKSHOP = 4, _("Workshop")
    MANAGERIAL = 5, _("Pelatihan Manajerial")
    SOCIO_CULTURAL = 6, _("Pelatihan Sosial Kultural")
    BRIEFING = 7, _("Sosialisasi")
    GUIDANCE = 8, _("Bimbingan Teknis")
    SEMINAR = 9, _("Seminar")
    MAGANG = 10, _("Magang")
    COURSE = 11, _("Kursus")
    PENATARAN = 12, _("Penataran")
    OTHER_CLASSICAL = 13, _("Pelatihan Klasikal Lainnya")
    COACHING = 14, _("Coaching")
    MENTORING = 15, _("Mentoring")
    E_LEARNING = 16, _("E-Learning")
    DISTANCE = 17, _("Pelatihan Jarak Jauh")
    SECONDMENT = 18, _("Detasering")
    OUTBOUND = 19, _("Pembelajaran Alam Terbuka")
    BENCHMARKING = 20, _("Patok Banding")
    EXCHANGE = 21, _("Pertukaran PNS dengan Swasta/BUMN/BUMD")
    SELF_STUDY = 22, _("Belajar Mandiri")
    COMMUNITY = 23, _("Komunitas Belajar")
    ON_THE_JOB = 24, _("Bimbingan di Tempat Kerja")
    OTHER_NON_CLASSICAL = 25, _("Pelatihan Nonklasikal Lainnya")


class LeadershipProgramme(IntegerChoices):
    """latihanStrukturalId (siasn field facts 5.2), with the names of today."""

    SEPADA = 1, _("SEPADA")
    PIM_4 = 2, _("Pelatihan Kepemimpinan Pengawas (PIM IV)")
    PIM_3 = 3, _("Pelatihan Kepemimpinan Administrator (PIM III)")
    PIM_2 = 4, _("Pelatihan Kepemimpinan Nasional II (PIM II)")
    PIM_1 = 5, _("Pelatihan Kepemimpinan Nasional I (PIM I)")
    SESPIM = 6, _("SESPIM")
    SESPATI = 7, _("SESPATI")
    OTHER = 8, _("Diklat Struktural Lainnya")


class ProgrammeState(TextChoices):
    DRAFT = "draft", _("Rancangan")
    OFFERED = "offered", _("Ditawarkan")
    RETIRED = "retired", _("Tidak ditawarkan lagi")


class Scope(TextChoices):
    """Where it is held, for the JP: local counts as national (rules 8.4)."""

    NATIONAL = "national", _("Dalam negeri")
    INTERNATIONAL = "international", _("Luar negeri")


class CertificateKind(TextChoices):
    """A certificate of attendance is not one of competence (features 16)."""

    ATTENDANCE = certificates.ATTENDANCE, _("Keikutsertaan")
    COMPETENCE = certificates.COMPETENCE, _("Kompetensi")


class SessionState(TextChoices):
    DRAFT = sessions.DRAFT, _("Rancangan")
    PUBLISHED = sessions.PUBLISHED, _("Diumumkan")
    FINISHED = sessions.FINISHED, _("Selesai")
    CANCELLED = sessions.CANCELLED, _("Dibatalkan")


class Approval(TextChoices):
    """Whose yes a request needs."""

    BOTH = sessions.BOTH, _("Atasan, lalu pengelola kepegawaian")
    OFFICE = sessions.OFFICE_ONLY, _("Pengelola kepegawaian saja")
    NONE = sessions.NOBODY, _("Tanpa persetujuan")


class WaitingRule(TextChoices):
    FIRST_COME = enrolment.FIRST_COME, _("Siapa lebih dulu mendaftar")
    LARGEST_GAP = enrolment.LARGEST_GAP, _("Kesenjangan kompetensi terbesar")


class EnrolmentState(TextChoices):
    """In the words of the person it is about; the steps stand in `training.domain.enrolment`."""

    REQUESTED = enrolment.REQUESTED, _("Menunggu atasan")
    ENDORSED = enrolment.ENDORSED, _("Menunggu pengelola kepegawaian")
    WAITING = enrolment.WAITING, _("Daftar tunggu")
    OFFERED = enrolment.OFFERED, _("Kursi ditawarkan")
    CONFIRMED = enrolment.CONFIRMED, _("Terdaftar")
    REJECTED = enrolment.REJECTED, _("Ditolak")
    CANCELLED = enrolment.CANCELLED, _("Dibatalkan")
    LAPSED = enrolment.LAPSED, _("Tawaran tidak diambil")
    UNPLACED = enrolment.UNPLACED, _("Tidak mendapat kursi")
    COMPLETED = enrolment.COMPLETED, _("Selesai")
    FAILED = enrolment.FAILED, _("Tidak selesai")


class Origin(TextChoices):
    """Who asked for the seat."""

    PERSON = enrolment.PERSON, _("Permintaan sendiri")
    SUPERIOR = enrolment.SUPERIOR, _("Usulan atasan")
    OFFICE = enrolment.OFFICE, _("Penugasan pengelola kepegawaian")


class Actor(TextChoices):
    """In which capacity somebody took a step."""

    PERSON = enrolment.PERSON, _("Pegawai")
    SUPERIOR = enrolment.SUPERIOR, _("Atasan")
    OFFICE = enrolment.OFFICE, _("Pengelola kepegawaian")
    SYSTEM = enrolment.SYSTEM, _("Sistem")
