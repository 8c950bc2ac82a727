"""The frozen numbers of a report, read once into typed figures.

The numbers are a dict: "all" for the whole area and one entry per unit (SIASN name in capitals). Anything in it may be
missing, None or zero (a unit where nobody was assessed), so every share is None instead of a division by zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.domain.naming import unit_name
from reports.domain.indonesian import decimal, share
from reports.domain.vocabulary import COMPETENCIES, IP_DIMENSIONS, OPEN_DIMENSIONS, Competency, IndexDimension

WHOLE = "all"


@dataclass(frozen=True)
class CompetencyFigures:
    """One competency over the people who are assessed in it; levels 1-5."""

    competency: Competency
    required: Decimal | None
    actual: Decimal | None
    meeting: int
    assessed: int

    @property
    def gap(self) -> Decimal | None:
        """Mean level minus mean standard; negative means a shortage."""
        return None if self.required is None or self.actual is None else self.actual - self.required

    @property
    def meeting_share(self) -> Decimal | None:
        return share(self.meeting, self.assessed)


@dataclass(frozen=True)
class UnitFigures:
    """Everything the report knows about one unit, or about the whole area.

    Attributes:
        ip_hidden: why the index is not shown (`reports.domain.disclosure`); "" when it is, or when there is none.
    """

    key: str
    name: str
    headcount: int
    by_status: Mapping[str, int]
    by_tier: Mapping[str, int]
    jp_total: Decimal
    jp_average: Decimal | None
    pns_meeting: int
    pns_total: int
    jp_classes: Mapping[str, int]
    predicates: Mapping[str, int]
    ip_average: Decimal | None
    ip_dimensions: Mapping[str, Decimal | None]
    ip_bands: Mapping[str, int]
    ip_band: str | None
    ip_hidden: str
    valid: int
    expired: int
    never: int
    competencies: tuple[CompetencyFigures, ...]
    jpm_average: Decimal | None

    @property
    def jp_share(self) -> Decimal | None:
        """Per cent of PNS and CPNS with at least 20 JP."""
        return share(self.pns_meeting, self.pns_total)

    @property
    def pns_short(self) -> int:
        """PNS and CPNS below 20 JP."""
        return max(self.pns_total - self.pns_meeting, 0)

    @property
    def unassessed(self) -> int:
        """People without a valid assessment: expired or never assessed."""
        return self.expired + self.never

    @property
    def valid_share(self) -> Decimal | None:
        return share(self.valid, self.valid + self.unassessed)

    @property
    def unassessed_share(self) -> Decimal | None:
        return share(self.unassessed, self.valid + self.unassessed)

    @property
    def rated(self) -> int:
        """People with a yearly predicate."""
        return sum(self.predicates.values())

    @property
    def unrated(self) -> int:
        return max(self.headcount - self.rated, 0)

    @property
    def below_good(self) -> int:
        """People rated lower than Baik."""
        return self.rated - self.predicates.get("1", 0) - self.predicates.get("2", 0)

    @property
    def good_share(self) -> Decimal | None:
        """Per cent of the rated people with Baik or Sangat Baik."""
        return share(self.rated - self.below_good, self.rated)

    @property
    def assessed_competencies(self) -> tuple[CompetencyFigures, ...]:
        """The competencies somebody was assessed on."""
        return tuple(row for row in self.competencies if row.meeting_share is not None)

    @property
    def open_index(self) -> Decimal | None:
        """The mean index without discipline: the three dimensions that are not confidential."""
        points = [self.ip_dimensions[item.key] for item in OPEN_DIMENSIONS]
        known = [value for value in points if value is not None]
        return sum(known, Decimal(0)) if len(known) == len(points) else None

    def dimension_share(self, dimension: IndexDimension) -> Decimal | None:
        """Per cent of the dimension's highest score that was reached."""
        return share(self.ip_dimensions.get(dimension.key), dimension.weight)


@dataclass(frozen=True)
class ReportFigures:
    """This year's figures, and last year's when there are any."""

    year: int
    whole: UnitFigures
    units: tuple[UnitFigures, ...]
    previous: "ReportFigures | None" = None

    def before(self, unit: UnitFigures) -> UnitFigures | None:
        """The same unit one year earlier; None when it was not in that report."""
        if self.previous is None:
            return None
        if unit.key == WHOLE:
            return self.previous.whole
        return next((earlier for earlier in self.previous.units if earlier.key == unit.key), None)


def _counts(raw: Mapping, key: str) -> dict[str, int]:
    return {str(name): int(count or 0) for name, count in (raw.get(key) or {}).items()}


def _count(raw: Mapping, key: str) -> int:
    return int(raw.get(key) or 0)


def _competencies(raw: Mapping, assessed: int) -> tuple[CompetencyFigures, ...]:
    """All nine, in the order of the regulation; without a mean nobody was assessed on that competency.

    Where the numbers do not say how many were, it was everybody with a valid result (so in all older reports).
    """
    rows = []
    for competency in COMPETENCIES:
        entry = (raw.get("competencies") or {}).get(competency.key) or {}
        actual = decimal(entry.get("mean_actual"))
        people = 0 if actual is None else int(entry.get("people", assessed))
        rows.append(
            CompetencyFigures(competency, decimal(entry.get("mean_required")), actual, _count(entry, "meeting"), people)
        )
    return tuple(rows)


def read_unit(key: str, name: str, raw: Mapping) -> UnitFigures:
    """One entry of the frozen numbers."""
    assessment = _counts(raw, "assessment")
    dimensions = raw.get("ip_dimensions") or {}
    return UnitFigures(
        key=key,
        name=name,
        headcount=_count(raw, "headcount"),
        by_status=_counts(raw, "by_status"),
        by_tier=_counts(raw, "by_tier"),
        jp_total=decimal(raw.get("jp_total")) or Decimal(0),
        jp_average=decimal(raw.get("jp_average")),
        pns_meeting=_count(raw, "pns_meeting_20_jp"),
        pns_total=_count(raw, "pns_total"),
        jp_classes=_counts(raw, "jp_histogram"),
        predicates=_counts(raw, "predicates"),
        ip_average=decimal(raw.get("ip_average")),
        ip_dimensions={item.key: decimal(dimensions.get(item.key)) for item in IP_DIMENSIONS},
        ip_bands=_counts(raw, "ip_bands"),
        ip_band=raw.get("ip_band") or None,
        ip_hidden=raw.get("ip_hidden") or "",
        valid=assessment.get("valid", 0),
        expired=assessment.get("expired", 0),
        never=assessment.get("never", 0),
        competencies=_competencies(raw, assessment.get("valid", 0)),
        jpm_average=decimal(raw.get("jpm_average")),
    )


def read_figures(numbers: Mapping, previous: Mapping | None, year: int, area: str) -> ReportFigures:
    """The report's figures: units in alphabetical order, `area` as the name of the whole."""
    units = sorted(
        (read_unit(key, unit_name(key), raw) for key, raw in numbers.items() if key != WHOLE),
        key=lambda unit: unit.name.casefold(),
    )
    earlier = read_figures(previous, None, year - 1, area) if previous else None
    return ReportFigures(year, read_unit(WHOLE, area, numbers.get(WHOLE) or {}), tuple(units), earlier)
