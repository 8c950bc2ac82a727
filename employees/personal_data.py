"""What this app holds about a person: her record, its history, punishments, readings, requests."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.domain import naming
from core.personal_data import Section, first
from employees.models import Correction, Discipline, Employee, EmployeeHistory, Reading, Superior
from employees.models.privacy import field_name
from employees.selectors import roles_of_readers

_SIASN = _("Dari impor SIASN, untuk urusan kepegawaian.")
# Keys of rows and what is shown in words beside them.
_LEFT_OUT = {"id", "user", "agency", "unit", "position"}


def sections(user: Any | None, person: Employee | None, most: int | None = None) -> list[Section]:
    """Nothing for an account that belongs to no civil servant."""
    if person is None:
        return []
    parts = (_history, _superior, _discipline, _corrections, _readings)
    return [_record(person), *(part(person, most) for part in parts)]


def _record(person: Employee) -> Section:
    fields = [field for field in Employee._meta.concrete_fields if field.name not in _LEFT_OUT]
    linked = (
        ("agency", _("Instansi"), str(person.agency)),
        ("unit", _("Unit kerja"), str(person.unit or "")),
        ("position", _("Jabatan"), str(person.position or "")),
    )
    columns = [(field.name, field_name(field.name)) for field in fields]
    values = [_in_words(person, field.name) for field in fields]
    columns += [(key, title) for key, title, _value in linked]
    values += [value for _key, _title, value in linked]
    return Section("record", _("Data pegawai"), columns, [values], _SIASN, ("employees.Employee",), is_record=True)


def _in_words(person: Employee, name: str) -> Any:
    if name in ("rank", "legal_status"):
        return person.rank_title if name == "rank" else person.legal_status_name
    display = getattr(person, f"get_{name}_display", None)
    value = display() if display else getattr(person, name)
    return str(value) if name in ("graduated", "service_years", "service_months") and value is not None else value


def _history(person: Employee, most: int | None) -> Section:
    columns = (
        ("aspect", _("Hal")),
        ("value", _("Isi")),
        ("since", _("Sejak")),
        ("until", _("Sampai")),
        ("recorded_at", _("Dicatat")),
    )
    rows = [(e.get_aspect_display(), e.value, e.since, e.until, e.recorded_at) for e in first(person.history, most)]
    about = _("Keadaan sebelumnya, dicatat setiap kali data berubah.")
    return Section("history", _("Riwayat"), columns, rows, about, (EmployeeHistory._meta.label,))


def _superior(person: Employee, most: int | None) -> Section:
    columns = (("relation", _("Hubungan")), ("person", _("Pegawai")), ("reason", _("Alasan")), ("set_at", _("Sejak")))
    named = Superior.objects.select_related("employee", "superior")
    rows = [
        (str(_("Atasan Anda")), line.superior.full_name, line.reason, line.set_at)
        for line in named.filter(employee=person)
    ] + [
        (str(_("Bawahan Anda")), line.employee.full_name, line.reason, line.set_at)
        for line in first(named.filter(superior=person), most)
    ]
    about = _("Atasan yang ditetapkan tersendiri, di luar susunan unit.")
    return Section("superior", _("Atasan yang dikoreksi"), columns, rows, about, (Superior._meta.label,))


def _discipline(person: Employee, most: int | None) -> Section:
    columns = (("level", _("Tingkat")), ("decided_on", _("Tanggal SK")), ("number", _("Nomor SK")))
    rows = [(line.get_level_display(), line.decided_on, line.number) for line in first(person.discipline, most)]
    about = _("Rahasia; hanya terlihat oleh pengelola kepegawaian BKPSDM dan auditor.")
    return Section("discipline", _("Hukuman disiplin"), columns, rows, about, (Discipline._meta.label,))


def _corrections(person: Employee, most: int | None) -> Section:
    columns = (
        ("asked_at", _("Diajukan")),
        ("field", _("Data")),
        ("stored", _("Tercatat")),
        ("wanted", _("Seharusnya")),
        ("explanation", _("Penjelasan")),
        ("evidence", _("Bukti")),
        ("state", _("Keadaan")),
        ("decided_at", _("Diputuskan")),
        ("answer", _("Jawaban")),
    )
    rows = [
        (c.asked_at, c.field_name, c.stored, c.wanted, c.explanation, c.evidence_name, c.get_state_display(),
         c.decided_at, c.answer)
        for c in first(person.corrections, most)
    ]  # fmt: skip
    about = _("Permohonan Anda untuk memperbaiki data.")
    return Section("corrections", _("Permohonan koreksi"), columns, rows, about, (Correction._meta.label,))


def _readings(person: Employee, most: int | None) -> Section:
    columns = (("at", _("Waktu")), ("reader", _("Pembaca")), ("role", _("Peran")), ("what", _("Data")))
    readings = list(first(person.readings.select_related("reader"), most))
    roles = roles_of_readers(readings)
    rows = [
        (
            reading.at,
            naming.person_name(str(reading.reader)) if reading.reader else "",
            roles[reading.pk],
            reading.get_what_display(),
        )
        for reading in readings
    ]
    about = _("Siapa membuka data Anda. Profil dicatat sekali per jam; data rahasia setiap kali.")
    return Section("readings", _("Pembaca data Anda"), columns, rows, about, (Reading._meta.label,))
