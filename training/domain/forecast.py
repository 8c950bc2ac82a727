"""Where a person stands by the end of the year: hours counted, hours enrolled for, hours still missing.

Source: rules 1.2 (R-JP-1 a floor of 20 JP for PNS, R-JP-2 a ceiling of 24 JP for PPPK; the two are never
added or compared).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from training.domain.quota import Quota

NONE = Decimal(0)


@dataclass(frozen=True)
class Forecast:
    """One year of one person.

    Attributes:
        counted: JP of what is finished and verified.
        claimed: JP that wait for verification.
        planned: JP of confirmed sessions that end this year.
        quota: what the law says; None before it said anything.
    """

    year: int
    counted: Decimal
    claimed: Decimal
    planned: Decimal
    quota: Quota | None

    @property
    def by_year_end(self) -> Decimal:
        return self.counted + self.claimed + self.planned

    @property
    def missing(self) -> Decimal:
        """JP below the floor by now; 0 where the law only names a ceiling."""
        return self._below(self.counted)

    @property
    def missing_by_year_end(self) -> Decimal:
        """JP that would still lack if everything claimed and planned counts."""
        return self._below(self.by_year_end)

    @property
    def beyond_ceiling(self) -> Decimal:
        """JP above what a PPPK has a right to; 0 where there is no ceiling."""
        if self.quota is None or not self.quota.is_ceiling:
            return NONE
        return max(NONE, self.by_year_end - self.quota.jp)

    @property
    def percent(self) -> int:
        """Of the law's number, whole, at most 100."""
        return min(100, int(self.counted * 100 / self.quota.jp)) if self.quota else 0

    def _below(self, jp: Decimal) -> Decimal:
        if self.quota is None or self.quota.is_ceiling:
            return NONE
        return max(NONE, self.quota.jp - jp)


@dataclass(frozen=True)
class Offer:
    """A session that somebody could still join this year."""

    key: int
    jp: Decimal
    relevance: int
    ends_on: date


def shortest_way(missing: Decimal, offers: Iterable[Offer], *, year: int) -> list[Offer]:
    """The fewest sessions that close what is missing, relevant ones first; all there are where they do not suffice.

    Only what is relevant at all (above 0) and ends within the year is proposed. Among sessions of the same
    relevance the longer comes first, then the one that ends earlier.
    """
    fitting = [offer for offer in offers if offer.relevance > 0 and offer.ends_on.year == year and offer.jp > 0]
    chosen: list[Offer] = []
    for offer in sorted(fitting, key=lambda one: (-one.relevance, -one.jp, one.ends_on, one.key)):
        if sum((one.jp for one in chosen), NONE) >= missing:
            break
        chosen.append(offer)
    return _without_needless(chosen, missing)


def _without_needless(chosen: list[Offer], missing: Decimal) -> list[Offer]:
    """The last that was added may make an earlier, shorter one unnecessary; the least relevant goes first."""
    for offer in sorted(chosen, key=lambda one: (one.relevance, one.jp, -one.key)):
        rest = [one for one in chosen if one != offer]
        if sum((one.jp for one in rest), NONE) >= missing:
            chosen = rest
    return chosen
