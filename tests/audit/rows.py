"""One row of every tracked model, made from nothing but the cast, and a change to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django_celery_beat.models import CrontabSchedule

from core.models import Agency, ImportBatch, Incident, Region, RoleAssignment, Unit, User
from core.models.tracked import is_tracked
from core.tests.people import Cast
from employees.models import Correction, Discipline, Employee, Position, Superior
from employees.tests.staff import make_person
from evaluations.models import (
    Assessment,
    AssessmentLevel,
    AssessmentRound,
    Competency,
    CompetencyVersion,
    JobStandard,
    LevelText,
    Participant,
    PerformanceResult,
    Rater,
    Rating,
    RoundCompetency,
    StandardLevel,
    TalentMap,
    TalentSetting,
)
from reports.models import Report, ReportSchedule
from tests.audit.training_rows import TRAINING
from training.models import TrainingRecord

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
OTHER = 987_654  # key of a competency that every round can take in


@dataclass(frozen=True)
class Sample:
    """How to build the n-th row of a model, and what to change in it."""

    build: Callable[[Cast, int], dict[str, Any]]
    field: str
    value: Any


def tracked_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if is_tracked(model)]


def _person(cast: Cast, n: int) -> Employee:
    return make_person(cast.surabaya, f"1990010120200110{n:02}", f"Orang {n}", cast.district)


def _of_person(**fields: Any) -> Callable[[Cast, int], dict[str, Any]]:
    return lambda cast, n: {"agency": cast.surabaya, "employee": _person(cast, n)} | fields


def _competency(cast: Cast, n: int) -> Competency:
    fields = {"code": f"t{n}", "name": f"Teknis {n}", "group": "technical", "order": n}
    return Competency.objects.create(agency=cast.surabaya, **fields)


def _version(cast: Cast, n: int) -> dict[str, Any]:
    return {
        "competency": _competency(cast, n), "number": 1, "valid_from": date(2026, 1, 1), "definition": "-",
        "made_at": AT,
    }  # fmt: skip


def _round(cast: Cast, n: int) -> dict[str, Any]:
    return {
        "agency": cast.surabaya, "name": f"Kegiatan {n}", "method": "cact", "provider": "-",
        "starts_on": date(2026, 1, 1), "ends_on": date(2026, 1, 2), "made_at": AT,
    }  # fmt: skip


def _asked(cast: Cast, n: int) -> dict[str, Any]:
    Competency.objects.get_or_create(
        pk=OTHER, agency=cast.surabaya, code="lain", name="Lain", group="technical", order=99
    )
    return {"round": AssessmentRound.objects.create(**_round(cast, n)), "competency": _competency(cast, n)}


def _participant(cast: Cast, n: int) -> dict[str, Any]:
    return {"round": AssessmentRound.objects.create(**_round(cast, n)), "employee": _person(cast, n)}


def _rater(cast: Cast, n: int) -> dict[str, Any]:
    return {"participant": Participant.objects.create(**_participant(cast, n)), "user": cast.budi}


def _standard(cast: Cast, n: int) -> dict[str, Any]:
    job = Position.objects.create(agency=cast.surabaya, name=f"Jabatan standar {n}")
    return {"agency": cast.surabaya, "position": job, "valid_from": date(2026, 1, 1), "made_at": AT}


SAMPLES: dict[type[models.Model], Sample] = {
    Agency: Sample(
        lambda cast, n: {
            "region": Region.objects.create(code=f"99.{n:02}", name=f"KOTA {n}", kind="regency"),
            "name": f"KOTA {n}",
        },
        "seat",
        "Surabaya",
    ),
    Unit: Sample(
        lambda cast, n: {"agency": cast.surabaya, "name": f"DINAS {n}", "siasn_id": f"D{n}"}, "name", "DINAS BARU"
    ),
    User: Sample(lambda cast, n: {"username": f"orang{n}", "name": "Orang"}, "name", "Orang Lain"),
    RoleAssignment: Sample(
        lambda cast, n: {
            "user": User.objects.create(username=f"pemegang{n}"),
            "agency": cast.surabaya,
            "role": "auditor",
        },
        "ends_on",
        date(2030, 1, 1),
    ),
    ImportBatch: Sample(
        lambda cast, n: {
            "agency": cast.surabaya, "kind": "unor", "filename": f"{n}.csv", "sha256": "0" * 64, "uploaded_at": AT,
        },
        "message",
        "Diperiksa",
    ),
    Incident: Sample(
        lambda cast, n: {
            "agency": cast.surabaya, "kind": "integrity", "title": f"Insiden {n}", "data_revealed": "-", "how": "-",
            "happened_at": AT - timedelta(days=1), "found_at": AT, "recorded_at": AT, "recorded_by": cast.dewi,
        },
        "handling",
        "Dipulihkan",
    ),
    Position: Sample(lambda cast, n: {"agency": cast.surabaya, "name": f"Jabatan {n}"}, "name", "Jabatan lain"),
    Employee: Sample(
        lambda cast, n: {
            "agency": cast.surabaya, "nip": f"1991010120200110{n:02}", "name": f"Pegawai {n}", "status": "pns",
        },
        "rank",
        "33",
    ),
    Discipline: Sample(_of_person(level="R", decided_on=date(2025, 1, 1)), "number", "SK 1"),
    Superior: Sample(
        lambda cast, n: {
            "employee": _person(cast, n), "superior": _person(cast, n + 50), "reason": "-", "set_at": AT,
        },
        "reason",
        "Mutasi",
    ),
    Correction: Sample(
        lambda cast, n: {
            "employee": _person(cast, n), "field": "phone", "wanted": "0812", "evidence_name": "ktp.pdf",
            "asked_at": AT, "due_at": AT + timedelta(days=3),
        },
        "wanted",
        "0813",
    ),
    Competency: Sample(
        lambda cast, n: {
            "agency": cast.surabaya, "code": f"k{n}", "name": f"Kompetensi {n}", "group": "technical", "order": n,
        },
        "name",
        "Kompetensi lain",
    ),
    Assessment: Sample(_of_person(assessed_on=date(2025, 1, 1), levels={}), "closed_at", AT),
    AssessmentLevel: Sample(
        lambda cast, n: {
            "assessment": Assessment.objects.create(
                agency=cast.surabaya, employee=_person(cast, n), assessed_on=date(2025, 1, 1), levels={}
            ),
            "competency": _competency(cast, n),
            "level": 2,
        },
        "evidence",
        "Terlihat",
    ),
    CompetencyVersion: Sample(_version, "definition", "Lain"),
    LevelText: Sample(
        lambda cast, n: {
            "version": CompetencyVersion.objects.create(**_version(cast, n)), "level": 1, "meaning": "-",
            "indicators": ["a", "b", "c"],
        },
        "meaning",
        "Lain",
    ),
    AssessmentRound: Sample(_round, "name", "Kegiatan lain"),
    RoundCompetency: Sample(_asked, "competency_id", OTHER),
    Participant: Sample(_participant, "state", "absent"),
    Rater: Sample(_rater, "relation", "peer"),
    Rating: Sample(
        lambda cast, n: {
            "rater": Rater.objects.create(**_rater(cast, n)), "competency": _competency(cast, n), "level": 2,
            "rated_at": AT,
        },
        "closed_at",
        AT,
    ),
    JobStandard: Sample(_standard, "legal_basis", "Perwali 1"),
    StandardLevel: Sample(
        lambda cast, n: {
            "standard": JobStandard.objects.create(**_standard(cast, n)), "competency": _competency(cast, n), "level": 2,
        },
        "level",
        3,
    ),
    TalentSetting: Sample(
        lambda cast, n: {
            "agency": cast.surabaya, "from_year": 2000 + n, "performance_meets": 60, "performance_above": 80,
            "potential_medium": 60, "potential_high": 80, "legal_basis": "-",
        },
        "legal_basis",
        "Perwali 2",
    ),
    TalentMap: Sample(
        lambda cast, n: {
            "agency": cast.surabaya, "year": 2000 + n, "decree": "1", "decided_on": date(2026, 1, 1), "cutoffs": {},
            "confirmed_at": AT,
        },
        "decree",
        "2",
    ),
    PerformanceResult: Sample(_of_person(year=2025, predicate=2), "predicate", 1),
    TrainingRecord: Sample(_of_person(source="course", record_key="k", name="Kursus", jp=10), "jp", 20),
    Report: Sample(
        lambda cast, n: {"agency": cast.surabaya, "year": 2000 + n, "requested_at": AT}, "is_scheduled", True
    ),
    ReportSchedule: Sample(
        lambda cast, n: {"name": f"jadwal {n}", "task": "t", "crontab": CrontabSchedule.objects.create(minute="1")},
        "enabled",
        False,
    ),
    **{model: Sample(*row) for model, row in TRAINING.items()},
}  # fmt: skip
