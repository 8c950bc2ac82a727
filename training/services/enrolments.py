"""Asking for a seat, deciding about it, taking, keeping and giving it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.domain.errors import Denied, DomainError
from core.enums import DecisionKind
from core.services.decisions import record_decision
from employees.hierarchy import superior_of
from employees.models import Employee
from employees.permissions import is_own
from training.domain import enrolment as rules
from training.enums import Actor, Approval, EnrolmentState, Origin, SessionState
from training.models import Enrolment, Session
from training.selectors.enrolments import clashes_of, closes_levels, lacks_prerequisites
from training.services import seats

_ACTOR_OF = {Origin.PERSON: Actor.PERSON, Origin.SUPERIOR: Actor.SUPERIOR, Origin.OFFICE: Actor.OFFICE}


@transaction.atomic
def request_enrolment(
    *, session: Session, employee: Employee, by: Any, at: datetime, origin: str = Origin.PERSON, wish: str = ""
) -> Enrolment:
    """A person asks, or her superior or the office proposes her; the seat is hers, or the next decision, or a number.

    Raises: DomainError ``busy``, ``not_published``, ``window_before``, ``window_after``, ``other_agency``,
        ``not_active``, ``enrolled``, ``clash``, ``prerequisite``.
    """
    gap = closes_levels(employee, session.programme, on=session.agency.date_at(at))
    session = seats.locked(session.pk)
    _refuse_session(session, at=at, origin=origin)
    seats.lock_person(employee)
    _refuse_person(session, employee)
    enrolment = Enrolment(
        session=session, employee=employee, origin=origin, wish=wish.strip(), gap=gap,
        requested_at=at, requested_by=by, changed_at=at,
    )  # fmt: skip
    _begin(session, enrolment, at=at)
    enrolment.save(force_insert=True)
    seats.add_step(enrolment, acting=_ACTOR_OF[Origin(origin)], by=by, at=at, reason=enrolment.wish)
    if origin == Origin.OFFICE:
        _decide(DecisionKind.ENROLMENT_CONFIRMED, enrolment, by=by, at=at)
    return enrolment


def _begin(session: Session, enrolment: Enrolment, *, at: datetime) -> None:
    """The first state: whose yes is missing, or a seat at once."""
    if enrolment.origin == Origin.OFFICE or session.approval == Approval.NONE:
        seats.seat(session, enrolment)
        return
    asks_superior = enrolment.origin == Origin.PERSON and session.approval == Approval.BOTH
    if asks_superior and superior_of(enrolment.employee, at=at):
        enrolment.state = EnrolmentState.REQUESTED
    else:  # nobody stands above her, or it is the superior who proposes
        enrolment.state = EnrolmentState.ENDORSED
    enrolment.due_at = at + seats.DECIDE_WITHIN


def _refuse_session(session: Session, *, at: datetime, origin: str) -> None:
    if session.state != SessionState.PUBLISHED or session.opens_on is None or session.closes_on is None:
        raise DomainError("not_published", _("Angkatan ini tidak menerima pendaftaran."))
    window = rules.registration(session.opens_on, session.closes_on, on=session.agency.date_at(at))
    if window == "before" and origin != Origin.OFFICE:
        raise DomainError("window_before", _("Pendaftaran belum dibuka."))
    if window == "after" and origin != Origin.OFFICE:
        raise DomainError("window_after", _("Pendaftaran sudah ditutup."))


def _refuse_person(session: Session, employee: Employee) -> None:
    if employee.agency_id != session.agency_id:
        raise DomainError("other_agency", _("Angkatan ini untuk pegawai instansi lain."))
    if not employee.is_active:
        raise DomainError("not_active", _("Pegawai ini tidak aktif, sehingga tidak dapat didaftarkan."))
    held = session.enrolments.filter(employee=employee)
    if held.live().exists() or held.filter(state__in=[EnrolmentState.COMPLETED, EnrolmentState.FAILED]).exists():
        raise DomainError("enrolled", _("%(name)s sudah terdaftar di angkatan ini.") % {"name": employee.full_name})
    if missing := lacks_prerequisites(employee, session.programme):
        names = ", ".join(programme.name for programme in missing)
        raise DomainError("prerequisite", _("Prasyarat belum dipenuhi: %(names)s.") % {"names": names})
    _refuse_clash(session, employee)


def _refuse_clash(session: Session, employee: Employee) -> None:
    if found := clashes_of(employee, session):
        words = {"name": employee.full_name, "what": found[0].label}
        raise DomainError("clash", _("%(name)s sudah mengikuti %(what)s pada waktu yang sama.") % words)


# Deciding


@transaction.atomic
def endorse(*, enrolment: Enrolment, by: Any, at: datetime, reason: str = "") -> Enrolment:
    """The superior says yes; the office decides next. Raises: DomainError, Denied for one's own request."""
    enrolment = _locked(enrolment, by=by)
    seats.move(enrolment, EnrolmentState.ENDORSED, acting=Actor.SUPERIOR, by=by, at=at, reason=reason)
    _decide(DecisionKind.ENROLMENT_ENDORSED, enrolment, by=by, at=at, reason=reason)
    return enrolment


@transaction.atomic
def confirm(*, enrolment: Enrolment, by: Any, at: datetime, reason: str = "") -> Enrolment:
    """The office says yes: a seat, or a number on the waiting list.

    Raises: DomainError ``clash`` (she has joined something else meanwhile), ``not_published``; Denied.
    """
    enrolment = _locked(enrolment, by=by)
    session = enrolment.session
    if session.state != SessionState.PUBLISHED:
        raise DomainError("not_published", _("Angkatan ini tidak menerima peserta lagi."))
    _refuse_clash(session, enrolment.employee)
    before = enrolment.state
    seats.seat(session, enrolment)
    after, enrolment.state = enrolment.state, before
    seats.move(enrolment, after, acting=Actor.OFFICE, by=by, at=at, reason=reason)
    _decide(DecisionKind.ENROLMENT_CONFIRMED, enrolment, by=by, at=at, reason=reason)
    return enrolment


@transaction.atomic
def reject(*, enrolment: Enrolment, acting: str, by: Any, at: datetime, reason: str) -> Enrolment:
    """The superior or the office says no, and why. Raises: DomainError ``reason_missing``; Denied."""
    enrolment = _locked(enrolment, by=by)
    seats.move(enrolment, EnrolmentState.REJECTED, acting=acting, by=by, at=at, reason=reason)
    _decide(DecisionKind.ENROLMENT_REJECTED, enrolment, by=by, at=at, reason=reason)
    return enrolment


# The person herself, and time


@transaction.atomic
def accept(*, enrolment: Enrolment, by: Any, at: datetime) -> Enrolment:
    """She takes the seat she was offered. Raises: DomainError ``offer_over`` once the hours have passed."""
    enrolment = _locked(enrolment)
    if enrolment.state == EnrolmentState.OFFERED and enrolment.offered_until and at > enrolment.offered_until:
        raise DomainError("offer_over", _("Waktu untuk mengambil kursi ini sudah lewat; kursinya ditawarkan ke peserta berikutnya."))  # fmt: skip
    return seats.move(enrolment, EnrolmentState.CONFIRMED, acting=Actor.PERSON, by=by, at=at)


@transaction.atomic
def cancel(*, enrolment: Enrolment, acting: str, by: Any, at: datetime, reason: str) -> list[Enrolment]:
    """The seat, the number or the request is given back; returns those who are offered what came free.

    Raises: DomainError ``reason_missing``, ``begun``.
    """
    enrolment = _locked(enrolment)
    session = enrolment.session
    if acting == Actor.PERSON and session.starts_on and session.agency.date_at(at) >= session.starts_on:
        raise DomainError("begun", _("Pelatihan sudah dimulai. Hubungi penyelenggara bila Anda berhalangan."))
    seats.move(enrolment, EnrolmentState.CANCELLED, acting=acting, by=by, at=at, reason=reason)
    if acting == Actor.OFFICE:
        _decide(DecisionKind.ENROLMENT_CANCELLED, enrolment, by=by, at=at, reason=reason)
    return seats.promote(session, at=at)


@transaction.atomic
def lapse_offers(*, session: Session, at: datetime) -> list[Enrolment]:
    """Take back offers whose hours have passed, and offer those seats to the next; returns the new offers."""
    session = seats.locked(session.pk)
    late = session.enrolments.filter(state=EnrolmentState.OFFERED, offered_until__lt=at).select_related("employee")
    for enrolment in late.order_by("pk"):
        seats.move(enrolment, EnrolmentState.LAPSED, acting=Actor.SYSTEM, by=None, at=at)
    return seats.promote(session, at=at)


@transaction.atomic
def set_capacity(*, session: Session, capacity: int, by: Any, at: datetime) -> Session:
    """More seats are offered to those who wait; fewer than are taken there cannot be.

    Raises: DomainError ``seats_taken``.
    """
    session = seats.locked(session.pk)
    taken = session.enrolments.seated().count()
    if capacity < taken:
        words = {"taken": taken}
        raise DomainError("seats_taken", _("Sudah ada %(taken)s peserta, sehingga kursinya tidak dapat kurang dari itu.") % words)  # fmt: skip
    session.capacity = capacity
    session.save(update_fields=["capacity"])
    seats.promote(session, at=at)
    return session


def _locked(enrolment: Enrolment, *, by: Any | None = None) -> Enrolment:
    """The enrolment as it is now, below the lock of its session; with ``by`` nobody decides about herself."""
    session = seats.locked(enrolment.session_id)
    found = Enrolment.objects.select_for_update(of=("self",)).select_related("employee__unit").get(pk=enrolment.pk)
    found.session = session
    if by is not None and is_own(by, found.employee):
        raise Denied(_("Permintaan Anda sendiri diputuskan oleh orang lain."))
    return found


def _decide(kind: DecisionKind, enrolment: Enrolment, *, by: Any, at: datetime, reason: str = "") -> None:
    facts = {"state": enrolment.state, "number": enrolment.number, "gap": enrolment.gap}
    record_decision(
        kind, subject=enrolment, agency=enrolment.session.agency, by=by, at=at, reason=reason.strip(), facts=facts
    )
