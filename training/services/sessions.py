"""Sessions of a programme: making, announcing, ending and calling them off.

Order of locks everywhere: session, person, enrolment (`training.services.seats`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.domain.errors import DomainError
from core.enums import DecisionKind
from core.models import Unit
from core.services.decisions import record_decision
from training.domain import sessions as rules
from training.enums import Actor, EnrolmentState, SessionState
from training.models import Programme, Session, SessionDay, Speaker, UnitQuota
from training.services import seats

_LACKS = {
    "days": gettext_lazy("Tambahkan sedikitnya satu hari pelatihan."),
    "past": gettext_lazy("Hari pertamanya sudah lewat."),
    "capacity": gettext_lazy("Isi jumlah kursi."),
    "window": gettext_lazy("Isi tanggal pendaftaran dibuka dan ditutup."),
    "late": gettext_lazy("Pendaftaran ditutup paling lambat pada hari pertama pelatihan."),
}


@dataclass(frozen=True)
class Day:
    """One day as somebody types it, in the agency's zone."""

    on: date
    begins: time
    ends: time
    minutes: int
    room: str = ""
    link: str = ""


@transaction.atomic
def save_session(*, session: Session | None, programme: Programme, by: Any, at: datetime, **fields: Any) -> Session:
    """A new session as a draft, or other entries of one; seats are changed by `enrolments.set_capacity`.

    Raises: DomainError ``name_taken``, ``session_over``.
    """
    if session is None:
        session = Session(agency=programme.agency, programme=programme, made_at=at, made_by=by)
    else:
        session = seats.locked(session.pk)
        _refuse_over(session)
    for name, value in fields.items():
        setattr(session, name, value)
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        if "session_name_once" not in str(error):
            raise
        raise DomainError("name_taken", _("Program ini sudah mempunyai angkatan dengan nama itu.")) from error
    return session


@transaction.atomic
def set_days(*, session: Session, days: Sequence[Day]) -> Session:
    """The days of a session; the first and last of them are kept on the session.

    Raises: DomainError ``session_over``, ``day_twice``, ``day_backwards``, ``too_many_minutes``.
    """
    session = seats.locked(session.pk)
    _refuse_over(session)
    _refuse_odd_days(days)
    zone = ZoneInfo(session.agency.time_zone)
    held = {day.on: day for day in session.days.all()}
    session.days.exclude(on__in=[day.on for day in days]).delete()
    for wanted in days:
        day = held.get(wanted.on) or SessionDay(session=session, on=wanted.on)
        day.starts_at = datetime.combine(wanted.on, wanted.begins, zone)
        day.ends_at = datetime.combine(wanted.on, wanted.ends, zone)
        day.minutes, day.room, day.link = wanted.minutes, wanted.room, wanted.link
        day.save()
    dates = [day.on for day in days]
    session.starts_on, session.ends_on = min(dates, default=None), max(dates, default=None)
    session.save(update_fields=["starts_on", "ends_on"])
    return session


@transaction.atomic
def set_quotas(*, session: Session, quotas: Mapping[Unit, int], at: datetime) -> Session:
    """Seats that units can take at most; who waits for one may be offered it at once. Raises: DomainError."""
    session = seats.locked(session.pk)
    _refuse_over(session)
    session.quotas.exclude(unit__in=quotas).delete()
    for unit, number in quotas.items():
        UnitQuota.objects.update_or_create(session=session, unit=unit, defaults={"seats": number})
    seats.promote(session, at=at)
    return session


@transaction.atomic
def set_speakers(*, session: Session, speakers: Iterable[tuple[Speaker, str]]) -> Session:
    """Who teaches, and what. Raises: DomainError ``session_over``."""
    session = seats.locked(session.pk)
    _refuse_over(session)
    wanted = dict(speakers)
    session.speakers.exclude(speaker__in=wanted).delete()
    for speaker, subject in wanted.items():
        session.speakers.update_or_create(speaker=speaker, defaults={"subject": subject})
    return session


@transaction.atomic
def publish(*, session: Session, by: Any, at: datetime) -> Session:
    """From now on people see it and may ask for a seat within the days of registration.

    Raises: DomainError ``incomplete`` with all that is missing, ``no_such_step``.
    """
    session = seats.locked(session.pk)
    lacks = rules.missing_to_publish(
        days=session.days.count(), capacity=session.capacity, opens_on=session.opens_on,
        closes_on=session.closes_on, starts_on=session.starts_on, on=session.agency.date_at(at),
    )  # fmt: skip
    if lacks:
        raise DomainError("incomplete", " ".join(str(_LACKS[code]) for code in lacks))
    return _step(session, SessionState.PUBLISHED, DecisionKind.SESSION_PUBLISHED, by=by, at=at)


@transaction.atomic
def cancel_session(*, session: Session, by: Any, at: datetime, reason: str) -> Session:
    """Call it off; whoever asked, waits or holds a seat is told why.

    Raises: DomainError ``reason_missing``, ``no_such_step``.
    """
    session = seats.locked(session.pk)
    if not reason.strip():
        raise DomainError("reason_missing", _("Tuliskan alasannya; semua pendaftar akan membacanya."))
    session.reason = reason.strip()
    session.save(update_fields=["reason"])
    for enrolment in session.enrolments.live().order_by("pk"):
        seats.move(enrolment, EnrolmentState.CANCELLED, acting=Actor.OFFICE, by=by, at=at, reason=session.reason)
    return _step(session, SessionState.CANCELLED, DecisionKind.SESSION_CANCELLED, by=by, at=at, reason=session.reason)


def _step(session: Session, state: str, kind: DecisionKind, *, by: Any, at: datetime, reason: str = "") -> Session:
    if not rules.may_step(session.state, state):
        raise DomainError("no_such_step", _("Langkah ini tidak berlaku lagi. Muat ulang halaman untuk melihat keadaannya."))  # fmt: skip
    session.state = state
    session.save(update_fields=["state"])
    facts = {"capacity": session.capacity, "starts_on": str(session.starts_on), "enrolled": session.enrolments.count()}
    record_decision(kind, subject=session, agency=session.agency, by=by, at=at, reason=reason, facts=facts)
    return session


def _refuse_over(session: Session) -> None:
    if session.state in {SessionState.FINISHED, SessionState.CANCELLED}:
        raise DomainError("session_over", _("Angkatan ini sudah selesai atau dibatalkan, sehingga tidak berubah lagi."))


def _refuse_odd_days(days: Sequence[Day]) -> None:
    if len({day.on for day in days}) < len(days):
        raise DomainError("day_twice", _("Satu tanggal ditulis dua kali."))
    for day in days:
        words = {"day": day.on}
        if day.ends <= day.begins:
            raise DomainError("day_backwards", _("%(day)s: jam selesai harus sesudah jam mulai.") % words)
        span = (day.ends.hour - day.begins.hour) * 60 + day.ends.minute - day.begins.minute
        if day.minutes > span:
            raise DomainError("too_many_minutes", _("%(day)s: menit belajar lebih lama daripada harinya.") % words)
