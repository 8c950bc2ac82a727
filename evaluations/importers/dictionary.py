"""An agency's own additions to the dictionary, one row for each level (kind ``kamus``).

The words of a version are never changed: where a row of the file says something else, the competency gets its next
version with all five levels of the file, from the day of the import on.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import sql
from core.importing import trail
from core.importing.importer import COMMON_REASONS, Column, Field, Importer, Review, RowCheck, Within
from core.models import Agency
from evaluations.enums import CompetencyGroup
from evaluations.importers.cells import code, maker, spelled, strict, up_to
from evaluations.models import Competency, CompetencyVersion, LevelText
from evaluations.selectors.dictionary import OWN_GROUPS
from evaluations.services.dictionary import OWN_ORDER, field_name, field_names

# A level as it stands in the newest version, with what the version and the competency say.
_STORED = """(
    SELECT l.id, c.agency_id, c.name, c."group" AS group_key, c.field, v.definition, v.issuer, l.meaning,
        l.indicators[1] AS indicator_1, l.indicators[2] AS indicator_2, l.indicators[3] AS indicator_3
    FROM evaluations_leveltext l JOIN evaluations_competencyversion v ON v.id = l.version_id
    JOIN evaluations_competency c ON c.id = v.competency_id
)"""
_FIND = """
    UPDATE staged s SET agency_id = %(agency)s, group_key = {groups}, field_key = {fields},
        national = EXISTS (SELECT FROM evaluations_competency c WHERE c.agency_id IS NULL AND upper(c.code) = upper(s.code)),
        competency_id = (SELECT c.id FROM evaluations_competency c
            WHERE c.agency_id = %(agency)s AND upper(c.code) = upper(s.code))
"""
_VERSION = """
    UPDATE staged s SET retired = c.retired_on IS NOT NULL, version_id = v.id, pending = v.valid_from > %s
    FROM evaluations_competency c JOIN LATERAL (
        SELECT id, valid_from FROM evaluations_competencyversion x
        WHERE x.competency_id = c.id ORDER BY number DESC LIMIT 1
    ) v ON true WHERE c.id = s.competency_id
"""
_FIRST = "SELECT DISTINCT ON (upper(code)) * FROM staged ORDER BY upper(code), row"
_UNLIKE = f"""
    s.row IN (SELECT x.row FROM staged x JOIN ({_FIRST}) f ON upper(f.code) = upper(x.code)
    WHERE ROW(f.code, f.name, f.group_key, f.field_key, f.definition, f.issuer)
        IS DISTINCT FROM ROW(x.code, x.name, x.group_key, x.field_key, x.definition, x.issuer))
"""
_REPEATED = """
    s.row IN (SELECT row FROM (SELECT row, row_number() OVER (PARTITION BY upper(code), level ORDER BY row) AS place
    FROM staged) x WHERE place > 1)
"""
_INCOMPLETE = "upper(s.code) IN (SELECT upper(code) FROM staged GROUP BY upper(code) HAVING count(*) < 5)"
_TEXTS = ("definition", "issuer", "meaning", "indicator_1", "indicator_2", "indicator_3")
_MAY_BE_EMPTY = ("field_name", "issuer")


class DictionaryImporter(Importer):
    kind = "kamus"
    title = _("Kamus kompetensi")
    about = _("Kompetensi tambahan instansi, satu baris tiap level. Teks yang berubah menjadi versi baru.")
    order = 80
    of_siasn = False
    model = LevelText
    fields = (
        Field("code", ("Kode",), parse=code, required=True),
        Field("name", ("Nama",), parse=up_to(120), required=True),
        Field("group_name", ("Kelompok",), required=True),
        Field("field_name", ("Bidang",), parse=up_to(60), required=True),
        Field("definition", ("Definisi",), parse=up_to(2000), required=True),
        Field("issuer", ("Instansi pembina",), parse=up_to(120), required=True),
        Field("level", ("Level",), parse=Within(1, 5), sql="integer", required=True),
        Field("meaning", ("Makna",), parse=up_to(500), required=True),
        *(Field(f"indicator_{n}", (f"Indikator {n}",), parse=up_to(500), required=True) for n in (1, 2, 3)),
    )
    extra = {
        "agency_id": "bigint", "group_key": "text", "field_key": "text", "competency_id": "bigint", "version_id": "bigint",
        "national": "boolean", "retired": "boolean", "pending": "boolean",
    }  # fmt: skip
    columns = (
        Column("name", "s.name", _("Nama")),
        Column("group_key", "s.group_key", _("Kelompok"), words=lambda key: str(CompetencyGroup(key).label)),
        Column("field", "coalesce(s.field_key, '')", _("Bidang"), words=field_name, needs=("field_name",)),
        Column("definition", "s.definition", _("Definisi")),
        Column("issuer", "coalesce(s.issuer, '')", _("Instansi pembina")),
        Column("meaning", "s.meaning", _("Makna")),
        *(Column(f"indicator_{n}", f"s.indicator_{n}", _("Indikator perilaku")) for n in (1, 2, 3)),
    )
    label = "s.code || ' · ' || s.name || ' · ' || s.level"
    reasons = COMMON_REASONS | {
        "code_invalid": _("Kode hanya berisi huruf, angka, titik, garis miring, atau tanda hubung, tanpa spasi."),
        "too_long": _("Isi sel ini terlalu panjang."),
        "code_national": _(
            "Kode ini milik kamus nasional, yang tidak dapat diubah. Pakai kode baru untuk tambahan instansi."
        ),
        "group_unknown": _("Kelompok harus Teknis atau Tambahan."),
        "competency_retired": _("Kompetensi ini sudah tidak dipakai lagi sehingga tidak dapat diubah."),
        "version_pending": _(
            "Kompetensi ini mempunyai versi yang belum berlaku. Ubah di halamannya, bukan lewat impor."
        ),
        "unlike_first": _(
            "Nama, kelompok, bidang, definisi, atau instansi pembina berbeda dari baris pertama kode ini."
        ),
        "levels_incomplete": _("Kompetensi harus lengkap: lima baris, level 1 sampai 5, semuanya dapat dibaca."),
    }

    @property
    def table(self) -> str:
        return _STORED

    def row_check(self, index: Mapping[str, int]) -> RowCheck:
        needed = [f.name for f in self.fields if f.name not in _MAY_BE_EMPTY]
        return strict(index, self.fields, needed)

    def resolve(self, cursor: CursorWrapper, agency: Agency, review: Review) -> None:
        # Nobody adds a code or a version on a page meanwhile.
        cursor.execute("SELECT FROM core_agency WHERE id = %s FOR NO KEY UPDATE", [agency.pk])
        cursor.execute("SELECT FROM evaluations_competency WHERE agency_id = %s ORDER BY id FOR UPDATE", [agency.pk])
        own = {word: value for word, value in spelled(CompetencyGroup).items() if value in OWN_GROUPS}
        groups = sql.case("upper(s.group_name)", own)
        known = {name.upper(): key for key, name in field_names().items()}
        fields = sql.case("upper(s.field_name)", known, "s.field_name")
        cursor.execute(_FIND.format(groups=groups, fields=fields), {"agency": agency.pk})
        cursor.execute(_VERSION, [agency.date_at(timezone.now())])
        for reason, column, value, where in (
            ("code_national", "Kode", "s.code", "s.national AND s.competency_id IS NULL"),
            ("group_unknown", "Kelompok", "s.group_name", "s.group_key IS NULL"),
            ("competency_retired", "Kode", "s.code", "s.retired"),
            ("version_pending", "Kode", "s.code", "s.pending"),
            ("duplicate_in_file", "Level", "s.code || ' · ' || s.level", _REPEATED),
            ("unlike_first", "Kode", "s.code", _UNLIKE),
            ("levels_incomplete", "Kode", "s.code", _INCOMPLETE),
        ):
            review.refuse_where(cursor, reason, column, value, where)
        cursor.execute(
            "UPDATE staged s SET target = l.id FROM evaluations_leveltext l"
            " WHERE l.version_id = s.version_id AND l.level = s.level"
        )

    def store(self, cursor: CursorWrapper, agency: Agency, at: datetime, same: str) -> bool:
        self._describe(cursor)
        self._find_reworded(cursor)
        self._add_versions(cursor, agency, at)
        return True

    def _describe(self, cursor: CursorWrapper) -> None:
        """New competencies, and name, group and field of those there are."""
        one = f"({_FIRST}) s"
        trail.write(
            cursor, Competency,
            'INSERT INTO evaluations_competency (agency_id, code, name, "group", field, "order")'
            f" SELECT s.agency_id, s.code, s.name, s.group_key, coalesce(s.field_key, ''), {OWN_ORDER}"
            f" FROM {one} WHERE s.competency_id IS NULL ORDER BY s.row",
            label="insert",
        )  # fmt: skip
        changes = {"name": "s.name", '"group"': "s.group_key", "field": "coalesce(s.field_key, '')"}
        ours, theirs = ", ".join(f"t.{name}" for name in changes), ", ".join(changes.values())
        setting = ", ".join(f"{name} = {value}" for name, value in changes.items())
        trail.write(
            cursor, Competency,
            f"UPDATE evaluations_competency t SET {setting} FROM {one}"
            f" WHERE t.id = s.competency_id AND ROW({ours}) IS DISTINCT FROM ROW({theirs})",
            label="update", target="t",
        )  # fmt: skip

    def _find_reworded(self, cursor: CursorWrapper) -> None:
        """Which competencies get a version: the new ones, and those of which some text differs."""
        ours = ", ".join(f"t.{name}" for name in _TEXTS)
        theirs = ", ".join("coalesce(s.issuer, '')" if name == "issuer" else f"s.{name}" for name in _TEXTS)
        cursor.execute(
            f"CREATE TEMPORARY TABLE reworded ON COMMIT DROP AS SELECT DISTINCT upper(s.code) AS code FROM staged s"
            f" LEFT JOIN {self.table} t ON t.id = s.target WHERE t.id IS NULL OR ROW({ours}) IS DISTINCT FROM ROW({theirs})"
        )

    def _add_versions(self, cursor: CursorWrapper, agency: Agency, at: datetime) -> None:
        """The next version of each, from today on, with the five levels of the file."""
        cursor.execute(
            "UPDATE staged s SET competency_id = c.id FROM evaluations_competency c"
            " WHERE c.agency_id = s.agency_id AND upper(c.code) = upper(s.code)"
        )
        newest = (
            "LEFT JOIN LATERAL (SELECT number, legal_basis FROM evaluations_competencyversion v"
            " WHERE v.competency_id = s.competency_id ORDER BY number DESC LIMIT 1) n ON true"
        )
        trail.write(
            cursor, CompetencyVersion,
            "INSERT INTO evaluations_competencyversion (competency_id, number, valid_from, definition, issuer,"
            " legal_basis, made_at, made_by_id)"
            f" SELECT s.competency_id, coalesce(n.number, 0) + 1, date '{agency.date_at(at).isoformat()}', s.definition,"
            f" coalesce(s.issuer, ''), coalesce(n.legal_basis, ''), now(), {maker()}"
            f" FROM ({_FIRST}) s JOIN reworded r ON r.code = upper(s.code) {newest} ORDER BY s.row",
            label="insert",
        )  # fmt: skip
        cursor.execute(
            "INSERT INTO evaluations_leveltext (version_id, level, meaning, indicators)"
            " SELECT v.id, s.level, s.meaning, ARRAY[s.indicator_1, s.indicator_2, s.indicator_3]"
            " FROM staged s JOIN reworded r ON r.code = upper(s.code) JOIN LATERAL (SELECT id FROM"
            " evaluations_competencyversion x WHERE x.competency_id = s.competency_id ORDER BY number DESC LIMIT 1) v"
            " ON true ORDER BY s.row"
        )
        cursor.execute("DROP TABLE reworded")
