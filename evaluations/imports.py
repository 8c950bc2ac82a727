"""SIASN exports about performance (skp22) and competency assessments (kompetensi)."""

from collections.abc import Mapping, Sequence

from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.domain import cells
from core.importing.importer import Column, Field, Refusal, RowCheck, Within
from core.importing.registry import register
from core.models import Agency
from employees.imports.histories import AGENCY, EMPLOYEE, LABEL_NAME, NIP, HistoryImporter
from evaluations.domain.competencies import COMPETENCIES
from evaluations.domain.predicate import MATRIX
from evaluations.enums import Method
from evaluations.importers.dictionary import DictionaryImporter
from evaluations.importers.standards import StandardImporter
from evaluations.models import Assessment, PerformanceResult
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
    model = Assessment
    fields = (
        NIP,
        Field("assessed_on", ("tanggal", "tanggalPenilaian"), parse=cells.day, sql="date", required=True),
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
    key = f"t.assessed_on = s.assessed_on AND t.method = '{Method.SIASN}'"
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

    def after_store(self, cursor: CursorWrapper, agency: Agency) -> None:
        touched = (
            "FROM evaluations_assessment a JOIN staged s ON a.employee_id = s.employee_id"
            f" AND a.assessed_on = s.assessed_on AND a.method = '{Method.SIASN}' CROSS JOIN LATERAL jsonb_each_text(a.levels) AS l"
            " JOIN evaluations_competency c ON c.code = l.key AND c.agency_id IS NULL"
        )
        cursor.execute(
            "DELETE FROM evaluations_assessmentlevel x USING evaluations_assessment a, staged s"
            " WHERE x.assessment_id = a.id AND a.id = s.target AND NOT EXISTS (SELECT FROM"
            " evaluations_competency c WHERE c.id = x.competency_id AND a.levels ? c.code)"
        )
        cursor.execute(
            "INSERT INTO evaluations_assessmentlevel AS x (assessment_id, competency_id, level)"
            f" SELECT a.id, c.id, l.value::integer {touched}"
            " ON CONFLICT (assessment_id, competency_id) DO UPDATE SET level = excluded.level"
            " WHERE x.level <> excluded.level"
        )
        if cursor.rowcount > 1_000:
            cursor.execute("ANALYZE evaluations_assessmentlevel")
        cursor.execute("SELECT DISTINCT employee_id FROM staged")
        people = [employee for (employee,) in cursor.fetchall()]
        refresh_levels(agency=agency, on=agency.date_at(timezone.now()), people=people)


def register_all() -> None:
    for importer in (PerformanceImporter(), AssessmentImporter(), DictionaryImporter(), StandardImporter()):
        register(importer)
