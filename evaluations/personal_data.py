"""What this app holds about a person: assessments with their levels, and yearly performance."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.personal_data import Section, first
from employees.models import Employee
from evaluations.models import Assessment, AssessmentLevel, Competency, PerformanceResult


def sections(user: Any | None, person: Employee | None, most: int | None = None) -> list[Section]:
    """Nothing for an account that belongs to no civil servant."""
    return [_assessments(person, most), _performance(person, most)] if person else []


def _assessments(person: Employee, most: int | None) -> Section:
    """One row per assessment and competency; what a provider delivered beside the dictionary keeps its code."""
    names = dict(Competency.objects.values_list("code", "name"))
    columns = (("assessed_on", _("Tanggal asesmen")), ("competency", _("Kompetensi")), ("level", _("Level")))
    rows = [
        (assessment.assessed_on, names.get(code, code), level)
        for assessment in first(Assessment.objects.filter(employee=person), most)
        for code, level in assessment.levels.items()
    ]
    about = _("Rahasia; dari impor SIASN, untuk mengukur kesenjangan kompetensi.")
    models = (Assessment._meta.label, AssessmentLevel._meta.label)
    return Section("assessments", _("Asesmen kompetensi"), columns, rows, about, models)


def _performance(person: Employee, most: int | None) -> Section:
    columns = (
        ("year", _("Tahun")),
        ("results", _("Hasil kerja")),
        ("behaviour", _("Perilaku kerja")),
        ("predicate", _("Predikat")),
        ("rater", _("Pejabat penilai")),
        ("rater_nip", _("NIP penilai")),
        ("rater_position", _("Jabatan penilai")),
        ("rater_unit", _("Unit penilai")),
    )
    rows = [
        (str(r.year), r.get_results_display(), r.get_behaviour_display(), r.get_predicate_display(), r.rater_name,
         r.rater_nip, r.rater_position, r.rater_unit)
        for r in first(PerformanceResult.objects.filter(employee=person), most)
    ]  # fmt: skip
    about = _("Dari impor SKP di SIASN.")
    return Section("performance", _("Kinerja per tahun"), columns, rows, about, (PerformanceResult._meta.label,))
