"""Asking for a wrong entry to be mended, and deciding about it within 3 × 24 hours (UU 27/2022, art. 6 and 30)."""

from datetime import date, datetime
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.domain.deadlines import due_at
from core.domain.documents import HEAD, MAX_BYTES, document_kind
from core.domain.errors import Denied, DomainError
from core.enums import DecisionKind
from core.importing import registry
from core.personal_data import words
from core.retention import drop_files
from core.services.decisions import LONGEST_REASON, record_decision, refuse_long
from employees.domain import privacy
from employees.domain.privacy import Shown
from employees.domain.wanted import CORRECTABLE, InvalidValue, parse_wanted
from employees.enums import Aspect, CorrectionState
from employees.models import Correction, Employee, EmployeeHistory
from employees.permissions import decides_corrections, is_own

_CONTENT = ("stored", "wanted", "explanation", "evidence_name")
_WRONG = {
    "empty": gettext_lazy("Tuliskan isi yang seharusnya."),
    "too_long": gettext_lazy("Isi ini terlalu panjang untuk disimpan."),
    "date": gettext_lazy("Tulis tanggal sebagai hari-bulan-tahun, misalnya 14-05-1994."),
    "age": gettext_lazy("Tanggal lahir ini bukan tanggal lahir pegawai: umurnya harus 16 sampai 75 tahun."),
    "year": gettext_lazy("Tulis tahun dengan empat angka, misalnya 2016."),
    "year_range": gettext_lazy("Tahun lulus paling awal 1950 dan paling akhir tahun ini."),
    "nik_length": gettext_lazy("NIK harus tepat 16 angka."),
    "nik_area": gettext_lazy("Dua angka pertama NIK bukan kode provinsi."),
    "nik_date": gettext_lazy("Angka ke-7 sampai ke-12 NIK bukan tanggal lahir (perempuan: tanggal ditambah 40)."),
    "nik_number": gettext_lazy("Empat angka terakhir NIK tidak mungkin 0000."),
    "phone": gettext_lazy("Tulis nomor telepon yang lengkap, misalnya 081234567890 atau 0318292222."),
    "email": gettext_lazy("Tulis alamat surel yang lengkap, misalnya nama@contoh.go.id."),
    "name": gettext_lazy("Tulis nama dengan huruf saja, tanpa gelar dan tanpa angka."),
    "words": gettext_lazy("Tulis nama tempat dengan huruf, misalnya Bojonegoro."),
    "letters": gettext_lazy("Isi ini harus memuat huruf."),
    "formula": gettext_lazy(
        "Isi tidak boleh diawali tanda =, +, -, @, atau tab; lembar kerja membacanya sebagai rumus."
    ),
    "education": gettext_lazy("Pilih salah satu tingkat pendidikan."),
}


def sentence(code: str) -> str:
    """What is wrong with a wanted value, by the code of `employees.domain.wanted.InvalidValue`."""
    return str(_WRONG[code])


def stored_value(person: Employee, field: str) -> str:
    """What is stored now, in the form in which wanted values are kept."""
    value = getattr(person, field)
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def has_changed(correction: Correction, now: str) -> bool:
    """Whether something else than what the person saw would be replaced."""
    return correction.is_waiting and now not in (correction.stored, correction.wanted)


def value_in_words(person: Employee, field: str) -> str:
    """What is stored now, as a page shows it."""
    display = getattr(person, f"get_{field}_display", None)
    if display:
        return str(display())
    return stored_value(person, field) if field == "graduated" else words(getattr(person, field))


def wanted_value(field: str, text: str, *, on: date) -> str:
    """The text as it would be stored on that day.

    Raises: DomainError ``wrong_value`` with a sentence, ``not_correctable``.
    """
    if field not in CORRECTABLE:
        raise DomainError("not_correctable", _("Data ini tidak dapat dikoreksi melalui aplikasi."))
    try:
        return parse_wanted(field, text, on=on)
    except InvalidValue as error:
        raise DomainError("wrong_value", sentence(error.code)) from error


def evidence_kind(file: UploadedFile) -> str:
    """``pdf``, ``jpg`` or ``png``, as the first bytes say.

    Raises: DomainError ``evidence_too_large``, ``evidence_unknown``.
    """
    if (file.size or 0) > MAX_BYTES:
        raise DomainError("evidence_too_large", _("Berkas bukti paling besar 5 MB."))
    file.seek(0)
    kind = document_kind(file.read(HEAD))
    file.seek(0)
    if kind is None:
        raise DomainError("evidence_unknown", _("Bukti harus berupa PDF, JPG, atau PNG."))
    return kind


def request_correction(
    *, person: Employee, field: str, wanted: str, explanation: str, evidence: UploadedFile, by: Any, at: datetime
) -> Correction:
    """Ask for one entry of one's own to be mended.

    Raises: DomainError as of `wanted_value` and `evidence_kind`, ``correction_same``, ``correction_waiting``,
        ``too_long``; Denied.
    """
    if not is_own(by, person):
        raise Denied(_("Koreksi hanya dapat diajukan oleh orang yang bersangkutan."))
    value, stored = wanted_value(field, wanted, on=person.agency.date_at(at)), stored_value(person, field)
    if value == stored:
        raise DomainError("correction_same", _("Isi ini sama dengan yang sudah tercatat."))
    refuse_long(explanation, LONGEST_REASON)
    kind = evidence_kind(evidence)
    correction = Correction(
        employee=person, field=field, stored=stored, wanted=value, explanation=explanation.strip(),
        evidence_name=f"{PurePath(evidence.name or 'bukti').stem[:190]}.{kind}", asked_at=at, due_at=due_at(at),
    )  # fmt: skip
    # Under a name of chance and the type its bytes show: what the person called it is only shown.
    correction.evidence.save(f"{uuid4().hex}.{kind}", evidence, save=False)
    try:
        with transaction.atomic():
            correction.save()
    except BaseException as error:
        correction.evidence.delete(save=False)  # a file without its row would stay for ever
        if isinstance(error, IntegrityError) and "correction_one_waiting" in str(error):
            raise _still_waiting() from error
        raise
    return correction


def _still_waiting() -> DomainError:
    return DomainError(
        "correction_waiting",
        _("Permohonan untuk data ini masih menunggu. Tarik kembali dahulu bila ingin menggantinya."),
    )


@transaction.atomic
def withdraw(*, correction: Correction, by: Any) -> None:
    """Take back a request that still waits; a second click changes nothing.

    Nobody decides about it any more, so nobody has a ground to read it: of the request only that it was taken back
    stays, and its evidence goes at once.

    Raises: Denied, DomainError ``correction_decided``.
    """
    if not is_own(by, correction.employee):
        raise Denied(_("Permohonan hanya dapat ditarik oleh orang yang mengajukannya."))
    waiting = Correction.objects.filter(pk=correction.pk, state=CorrectionState.WAITING)
    if waiting.update(state=CorrectionState.WITHDRAWN, **dict.fromkeys(_CONTENT, "")):
        drop_files(Correction.objects.filter(pk=correction.pk), "evidence")
        return
    if Correction.objects.filter(pk=correction.pk, state=CorrectionState.WITHDRAWN).exists():
        return
    raise _decided(Correction.objects.select_related("decided_by").get(pk=correction.pk))


def _decided(correction: Correction) -> DomainError:
    """Who was quicker, and with what."""
    sentences = {
        CorrectionState.ACCEPTED: _("Permohonan ini sudah diterima oleh %(name)s; tidak ada lagi yang diubah."),
        CorrectionState.REJECTED: _("Permohonan ini sudah ditolak oleh %(name)s; tidak ada lagi yang diubah."),
        CorrectionState.WITHDRAWN: _("Permohonan ini sudah ditarik kembali oleh pemohon."),
    }
    sentence = sentences[CorrectionState(correction.state)]
    return DomainError("correction_decided", sentence % {"name": correction.decided_by})


@transaction.atomic
def accept(
    *, correction: Correction, by: Any, at: datetime, answer: str = "", replaces: str | None = None
) -> Correction:
    """Write the wanted value into the record. The same person clicking twice decides once.

    Args:
        replaces: the stored value that she has seen and agrees to replace, where it changed after the request.
    Raises: Denied, DomainError ``correction_decided``, ``stored_changed``.
    """
    correction, is_open = _locked(correction, by, CorrectionState.ACCEPTED)
    if not is_open:
        return correction
    # Locked after the request; an import that is storing people holds its rows until it is through.
    person = Employee.objects.select_for_update(of=("self",)).select_related("agency").get(pk=correction.employee_id)
    before = stored_value(person, correction.field)
    if has_changed(correction, before) and before != replaces:
        raise DomainError(
            "stored_changed",
            _("Isi data ini berubah sejak permohonan diajukan. Muat ulang halaman dan pastikan isi mana yang benar."),
        )
    _write(person, correction.field, correction.wanted, at)
    _close(correction, CorrectionState.ACCEPTED, DecisionKind.CORRECTION_ACCEPTED, by, at, answer, before)
    if correction.field == "education":
        registry.stored(person.agency, "pegawai")  # what is counted from it is counted again
    return correction


@transaction.atomic
def reject(*, correction: Correction, by: Any, at: datetime, answer: str) -> Correction:
    """Refuse, with the reason that the person will read.

    Raises: Denied, DomainError ``answer_missing``, ``correction_decided``.
    """
    if not answer.strip():
        raise DomainError("answer_missing", _("Tuliskan alasan penolakan; pemohon akan membacanya."))
    correction, is_open = _locked(correction, by, CorrectionState.REJECTED)
    if is_open:
        before = stored_value(correction.employee, correction.field)
        _close(correction, CorrectionState.REJECTED, DecisionKind.CORRECTION_REJECTED, by, at, answer, before)
    return correction


def _locked(correction: Correction, by: Any, wanted: CorrectionState) -> tuple[Correction, bool]:
    """The row under its lock, and whether it still has to be decided; what was read before may be out of date."""
    rows = Correction.objects.select_for_update(of=("self",)).select_related(
        "employee__unit", "employee__agency", "decided_by"
    )
    correction = rows.get(pk=correction.pk)
    if is_own(by, correction.employee):
        raise Denied(_("Permohonan Anda sendiri diputuskan oleh pengelola kepegawaian lain."))
    if not decides_corrections(by, correction.employee, correction.field):
        raise Denied(_("Peran Anda tidak mencakup pegawai ini."))
    if correction.state == wanted and correction.decided_by_id == by.pk:
        return correction, False
    if correction.state != CorrectionState.WAITING:
        raise _decided(correction)
    return correction, True


def _write(person: Employee, field: str, value: str, at: datetime) -> None:
    if field == "education" and person.education:
        EmployeeHistory.objects.create(
            employee=person,
            aspect=Aspect.EDUCATION,
            value=person.education,
            until=person.agency.date_at(at),
            recorded_at=at,
        )
    stored: Any = value
    if field == "birth_date":
        stored = date.fromisoformat(value)
    elif field == "graduated":
        stored = int(value)
    setattr(person, field, stored)
    person.save(update_fields=[field])


def _close(
    correction: Correction, state: CorrectionState, kind: DecisionKind, by: Any, at: datetime, answer: str, before: str
) -> None:
    correction.state, correction.answer = state, answer.strip()
    correction.decided_at, correction.decided_by = at, by
    correction.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    # The trail is read by auditors, who see restricted fields masked.
    shown = Shown.MASKED if correction.field in privacy.RESTRICTED else Shown.FULL
    facts = {
        "field": correction.field,
        "before": privacy.seen(before, shown),
        "wanted": privacy.seen(correction.wanted, shown),
        "asked_at": correction.asked_at.isoformat(),
        "due_at": correction.due_at.isoformat(),
    }
    agency = correction.employee.agency
    record_decision(kind, subject=correction, agency=agency, by=by, at=at, reason=correction.answer, facts=facts)
