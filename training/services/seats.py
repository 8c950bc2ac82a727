"""Seats of a session, counted and given under its lock.

Order of locks everywhere: session, person, enrolment. Whoever reads seats without `locked` gives them away twice
(`tests/concurrency/test_seats.py` shows it).
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import OperationalError, connection
from django.utils.translation import gettext as _
from psycopg.errors import LockNotAvailable

from core.domain.errors import DomainError
from employees.models import Employee
from training.domain import enrolment as rules
from training.domain.enrolment import Queued, Quota
from training.enums import Actor, EnrolmentState, SessionState
from training.models import Enrolment, EnrolmentStep, Session

PATIENCE = "15s"  # hundreds may ask at the same moment; each takes some hundredths of a second
DECIDE_WITHIN = timedelta(days=3)
_PERSON = 7_201  # space of the advisory locks on people
_WAITS_FOR_DECISION = frozenset({EnrolmentState.REQUESTED, EnrolmentState.ENDORSED})


def locked(session_pk: int) -> Session:
    """The session as it is now, kept as it is until the transaction ends.

    Raises: DomainError ``busy``, when others have held it for a quarter of a minute.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
    try:
        sessions = Session.objects.select_for_update(of=("self",), no_key=True)
        return sessions.select_related("agency", "programme").get(pk=session_pk)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise busy() from error
        raise


def busy() -> DomainError:
    text = _("Banyak orang sedang mendaftar ke angkatan ini. Tunggu sebentar, lalu coba lagi.")
    return DomainError("busy", text)


def lock_person(employee: Employee) -> None:
    """One enrolment of a person at a time: two sessions on the same day must know of one another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_PERSON, employee.pk])


def has_seat(session: Session, employee: Employee) -> bool:
    """Whether one more seat is free for her; under the lock of the session only."""
    taken, quotas = _taken(session)
    return rules.has_seat(capacity=session.capacity, taken=taken, unit_path=_path(employee), quotas=quotas)


def seat(session: Session, enrolment: Enrolment) -> None:
    """Put her on a seat or, where none is left, at the end of the waiting list; the row is not saved here."""
    if has_seat(session, enrolment.employee):
        enrolment.state = EnrolmentState.CONFIRMED
        return
    enrolment.state = EnrolmentState.WAITING
    enrolment.number = session.queue
    session.queue += 1
    session.save(update_fields=["queue"])


def promote(session: Session, *, at: datetime) -> list[Enrolment]:
    """Offer every free seat to the next of the waiting list, for 24 hours; under the lock of the session only."""
    offered: list[Enrolment] = []
    starts_at = _begins(session)
    if session.state != SessionState.PUBLISHED or starts_at is None or at >= starts_at:
        return offered
    waiting = list(
        session.enrolments.filter(state=EnrolmentState.WAITING).select_related("employee__unit").order_by("number")
    )
    if not waiting:
        return offered
    by_key = {one.pk: one for one in waiting}
    queue = [Queued(one.pk, one.number or 0, one.gap, _path(one.employee)) for one in waiting]
    taken, quotas = _taken(session)
    while found := rules.next_for_seat(
        queue, rule=session.waiting_rule, capacity=session.capacity, taken=taken, quotas=quotas
    ):
        queue.remove(found)
        enrolment = by_key[found.key]
        enrolment.offered_until = rules.accept_until(at, starts_at)
        move(enrolment, EnrolmentState.OFFERED, acting=Actor.SYSTEM, by=None, at=at)
        taken, quotas = taken + 1, [_with_one_more(quota, found.unit_path) for quota in quotas]
        offered.append(enrolment)
    return offered


def move(enrolment: Enrolment, after: str, *, acting: str, by: Any | None, at: datetime, reason: str = "") -> Enrolment:
    """One step by the table, with its line for the person to read.

    Raises: DomainError ``no_such_step``, ``reason_missing``, ``changed_meanwhile``.
    """
    before = enrolment.state
    found = rules.step(before, after)
    if found is None or acting not in found.by:
        raise DomainError(
            "no_such_step", _("Langkah ini tidak berlaku lagi. Muat ulang halaman untuk melihat keadaannya.")
        )
    reason = reason.strip()
    if found.needs_reason and not reason:
        raise DomainError("reason_missing", _("Tuliskan alasannya; pegawai akan membacanya."))
    enrolment.state, enrolment.changed_at = after, at
    enrolment.due_at = at + DECIDE_WITHIN if after in _WAITS_FOR_DECISION else None
    if after != EnrolmentState.OFFERED:
        enrolment.offered_until = None
    values = {name: getattr(enrolment, name) for name in ("state", "changed_at", "due_at", "offered_until", "number")}
    if not Enrolment.objects.filter(pk=enrolment.pk, state=before).update(**values):
        raise DomainError("changed_meanwhile", _("Pendaftaran ini baru saja diubah orang lain. Muat ulang halaman."))
    add_step(enrolment, before=before, acting=acting, by=by, at=at, reason=reason)
    return enrolment


def add_step(
    enrolment: Enrolment, *, before: str = "", acting: str, by: Any | None, at: datetime, reason: str = ""
) -> None:
    EnrolmentStep.objects.create(
        enrolment=enrolment, before=before, after=enrolment.state, acting=acting, by=by, at=at, reason=reason
    )


def _taken(session: Session) -> tuple[int, list[Quota]]:
    """Seats that are held, in all and by the units that have a quota."""
    paths = [path or "" for path in session.enrolments.seated().values_list("employee__unit__path", flat=True)]
    rows = session.quotas.values_list("unit__path", "seats")
    return len(paths), [Quota(path, seats, sum(p.startswith(path) for p in paths)) for path, seats in rows]


def _with_one_more(quota: Quota, unit_path: str) -> Quota:
    return Quota(quota.path, quota.seats, quota.taken + unit_path.startswith(quota.path))


def _begins(session: Session) -> datetime | None:
    first = session.days.order_by("starts_at").first()
    return first.starts_at if first else None


def _path(employee: Employee) -> str:
    return employee.unit.path if employee.unit else ""
