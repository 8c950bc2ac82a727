"""Erasing what has been kept long enough: a plan first, then batches, each with its decision (UU 27/2022, art. 43)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from core import retention
from core.domain.retention import RULES, Rule
from core.enums import DecisionKind
from core.models import Agency
from core.retention import BATCH, Holding
from core.services.decisions import record_decision


@dataclass(frozen=True)
class Due:
    """What a rule would erase of one government (or of all), as of a day.

    Attributes:
        before: data older than this go; None when the rule erases nothing.
        rows: how many that are; for a rule that erases nothing, how many it speaks about.
    """

    rule: Rule
    holding: Holding
    agency: Agency | None
    before: datetime | None
    rows: int

    @property
    def is_erased(self) -> bool:
        return self.before is not None and self.holding.erase is not None


class _Batch:
    """The object of a decision: a kind of data, which is no row of the database."""

    _meta = SimpleNamespace(label="core.Retention")

    def __init__(self, holding: Holding) -> None:
        self.pk, self.name = holding.key, str(holding.what)

    def __str__(self) -> str:
        return self.name


def plan(*, on: date, agency: Agency | None = None) -> list[Due]:
    """What would go on that day, rule by rule; nothing is changed.

    Args:
        agency: only this government and what all share; None means every government.
    """
    return [due for rule, holding, of in _targets(agency) for due in [_due(rule, holding, of, on)]]


def apply(*, on: date, by: Any | None, source: str) -> Iterator[tuple[Due, int]]:
    """Erase, batch by batch; yields what each rule has erased as it is done.

    A run that is broken off has erased whole batches, each with its decision; the next run goes on.
    """
    for due in plan(on=on):
        if due.is_erased and due.rows:
            yield due, _erase(due, by, source)


def _erase(due: Due, by: Any | None, source: str) -> int:
    erased = 0
    while rows := _erase_batch(due, by, source):
        erased += rows
    return erased


@transaction.atomic
def _erase_batch(due: Due, by: Any | None, source: str) -> int:
    assert due.before is not None and due.holding.erase is not None
    found = due.holding.due(due.before, due.agency)
    keys = list(found.select_for_update(of=("self",), skip_locked=True).values_list("pk", flat=True)[:BATCH])
    if not keys:
        return 0
    due.holding.erase(keys)
    facts: dict[str, Any] = {"rows": len(keys), "before": due.before.isoformat(), "basis": due.rule.basis}
    if due.holding.table:
        facts["erased_until"] = {due.holding.table: due.before.astimezone(UTC).date().isoformat()}
    record_decision(
        DecisionKind.DATA_ERASED, subject=_Batch(due.holding), agency=due.agency, by=by,  # type: ignore[arg-type]
        at=timezone.now(), reason=due.rule.basis, facts=facts, source=source,
    )  # fmt: skip
    return len(keys)


def _targets(agency: Agency | None) -> Iterator[tuple[Rule, Holding, Agency | None]]:
    holdings = retention.holdings()
    agencies = [agency] if agency else list(Agency.objects.order_by("name"))
    for rule in RULES:
        holding = holdings[rule.key]
        if holding.is_shared:
            yield rule, holding, None
        else:
            for each in agencies:
                yield rule, holding, each


def _due(rule: Rule, holding: Holding, agency: Agency | None, on: date) -> Due:
    day = rule.cut_off(on)
    zone = ZoneInfo(agency.time_zone) if agency else timezone.get_current_timezone()
    if holding.table:
        zone = UTC  # type: ignore[assignment]  # the days of the seals: of a day that was begun nothing may stay behind
    before = datetime.combine(day, time(), tzinfo=zone) if day else None
    counted = before or datetime.combine(on, time(), tzinfo=zone)
    return Due(rule, holding, agency, before, holding.due(counted, agency).count())
