"""The index of one person with its arithmetic, in words the person can check."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from employees.models import Employee
from reports.domain import ip_asn
from reports.models import YearFact
from reports.selectors import facts_of


@dataclass(frozen=True)
class Line:
    """One dimension: its points, the most it could give, and what they rest on."""

    name: str
    ground: str
    points: Decimal
    highest: int


@dataclass(frozen=True)
class PersonIndex:
    year: int
    total: Decimal | None
    band: str
    lines: tuple[Line, ...]


def index_of(employee: Employee, *, with_discipline: bool) -> PersonIndex | None:
    """The newest index of the person; None before any year was counted.

    Args:
        with_discipline: False leaves out the dimension of discipline and the total that would give it away.
    """
    fact = facts_of(employee)
    if fact is None:
        return None
    predicate = fact.get_predicate_display() or _("belum ada penilaian kinerja")
    education = employee.get_education_display() or _("pendidikan belum tercatat")
    return PersonIndex(
        year=fact.year,
        total=fact.ip_total if with_discipline else None,
        band=_(ip_asn.band(fact.ip_total)) if with_discipline else "",
        lines=(
            Line(_("Kualifikasi"), education, fact.ip_qualification, 25),
            Line(_("Kompetensi"), _competency_ground(fact), fact.ip_competency, 40),
            Line(_("Kinerja"), predicate, fact.ip_performance, 30),
            *([Line(_("Disiplin"), _discipline_ground(fact), fact.ip_discipline, 5)] if with_discipline else []),
        ),
    )


def _competency_ground(fact: YearFact) -> str:
    """What each component asks and whether it was met (rules 9.3)."""
    leadership, functional, technical, seminar = ip_asn.COMPETENCY[ip_asn.job_group(fact.tier)]
    enough = fact.ip_technical_jp >= ip_asn.TECHNICAL_JP
    technical_name = _("pelatihan teknis {jp} dari {target} JP").format(
        jp=number_format(fact.ip_technical_jp.normalize(), use_l10n=True), target=ip_asn.TECHNICAL_JP
    )
    parts = [
        (leadership, _("pelatihan kepemimpinan sesuai jenjang"), fact.ip_leadership),
        (functional, _("pelatihan fungsional jabatan"), fact.ip_functional),
        (technical, technical_name, enough),
        (seminar, _("seminar, lokakarya, magang, atau sejenisnya dalam dua tahun"), fact.ip_seminar),
    ]
    return "; ".join(
        _("{name}: {points} dari {most}").format(
            name=name, points=number_format(most if met else 0), most=number_format(most)
        )
        for most, name, met in parts
        if most
    )


def _discipline_ground(fact: YearFact) -> str:
    if fact.ip_discipline == ip_asn.NO_DISCIPLINE:
        return _("tidak pernah dijatuhi hukuman disiplin")
    return _("pernah dijatuhi hukuman disiplin")
