"""Freezing a report: the numbers of this moment and the frame around them, as plain JSON."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from core.models import Agency, Unit
from reports.numbers import WHOLE, collect
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
