"""Writing down who decided what, in the transaction of the act itself."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from core import tracing
from core.enums import DecisionKind
from core.models import Agency, Decision


def record_decision(
    kind: DecisionKind,
    *,
    subject: Model,
    agency: Agency | None,
    by: Any | None,
    at: datetime,
    reason: str = "",
    facts: dict[str, Any] | None = None,
    source: str = "",
) -> Decision:
    """The record of one act; call it inside the transaction that acts.

    Args:
        subject: the object decided about; its name is kept as of now.
        by: who decided; None for a schedule or a command, which ``source`` then names (by default what
            `core.tracing.acting` says).
        facts: what the decision rests on, as plain JSON values.
    """
    decision = _decision(kind, subject=subject, agency=agency, by=by, at=at, source=source)
    decision.reason, decision.facts = reason, facts or {}
    decision.save(force_insert=True)
    return decision


def record_decisions(
    kind: DecisionKind, *, subjects: Iterable[Model], agency: Agency | None, by: Any | None, at: datetime
) -> None:
    """The same act on many objects, a record for each."""
    rows = [_decision(kind, subject=subject, agency=agency, by=by, at=at, source="") for subject in subjects]
    Decision.objects.bulk_create(rows, batch_size=2000)


def _decision(
    kind: DecisionKind, *, subject: Model, agency: Agency | None, by: Any | None, at: datetime, source: str
) -> Decision:
    return Decision(
        agency=agency,
        kind=kind,
        subject=subject._meta.label,
        subject_id=str(subject.pk),
        label=str(subject)[:300],
        by=by,
        source=source or tracing.source(),
        request_id=tracing.request_id(),
        at=at,
    )
