"""What this app holds about a person: her records of training."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.personal_data import Section, first
from employees.models import Employee
from training.models import TrainingRecord
from training.selectors import records_of


def sections(user: Any | None, person: Employee | None, most: int | None = None) -> list[Section]:
    """Nothing for an account that belongs to no civil servant."""
    if person is None:
        return []
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
    return [Section("training", _("Riwayat pelatihan"), columns, rows, about, (TrainingRecord._meta.label,))]
