"""The index of one person with its arithmetic, in words the person can check."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from core.language import number
from employees.models import Employee
from reports.domain import ip_asn
from reports.models import YearFact
from reports.selectors import facts_of, latest_year


@dataclass(frozen=True)
class Line:
    """One dimension: its points, the most it could give, and what they rest on."""

    name: str
    ground: str
    points: Decimal
    highest: int


@dataclass(frozen=True)
class PersonIndex:
    """
    Attributes:
        unknown_rules: name of the rules the index was computed with, when they are not known here (any
            more): then nothing is explained, least of all with today's tables.
    """

    year: int
    total: Decimal | None
    band: str = ""
    lines: tuple[Line, ...] = ()
    unknown_rules: str = ""


def index_of(employee: Employee, *, with_discipline: bool) -> PersonIndex | None:
    """The newest index of the person; None before any year was counted.

    Args:
        with_discipline: False leaves out the dimension of discipline and the total that would give it away.
    """
    fact = facts_of(employee, latest_year(employee.agency))
    if fact is None:
        return None
    total = fact.ip_total if with_discipline else None
    rules = ip_asn.RULE_SETS.get(fact.rule_set)
    if rules is None:
        return PersonIndex(fact.year, total, unknown_rules=fact.rule_set)
    return PersonIndex(
        year=fact.year,
        total=total,
        band=_(ip_asn.band(fact.ip_total, rules.bands)) if with_discipline else "",
        lines=_lines(employee, fact, rules)[: None if with_discipline else -1],
    )


def _lines(employee: Employee, fact: YearFact, rules: ip_asn.RuleSet) -> tuple[Line, ...]:
    """The four dimensions, discipline last."""
    predicate = fact.get_predicate_display() or _("belum ada penilaian kinerja")
    education = employee.get_education_display() or _("pendidikan belum tercatat")
    most = rules.weights
    return (
        Line(_("Kualifikasi"), education, fact.ip_qualification, most["kualifikasi"]),
        Line(_("Kompetensi"), _competency_ground(fact, rules), fact.ip_competency, most["kompetensi"]),
        Line(_("Kinerja"), predicate, fact.ip_performance, most["kinerja"]),
        Line(_("Disiplin"), _discipline_ground(fact, rules), fact.ip_discipline, most["disiplin"]),
    )


def _competency_ground(fact: YearFact, rules: ip_asn.RuleSet) -> str:
    """What each component asks and whether it was met (rules 9.3)."""
    leadership, functional, technical, seminar = rules.competency[ip_asn.job_group(fact.tier)]
    enough = fact.ip_technical_jp >= rules.technical_jp
    technical_name = _("pelatihan teknis {jp} dari {target} JP").format(
        jp=number(fact.ip_technical_jp), target=rules.technical_jp
    )
    parts = [
        (leadership, _("pelatihan kepemimpinan sesuai jenjang"), fact.ip_leadership),
        (functional, _("pelatihan fungsional jabatan"), fact.ip_functional),
        (technical, technical_name, enough),
        (seminar, _("seminar, lokakarya, magang, atau sejenisnya dalam dua tahun"), fact.ip_seminar),
    ]
    return "; ".join(
        _("{name}: {points} dari {most}").format(name=name, points=number(most if met else 0), most=number(most))
        for most, name, met in parts
        if most
    )


def _discipline_ground(fact: YearFact, rules: ip_asn.RuleSet) -> str:
    if fact.ip_discipline == rules.no_discipline:
        return _("tidak pernah dijatuhi hukuman disiplin")
    return _("pernah dijatuhi hukuman disiplin")
