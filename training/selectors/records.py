"""One person's learning: hours per year, and the records behind them."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import ExtractYear

from employees.models import Employee
from training.domain.quota import Quota, quota
from training.models import TrainingRecord

YEARS_SHOWN = 5


@dataclass(frozen=True)
class LearningYear:
    """Hours of one calendar year beside the law's number."""

    year: int
    jp: Decimal
    records: int
    quota: Quota | None

    @property
    def percent(self) -> int:
        """Share of the quota, at most 100."""
        return min(100, int(self.jp * 100 / self.quota.jp)) if self.quota else 0

    @property
    def missing(self) -> Decimal:
        """Hours below the minimum; 0 where the law only names a ceiling."""
        if self.quota is None or self.quota.is_ceiling:
            return Decimal(0)
        return max(Decimal(0), self.quota.jp - self.jp)


def learning_years(person: Employee, *, this_year: int) -> list[LearningYear]:
    """The last five calendar years, this one first, those without any record included.

    Years before the person was appointed are nobody's duty: they are left out where the date is known.
    """
    counted = (
        TrainingRecord.objects.filter(employee=person, counted_on__isnull=False)
        .annotate(year=ExtractYear("counted_on"))
        .values_list("year")
        .annotate(Sum("jp"), Count("pk"))
    )
    sums = {year: (jp, records) for year, jp, records in counted}
    first = this_year - YEARS_SHOWN + 1
    if person.appointed_on:
        first = max(first, min(person.appointed_on.year, this_year))
    return [
        LearningYear(year, *sums.get(year, (Decimal(0), 0)), quota(person.status, year=year))
        for year in range(this_year, first - 1, -1)
    ]


def records_of(person: Employee) -> QuerySet[TrainingRecord]:
    """All records of the person, newest first; those without a date last."""
    return TrainingRecord.objects.filter(employee=person).order_by(F("counted_on").desc(nulls_last=True), "-id")
