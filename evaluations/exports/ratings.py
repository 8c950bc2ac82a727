"""Whom one rates, and one's own results, as Excel files."""

from typing import IO

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.domain.naming import unit_name
from evaluations.domain import standards
from evaluations.exports.sheets import Column, listed
from evaluations.models import Assessment, Rater
from evaluations.selectors.ratings import state_name


def ratings_workbook(rows: QuerySet[Rater]) -> IO[bytes]:
    """What the list of `selectors.ratings.ratings_to_do` shows, and nothing more: no NIP, no levels."""
    columns: list[Column] = [
        (_("Peserta"), 34, lambda r: r.participant.employee.full_name),
        (_("Dinilai terhadap jabatan"), 40, lambda r: r.participant.position_name),
        (_("Unit kerja"), 40, lambda r: unit_name(u.name) if (u := r.participant.employee.unit) else ""),
        (_("Kegiatan"), 40, lambda r: r.participant.round.name),
        (_("Metode"), 24, lambda r: r.participant.round.get_method_display()),
        (_("Hubungan"), 16, lambda r: r.get_relation_display()),
        (_("Batas"), 12, lambda r: r.participant.round.ends_on),
        (_("Sudah dinilai"), 12, lambda r: r.rated),
        (_("Kompetensi"), 12, lambda r: r.demanded),
        (_("Keadaan"), 18, state_name),
    ]
    return listed(_("Tugas menilai"), columns, rows.iterator(chunk_size=2000))


def own_workbook(rows: QuerySet[Assessment]) -> IO[bytes]:
    """One's own results, newest first, with the day from which each counts no more."""
    columns: list[Column] = [
        (_("Tanggal"), 12, lambda one: one.assessed_on),
        (_("Berlaku sampai"), 14, lambda one: standards.last_day(one.assessed_on)),
        (_("Metode"), 26, lambda one: one.get_method_display()),
        (_("Kegiatan"), 40, lambda one: str(one.participant.round) if one.participant else ""),
        (_("Terhadap jabatan"), 40, lambda one: one.participant.position_name if one.participant else ""),
        (_("JPM"), 10, lambda one: one.jpm),
        (_("Kategori"), 18, lambda one: one.category),
    ]
    return listed(_("Hasil asesmen"), columns, rows.iterator(chunk_size=500))
