"""Indeks Profesionalitas ASN: four dimensions, 100 points.

Source: PermenPANRB 38/2018, Peraturan BKN 8/2019; rules section 9. The tables below are the rule set
`RULE_SET`; the set-based computation (reports/services/facts.py) is made from the same tables.
"""

from dataclasses import dataclass
from decimal import Decimal

from core.domain.marking import gettext_noop

RULE_SET = "per-bkn-8-2019"
# The most each dimension gives (rules 9.1).
WEIGHTS: dict[str, int] = {"kualifikasi": 25, "kompetensi": 40, "kinerja": 30, "disiplin": 5}

QUALIFICATION: dict[str, Decimal] = {
    "s3": Decimal(25),
    "s2": Decimal(20),
    "s1": Decimal(15),
    "d4": Decimal(15),
    "d3": Decimal(10),
    "d2": Decimal(5),
    "d1": Decimal(5),
    "slta": Decimal(5),
    "smp": Decimal(1),
    "sd": Decimal(1),
}
STRUCTURAL_TIERS = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas")
# Points for: leadership training of the tier, functional training of the job, technical training of
# at least 20 JP in the last year, a seminar or the like in the last two years.
COMPETENCY: dict[str, tuple[Decimal, Decimal, Decimal, Decimal]] = {
    "structural": (Decimal(15), Decimal(0), Decimal(15), Decimal(10)),
    "jf": (Decimal(0), Decimal(15), Decimal(15), Decimal(10)),
    "pelaksana": (Decimal(0), Decimal(0), Decimal("22.5"), Decimal("17.5")),
}
TECHNICAL_JP = 20
# Leadership programme that fits the tier held now (latihanStrukturalId; R-IP-1).
PROGRAMME_OF_TIER: dict[str, int] = {
    "jpt_utama": 5,
    "jpt_madya": 5,
    "jpt_pratama": 4,
    "administrator": 3,
    "pengawas": 2,
}
# jenisDiklatId by component (siasn field facts 5.1).
FUNCTIONAL_FORMS = (2,)
TECHNICAL_FORMS = (3, 8, 12, 16, 17)
SEMINAR_FORMS = (4, 7, 9, 10, 11, 13, 14, 15, *range(18, 26))
# Jobs whose functional training counts as done (R-IP-5): the name begins with one of these.
FUNCTIONAL_DONE = ("Dokter", "Guru", "Apoteker", "Perawat", "Bidan", "Asesor", "Psikolog")
PERFORMANCE: dict[int, Decimal] = {
    1: Decimal(30),
    2: Decimal(25),
    3: Decimal(15),
    4: Decimal(5),
    5: Decimal(1),
}
# The heaviest punishment up to 31 December of the year, however long ago: how far one looks back is
# unconfirmed [U] ("ever" in the Ministry's survey; BKN's draft of 2023 wanted its period to count; rules 9.5).
DISCIPLINE: dict[str, Decimal] = {"R": Decimal(3), "S": Decimal(2), "B": Decimal(1)}
NO_DISCIPLINE = Decimal(5)
# Lower bounds on the unrounded value (rules 9.6).
BANDS: tuple[tuple[int, str], ...] = (
    (91, gettext_noop("Sangat Tinggi")),
    (81, gettext_noop("Tinggi")),
    (71, gettext_noop("Sedang")),
    (61, gettext_noop("Rendah")),
    (0, gettext_noop("Sangat Rendah")),
)


@dataclass(frozen=True)
class RuleSet:
    """The tables that explain a computed score; a score names the set it was computed with."""

    weights: dict[str, int]
    competency: dict[str, tuple[Decimal, Decimal, Decimal, Decimal]]
    technical_jp: int
    no_discipline: Decimal
    bands: tuple[tuple[int, str], ...]


RULE_SETS: dict[str, RuleSet] = {RULE_SET: RuleSet(WEIGHTS, COMPETENCY, TECHNICAL_JP, NO_DISCIPLINE, BANDS)}


@dataclass(frozen=True)
class Evidence:
    """What is known of a person for the index.

    Attributes:
        education: code of the level, ``""`` when unknown.
        leadership: has the leadership training of the tier held now.
        functional: has the functional training of the job, or the job counts as having it.
        technical_jp: JP of technical training in the year.
        seminar: a seminar or the like in the year or the one before.
        predicate: 1 to 5, None without an appraisal.
        discipline: heaviest punishment until the end of the year (R, S, B), None for none.
    """

    tier: str
    education: str
    leadership: bool
    functional: bool
    technical_jp: Decimal
    seminar: bool
    predicate: int | None
    discipline: str | None


@dataclass(frozen=True)
class Index:
    qualification: Decimal
    competency: Decimal
    performance: Decimal
    discipline: Decimal

    @property
    def total(self) -> Decimal:
        return self.qualification + self.competency + self.performance + self.discipline

    @property
    def band(self) -> str:
        return band(self.total)


def job_group(tier: str) -> str:
    """Row of the competency table: structural, jf or pelaksana."""
    if tier in STRUCTURAL_TIERS:
        return "structural"
    return "jf" if tier == "jf" else "pelaksana"


def index(evidence: Evidence) -> Index:
    """The four scores of a person. All components of competency are all-or-nothing."""
    leadership, functional, technical, seminar = COMPETENCY[job_group(evidence.tier)]
    competency = (
        leadership * evidence.leadership
        + functional * evidence.functional
        + technical * (evidence.technical_jp >= TECHNICAL_JP)
        + seminar * evidence.seminar
    )
    return Index(
        qualification=QUALIFICATION.get(evidence.education, Decimal(0)),
        competency=competency,
        performance=PERFORMANCE.get(evidence.predicate or 0, Decimal(0)),
        discipline=DISCIPLINE.get(evidence.discipline or "", NO_DISCIPLINE),
    )


def band(value: Decimal, bands: tuple[tuple[int, str], ...] = BANDS) -> str:
    """Category of a person's, unit's or agency's value, on the unrounded number."""
    return next(name for lower, name in bands if value >= lower)


RULE_BASIS: tuple[tuple[str, str], ...] = (
    ("Indeks Profesionalitas ASN", "PermenPANRB 38/2018 dan Peraturan BKN 8/2019"),
    ("Standar kompetensi jabatan", "PermenPANRB 38/2017"),
    ("Masa berlaku asesmen tiga tahun", "Peraturan BKN 26/2019 pasal 29 ayat (4)"),
    ("Predikat kinerja", "PermenPANRB 6/2022"),
    ("Paling sedikit 20 JP setahun bagi PNS", "PP 11/2017 jo. PP 17/2020 pasal 203 ayat (4)"),
    ("Paling banyak 24 JP setahun bagi PPPK", "PerLAN 15/2020"),
)
