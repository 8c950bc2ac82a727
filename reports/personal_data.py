"""What this app holds about a person: the yearly figures that reports are counted from."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.personal_data import Section, first
from employees.models import Employee
from reports.models import YearFact


def sections(user: Any | None, person: Employee | None, most: int | None = None) -> list[Section]:
    """Nothing for an account that belongs to no civil servant."""
    if person is None:
        return []
    columns = (
        ("year", _("Tahun")),
        ("jp", _("JP")),
        ("predicate", _("Predikat")),
        ("ip_qualification", _("Kualifikasi")),
        ("ip_competency", _("Kompetensi")),
        ("ip_performance", _("Kinerja")),
        ("ip_discipline", _("Disiplin")),
        ("ip_total", _("IP ASN")),
        ("jpm", _("JPM (%)")),
        ("assessment_state", _("Asesmen")),
        ("rule_set", _("Aturan")),
    )
    rows = [
        (str(f.year), f.jp, f.get_predicate_display(), f.ip_qualification, f.ip_competency, f.ip_performance,
         f.ip_discipline, f.ip_total, f.jpm, f.get_assessment_state_display(), f.rule_set)
        for f in first(YearFact.objects.filter(employee=person).order_by("-year"), most)
    ]  # fmt: skip
    about = _("Dihitung aplikasi dari data Anda, untuk indeks profesionalitas dan laporan daerah.")
    return [Section("year_facts", _("Angka per tahun"), columns, rows, about, (YearFact._meta.label,))]
