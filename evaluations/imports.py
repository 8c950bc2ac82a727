"""SIASN exports about performance (skp22) and competency assessments (kompetensi)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.domain import cells
from core.importing import trail
from core.importing.bulk import filling
from core.importing.importer import Column, Field, Refusal, RowCheck, Within
from core.importing.registry import register
from core.models import Agency
from employees.enums import ReadingKind
from employees.imports.histories import AGENCY, EMPLOYEE, LABEL_NAME, NIP, HistoryImporter
from evaluations.domain.competencies import COMPETENCIES
from evaluations.domain.predicate import MATRIX
from evaluations.enums import Method
from evaluations.importers.cells import past_day
from evaluations.importers.dictionary import DictionaryImporter
from evaluations.importers.standards import StandardImporter
from evaluations.models import Assessment, AssessmentLevel, PerformanceResult
from evaluations.services.current import refresh_levels

COMPETENCY_CODES = tuple(competency.key for competency in COMPETENCIES)


def this_year() -> int:
    return timezone.localdate().year


past_year = Within(1990, this_year, is_year=True)  # nobody is appraised for the future


def _rater(column: str, length: int) -> str:
    return f"coalesce(left(s.{column}, {length}), '')"


_FROM_MATRIX = " ".join(
    f"WHEN s.results = {results} AND s.behaviour = {behaviour} THEN {predicate}"
    for (results, behaviour), predicate in MATRIX.items()
)


class PerformanceImporter(HistoryImporter):
    kind = "skp22"
    title = _("Kinerja tahunan (SKP)")
    about = _("Predikat kinerja tahunan tiap pegawai (rw-skp22).")
    order = 50
    shows = ReadingKind.PERFORMANCE
    model = PerformanceResult
    fields = (
        NIP,
        Field("siasn_id", ("id",)),
        Field("year", ("tahun",), parse=past_year, sql="integer", required=True),
        Field("results", ("hasilKinerjaNilai",), parse=Within(1, 3), sql="integer"),
        Field("behaviour", ("perilakuKerjaNilai",), parse=Within(1, 3), sql="integer"),
        Field("predicate", ("kuadranKinerjaNilai",), parse=Within(1, 5), sql="integer", required=True),
        Field("rater_name", ("penilaiNama", "namaPenilai")),
        Field("rater_nip", ("penilaiNipNrp", "nipNrpPenilai")),
        Field("rater_position", ("penilaiJabatan", "penilaiJabatanNm")),
        Field("rater_unit", ("penilaiUnorNama", "penilaiUnorNm")),
        Field("rater_status", ("statusPenilai",)),
    )
    needed = ("year",)
    identity = ("year",)
    key = "t.year = s.year"
    columns = (
        AGENCY,
        EMPLOYEE,
        Column("siasn_id", _rater("siasn_id", 36), _("Id SIASN")),
        Column("year", "s.year", _("Tahun")),
        Column("results", "s.results", _("Hasil kerja")),
        Column("behaviour", "s.behaviour", _("Perilaku kerja")),
        Column("predicate", "s.predicate", _("Predikat")),
        Column("rater_name", _rater("rater_name", 200), _("Pejabat penilai")),
        Column("rater_nip", _rater("rater_nip", 30), _("NIP penilai")),
        Column("rater_position", _rater("rater_position", 250), _("Jabatan penilai")),
        Column("rater_unit", _rater("rater_unit", 250), _("Unit penilai")),
        Column("rater_status", _rater("rater_status", 10), _("Status penilai")),
    )
    label = f"{LABEL_NAME} || ' · ' || s.year"

    def resolve(self, cursor: CursorWrapper, agency: Agency, review) -> None:
        # Exports without the quadrant still carry both ratings it follows from.
        cursor.execute(f"UPDATE staged s SET predicate = CASE {_FROM_MATRIX} END WHERE s.predicate IS NULL")
        super().resolve(cursor, agency, review)
        review.refuse_where(cursor, "value_missing", "kuadranKinerjaNilai", "NULL", "s.predicate IS NULL")


class AssessmentImporter(HistoryImporter):
    kind = "kompetensi"
    title = _("Asesmen kompetensi")
    about = _("Hasil asesmen sembilan kompetensi (rw-kompetensi).")
    order = 60
    shows = ReadingKind.COMPETENCY
    model = Assessment
    fields = (
        NIP,
        Field("assessed_on", ("tanggal", "tanggalPenilaian"), parse=past_day, sql="date", required=True),
        *(
            Field(
                code.lower(), (code,), parse=Within(1, 5), sql="integer", required=True,
                stored=f"(t.levels->>'{code}')::integer",
            )
            for code in COMPETENCY_CODES
        ),
    )  # fmt: skip
    needed = ("assessed_on",)
    identity = ("assessed_on",)
    reasons = HistoryImporter.reasons | {
        "date_range": _(
            "Tanggal ini di luar rentang yang masuk akal: tidak sebelum tahun 2000 dan tidak sesudah hari ini."
        ),
    }
    key = f"t.assessed_on = s.assessed_on AND t.method = '{Method.SIASN}' AND t.closed_at IS NULL"
    columns = (
        AGENCY,
        EMPLOYEE,
        Column("assessed_on", "s.assessed_on", _("Tanggal asesmen")),
        Column(
            "levels",
            "jsonb_strip_nulls(jsonb_build_object({}))".format(
                ", ".join(f"'{code}', s.{code.lower()}" for code in COMPETENCY_CODES)
            ),
            _("Level kompetensi"),
        ),
    )
    label = f"{LABEL_NAME} || ' · ' || to_char(s.assessed_on, 'DD-MM-YYYY')"

    def row_check(self, index: Mapping[str, int]) -> RowCheck:
        complete = super().row_check(index)
        levels = [index[code.lower()] for code in COMPETENCY_CODES]

        def check(row: Sequence[object]) -> Refusal | None:
            if refusal := complete(row):
                return refusal
            if all(cells.text(row[position]) is None for position in levels):
                return Refusal("value_missing", COMPETENCY_CODES[0], "")
            return None

        return check

    def store(self, cursor: CursorWrapper, agency: Agency, at: datetime, same: str) -> bool:
        if trail.write(cursor, Assessment, _CLOSE.format(same=same), label="update", target="t"):
            cursor.execute(_REPLACED)
        _store_results(cursor, self.columns)
        return True

    def after_store(self, cursor: CursorWrapper, agency: Agency) -> None:
        cursor.execute("SELECT DISTINCT employee_id FROM staged")
        people = [employee for (employee,) in cursor.fetchall()]
        refresh_levels(agency=agency, on=agency.date_at(timezone.now()), people=people)


# A result is never written over (R-AC-2: it is what somebody may rely on for three years): what differs closes it.
_CLOSE = (
    "UPDATE evaluations_assessment t SET closed_at = now() FROM staged s"
    " WHERE t.id = s.target AND t.closed_at IS NULL AND NOT {same}"
)
_REPLACED = (
    "UPDATE staged s SET target = NULL FROM evaluations_assessment t WHERE t.id = s.target AND t.closed_at IS NOT NULL"
)
_ADD_LEVELS = (
    "INSERT INTO evaluations_assessmentlevel (assessment_id, competency_id, level)"
    " SELECT a.id, c.id, l.value::integer FROM staged s JOIN evaluations_assessment a ON a.employee_id = s.employee_id"
    f" AND a.assessed_on = s.assessed_on AND a.method = '{Method.SIASN}' AND a.closed_at IS NULL"
    " CROSS JOIN LATERAL jsonb_each_text(a.levels) AS l"
    " JOIN evaluations_competency c ON c.code = l.key AND c.agency_id IS NULL WHERE s.target IS NULL"
)


def _store_results(cursor: CursorWrapper, columns: Sequence[Column]) -> None:
    """The results that are new or replace one, then what they say about each competency, with their events."""
    cursor.execute("SELECT count(*) FROM staged WHERE target IS NULL")
    (added,) = cursor.fetchone()
    if not added:
        return
    names, values = (", ".join(parts) for parts in zip(*((c.name, c.value) for c in columns), strict=True))
    statement = f"INSERT INTO evaluations_assessment ({names}) SELECT {values} FROM staged s WHERE s.target IS NULL ORDER BY s.row"
    with filling(cursor, Assessment, added):
        trail.write(cursor, Assessment, statement, label="insert")
    _analyze(cursor, Assessment, added, "employee_id, assessed_on, method")
    with filling(cursor, AssessmentLevel, added * len(COMPETENCY_CODES)):
        trail.write(cursor, AssessmentLevel, _ADD_LEVELS, label="insert")
    _analyze(cursor, AssessmentLevel, added, "")


def _analyze(cursor: CursorWrapper, model: type[Assessment] | type[AssessmentLevel], added: int, columns: str) -> None:
    """Tell the planner about a table that has just grown a lot."""
    if added > 1_000:
        cursor.execute(f"ANALYZE {model._meta.db_table}{f' ({columns})' if columns else ''}")


def register_all() -> None:
    for importer in (PerformanceImporter(), AssessmentImporter(), DictionaryImporter(), StandardImporter()):
        register(importer)
