"""Assessment rounds and their participants as Excel files."""

from typing import IO

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.domain.naming import unit_name
from evaluations.exports.sheets import Column, listed
from evaluations.models import AssessmentRound, Participant


def rounds_workbook(rows: QuerySet[AssessmentRound]) -> IO[bytes]:
    """An open temporary file with the rounds of `selectors.rounds.rounds_of`, at its beginning."""
    return listed(_("Kegiatan asesmen"), _round_columns(), rows.iterator(chunk_size=500))


def participants_workbook(rows: QuerySet[Participant]) -> IO[bytes]:
    """An open temporary file with participants of `selectors.rounds.participants_of`, at its beginning."""
    return listed(_("Peserta"), _participant_columns(), rows.iterator(chunk_size=2000))


def _round_columns() -> list[Column]:
    return [
        (_("Kegiatan"), 40, lambda r: r.name),
        (_("Metode"), 24, lambda r: r.get_method_display()),
        (_("Tujuan"), 18, lambda r: r.get_purpose_display()),
        (_("Penyelenggara"), 34, lambda r: r.provider),
        (_("Nomor akreditasi"), 22, lambda r: r.accreditation),
        (_("Akreditasi sampai"), 16, lambda r: r.accredited_until),
        (_("Mulai"), 12, lambda r: r.starts_on),
        (_("Selesai"), 12, lambda r: r.ends_on),
        (_("Keadaan"), 14, lambda r: r.get_state_display()),
        (_("Peserta"), 10, lambda r: r.people),
        (_("Ditetapkan"), 10, lambda r: r.concluded),
    ]


def _participant_columns() -> list[Column]:
    return [
        (_("NIP"), 20, lambda p: p.employee.nip),
        (_("Nama"), 34, lambda p: p.employee.full_name),
        (_("Unit kerja"), 40, lambda p: unit_name(p.employee.unit.name) if p.employee.unit else ""),
        (_("Dinilai terhadap jabatan"), 40, lambda p: p.position_name),
        (_("Jabatan sekarang"), 40, lambda p: p.employee.position.name if p.employee.position else ""),
        (_("Keadaan"), 20, lambda p: p.get_state_display()),
        (_("JPM"), 10, lambda p: p.jpm),
        (_("Kategori"), 18, lambda p: p.category),
    ]
