"""Units of the organisation: the export ref-unor (siasn field facts, 4.24)."""

from collections.abc import Mapping, Sequence

from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.domain import cells, naming
from core.domain.errors import DomainError
from core.importing.engine import refuse_if_missing
from core.importing.importer import COMMON_REASONS, Column, Field, Importer, Notice, Refusal, Review, RowCheck, Warn
from core.models import Agency, Unit
from core.models.organisation import PATH_STEP
from employees.domain import reference

# The tree as it will be: the units of the file, and the stored ones that the file does not name. Every
# unit reached from one at the top; what is left over runs in a circle.
REACHED = """
    WITH RECURSIVE tree AS (
        SELECT s.siasn_id, s.parent FROM staged s
        UNION ALL
        SELECT u.siasn_id, nullif(u.parent_siasn_id, '') FROM core_unit u
        WHERE u.agency_id = {agency} AND NOT EXISTS (SELECT FROM staged s WHERE s.siasn_id = u.siasn_id)
    ), reached AS (
        SELECT t.siasn_id FROM tree t
        WHERE t.parent IS NULL OR NOT EXISTS (SELECT FROM tree p WHERE p.siasn_id = t.parent)
        UNION
        SELECT t.siasn_id FROM tree t JOIN reached r ON t.parent = r.siasn_id
    )
    SELECT siasn_id FROM reached
"""
_TREE = f"""
    WITH RECURSIVE tree AS (
        SELECT id, lpad(to_hex(id), {PATH_STEP}, '0') AS path, 1 AS depth
        FROM core_unit WHERE agency_id = %(agency)s AND parent_id IS NULL
        UNION ALL
        SELECT u.id, tree.path || lpad(to_hex(u.id), {PATH_STEP}, '0'), tree.depth + 1
        FROM core_unit u JOIN tree ON u.parent_id = tree.id
    )
"""
PATHS = f"""{_TREE}
    UPDATE core_unit u SET path = tree.path, depth = tree.depth
    FROM tree WHERE u.id = tree.id AND (u.path, u.depth) IS DISTINCT FROM (tree.path, tree.depth)
"""
UNREACHED = (
    f"{_TREE} SELECT EXISTS (SELECT FROM core_unit WHERE agency_id = %(agency)s AND id NOT IN (SELECT id FROM tree))"
)


_NAME_OF = (
    "(SELECT n.name FROM staged n WHERE n.siasn_id = {0}),"
    " (SELECT n.name FROM core_unit n WHERE n.agency_id = s.agency_id AND n.siasn_id = {0})"
)


class UnitImporter(Importer):
    kind = "unor"
    title = _("Unit organisasi")
    about = _("Susunan perangkat daerah dan unit di bawahnya (ref-unor).")
    order = 10
    model = Unit
    fields = (
        Field("siasn_id", ("Id", "UNOR ID"), required=True),
        Field("agency_siasn_id", ("InstansiId", "INSTANSI ID")),
        Field("parent", ("DiatasanId", "ID ATASAN")),
        Field("eselon", ("EselonId", "ESELON ID")),
        Field("name", ("NamaUnor", "UNOR NAMA", "NAMA UNOR"), required=True),
        Field("head_title", ("NamaJabatan", "NAMA JABATAN")),
        Field("quick_code", ("CepatKode", "KODE CEPAT")),
    )
    # moved: placed under the topmost unit, because nobody knows the superior that the file names
    extra = {"agency_id": "bigint", "moved": "boolean"}
    columns = (
        Column("agency_id", "s.agency_id", _("Instansi")),
        Column("siasn_id", "left(s.siasn_id, 36)", _("Id SIASN")),
        Column(
            "parent_siasn_id",
            "coalesce(left(s.parent, 36), '')",
            _("Unit atasan"),
            shown=f"coalesce({_NAME_OF}, {{0}})",
            words=naming.unit_name,
        ),
        Column("eselon", "coalesce(left(s.eselon, 2), '')", _("Eselon"), words=reference.eselon_name),
        Column("name", "left(s.name, 250)", _("Nama")),
        Column("head_title", "coalesce(left(s.head_title, 250), '')", _("Jabatan pimpinan")),
        Column("quick_code", "coalesce(left(s.quick_code, 20), '')", _("Kode cepat")),
        Column("path", "coalesce((SELECT x.path FROM core_unit x WHERE x.id = s.target), '')", ""),
        Column("depth", "coalesce((SELECT x.depth FROM core_unit x WHERE x.id = s.target), 0)", ""),
    )
    label = "s.name"
    gone_label = "t.name"
    reasons = COMMON_REASONS | {
        "parent_unknown": _("Unit atasan tidak ada di berkas; unit ini ditempatkan di bawah unit teratas."),
        "parent_circle": _("Unit atasan membentuk lingkaran sehingga tempatnya dalam pohon tidak dapat ditentukan."),
        "other_tree": _("Tidak satu pun unit yang sudah tersimpan ada di berkas ini."),
        "second_root": _("Unit ini tidak mempunyai unit atasan sehingga akan berdiri di puncak susunan."),
    }
    notices = (
        Notice(
            "other_tree",
            _(
                "Tidak satu pun unit yang sudah tersimpan ada di berkas ini. Bila unit yang sama memakai Id baru, semuanya akan tercatat dua kali."
            ),
            _("Tetap tambahkan unit di berkas ini di samping unit yang sudah ada."),
        ),
        Notice(
            "second_root",
            _(
                "{number} unit di berkas ini akan berdiri di puncak susunan, di samping unit teratas. Biasanya hanya ada satu."
            ),
            _("Simpan dengan lebih dari satu unit teratas."),
        ),
    )

    def row_check(self, index: Mapping[str, int]) -> RowCheck:
        complete = refuse_if_missing(index, tuple(f for f in self.fields if f.required))
        position, seen = index["siasn_id"], set()

        def check(row: Sequence[object]) -> Refusal | None:
            if refusal := complete(row):
                return refusal
            siasn_id = cells.text(row[position])
            if siasn_id in seen:
                return Refusal("duplicate_in_file", "Id", str(siasn_id))
            seen.add(siasn_id)
            return None

        return check

    def agency_hint(self, first: Mapping[str, str | None]) -> Mapping[str, str]:
        return {"siasn_id": first.get("agency_siasn_id") or "", "name": first.get("name") or ""}

    def resolve(self, cursor: CursorWrapper, agency: Agency, review: Review) -> None:
        unknown = (
            "s.parent IS NOT NULL AND NOT EXISTS (SELECT FROM staged p WHERE p.siasn_id = s.parent)"
            f" AND NOT EXISTS (SELECT FROM core_unit u WHERE u.agency_id = {agency.pk} AND u.siasn_id = s.parent)"
        )
        review.warn_where(cursor, [Warn("parent_unknown", "DiatasanId", "s.parent", unknown)])
        cursor.execute(
            f"UPDATE staged s SET moved = true, parent = coalesce((SELECT r.siasn_id FROM staged r WHERE r.parent IS NULL"
            f" ORDER BY r.row LIMIT 1), (SELECT u.siasn_id FROM core_unit u WHERE u.agency_id = {agency.pk}"
            f" AND u.depth = 1 ORDER BY u.id LIMIT 1)) WHERE {unknown}"
        )
        in_circle = f"s.siasn_id NOT IN ({REACHED.format(agency=agency.pk)})"
        review.refuse_where(cursor, "parent_circle", "DiatasanId", "s.parent", in_circle)
        cursor.execute(
            "UPDATE staged s SET agency_id = %s, target = (SELECT u.id FROM core_unit u"
            " WHERE u.agency_id = %s AND u.siasn_id = s.siasn_id)",
            [agency.pk, agency.pk],
        )
        review.warn_where(cursor, _tree_remarks(agency))

    def after_store(self, cursor: CursorWrapper, agency: Agency) -> None:
        cursor.execute(
            "UPDATE core_unit u SET parent_id = p.id FROM core_unit p"
            " WHERE u.agency_id = %s AND p.agency_id = u.agency_id"
            " AND p.siasn_id = u.parent_siasn_id AND u.parent_id IS DISTINCT FROM p.id",
            [agency.pk],
        )
        cursor.execute(
            "UPDATE core_unit SET parent_id = NULL"
            " WHERE agency_id = %s AND parent_siasn_id = '' AND parent_id IS NOT NULL",
            [agency.pk],
        )
        cursor.execute(PATHS, {"agency": agency.pk})
        cursor.execute(UNREACHED, {"agency": agency.pk})
        if cursor.fetchone()[0]:
            raise DomainError(
                "unit_unreached",
                gettext(
                    "Unit yang tersimpan membentuk lingkaran unit atasan; tidak ada yang disimpan. Hubungi administrator."
                ),
            )


def _tree_remarks(agency: Agency) -> tuple[Warn, Warn]:
    """A tree beside the stored one: nothing in common with it, or more units at the top than one.

    What the import itself has put under a stored unit is nothing in common.
    """
    ours = f"FROM core_unit u WHERE u.agency_id = {agency.pk}"
    other = (
        f"EXISTS (SELECT {ours}) AND NOT EXISTS (SELECT FROM staged k WHERE k.target IS NOT NULL"
        f" OR (k.moved IS NOT TRUE AND EXISTS (SELECT {ours} AND u.siasn_id = k.parent)))"
    )
    stays = (
        f"EXISTS (SELECT {ours} AND u.parent_id IS NULL"
        " AND NOT EXISTS (SELECT FROM staged m WHERE m.target = u.id AND m.parent IS NOT NULL))"
    )
    rises = (
        "s.parent IS NULL AND NOT EXISTS (SELECT FROM core_unit u WHERE u.id = s.target AND u.parent_id IS NULL)"
        f" AND ({stays} OR s.row > (SELECT min(e.row) FROM staged e WHERE e.parent IS NULL))"
    )
    return (
        Warn("other_tree", "Id", "s.siasn_id", f"s.row = (SELECT min(e.row) FROM staged e) AND {other}"),
        Warn("second_root", "DiatasanId", "s.name", f"{rises} AND NOT ({other})"),
    )
