"""Disciplinary punishments: rw-hukdis. Levels R light, S medium, B heavy (PP 94/2021)."""

from django.utils.translation import gettext_lazy as _

from core.domain import cells
from core.importing.importer import Column, Field
from employees.enums import DisciplineLevel, ReadingKind
from employees.imports.histories import AGENCY, EMPLOYEE, LABEL_NAME, NIP, HistoryImporter
from employees.models import Discipline


def level(cell: object) -> str | None:
    """Raises: BadValue ``code_unknown`` for anything but R, S, B."""
    value = (cells.text(cell) or "").upper()
    if value and value not in DisciplineLevel.values:
        raise cells.BadValue("code_unknown")
    return value or None


class DisciplineImporter(HistoryImporter):
    kind = "hukdis"
    title = _("Hukuman disiplin")
    about = _("Riwayat hukuman disiplin tiap pegawai (rw-hukdis).")
    order = 70
    shows = ReadingKind.DISCIPLINE
    model = Discipline
    fields = (
        NIP,
        Field("level", ("jenisTingkatHukumanId", "jenisHukumanId"), parse=level, required=True),
        Field("decided_on", ("skTanggal", "tanggalSk"), parse=cells.day, sql="date", required=True),
        Field("number", ("skNomor", "nomorSk")),
    )
    needed = ("level", "decided_on")
    identity = ("decided_on", "level")
    key = "t.decided_on = s.decided_on AND t.level = s.level"
    columns = (
        AGENCY,
        EMPLOYEE,
        Column("level", "s.level", _("Tingkat")),
        Column("decided_on", "s.decided_on", _("Tanggal SK")),
        Column("number", "coalesce(left(s.number, 100), '')", _("Nomor SK")),
    )
    label = f"{LABEL_NAME} || ' · ' || to_char(s.decided_on, 'DD-MM-YYYY')"
