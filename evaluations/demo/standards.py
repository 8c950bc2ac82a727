"""Standards of the most common jobs of both governments, set by their HR offices."""

from datetime import UTC, date, datetime
from typing import Final

from django.db.models import Count, Q, QuerySet

from employees.demo.cast import JOB_STANDARDS, SURABAYA_REGION
from employees.models import Position
from evaluations.demo.families import MAY, MUST, SHOULD, Family, family_of
from evaluations.demo.office import Office
from evaluations.domain.competencies import COMPETENCIES
from evaluations.domain.standards import required_level
from evaluations.models import Competency
from evaluations.selectors.jobs import stamp
from evaluations.services.standards import set_standard

MOST: Final = 50  # of one government
NINE: Final = tuple(competency.key for competency in COMPETENCIES)
SINCE_YEARS: Final = 4  # long enough that every result that still counts is measured against the same standard
DECIDED: Final = (12, 20, 3)  # month, day and hour, in the year before they hold
BASIS: Final = {SURABAYA_REGION: "Peraturan Wali Kota Surabaya Nomor 45 Tahun {year} (contoh)"}
OTHER_BASIS: Final = "Peraturan Bupati Mamuju Nomor 31 Tahun {year} (contoh)"
IMPORTANCE: Final = {"integritas": MUST, "pelayananPublik": MUST, "mengelolaPerubahan": MAY, "perekatBangsa": MAY}
EDUCATION: Final = {
    "jpt_pratama": "S-1/D-IV, diutamakan S-2", "administrator": "S-1/D-IV", "pengawas": "S-1/D-IV atau D-III",
    "jf": "Sesuai kualifikasi jabatan fungsional", "pelaksana": "Sesuai nomenklatur jabatan pelaksana",
}  # fmt: skip
EXPERIENCE: Final = {
    "jpt_pratama": "5 tahun dalam bidang tugas terkait", "administrator": "3 tahun sebagai pengawas atau setara",
    "pengawas": "4 tahun dalam jabatan pelaksana atau setara",
}  # fmt: skip


def set_standards(office: Office) -> int:
    """Set a standard for the jobs that most people hold, those of the cast first; return how many there are."""
    since = date(office.day(0).year - SINCE_YEARS, 1, 1)
    basis = BASIS.get(office.agency.region_id, OTHER_BASIS).format(year=since.year - 1)
    decided = datetime(since.year - 1, *DECIDED, tzinfo=UTC)
    known = dict(Competency.objects.filter(agency=None).values_list("code", "pk"))
    chosen = [(job, family) for job in _jobs(office) if (family := family_of(job.name))][:MOST]
    for job, family in chosen:
        levels = _levels(job, family, own=JOB_STANDARDS if office.agency.region_id == SURABAYA_REGION else {})
        set_standard(
            position=job, levels={known[code]: wanted for code, wanted in levels.items()}, valid_from=since,
            based_on=stamp(None), by=office.hr, at=decided, legal_basis=basis, summary=family.summary,
            education=EDUCATION.get(job.tier, ""), trainings=family.trainings, experience=EXPERIENCE.get(job.tier, ""),
        )  # fmt: skip
    return len(chosen)


def _jobs(office: Office) -> QuerySet[Position]:
    active = Q(employee__is_active=True)
    rows = Position.objects.filter(agency=office.agency).annotate(
        holders=Count("employee", filter=active),
        cast=Count("employee", filter=active & Q(employee__user__isnull=False)),
    )
    return rows.filter(holders__gt=0).order_by("-cast", "-holders", "name")


def _levels(job: Position, family: Family, own: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, str]]:
    """Level and importance by code: the nine by tier, then the technical ones."""
    base = required_level(job.tier, job.level) or 1
    raised = dict(family.raised)
    nine = own.get(job.name) or tuple(min(base + raised.get(code, 0), 5) for code in NINE)
    found = {code: (level, IMPORTANCE.get(code, SHOULD)) for code, level in zip(NINE, nine, strict=True)}
    return found | {code: (max(1, base + shift), weight) for code, shift, weight in family.technical}
