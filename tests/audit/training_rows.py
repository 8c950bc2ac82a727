"""One row of every tracked model of training, and a change to it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from django.db import models

from core.tests.people import Cast, make_unit
from employees.models import Position
from employees.tests.staff import make_person
from evaluations.models import Competency
from training.models import (
    Enrolment,
    Material,
    Prerequisite,
    Programme,
    ProgrammeCompetency,
    Session,
    SessionDay,
    SessionSpeaker,
    Speaker,
    SpeakerExpertise,
    TargetJob,
    UnitQuota,
)

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
OTHER = 987_655  # key of the row that a row is made to point at instead
# How to build the n-th row of a model, and what to change in it: field and value.
Change = tuple[Any, str, Any]
M = TypeVar("M", bound=models.Model)


def _programme(cast: Cast, n: int) -> dict[str, Any]:
    return {
        "agency": cast.surabaya, "code": f"P{n}", "name": f"Program {n}", "form": 8, "jp": 16, "provider": "BKPSDM",
        "made_at": AT,
    }  # fmt: skip


def _made_programme(cast: Cast, n: int) -> Programme:
    return Programme.objects.create(**_programme(cast, n))


def _session(cast: Cast, n: int) -> dict[str, Any]:
    programme = _made_programme(cast, n)
    return {"agency": cast.surabaya, "programme": programme, "name": f"Angkatan {n}", "capacity": 30, "made_at": AT}


def _made_session(cast: Cast, n: int) -> Session:
    return Session.objects.create(**_session(cast, n))


def _speaker(cast: Cast, n: int) -> dict[str, Any]:
    return {"agency": cast.surabaya, "name": f"Narasumber {n}"}


def _competency(cast: Cast, n: int) -> Competency:
    fields = {"code": f"t{n}", "name": f"Teknis {n}", "group": "technical", "order": n}
    return Competency.objects.create(agency=cast.surabaya, **fields)


def _job(cast: Cast, n: int) -> Position:
    return Position.objects.create(agency=cast.surabaya, name=f"Jabatan {n}", tier="pelaksana")


def _with_other(row: M) -> M:
    """The row, beside a second one like it."""
    if not type(row)._default_manager.filter(pk=OTHER).exists():
        fields = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name != "id"}
        unique = {"code": "lain", "name": "Lain"}
        type(row)._default_manager.create(pk=OTHER, **fields | {k: v for k, v in unique.items() if k in fields})
    return row


def _enrolment(cast: Cast, n: int) -> dict[str, Any]:
    person = make_person(cast.surabaya, f"1990010120200120{n:02}", f"Orang {n}", cast.district)
    return {
        "session": _made_session(cast, n), "employee": person, "state": "confirmed", "origin": "office",
        "requested_at": AT, "changed_at": AT,
    }  # fmt: skip


TRAINING: dict[type, Change] = {
    Programme: (_programme, "provider", "LAN"),
    ProgrammeCompetency: (
        lambda cast, n: {"programme": _made_programme(cast, n), "competency": _competency(cast, n), "level": 2},
        "level",
        3,
    ),
    TargetJob: (
        lambda cast, n: {"programme": _made_programme(cast, n), "position": _with_other(_job(cast, n))},
        "position_id",
        OTHER,
    ),
    Prerequisite: (
        lambda cast, n: {"programme": _made_programme(cast, n), "required": _with_other(_made_programme(cast, n + 50))},
        "required_id",
        OTHER,
    ),
    Material: (
        lambda cast, n: {"programme": _made_programme(cast, n), "title": "Modul", "link": "https://contoh.go.id/modul"},
        "title",
        "Modul 2",
    ),
    Session: (_session, "place", "Aula"),
    SessionDay: (
        lambda cast, n: {
            "session": _made_session(cast, n), "on": date(2026, 12, 1), "starts_at": AT,
            "ends_at": AT + timedelta(hours=7), "minutes": 360,
        },
        "room",
        "Ruang 2",
    ),
    Speaker: (_speaker, "institution", "Universitas"),
    SpeakerExpertise: (
        lambda cast, n: {
            "speaker": Speaker.objects.create(**_speaker(cast, n)), "competency": _with_other(_competency(cast, n)),
        },
        "competency_id",
        OTHER,
    ),
    SessionSpeaker: (
        lambda cast, n: {"session": _made_session(cast, n), "speaker": Speaker.objects.create(**_speaker(cast, n))},
        "subject",
        "Tata naskah",
    ),
    UnitQuota: (
        lambda cast, n: {"session": _made_session(cast, n), "unit": make_unit(cast.surabaya, f"UNIT {n}"), "seats": 2},
        "seats",
        3,
    ),
    Enrolment: (_enrolment, "wish", "Untuk tugas baru"),
}  # fmt: skip
