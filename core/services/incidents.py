"""Keeping the register of breaches: recording, telling those concerned, closing (UU 27/2022, art. 46)."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.domain import incidents as rules
from core.domain.deadlines import due_at
from core.domain.errors import DomainError
from core.enums import DecisionKind
from core.models import Agency, Incident
from core.services.decisions import record_decision, refuse_long

LONGEST_TEXT = 4000
ENTRIES = ("kind", "title", "data_revealed", "people", "happened_at", "how", "found_at", "handling")


@transaction.atomic
def record(*, agency: Agency, by: Any, at: datetime, **entries: Any) -> Incident:
    """Write a breach into the register; its clock runs from the moment it was found.

    Raises: DomainError ``incident_times``, ``too_long``.
    """
    _check(entries, at)
    incident = Incident.objects.create(agency=agency, recorded_by=by, recorded_at=at, **entries)
    facts = {"kind": incident.kind, "found_at": incident.found_at.isoformat(), "due_at": _due(incident)}
    record_decision(DecisionKind.INCIDENT_RECORDED, subject=incident, agency=agency, by=by, at=at, facts=facts)
    return incident


@transaction.atomic
def amend(*, incident: Incident, at: datetime, **entries: Any) -> Incident:
    """Complete or mend the entries while the file is open; the trail keeps what they were.

    Raises: DomainError ``incident_times``, ``incident_clock``, ``incident_closed``, ``too_long``.
    """
    incident = _open(incident)
    _check(entries, at)
    if entries["found_at"] > incident.found_at:
        message = _("Waktu diketahui tidak dapat digeser ke belakang: batas 3 × 24 jam sudah berjalan sejak itu.")
        raise DomainError("incident_clock", message)
    for name in ENTRIES:
        setattr(incident, name, entries[name])
    incident.save(update_fields=list(ENTRIES))
    return incident


@transaction.atomic
def mark_told(*, incident: Incident, whom: str, by: Any, at: datetime) -> Incident:
    """The written notice went out to the people concerned or to the authority. A second click changes nothing.

    Args:
        whom: "people" or "authority".
    Raises: DomainError ``notice_incomplete``, ``incident_closed``, ``recipient_unknown``.
    """
    if whom not in rules.RECIPIENTS:
        raise DomainError("recipient_unknown", _("Penerima pemberitahuan tidak dikenal."))
    incident = _open(incident)
    if getattr(incident, f"{whom}_told_at"):
        return incident
    if not all(rules.parts_ready(vars(incident)).values()):
        raise DomainError(
            "notice_incomplete", _("Pemberitahuan belum lengkap. Isi dahulu semua unsur pada daftar periksa.")
        )
    setattr(incident, f"{whom}_told_at", at)
    setattr(incident, f"{whom}_told_by", by)
    incident.save(update_fields=[f"{whom}_told_at", f"{whom}_told_by"])
    facts = {"whom": whom, "due_at": _due(incident), "in_time": at <= due_at(incident.found_at)}
    agency = incident.agency
    record_decision(DecisionKind.INCIDENT_NOTIFIED, subject=incident, agency=agency, by=by, at=at, facts=facts)
    return incident


@transaction.atomic
def close(*, incident: Incident, by: Any, at: datetime, reason: str = "") -> Incident:
    """Close the file when both were told, or with the reason why somebody need not be.

    Raises: DomainError ``incident_not_told``, ``incident_closed``.
    """
    incident = _open(incident)
    told = {"people_told": bool(incident.people_told_at), "authority_told": bool(incident.authority_told_at)}
    if not rules.may_close(**told, reason=reason):
        raise DomainError(
            "incident_not_told",
            _("Tuliskan alasannya: orang yang terdampak dan lembaga belum semuanya diberi tahu."),
        )
    incident.closed_at, incident.closed_by = at, by
    incident.save(update_fields=["closed_at", "closed_by"])
    record_decision(
        DecisionKind.INCIDENT_CLOSED, subject=incident, agency=incident.agency, by=by, at=at,
        reason=reason.strip(), facts=told,
    )  # fmt: skip
    return incident


def _open(incident: Incident) -> Incident:
    """The row under its lock, as it is now. Raises: DomainError ``incident_closed``."""
    incident = (
        Incident.objects.select_for_update(of=("self",)).select_related("agency", "closed_by").get(pk=incident.pk)
    )
    if incident.closed_at:
        sentence = _("Insiden ini sudah ditutup oleh %(name)s; isian Anda tidak disimpan.")
        raise DomainError("incident_closed", sentence % {"name": incident.closed_by})
    return incident


def _check(entries: dict[str, Any], at: datetime) -> None:
    for name in ("data_revealed", "how", "handling"):
        refuse_long(entries.get(name) or "", LONGEST_TEXT)
    if not rules.EARLIEST <= entries["happened_at"] <= entries["found_at"] <= at:
        message = _("Insiden diketahui sesudah terjadi, tidak di masa depan, dan tidak sebelum tahun 2000.")
        raise DomainError("incident_times", message)


def _due(incident: Incident) -> str:
    return due_at(incident.found_at).astimezone(UTC).isoformat()
