"""What this app holds about a person: her records of training, and the seats she asked for."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.personal_data import Section, first
from employees.models import Employee
from training.models import Enrolment, EnrolmentStep, TrainingRecord
from training.selectors.records import records_of


def sections(user: Any | None, person: Employee | None, most: int | None = None) -> list[Section]:
    """Nothing for an account that belongs to no civil servant."""
    return [] if person is None else [_records(person, most), _enrolments(person, most)]


def _records(person: Employee, most: int | None) -> Section:
    columns = (
        ("name", _("Pelatihan")),
        ("kind", _("Bentuk")),
        ("organiser", _("Penyelenggara")),
        ("number", _("Nomor sertifikat")),
        ("starts_on", _("Mulai")),
        ("ends_on", _("Selesai")),
        ("counted_on", _("Dihitung pada")),
        ("jp", _("JP")),
    )
    rows = [
        (r.name, r.get_form_display() or r.get_programme_display(), r.organiser, r.number, r.starts_on, r.ends_on,
         r.counted_on, r.jp)
        for r in first(records_of(person), most)
    ]  # fmt: skip
    about = _("Dari impor kursus dan diklat di SIASN, dasar penghitungan JP.")
    return Section("training", _("Riwayat pelatihan"), columns, rows, about, (TrainingRecord._meta.label,))


def _enrolments(person: Employee, most: int | None) -> Section:
    """Every step of every enrolment, with the reason that she was given."""
    columns = (
        ("session", _("Pelatihan")),
        ("at", _("Pada")),
        ("state", _("Keadaan")),
        ("acting", _("Oleh")),
        ("reason", _("Alasan")),
        ("gap", _("Kesenjangan")),
        ("number", _("Nomor tunggu")),
    )
    steps = EnrolmentStep.objects.filter(enrolment__employee=person).order_by("-at", "-id")
    rows = [
        (str(s.enrolment.session), s.at, s.get_after_display(), s.get_acting_display(), s.reason, s.enrolment.gap,
         s.enrolment.number)
        for s in first(steps.select_related("enrolment__session__programme"), most)
    ]  # fmt: skip
    about = _("Permintaan dan penugasan mengikuti pelatihan, dengan keputusan dan alasannya.")
    labels = (Enrolment._meta.label, EnrolmentStep._meta.label)
    return Section("enrolments", _("Pendaftaran pelatihan"), columns, rows, about, labels)
