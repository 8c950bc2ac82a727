"""Freezing a report: the numbers of this moment and the frame around them, as plain JSON."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from core.models import Agency, Unit
from reports.domain import disclosure
from reports.numbers import PART_LENGTH, WHOLE, collect, people_by_part
from reports.selectors import office_head, sources_in_words
from reports.services.facts import lock_facts, refresh_if_stale


@dataclass(frozen=True)
class Frozen:
    """All a report is made from; the same content gives the same documents again.

    Attributes:
        numbers: structure of `reports.numbers.collect`.
        previous: the same of the year before, None when nobody was counted then.
        meta: plain values for `reports.domain.content.ReportMeta`; ``cut_off`` is ISO text.
    """

    numbers: dict[str, Any]
    previous: dict[str, Any] | None
    meta: dict[str, Any]


@transaction.atomic
def freeze(*, agency: Agency, unit: Unit | None, year: int, at: datetime, serial: int | None = None) -> Frozen:
    """Bring the facts of the year and the one before up to date and take their numbers.

    Nobody counts anew while they are read, so all numbers are of one state of the data.

    Args:
        serial: number of the report in the archive, part of the document number.
    """
    lock_facts(agency)
    for each in (year - 1, year):
        refresh_if_stale(agency=agency, year=each, at=at)
    previous = collect(agency=agency, unit=unit, year=year - 1)
    return Frozen(
        numbers=collect(agency=agency, unit=unit, year=year),
        previous=previous if _has_content(previous) else None,
        meta=_meta(agency, unit, year, at, _number(agency, unit, year, serial)),
    )


@transaction.atomic
def freeze_for_readers(*, agency: Agency, unit: Unit | None, year: int, at: datetime, serial: int) -> Frozen:
    """The same as the archive keeps and hands it on: also those read it who must not know of punishments."""
    frozen = freeze(agency=agency, unit=unit, year=year, at=at, serial=serial)
    numbers, previous = (
        _for_readers(part, agency, unit, of) if part else None
        for part, of in ((frozen.numbers, year), (frozen.previous, year - 1))
    )
    return Frozen(numbers or {}, previous, frozen.meta)


def _for_readers(numbers: dict[str, Any], agency: Agency, unit: Unit | None, year: int) -> dict[str, Any]:
    """Reports can be subtracted from each other, so that of a unit shows no more than fits into its government's.

    The index stands in the reports of the government and of its perangkat daerah. One level further down every
    report would have to know all others, so there it stands without discipline.
    """
    if unit is None:
        return disclosure.guarded(numbers)
    if len(unit.path) != PART_LENGTH:
        return disclosure.without_discipline(numbers)
    people = people_by_part(agency, year)
    parts = {path: count for path, count in people.items() if len(path) == PART_LENGTH}
    is_hidden = unit.path in disclosure.too_small(parts, sum(people.values()))
    return disclosure.with_nobody(numbers) if is_hidden else disclosure.guarded(numbers)


def _number(agency: Agency, unit: Unit | None, year: int, serial: int | None) -> str:
    parts = [agency.region_id, "KOMPETENSI-ASN", unit.quick_code if unit else "", year, serial]
    return "/".join(str(part) for part in parts if part)


def _has_content(numbers: dict[str, Any]) -> bool:
    """People alone say nothing about a year: somebody must have been trained or appraised in it."""
    whole = numbers[WHOLE]
    return bool(whole["jp_total"] or whole["predicates"])


def _meta(agency: Agency, unit: Unit | None, year: int, at: datetime, number: str) -> dict[str, Any]:
    head = office_head(agency)
    return {
        "agency_name": str(agency),
        "region_name": str(agency.region),
        "region_code": agency.region_id,
        "unit_name": str(unit) if unit else None,
        "year": year,
        "cut_off": at.isoformat(),
        "time_zone": agency.time_zone,
        "source": sources_in_words(agency),
        "office_name": head.office,
        "signatory_name": head.name,
        "signatory_title": head.title,
        "signatory_nip": head.nip,
        "number": number,
        "place": agency.seat,
        "sample_data": agency.is_sample,
        "logo": agency.logo.path if agency.logo else None,
    }
