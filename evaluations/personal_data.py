"""What this app holds about a person: assessments with their levels, and yearly performance."""

from typing import Any

from django.db.models import Count, Max, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.personal_data import Section, first
from employees.models import Employee
from evaluations.domain import boxes, standards
from evaluations.models import (
    Assessment,
    AssessmentLevel,
    Competency,
    CurrentLevel,
    Participant,
    PerformanceResult,
    Rater,
    Rating,
    TalentPlacement,
)


def sections(user: Any | None, person: Employee | None, most: int | None = None) -> list[Section]:
    """For an account that belongs to no civil servant only whom it has rated, if anybody."""
    rated = _rated(user, most)
    if person is None:
        return [rated] if rated.rows else []
    parts = (_assessments, _rounds, _current, _performance, _talent)
    return [*(part(person, most) for part in parts), rated]


def _assessments(person: Employee, most: int | None) -> Section:
    """One row per assessment and competency; what a provider delivered beside the dictionary keeps its code."""
    names = dict(Competency.objects.of(person.agency).values_list("code", "name"))
    columns = (
        ("assessed_on", _("Tanggal asesmen")), ("competency", _("Kompetensi")), ("level", _("Level")),
        ("closed_at", _("Diganti")),
    )  # fmt: skip
    rows = [
        (assessment.assessed_on, names.get(code, code), level, assessment.closed_at)
        for assessment in first(Assessment.objects.filter(employee=person), most)
        for code, level in assessment.levels.items()
    ]
    about = _("Rahasia; dari impor SIASN, untuk mengukur kesenjangan kompetensi.")
    models = (Assessment._meta.label, AssessmentLevel._meta.label)
    return Section("assessments", _("Asesmen kompetensi"), columns, rows, about, models)


def _rounds(person: Employee, most: int | None) -> Section:
    """Rounds she took part in; of the ratings the levels that were concluded, which the section before lists."""
    columns = (
        ("round", _("Kegiatan")), ("method", _("Metode")), ("starts_on", _("Mulai")), ("ends_on", _("Selesai")),
        ("position", _("Dinilai terhadap jabatan")), ("state", _("Keadaan")), ("concluded_at", _("Ditetapkan")),
        ("jpm", _("JPM")), ("category", _("Kategori")), ("strengths", _("Kekuatan")),
        ("weaknesses", _("Area pengembangan")), ("summary", _("Ringkasan")), ("advice", _("Saran pengembangan")),
    )  # fmt: skip
    joined = Participant.objects.filter(employee=person).select_related("round", "result")
    rows = [
        (p.round.name, p.round.get_method_display(), p.round.starts_on, p.round.ends_on, p.position_name,
         p.get_state_display(), p.concluded_at, *_match(p), p.strengths, p.weaknesses, p.summary, p.advice)
        for p in first(joined.order_by("-round__starts_on", "-id"), most)
    ]  # fmt: skip
    about = _("Rahasia. Nama penilai, rekomendasi, dan laporan penyelenggara tidak termasuk dalam salinan.")
    models = (Participant._meta.label, Rating._meta.label)
    return Section("assessment_rounds", _("Keikutsertaan asesmen"), columns, rows, about, models)


def _match(participant: Participant) -> tuple[Any, str]:
    result = getattr(participant, "result", None)
    return (result.jpm, result.category) if result else (None, "")


def _current(person: Employee, most: int | None) -> Section:
    columns = (
        ("competency", _("Kompetensi")),
        ("level", _("Level")),
        ("assessed_on", _("Tanggal asesmen")),
        ("valid_until", _("Berlaku sampai")),
    )
    held = CurrentLevel.objects.filter(employee=person).select_related("competency")
    rows = [
        (c.competency.name, c.level, c.assessed_on, standards.last_day(c.assessed_on))
        for c in first(held.order_by("competency__order"), most)
    ]
    about = _("Level yang sedang dihitung, disimpulkan dari semua asesmen Anda.")
    return Section("current_levels", _("Level yang berlaku"), columns, rows, about, (CurrentLevel._meta.label,))


def _rated(user: Any | None, most: int | None) -> Section:
    """What she did as a rater; what she saw belongs to the one she rated."""
    columns = (
        ("round", _("Kegiatan")),
        ("participant", _("Peserta")),
        ("relation", _("Hubungan")),
        ("rated", _("Kompetensi dinilai")),
        ("last", _("Terakhir menilai")),
    )
    rows = []
    if user is not None:
        acts = Rater.objects.filter(user=user).select_related("participant__round", "participant__employee")
        counted = acts.annotate(
            rated=Count("ratings", filter=Q(ratings__closed_at=None)), last=Max("ratings__rated_at")
        ).order_by("-pk")
        rows = [
            (r.participant.round.name, str(r.participant), r.get_relation_display(), r.rated, r.last)
            for r in first(counted, most)
        ]
    about = _("Siapa yang Anda nilai dalam kegiatan asesmen.")
    return Section("ratings_given", _("Penilaian yang Anda berikan"), columns, rows, about, (Rater._meta.label,))


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


def _talent(person: Employee, most: int | None) -> Section:
    """Where she stood on the maps that a committee confirmed; simulations are kept nowhere."""
    columns = (
        ("year", _("Tahun")), ("decree", _("Nomor keputusan")), ("decided_on", _("Tanggal keputusan")),
        ("box", _("Kotak")), ("x", _("Potensi")), ("source", _("Sumber potensi")), ("y", _("Kinerja")),
        ("predicate", _("Predikat")), ("position", _("Jabatan")), ("unit", _("Unit kerja")), ("tier", _("Jenjang jabatan")),
        ("missing", _("Yang belum ada")),
    )  # fmt: skip
    placements = TalentPlacement.objects.filter(employee=person).order_by("-map__year")
    rows = [
        (str(p.map.year), p.map.decree, p.map.decided_on, p.box, p.x, p.get_source_display(), p.y,
         p.get_predicate_display(), p.position and str(p.position), p.unit and str(p.unit), p.get_tier_display(),
         "; ".join(gettext(boxes.REASONS[code]) for code in p.missing))
        for p in first(placements.select_related("map", "position", "unit"), most)
    ]  # fmt: skip
    about = _("Rahasia; kotak talenta yang ditetapkan tim manajemen talenta.")
    return Section("talent", _("Peta talenta"), columns, rows, about, (TalentPlacement._meta.label,))
