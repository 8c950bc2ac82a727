"""SIASN exports about training: kursus (4.3) and diklat (4.5)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core import sql
from core.domain import cells
from core.importing.importer import Column, Field, Within
from core.importing.registry import register
from employees.imports.histories import AGENCY, EMPLOYEE, LABEL_NAME, NIP, HistoryImporter
from training.enums import LeadershipProgramme
from training.models import TrainingRecord

jp = Within(0, Decimal("9999.99"), cells.number)  # learning hours


def code(high: int):
    """A code from 1 to ``high``. Raises: BadValue ``code_unknown``."""

    def parse(cell: object) -> str | None:
        value = cells.text(cell)
        if value is None:
            return None
        if not (value.isascii() and value.isdigit()) or not 1 <= int(value) <= high:
            raise cells.BadValue("code_unknown")
        return str(int(value))

    return parse


def _text(column: str, length: int) -> str:
    return f"coalesce(left(s.{column}, {length}), '')"


# Lines without an id of SIASN are told apart by what they say.
_OWN_KEY = "'x' || md5(concat_ws('|', {}))"


class TrainingImporter(HistoryImporter):
    """What kursus and diklat share."""

    model = TrainingRecord
    extra = HistoryImporter.extra | {"record_key": "text"}
    identity = ("record_key",)
    own_key: str

    def resolve(self, cursor, agency, review) -> None:
        cursor.execute(f"UPDATE staged s SET record_key = coalesce(left(s.siasn_id, 36), {self.own_key})")
        super().resolve(cursor, agency, review)

    @property
    def key(self) -> str:
        return f"t.source = '{self.kind}' AND t.record_key = s.record_key"

    def shared_columns(self) -> tuple[Column, ...]:
        return (
            AGENCY,
            EMPLOYEE,
            Column("source", f"'{self.kind}'", ""),
            Column("record_key", "s.record_key", ""),
            Column("siasn_id", _text("siasn_id", 36), _("Id SIASN")),
            Column("jp", "coalesce(s.jp, 0)", _("JP")),
            Column("organiser", _text("organiser", 250), _("Penyelenggara")),
            Column("number", _text("number", 150), _("Nomor sertifikat")),
            Column("starts_on", "s.starts_on", _("Mulai")),
        )


_COUNTED_ON = "coalesce(s.ends_on, CASE WHEN extract(year FROM s.starts_on) = s.year THEN s.starts_on END)"


class CourseImporter(TrainingImporter):
    kind = "kursus"
    title = _("Kursus dan pelatihan")
    about = _("Kursus, seminar, dan pelatihan teknis beserta JP-nya (rw-kursus).")
    order = 30
    fields = (
        NIP,
        Field("siasn_id", ("id",)),
        Field("form", ("jenisDiklatId",), parse=code(25), sql="integer"),
        Field("name", ("namaKursus",), required=True),
        Field("jp", ("jumlahJam",), parse=jp, sql="numeric(6,2)", required=True),
        Field("organiser", ("institusiPenyelenggara",)),
        Field("number", ("noSertipikat", "nomorSertipikat")),
        Field("starts_on", ("tanggalKursus",), parse=cells.day, sql="date"),
        Field("ends_on", ("tanggalSelesaiKursus", "tglSelesaiKursus"), parse=cells.day, sql="date"),
        Field(
            "year", ("tahunKursus",), parse=cells.whole, sql="integer",
            stored="extract(year FROM t.counted_on)::integer",
        ),
    )  # fmt: skip
    needed = ("name",)
    own_key = _OWN_KEY.format("s.name, s.starts_on, s.number")
    label = f"{LABEL_NAME} || ' · ' || s.name"

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        return (
            *self.shared_columns(),
            Column("form", "s.form", _("Bentuk")),
            Column("programme", "NULL::integer", ""),
            Column("name", "left(s.name, 300)", _("Nama")),
            Column("ends_on", "s.ends_on", _("Selesai")),
            # The year of the JP is the year in which the course ends (rules 1.2). Without an end date the start
            # stands for it only where the record itself names that year.
            Column("counted_on", _COUNTED_ON, _("Dihitung pada")),
        )


class LeadershipImporter(TrainingImporter):
    kind = "diklat"
    title = _("Pelatihan kepemimpinan")
    about = _("Pelatihan kepemimpinan yang telah diikuti (rw-diklat).")
    order = 40
    fields = (
        NIP,
        Field("siasn_id", ("id",)),
        Field("programme", ("latihanStrukturalId",), parse=code(8), sql="integer", required=True),
        Field("number", ("nomor",)),
        Field("starts_on", ("tanggal",), parse=cells.day, sql="date", required=True),
        Field("ends_on", ("tanggalSelesai",), parse=cells.day, sql="date"),
        Field("jp", ("jumlahJam",), parse=jp, sql="numeric(6,2)"),
        Field("organiser", ("institusiPenyelenggara",)),
    )
    needed = ("programme",)
    own_key = _OWN_KEY.format("s.programme, s.starts_on, s.number")
    label = f"{LABEL_NAME} || ' · ' || coalesce(s.number, '')"

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        names = {int(p.value): str(p.label) for p in LeadershipProgramme}
        return (
            *self.shared_columns(),
            Column("form", "1", ""),
            Column("programme", "s.programme", _("Pelatihan kepemimpinan")),
            Column("name", sql.case("s.programme", names), ""),  # type: ignore[arg-type]
            Column("ends_on", "s.ends_on", _("Selesai")),
            # SIASN dates a leadership training by its certificate: column ``tanggal``.
            Column("counted_on", "s.starts_on", _("Dihitung pada")),
        )


def register_all() -> None:
    for importer in (CourseImporter(), LeadershipImporter()):
        register(importer)
