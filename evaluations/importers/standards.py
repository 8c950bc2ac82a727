"""Job standards, one row for each level that a job demands (kind ``standar``).

Rows of one job and day are one standard. A day later than the newest standard makes a new one, which begins as a copy of
it: a row says something about its own competency only. The newest itself may be mended; what lies before it is history
and stays.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext_lazy as _

from core import sql
from core.importing import trail
from core.importing.importer import COMMON_REASONS, Column, Field, Importer, Review, RowCheck, Within
from core.models import Agency
from employees.enums import FunctionalLevel, Tier
from evaluations.enums import Importance
from evaluations.importers.cells import code, first_day, maker, spelled, strict, up_to
from evaluations.models import JobStandard, StandardLevel

_STORED = """(
    SELECT l.id, j.agency_id, l.level, l.importance, j.legal_basis
    FROM evaluations_standardlevel l JOIN evaluations_jobstandard j ON j.id = l.standard_id
)"""
_FIND = """
    UPDATE staged s SET agency_id = %(agency)s, importance_key = CASE WHEN s.importance IS NULL
            THEN {usual} ELSE {importance} END,
        tier_key = {tier},
        competency_id = (SELECT c.id FROM evaluations_competency c WHERE upper(c.code) = upper(s.code)
            AND (c.agency_id IS NULL OR c.agency_id = %(agency)s) ORDER BY c.agency_id LIMIT 1)
"""
# Names differ by letter case alone now and then: the one written alike goes first. Without a tier it is the job
# without one, or else the only job of that name.
_JOB = """
    UPDATE staged s SET jobs = j.jobs, position_id = j.position_id FROM (
        SELECT job, tier, count(id) AS jobs, min(id) AS position_id FROM (
            SELECT x.job, x.tier, p.id, rank() OVER (PARTITION BY x.job, x.tier
                ORDER BY (p.name = x.job) DESC, (p.tier = coalesce(x.tier_key, '')) DESC) AS place
            FROM (SELECT DISTINCT agency_id, job, tier, tier_key FROM staged) x
            LEFT JOIN employees_position p ON p.agency_id = x.agency_id AND upper(p.name) = upper(x.job)
                AND (x.tier IS NULL OR p.tier = x.tier_key)
        ) found WHERE place = 1 GROUP BY job, tier
    ) j WHERE j.job = s.job AND j.tier IS NOT DISTINCT FROM s.tier
"""
_REPEATED = """
    s.row IN (SELECT row FROM (SELECT row, row_number() OVER (PARTITION BY position_id, competency_id, valid_from
    ORDER BY row) AS place FROM staged) x WHERE place > 1)
"""
_STANDARD = """
    UPDATE staged s SET standard_id = j.id FROM evaluations_jobstandard j
    WHERE s.standard_id IS NULL AND j.position_id = s.position_id AND j.valid_from = s.valid_from
"""
_LEVEL = """
    UPDATE staged s SET target = l.id FROM evaluations_standardlevel l
    WHERE l.standard_id = s.standard_id AND l.competency_id = s.competency_id
"""
# The whole standard shares one ground: the first that a row of it names.
_GROUND = """
    UPDATE staged s SET legal_basis = g.legal_basis FROM (
        SELECT DISTINCT ON (position_id, valid_from) position_id, valid_from, legal_basis FROM staged
        WHERE legal_basis IS NOT NULL ORDER BY position_id, valid_from, row
    ) g WHERE g.position_id = s.position_id AND g.valid_from = s.valid_from
"""
_OLDER = """
    EXISTS (SELECT FROM evaluations_jobstandard j WHERE j.position_id = s.position_id AND j.valid_from > s.valid_from)
    AND NOT EXISTS (SELECT FROM evaluations_standardlevel l JOIN evaluations_jobstandard j ON j.id = l.standard_id
        WHERE l.id = s.target AND l.level = s.level AND (s.importance IS NULL OR l.importance = s.importance_key)
            AND (s.legal_basis IS NULL OR j.legal_basis = s.legal_basis))
"""
_RETIRED = """
    s.target IS NULL AND EXISTS (SELECT FROM evaluations_competency c
        WHERE c.id = s.competency_id AND c.retired_on IS NOT NULL)
"""
# Every new standard lies after all that were stored: it takes over what the one before it demands, of the file or stored.
_COPY = """
    INSERT INTO evaluations_standardlevel (standard_id, competency_id, level, importance)
    SELECT DISTINCT ON (n.id, l.competency_id) n.id, l.competency_id, l.level, l.importance
    FROM evaluations_jobstandard n JOIN evaluations_jobstandard o
        ON o.position_id = n.position_id AND o.valid_from < n.valid_from AND o.valid_from >= (
            SELECT coalesce(max(k.valid_from), '-infinity') FROM evaluations_jobstandard k WHERE k.position_id = n.position_id
            AND NOT EXISTS (SELECT FROM staged s WHERE s.standard_id = k.id AND s.is_new))
    JOIN evaluations_standardlevel l ON l.standard_id = o.id
    WHERE n.id IN (SELECT standard_id FROM staged WHERE is_new) AND NOT EXISTS (
        SELECT FROM evaluations_standardlevel x WHERE x.standard_id = n.id AND x.competency_id = l.competency_id)
    ORDER BY n.id, l.competency_id, o.valid_from DESC
"""
_NEEDED = ("job", "code", "level", "valid_from")


class StandardImporter(Importer):
    kind = "standar"
    title = _("Standar jabatan")
    about = _("Level yang dituntut jabatan, satu baris tiap jabatan dan kompetensi.")
    order = 90
    of_siasn = False
    model = StandardLevel
    fields = (
        Field("job", ("Jabatan", "Nama jabatan"), parse=up_to(250), required=True),
        Field("tier", ("Jenjang", "Jenjang jabatan")),
        Field("code", ("Kode kompetensi",), parse=code, required=True),
        Field("level", ("Level",), parse=Within(1, 5), sql="integer", required=True),
        Field("importance", ("Kepentingan",)),
        Field("valid_from", ("Berlaku sejak",), parse=first_day, sql="date", required=True),
        Field("legal_basis", ("Dasar hukum",), parse=up_to(200)),
    )
    extra = {
        "agency_id": "bigint", "tier_key": "text", "jobs": "integer", "position_id": "bigint", "competency_id": "bigint",
        "standard_id": "bigint", "importance_key": "text", "is_new": "boolean",
    }  # fmt: skip
    columns = (
        Column("level", "s.level", _("Level")),
        Column("importance", "s.importance_key", _("Kepentingan"), keep="s.importance IS NULL"),
        Column("legal_basis", "s.legal_basis", _("Dasar hukum"), keep="s.legal_basis IS NULL"),
    )
    label = (
        "s.job || ' · ' || (SELECT c.name FROM evaluations_competency c WHERE c.id = s.competency_id)"
        " || ' · ' || to_char(s.valid_from, 'DD-MM-YYYY')"
    )
    reasons = COMMON_REASONS | {
        "too_long": _("Isi sel ini terlalu panjang."),
        "code_invalid": _("Kode kompetensi tidak dikenali."),
        "tier_unknown": _("Jenjang jabatan ini tidak dikenal."),
        "job_unknown": _("Jabatan dengan nama dan jenjang ini tidak ada. Periksa ejaannya pada daftar jabatan."),
        "job_ambiguous": _("Ada beberapa jabatan dengan nama ini. Isi kolom Jenjang."),
        "competency_unknown": _("Kode kompetensi ini tidak ada dalam kamus."),
        "competency_retired": _("Kompetensi ini sudah tidak dipakai lagi."),
        "importance_unknown": _("Kepentingan harus Mutlak, Penting, atau Perlu."),
        "standard_older": _(
            "Jabatan ini sudah mempunyai standar yang lebih baru. Standar yang sudah lewat tidak diubah."
        ),
    }

    @property
    def table(self) -> str:
        return _STORED

    def row_check(self, index: Mapping[str, int]) -> RowCheck:
        return strict(index, self.fields, _NEEDED)

    def resolve(self, cursor: CursorWrapper, agency: Agency, review: Review) -> None:
        tiers = dict.fromkeys(spelled(FunctionalLevel), Tier.JF.value) | spelled(Tier)
        find = _FIND.format(
            importance=sql.case("upper(s.importance)", spelled(Importance)), tier=sql.case("upper(s.tier)", tiers),
            usual=sql.literal(Importance.IMPORTANT.value),
        )  # fmt: skip
        cursor.execute(find, {"agency": agency.pk})
        review.refuse_where(cursor, "tier_unknown", "Jenjang", "s.tier", "s.tier IS NOT NULL AND s.tier_key IS NULL")
        cursor.execute(_JOB)
        # Nobody sets a standard of these jobs on a page meanwhile.
        cursor.execute(
            "SELECT FROM employees_position WHERE id IN (SELECT position_id FROM staged) ORDER BY id FOR NO KEY UPDATE"
        )
        for reason, column, value, where in (
            ("job_unknown", "Jabatan", "s.job", "s.jobs = 0"),
            ("job_ambiguous", "Jabatan", "s.job", "s.jobs > 1"),
            ("competency_unknown", "Kode kompetensi", "s.code", "s.competency_id IS NULL"),
            ("importance_unknown", "Kepentingan", "s.importance", "s.importance_key IS NULL"),
            ("duplicate_in_file", "Kode kompetensi", "s.code", _REPEATED),
        ):
            review.refuse_where(cursor, reason, column, value, where)
        cursor.execute(_GROUND)
        cursor.execute(_STANDARD)
        cursor.execute(_LEVEL)
        review.refuse_where(cursor, "competency_retired", "Kode kompetensi", "s.code", _RETIRED)
        review.refuse_where(cursor, "standard_older", "Berlaku sejak", "to_char(s.valid_from, 'DD-MM-YYYY')", _OLDER)

    def store(self, cursor: CursorWrapper, agency: Agency, at: datetime, same: str) -> bool:
        self._touch(cursor, same)
        self._make(cursor)
        trail.write(
            cursor, StandardLevel,
            f"UPDATE evaluations_standardlevel l SET level = s.level, importance = {self.columns[1].renewed()}"
            f" FROM staged s JOIN {self.table} t ON t.id = s.target WHERE l.id = s.target AND NOT {same}",
            label="update", target="l",
        )  # fmt: skip
        trail.write(
            cursor, StandardLevel,
            "INSERT INTO evaluations_standardlevel (standard_id, competency_id, level, importance)"
            " SELECT s.standard_id, s.competency_id, s.level, s.importance_key FROM staged s WHERE s.target IS NULL"
            " ORDER BY s.row",
            label="insert",
        )  # fmt: skip
        trail.write(cursor, StandardLevel, _COPY, label="insert")
        return True

    def _touch(self, cursor: CursorWrapper, same: str) -> None:
        """Standards of which some level is new or differs: whoever has the grid open learns of it."""
        trail.write(
            cursor, JobStandard,
            f"UPDATE evaluations_jobstandard j SET made_at = now(), made_by_id = {maker()},"
            " legal_basis = coalesce(d.legal_basis, j.legal_basis)"
            " FROM (SELECT DISTINCT ON (s.standard_id) s.standard_id, s.legal_basis FROM staged s"
            f" LEFT JOIN {self.table} t ON t.id = s.target WHERE s.standard_id IS NOT NULL"
            f" AND (t.id IS NULL OR NOT {same})) d WHERE j.id = d.standard_id",
            label="update", target="j",
        )  # fmt: skip

    def _make(self, cursor: CursorWrapper) -> None:
        """The new standards, with what the document before them says; then every row knows its own."""
        cursor.execute("UPDATE staged SET is_new = standard_id IS NULL")
        trail.write(
            cursor, JobStandard,
            "INSERT INTO evaluations_jobstandard (agency_id, position_id, valid_from, legal_basis, summary, education,"
            " trainings, experience, made_at, made_by_id)"
            " SELECT DISTINCT ON (s.position_id, s.valid_from) s.agency_id, s.position_id, s.valid_from,"
            " coalesce(s.legal_basis, o.legal_basis, ''), coalesce(o.summary, ''), coalesce(o.education, ''),"
            f" coalesce(o.trainings, ''), coalesce(o.experience, ''), now(), {maker()} FROM staged s LEFT JOIN LATERAL ("
            " SELECT * FROM evaluations_jobstandard j WHERE j.position_id = s.position_id ORDER BY valid_from DESC LIMIT 1"
            ") o ON true WHERE s.standard_id IS NULL ORDER BY s.position_id, s.valid_from",
            label="insert",
        )  # fmt: skip
        cursor.execute(_STANDARD)
