"""The table of rights in words, for people: what each role may do, and where."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.enums import Role
from core.permissions import ELEVATED, GRANTS, Permission

Words = str | Promise

# Reading what is stored changes nothing; everything else does.
READING: dict[Permission, Words] = {
    Permission.SELF_VIEW: _("Melihat datanya sendiri"),
    Permission.EMPLOYEE_VIEW: _("Melihat daftar dan profil pegawai"),
    Permission.EMPLOYEE_MASKED: _("Melihat ujung NIK, telepon, dan alamat; selebihnya disamarkan"),
    Permission.EMPLOYEE_PRIVATE: _("Melihat NIK, telepon, dan alamat secara utuh"),
    Permission.DISCIPLINE_VIEW: _("Melihat hukuman disiplin"),
    Permission.UNIT_VIEW: _("Melihat susunan organisasi"),
    Permission.REGION_SUMMARY_VIEW: _("Melihat ringkasan daerah di Beranda"),
    Permission.REPORT_VIEW: _("Membuka dan mengunduh laporan"),
    Permission.ACCOUNT_VIEW: _("Melihat akun dan siapa yang belum mengaktifkannya"),
    Permission.ROLE_VIEW: _("Melihat siapa memegang peran apa"),
    Permission.INCIDENT_VIEW: _("Melihat catatan insiden data pribadi"),
    Permission.TRAIL_VIEW: _("Membaca jejak audit"),
    Permission.LIBRARY_VIEW: _("Membaca kamus kompetensi dan standar jabatan"),
    Permission.COMPETENCY_VIEW: _("Melihat level dan kesenjangan kompetensi pegawai"),
    Permission.ASSESSMENT_VIEW: _("Membaca kegiatan asesmen dan laporan rahasianya"),
    Permission.TALENT_VIEW: _("Melihat peta talenta dan suksesi"),
    Permission.TRAINING_VIEW: _("Melihat katalog dan kalender pelatihan"),
    Permission.ENROLMENT_VIEW: _("Melihat pendaftaran pelatihan pegawai"),
}
ACTING: dict[Permission, Words] = {
    Permission.EMPLOYEE_EXPORT: _("Mengunduh daftar pegawai sebagai Excel"),
    Permission.IMPORT_RUN: _("Mengimpor data dari SIASN"),
    Permission.REPORT_RUN: _("Membuat laporan"),
    Permission.SCHEDULE_EDIT: _("Mengatur jadwal laporan"),
    Permission.SUPERIOR_EDIT: _("Mengoreksi atasan pegawai"),
    Permission.CORRECTION_DECIDE: _("Memutuskan permohonan koreksi data"),
    Permission.ACCOUNT_MANAGE: _("Membuat, menonaktifkan, dan memulihkan akun"),
    Permission.LIBRARY_EDIT: _("Mengubah kamus kompetensi"),
    Permission.STANDARD_EDIT: _("Menetapkan standar kompetensi jabatan"),
    Permission.ASSESSMENT_RUN: _("Mengelola kegiatan asesmen dan menetapkan hasilnya"),
    Permission.ASSESSMENT_RATE: _("Menilai peserta asesmen yang ditugaskan kepadanya"),
    Permission.TALENT_CONFIRM: _("Mengatur batas peta talenta dan mencatat penetapannya"),
    Permission.TRAINING_RUN: _("Mengelola katalog, angkatan, dan kehadiran pelatihan"),
    Permission.ENROLMENT_ENDORSE: _("Menyetujui atau menolak permintaan pelatihan bawahannya"),
    Permission.ENROLMENT_DECIDE: _("Menetapkan peserta pelatihan"),
    Permission.INCIDENT_EDIT: _("Mencatat dan menangani insiden data pribadi"),
    Permission.ROLE_EDIT: _("Memberi, mengubah, dan mencabut peran"),
    Permission.RETENTION_RUN: _("Menjalankan penghapusan menurut masa simpan"),
}
WHERE: dict[str, Words] = {
    Role.ASN: _("Hanya dirinya sendiri."),
    Role.MANAGER: _(
        "Unit yang dipimpinnya dan semua unit di bawahnya, serta pegawai yang ditetapkan sebagai bawahannya. "
        "Plt. dan Plh. mendapat cakupan yang sama selama masa penugasannya."
    ),
    Role.HR_UNIT: _("Satu unit dan semua unit di bawahnya."),
    Role.HR_AGENCY: _("Seluruh instansi."),
    Role.ORGANISER: _("Pelatihan seluruh instansi; data pegawai hanya dirinya sendiri."),
    Role.ASSESSOR: _("Hanya dirinya sendiri."),
    Role.LEADER: _("Seluruh instansi, hanya membaca."),
    Role.MENTOR: _("Hanya peserta magang yang ia bimbing."),
    Role.AUDITOR: _("Seluruh instansi dan jejak audit, hanya membaca."),
    Role.ADMINISTRATOR: _("Seluruh instansi."),
}


@dataclass(frozen=True)
class RoleRights:
    """One role: where it holds, what it may read, what it may do, and what asks to be confirmed first."""

    name: Words
    where: Words
    reads: list[Words]
    does: list[Words]
    confirmed: list[Words]


def rights() -> list[RoleRights]:
    """All roles in the order of `Role`, straight from the table that the program asks."""
    return [
        RoleRights(
            name=role.label,
            where=WHERE[role],
            reads=_said(READING, GRANTS[role]),
            does=_said(ACTING, GRANTS[role] - ELEVATED),
            confirmed=_said(ACTING, GRANTS[role] & ELEVATED),
        )
        for role in Role
    ]


def _said(words: dict[Permission, Words], granted: frozenset[Permission]) -> list[Words]:
    return [sentence for permission, sentence in words.items() if permission in granted]
