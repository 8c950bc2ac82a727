"""Job standards as an Excel file: the levels in the layout of the import, and the list of jobs."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from employees.models import Position
from evaluations.domain.standards import required_level
from evaluations.exports.sheets import Sheet, workbook
from evaluations.models import Competency, JobStandard, StandardLevel
from evaluations.selectors.jobs import Reach

MOST_ROWS = 5_000  # jobs of one file; each has a row for every competency
# Not translated: the import looks for the columns by these titles.
COLUMNS = (
    ("Jabatan", 44), ("Jenjang", 20), ("Kode kompetensi", 26), ("Level", 7), ("Kepentingan", 13), ("Berlaku sejak", 14),
    ("Dasar hukum", 40), ("Nama kompetensi", 36),
)  # fmt: skip


def standards_workbook(jobs: QuerySet[Position], *, on: date) -> IO[bytes]:
    """Two sheets: every level that the jobs demand, and the jobs themselves.

    A job without a standard stands there with the default of its tier and without a first day: fill it in and import.
    """
    with translation.override(settings.LANGUAGE_CODE):  # in the words that the import knows
        return _workbook(list(jobs), on)


def _workbook(found: list[Position], on: date) -> IO[bytes]:
    listed = [
        (_("Jabatan"), 44), (_("Jenjang"), 20), (_("Jenjang fungsional"), 18), (_("Pemangku"), 10),
        (_("Standar sejak"), 14), (_("Dasar hukum"), 40),
    ]  # fmt: skip
    rows = (
        (p.name, p.get_tier_display(), p.get_level_display(), p.holders, p.since, p.basis)  # type: ignore[attr-defined]
        for p in found
    )
    return workbook(Sheet(_("Standar"), COLUMNS, _levels(found, on)), Sheet(_("Daftar jabatan"), listed, rows))


def _levels(jobs: list[Position], on: date) -> Iterator[tuple[Any, ...]]:
    standards = JobStandard.objects.filter(position__in=[job.pk for job in jobs]).in_force(on=on)
    rows = StandardLevel.objects.filter(standard__in=standards.values("pk")).select_related("standard", "competency")
    stored: dict[int, list[StandardLevel]] = {}
    for row in rows.order_by("competency__order", "competency__code"):
        stored.setdefault(row.standard.position_id, []).append(row)
    nine = list(Competency.objects.mandatory())
    for job in jobs:
        yield from _named(job, stored[job.pk]) if job.pk in stored else _defaults(job, nine)


def _named(job: Position, rows: Iterable[StandardLevel]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        standard, competency = row.standard, row.competency
        yield (
            job.name, job.get_tier_display(), competency.code, row.level, row.get_importance_display(),
            standard.valid_from, standard.legal_basis, competency.name,
        )  # fmt: skip


def _defaults(job: Position, nine: Iterable[Competency]) -> Iterator[tuple[Any, ...]]:
    level = required_level(job.tier, job.level)
    for competency in nine:
        yield job.name, job.get_tier_display(), competency.code, level, "", "", "", competency.name


def reach_workbook(tiers: Iterable[Reach], opds: Iterable[Reach]) -> IO[bytes]:
    """How far the standards reach, by tier and by perangkat daerah."""
    columns = [
        (_("Bagian"), 50), (_("Jabatan yang dipegang"), 14), (_("Dengan standar sendiri"), 14), (_("Pegawai"), 12),
        (_("Pegawai tercakup"), 12),
    ]  # fmt: skip
    return workbook(
        Sheet(_("Menurut jenjang"), columns, (_reach(one) for one in tiers)),
        Sheet(_("Menurut perangkat daerah"), columns, (_reach(one) for one in opds)),
    )


def _reach(one: Reach) -> tuple[Any, ...]:
    return one.name, one.jobs, one.own, one.people, one.covered
