"""Writing down who decided what, in the transaction of the act itself."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from core import tracing
from core.domain.errors import DomainError
from core.domain.formatting import number
from core.enums import DecisionKind
from core.models import Agency, Decision

LONGEST_REASON = 1000


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

    Raises: DomainError ``too_long`` for a reason that no form lets through.

    Args:
        subject: the object decided about; its name is kept as of now.
        by: who decided; None for a schedule or a command, which ``source`` then names (by default what
            `core.tracing.acting` says).
        facts: what the decision rests on, as plain JSON values.
    """
    refuse_long(reason, LONGEST_REASON)
    decision = _decision(kind, subject=subject, agency=agency, by=by, at=at, source=source)
    decision.reason, decision.facts = reason, facts or {}
    decision.save(force_insert=True)
    return decision


def refuse_long(text: str, longest: int) -> None:
    """The second wall behind the forms, which say it at the field. Raises: DomainError ``too_long``."""
    if len(text) > longest:
        sentence = _("Tulisan ini terlalu panjang: %(found)s huruf, paling banyak %(most)s.")
        raise DomainError("too_long", sentence % {"found": number(len(text)), "most": number(longest)})


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
