"""What this app erases: results of assessments that have counted no more for years, with all that led to them."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.retention import Holding, drop_files, register
from evaluations.domain.standards import oldest_valid
from evaluations.models import Assessment, Participant, TalentPlacement


def _expired(before: datetime, agency: Any | None) -> QuerySet[Assessment]:
    """Results that counted no more before the day."""
    found = Assessment.objects.filter(agency=agency, assessed_on__lt=oldest_valid(before.date() - timedelta(days=1)))
    return found.order_by("assessed_on", "pk")


def _drop_assessments(keys: list[int]) -> None:
    """The results with their levels, what raters wrote, what was told and the report.

    A confirmed talent map keeps the box and forgets the result behind it. The trail keeps its own rule: it says that
    the rows were erased, and pages of the trail never show what such rows held.
    """
    results = Assessment.objects.filter(pk__in=keys)
    joined = list(results.filter(participant__isnull=False).values_list("participant", flat=True))
    TalentPlacement.objects.filter(assessment__in=keys).update(assessment=None)
    results.delete()
    participants = Participant.objects.filter(pk__in=joined)
    drop_files(participants.exclude(report=""), "report")
    participants.delete()


def register_all() -> None:
    """Tell `core.retention` what this app holds."""
    since = _("masa berlakunya berakhir")
    register(Holding("assessments", _("Hasil asesmen kompetensi"), since, _expired, _drop_assessments))
