"""What this app erases: old readings and the evidence of decided corrections; people only by hand."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.retention import Holding, drop_files, register
from employees.enums import CorrectionState
from employees.models import Correction, Employee, Reading


def _readings(before: datetime, agency: Any | None) -> QuerySet[Reading]:
    """Those of whole days of their seals, which go by ``written_at``; ``at`` is a moment off and has the index."""
    near = before + timedelta(days=1)
    return Reading.objects.filter(employee__agency=agency, at__lt=near, written_at__lt=before).order_by("at")


def _evidence(before: datetime, agency: Any | None) -> QuerySet[Correction]:
    """Documents of requests that were decided long enough ago; those of requests taken back should be gone already."""
    over = Q(decided_at__lt=before) | Q(state=CorrectionState.WITHDRAWN)
    return Correction.objects.filter(over, employee__agency=agency).exclude(evidence="").order_by("asked_at")


def _people(before: datetime, agency: Any | None) -> QuerySet[Employee]:
    """People who left. Counted only: their records follow the archive schedule of the government."""
    return Employee.objects.filter(agency=agency, is_active=False)


def _drop_readings(keys: list[int]) -> None:
    Reading.objects.filter(pk__in=keys).delete()


def _drop_evidence(keys: list[int]) -> None:
    drop_files(Correction.objects.filter(pk__in=keys), "evidence")


def register_all() -> None:
    """Tell `core.retention` what this app holds."""
    table = Reading._meta.db_table
    register(Holding("readings", _("Catatan pembaca data"), _("data dibuka"), _readings, _drop_readings, table=table))
    register(Holding("evidence", _("Bukti permohonan koreksi"), _("diputuskan"), _evidence, _drop_evidence))
    register(Holding("people_gone", _("Data pegawai yang berhenti"), _("berhenti"), _people, None))
